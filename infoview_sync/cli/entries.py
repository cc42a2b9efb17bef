"""Says several events in one transaction, and tells how to take each back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from infoview_sync.cli import words
from infoview_sync.cli.moments import When
from infoview_sync.cli.output import Row, print_json, say
from infoview_sync.cli.recording import draft_of, recorded_row, told_at
from infoview_sync.projections.notebook import Notebook


class Entry(NamedTuple):
    """One event to be said. Without `told` it goes unmentioned: it only follows from another."""

    wire_type: str
    subject: str
    fields: dict[str, Any]
    told: str = ""


async def record_each(
    notebook: Notebook, entries: Sequence[Entry], *, at: When, quiet: bool,
    tell: Callable[[str], None] = say,
) -> list[Row]:  # fmt: skip
    """Say all or none; the rows are what `--json` lists. Raises: UsageError at an empty text."""
    drafts = [draft_of(each.wire_type, each.subject, each.fields, at) for each in entries]
    rows = []
    for entry, stored in zip(entries, await notebook.append(drafts), strict=True):
        name = words.event_name(stored.log, stored.seq)
        told = told_at(notebook, entry.told, at) if entry.told else ""
        if told and not quiet:
            tell(f"{told} · {name} · undo with: infoview undo {name}")
        rows.append(recorded_row(stored, at) | {"message": told})
    return rows


async def record_told(
    notebook: Notebook, entries: Sequence[Entry], *, at: When, as_json: bool
) -> None:
    """As `record_each`, for a command that has nothing else to say."""
    rows = await record_each(notebook, entries, at=at, quiet=as_json)
    if as_json:
        message = "; ".join(row["message"] for row in rows if row["message"])
        print_json({"recorded": rows, "message": message})
