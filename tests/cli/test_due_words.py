"""How the lines of what is due read: since when, until when."""

from __future__ import annotations

import pytest

from infoview_sync.cli import words
from infoview_sync.cli.tables import due_words
from tests.cli.conftest import Infoview
from tests.story import Story, ms
from tests.world import subject_id

ADA, REFERRAL, REMINDER, TOUCH = (subject_id(n) for n in range(1, 5))


@pytest.mark.parametrize(
    ("named", "now", "said"),
    [
        (
            "2027-03-25T10:00:00+01:00",
            "2027-03-26T12:00:00+01:00",
            "named Thu 25 Mar 2027; write by Thu 1 Apr 2027 (in 6 days)",
        ),
        (
            "2027-10-28T10:00:00+02:00",
            "2027-10-29T12:00:00+02:00",
            "named Thu 28 Oct 2027; write by Thu 4 Nov 2027 (in 6 days)",
        ),
    ],
)
def test_a_day_beyond_a_change_of_the_clocks_is_that_day(named: str, now: str, said: str) -> None:
    """Germany puts its clocks forward on 28 March 2027, and back on 31 October."""
    with Story() as story:
        story.say("contact.added", ADA, "2027-01-05T10:00:00+01:00", name="Ada", source="typed")
        story.say("referral.received", REFERRAL, named, **{"from": ADA}, name_only="Nora Vale")
        (row,) = story.due(now)
    assert due_words(row, now_ms=ms(now), tz="Europe/Berlin") == said


def test_a_moment_beyond_a_change_of_the_clocks_is_that_moment() -> None:
    now = "2027-03-26T12:00:00+01:00"
    with Story() as story:
        story.say(
            "reminder.scheduled", REMINDER, now, text="Late", due_at="2027-03-29T00:30:00+02:00"
        )
        (row,) = story.due(now, days=6)
    said = due_words(row, now_ms=ms(now), tz="Europe/Berlin")
    assert said == "Mon 29 Mar 2027 00:30 (in 3 days)"


def test_nobody_was_last_in_touch_with_somebody_never_written_to() -> None:
    with Story() as story:
        story.say("contact.added", ADA, "2026-01-05T10:00:00+01:00", name="Ada", source="typed")
        story.say("cadence.set", ADA, "2026-02-01T10:00:00+01:00", every_days=30)

        def said(now: str) -> str:
            (row,) = [each for each in story.due(now) if each["rule"] == "keep_in_touch"]
            return due_words(row, now_ms=ms(now), tz="Europe/Berlin")

        assert said("2026-03-14T10:00:00+01:00") == "not in touch yet"
        story.say(
            "touch.logged", TOUCH, "2026-03-14T11:00:00+01:00", contact=ADA, direction="received",
            channel="email",
        )  # fmt: skip
        assert said("2026-05-14T10:00:00+02:00") == "last in touch Sat 14 Mar 2026"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-30T18:00:00+01:00", "now"),
        ("2026-11-30T18:20:00+01:00", "in 20 minutes"),
        ("2026-11-30T23:59:00+01:00", "in 5 hours"),
        ("2026-12-01T00:30:00+01:00", "tomorrow"),
        ("2026-12-01T23:59:00+01:00", "tomorrow"),
        ("2026-12-03T15:00:00+01:00", "in 3 days"),
        ("2026-12-03T23:59:00+01:00", "in 3 days"),
        ("2026-11-30T09:00:00+01:00", "9 hours ago"),
        ("2026-11-29T23:00:00+01:00", "yesterday"),
        ("2026-11-28T00:10:00+01:00", "2 days ago"),
    ],
)
def test_another_day_is_counted_by_the_calendar(at: str, said: str) -> None:
    assert words.apart(ms("2026-11-30T18:00:00+01:00"), ms(at), "Europe/Berlin") == said


def test_what_is_due_on_a_day_is_counted_from_that_day(ok: Infoview) -> None:
    ok("add", "Ada Novák")
    ok("schedule", "ada", "2099-10-30 10:00")
    for command in "today", "week":
        assert "10:00 (tomorrow)" in ok(command, "--at", "2099-10-29").out
        assert "10:00 (in 5 days)" in ok(command, "--at", "2099-10-25").out
        assert "10:00 (in 20 minutes)" in ok(command, "--at", "2099-10-30 9:40").out
        assert "10:00 (20 minutes ago)" in ok(command, "--at", "2099-10-30 10:20").out
