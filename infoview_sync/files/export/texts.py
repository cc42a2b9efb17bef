"""How values read outside the notebook: moments by the user's clocks, flags in words, lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

_EVENTS = {
    "event.retracted": "undone",
    "event.restored": "redone",
    "contact.corrected": "contact changed",
}
_MOMENTS = {
    "interview.scheduled": "",
    "interview.rescheduled": "",
    "reminder.snoozed": "until ",
    "cadence.paused": "until ",
}
"""What stands before the moment that is the telling part of such an event."""
FLAGS = frozenset({"archived", "may_use_name", "recording_consent"})
_CONTROLS = [*range(32), *range(127, 160), 0x2028, 0x2029]
"""Control characters, and what some programs take for a line break."""
_WITHOUT = dict.fromkeys(_CONTROLS, " ") | {ord("\n"): "\n"}


def moment(at_ms: int, tz: ZoneInfo) -> str:
    """`2026-05-04 15:00`."""
    return f"{datetime.fromtimestamp(at_ms // 1000, tz):%Y-%m-%d %H:%M}"


def day(at_ms: int, tz: ZoneInfo) -> str:
    """`2026-05-04`."""
    return f"{datetime.fromtimestamp(at_ms // 1000, tz):%Y-%m-%d}"


def agreed(local: str | None, zone: str | None, here: tzinfo) -> str:
    """`2026-05-04 15:00`, by the clock that was agreed, with its zone if that is another one."""
    return (local or "")[:16].replace("T", " ") + zone_beside(local, zone, here)


def zone_beside(local: str | None, zone: str | None, here: tzinfo) -> str:
    """` (Europe/Berlin)` for a time as it was agreed, where the clocks show another one here.

    Without a zone's name it is the offset; of what is no time, nothing.
    """
    try:
        at = datetime.fromisoformat(local or "")
        is_same = at.utcoffset() in (None, at.astimezone(here).utcoffset())
    except (ValueError, OverflowError):
        return ""
    return "" if is_same else f" ({zone or at.tzinfo})"


def event_words(wire_type: str) -> str:
    """`outreach.followed_up` → `outreach followed up`."""
    return _EVENTS.get(wire_type, wire_type.replace(".", " ").replace("_", " "))


def entry_words(row: dict[str, Any]) -> str:
    """What was said: `contact added`, or `undone: contact added`."""
    said = event_words(row["type"] or ("erased" if row["erased"] else "unreadable"))
    return f"{said}: {event_words(row['target_type'])}" if row["target_type"] else said


def entry_detail(row: dict[str, Any], written: Callable[[str], str]) -> str:
    """The telling part of an entry; `written` puts a local time as events write it into words."""
    text = str(row["detail"])
    before = _MOMENTS.get(row["target_type"] or row["type"])
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if before is None else before + written(text)


def strings_in(text: object) -> list[str]:
    """The texts in a JSON array as a projection keeps it; none if it is something else."""
    try:
        return msgspec.json.decode(text, type=list[str]) if isinstance(text, str) and text else []
    except msgspec.DecodeError:
        return []


def written(key: str, value: Any, tz: ZoneInfo) -> str:
    """One value of a row as a person reads it; `key` is its column in the query."""
    if value is None:
        return ""
    if key in FLAGS:
        return "yes" if value else "no"
    if key.endswith("_at") and isinstance(value, int):
        try:
            return moment(value, tz)
        except (ValueError, OverflowError, OSError):
            return str(value)
    return str(value)


def without_steering(text: str) -> str:
    """The text without control characters; line breaks stay, as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_WITHOUT)
