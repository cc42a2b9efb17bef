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

from infoview_sync.projections.measures import (
    NONE,
    Audit,
    Chain,
    ChainPerson,
    Dormant,
    Median,
    Rate,
    Ratio,
    Sleeper,
    ThankTime,
    Theme,
    Week,
    decimal,
    duration,
    per_hundred,
)
from infoview_sync.projections.queries import Row, ask

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


def _structs(rows: list[Row], kind: type[Any]) -> list[Any]:
    return msgspec.convert(rows, list[kind], strict=False)  # type: ignore[valid-type]  # given
