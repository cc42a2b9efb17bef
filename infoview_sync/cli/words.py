"""How things read on a terminal: moments, stages, rules, events. No decisions here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from infoview_sync.cli.moments import zone_named
from infoview_sync.files.export.texts import agreed as short_agreed
from infoview_sync.files.export.texts import zone_beside

EVENT_SHOWN_CHARS = 4
"""Of a log's id in an event's short name; a notebook has a handful of logs."""

_STAGES = {
    "accepted": "said yes",
    "deferred": "asked to wait",
    "redirected": "pointed elsewhere",
    "closed_no_reply": "no reply",
    "conducted": "talked",
}
_STATUSES = {"started": "talking now", "completed": "held", "cancelled": "called off"}


def plain(value: str) -> str:
    return value.replace("_", " ")


def stage(value: str) -> str:
    return _STAGES.get(value, plain(value))


def status(value: str) -> str:
    return _STATUSES.get(value, plain(value))


def event_name(log: str, seq: int) -> str:
    """The short name by which `undo` and `redo` know an event."""
    return f"{log[:EVENT_SHOWN_CHARS]}:{seq}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 person`, `1,200 people`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(number: object, unit: str) -> str:
    """`1 day`, `30 days`: the norms name their units in the plural."""
    return f"{number} {unit.removesuffix('s') if str(number) == '1' else unit}".strip()


def day(at_ms: int | None, tz: str) -> str:
    """`Mon 4 May 2026`, or a dash."""
    return "—" if at_ms is None else _day(_local(at_ms, tz))


def moment(at_ms: int | None, tz: str) -> str:
    """`Mon 4 May 2026 15:00`, or a dash."""
    if at_ms is None:
        return "—"
    local = _local(at_ms, tz)
    return f"{_day(local)} {local:%H:%M}"


def short_day(at_ms: int | None, tz: str) -> str:
    """`2026-05-04`, for a narrow column; empty if there is none."""
    return "" if at_ms is None else f"{_local(at_ms, tz):%Y-%m-%d}"


def short_moment(at_ms: int, tz: str) -> str:
    """`2026-05-04 15:00`, as a command reads it again."""
    return f"{_local(at_ms, tz):%Y-%m-%d %H:%M}"


def short_moment_at(at_ms: int, offset_min: int) -> str:
    """`2026-05-04 15:00`, by the clocks where it happened."""
    local = datetime.fromtimestamp(at_ms / 1000, UTC) + timedelta(minutes=offset_min)
    return f"{local:%Y-%m-%d %H:%M}"


def moment_of(text: str | None) -> str:
    """As `moment`, of a local time as events write it; other text as it is."""
    try:
        local = datetime.fromisoformat(text or "")
    except ValueError:
        return text or "—"
    return f"{_day(local)} {local:%H:%M}"


def agreed(text: str | None, zone: str | None, here: str) -> str:
    """As `moment_of`, with the zone that was meant where the clocks here show another time."""
    return moment_of(text) + zone_beside(text, zone, zone_named(here))


def start(interview: dict[str, Any], here: str) -> str:
    """When an interview starts, by the clock that was agreed."""
    return agreed(interview["starts_local"], interview["tz"], here)


def short_start(interview: dict[str, Any], here: str) -> str:
    """As `start`, for a narrow column: `2026-05-04 15:00`; empty if there is none."""
    return short_agreed(interview["starts_local"], interview["tz"], zone_named(here))


def apart(from_ms: int, to_ms: int, tz: str) -> str:
    """`in 2 hours`, `tomorrow`, `3 days ago`: how far `to_ms` lies; other days by the calendar."""
    minutes = abs(to_ms - from_ms) // 60_000
    days = abs((_local(to_ms, tz).date() - _local(from_ms, tz).date()).days)
    is_ahead = to_ms > from_ms
    if minutes < 1:
        return "now"
    if days == 1:
        return "tomorrow" if is_ahead else "yesterday"
    if days > 1:
        length = counted(days, "day")
    elif minutes < 60:
        length = counted(minutes, "minute")
    else:
        length = counted(minutes // 60, "hour")
    return f"in {length}" if is_ahead else f"{length} ago"


def reply(row: dict[str, Any], tz: str) -> str:
    """What became of a thread."""
    if row["disposition"]:
        return f"{plain(row['disposition'])} {day(row['last_reply_at'], tz)}"
    if row["closed_at"]:
        return f"closed {day(row['closed_at'], tz)}"
    return "waiting" if row["sent_at"] else "draft"


def _local(at_ms: int, tz: str) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, zone_named(tz))


def _day(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b %Y}"
