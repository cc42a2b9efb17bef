"""Which events one import said, so that it can be taken back as a whole.

They stand together in one log, name the importer as their source, and end with
`import.completed`; an import that was stopped has no such end, and is known by its last event.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from infoview_sync.cli import words
from infoview_sync.cli.asking import ask_own
from infoview_sync.cli.output import Row
from infoview_sync.files import calendar, google, linkedin, table, vcard
from infoview_sync.projections.notebook import Notebook

IMPORTERS = (linkedin.SOURCE, google.SOURCE, vcard.SOURCE, table.SOURCE, calendar.SOURCE)
"""What `source` says of people who came with a file."""
COMPLETED = "import.completed"
_ABOUT_PEOPLE = ("contact.added", "contact.corrected")
_ABOUT_MEETINGS = (
    "interview.scheduled", "interview.rescheduled", "interview.cancelled", "note.taken",
)  # fmt: skip
"""What invitations say besides. These name no source: the moment tells them."""


class Import(NamedTuple):
    """One import. `events`: what it said of people and, if it was not stopped, its end."""

    file: str
    events: tuple[Row, ...]

    @property
    def standing(self) -> tuple[Row, ...]:
        return tuple(each for each in self.events if not each["retracted"])

    def __str__(self) -> str:
        return f"the import of {self.file}, {counted(self.standing)}"


async def import_with(notebook: Notebook, event: Row) -> Import | None:
    """The import that this event ends; None if it ends none."""
    if event["type"] not in (COMPLETED, *_ABOUT_PEOPLE):
        return None
    rows = await ask_own(notebook, "import_candidates", log=event["log"], until=event["seq"])
    last = rows[0]
    if last["type"] != COMPLETED and last["source"] not in IMPORTERS:
        return None
    file = last["file_name"] or f"a file of {last['source']} (stopped)"
    return Import(file, tuple(reversed([last, *_said_with(last, rows[1:])])))


def counted(events: Sequence[Row]) -> str:
    """`420 people added, 35 changed`; of invitations also `2 interviews`."""
    added = {each["subject"] for each in events if each["type"] == "contact.added"}
    changed = {
        each["subject"] for each in events
        if each["type"].startswith("contact.") and each["type"] != "contact.added"
    } - added  # fmt: skip
    meetings = {each["subject"] for each in events if each["type"].startswith("interview.")}
    parts = [f"{words.counted(len(added), 'person', 'people')} added"]
    parts += [f"{len(changed):,} changed"] if changed else []
    return ", ".join(parts + ([words.counted(len(meetings), "interview")] if meetings else []))


def _said_with(last: Row, before: Sequence[Row]) -> list[Row]:
    """The events that the same import said before: without a break, or at the same moment."""
    said = []
    unbroken = True
    for row in before:
        together = row["occurred_at"] == last["occurred_at"]
        is_its = row["type"] in _ABOUT_PEOPLE and row["source"] == last["source"]
        is_its = is_its or (row["type"] == "contact.tagged" and together)
        if last["source"] == calendar.SOURCE:
            is_its = is_its or (row["type"] in _ABOUT_MEETINGS and together)
        if is_its and (unbroken or together):
            said.append(row)
        unbroken = unbroken and is_its
    return said
