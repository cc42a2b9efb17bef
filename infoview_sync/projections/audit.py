"""The audit: thirteen measures over one window of local days, as docs/audit.md defines them.

Each number is computed by a file sql/query/measure_*.sql, which the browser runs too; here the
answers are put together. Works on the live connection and on a cut of the past alike: what counts
is what the connection shows, and `now_ms` decides what is still pending.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from infoview_sync.projections.queries import Row, ask

NONE = "—"
"""What a zero denominator prints, never 0 %."""
WINDOW_DAYS = 90
"""A window that nobody named: as long as the longest norm, reporting back on advice."""
EPOCH = date(1970, 1, 1)
WEEK_DAYS = 7


class Window(NamedTuple):
    """Local days from `first` up to, and without, `until`."""

    first: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.first).days

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    def before(self) -> Window:
        """The window of the same length that ends where this one begins."""
        return Window(self.first - timedelta(days=self.days), self.first)

    @classmethod
    def ending(cls, last: date, *, days: int = WINDOW_DAYS) -> Window:
        until = last + timedelta(days=1)
        return cls(until - timedelta(days=days), until)


class _Value(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers that compare, and `text`, what is printed for them."""


class Rate(_Value, frozen=True, kw_only=True):
    """`hits` of `n`; `pending` are too young to be judged and in neither."""

    hits: int
    n: int
    pending: int = 0
    text: str

    @classmethod
    def of(cls, hits: int, n: int, pending: int = 0) -> Rate:
        return cls(hits=hits, n=n, pending=pending, text=f"{per_hundred(hits, n)} %" if n else NONE)


class Ratio(_Value, frozen=True, kw_only=True):
    """`hits` for each of `n`, printed with two decimals."""

    hits: int
    n: int
    text: str

    @classmethod
    def of(cls, hits: int, n: int) -> Ratio:
        return cls(hits=hits, n=n, text=decimal(per_hundred(hits, n)) if n else NONE)


class Median(_Value, frozen=True, kw_only=True):
    """The middle of `n` durations, in ms (negative: too early, or shorter than planned)."""

    ms: int | None
    n: int
    unsent: int = 0
    text: str


class ChainPerson(msgspec.Struct, frozen=True, kw_only=True):
    contact: str
    name: str | None
    depth: int
    parent: str | None
    interviewed: bool


class Chain(_Value, frozen=True, kw_only=True):
    """`total / n` is the mean depth of the `n` people interviewed; `people`: their guides too."""

    n: int
    max: int
    total: int
    text: str
    people: list[ChainPerson]


class Sleeper(msgspec.Struct, frozen=True, kw_only=True):
    contact: str
    name: str
    last_at: int
    every_days: int
    days_since: int


class Dormant(_Value, frozen=True, kw_only=True):
    hits: int
    n: int
    never_touched: int
    text: str
    people: list[Sleeper]


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    theme: str
    count: int
    contacts: int
    first_at: int
    last_at: int


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """`week` is the day number (since 1970) of its Monday."""

    week: int
    iso_year: int
    iso_week: int
    sends: int = 0
    follow_ups: int = 0
    interviews: int = 0
    thanks: int = 0
    touches: int = 0
    referrals_pursued: int = 0

    @property
    def acts(self) -> int:
        return sum(getattr(self, name) for name in ACTIVITIES)

    @property
    def name(self) -> str:
        return f"{self.iso_year}-W{self.iso_week:02}"


ACTIVITIES = ("sends", "follow_ups", "interviews", "thanks", "touches", "referrals_pursued")


class ThankTime(msgspec.Struct, frozen=True, kw_only=True):
    """`ms` from the end of the interview to its first thank-you; None: not sent."""

    interview: str
    contact: str
    name: str | None
    ended_at: int
    ended_day: int
    ms: int | None


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """All measures of one window, in the order of docs/audit.md, and what its charts show."""

    first: date
    last: date
    now_ms: int
    tz: str
    reply_rate: Rate
    reply_to_interview: Rate
    thanked_in_time: Rate
    thank_time: Median
    referrals: Ratio
    referral_yield: Rate
    chain: Chain
    dormant: Dormant
    insights: list[Theme]
    weeks: list[Week]
    streak: int
    advice: Rate
    prepared: Rate
    overrun: Median
    reciprocity: Ratio
    late: Rate
    funnel: dict[str, int]
    thank_times: list[ThankTime]
    acts_by_day: dict[int, int]
    """By day number since 1970; only days that hold something."""


def audit(connection: sqlite3.Connection, window: Window, *, now_ms: int, tz: str) -> Audit:
    """The audit of a window as the connection shows it, at one instant of the notebook."""
    connection.execute("BEGIN")
    try:
        return _audit(connection, window, now_ms, tz)
    finally:
        connection.execute("COMMIT")


