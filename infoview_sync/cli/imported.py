"""Which events one import said (query/import_events.sql), so that it can be taken back as a whole.

It ends with `import.completed`; one that was stopped has no such end, and is known by its last
event.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from infoview_sync.cli import words
from infoview_sync.cli.output import Row
from infoview_sync.files import calendar, google, linkedin, table, vcard
from infoview_sync.projections.notebook import Notebook

IMPORTERS = (linkedin.SOURCE, google.SOURCE, vcard.SOURCE, table.SOURCE, calendar.SOURCE)
"""What `source` says of people who came with a file."""
COMPLETED = "import.completed"
_ABOUT_PEOPLE = ("contact.added", "contact.corrected")


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
    rows = await notebook.ask("import_events", log=event["log"], until=event["seq"])
    last = rows[0]
    if last["type"] != COMPLETED and last["source"] not in IMPORTERS:
        return None
    file = last["file_name"] or f"a file of {last['source']} (stopped)"
    return Import(file, tuple(reversed(rows)))


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
