"""Which interview a calendar event is, and with whom: decided without the notebook's machinery."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.files.found import FoundMeeting, Invited, RefusedRow
from infoview_sync.files.invited import AddressBook
from infoview_sync.files.known import KnownPerson
from infoview_sync.files.meetings import (
    CalledOff,
    KnownMeeting,
    MeetingDecision,
    Moved,
    Scheduled,
    Unchanged,
    decide_meetings,
)

START = datetime(2026, 7, 1, 10, tzinfo=UTC)
ADA = KnownPerson(id="ada", name="Ada Novak", emails=("ada@example.org",))
ME = Invited(name="Me", email="me@example.org", is_organizer=True)
ADA_INVITED = Invited(name="Ada N.", email="ADA@example.org")
BORIS = Invited(name="Boris Kim", email="boris@example.org")


def meeting(*people: Invited, uid: str = "u1", sequence: int = 0, hours: int = 0,
            is_cancelled: bool = False, line: int = 1) -> FoundMeeting:  # fmt: skip
    return FoundMeeting(
        uid=uid, sequence=sequence, starts=START + timedelta(hours=hours), tz=None, minutes=30,
        mode="video", people=people, is_cancelled=is_cancelled, line=line,
    )  # fmt: skip


def decide(
    *found: FoundMeeting, known: Sequence[KnownMeeting] = (), people: Sequence[KnownPerson] = (),
    me: Sequence[str] = (),
) -> tuple[tuple[MeetingDecision, ...], tuple[RefusedRow, ...]]:  # fmt: skip
    ids = (f"new{number}" for number in itertools.count())
    book = AddressBook(people, me=me, fresh_id=lambda: next(ids))
    return decide_meetings(found, known, book, home_tz="Europe/Berlin", fresh_id=lambda: next(ids))


def only(
    *found: FoundMeeting, known: Sequence[KnownMeeting] = (), people: Sequence[KnownPerson] = (),
    me: Sequence[str] = (),
) -> MeetingDecision:  # fmt: skip
    (decision,), refused = decide(*found, known=known, people=people, me=me)
    assert refused == ()
    return decision


def known_meeting(**changes: object) -> KnownMeeting:
    fields = {"id": "i1", "contact": "ada", "status": "scheduled", "calendar_uid": "u1",
              "starts_local": "2026-07-01T12:00:00+02:00", "invited_sequence": 0,
              "said_starts": "2026-07-01T12:00:00+02:00"}  # fmt: skip
    return KnownMeeting(**(fields | changes))  # type: ignore[arg-type]  # by name


def partner(*people: Invited, known: Sequence[KnownPerson] = (), me: Sequence[str] = ()) -> str:
    decision = only(meeting(*people), people=known, me=me)
    assert isinstance(decision, Scheduled)
    return decision.partner.name


def test_the_one_who_is_known_is_taken_by_e_mail_or_by_name() -> None:
    assert partner(ME, ADA_INVITED, BORIS, known=[ADA]) == "Ada Novak"
    by_name = Invited(name="ada NOVAK", email="private@example.net")
    decision = only(meeting(ME, by_name, BORIS), people=[ADA])
    assert isinstance(decision, Scheduled)
    assert decision.partner.contact == "ada"
    assert decision.partner.emails == ("ada@example.org", "private@example.net")


def test_own_addresses_are_left_out() -> None:
    assert partner(BORIS, ME, me=["ME@example.org"]) == "Boris Kim"
    organizer = Invited(name="Boris Kim", email="boris@example.org", is_organizer=True)
    guest = Invited(name="Me", email="me@example.org")
    assert partner(organizer, guest, me=["me@example.org"]) == "Boris Kim"


def test_else_the_only_guest_is_taken_and_called_a_guess() -> None:
    decision = only(meeting(ME, BORIS))
    assert isinstance(decision, Scheduled)
    assert decision.partner.name == "Boris Kim"
    assert decision.partner.is_guess
    assert decision.partner.others == (ME,)
    sure = only(meeting(ME, BORIS), me=["me@example.org"])
    assert isinstance(sure, Scheduled)
    assert not sure.partner.is_guess


@pytest.mark.parametrize("people", [(ME, ADA_INVITED, BORIS), ()])
def test_if_nothing_decides_the_meeting_is_refused_with_the_way_out(
    people: tuple[Invited, ...],
) -> None:
    decisions, (row,) = decide(meeting(*people))
    assert decisions == ()
    assert row.field == "ATTENDEE"
    assert ("--me" if people else "infoview schedule") in row.remedy


def test_two_people_who_share_an_address_are_told_apart_by_name() -> None:
    boris = KnownPerson(id="boris", name="Boris Kim", emails=("ada@example.org",))
    desk = Invited(name="Boris Kim", email="ada@example.org")
    assert partner(ME, desk, known=[ADA, boris]) == "Boris Kim"


def test_one_new_person_of_two_meetings_is_added_once() -> None:
    decisions, _ = decide(
        meeting(ME, BORIS), meeting(ME, BORIS, uid="u2", line=9), me=["me@example.org"]
    )
    one, two = decisions
    assert isinstance(one, Scheduled)
    assert isinstance(two, Scheduled)
    assert one.partner.added is not None
    assert two.partner.added is None
    assert one.partner.contact == two.partner.contact


def test_the_local_time_is_that_of_the_zone_meant() -> None:
    decision = only(meeting(BORIS))
    assert isinstance(decision, Scheduled)
    assert (decision.starts_at, decision.tz) == ("2026-07-01T12:00:00+02:00", "Europe/Berlin")
    floating = FoundMeeting(uid="u2", sequence=0, starts=datetime(2026, 12, 1, 9), tz=None,  # noqa: DTZ001 - no zone
                            minutes=30, mode="video", people=(BORIS,), line=1)  # fmt: skip
    winter = only(floating)
    assert isinstance(winter, Scheduled)
    assert winter.starts_at == "2026-12-01T09:00:00+01:00"


@pytest.mark.parametrize(
    ("found", "before", "expected"),
    [
        (meeting(), {}, Unchanged(line=1, why="the same")),
        (meeting(hours=1), {}, Moved),
        (meeting(sequence=1), {}, Moved),
        (meeting(hours=1), {"invited_sequence": 2}, Unchanged(line=1, why="an older version")),
        (meeting(is_cancelled=True), {}, CalledOff(line=1, interview="i1", by="them")),
        (meeting(is_cancelled=True), {"status": "cancelled"},
         Unchanged(line=1, why="called off before")),
        (meeting(), {"status": "cancelled"}, Unchanged(line=1, why="called off before")),
        (meeting(sequence=1), {"status": "cancelled"}, Moved),
        (meeting(sequence=5, hours=9), {"status": "completed"},
         Unchanged(line=1, why="held already")),
        # The user moved it by hand since; the file says nothing new.
        (meeting(), {"starts_local": "2026-07-03T12:00:00+02:00"},
         Unchanged(line=1, why="the same")),
        # Our own export: its UID names the interview, its SEQUENCE counts the changes.
        (meeting(uid="i1@infoview"), {"calendar_uid": None, "invited_sequence": 0,
                                      "said_starts": None}, Unchanged(line=1, why="the same")),
        (meeting(uid="i1@infoview", hours=5), {"calendar_uid": None, "invited_sequence": 0,
                                               "said_starts": None, "revisions": 1},
         Unchanged(line=1, why="an older version")),
        (meeting(uid="i1@infoview", hours=5, sequence=1),
         {"calendar_uid": None, "invited_sequence": 0, "said_starts": None, "revisions": 1},
         Moved),
    ],
)  # fmt: skip
def test_what_becomes_of_a_known_meeting(
    found: FoundMeeting, before: dict[str, object], expected: MeetingDecision | type
) -> None:
    decision = only(found, known=[known_meeting(**before)])
    if isinstance(expected, type):
        assert isinstance(decision, expected)
    else:
        assert decision == expected


def test_who_called_it_off() -> None:
    decision = only(meeting(ME, is_cancelled=True), known=[known_meeting()], me=["me@example.org"])
    assert decision == CalledOff(line=1, interview="i1", by="me")


DECLINED_ADA = Invited(name="Ada N.", email="ada@example.org", is_declined=True)
DECLINED_ME = Invited(name="Me", email="me@example.org", is_declined=True)


@pytest.mark.parametrize(
    ("people", "me"),
    [
        ((ME, DECLINED_ADA), []),
        ((ME, DECLINED_ADA, BORIS), ["me@example.org"]),
        # Whoever it is of the others, none of them comes.
        ((ADA_INVITED, DECLINED_ME), []),
        ((ADA_INVITED, DECLINED_ME, BORIS), ["me@example.org"]),
    ],
)
def test_what_one_of_the_two_declined_is_neither_scheduled_nor_moved(
    people: tuple[Invited, ...], me: list[str]
) -> None:
    decisions, (row,) = decide(meeting(*people), people=[ADA], me=me)
    assert decisions == ()
    assert "declined it" in row.reason
    assert "infoview schedule" in row.remedy
    for changes in ({}, {"hours": 1}, {"sequence": 1}):
        found = meeting(*people, **changes)  # type: ignore[arg-type]  # by name
        decisions, (row,) = decide(found, known=[known_meeting()], people=[ADA], me=me)
        assert decisions == ()
        assert "declined it" in row.reason
        assert "infoview cancel" in row.remedy
    off = known_meeting(status="cancelled")
    called_off = Unchanged(line=1, why="called off before")
    assert only(meeting(*people), known=[off], people=[ADA], me=me) == called_off


def test_a_declined_guest_beside_the_two_and_a_cancellation_change_as_ever() -> None:
    boris = Invited(name="Boris Kim", email="boris@example.org", is_declined=True)
    assert isinstance(only(meeting(ME, ADA_INVITED, boris), people=[ADA]), Scheduled)
    off = meeting(ME, DECLINED_ADA, is_cancelled=True)
    assert only(off, known=[known_meeting()], people=[ADA]) == CalledOff(
        line=1, interview="i1", by="them"
    )


def test_who_declined_one_talk_is_still_added_with_another() -> None:
    declined = Invited(name="Boris Kim", email="boris@example.org", is_declined=True)
    decisions, (row,) = decide(meeting(ME, declined), meeting(ME, BORIS, uid="u2", line=9))
    assert row.line == 1
    (scheduled,) = decisions
    assert isinstance(scheduled, Scheduled)
    assert scheduled.partner.added is not None


def test_who_is_known_by_no_address_of_the_invitation_declines_as_its_guest() -> None:
    stranger = Invited(name="A.", email="private@example.net", is_declined=True)
    decisions, (row,) = decide(meeting(ME, stranger), known=[known_meeting()], people=[ADA])
    assert decisions == ()
    assert "infoview cancel" in row.remedy


def test_called_off_before_it_was_known_is_nothing_to_record() -> None:
    decision = only(meeting(BORIS, is_cancelled=True))
    assert decision == Unchanged(line=1, why="called off, and not known here")


def test_versions_in_one_file_count_in_their_own_order() -> None:
    decisions, _ = decide(
        meeting(BORIS, sequence=2, is_cancelled=True, line=1),
        meeting(BORIS, sequence=1, hours=1, line=5), meeting(BORIS, line=9),
    )  # fmt: skip
    assert [type(each) for each in decisions] == [Scheduled, Moved, CalledOff]


def carried_out(
    known: list[KnownMeeting], decisions: Sequence[MeetingDecision]
) -> list[KnownMeeting]:
    """What the notebook knows afterwards, told a second time and naively."""
    by_id = {each.id: each for each in known}
    for each in decisions:
        if isinstance(each, Scheduled):
            by_id[each.interview] = known_meeting(
                id=each.interview, contact=each.partner.contact, calendar_uid=each.meeting.uid,
                starts_local=each.starts_at, said_starts=each.starts_at,
                invited_sequence=each.meeting.sequence,
            )  # fmt: skip
        elif isinstance(each, Moved):
            before = by_id[each.interview]
            by_id[each.interview] = known_meeting(
                id=before.id, contact=before.contact, calendar_uid=before.calendar_uid,
                starts_local=each.starts_at, said_starts=each.starts_at,
                invited_sequence=max(before.invited_sequence, each.sequence),
                revisions=before.revisions + 1,
            )  # fmt: skip
        elif isinstance(each, CalledOff):
            before = by_id[each.interview]
            by_id[each.interview] = known_meeting(
                id=before.id, contact=before.contact, calendar_uid=before.calendar_uid,
                starts_local=before.starts_local, said_starts=before.said_starts,
                invited_sequence=before.invited_sequence, status="cancelled",
                revisions=before.revisions + 1,
            )  # fmt: skip
    return list(by_id.values())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda *said: said,
            st.sampled_from(["u1", "u2"]), st.integers(0, 2), st.booleans(), st.integers(0, 2),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_deciding_again_changes_nothing(said: list[tuple[str, int, bool, int]]) -> None:
    found = [
        meeting(BORIS, uid=uid, hours=hours, is_cancelled=off, sequence=sequence, line=number)
        for number, (uid, hours, off, sequence) in enumerate(said, start=1)
    ]
    decisions, _ = decide(*found)
    known = carried_out([], decisions)
    boris = KnownPerson(id="new0", name="Boris Kim", emails=("boris@example.org",))
    again, _ = decide(*found, known=known, people=[boris])
    assert [each for each in again if not isinstance(each, Unchanged)] == []


def test_our_own_interview_can_be_moved_outside_again_and_again() -> None:
    known = [known_meeting(calendar_uid=None, invited_sequence=0, said_starts=None)]
    for sequence in (1, 2, 3, 7, 8):
        found = meeting(uid="i1@infoview", sequence=sequence, hours=sequence)
        decision = only(found, known=known)
        assert isinstance(decision, Moved)
        known = carried_out(known, [decision])
        assert only(found, known=known) == Unchanged(line=1, why="the same")
        older = meeting(uid="i1@infoview", sequence=sequence - 1)
        assert only(older, known=known) == Unchanged(line=1, why="an older version")
