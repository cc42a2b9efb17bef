"""What the Markdown and the HTML report share: their sentences, and what no text may do in them."""

from __future__ import annotations

import re
from datetime import date

from infoview_sync.files.report.lines import counted
from infoview_sync.projections.audit import local_day
from infoview_sync.projections.measures import Audit, Sleeper, Theme

HOW_TO_READ = (
    "n: how many cases a value rests on. Pending: cases too young to be judged, counted in neither."
    " A dash: there is nothing to divide by."
)
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text with U+FFFD for what steers a terminal, breaks the line or turns it around.

    Other invisible characters stay: some join the letters of a Persian name, or an emoji's parts.
    """
    return _STEERING.sub("\ufffd", text)


def day(value: date) -> str:
    """`4 May 2026`."""
    return f"{value.day} {value:%B %Y}"


def heading(audit: Audit, known: str) -> str:
    days = counted((audit.last - audit.first).days + 1, "day")
    as_of = day(local_day(audit.now_ms, audit.tz))
    return f"{day(audit.first)} to {day(audit.last)} ({days}), as of {known or as_of}."


def notes(before: Audit | None) -> list[str]:
    """How to read the numbers, in whole sentences."""
    said = [HOW_TO_READ]
    if before is not None:
        said.append(f"Changes are against {day(before.first)} to {day(before.last)}.")
    return said


def theme_words(theme: Theme, tz: str) -> list[str]:
    return [
        theme.theme.replace("_", " "),
        str(theme.count),
        str(theme.contacts),
        local_day(theme.first_at, tz).isoformat(),
        local_day(theme.last_at, tz).isoformat(),
    ]


def sleeper_words(each: Sleeper) -> str:
    """What is said after the name."""
    return (
        f"{counted(each.days_since, 'day')} without contact; every"
        f" {counted(each.every_days, 'day')} was meant"
    )
