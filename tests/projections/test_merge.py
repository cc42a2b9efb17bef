"""Merging duplicates: one person is shown, nothing is lost, and one undo gives all of it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from infoview_sync.projections import projector, queries
from tests.story import LOG, Story
from tests.world import subject_id

ADA, ADA2, ADA3, BO, THREAD, TALK, INSIGHT, REFERRAL, CARD = (subject_id(n) for n in range(1, 10))
AT = "2026-05-01T10:00:00+02:00"


@pytest.fixture
def story() -> Iterator[Story]:
    """Ada twice and Bo; everything happened with the second Ada."""
    with Story() as told:
        told.say("contact.added", ADA, AT, name="Ada Novak", source="typed", emails=["a@x.org"])
        told.say("contact.added", ADA2, AT, name="A. Novak", source="linkedin", org="Fieldnote")
        told.say("contact.added", BO, AT, name="Bo", source="typed")
        told.say("outreach.sent", THREAD, AT, contact=ADA2, channel="email", referrer=BO)
        told.say(
            "interview.scheduled", TALK, AT, contact=ADA2, starts_at="2026-05-04T10:00:00+02:00",
            tz="Europe/Berlin", planned_minutes=30, mode="phone",
        )  # fmt: skip
        told.say("insight.captured", INSIGHT, AT, contact=ADA2, theme="role", text="Nine to nine")
        told.say("referral.received", REFERRAL, AT, **{"from": ADA2}, to=BO)
        yield told


def ask(story: Story, name: str, **parameters: object) -> list[queries.Row]:
    return queries.ask(story.connection, name, **parameters)


def people(story: Story) -> list[str]:
    return sorted(row["name"] for row in ask(story, "people", archived=1, now=0))


def survivor(story: Story, contact: str) -> str:
    return str(ask(story, "survivor", id=contact)[0]["id"])


def merge(story: Story, survivor: str, *merged: str, **taken: object) -> int:
    return story.say("contacts.merged", survivor, AT, merged=list(merged), **taken)


def test_everything_of_the_merged_is_shown_as_the_survivors(story: Story) -> None:
    merge(story, ADA, ADA2, org="Fieldnote", tags=["radio"])
    assert people(story) == ["Ada Novak", "Bo"]
    assert ask(story, "contact", id=ADA2, now=0) == []
    assert survivor(story, ADA2) == ADA
    (row,) = ask(story, "contact", id=ADA, now=0)
    assert (row["org"], row["tags"]) == ("Fieldnote", '["radio"]')
    assert [each["id"] for each in ask(story, "outreach", contact=ADA)] == [THREAD]
    interviews = ask(story, "interviews", contact=ADA, id=None, status=None)
    assert [each["name"] for each in interviews] == ["Ada Novak"]
    insights = ask(story, "insights", contact=ADA, interview=None, theme=None)
    assert [each["name"] for each in insights] == ["Ada Novak"]
    (referral,) = ask(story, "referrals", contact=ADA)
    assert (referral["from"], referral["to"]) == (ADA, BO)
    entries = ask(
        story, "entries", contact=ADA, type=None, since=None, until=None, recorded=0, limit=99
    )
    assert len(entries) == 7, "both were added, and all that happened"


def test_what_arrives_later_about_the_merged_is_the_survivors(story: Story) -> None:
    merge(story, ADA, ADA2)
    story.say("insight.captured", subject_id(20), AT, contact=ADA2, theme="role", text="Later")
    rows = ask(story, "insights", contact=ADA, interview=None, theme=None)
    assert {row["text"] for row in rows} == {"Nine to nine", "Later"}


def test_one_undo_gives_all_of_it_back(story: Story) -> None:
    before = story.connection.execute("SELECT * FROM contact").fetchall()
    digest = projector.digest(story.connection)
    seq = merge(story, ADA, ADA2, org="Fieldnote", emails=["a@x.org", "b@x.org"], tags=["t"])
    assert projector.digest(story.connection) != digest
    story.undo(ADA, seq)
    assert story.connection.execute("SELECT * FROM contact").fetchall() == before
    assert [each["id"] for each in ask(story, "outreach", contact=ADA2)] == [THREAD]
    assert people(story) == ["A. Novak", "Ada Novak", "Bo"]


def test_a_chain_leads_to_its_end_and_breaks_in_the_middle(story: Story) -> None:
    story.say("contact.added", ADA3, AT, name="Ada N.", source="typed")
    merge(story, ADA2, ADA3)
    top = merge(story, ADA, ADA2)
    assert people(story) == ["Ada Novak", "Bo"]
    assert survivor(story, ADA3) == ADA
    story.undo(ADA, top)
    assert survivor(story, ADA3) == ADA2


def test_two_devices_that_merged_in_opposite_directions_lose_nobody(story: Story) -> None:
    merge(story, ADA, ADA2)
    merge(story, ADA2, ADA)
    assert people(story) == ["Ada Novak", "Bo"], "the smallest id survives"
    assert [each["id"] for each in ask(story, "outreach", contact=ADA)] == [THREAD]


def test_the_later_word_on_one_contact_wins(story: Story) -> None:
    merge(story, ADA, ADA2)
    last = merge(story, BO, ADA2)
    assert [each["id"] for each in ask(story, "outreach", contact=BO)] == [THREAD]
    story.undo(BO, last)
    assert [each["id"] for each in ask(story, "outreach", contact=ADA)] == [THREAD]


def test_who_was_merged_into_somebody_taken_back_is_there_again(story: Story) -> None:
    story.say("contact.added", ADA3, AT, name="Ada N.", source="typed")
    merge(story, ADA2, ADA3)
    added = story.say("contact.added", CARD, AT, name="Ada N.", source="vcard")
    digest = projector.digest(story.connection)
    merge(story, CARD, ADA2)
    story.undo(CARD, added)
    assert people(story) == ["A. Novak", "Ada Novak", "Bo"], "and the merge before it counts"
    assert [each["id"] for each in ask(story, "outreach", contact=ADA2)] == [THREAD]
    redo = story.say("event.restored", CARD, AT, log=LOG, seq=added)
    assert survivor(story, ADA3) == survivor(story, ADA2) == CARD
    story.undo(CARD, redo)
    rows = projector.digest(story.connection)
    assert rows != digest
    projector.rebuild(story.connection)
    assert projector.digest(story.connection) == rows


def test_a_merge_into_somebody_not_heard_of_yet_waits_for_them(story: Story) -> None:
    merge(story, CARD, ADA2)
    assert people(story) == ["A. Novak", "Ada Novak", "Bo"]
    story.say("contact.added", CARD, AT, name="Ada N.", source="vcard")
    assert people(story) == ["Ada N.", "Ada Novak", "Bo"]
    assert [each["id"] for each in ask(story, "outreach", contact=CARD)] == [THREAD]


def test_an_edit_of_somebody_merged_into_works_no_merge_out_anew(story: Story) -> None:
    many = [subject_id(n) for n in range(100, 1100)]
    for contact in many:
        story.say("contact.added", contact, AT, name="Ada", source="typed")
    before = steps(story, lambda: story.say("contact.corrected", ADA, AT, notes="x"))
    for kept, other in zip(many[::2], many[1::2], strict=True):
        merge(story, kept, other)
    merge(story, ADA, ADA2)
    after = steps(story, lambda: story.say("contact.corrected", ADA, AT, notes="y"))
    assert after < before + 100, "500 merges take some thousands"


def steps(story: Story, work: Callable[[], object]) -> int:
    """How many tens of SQLite's steps it takes."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    story.connection.set_progress_handler(count, 10)
    work()
    story.connection.set_progress_handler(None, 0)
    return counted


