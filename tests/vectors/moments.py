"""Writes moments.json: what Python's reader of natural dates answers, for TypeScript to repeat.

Like practice.json it follows the reader: `python -m tests.vectors.moments` after a change of
infoview_sync/cli/moments.py. A test says when it is stale, so a changed answer is seen in review.
"""

from __future__ import annotations

import json
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any, get_args

from infoview_sync.cli.moments import Lean, read_when
from infoview_sync.errors import UsageError

FILE = Path(__file__).parent / "moments.json"

NOWS = (
    ("2026-11-18T14:30:00+01:00", "Europe/Berlin"),
    ("2026-03-29T08:00:00+02:00", "Europe/Berlin"),
    ("2028-02-29T23:59:59-05:00", "America/New_York"),
    ("2026-01-01T00:00:00+05:45", "Asia/Kathmandu"),
)
TEXTS = (
    *("now", "today", "today 9:00", "Today, 9:00", "yesterday", "Yesterday at 3:15 PM", "tomorrow"),
    *("tomorrow 3pm", "tomorrow 3 pm", "9:00", "23:00", "14:30", "noon", "midnight", "12am"),
    *("12pm", "mon", "Wed", "wed.", "wed 15:00", "wed 14:00", "thurs", "th.", "fri 10:00"),
    *("friday at noon", "on sunday", "next wed 14:00", "last wed", "next fri", "last fri 8:00"),
    *("3 days ago", "in 3 days", "in 1 week", "in 2 weeks", "in 2 weeks 10:00", "1 week ago 8:00"),
    *("in 1 month", "1 month ago", "3 months ago", "in 25 months", "1 year ago", "in 1 year"),
    *("in 30 minutes", "in 90 mins", "8 hours ago", "in 1 hour", "0 days ago", "in 0 minutes"),
    *("5 may", "may 5", "dec 24", "24 dec. 18:00", "may 5 2024 noon", "5 May 2027", "feb 29"),
    *("29 feb 2028", "29 feb 2027", "31 jun", "5 may 24", "1 jan", "31 december"),
    *("2026-05-04", "2026-05-04 15:00", "2026-05-04T15:00:30", "2026-05-04 3pm", "2026-02-30"),
    *("2026-05-04T15:00:00+05:30", "2026-05-04T15:00Z", "2026-05-04 15:00 -0330"),
    *("2026-05-04T15:00:00.123Z", "2026-13-01", "2026-05-04T15:00+99:00", "2026-05-04 24:00"),
    *("2026-03-29 02:30", "2026-10-25 02:30", "2026-03-08 02:15", "2026-11-01 01:30"),
    *("01/05/2026", "1/5", "1.5.2026", "01-05-26", "tomorrow 1/5", "3/4 10:00"),
    *("15.12.2026 10:00", "12/15/2026", "15-12-2026", "15/12", "12/25 noon", "31/02/2026"),
    *("12.12.2026", "15.12.26", "15.15.2026", "15.0.2026", "15/12/0000", "15.12-2026"),
    *("", " ", "blursday", "may", "ma.", "tue wed", "1530", "25:00", "13pm", "0am", "10:60"),
    *("tomorrow yesterday", "3pm 4pm", "next", "next week", "in days", "in two weeks", "t", "..."),
    *("2026-05-04 15:00 or so", "⁴ may", "'; DROP TABLE", "in 9999999999 days", "x" * 70),
    *("1850-01-01", "9999-12-31", "in 99 years", "in 9999 years", "in 99999999 hours", "١ day ago"),
    *("an hour ago", "in an hour", "a week ago", "in a month", "two weeks ago 10:00", "an ago"),
    *("in twelve days", "none days ago", "in none days", "in thirteen days", "in a", "a 3pm"),
    *("in ３ days", "in -3 days", "at", "am", "3 am pm"),
)


def answer(text: str, *, now_ms: int, tz: str, lean: Lean) -> dict[str, Any]:
    try:
        when = read_when(text, now_ms=now_ms, tz=tz, lean=lean)
    except UsageError as refusal:
        return {"refused": str(refusal)}
    return {"at": when.text, "has_time": when.has_time}


def cases() -> list[dict[str, Any]]:
    leans: tuple[Lean, ...] = get_args(Lean)
    return [
        {
            "text": text, "now": now, "tz": tz, "lean": lean,
            **answer(
                text, now_ms=int(datetime.fromisoformat(now).timestamp()) * 1000, tz=tz, lean=lean
            ),
        }
        for (now, tz), text, lean in product(NOWS, TEXTS, leans)
    ]  # fmt: skip


def vectors() -> str:
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    FILE.write_text(vectors(), encoding="utf-8")
