"""Where a contact stands, step by step through a whole lifecycle (DOMAIN §2), and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infoview_sync.projections import queries
from tests.story import Story, ms
from tests.world import subject_id

ADA, THREAD, AGAIN, TALK, SECOND, REFERRAL, ADVICE, TOUCH, MENTOR, BO = (
    subject_id(n) for n in range(1, 11)
)
NOW = "2026-07-01T10:00:00+02:00"


@pytest.fixture
def story() -> Iterator[Story]:
    with Story() as told:
        told.say("contact.added", ADA, "2026-05-01T09:00:00+02:00", name="Ada", source="typed")
        yield told


def test_a_whole_lifecycle(story: Story) -> None:
    seen = [story.stage(ADA, NOW)]

    def step(type_: str, subject: str, day: int, **data: object) -> None:
        story.say(type_, subject, f"2026-05-{day:02d}T10:00:00+02:00", **data)
        stage = story.stage(ADA, NOW)
        if stage != seen[-1]:
            seen.append(stage)

    step("contact.classified", ADA, 2, attitude="booster")
    step("outreach.drafted", THREAD, 3, contact=ADA, channel="email", text="Dear Ada")
    step("outreach.sent", THREAD, 4, contact=ADA, channel="email")
    step("outreach.followed_up", THREAD, 13, n=1)
    step("reply.received", THREAD, 14, disposition="accepted")
    step("interview.scheduled", TALK, 14, contact=ADA, starts_at="2026-05-18T10:00:00+02:00",
         tz="Europe/Berlin", planned_minutes=30, mode="phone")  # fmt: skip
    for number in range(5):
        step("question.prepared", subject_id(50 + number), 15, interview=TALK, category="role",
             text="Why?", rank=1)  # fmt: skip
    step("interview.started", TALK, 18)
    step("interview.completed", TALK, 18, ended_at="2026-05-18T10:30:00+02:00", actual_minutes=30)
    step("debrief.written", TALK, 18, text="Good")
    step("thank_you.sent", TALK, 19, channel="email")
    step("referral.received", REFERRAL, 18, **{"from": ADA}, name_only="Bo")
    step("referral.pursued", REFERRAL, 20)
    step("advice.received", ADVICE, 18, contact=ADA, text="Shorter")
    step("advice.reported_back", ADVICE, 25, channel="email")
    step("touch.logged", TOUCH, 26, contact=ADA, direction="both", channel="phone")
    step("mentorship.proposed", MENTOR, 27, contact=ADA)
    step("mentorship.started", MENTOR, 28)
    step("mentorship.ended", MENTOR, 29)
    step("contact.archived", ADA, 30)
    assert seen == [
        "identified", "researched", "outreach_sent", "followed_up", "accepted", "scheduled",
        "prepared", "conducted", "debriefed", "thanked", "referral_pursued", "reported_back",
        "keep_in_touch", "mentorship", "keep_in_touch", "archived",
    ]  # fmt: skip


@pytest.mark.parametrize("disposition", ["accepted", "declined", "deferred", "redirected"])
def test_a_reply_tells_the_stage(story: Story, disposition: str) -> None:
    story.say("outreach.sent", THREAD, "2026-05-04T10:00:00+02:00", contact=ADA, channel="email")
    story.say("reply.received", THREAD, "2026-05-05T10:00:00+02:00", disposition=disposition)
    assert story.stage(ADA, NOW) == disposition


def test_silence_can_be_closed_and_a_declined_contact_comes_back_to_life(story: Story) -> None:
    story.say("outreach.sent", THREAD, "2026-05-04T10:00:00+02:00", contact=ADA, channel="email")
    closed = story.say("outreach.closed", THREAD, "2026-06-04T10:00:00+02:00", reason="silence")
    assert story.stage(ADA, NOW) == "closed_no_reply"
    story.undo(THREAD, closed)
    assert story.stage(ADA, NOW) == "outreach_sent"
    story.say("reply.received", THREAD, "2026-06-05T10:00:00+02:00", disposition="declined")
    story.say("outreach.sent", AGAIN, "2026-06-20T10:00:00+02:00", contact=ADA, channel="email")
    assert story.stage(ADA, NOW) == "outreach_sent"


def interviewed(story: Story) -> None:
    story.say(
        "interview.scheduled", TALK, "2026-05-04T10:00:00+02:00", contact=ADA,
        starts_at="2026-05-18T10:00:00+02:00", tz="Europe/Berlin", planned_minutes=30,
        mode="phone",
    )  # fmt: skip
    story.say(
        "interview.completed", TALK, "2026-05-18T10:30:00+02:00",
        ended_at="2026-05-18T10:30:00+02:00", actual_minutes=30,
    )  # fmt: skip
    story.say("thank_you.sent", TALK, "2026-05-18T20:00:00+02:00", channel="email")


@pytest.mark.parametrize(
    ("now", "stage"),
    [("2026-08-16T10:30:00+02:00", "thanked"), ("2026-08-16T10:30:01+02:00", "dormant")],
)
def test_dormant_after_ninety_days_without_contact_both_ways(
    story: Story, now: str, stage: str
) -> None:
    interviewed(story)
    story.say(
        "touch.logged", TOUCH, "2026-05-10T10:00:00+02:00", contact=ADA, direction="sent",
        channel="email",
    )  # fmt: skip
    assert story.stage(ADA, now) == stage


def test_a_dormant_contact_comes_back_with_a_word_from_them(story: Story) -> None:
    interviewed(story)
    later = "2026-10-01T10:00:00+02:00"
    assert story.stage(ADA, later) == "dormant"
    for direction, stage in (("sent", "dormant"), ("received", "keep_in_touch")):
        story.say(
            "touch.logged", subject_id(90 + len(direction)), "2026-09-01T10:00:00+02:00",
            contact=ADA, direction=direction, channel="email",
        )  # fmt: skip
        assert story.stage(ADA, later) == stage


def test_a_cancelled_interview_falls_back_and_a_second_one_starts_again(story: Story) -> None:
    story.say("outreach.sent", THREAD, "2026-05-01T10:00:00+02:00", contact=ADA, channel="email")
    story.say("reply.received", THREAD, "2026-05-02T10:00:00+02:00", disposition="accepted")
    interviewed(story)
    assert story.stage(ADA, NOW) == "thanked"
    story.say(
        "interview.scheduled", SECOND, "2026-06-01T10:00:00+02:00", contact=ADA,
        starts_at="2026-08-18T10:00:00+02:00", tz="Europe/Berlin", planned_minutes=30,
        mode="phone",
    )  # fmt: skip
    assert story.stage(ADA, NOW) == "scheduled"
    story.say("interview.cancelled", SECOND, "2026-06-02T10:00:00+02:00", by="them")
    assert story.stage(ADA, NOW) == "thanked"


def test_the_stage_names_the_events_behind_it(story: Story) -> None:
    interviewed(story)
    rows = queries.ask(story.connection, "why", contact=ADA, stage="thanked")
    assert [(row["type"], row["subject"], row["occurred_at"]) for row in rows] == [
        ("thank_you.sent", TALK, ms("2026-05-18T20:00:00+02:00"))
    ]


def test_the_stage_names_no_event_of_another_round_or_disposition(story: Story) -> None:
    def why(stage: str) -> list[int]:
        assert story.stage(ADA, NOW) == stage
        rows = queries.ask(story.connection, "why", contact=ADA, stage=stage)
        return [row["seq"] for row in rows]

    story.say("contact.corrected", ADA, "2026-05-02T10:00:00+02:00", title="Editor")
    noted = story.say("contact.corrected", ADA, "2026-05-03T10:00:00+02:00", notes="Likes birds")
    assert why("researched") == [noted]
    story.say("outreach.sent", THREAD, "2026-05-04T10:00:00+02:00", contact=ADA, channel="email")
    for disposition in ("deferred", "accepted"):
        last = story.say(
            "reply.received", THREAD, "2026-05-05T10:00:00+02:00", disposition=disposition
        )
    assert why("accepted") == [last]
    for talk, day in ((TALK, 6), (SECOND, 20)):
        at = f"2026-05-{day:02d}T10:00:00+02:00"
        story.say("interview.scheduled", talk, at, contact=ADA, starts_at=at, tz="Europe/Berlin",
                  planned_minutes=30, mode="phone")  # fmt: skip
        story.say("interview.completed", talk, at, ended_at=at, actual_minutes=30)
        thanked = story.say("thank_you.sent", talk, at, channel="email")
    assert why("thanked") == [thanked]


@pytest.mark.parametrize(
    "stage",
    ["identified", "researched", "outreach_sent", "followed_up", "accepted", "deferred",
     "redirected", "declined", "closed_no_reply", "scheduled", "prepared", "conducted",
     "debriefed", "thanked", "referral_pursued", "reported_back", "keep_in_touch", "mentorship",
     "dormant", "archived"],
)  # fmt: skip
def test_every_stage_has_events_that_lead_to_it(story: Story, stage: str) -> None:
    found = story.connection.execute("SELECT type FROM stage_order WHERE stage = ?", (stage,))
    kinds = {type_ for (type_,) in story.connection.execute("SELECT type FROM kind_of")}
    types = {type_ for (type_,) in found}
    assert types
    assert types <= kinds


def test_a_start_that_is_logged_after_the_end_does_not_begin_it_again(story: Story) -> None:
    interviewed(story)
    story.say("interview.started", TALK, "2026-05-18T10:00:00+02:00")
    assert story.stage(ADA, NOW) == "thanked"
    story.say(
        "interview.rescheduled", TALK, "2026-06-01T10:00:00+02:00",
        starts_at="2026-07-18T10:00:00+02:00", tz="Europe/Berlin",
    )  # fmt: skip
    rows = queries.ask(story.connection, "interviews", contact=ADA, id=None, status=None)
    assert [row["status"] for row in rows] == ["scheduled"]
    story.say("interview.started", TALK, "2026-07-18T10:00:00+02:00")
    rows = queries.ask(story.connection, "interviews", contact=ADA, id=None, status=None)
    assert [row["status"] for row in rows] == ["started"]
