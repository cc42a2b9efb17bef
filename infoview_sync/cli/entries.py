"""Says several events in one transaction, and tells how to take each back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from infoview_sync.cli import words
from infoview_sync.cli.moments import When
from infoview_sync.cli.output import Row, say
from infoview_sync.errors import UsageError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.projections.notebook import Notebook


class Entry(NamedTuple):
    """One event to be said. Without `told` it goes unmentioned: it only follows from another."""

    wire_type: str
    subject: str
    fields: dict[str, Any]
    told: str = ""


async def record_all(
    notebook: Notebook, entries: Sequence[Entry], *, at: When, quiet: bool
) -> list[Row]:
    """Say all or none; the rows are what `--json` lists. Raises: UsageError at an empty text."""
    for entry in entries:
        text = entry.fields.get("text")
        if isinstance(text, str) and not text.strip():
            raise UsageError("the text is empty; say it, in quotes")
    drafts = [
        Draft(
            subject=entry.subject,
            data=event_data(entry.wire_type, entry.fields),
            occurred_at=at.text,
        )
        for entry in entries
    ]
    rows = []
    for entry, stored in zip(entries, await notebook.append(drafts), strict=True):
        name = words.event_name(stored.log, stored.seq)
        if entry.told and not quiet:
            say(f"{entry.told} · {name} · undo with: infoview undo {name}")
        rows.append({
            "event": name, "log": stored.log, "seq": stored.seq, "type": stored.type,
            "subject": stored.subject, "occurred_at": at.text, "message": entry.told,
        })  # fmt: skip
    return rows
