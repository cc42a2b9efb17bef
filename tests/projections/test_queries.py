"""Questions that must be answered whatever is in the log."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest

from infoview_sync.projections import queries
from tests.notebooks import make_notebook
from tests.replica import Replica, shuffled_runs
from tests.story import Story, ms
from tests.world import subject_id

UNREADABLE = [b"", b"not JSON", b"\xff\x00", b"{", b'{"data":' + b"[" * 3000]


@pytest.fixture
def replica() -> Replica:
    logs = make_notebook(11, events=200)
    log = min(logs)
    made = Replica()
    made.deliver(shuffled_runs(random.Random(1), {**logs, log: [*logs[log], *UNREADABLE]}))
    return made


@pytest.mark.parametrize("recorded", [0, 1])
def test_entries_list_unreadable_events_without_words(replica: Replica, recorded: int) -> None:
    rows = queries.ask(
        replica.connection,
        "entries",
        contact=None,
        type=None,
        since=None,
        until=None,
        recorded=recorded,
        limit=1000,
    )
    assert len(rows) == 200 + len(UNREADABLE)
    unreadable = [row for row in rows if row["type"] == ""]
    assert len(unreadable) >= len(UNREADABLE)
    assert {row["detail"] for row in unreadable} == {""}


def test_an_undo_is_listed_with_the_words_of_what_was_undone(replica: Replica) -> None:
    rows = queries.ask(
        replica.connection,
        "entries",
        contact=None,
        type="event.retracted",
        since=None,
        until=None,
        recorded=1,
        limit=1000,
    )
    undone = [row for row in rows if row["target_type"]]
    assert undone
    assert any(row["detail"] for row in undone)


@pytest.mark.parametrize(
    "words", ['"', "'", "*", "a AND", "NEAR(", "%", "_", "\\", "陽", "é" * 300, ""]
)
def test_search_takes_any_words(replica: Replica, words: str) -> None:
    queries.search(replica.connection, words)


def test_search_finds_by_prefix_without_accents_and_without_spaces(replica: Replica) -> None:
    for words in ("angstr", "zoe", "陽", "子 鈴", "nguyen", "محمد", "株式"):
        assert queries.search(replica.connection, words), words


@pytest.mark.parametrize(
    ("name", "file_name", "belongs"),
    [
        ("Ed", "linkedin connections.csv", False),
        ("Ed", "linkedin-ed.csv", True),
        ("ed", "Ed.vcf", True),
        ("Ada Novak", "Ada Novak.vcf", True),
        ("Ada Novak", "Ada_Novak-2.vcf", True),
        ("Ada Novak", "Ada Novakova.vcf", False),
        ("J. Smith-Jones", "Card of J. Smith-Jones.vcf", True),
        ("-", "a - b.csv", False),
    ],
)
def test_an_import_belongs_to_whom_its_file_is_called_after_in_whole_words(
    name: str, file_name: str, belongs: bool
) -> None:
    someone, taken = subject_id(1), subject_id(2)
    with Story() as story:
        story.say("contact.added", someone, "2026-01-01T10:00:00+01:00", name=name, source="typed")
        story.say(
            "import.completed", taken, "2026-01-02T10:00:00+01:00", source="linkedin",
            file_hash="0" * 64, file_name=file_name, added=1, updated=0, skipped=0,
        )  # fmt: skip
        rows = queries.ask(story.connection, "belonging", contact=someone)
    assert {row["subject"] for row in rows} == {someone} | ({taken} if belongs else set())


def test_what_was_undone_is_still_found_by_whose_it_was() -> None:
    """A thread, a talk and what hangs on it, a question of one that stands; merged people's too."""
    ada, bo, thread, gone, asked, stands, unasked, note, other = (
        subject_id(n) for n in range(1, 10)
    )
    at = "2026-05-01T10:00:00+02:00"
    talk = {"starts_at": at, "tz": "Europe/Berlin", "planned_minutes": 30, "mode": "phone"}
    prepared = {"category": "role", "text": "Why?", "rank": 1}
    with Story() as story:
        for someone, name in ((ada, "Ada"), (bo, "A. Novak"), (other, "Zoe")):
            story.say("contact.added", someone, at, name=name, source="typed")
        undone = [
            (thread, story.say("outreach.sent", thread, at, contact=ada, channel="email")),
            (gone, story.say("interview.scheduled", gone, at, contact=bo, **talk)),
        ]
        story.say("question.prepared", asked, at, interview=gone, **prepared)
        undone.append((note, story.say("note.taken", note, at, interview=gone, text="A word")))
        story.say("interview.scheduled", stands, at, contact=ada, **talk)
        undone.append(
            (unasked, story.say("question.prepared", unasked, at, interview=stands, **prepared))
        )
        story.say("contacts.merged", ada, at, merged=[bo])
        for subject, seq in undone:
            story.undo(subject, seq)

        def found(name: str, contact: str) -> set[str]:
            fixed = {"type": None, "since": None, "until": None, "limit": 99}
            own = {"recorded": 0} if name == "entries" else {"device": None, "undone": None}
            rows = queries.ask(story.connection, name, contact=contact, **fixed, **own)
            assert len(rows) == len({(row["log"], row["seq"]) for row in rows})
            return {row["subject"] for row in rows}

        its = {ada, bo, thread, gone, asked, stands, unasked, note}
        assert found("entries", ada) == found("log", ada) == its
        assert found("entries", other) == found("log", other) == {other}
        rows = queries.ask(story.connection, "belonging", contact=ada, channel="email")
        assert {row["subject"] for row in rows} == its
        everything = queries.ask(
            story.connection, "log", contact=None, type=None, device=None, since=None, until=None,
            undone=None, limit=99,
        )  # fmt: skip
        whose = {row["subject"]: row["person"] for row in everything}
    assert {whose[each] for each in its} == {"Ada"}


