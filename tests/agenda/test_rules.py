"""Every rule of the agenda worked out by hand, at its boundaries (DOMAIN §4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from infoview_sync.projections import queries
from tests.story import Story, ms
from tests.world import subject_id

ADA, BO, CY, THREAD, OTHER, TALK, REFERRAL, ADVICE, TOUCH, REMINDER, MENTOR, LATER = (
    subject_id(n) for n in range(1, 13)
)


@pytest.fixture
def story() -> Iterator[Story]:
    """Ada is on the list since New Year."""
    with Story() as told:
        told.say("contact.added", ADA, "2026-01-01T10:00:00+01:00", name="Ada", source="typed")
        yield told


def scheduled(
    story: Story, starts_at: str, *, agreed: str, minutes: int = 30, interview: str = TALK
) -> None:
    story.say(
        "interview.scheduled", interview, agreed, contact=ADA, starts_at=starts_at,
        tz="Europe/Berlin", planned_minutes=minutes, mode="phone",
    )  # fmt: skip


def held(story: Story, ended_at: str, *, debriefed: bool = True) -> None:
    """An interview that ended then, half an hour after its start, agreed some days before."""
    scheduled(story, ended_at, agreed="2026-02-01T10:00:00+01:00")
    story.say("interview.completed", TALK, ended_at, ended_at=ended_at, actual_minutes=30)
    if debriefed:
        story.say("debrief.written", TALK, ended_at, text="Went well")


def asked(story: Story, at: str, *, contact: str = ADA, thread: str = THREAD) -> None:
    story.say("outreach.sent", thread, at, contact=contact, channel="email")


def questions(story: Story, count: int) -> None:
    for number in range(count):
        story.say(
            "question.prepared", subject_id(100 + number), "2026-05-01T10:00:00+02:00",
            interview=TALK, category="role", text="Why?", rank=number + 1,
        )  # fmt: skip


# thank_you: due at once, late after 24:00:00, overdue after seven days.
@pytest.mark.parametrize(
    ("now", "due", "late", "overdue"),
    [
        ("2026-05-04T09:59:59+02:00", False, 0, 0),
        ("2026-05-04T10:00:00+02:00", True, 0, 0),
        ("2026-05-05T10:00:00+02:00", True, 0, 0),
        ("2026-05-05T10:00:01+02:00", True, 1, 0),
        ("2026-05-11T23:59:59+02:00", True, 1, 0),
        ("2026-05-12T00:00:00+02:00", True, 1, 1),
    ],
)
def test_thank_you(story: Story, now: str, due: bool, late: int, overdue: int) -> None:
    held(story, "2026-05-04T10:00:00+02:00")
    rows = [row for row in story.due(now) if row["rule"] == "thank_you"]
    assert [(row["late"], row["overdue"]) for row in rows] == ([(late, overdue)] if due else [])


def test_thank_you_across_the_night_when_clocks_go_forward(story: Story) -> None:
    """24 hours after Saturday 12:00 winter time is Sunday 13:00 summer time."""
    held(story, "2026-03-28T12:00:00+01:00")
    (row,) = story.due("2026-03-29T13:00:00+02:00")
    assert (row["rule"], row["late"]) == ("thank_you", 0)
    (row,) = story.due("2026-03-29T13:00:01+02:00")
    assert row["late"] == 1


def test_what_has_happened_is_due_though_it_is_still_yesterday_here(story: Story) -> None:
    scheduled(story, "2026-03-03T10:00:00+14:00", agreed="2026-03-03T08:00:00+14:00")
    assert "prepare" in story.rules("2026-03-02T09:00:00-10:00")
    held(story, "2026-03-03T10:30:00+14:00", debriefed=False)
    assert story.rules("2026-03-02T11:00:00-10:00") == ["thank_you", "debrief"]


def test_thank_you_ends_when_it_is_sent_and_returns_with_an_undo(story: Story) -> None:
    held(story, "2026-05-04T10:00:00+02:00")
    sent = story.say("thank_you.sent", TALK, "2026-05-04T18:00:00+02:00", channel="email")
    assert story.rules("2026-05-05T09:00:00+02:00") == []
    story.undo(TALK, sent)
    assert story.rules("2026-05-05T09:00:00+02:00") == ["thank_you"]


# debrief: the same day.
@pytest.mark.parametrize(
    ("now", "late"), [("2026-05-04T23:59:59+02:00", 0), ("2026-05-05T00:00:00+02:00", 1)]
)
def test_debrief(story: Story, now: str, late: int) -> None:
    held(story, "2026-05-04T10:00:00+02:00", debriefed=False)
    story.say("thank_you.sent", TALK, "2026-05-04T11:00:00+02:00", channel="email")
    (row,) = story.due(now)
    assert (row["rule"], row["late"], row["overdue"]) == ("debrief", late, 0)


# prepare until five questions are there and it has not begun; then hold.
@pytest.mark.parametrize(
    ("count", "now", "rules"),
    [
        (4, "2026-05-04T09:59:59+02:00", ["prepare"]),
        (4, "2026-05-04T10:00:00+02:00", ["hold"]),
        (5, "2026-05-04T09:59:59+02:00", ["hold"]),
    ],
)
def test_prepare_and_hold(story: Story, count: int, now: str, rules: list[str]) -> None:
    scheduled(story, "2026-05-04T10:00:00+02:00", agreed="2026-05-03T10:00:00+02:00")
    questions(story, count)
    assert story.rules(now) == rules


def test_a_removed_question_does_not_count(story: Story) -> None:
    scheduled(story, "2026-05-04T10:00:00+02:00", agreed="2026-05-03T10:00:00+02:00")
    questions(story, 5)
    story.say("question.removed", subject_id(100), "2026-05-03T12:00:00+02:00")
    assert story.rules("2026-05-04T09:00:00+02:00") == ["prepare"]


@pytest.mark.parametrize(
    ("now", "overdue"), [("2026-05-04T10:30:00+02:00", 0), ("2026-05-04T10:30:01+02:00", 1)]
)
def test_an_interview_not_recorded_is_overdue_after_its_length(
    story: Story, now: str, overdue: int
) -> None:
    scheduled(story, "2026-05-04T10:00:00+02:00", agreed="2026-05-03T10:00:00+02:00")
    (row,) = story.due(now)
    assert (row["rule"], row["overdue"]) == ("hold", overdue)


# confirm: on the day before, if it was agreed earlier than that.
@pytest.mark.parametrize(
    ("agreed", "now", "due"),
    [
        ("2026-05-01T10:00:00+02:00", "2026-05-02T23:59:59+02:00", False),
        ("2026-05-01T10:00:00+02:00", "2026-05-03T00:00:00+02:00", True),
        ("2026-05-01T10:00:00+02:00", "2026-05-04T09:59:59+02:00", True),
        ("2026-05-01T10:00:00+02:00", "2026-05-04T10:00:00+02:00", False),
        ("2026-05-02T23:00:00+02:00", "2026-05-03T08:00:00+02:00", True),
        ("2026-05-03T00:10:00+02:00", "2026-05-03T08:00:00+02:00", False),
    ],
)
def test_confirm(story: Story, agreed: str, now: str, due: bool) -> None:
    scheduled(story, "2026-05-04T10:00:00+02:00", agreed=agreed)
    assert ("confirm" in story.rules(now)) is due


def test_an_interview_that_moves_is_confirmed_again(story: Story) -> None:
    scheduled(story, "2026-05-04T10:00:00+02:00", agreed="2026-04-20T10:00:00+02:00")
    story.say("reminder.completed", TALK, "2026-05-03T09:00:00+02:00", rule="confirm")
    assert "confirm" not in story.rules("2026-05-03T10:00:00+02:00")
    story.say(
        "interview.rescheduled", TALK, "2026-05-03T11:00:00+02:00",
        starts_at="2026-05-08T10:00:00+02:00", tz="Europe/Berlin",
    )  # fmt: skip
    assert "confirm" in story.rules("2026-05-07T09:00:00+02:00")


# time_up: a gentle mark at the planned minutes.
@pytest.mark.parametrize(
    ("now", "rules"),
    [("2026-05-04T10:21:59+02:00", []), ("2026-05-04T10:22:00+02:00", ["time_up"])],
)
def test_time_up(story: Story, now: str, rules: list[str]) -> None:
    scheduled(story, "2026-05-04T10:00:00+02:00", agreed="2026-05-03T10:00:00+02:00", minutes=20)
    story.say("interview.started", TALK, "2026-05-04T10:02:00+02:00")
    assert story.rules(now) == rules


def test_a_talk_agreed_in_a_zone_to_the_east_is_weighed_by_the_days_here(story: Story) -> None:
    """Tuesday 08:00 in Tokyo is Monday 19:00 in New York."""
    story.say(
        "interview.scheduled", TALK, "2026-04-20T10:00:00-04:00", contact=ADA,
        starts_at="2026-05-05T08:00:00+09:00", tz="Asia/Tokyo", planned_minutes=20, mode="video",
    )  # fmt: skip
    assert "confirm" not in story.rules("2026-05-02T23:59:59-04:00")
    (row,) = [each for each in story.due("2026-05-03T00:00:00-04:00") if each["rule"] == "confirm"]
    assert row["late"] == 0
    story.say("interview.started", TALK, "2026-05-04T19:00:00-04:00")
    assert story.rules("2026-05-04T19:19:59-04:00") == []
    assert story.rules("2026-05-04T19:20:00-04:00") == ["time_up"]


def test_a_talk_agreed_the_day_before_it_begins_here_is_not_confirmed(story: Story) -> None:
    story.say(
        "interview.scheduled", TALK, "2026-05-03T10:00:00-04:00", contact=ADA,
        starts_at="2026-05-05T08:00:00+09:00", tz="Asia/Tokyo", planned_minutes=20, mode="video",
    )  # fmt: skip
    assert "confirm" not in story.rules("2026-05-04T09:00:00-04:00")


# 3B7: three business days, then somebody else there; seven, then one follow-up.
@pytest.mark.parametrize(
    ("sent", "elsewhere", "follow_up"),
    [
        # Monday 4 May: Thursday; Wednesday of the next week.
        ("2026-05-04T09:00:00+02:00", "2026-05-07", "2026-05-13"),
        # Friday 8 May: Wednesday; Tuesday of the week after next.
        ("2026-05-08T23:59:59+02:00", "2026-05-13", "2026-05-19"),
        # Saturday and Sunday count from Monday on, so Wednesday; Tuesday.
        ("2026-05-09T00:00:00+02:00", "2026-05-13", "2026-05-19"),
        ("2026-05-10T23:59:59+02:00", "2026-05-13", "2026-05-19"),
        # Over the end of the year: Wednesday 30 December 2026.
        ("2026-12-30T12:00:00+01:00", "2027-01-04", "2027-01-08"),
        # Over the night when clocks go back, late on a Friday.
        ("2026-10-23T23:30:00+02:00", "2026-10-28", "2026-11-03"),
    ],
)
def test_3b7(story: Story, sent: str, elsewhere: str, follow_up: str) -> None:
    story.say("contact.corrected", ADA, "2026-01-02T10:00:00+01:00", org="Fieldnote")
    asked(story, sent)
    offset = "+02:00" if follow_up.startswith("2026-05") else "+01:00"
    for rule, day in (("elsewhere", elsewhere), ("follow_up", follow_up)):
        before = f"{_day_before(day)}T23:59:59{offset}"
        assert rule not in story.rules(before)
        assert rule in story.rules(f"{day}T00:00:00{offset}")


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


@pytest.mark.parametrize("org", ["Freelance", " self-employed ", "Retired", "n/a"])
def test_those_who_work_for_themselves_are_at_no_place_together(story: Story, org: str) -> None:
    story.say("contact.added", BO, "2026-01-01T10:00:00+01:00", name="Bo", source="typed", org=org)
    story.say("contact.corrected", ADA, "2026-01-02T10:00:00+01:00", org=org)
    asked(story, "2026-05-04T09:00:00+02:00")
    assert story.rules("2026-05-12T09:00:00+02:00") == []
    (place,) = queries.ask(story.connection, "organisations", now=ms("2026-05-12T09:00:00+02:00"))
    assert (place["people"], place["waiting_for"], place["next_name"]) == (2, None, None)


def test_elsewhere_names_somebody_there_who_was_not_written_to(story: Story) -> None:
    for who, name, org in ((ADA, "Ada", "Fieldnote"), (BO, "Bo", " fieldnote "), (CY, "Cy", "X")):
        if who != ADA:
            story.say("contact.added", who, "2026-01-01T10:00:00+01:00", name=name, source="typed")
        story.say("contact.corrected", who, "2026-01-02T10:00:00+01:00", org=org)
    asked(story, "2026-05-04T09:00:00+02:00")
    (row,) = story.due("2026-05-07T09:00:00+02:00")
    assert (row["rule"], row["name"], row["other_name"]) == ("elsewhere", "Ada", "Bo")
    asked(story, "2026-05-07T10:00:00+02:00", contact=BO, thread=OTHER)
    assert story.rules("2026-05-07T11:00:00+02:00") == []


def test_elsewhere_comes_once_for_two_who_were_written_to_at_the_same_moment(story: Story) -> None:
    for who, name in ((ADA, "Ada"), (BO, "Bo"), (CY, "Cy")):
        if who != ADA:
            story.say("contact.added", who, "2026-01-01T10:00:00+01:00", name=name, source="typed")
        story.say("contact.corrected", who, "2026-01-02T10:00:00+01:00", org="Fieldnote")
    for who, thread in ((ADA, THREAD), (BO, OTHER)):
        asked(story, "2026-05-04T12:00:00+02:00", contact=who, thread=thread)
    (row,) = story.due("2026-05-07T12:00:00+02:00")
    assert (row["rule"], row["other_name"]) == ("elsewhere", "Cy")


def test_elsewhere_names_nobody_with_whom_a_talk_is_agreed_or_was_held(story: Story) -> None:
    story.say("contact.corrected", ADA, "2026-01-02T10:00:00+01:00", org="Fieldnote")
    for who, name in ((BO, "Bo"), (CY, "Cy")):
        at = "2026-01-01T10:00:00+01:00"
        story.say("contact.added", who, at, name=name, source="typed", org="Fieldnote")
    story.say(
        "interview.scheduled", TALK, "2026-02-20T10:00:00+01:00", contact=BO,
        starts_at="2026-07-02T10:00:00+02:00", tz="Europe/Berlin", planned_minutes=20, mode="video",
    )  # fmt: skip
    asked(story, "2026-05-04T09:00:00+02:00")

    def named() -> list[str]:
        rows = story.due("2026-05-07T09:00:00+02:00", contact=ADA)
        return [row["other_name"] for row in rows if row["rule"] == "elsewhere"]

    assert named() == ["Cy"]
    end = "2026-05-05T10:30:00+02:00"
    story.say("interview.completed", TALK, end, ended_at=end, actual_minutes=30)
    assert named() == ["Cy"]


def test_somebody_without_an_organisation_has_no_elsewhere(story: Story) -> None:
    asked(story, "2026-05-04T09:00:00+02:00")
    assert story.rules("2026-05-08T09:00:00+02:00") == []


def test_one_follow_up_then_close_after_fourteen_days_and_never_nag(story: Story) -> None:
    asked(story, "2026-05-04T09:00:00+02:00")
    assert story.rules("2026-05-13T09:00:00+02:00") == ["follow_up"]
    story.say("outreach.followed_up", THREAD, "2026-05-13T09:30:00+02:00", n=1)
    assert story.rules("2026-05-26T23:59:59+02:00") == []
    (row,) = story.due("2026-05-27T00:00:00+02:00")
    assert (row["rule"], row["overdue"]) == ("close", 0)
    (row,) = story.due("2027-05-27T00:00:00+02:00")
    assert (row["rule"], row["overdue"]) == ("close", 0), "a suggestion for ever"
    story.say("outreach.closed", THREAD, "2026-05-27T10:00:00+02:00", reason="silence")
    assert story.rules("2026-05-27T11:00:00+02:00") == []


def test_an_automatic_reply_is_none(story: Story) -> None:
    asked(story, "2026-05-04T09:00:00+02:00")
    story.say(
        "reply.received", THREAD, "2026-05-04T09:01:00+02:00", disposition="deferred",
        automatic=True,
    )  # fmt: skip
    assert story.rules("2026-05-13T09:00:00+02:00") == ["follow_up"]
    story.say("reply.received", THREAD, "2026-05-13T10:00:00+02:00", disposition="declined")
    assert story.rules("2026-05-13T11:00:00+02:00") == []


def test_an_answer_in_another_thread_is_one_to_all_that_was_sent_before(story: Story) -> None:
    asked(story, "2026-05-04T10:00:00+02:00")
    asked(story, "2026-05-06T10:00:00+02:00", thread=OTHER)
    story.say("reply.received", OTHER, "2026-05-07T10:00:00+02:00", disposition="declined")
    assert story.rules("2026-05-20T10:00:00+02:00") == []
    later = subject_id(20)
    asked(story, "2026-05-20T11:00:00+02:00", thread=later)
    (row,) = story.due("2026-06-20T10:00:00+02:00")
    assert (row["rule"], row["subject"]) == ("follow_up", later)


def test_a_talk_logged_late_is_no_answer_to_what_was_sent_after_it(story: Story) -> None:
    asked(story, "2026-05-04T10:00:00+02:00")
    scheduled(story, "2026-03-02T10:00:00+01:00", agreed="2026-05-06T10:00:00+02:00")
    end = "2026-03-02T10:30:00+01:00"
    story.say("interview.completed", TALK, end, ended_at=end, actual_minutes=30)
    assert "follow_up" in story.rules("2026-05-20T10:00:00+02:00")


# schedule: within three days of a yes.
@pytest.mark.parametrize(
    ("now", "late"), [("2026-05-07T23:59:59+02:00", 0), ("2026-05-08T00:00:00+02:00", 1)]
)
def test_schedule(story: Story, now: str, late: int) -> None:
    asked(story, "2026-05-03T09:00:00+02:00")
    story.say("reply.received", THREAD, "2026-05-04T23:30:00+02:00", disposition="accepted")
    (row,) = story.due(now)
    assert (row["rule"], row["late"]) == ("schedule", late)
    scheduled(story, "2026-05-20T10:00:00+02:00", agreed="2026-05-05T10:00:00+02:00")
    assert "schedule" not in story.rules(now)


def test_a_yes_after_the_thread_was_closed_is_scheduled(story: Story) -> None:
    asked(story, "2026-03-02T10:00:00+01:00")
    story.say("outreach.closed", THREAD, "2026-04-01T10:00:00+02:00", reason="silence")
    story.say("reply.received", THREAD, "2026-04-20T10:00:00+02:00", disposition="accepted")
    assert story.rules("2026-04-20T11:00:00+02:00") == ["schedule"]
    story.say("outreach.closed", THREAD, "2026-04-21T10:00:00+02:00", reason="other")
    assert story.rules("2026-04-21T11:00:00+02:00") == []


def called_off(story: Story) -> None:
    """A talk agreed without a reply on record, and called off."""
    asked(story, "2026-05-04T10:00:00+02:00")
    scheduled(story, "2026-05-12T10:00:00+02:00", agreed="2026-05-06T10:00:00+02:00")
    story.say("interview.cancelled", TALK, "2026-05-11T10:00:00+02:00", by="them")


def test_a_talk_called_off_is_scheduled_anew_though_no_yes_was_logged(story: Story) -> None:
    """Within three days of hearing so, not of the old yes."""
    called_off(story)
    (row,) = story.due("2026-05-14T23:59:59+02:00")
    assert (row["rule"], row["subject"], row["late"]) == ("schedule", THREAD, 0)
    (row,) = story.due("2026-05-15T00:00:00+02:00")
    assert row["late"] == 1
    story.say(
        "interview.rescheduled", TALK, "2026-05-13T11:00:00+02:00",
        starts_at="2026-06-20T10:00:00+02:00", tz="Europe/Berlin",
    )  # fmt: skip
    assert story.rules("2026-05-13T12:00:00+02:00") == ["prepare"]


def test_a_talk_called_off_asks_for_nothing_once_the_thread_is_closed(story: Story) -> None:
    called_off(story)
    story.say("outreach.closed", THREAD, "2026-05-13T11:00:00+02:00", reason="other")
    assert story.rules("2026-05-13T12:00:00+02:00") == []


def test_a_talk_called_off_is_asked_for_in_the_latest_thread_alone(story: Story) -> None:
    asked(story, "2026-05-03T10:00:00+02:00", thread=OTHER)
    called_off(story)
    (row,) = story.due("2026-05-13T10:00:00+02:00")
    assert (row["rule"], row["subject"]) == ("schedule", THREAD)
    story.say("reply.received", OTHER, "2026-05-13T11:00:00+02:00", disposition="declined")
    assert story.rules("2026-05-13T12:00:00+02:00") == []


def test_what_was_dismissed_after_one_talk_was_missed_returns_after_the_next(story: Story) -> None:
    asked(story, "2026-03-02T10:00:00+01:00")
    story.say("reply.received", THREAD, "2026-03-03T10:00:00+01:00", disposition="accepted")
    scheduled(story, "2026-03-10T10:00:00+01:00", agreed="2026-03-04T10:00:00+01:00")
    story.say("interview.missed", TALK, "2026-03-10T10:30:00+01:00", who="them")
    story.say("reminder.dismissed", THREAD, "2026-03-11T10:00:00+01:00", rule="schedule")
    assert story.rules("2026-03-12T10:00:00+01:00") == []
    story.say(
        "interview.rescheduled", TALK, "2026-03-20T10:00:00+01:00",
        starts_at="2026-05-20T10:00:00+02:00", tz="Europe/Berlin",
    )  # fmt: skip
    story.say("interview.missed", TALK, "2026-05-20T10:30:00+02:00", who="them")
    (row,) = story.due("2026-05-20T11:00:00+02:00")
    assert (row["rule"], row["late"], row["stale"]) == ("schedule", 0, 0)


def test_a_talk_that_nobody_wrote_for_is_scheduled_anew_too(story: Story) -> None:
    scheduled(story, "2026-05-12T10:00:00+02:00", agreed="2026-05-06T10:00:00+02:00")
    story.say("interview.missed", TALK, "2026-05-12T11:00:00+02:00", who="them")
    (row,) = story.due("2026-05-12T12:00:00+02:00")
    assert (row["rule"], row["contact"], row["subject"]) == ("schedule", ADA, TALK)
    asked(story, "2026-05-13T10:00:00+02:00")
    assert story.rules("2026-05-14T10:00:00+02:00") == []


def test_a_talk_called_off_after_others_were_held_is_scheduled_anew(story: Story) -> None:
    """Ada was written to, and met, long before."""
    asked(story, "2026-01-10T10:00:00+01:00")
    story.say("reply.received", THREAD, "2026-01-11T10:00:00+01:00", disposition="accepted")
    held(story, "2026-02-10T10:00:00+01:00")
    story.say("thank_you.sent", TALK, "2026-02-10T11:00:00+01:00", channel="email")
    later = subject_id(50)
    story.say(
        "interview.scheduled", later, "2026-03-01T10:00:00+01:00", contact=ADA,
        starts_at="2026-03-10T10:00:00+01:00", tz="Europe/Berlin", planned_minutes=20, mode="video",
    )  # fmt: skip
    story.say("interview.cancelled", later, "2026-03-09T10:00:00+01:00", by="them")
    (row,) = story.due("2026-03-10T12:00:00+01:00")
    assert (row["rule"], row["subject"]) == ("schedule", later)
    story.say(
        "interview.scheduled", OTHER, "2026-03-10T13:00:00+01:00", contact=ADA,
        starts_at="2026-04-10T10:00:00+02:00", tz="Europe/Berlin", planned_minutes=20, mode="video",
    )  # fmt: skip
    assert "schedule" not in story.rules("2026-03-10T14:00:00+01:00")


def test_a_talk_agreed_on_during_another_and_called_off_is_scheduled_anew(story: Story) -> None:
    held(story, "2026-05-20T10:30:00+02:00")
    story.say("thank_you.sent", TALK, "2026-05-20T11:00:00+02:00", channel="email")
    scheduled(
        story, "2026-06-20T10:00:00+02:00", agreed="2026-05-20T10:25:00+02:00", interview=LATER
    )
    story.say("interview.cancelled", LATER, "2026-06-18T10:00:00+02:00", by="them")
    (row,) = [each for each in story.due("2026-06-18T11:00:00+02:00") if each["rule"] == "schedule"]
    assert (row["subject"], row["late"]) == (LATER, 0)


def test_whoever_answered_not_now_and_agreed_later_has_agreed(story: Story) -> None:
    asked(story, "2026-03-02T10:00:00+01:00")
    story.say("reply.received", THREAD, "2026-03-03T10:00:00+01:00", disposition="deferred")
    scheduled(story, "2026-09-20T10:00:00+02:00", agreed="2026-09-10T10:00:00+02:00")
    story.say("interview.cancelled", TALK, "2026-09-18T10:00:00+02:00", by="them")
    (row,) = story.due("2026-09-18T11:00:00+02:00")
    assert (row["rule"], row["subject"]) == ("schedule", THREAD)
    story.say("reply.received", THREAD, "2026-09-19T10:00:00+02:00", disposition="deferred")
    assert story.rules("2026-09-19T11:00:00+02:00") == []


def test_nothing_is_to_be_agreed_on_while_another_talk_is(story: Story) -> None:
    scheduled(story, "2026-05-20T10:00:00+02:00", agreed="2026-05-04T10:00:00+02:00")
    scheduled(
        story, "2026-05-25T10:00:00+02:00", agreed="2026-05-05T10:00:00+02:00", interview=LATER
    )
    story.say("interview.cancelled", LATER, "2026-05-06T10:00:00+02:00", by="them")
    assert "schedule" not in story.rules("2026-05-06T11:00:00+02:00")
    story.say(
        "interview.completed", TALK, "2026-05-20T10:30:00+02:00",
        ended_at="2026-05-20T10:30:00+02:00", actual_minutes=30,
    )  # fmt: skip
    assert "schedule" not in story.rules("2026-05-20T11:00:00+02:00")


def test_a_talk_of_long_ago_that_nobody_marked_does_not_stand_for_a_new_yes(story: Story) -> None:
    scheduled(story, "2026-02-10T10:00:00+01:00", agreed="2026-02-01T10:00:00+01:00")
    asked(story, "2026-05-04T10:00:00+02:00")
    story.say("reply.received", THREAD, "2026-05-05T10:00:00+02:00", disposition="accepted")
    assert "schedule" in story.rules("2026-05-05T11:00:00+02:00")


def test_only_what_was_said_last_asks_for_a_time(story: Story) -> None:
    """A thread that was closed years ago says nothing of a talk that is called off today."""
    asked(story, "2024-03-04T10:00:00+01:00", thread=OTHER)
    story.say("reply.received", OTHER, "2024-03-05T10:00:00+01:00", disposition="accepted")
    story.say("outreach.closed", OTHER, "2024-05-06T10:00:00+02:00", reason="no time was found")
    asked(story, "2026-05-04T10:00:00+02:00")
    story.say("reply.received", THREAD, "2026-05-05T10:00:00+02:00", disposition="accepted")
    scheduled(story, "2026-05-12T10:00:00+02:00", agreed="2026-05-06T10:00:00+02:00")
    story.say("interview.cancelled", TALK, "2026-05-11T10:00:00+02:00", by="them")
    (row,) = story.due("2026-05-11T11:00:00+02:00")
    assert (row["rule"], row["subject"]) == ("schedule", THREAD)
    story.say("reply.received", THREAD, "2026-05-12T10:00:00+02:00", disposition="declined")
    assert story.rules("2026-05-12T11:00:00+02:00") == []


# referral: pursue within seven days; a name becomes a contact.
@pytest.mark.parametrize(
    ("now", "overdue"), [("2026-05-11T23:59:59+02:00", 0), ("2026-05-12T00:00:00+02:00", 1)]
)
def test_referral(story: Story, now: str, overdue: int) -> None:
    story.say(
        "referral.received", REFERRAL, "2026-05-04T10:00:00+02:00", **{"from": ADA},
        name_only="Boris Kim",
    )  # fmt: skip
    (row,) = story.due(now)
    assert (row["rule"], row["text"], row["overdue"]) == ("referral", "Boris Kim", overdue)
    story.say("referral.pursued", REFERRAL, "2026-05-05T10:00:00+02:00")
    assert story.rules(now) == []


def test_writing_to_the_person_named_is_pursuing(story: Story) -> None:
    story.say("contact.added", BO, "2026-05-04T10:00:00+02:00", name="Bo", source="referral")
    story.say("referral.received", REFERRAL, "2026-05-04T10:00:00+02:00", **{"from": ADA}, to=BO)
    assert story.rules("2026-05-05T09:00:00+02:00") == ["referral"]
    asked(story, "2026-05-05T10:00:00+02:00", contact=BO)
    assert story.rules("2026-05-05T11:00:00+02:00") == []


def test_agreeing_on_a_talk_with_the_person_named_is_pursuing(story: Story) -> None:
    """Bo was written to before Ada named him."""
    asked(story, "2026-05-03T10:00:00+02:00", contact=BO)
    story.say("contact.added", BO, "2026-05-03T10:00:00+02:00", name="Bo", source="referral")
    story.say("referral.received", REFERRAL, "2026-05-04T10:00:00+02:00", **{"from": ADA}, to=BO)
    assert story.rules("2026-05-05T09:00:00+02:00") == ["referral"]
    story.say(
        "interview.scheduled", TALK, "2026-05-05T10:00:00+02:00", contact=BO,
        starts_at="2026-05-20T10:00:00+02:00", tz="Europe/Berlin", planned_minutes=20, mode="video",
    )  # fmt: skip
    assert story.rules("2026-05-13T10:00:00+02:00") == ["prepare"]
    story.say("interview.cancelled", TALK, "2026-05-13T11:00:00+02:00", by="me")
    assert "referral" in story.rules("2026-05-13T12:00:00+02:00")


# check_in: from the seventh day after an introduction, overdue after the tenth.
@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("2026-05-10T23:59:59+02:00", []),
        ("2026-05-11T00:00:00+02:00", [0]),
        ("2026-05-14T23:59:59+02:00", [0]),
        ("2026-05-15T00:00:00+02:00", [1]),
    ],
)
def test_check_in(story: Story, now: str, found: list[int]) -> None:
    story.say(
        "referral.received", REFERRAL, "2026-05-04T10:00:00+02:00", **{"from": ADA},
        name_only="Bo", intro_by="them",
    )  # fmt: skip
    rows = [row for row in story.due(now) if row["rule"] == "check_in"]
    assert [row["overdue"] for row in rows] == found
    story.say(
        "touch.logged", TOUCH, "2026-05-11T00:00:00+02:00", contact=ADA, direction="sent",
        channel="email",
    )  # fmt: skip
    assert "check_in" not in story.rules(now)


def test_contact_before_the_seventh_day_is_no_check_in(story: Story) -> None:
    story.say(
        "referral.received", REFERRAL, "2026-05-04T10:00:00+02:00", **{"from": ADA},
        name_only="Bo", intro_by="them",
    )  # fmt: skip
    story.say(
        "touch.logged", TOUCH, "2026-05-06T10:00:00+02:00", contact=ADA, direction="sent",
        channel="email",
    )  # fmt: skip
    assert "check_in" in story.rules("2026-05-11T09:00:00+02:00")


# report_back: within ninety days, shown a fortnight before, or once it was acted on.
@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("2026-03-17T23:59:59+01:00", []),  # day 75
        ("2026-03-18T00:00:00+01:00", [0]),  # day 76
        ("2026-04-01T23:59:59+02:00", [0]),  # day 90
        ("2026-04-02T00:00:00+02:00", [1]),
    ],
)
def test_report_back(story: Story, now: str, found: list[int]) -> None:
    story.say(
        "advice.received", ADVICE, "2026-01-01T10:00:00+01:00", contact=ADA, text="Write shorter"
    )
    assert [row["overdue"] for row in story.due(now) if row["rule"] == "report_back"] == found


def test_advice_acted_on_is_reported_at_once(story: Story) -> None:
    story.say("advice.received", ADVICE, "2026-05-01T10:00:00+02:00", contact=ADA, text="Shorter")
    assert story.rules("2026-05-10T10:00:00+02:00") == []
    story.say("advice.acted_on", ADVICE, "2026-05-10T11:00:00+02:00", text="It worked")
    assert story.rules("2026-05-10T12:00:00+02:00") == ["report_back"]
    story.say("advice.reported_back", ADVICE, "2026-05-10T13:00:00+02:00", channel="email")
    assert story.rules("2026-05-10T14:00:00+02:00") == []


# keep_in_touch: every ninety days after the last contact either way; mentors thirty.
def thanked(story: Story) -> None:
    """Interviewed and thanked on 2 March, a Monday."""
    held(story, "2026-03-02T10:00:00+01:00")
    story.say("thank_you.sent", TALK, "2026-03-02T20:00:00+01:00", channel="email")


@pytest.mark.parametrize(
    ("now", "rules"),
    [("2026-05-30T23:59:59+02:00", []), ("2026-05-31T00:00:00+02:00", ["keep_in_touch"])],
)
def test_keep_in_touch(story: Story, now: str, rules: list[str]) -> None:
    thanked(story)
    assert story.rules(now) == rules


def test_a_touch_resets_the_cadence_and_a_snooze_does_not(story: Story) -> None:
    thanked(story)
    story.say(
        "reminder.snoozed", ADA, "2026-06-01T09:00:00+02:00", rule="keep_in_touch",
        until="2026-06-08T09:00:00+02:00",
    )  # fmt: skip
    assert story.rules("2026-06-08T08:59:59+02:00") == []
    (row,) = story.due("2026-06-08T09:00:00+02:00")
    assert row["due_day"] == 20604, "31 May still: a snooze is not a touch"
    story.say(
        "touch.logged", TOUCH, "2026-06-08T10:00:00+02:00", contact=ADA, direction="both",
        channel="phone",
    )  # fmt: skip
    assert story.rules("2026-09-05T23:59:59+02:00") == []
    assert story.rules("2026-09-06T00:00:00+02:00") == ["keep_in_touch"]


def test_a_letter_of_ones_own_resets_the_cadence_too(story: Story) -> None:
    thanked(story)
    story.say(
        "touch.logged", TOUCH, "2026-05-01T10:00:00+02:00", contact=ADA, direction="sent",
        channel="email",
    )  # fmt: skip
    assert story.rules("2026-07-29T23:59:59+02:00") == []
    assert story.rules("2026-07-30T00:00:00+02:00") == ["keep_in_touch"]


def test_dismissing_waits_one_cadence_more(story: Story) -> None:
    thanked(story)
    story.say("reminder.dismissed", ADA, "2026-06-01T09:00:00+02:00", rule="keep_in_touch")
    assert story.rules("2026-08-29T23:59:59+02:00") == []
    assert story.rules("2026-08-30T00:00:00+02:00") == ["keep_in_touch"]


def test_a_mentor_is_met_every_thirty_days(story: Story) -> None:
    thanked(story)
    story.say("mentorship.proposed", MENTOR, "2026-03-03T10:00:00+01:00", contact=ADA)
    story.say("mentorship.started", MENTOR, "2026-03-03T10:00:00+01:00")
    assert story.rules("2026-03-31T23:59:59+02:00") == []
    assert story.rules("2026-04-01T00:00:00+02:00") == ["keep_in_touch"]
    story.say("mentorship.ended", MENTOR, "2026-04-01T10:00:00+02:00")
    assert story.rules("2026-04-01T11:00:00+02:00") == []


def test_a_cadence_of_ones_own_a_pause_and_a_stop(story: Story) -> None:
    thanked(story)
    story.say("cadence.set", ADA, "2026-03-03T10:00:00+01:00", every_days=10)
    assert story.rules("2026-03-12T00:00:00+01:00") == ["keep_in_touch"]
    story.say("cadence.paused", ADA, "2026-03-12T10:00:00+01:00", until="2026-04-01T00:00:00+02:00")
    assert story.rules("2026-03-31T23:59:59+02:00") == []
    assert story.rules("2026-04-01T00:00:00+02:00") == ["keep_in_touch"]
    story.say("cadence.stopped", ADA, "2026-04-01T10:00:00+02:00")
    assert story.rules("2027-04-01T10:00:00+02:00") == []
    story.say("cadence.set", ADA, "2026-05-01T10:00:00+02:00", every_days=10)
    assert story.rules("2026-05-01T11:00:00+02:00") == ["keep_in_touch"]


def test_a_rhythm_without_any_contact_begins_on_the_day_it_was_set(story: Story) -> None:
    story.say("cadence.set", ADA, "2026-05-01T23:30:00+02:00", every_days=10)
    assert story.rules("2026-05-10T23:59:59+02:00") == []
    (row,) = story.due("2026-05-11T00:00:00+02:00")
    assert (row["rule"], row["late"]) == ("keep_in_touch", 0)
    asked(story, "2026-05-11T10:00:00+02:00")
    story.say("reply.received", THREAD, "2026-05-12T10:00:00+02:00", disposition="declined")
    assert story.rules("2026-05-21T23:59:59+02:00") == []
    assert story.rules("2026-05-22T00:00:00+02:00") == ["keep_in_touch"]


def test_a_mentor_without_any_contact_is_met_thirty_days_after_the_start(story: Story) -> None:
    story.say("mentorship.proposed", MENTOR, "2026-03-02T10:00:00+01:00", contact=ADA)
    assert story.rules("2027-03-02T10:00:00+01:00") == []
    story.say("mentorship.started", MENTOR, "2026-03-03T10:00:00+01:00")
    assert story.rules("2026-04-01T23:59:59+02:00") == []
    assert story.rules("2026-04-02T00:00:00+02:00") == ["keep_in_touch"]


def test_a_merge_keeps_the_rhythm_and_an_undo_of_it_gives_it_back(story: Story) -> None:
    """Ada was on the list twice; the latest word on the rhythm of either holds."""
    thanked(story)
    story.say("contact.added", BO, "2026-01-01T10:00:00+01:00", name="A. Novak", source="linkedin")
    story.say("cadence.set", ADA, "2026-03-03T10:00:00+01:00", every_days=10)
    story.say("cadence.stopped", BO, "2026-03-04T10:00:00+01:00")
    now = "2026-08-01T10:00:00+02:00"
    assert story.rules(now) == ["keep_in_touch"]
    merged = story.say("contacts.merged", ADA, "2026-07-01T10:00:00+02:00", merged=[BO])
    assert story.rules(now) == []
    late = story.say("cadence.set", BO, "2026-03-05T10:00:00+01:00", every_days=20)
    (row,) = story.due(now)
    assert (row["rule"], row["contact"], row["norm_value"]) == ("keep_in_touch", ADA, 20)
    story.undo(BO, late)
    assert story.rules(now) == []
    story.undo(ADA, merged)
    (row,) = story.due(now)
    assert (row["contact"], row["norm_value"]) == (ADA, 10)


def test_a_merge_keeps_what_was_snoozed_or_dismissed(story: Story) -> None:
    thanked(story)
    story.say("contact.added", BO, "2026-01-01T10:00:00+01:00", name="A. Novak", source="linkedin")
    story.say("reminder.dismissed", BO, "2026-06-01T09:00:00+02:00", rule="keep_in_touch")
    now = "2026-06-02T10:00:00+02:00"
    assert story.rules(now) == ["keep_in_touch"]
    merged = story.say("contacts.merged", ADA, "2026-06-01T10:00:00+02:00", merged=[BO])
    assert story.rules(now) == []
    assert story.rules("2026-08-30T00:00:00+02:00") == ["keep_in_touch"]
    snoozed = story.say(
        "reminder.snoozed", BO, "2026-08-30T09:00:00+02:00", rule="keep_in_touch",
        until="2026-09-08T09:00:00+02:00",
    )  # fmt: skip
    assert story.rules("2026-09-01T00:00:00+02:00") == []
    story.undo(BO, snoozed)
    assert story.rules("2026-09-01T00:00:00+02:00") == ["keep_in_touch"]
    story.undo(ADA, merged)
    assert story.rules(now) == ["keep_in_touch"]


def test_keeping_in_touch_names_the_cadence_in_force(story: Story) -> None:
    thanked(story)

    def norm() -> tuple[object, ...]:
        (row,) = [
            each
            for each in story.due("2027-03-01T10:00:00+01:00")
            if each["rule"] == "keep_in_touch"
        ]
        return row["norm"], row["norm_value"], row["norm_unit"]

    assert norm() == ("keep_in_touch_days", 90, "days")
    story.say("mentorship.proposed", MENTOR, "2026-03-03T10:00:00+01:00", contact=ADA)
    story.say("mentorship.started", MENTOR, "2026-03-03T10:00:00+01:00")
    assert norm() == ("mentor_touch_days", 30, "days")
    story.say("cadence.set", ADA, "2026-03-03T10:00:00+01:00", every_days=10)
    assert norm() == (None, 10, "days")


def test_nobody_who_was_never_interviewed_is_kept_in_touch_with(story: Story) -> None:
    asked(story, "2026-01-02T09:00:00+01:00")
    story.say("reply.received", THREAD, "2026-01-03T09:00:00+01:00", disposition="declined")
    assert story.rules("2027-01-03T09:00:00+01:00") == []


# reminders of the user's own.
def test_a_reminder_is_due_on_its_day_done_snoozed_or_dismissed(story: Story) -> None:
    story.say(
        "reminder.scheduled", REMINDER, "2026-05-01T10:00:00+02:00", text="Send the article",
        due_at="2026-05-04T09:00:00+02:00",
    )  # fmt: skip
    assert story.rules("2026-05-03T23:59:59+02:00") == []
    (row,) = story.due("2026-05-04T00:00:00+02:00")
    assert (row["rule"], row["text"], row["name"], row["late"]) == (
        "reminder", "Send the article", None, 0,
    )  # fmt: skip
    (row,) = story.due("2026-05-04T09:00:01+02:00")
    assert (row["late"], row["overdue"]) == (1, 0)
    (row,) = story.due("2026-05-05T00:00:00+02:00")
    assert row["overdue"] == 1
    story.say(
        "reminder.snoozed", REMINDER, "2026-05-05T08:00:00+02:00", until="2026-05-06T08:00:00+02:00"
    )
    assert story.rules("2026-05-06T07:59:59+02:00") == []
    done = story.say("reminder.completed", REMINDER, "2026-05-06T09:00:00+02:00")
    assert story.rules("2026-05-06T10:00:00+02:00") == []
    story.undo(REMINDER, done)
    assert story.rules("2026-05-06T10:00:00+02:00") == ["reminder"]


# For every rule alike.
def test_nothing_is_due_about_an_archived_person(story: Story) -> None:
    held(story, "2026-05-04T10:00:00+02:00", debriefed=False)
    assert story.rules("2026-05-06T10:00:00+02:00") == ["thank_you", "debrief"]
    story.say("contact.archived", ADA, "2026-05-05T10:00:00+02:00")
    assert story.rules("2026-05-06T10:00:00+02:00") == []
    story.say("contact.restored", ADA, "2026-05-05T11:00:00+02:00")
    assert story.rules("2026-05-06T10:00:00+02:00") == ["thank_you", "debrief"]


def test_a_dismissed_item_returns_only_with_a_new_fact(story: Story) -> None:
    held(story, "2026-05-04T10:00:00+02:00")
    story.say("reminder.dismissed", TALK, "2026-05-05T10:00:00+02:00", rule="thank_you")
    assert story.rules("2026-05-06T10:00:00+02:00") == []
    story.say(
        "interview.completed", TALK, "2026-05-07T10:00:00+02:00",
        ended_at="2026-05-07T10:00:00+02:00", actual_minutes=30,
    )  # fmt: skip
    assert story.rules("2026-05-07T10:00:00+02:00") == ["thank_you"]


@pytest.mark.parametrize(
    ("norm", "value", "before", "after"),
    [
        ("questions_min", 1, "2026-05-04T09:00:00+02:00", ("prepare", "hold")),
    ],
)
def test_a_norm_is_a_setting_and_a_setting_is_an_event(
    story: Story, norm: str, value: int, before: str, after: tuple[str, str]
) -> None:
    scheduled(story, "2026-05-04T10:00:00+02:00", agreed="2026-05-03T10:00:00+02:00")
    questions(story, 1)
    assert story.rules(before) == [after[0]]
    story.setting(norm, value)
    assert story.rules(before) == [after[1]]
    story.setting(norm, 999)
    assert story.rules(before) == [after[0]], "out of bounds is as by default"


def test_a_week_shows_what_will_be_due_and_when(story: Story) -> None:
    asked(story, "2026-05-04T09:00:00+02:00")
    assert story.rules("2026-05-07T09:00:00+02:00") == []
    assert story.rules("2026-05-07T09:00:00+02:00", days=5) == []
    (row,) = story.due("2026-05-07T09:00:00+02:00", days=6)
    assert (row["rule"], row["late"]) == ("follow_up", 0)


def test_every_item_names_its_rule_its_norm_and_since_when(story: Story) -> None:
    held(story, "2026-05-04T10:00:00+02:00")
    (row,) = story.due("2026-05-06T10:00:00+02:00")
    assert (row["todo"], row["norm"], row["norm_value"], row["norm_unit"]) == (
        "Send the thank-you", "thank_within_hours", 24, "hours",
    )  # fmt: skip
    assert row["norm_source"] == "Yale: within 24 hours"
    assert row["from_day"] == 20577, "4 May 2026"


# What has waited for over sixty days is stale; but not what was put off, or asked for, since.
def test_what_was_snoozed_for_long_is_no_old_news_when_it_returns(story: Story) -> None:
    held(story, "2026-03-02T10:00:00+01:00")
    until = "2026-06-01T09:00:00+02:00"
    story.say("reminder.snoozed", TALK, "2026-03-03T09:00:00+01:00", rule="thank_you", until=until)
    for now, stale in ((until, 0), ("2026-08-01T09:00:00+02:00", 1)):
        (row,) = [row for row in story.due(now) if row["rule"] == "thank_you"]
        assert (row["late"], row["stale"]) == (1, stale)


@pytest.mark.parametrize("word", ["cadence.set", "cadence.paused"])
def test_whom_one_means_to_keep_in_touch_with_now_is_no_old_news(story: Story, word: str) -> None:
    held(story, "2024-03-04T10:00:00+01:00")
    story.say("thank_you.sent", TALK, "2024-03-04T11:00:00+01:00", channel="email")
    (row,) = story.due("2026-05-04T10:00:00+02:00")
    assert (row["rule"], row["stale"]) == ("keep_in_touch", 1)
    said = {"every_days": 60} if word == "cadence.set" else {"until": "2026-05-04T09:00:00+02:00"}
    story.say(word, ADA, "2026-05-04T09:00:00+02:00", **said)
    (row,) = story.due("2026-05-04T10:00:00+02:00")
    assert (row["rule"], row["late"], row["stale"]) == ("keep_in_touch", 1, 0)
    (row,) = story.due("2026-07-04T10:00:00+02:00")
    assert row["stale"] == 1


def test_a_snooze_ends_with_the_appointment_that_it_was_about(story: Story) -> None:
    scheduled(story, "2026-03-20T10:00:00+01:00", agreed="2026-03-01T10:00:00+01:00")
    story.say(
        "reminder.snoozed", TALK, "2026-03-02T09:00:00+01:00", rule="prepare",
        until="2026-03-16T09:00:00+01:00",
    )  # fmt: skip
    assert story.rules("2026-03-03T10:00:00+01:00") == []
    story.say(
        "interview.rescheduled", TALK, "2026-03-04T09:00:00+01:00",
        starts_at="2026-03-13T10:00:00+01:00", tz="Europe/Berlin",
    )  # fmt: skip
    (row,) = story.due("2026-03-05T10:00:00+01:00")
    assert (row["rule"], row["snoozed_until"]) == ("prepare", None)
