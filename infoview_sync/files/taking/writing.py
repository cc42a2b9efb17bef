"""Carries out what `plan` decided: events in batches, and the record of the import last.

Each batch is one transaction, and no decision is cut between two: interrupted anywhere, whole
decisions are kept, and importing the file again writes the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from infoview_sync.errors import StoreError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.events.catalogue.fields import EventData
from infoview_sync.files.cells import NOTES_CHARS_MAX
from infoview_sync.files.found import FoundMeeting, FoundPerson
from infoview_sync.files.matching import Added, Changed
from infoview_sync.files.meetings import CalledOff, MeetingDecision, Moved, Scheduled
from infoview_sync.files.source import Progress
from infoview_sync.files.taking.plan import EventName, Outcome
from infoview_sync.ids import new_id
from infoview_sync.projections.notebook import Notebook

BATCH_EVENTS = 500
"""A transaction of this size takes some ten milliseconds: short enough to stop at, long enough
that syncing to disk is not what one waits for."""

_PERSON_FIELDS = (
    "name", "org", "title", "emails", "phones", "urls", "location", "notes", "tags",
    "connected_on",
)  # fmt: skip

Said = tuple[str, EventData]
"""The subject and what is said about it."""


async def write(
    notebook: Notebook, outcome: Outcome, *, progress: Progress | None = None
) -> Outcome:
    """Say what was decided; the outcome then names the import's record, unless nothing was new.

    `progress` is told (events done, events in all) after every batch.
    Raises: StoreError, which says how much was saved before.
    """
    reading = outcome.reading
    decided = list(_events(notebook, outcome))
    if reading is None or not decided:
        return outcome
    completed = event_data(
        "import.completed",
        {
            "source": reading.source, "file_name": reading.file_name,
            "file_hash": reading.file_sha256, "added": outcome.added, "updated": outcome.changed,
            "skipped": len(outcome.decisions) + len(outcome.meetings) + len(outcome.refused)
            - outcome.added - outcome.changed,
        },
    )  # fmt: skip
    decided.append([(new_id(notebook.world.random_bytes), completed)])
    now = notebook.now_local()
    done, total = 0, sum(len(each) for each in decided)
    for batch in _batches(decided):
        drafts = [Draft(subject=subject, data=data, occurred_at=now) for subject, data in batch]
        try:
            stored = await notebook.append(drafts)
        except StoreError as error:
            if done == 0:
                raise
            why = str(error).removeprefix("nothing was saved: ")
            raise StoreError(
                f"the first {done:,} of {total:,} entries were saved, the others were not: {why};"
                " once that is mended, import the file again: it adds only what is missing"
            ) from error
        done += len(batch)
        if progress is not None:
            progress(done, total)
    return outcome._replace(event=EventName(stored[-1].log, stored[-1].seq))


def _batches(decided: Iterable[list[Said]]) -> Iterator[list[Said]]:
    batch: list[Said] = []
    for said in decided:
        if batch and len(batch) + len(said) > BATCH_EVENTS:
            yield batch
            batch = []
        batch.extend(said)
    yield batch


def _events(notebook: Notebook, outcome: Outcome) -> Iterator[list[Said]]:
    """What each decision says, but for those that say nothing."""
    source = outcome.reading.source if outcome.reading is not None else ""
    tags_by_id = {one.id: one.tags for one in outcome.knowledge.people}
    for decision in outcome.decisions:
        if isinstance(decision, Added):
            yield [(new_id(notebook.world.random_bytes), _added(decision.person, source))]
        elif isinstance(decision, Changed):
            tags_now = tags_by_id.get(decision.person_id, ())
            if said := list(_changed(decision, source, tags_now)):
                yield said
    for meeting in outcome.meetings:
        if said := list(_meeting_events(notebook, outcome, meeting, source)):
            yield said


def _added(person: FoundPerson, source: str) -> EventData:
    fields = {name: value for name in _PERSON_FIELDS if (value := getattr(person, name))}
    return event_data("contact.added", {**fields, "source": source})


def _changed(decision: Changed, source: str, tags_now: tuple[str, ...]) -> Iterator[Said]:
    fields = dict(decision.fields)
    for tag in fields.pop("tags", ()):
        if tag not in tags_now:
            yield decision.person_id, event_data("contact.tagged", {"tag": tag})
    if fields:
        yield decision.person_id, event_data("contact.corrected", {**fields, "source": source})


def _meeting_events(
    notebook: Notebook, outcome: Outcome, decision: MeetingDecision, source: str
) -> Iterator[Said]:
    if isinstance(decision, CalledOff):
        yield decision.interview, event_data("interview.cancelled", {"by": decision.by})
    if not isinstance(decision, Scheduled | Moved):
        return
    meeting = decision.meeting
    time: dict[str, Any] = {
        "starts_at": decision.starts_at, "tz": decision.tz, "planned_minutes": meeting.minutes,
        "calendar_sequence": decision.sequence if isinstance(decision, Moved) else meeting.sequence,
    }  # fmt: skip
    if meeting.place:
        time["place"] = meeting.place
    if isinstance(decision, Scheduled):
        partner = decision.partner
        if partner.added is not None:
            yield partner.contact, _added(partner.added, source)
        elif partner.emails is not None:
            corrected = {"emails": partner.emails, "source": source}
            yield partner.contact, event_data("contact.corrected", corrected)
        agreed = {"contact": partner.contact, "mode": meeting.mode, "calendar_uid": meeting.uid}
        yield decision.interview, event_data("interview.scheduled", time | agreed)
        others = "".join(f"\nAlso invited: {each}" for each in partner.others)
    else:
        yield decision.interview, event_data("interview.rescheduled", time)
        others = ""
    note = words_of(meeting, others)
    noted = outcome.knowledge.words_by_interview.get(decision.interview, ())
    if note and not any(note in each for each in noted):
        yield (
            new_id(notebook.world.random_bytes),
            event_data("note.taken", {"interview": decision.interview, "text": note}),
        )


def words_of(meeting: FoundMeeting, others: str = "") -> str:
    """What the invitation says beside its time and place, as a note of the interview."""
    return f"{meeting.words or ''}{others}".strip()[:NOTES_CHARS_MAX]