ADA, BO, THREAD, OTHER, TALK, REFERRAL = (subject_id(number) for number in range(1, 7))


@pytest.fixture
def place() -> Iterator[Story]:
    """Ada works at Fieldnote."""
    with Story() as story:
        added(story, ADA, "Ada", org="Fieldnote")
        yield story


def added(story: Story, who: str, name: str, **more: str) -> None:
    story.say("contact.added", who, "2026-01-01T10:00:00+01:00", name=name, source="typed", **more)


def agreed(story: Story) -> None:
    story.say(
        "interview.scheduled", TALK, "2026-01-05T10:00:00+01:00", contact=ADA,
        starts_at="2026-01-09T10:00:00+01:00", tz="Europe/Berlin", planned_minutes=20, mode="video",
    )  # fmt: skip


def organisation(story: Story, now: str) -> queries.Row:
    (row,) = queries.ask(story.connection, "organisations", now=ms(now))
    return row


def test_a_place_waits_for_nobody_who_was_met_or_answered_elsewhere(place: Story) -> None:
    now = "2026-06-01T10:00:00+02:00"
    for thread, at in (THREAD, "2026-01-02"), (OTHER, "2026-01-03"):
        place.say("outreach.sent", thread, f"{at}T10:00:00+01:00", contact=ADA, channel="email")
    row = organisation(place, now)
    assert (row["waiting_for"], row["next_name"]) == ("Ada", None)
    yes = place.say("reply.received", OTHER, "2026-01-04T10:00:00+01:00", disposition="accepted")
    assert organisation(place, now)["waiting_for"] is None
    place.undo(OTHER, yes)
    agreed(place)
    assert organisation(place, now)["waiting_for"] is None


def test_whom_one_is_about_to_meet_is_not_next_to_be_written_to(place: Story) -> None:
    added(place, BO, "Bo", org="Fieldnote")
    agreed(place)
    assert organisation(place, "2026-01-06T10:00:00+01:00")["next_name"] == "Bo"


@pytest.mark.parametrize(
    ("now", "stage"),
    [("2026-04-09T10:30:00+01:00", "thanked"), ("2026-04-09T10:30:01+01:00", "dormant")],
)
def test_all_questions_tell_the_same_stage(place: Story, now: str, stage: str) -> None:
    added(place, BO, "Bo")
    agreed(place)
    end = "2026-01-09T10:30:00+01:00"
    place.say("interview.completed", TALK, end, ended_at=end, actual_minutes=30)
    place.say("thank_you.sent", TALK, "2026-01-09T11:00:00+01:00", channel="email")
    place.say("referral.received", REFERRAL, end, **{"from": ADA}, to=BO)
    told = [json.loads(organisation(place, now)["members"])[0]["stage"]]
    asked = (
        ("contact", "id", {"id": ADA}),
        ("people", "id", {"archived": 0}),
        ("network", "contact", {}),
    )
    for name, key, more in asked:
        rows = queries.ask(place.connection, name, now=ms(now), **more)
        told += [row["stage"] for row in rows if row[key] == ADA]
    assert told == [stage] * 4
