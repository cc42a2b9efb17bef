"""What a person's page says of them, in the export and at the command line."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from infoview_sync.cli import words
from infoview_sync.files.export.asking import ask
from infoview_sync.files.export.pages import markdown, page_of
from infoview_sync.projections import queries
from tests.story import Story, ms
from tests.world import subject_id

ADA, THREAD, TALK, DESK, HELP = (subject_id(number) for number in range(1, 6))


def test_the_latest_answer_stands_with_its_own_date() -> None:
    with Story() as story:
        story.say("contact.added", ADA, "2026-01-01T10:00:00+01:00", name="Ada", source="typed")
        story.say(
            "outreach.sent", THREAD, "2026-05-01T10:00:00+02:00", contact=ADA, channel="email"
        )
        story.say("reply.received", THREAD, "2026-05-04T10:00:00+02:00", disposition="deferred")
        story.say("reply.received", THREAD, "2026-06-10T10:00:00+02:00", disposition="accepted")
        page = page_of(story.connection, ADA, now=ms("2026-06-11T10:00:00+02:00"))
        (thread,) = queries.ask(story.connection, "outreach", contact=ADA)
        (told,) = ask(story.connection, "outreach").rows
    assert "accepted 2026-06-10" in markdown(page, ZoneInfo("Europe/Berlin"))
    assert words.reply(thread, "Europe/Berlin").endswith("10 Jun 2026")
    assert told["last_reply_at"] == ms("2026-06-10T10:00:00+02:00")


def test_a_page_tells_in_words_what_happened_and_what_came_of_it() -> None:
    with Story() as story:
        story.say("contact.added", ADA, "2026-01-01T10:00:00+01:00", name="Ada", source="typed")
        story.say("outreach.sent", THREAD, "2026-01-02T10:00:00+01:00", contact=ADA,
                  channel="email")  # fmt: skip
        said = story.say("reply.received", THREAD, "2026-01-03T10:00:00+01:00",
                         disposition="accepted", automatic=True)  # fmt: skip
        story.undo(THREAD, said)
        story.say("interview.scheduled", TALK, "2026-01-04T10:00:00+01:00", contact=ADA,
                  starts_at="2026-01-09T15:00:00+09:00", tz="Asia/Tokyo", mode="video",
                  planned_minutes=30)  # fmt: skip
        story.say("cadence.paused", ADA, "2026-01-05T10:00:00+01:00",
                  until="2026-03-01T12:00:00+01:00")  # fmt: skip
        story.say("opportunity.surfaced", DESK, "2026-01-06T10:00:00+01:00", contact=ADA,
                  title="Summer desk", kind="job")  # fmt: skip
        story.say("help.given", HELP, "2026-01-07T10:00:00+01:00", contact=ADA, text="A lead")
        page = page_of(story.connection, ADA, now=ms("2026-01-08T10:00:00+01:00"))
    told = markdown(page, ZoneInfo("Europe/Berlin"))
    assert "## Opportunities\n\n- Summer desk (job), open, 2026-01-06\n" in told
    assert "## Help given\n\n- A lead, 2026-01-07\n" in told
    assert "2026-01-05 10:00 cadence paused: until 2026-03-01 12:00\n" in told
    assert "interview scheduled: 2026-01-09 15:00 (UTC+09:00)\n" in told
    assert "undone: reply received: automatic reply\n" in told


def test_nothing_on_a_page_steers_a_terminal_and_lines_stay_lines() -> None:
    evil = "\x1b[2J\x9b\u202e"
    with Story() as story:
        story.say(
            "contact.added", ADA, "2026-01-01T10:00:00+01:00", name=f"Ada{evil}", source="typed",
            notes=f"First{evil}\nsecond 👩\u200d🏫",
        )  # fmt: skip
        page = page_of(story.connection, ADA, now=ms("2026-06-11T10:00:00+02:00"))
    text = markdown(page, ZoneInfo("Europe/Berlin"))
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert "# Ada\ufffd" in text
    assert "> First" in text
    assert "> second 👩\u200d🏫" in text
