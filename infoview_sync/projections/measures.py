"""What an audit says: the value of each measure, its numbers and how it is printed."""

from __future__ import annotations

from datetime import date

import msgspec

NONE = "—"
"""What a zero denominator prints, never 0 %."""
ACTIVITIES = ("sends", "follow_ups", "interviews", "thanks", "touches", "referrals_pursued")


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
