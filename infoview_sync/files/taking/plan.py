"""From what a file says to what would be recorded: reads the notebook, writes nothing.

`plan` serves `infoview import`, the server and whoever else takes in a file; `writing` carries it
out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from infoview_sync.files.export.texts import strings_in
from infoview_sync.files.found import Reading, RefusedRow
from infoview_sync.files.invited import AddressBook
from infoview_sync.files.known import KnownPerson, LastImport
from infoview_sync.files.matching import Added, Changed, Decision, decide
from infoview_sync.files.meetings import (
    CalledOff,
    KnownMeeting,
    MeetingDecision,
    Moved,
    Scheduled,
    decide_meetings,
)
from infoview_sync.files.refusal import FileRefused, NoPeople
from infoview_sync.files.taking.asking import ask
from infoview_sync.ids import new_id
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row
from infoview_sync.settings import World


class Knowledge(NamedTuple):
    """What a notebook knows, as far as files are compared with it."""

    people: Sequence[KnownPerson] = ()
    imported: Mapping[str, LastImport] = {}
    """What files of this kind last said, by contact."""
    meetings: Sequence[KnownMeeting] = ()
    words_by_interview: Mapping[str, Sequence[str]] = {}


class EventName(NamedTuple):
    """Which event it is."""

    log: str
    seq: int


class Outcome(NamedTuple):
    """What becomes of one file; `error` if it was refused as a whole, `event` names its record."""

    file: str
    reading: Reading | None = None
    decisions: tuple[Decision, ...] = ()
    meetings: tuple[MeetingDecision, ...] = ()
    undecided: tuple[RefusedRow, ...] = ()
    """Meetings of which it cannot be told with whom they are."""
    error: FileRefused | None = None
    event: EventName | None = None
    knowledge: Knowledge = Knowledge()

    @property
    def refused(self) -> tuple[RefusedRow, ...]:
        if isinstance(self.error, NoPeople):
            return self.error.refused
        rows = self.reading.refused if self.reading is not None else ()
        return tuple(sorted(rows + self.undecided, key=lambda row: row.line))

    @property
    def is_calendar(self) -> bool:
        return self.reading is not None and bool(self.reading.meetings)

    def count(self, *kinds: type[Decision | MeetingDecision]) -> int:
        return sum(isinstance(each, kinds) for each in (*self.decisions, *self.meetings))

    @property
    def added(self) -> int:
        """Rows that are new: people, or interviews."""
        return self.count(Added, Scheduled)

    @property
    def changed(self) -> int:
        return self.count(Changed, Moved, CalledOff)

    def name_of(self, person_id: str) -> str:
        return next((one.name for one in self.knowledge.people if one.id == person_id), person_id)


async def knowledge_of(notebook: Notebook, reading: Reading) -> Knowledge:
    people = [_known(row) for row in await ask(notebook, "known")]
    if reading.meetings:
        meetings = [KnownMeeting(**row) for row in await ask(notebook, "meetings")]
        ids = msgspec.json.encode([each.id for each in meetings]).decode()
        words: dict[str, list[str]] = {}
        for row in await ask(notebook, "remarks", ids=ids):
            words.setdefault(row["interview"], []).append(row["text"])
        return Knowledge(people, {}, meetings, words)
    last: dict[str, dict[str, Any]] = {}
    for row in await notebook.ask("imported", source=reading.source):
        last.setdefault(row["subject"], {}).update(_said(row["data"]))
    return Knowledge(people, {subject: LastImport(**said) for subject, said in last.items()})


def plan(
    file: str, reading: Reading, knowledge: Knowledge, world: World, *, me: Sequence[str] = ()
) -> Outcome:
    """What the file adds to what is known. `me`: the user's own e-mails, for invitations."""
    if reading.meetings:
        book = AddressBook(knowledge.people, me=me, fresh_id=lambda: new_id(world.random_bytes))
        meetings, undecided = decide_meetings(
            reading.meetings, knowledge.meetings, book, home_tz=world.tz,
            fresh_id=lambda: new_id(world.random_bytes),
        )  # fmt: skip
        return Outcome(file, reading, meetings=meetings, undecided=undecided, knowledge=knowledge)
    decisions = decide(
        reading.people, knowledge.people, imported=knowledge.imported, keeps_all=True
    )
    return Outcome(file, reading, decisions, knowledge=knowledge)


def _known(row: Row) -> KnownPerson:
    lists = {name: tuple(strings_in(row[name])) for name in ("emails", "phones", "urls", "tags")}
    return KnownPerson(**(row | lists))


def _said(data: str) -> dict[str, Any]:
    """What an earlier import said, as far as it can be compared."""
    fields = msgspec.json.decode(data)
    said: dict[str, Any] = {}
    for field in msgspec.structs.fields(LastImport):
        value = fields.get(field.name)
        if field.default is None and isinstance(value, str):
            said[field.name] = value
        elif field.default is not None and isinstance(value, list):
            said[field.name] = tuple(each for each in value if isinstance(each, str))
    return said