def test_folding_bit_by_bit_equals_a_rebuild_after_merges(story: Story) -> None:
    merge(story, ADA, ADA2)
    merge(story, ADA, BO)
    digest = projector.digest(story.connection)
    projector.rebuild(story.connection)
    assert projector.digest(story.connection) == digest


@pytest.mark.parametrize(
    ("one", "other", "by"),
    [
        ({"urls": ["https://www.example.org/in/ada/?x=1"]}, {"urls": ["http://example.org/in/ada"]},
         "url"),
        ({"emails": ["Ada@Example.org"]}, {"emails": [" ada@example.org"]}, "email"),
        ({"org": "Field note"}, {"org": " field NOTE "}, "name"),
    ],
)  # fmt: skip
def test_duplicates_are_suggested_by_address_mail_then_name(
    one: dict[str, object], other: dict[str, object], by: str
) -> None:
    with Story() as story:
        name = "Ada Novak"
        story.say("contact.added", ADA, AT, name=name, source="typed", **one)
        story.say("contact.added", ADA2, AT, name=name, source="typed", **other)
        story.say("contact.added", BO, AT, name=name, source="typed")
        rows = ask(story, "duplicates")
        assert [(row["one"], row["other"], row["by"]) for row in rows] == [(ADA, ADA2, by)]
        story.say("contacts.merged", ADA, AT, merged=[ADA2])
        assert ask(story, "duplicates") == []


def test_nobody_is_a_duplicate_for_sharing_a_newsrooms_address() -> None:
    with Story() as story:
        for number in range(6):
            story.say(
                "contact.added", subject_id(30 + number), AT, name=f"Editor {number}",
                source="typed", emails=["desk@example.org"],
            )  # fmt: skip
        assert ask(story, "duplicates") == []
