"""The dates that exports write: `02 Jan 2024`, `7-Feb-22`, `8/21/26` (month first), ISO.

A date that does not exist is an error, never today's date and never a date nearby.
"""

from __future__ import annotations

import re
from datetime import date

# LinkedIn opened in 2003: an earlier year is a spreadsheet's mistake (1900, 0024).
YEAR_MIN = 2003
YEAR_MAX = 2099

REMEDY = (
    "Write it as 2024-01-02, 02 Jan 2024 or 1/2/24 (month first); month names are read in "
    "English only"
)

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBER_BY_MONTH = {
    spelling: number
    for number, month in enumerate(_MONTHS, start=1)
    for spelling in (month, month[:3])
} | {"sept": 9}

_NAMED = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?[ -]([0-9]{4}|[0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def iso_date(text: str) -> str:
    """The ISO form of a date. Raises: ValueError whose text is the reason."""
    return _date(text).isoformat()


def is_month_first(text: str) -> bool:
    """It is written in numbers, where only the convention says which one is the month."""
    return _NUMERIC.fullmatch(text) is not None


def _date(text: str) -> date:
    if match := _NAMED.fullmatch(text):
        day, month_name, year = match.groups()
        month = _NUMBER_BY_MONTH.get(month_name.lower())
        if month is None:
            raise ValueError(f"'{month_name}' is not an English month name")
        return _existing(year, month, day)
    if match := _NUMERIC.fullmatch(text):
        month_number, day, year = match.groups()
        return _existing(year, int(month_number), day)
    if match := _ISO.fullmatch(text):
        year, month_number, day = match.groups()
        return _existing(year, int(month_number), day)
    raise ValueError("it is not a date in a form that is read here")


def _existing(year_text: str, month: int, day: str) -> date:
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    if not YEAR_MIN <= year <= YEAR_MAX:
        raise ValueError(f"the year {year} is not between {YEAR_MIN} and {YEAR_MAX}")
    try:
        return date(year, month, int(day))
    except ValueError as error:
        raise ValueError("there is no such day") from error
