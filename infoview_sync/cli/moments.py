"""Natural dates: `tomorrow 3pm`, `fri 10:00`, `yesterday`, `2 days ago`, `2026-05-04 15:00`.

A small reader of our own: the libraries that do this (dateparser, parsedatetime) add a third of a
second to every command or guess, so that `may` or `1530` becomes some date without a word. Here
every word must be understood or the whole is refused, with examples.

A weekday, a date without a year or a bare time means the nearest one in the direction that the
command leans to: what happened lies behind, an appointment ahead. Offsets are those of the zone on
that very day; a time that the clocks skip is refused, one that they show twice is the first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from infoview_sync.errors import UsageError

Lean = Literal["past", "future"]

EXAMPLES = "'tomorrow 3pm', 'fri 10:00', 'yesterday', '2 days ago', '2026-05-04 15:00'"
CHARS_MAX = 60
_MORNING_H = 9
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
YEARS = range(1970, 2100)
NOON = time(12)
"""Of a day in the past without a time: the middle of it, which no zone moves to another day."""

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[t ]+(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)? ?(z|[+-]\d\d:?\d\d)?)?"
)
_NUMBERS = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)\b|\b\d{1,2}/\d{1,2}\b")
"""`01/05/2026`, which is 1 May here and January 5 there."""
_DATE = re.compile(r"\d{1,2}/\d{1,2}|\d{1,2}([/.-])\d{1,2}\1\d{4}")
"""Of these, what may be a date in one order only: `15.12.2026`, as there is no 15th month."""
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(am|pm)?|(\d{1,2})(am|pm)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_SECONDS_BY_UNIT = {"minute": 60, "min": 60, "hour": 3600}
_DAYS_BY_UNIT = {"day": 1, "week": 7}
_MONTHS_BY_UNIT = {"month": 1, "year": 12}


class When(NamedTuple):
    """`at` is the moment, with its offset; without `has_time`, only its day was said."""

    at: datetime
    has_time: bool

    @property
    def ms(self) -> int:
        return int(self.at.timestamp()) * 1000

    @property
    def text(self) -> str:
        """As an event writes it."""
        return self.at.isoformat(timespec="seconds")

    def from_morning(self) -> When:
        """As one is reminded of it: a day without a time begins at nine."""
        at = self.at if self.has_time else self.at.replace(hour=_MORNING_H, minute=0, second=0)
        return When(at, has_time=True)


def read_when(text: str, *, now_ms: int, tz: str, lean: Lean) -> When:
    """The moment meant. Without a time: noon of that day, or now if it is today.

    Raises: UsageError with examples.
    """
    zone = zone_named(tz)
    now = datetime.fromtimestamp(now_ms // 1000, zone)
    said = " ".join(text[: CHARS_MAX + 1].lower().replace(",", " ").split())
    try:
        when = _iso(_whole(text, said), now, zone) or _words(said, now, zone, lean)
    except (_NotUnderstood, ValueError, OverflowError):
        shown = text if len(text) <= CHARS_MAX else text[:CHARS_MAX] + "…"
        if _NUMBERS.search(said):
            raise UsageError(
                f"cannot tell which day '{shown}' is: write the year first, {now:%Y-%m-%d}, or the"
                f" month in letters, {now.day} {now:%b %Y}"
            ) from None
        raise UsageError(f"cannot read '{shown}' as a time; say for example {EXAMPLES}") from None
    if when.at.astimezone(UTC).year not in YEARS:
        raise UsageError(f"the year {when.at.year} is not between {YEARS[0]} and {YEARS[-1]}")
    return when


def read_start(text: str, *, now_ms: int, tz: str) -> When:
    """When an appointment begins, by the clocks of `tz`, also if it was said with another offset.
    It is agreed for a minute: `in 3 hours` keeps no seconds.

    Raises: UsageError, also if no time is said.
    """
    start = read_when(text, now_ms=now_ms, tz=tz, lean="future")
    if not start.has_time:
        raise UsageError(f"say the time too: '{text} 10:00'")
    return start._replace(at=start.at.astimezone(zone_named(tz)).replace(second=0))


def day_end_ms(when: When, tz: str) -> int:
    """The end of the day that was said (midnight as the clocks there keep it), or the moment."""
    if when.has_time:
        return when.ms
    day = when.at.date() + timedelta(days=1)
    return int(datetime.combine(day, time(), zone_named(tz)).timestamp()) * 1000


def zone_named(tz: str) -> ZoneInfo:
    """Raises: UsageError if there is no such time zone."""
    try:
        return ZoneInfo(tz)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"there is no time zone '{tz}'; say for example Europe/Berlin") from None


def zone_said(tz: str) -> str:
    """Its name, as it was said.

    Raises: UsageError if there is none such, or if it is short for several: in June, EST is meant
    for New York's, which then has other clocks.
    """
    if len(tz) == 3 and tz not in ("UTC", "GMT"):
        raise UsageError(f"'{tz}' is short for several time zones; say for example Europe/Berlin")
    return zone_named(tz).key


def _whole(text: str, said: str) -> str:
    """What was said, unless some of it was cut off: a part may mean another time."""
    if len(text.strip()) > CHARS_MAX:
        raise _NotUnderstood
    return said


class _NotUnderstood(Exception):
    """Some word means nothing here."""


def _iso(said: str, now: datetime, zone: ZoneInfo) -> When | None:
    match = _ISO.fullmatch(said)
    if match is None:
        return None
    day = date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return _day_only(day, now, zone)
    clock = time(int(match[4]), int(match[5]), int(match[6] or 0))
    if match[7] is None:
        return When(_existing(day, clock, zone), has_time=True)
    offset = "+00:00" if match[7] == "z" else match[7]
    return When(datetime.fromisoformat(f"{day}T{clock.isoformat()}{offset}"), has_time=True)


def _words(said: str, now: datetime, zone: ZoneInfo, lean: Lean) -> When:
    if len(said) > CHARS_MAX:
        raise _NotUnderstood
    words = [word for word in said.split() if word not in ("at", "on")]
    if words == ["now"]:
        return When(now, has_time=True)
    if (moment := _relative_moment(words, now)) is not None:
        return When(moment, has_time=True)
    clock, words = _take_clock(words)
    days = [now.date()] if not words else list(_days(words, now.date(), lean))
    if clock is None:
        if not words:
            raise _NotUnderstood
        return _day_only(days[0], now, zone)
    if not words:
        days = [now.date(), now.date() + timedelta(days=1 if lean == "future" else -1)]
    for day in days:
        at = _existing(day, clock, zone)
        if len(days) == 1 or (at > now if lean == "future" else at <= now):
            return When(at, has_time=True)
    return When(_existing(days[-1], clock, zone), has_time=True)


def _relative_moment(words: list[str], now: datetime) -> datetime | None:
    """`in 2 hours`, `30 minutes ago`: counted in real time, across any change of the clocks."""
    amount = _amount(words)
    if amount is None or amount[1] not in _SECONDS_BY_UNIT:
        return None
    seconds = amount[0] * _SECONDS_BY_UNIT[amount[1]]
    return (now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(now.tzinfo)


def _amount(words: list[str]) -> tuple[int, str] | None:
    """(signed number, singular unit) of `in 3 days`, `an hour ago` and the like."""
    match words:
        case ["in", number, unit] if (count := _count(number)) is not None:
            return count, unit.removesuffix("s")
        case [number, unit, "ago"] if (count := _count(number)) is not None:
            return -count, unit.removesuffix("s")
    return None


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() else _COUNTS.get(word)


def _take_clock(words: list[str]) -> tuple[time | None, list[str]]:
    """The time of day among the words, and the other words."""
    joined = re.sub(r"\b(\d{1,2}(?::\d\d)?) (am|pm)\b", r"\1\2", " ".join(words)).split()
    found: list[time] = []
    others = []
    for word in joined:
        if word in ("noon", "midnight"):
            found.append(NOON if word == "noon" else time())
        elif match := _CLOCK.fullmatch(word):
            hour, minute = int(match[1] or match[4]), int(match[2] or 0)
            half = match[3] or match[5]
            if half and not 1 <= hour <= 12:
                raise _NotUnderstood
            found.append(time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute))
        else:
            others.append(word)
    if len(found) > 1:
        raise _NotUnderstood
    return (found[0] if found else None), others


def _days(words: list[str], today: date, lean: Lean) -> Iterator[date]:
    """The days that the words can mean, nearest first in the direction of the lean."""
    step = 1 if lean == "future" else -1
    amount = _amount(words)
    match words:
        case [word] if word in _DAY_STEPS:
            yield today + timedelta(days=_DAY_STEPS[word])
        case [word] if (weekday := _named(word, _WEEKDAYS)) is not None:
            away = ((weekday - today.weekday()) * step) % 7
            yield today + timedelta(days=away * step)
            yield today + timedelta(days=(away + 7) * step)
        case [("next" | "last") as which, word] if (weekday := _named(word, _WEEKDAYS)) is not None:
            step = 1 if which == "next" else -1
            away = ((weekday - today.weekday()) * step) % 7 or 7
            yield today + timedelta(days=away * step)
        case [word] if (match := _ISO.fullmatch(word)) and match[4] is None:
            yield date.fromisoformat(word)
        case [word] if _DATE.fullmatch(word):
            yield _day_and_month(_in_letters(word), today, lean)
        case _ if amount is not None and amount[1] in _DAYS_BY_UNIT:
            yield today + timedelta(days=amount[0] * _DAYS_BY_UNIT[amount[1]])
        case _ if amount is not None and amount[1] in _MONTHS_BY_UNIT:
            yield _months_away(today, amount[0] * _MONTHS_BY_UNIT[amount[1]])
        case _:
            yield _day_and_month(words, today, lean)


def _months_away(today: date, months: int) -> date:
    """The same day of that month; its last one if it is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise _NotUnderstood
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _day_and_month(words: list[str], today: date, lean: Lean) -> date:
    """`5 may`, `may 5`, either with a year."""
    match words:
        case [first, second] | [first, second, _] if first.isdecimal():
            day, month = int(first), _named(second, _MONTHS)
        case [first, second] | [first, second, _] if second.isdecimal():
            day, month = int(second), _named(first, _MONTHS)
        case _:
            raise _NotUnderstood
    if month is None:
        raise _NotUnderstood
    if len(words) == 3:
        return date(int(words[2]), month + 1, day)
    here = date(today.year, month + 1, day)
    if lean == "future" and here < today:
        return here.replace(year=today.year + 1)
    if lean == "past" and here > today:
        return here.replace(year=today.year - 1)
    return here


def _in_letters(numbers: str) -> list[str]:
    """`15 december 2026` of `15.12.2026`.

    Raises: _NotUnderstood if it can mean two days, or none.
    """
    first, second, *year = re.split(r"[/.-]", numbers)
    day, month = (first, second) if int(first) > 12 else (second, first)
    if not (1 <= int(month) <= 12 and (int(day) > 12 or int(day) == int(month))):
        raise _NotUnderstood
    return [day, _MONTHS[int(month) - 1], *year]


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Which of the names the word is or begins with at least three letters."""
    fitting = [place for place, name in enumerate(names) if name.startswith(word.rstrip("."))]
    return fitting[0] if len(fitting) == 1 and len(word) >= 3 else None


def _day_only(day: date, now: datetime, zone: ZoneInfo) -> When:
    return When(now if day == now.date() else _existing(day, NOON, zone), has_time=False)


def _existing(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment when the clocks there show this. Raises: UsageError if they skip it."""
    at = datetime.combine(day, clock, zone)
    back = at.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) != at.replace(tzinfo=None):
        raise UsageError(
            f"{at:%Y-%m-%d %H:%M} does not exist in {zone.key}: the clocks go forward then;"
            f" {back:%H:%M} does"
        )
    return at
