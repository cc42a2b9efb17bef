"""Says one event and tells the user what was recorded and how to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from infoview_sync.cli import words
from infoview_sync.cli.moments import When, read_when
from infoview_sync.cli.output import print_json, say
from infoview_sync.errors import UsageError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.ids import new_id
from infoview_sync.log.store import Stored
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row

_TELLING = (
    "name", "name_only", "text", "tag", "reason", "theme", "category", "channel", "disposition",
)  # fmt: skip
"""Without these an event tells nothing; other fields may be emptied."""
AHEAD_MS = 60_000
"""A moment this close ahead is a rounding, not the future."""


def moment_of(notebook: Notebook, at: str | None) -> When:
    """When it happened: `--at`, else now. Raises: UsageError if it is still to come."""
    now_ms = notebook.world.wall_ms()
    when = read_when(at or "now", now_ms=now_ms, tz=notebook.world.tz, lean="past")
    if when.ms - now_ms > AHEAD_MS:
        raise UsageError(
            f"{words.moment_of(when.text)} is still to come, and only what has happened is"
            " recorded; `infoview schedule PERSON WHEN` is for an appointment"
        )
    return when


def moment_ahead(notebook: Notebook, said: str) -> When:
    """When to be reminded. Raises: UsageError unless it is still to come."""
    now_ms = notebook.world.wall_ms()
    when = read_when(said, now_ms=now_ms, tz=notebook.world.tz, lean="future").from_morning()
    if when.ms <= now_ms:
        raise UsageError(f"{words.moment_of(when.text)} is not ahead; say a later time")
    return when


def moment_after(notebook: Notebook, moment: When, *followed: Row | None) -> When:
    """When it happened that follows a thread, a talk, an advice …: of a day without a time, after
    all that happened to these on that day: in the next minute, as the forms of the app have it
    (`momentAfter`). An answer at noon would be before its letter.
    """
    if moment.has_time:
        return moment
    now_ms, zone = notebook.world.wall_ms(), moment.at.tzinfo
    known = [
        datetime.fromtimestamp(value // 1000, zone)
        for row in followed if row is not None
        for name, value in row.items()
        if name.endswith("_at") and value is not None and value <= now_ms
    ]  # fmt: skip
    last = max((at for at in known if at.date() == moment.at.date()), default=None)
    if last is None or last < moment.at:
        return moment
    return moment._replace(at=datetime.fromtimestamp(last.timestamp() // 60 * 60 + 60, zone))


def fresh_id(notebook: Notebook) -> str:
    return new_id(notebook.world.random_bytes)


def given(**fields: Any) -> dict[str, Any]:
    """The fields that were given at all; an empty one clears what was there."""
    return {name: value for name, value in fields.items() if value is not None}


async def record(
    notebook: Notebook, wire_type: str, subject: str, fields: dict[str, Any], *,
    at: When, told: str, as_json: bool,
) -> None:  # fmt: skip
    """Say one event. `told` is what the user reads. Raises: InvalidEvent; then nothing is said."""
    said = [(wire_type, subject, fields)]
    await record_all(notebook, said, at=at, told=told, as_json=as_json)


async def record_all(
    notebook: Notebook, said: Sequence[tuple[str, str, dict[str, Any]]], *,
    at: When, told: str, as_json: bool, is_final: bool = False,
) -> None:  # fmt: skip
    """As `record`, several events (wire type, subject, fields), all or none of them.

    `is_final`: no undo brings back what this took.
    """
    drafts = [draft_of(wire_type, subject, fields, at) for wire_type, subject, fields in said]
    stored = await notebook.append(drafts)
    name = words.event_name(stored[-1].log, stored[-1].seq)
    told = told_at(notebook, told, at)
    if as_json:
        recorded = [recorded_row(each, at) for each in stored]
        print_json({"recorded": recorded, "message": told})
    else:
        say(f"{told} · {name}" + ("" if is_final else f" · undo with: infoview undo {name}"))


def tell_unchanged(told: str, *, as_json: bool) -> None:
    """That it is so already, where an event would say nothing new."""
    if as_json:
        print_json({"recorded": [], "message": told})
    else:
        say(f"{told}; nothing was recorded")


def told_at(notebook: Notebook, told: str, at: When) -> str:
    """With the moment that it is about, unless that is now."""
    is_now = abs(at.ms - notebook.world.wall_ms()) <= AHEAD_MS
    return told if is_now else f"{told}, {words.moment_of(at.text)}"


def recorded_row(stored: Stored, at: When) -> dict[str, Any]:
    """What `--json` lists of an event that was recorded."""
    return {
        "event": words.event_name(stored.log, stored.seq), "log": stored.log, "seq": stored.seq,
        "type": stored.type, "subject": stored.subject, "occurred_at": at.text,
    }  # fmt: skip


def draft_of(wire_type: str, subject: str, fields: dict[str, Any], at: When) -> Draft:
    """The event to be said. Raises: UsageError if what tells it is empty, InvalidEvent."""
    for field in _TELLING:
        value = fields.get(field)
        if isinstance(value, str) and not value.strip():
            raise UsageError(f"the {field.removesuffix('_only')} is empty; say it, in quotes")
    return Draft(subject=subject, data=event_data(wire_type, fields), occurred_at=at.text)
