"""A talk agreed in another zone: its time is the agreed one, and the zone stands beside it.

The zone of these talks is a quarter of an hour off every other, so that none is the machine's own.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from infoview_sync.cli import words
from infoview_sync.events.author import Draft, event_data
from infoview_sync.files.export.pages import markdown, page_of
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import this_world
from tests.cli.conftest import Infoview
from tests.story import Story, ms
from tests.world import subject_id

ZONE = "Asia/Kathmandu"
WITH_ZONE = "Fri 6 Mar 2099 10:00 (Asia/Kathmandu)"


@pytest.fixture
def ada(ok: Infoview) -> Infoview:
    """A notebook with one person and an interview to come, agreed elsewhere."""
    ok("add", "Ada Novák", "--at", "2024-01-05")
    ok("schedule", "ada", "2099-03-06 10:00", "--tz", ZONE)
    return ok


@pytest.mark.parametrize(
    "command",
    [
        ["today", "--at", "2099-03-04"],
        ["person", "ada"],
        ["prep", "ada"],
        ["person", "ada", "--why"],
    ],
    ids=" ".join,
)
def test_every_list_names_the_zone_beside_the_agreed_time(
    ada: Infoview, command: list[str]
) -> None:
    assert WITH_ZONE in ada(*command).out


@pytest.mark.parametrize(
    "command",
    [["interviews"], ["show", "--at", "2099-03-04", "--axis", "occurred"]],
    ids=" ".join,
)
def test_a_narrow_list_shows_the_same_clock(ada: Infoview, command: list[str]) -> None:
    assert "2099-03-06 10:00 (Asia/Kathmandu)" in ada(*command).out


@pytest.mark.parametrize(
    "command",
    [["cancel", "ada"], ["done", "ada", "--ended", "now"], ["start", "ada"]],
    ids=" ".join,
)
def test_every_answer_names_the_zone(ada: Infoview, command: list[str]) -> None:
    assert f"the interview of {WITH_ZONE} with Ada" in ada(*command).out


@pytest.mark.parametrize("command", ["missed", "done"])
def test_a_refusal_names_the_zone(ada: Infoview, run: Infoview, command: str) -> None:
    assert f"the interview of {WITH_ZONE} with Ada" in run(command, "ada").err


def test_the_log_keeps_the_offset_of_another_zone(ada: Infoview) -> None:
    assert "Fri 6 Mar 2099 10:00 (UTC+05:45)" in ada("log").out
    assert "Fri 6 Mar 2099 10:00 (UTC+05:45)" in ada("person", "ada").out


def test_the_log_says_by_the_clocks_here_when_something_was_recorded(ok: Infoview) -> None:
    ok("add", "Boris Kim", "--at", "2024-01-20T20:00:00+05:45")
    ok("touch", "boris", "--at", "2024-01-21T20:00:00-09:30")
    recorded = [row["recorded_at"][:16].replace("T", " ") for row in ok("log", "--json").json]
    assert [line[:16] for line in ok("log").out.splitlines()[1:]] == recorded
    happened = [line[:16] for line in ok("log", "--axis", "occurred").out.splitlines()[2:]]
    assert happened == ["2024-01-21 20:00", "2024-01-20 20:00"]


def test_at_ones_own_clock_no_zone_is_named(ok: Infoview) -> None:
    ok("add", "Boris Kim")
    ok("schedule", "boris", "2099-03-06 10:00")
    for command in (["today", "--at", "2099-03-04"], ["person", "boris"], ["interviews"], ["log"]):
        said = ok(*command).out
        assert "10:00" in said
        assert not re.search(r"10:00 \([A-Z]", said)


def test_a_zone_of_the_same_clock_is_not_another() -> None:
    summer = {"starts_local": "2026-07-01T12:00:00+02:00", "tz": "Europe/Paris"}
    assert words.start(summer, "Europe/Berlin") == "Wed 1 Jul 2026 12:00"
    assert words.start(summer, "Africa/Lagos") == "Wed 1 Jul 2026 12:00 (Europe/Paris)"
    winter = {"starts_local": "2026-12-01T12:00:00+01:00", "tz": "Europe/Paris"}
    assert words.short_start(winter, "Africa/Lagos") == "2026-12-01 12:00"
    unnamed = {"starts_local": "2026-12-01T12:00:00-03:30", "tz": None}
    assert words.start(unnamed, "Europe/Berlin") == "Tue 1 Dec 2026 12:00 (UTC-03:30)"
    assert words.start({"starts_local": None, "tz": None}, "Europe/Berlin") == "—"
    assert words.short_start({"starts_local": None, "tz": None}, "Europe/Berlin") == ""


def test_a_page_taken_away_names_the_zone_too() -> None:
    ada, talk = subject_id(1), subject_id(2)
    with Story() as story:
        story.say("contact.added", ada, "2026-01-01T10:00:00+01:00", name="Ada", source="typed")
        story.say(
            "interview.scheduled", talk, "2026-05-01T10:00:00+02:00", contact=ada, tz=ZONE,
            starts_at="2026-06-01T10:00:00+05:45", planned_minutes=30, mode="video",
        )  # fmt: skip
        page = page_of(story.connection, ada, now=ms("2026-05-11T10:00:00+02:00"))
    there = "## Interview 2026-06-01 10:00 (Asia/Kathmandu), scheduled"
    assert there in markdown(page, ZoneInfo("Europe/Berlin"))
    here = "## Interview 2026-06-01 10:00, scheduled"
    assert here in markdown(page, ZoneInfo(ZONE))


def test_an_invitation_is_previewed_with_its_zone(ok: Infoview, tmp_path: Path) -> None:
    path = tmp_path / "invite.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u1@example.org\r\n"
        f"DTSTART;TZID={ZONE}:20990306T100000\r\nDURATION:PT45M\r\nSUMMARY:Talk\r\n"
        "ATTENDEE;CN=Ada Novak:mailto:ada@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    assert f"+ {WITH_ZONE} with Ada Novak" in ok("import", str(path), "--dry-run").out


def test_a_move_stays_in_the_zone_that_was_agreed(ada: Infoview, run: Infoview) -> None:
    told = ada("move", "ada", "2099-03-07 11:00").out
    assert "moved to Sat 7 Mar 2099 11:00 (Asia/Kathmandu)" in told
    (talk,) = ada("interviews", "--json").json
    assert (talk["starts_local"], talk["tz"]) == ("2099-03-07T11:00:00+05:45", ZONE)
    assert "at 11:00 (Asia/Kathmandu)" in run("draft", "confirm", "ada").out


def test_a_move_to_another_zone_says_which(ada: Infoview, run: Infoview) -> None:
    told = ada("move", "ada", "2099-03-07 11:00", "--tz", "Asia/Tokyo").out
    assert "moved to Sat 7 Mar 2099 11:00 (Asia/Tokyo)" in told
    (talk,) = ada("interviews", "--json").json
    assert (talk["starts_local"], talk["tz"]) == ("2099-03-07T11:00:00+09:00", "Asia/Tokyo")
    assert "no time zone 'Mars/Base'" in run("move", "ada", "fri 9:00", "--tz", "Mars/Base").err


@pytest.mark.parametrize("short", ["EST", "BST", "CET"])
def test_a_zone_said_by_letters_that_stand_for_several_is_refused(
    ada: Infoview, run: Infoview, short: str
) -> None:
    for how in ("schedule", "move"):
        said = run(how, "ada", "2099-03-07 10:00", "--tz", short)
        assert (said.code, f"'{short}' is short for several time zones" in said.err) == (1, True)
    assert ada("move", "ada", "2099-03-07 10:00", "--tz", "GMT").out


def test_a_time_said_with_its_own_offset_is_kept_by_the_clock_agreed(
    ada: Infoview, run: Infoview
) -> None:
    ada("add", "Boris Kim")
    told = ada("schedule", "boris", "2099-03-09T10:00+01:00", "--tz", ZONE).out
    assert "on Mon 9 Mar 2099 14:45 (Asia/Kathmandu)" in told
    told = ada("move", "ada", "2099-03-08T10:00-05:00").out
    assert "moved to Sun 8 Mar 2099 20:45 (Asia/Kathmandu)" in told
    talks = ada("interviews", "--json").json
    assert {(talk["starts_local"], talk["tz"]) for talk in talks} == {
        ("2099-03-09T14:45:00+05:45", ZONE), ("2099-03-08T20:45:00+05:45", ZONE),
    }  # fmt: skip
    assert "at 20:45 (Asia/Kathmandu)" in run("draft", "confirm", "ada").out


def test_a_zone_that_is_not_known_here_is_not_guessed_at(
    ada: Infoview, run: Infoview, home: Path
) -> None:
    async def moved_by_a_newer_device() -> None:
        notebook = await Notebook.open(home, this_world())
        (talk,) = await notebook.ask("interviews", contact=None, id=None, status=None)
        said = {"starts_at": "2099-03-06T10:00:00+05:45", "tz": "Mars/Base"}
        data = event_data("interview.rescheduled", said)
        at = "2024-01-06T10:00:00+00:00"
        await notebook.append([Draft(subject=talk["id"], data=data, occurred_at=at)])
        await notebook.close()

    asyncio.run(moved_by_a_newer_device())
    said = run("move", "ada", "2099-03-07 10:00")
    refused = "the zone agreed before, Mars/Base, is not known here; say --tz"
    assert (said.code, refused in said.err) == (1, True), said
    assert "(Mars/Base)" in ada("interviews").out
    assert ada("move", "ada", "2099-03-07 10:00", "--tz", ZONE).out
    assert "2099-03-07 10:00 (Asia/Kathmandu)" in ada("interviews").out
