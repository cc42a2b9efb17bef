"""Where only a day was said, nothing happened before what it follows on that day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Infoview

ASKED = "2024-03-04T15:00"
HELD = "2024-03-11T15:30"
AFTER_ASKED, AFTER_HELD = "2024-03-04T15:01", "2024-03-11T15:31"
"""Not the very moment: what comes at once is no answer to it."""


@pytest.fixture
def ada(ok: Infoview) -> Infoview:
    """Ada Novák was asked one Monday afternoon, and talked to on the next."""
    ok("add", "Ada Novák", "--at", "2024-03-01 10:00")
    ok("outreach", "ada", "--at", ASKED)
    ok("schedule", "ada", "2024-03-11 15:00", "--at", "2024-03-05")
    ok("done", "ada", "--ended", HELD)
    return ok


def when(said: Any) -> str:
    """The local minute of the last event that a command recorded."""
    return str(said.json["recorded"][-1]["occurred_at"])[:16]


@pytest.mark.parametrize(
    "command",
    [
        ["reply", "ada", "accepted"],
        ["follow-up", "ada"],
        ["close", "ada", "--reason", "no answer"],
        ["schedule", "ada", "2024-05-06 10:00"],
        ["draft", "follow-up", "ada", "--sent"],
    ],
)
def test_what_is_said_of_a_thread_is_not_before_its_letter(
    ada: Infoview, command: list[str]
) -> None:
    assert when(ada(*command, "--at", ASKED[:10], "--json")) == AFTER_ASKED


@pytest.mark.parametrize(
    "command",
    [
        ["thank", "ada"],
        ["debrief", "ada", "Went well"],
        ["note", "ada", "Meets at nine"],
        ["insight", "ada", "Pitches beat the job board"],
        ["consent", "ada", "yes"],
        ["advice", "ada", "Write every day"],
        ["ask-referral", "ada"],
        ["refer", "ada", "Boris Kim"],
        ["opportunity", "ada", "Night editor"],
        ["draft", "thank", "ada", "--sent"],
    ],
)
def test_what_is_said_of_a_talk_is_not_before_its_end(ada: Infoview, command: list[str]) -> None:
    assert when(ada(*command, "--at", HELD[:10], "--json")) == AFTER_HELD


def test_what_is_said_of_advice_a_referral_and_a_mentorship_is_not_before_them(
    ada: Infoview,
) -> None:
    then, after = "2024-03-20T17:00", "2024-03-20T17:01"
    day = then[:10]
    ada("advice", "ada", "Write every day", "--at", then)
    assert when(ada("acted", "ada", "--at", day, "--json")) == after
    assert when(ada("reported", "ada", "--at", day, "--json")) == "2024-03-20T17:02"
    ada("refer", "ada", "Boris Kim", "--at", then)
    assert when(ada("pursue", "boris", "--at", day, "--json")) == after
    ada("mentor", "ada", "propose", "--at", then)
    assert when(ada("mentor", "ada", "start", "--at", day, "--json")) == after
    ada("opportunity", "ada", "Night editor", "--at", then)
    told = ["opportunity", "ada", "Night editor", "--stage", "applied", "--at", day, "--json"]
    assert when(ada(*told)) == after


def test_who_was_written_to_on_the_day_they_were_named_is_pursued(ada: Infoview) -> None:
    ada("add", "Uma Aziz")
    letters = ["outreach", "uma"], ["draft", "outreach", "uma", "--sent"]
    for letter, hour in zip(letters, (17, 19), strict=True):
        then = f"2024-03-20T{hour}:00"
        ada("refer", "ada", "Uma Aziz", "--at", then)
        assert when(ada(*letter, "--at", then[:10], "--json")) == f"2024-03-20T{hour}:01"
        assert "referral" not in [row["rule"] for row in ada("today", "--json").json]


def test_a_time_that_was_said_is_kept_and_nothing_is_ahead(ada: Infoview) -> None:
    before = "2024-03-11T09:00"
    assert when(ada("thank", "ada", "--at", before, "--json")) == before
    assert when(ada("note", "ada", "Nine", "--at", "2024-03-12", "--json")) == "2024-03-12T12:00"
    # Planned for later today, and over: nothing is recorded of an hour that is still to come.
    planned = ada("schedule", "ada", "in 30 minutes", "--json").json["recorded"][0]["subject"]
    ada("done", "ada", "--ended", "now")
    start = ada("interviews", "--json").json[0]["starts_local"]
    assert when(ada("thank", "ada", "--interview", planned, "--at", "today", "--json")) < start


@pytest.mark.parametrize("kind", ["note", "debrief", "thank-you", "insight", "advice"])
def test_a_note_dropped_with_a_day_is_not_before_its_talk_and_taken_once(
    ada: Infoview, tmp_path: Path, kind: str
) -> None:
    for result in "done", "recorded already":
        front = f"person: ada\ntype: {kind}\ndate: {HELD[:10]}"
        (tmp_path / "a.md").write_text(f"---\n{front}\n---\nMeets at nine.\n", encoding="utf-8")
        taken = ada("watch", str(tmp_path), "--inbox", "--once", "--json").json["handled"]
        assert result in (taken[0]["result"], taken[0]["message"])
        latest = ada("log", "--limit", "1", "--json").json
        assert latest[0]["occurred_at"][:16] == AFTER_HELD


def dropped(ok: Infoview, folder: Path, kind: str, text: str) -> str:
    """What is told of a note that says only the day of the talk."""
    front = f"person: ada\ntype: {kind}\ndate: {HELD[:10]}"
    (folder / "a.md").write_text(f"---\n{front}\n---\n{text}\n", encoding="utf-8")
    (taken,) = ok("watch", str(folder), "--inbox", "--once", "--json").json["handled"]
    return str(taken["message"])


def test_a_note_dropped_again_leaves_what_was_written_since(ada: Infoview, tmp_path: Path) -> None:
    assert "recorded already" not in dropped(ada, tmp_path, "debrief", "Went well.")
    ada("thank", "ada", "--at", f"{HELD[:10]} 18:00")
    ada("debrief", "ada", "Went well; ask about money", "--at", f"{HELD[:10]} 17:00")
    assert dropped(ada, tmp_path, "debrief", "Went well.") == "recorded already"
    assert ada("interviews", "--json").json[0]["debrief"] == "Went well; ask about money"


@pytest.mark.parametrize(
    ("kind", "text", "command"),
    [("debrief", "Went well.", ["debrief", "ada", "Went well."]), ("thanks", "", ["thank", "ada"])],
)
def test_a_note_recorded_at_noon_by_an_older_version_is_known(
    ada: Infoview, tmp_path: Path, kind: str, text: str, command: list[str]
) -> None:
    ada(*command, "--at", f"{HELD[:10]} 12:00")
    assert dropped(ada, tmp_path, kind, text) == "recorded already"


def test_what_was_late_in_the_day_counts_in_the_audit(ada: Infoview) -> None:
    ada("reply", "ada", "accepted", "--at", ASKED[:10])
    ada("thank", "ada", "--at", HELD[:10])
    audit = ada("audit", "--from", "2024-03-01", "--to", "2024-03-31", "--no-compare").out
    shares = [line.split("100 %")[0].split(maxsplit=1)[1].strip()
              for line in audit.splitlines() if "100 %" in line]  # fmt: skip
    assert {"Reply rate", "Thank-you within 24 h"} <= set(shares)


def rules(said: Infoview) -> list[str]:
    """What is due, of whatever age."""
    return [row["rule"] for row in said("today", "--all", "--json").json]


def test_a_yes_on_the_day_on_which_its_thread_was_closed_wants_a_time(ok: Infoview) -> None:
    ok("add", "Ada Novák", "--at", "20 days ago")
    ok("outreach", "ada", "--at", "19 days ago")
    ok("close", "ada", "--reason", "no answer", "--at", "3 days ago 15:00")
    assert when(ok("reply", "ada", "accepted", "--at", "3 days ago", "--json"))[-5:] == "15:01"
    assert rules(ok) == ["schedule"]


@pytest.mark.parametrize("letter", [["outreach", "ada"], ["draft", "outreach", "ada", "--sent"]])
def test_a_second_letter_on_the_day_of_an_answer_waits_for_one_itself(
    ok: Infoview, letter: list[str]
) -> None:
    ok("add", "Ada Novák", "--at", "40 days ago")
    ok("outreach", "ada", "--at", "39 days ago")
    ok("reply", "ada", "deferred", "--at", "30 days ago 15:00")
    assert when(ok(*letter, "--at", "30 days ago", "--json"))[-5:] == "15:01"
    assert "follow_up" in rules(ok)


@pytest.fixture
def off(ok: Infoview) -> Infoview:
    """Ada agreed to a talk in the afternoon three days ago, and called it off in the evening."""
    ok("add", "Ada Novák", "--at", "20 days ago")
    ok("outreach", "ada", "--at", "19 days ago")
    ok("schedule", "ada", "tomorrow 10:00", "--at", "3 days ago 15:00")
    ok("cancel", "ada", "--at", "3 days ago 17:00")
    assert rules(ok) == ["schedule"]
    return ok


def test_a_thread_is_closed_after_the_talk_that_came_of_it_was_called_off(off: Infoview) -> None:
    closed = off("close", "ada", "--reason", "found another job", "--at", "3 days ago", "--json")
    assert when(closed)[-5:] == "17:01"
    assert rules(off) == []


def test_a_new_time_is_agreed_on_after_the_old_one_was_called_off(off: Infoview) -> None:
    again = off("schedule", "ada", "in 9 days 10:00", "--at", "3 days ago", "--json")
    assert when(again)[-5:] == "17:01"
    assert "schedule" not in rules(off)


def test_a_talk_is_called_off_after_it_was_agreed_on_and_not_after_its_hour(ok: Infoview) -> None:
    ok("add", "Ada Novák", "--at", "20 days ago")
    ok("schedule", "ada", "tomorrow 10:00", "--at", "3 days ago 15:00")
    assert when(ok("cancel", "ada", "--at", "3 days ago", "--json"))[-5:] == "15:01"
    ok("schedule", "ada", "2 days ago 18:00", "--at", "3 days ago 15:30")
    assert when(ok("cancel", "ada", "--at", "2 days ago", "--json"))[-5:] == "12:00"