def _audit(connection: sqlite3.Connection, window: Window, now_ms: int, tz: str) -> Audit:
    today = day_number(local_day(now_ms, tz))
    bounds = {"from": day_start_ms(window.first, tz), "until": day_start_ms(window.until, tz)}

    def rows(name: str, **more: int) -> list[Row]:
        return ask(connection, name, **bounds, **more)

    def one(name: str, **more: int) -> Row:
        return rows(name, **more)[0]

    def rate(name: str, **more: int) -> Rate:
        return Rate.of(**one(name, **more))

    thank = one("measure_thank_time")
    named = one("measure_referrals")
    chain = one("measure_chain")
    dormant = ask(connection, "measure_dormant", now=now_ms)[0]
    prepared = one("measure_prepared")
    overrun_ms = None if prepared["overrun_s"] is None else prepared["overrun_s"] * 1000
    return Audit(
        first=window.first,
        last=window.last,
        now_ms=now_ms,
        tz=tz,
        reply_rate=rate("measure_reply_rate", now=now_ms),
        reply_to_interview=rate("measure_reply_interview", now=now_ms),
        thanked_in_time=rate("measure_thanked", now=now_ms),
        thank_time=Median(
            ms=thank["median_ms"],
            n=thank["n"],
            unsent=thank["unsent"],
            text=duration(thank["median_ms"]),
        ),
        referrals=Ratio.of(named["hits"], named["n"]),
        referral_yield=Rate.of(named["yield_hits"], named["yield_n"]),
        chain=Chain(
            **chain,
            text=decimal(per_hundred(chain["total"], chain["n"])) if chain["n"] else NONE,
            people=_structs(rows("measure_chain_people"), ChainPerson),
        ),
        dormant=Dormant(
            hits=dormant["dormant"],
            n=dormant["n"],
            never_touched=dormant["never_touched"],
            text=Rate.of(dormant["dormant"], dormant["n"]).text,
            people=_structs(ask(connection, "measure_dormant_people", now=now_ms), Sleeper),
        ),
        insights=_structs(rows("measure_insights"), Theme),
        weeks=filled(_structs(rows("measure_weeks"), Week), window),
        streak=ask(connection, "measure_streak", now=now_ms, today=today)[0]["weeks"],
        advice=rate("measure_advice", now=now_ms),
        prepared=Rate.of(prepared["hits"], prepared["n"]),
        overrun=Median(ms=overrun_ms, n=prepared["overrun_n"], text=duration(overrun_ms)),
        reciprocity=Ratio.of(**one("measure_reciprocity")),
        late=rate("measure_late"),
        funnel=one("funnel"),
        thank_times=_structs(rows("thank_times"), ThankTime),
        acts_by_day={row["day"]: row["acts"] for row in rows("measure_days")},
    )


def filled(weeks: list[Week], window: Window) -> list[Week]:
    """The weeks and, between the window's ends, those in which nothing was done, in order.

    An act may fall into a week outside: its day is that of the place where it happened.
    """
    by_monday = {week.week: week for week in weeks}
    first = monday(day_number(window.first))
    for at in range(first, day_number(window.until), WEEK_DAYS):
        if at not in by_monday:
            iso = (EPOCH + timedelta(days=at)).isocalendar()
            by_monday[at] = Week(week=at, iso_year=iso.year, iso_week=iso.week)
    return [by_monday[at] for at in sorted(by_monday)]


def day_start_ms(day: date, tz: str) -> int:
    """The first instant of a local day: midnight, or where the clocks skip it, when they do."""
    return int(datetime.combine(day, time(), ZoneInfo(tz)).timestamp()) * 1000


def local_day(at_ms: int, tz: str) -> date:
    return datetime.fromtimestamp(at_ms // 1000, UTC).astimezone(ZoneInfo(tz)).date()


def day_number(day: date) -> int:
    """Days since 1970, as the SQL counts them."""
    return (day - EPOCH).days


def monday(day: int) -> int:
    """The day number of the Monday of its week; 1 January 1970 was a Thursday."""
    return day - (day + 3) % WEEK_DAYS


def per_hundred(hits: int, n: int) -> int:
    """Per cent, and hundredths of a ratio: whole, rounded half up."""
    return (200 * hits + n) // (2 * n)


def decimal(value: int) -> str:
    """`1.25` for 125."""
    return f"{value // 100}.{value % 100:02}"


def duration(ms: int | None) -> str:
    """`4 h 05 min`, `2 d 3 h`, `35 s`; a dash if there is none."""
    if ms is None:
        return NONE
    sign, seconds = ("−" if ms < 0 else ""), abs(ms) // 1000
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86_400
    if minutes == 0:
        return f"{sign}{seconds} s"
    if hours == 0:
        rest = f" {seconds % 60} s" if seconds % 60 else ""
        return f"{sign}{minutes} min{rest}"
    if hours < 48:
        return f"{sign}{hours} h {minutes % 60:02} min"
    return f"{sign}{days} d {hours % 24} h"


def _structs(rows: list[Row], kind: type[Any]) -> list[Any]:
    return msgspec.convert(rows, list[kind], strict=False)  # type: ignore[valid-type]  # given
