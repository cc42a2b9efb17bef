"""Which thread or talk is meant where none is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Infoview


@pytest.fixture
def ada(ok: Infoview) -> Infoview:
    """A notebook with one person."""
    ok("add", "Ada Novák", "--at", "2024-01-02 10:00")
    return ok


def threads(ok: Infoview) -> list[tuple[str, str]]:
    """When each was sent and what was answered, latest first."""
    found: Any = ok("person", "ada", "--json").json["outreach"]
    return [(row["sent_at"][:10], row["disposition"] or "") for row in found]


def test_an_answer_after_the_thread_was_closed_is_one_to_it(ada: Infoview) -> None:
    ada("outreach", "ada", "--at", "2022-01-10 9:00")
    ada("reply", "ada", "declined", "--at", "2022-01-11 9:00")
    ada("outreach", "ada", "--at", "2024-03-04 9:00")
    ada("close", "ada", "--reason", "no answer", "--at", "2024-03-25 9:00")
    said = ada("reply", "ada", "accepted", "--at", "2024-03-29")
    assert "the thread of Mon 4 Mar 2024" in said.out
    assert threads(ada) == [("2024-03-04", "accepted"), ("2022-01-10", "declined")]


def test_an_answer_is_to_a_thread_that_still_waits_before_one_that_was_closed(
    ada: Infoview,
) -> None:
    ada("outreach", "ada", "--at", "2024-03-04 9:00")
    ada("outreach", "ada", "--at", "2024-03-06 9:00", "--channel", "linkedin")
    ada("close", "ada", "--reason", "sent twice", "--at", "2024-03-06 9:05")
    ada("reply", "ada", "accepted", "--at", "2024-03-07 9:00")
    assert threads(ada) == [("2024-03-06", ""), ("2024-03-04", "accepted")]


def test_an_answer_of_back_then_is_to_what_had_been_sent_by_then(ada: Infoview) -> None:
    ada("outreach", "ada", "--at", "2022-01-10 15:00")
    ada("outreach", "ada", "--at", "2024-03-04 15:00")
    ada("reply", "ada", "declined", "--at", "2022-01-10")
    ada("reply", "ada", "accepted", "--at", "2024-03-04")
    assert threads(ada) == [("2024-03-04", "accepted"), ("2022-01-10", "declined")]


@pytest.fixture
def talked(ada: Infoview) -> Infoview:
    """She was talked to in March 2024 and looked back on."""
    ada("schedule", "ada", "2024-03-11 10:00", "--at", "2024-03-04 9:00")
    ada("done", "ada", "--ended", "2024-03-11 10:30")
    ada("debrief", "ada", "Ask about money earlier", "--at", "2024-03-11 18:00")
    return ada


def scheduled(ok: Infoview, when: str) -> str:
    """The id of a talk that is planned for then."""
    planned: str = ok("schedule", "ada", when, "--json").json["recorded"][0]["subject"]
    return planned


def talks_named(ok: Infoview) -> list[str | None]:
    """The talk of each thing that was told of one."""
    person = ok("person", "ada", "--json").json
    told = [*person["insights"], *person["advice"], *person["referrals"], *person["opportunities"]]
    told += [each for talk in person["interviews"] for each in talk["notes"]]
    return [each["interview"] for each in told]


TOLD_AFTERWARDS = [
    ["note", "ada", "Meets at nine"],
    ["insight", "ada", "Pitches beat the job board"],
    ["advice", "ada", "Write every day"],
    ["refer", "ada", "Boris Kim"],
    ["opportunity", "ada", "Night editor"],
]


@pytest.mark.parametrize("start", ["4 hours ago", "in 10 minutes"])
@pytest.mark.parametrize("command", TOLD_AFTERWARDS)
def test_what_a_talk_brought_is_of_the_last_one_whose_time_has_come(
    talked: Infoview, command: list[str], start: str
) -> None:
    meant = scheduled(talked, start)
    scheduled(talked, "in 3 hours")
    talked(*command)
    assert talks_named(talked) == [meant]


@pytest.mark.parametrize("command", TOLD_AFTERWARDS)
def test_what_a_talk_brought_is_of_none_that_is_still_ahead(
    talked: Infoview, command: list[str]
) -> None:
    (held,) = talked("interviews", "--json").json
    scheduled(talked, "in 3 hours")
    talked(*command)
    assert talks_named(talked) == [held["id"]]


def test_what_is_said_of_then_is_of_the_talk_of_then(talked: Infoview) -> None:
    (held,) = talked("interviews", "--json").json
    scheduled(talked, "2024-05-06 10:00")
    talked("insight", "ada", "Pitches beat the job board", "--at", "2024-03-13")
    assert talks_named(talked) == [held["id"]]


TOLD_ANYWHERE = TOLD_AFTERWARDS[1:]


@pytest.mark.parametrize("command", TOLD_ANYWHERE)
def test_what_was_told_is_of_no_talk_that_was_to_be_days_ago(
    ada: Infoview, command: list[str]
) -> None:
    scheduled(ada, "2 days ago noon")
    ada(*command)
    assert talks_named(ada) == [None]


@pytest.mark.parametrize("command", TOLD_ANYWHERE)
def test_what_was_told_is_of_the_talk_that_was_to_be_the_day_before(
    talked: Infoview, command: list[str]
) -> None:
    meant = scheduled(talked, "yesterday noon")
    talked(*command)
    assert talks_named(talked) == [meant]


@pytest.mark.parametrize("is_held", [False, True])
@pytest.mark.parametrize("before", ["2024-03-10", "2024-03-11 14:00"])
@pytest.mark.parametrize("command", TOLD_ANYWHERE)
def test_what_was_told_is_of_no_talk_after_it(
    ada: Infoview, command: list[str], before: str, *, is_held: bool
) -> None:
    scheduled(ada, "2024-03-11 15:00")
    if is_held:
        ada("done", "ada", "--ended", "2024-03-11 15:30")
    ada(*command, "--at", before)
    assert talks_named(ada) == [None]


def test_what_was_told_on_a_day_may_be_of_its_afternoons_talk(ada: Infoview) -> None:
    meant = scheduled(ada, "2024-03-11 15:00")
    ada("insight", "ada", "Pitches beat the job board", "--at", "2024-03-11")
    assert talks_named(ada) == [meant]


def test_until_a_talk_begins_the_one_before_is_meant_that_waits_for_its_debrief(
    talked: Infoview,
) -> None:
    earlier = scheduled(talked, "2 hours ago")
    talked("done", "ada", "--ended", "1 hour ago")
    later = scheduled(talked, "in 10 minutes")
    for command in TOLD_AFTERWARDS:
        talked(*command)
    assert set(talks_named(talked)) == {earlier}
    assert "in place" not in talked("debrief", "ada", "Went well").out
    talked("note", "ada", "Wants no video")
    assert later in talks_named(talked)
    assert "in place" in talked("debrief", "ada", "Went very well").out


def test_a_talk_of_long_ago_without_a_debrief_takes_nothing_from_the_next(ada: Infoview) -> None:
    ada("schedule", "ada", "2024-03-11 10:00", "--at", "2024-03-04 9:00")
    ada("done", "ada", "--ended", "2024-03-11 10:30")
    meant = scheduled(ada, "in 10 minutes")
    ada("note", "ada", "Wants no video")
    assert talks_named(ada) == [meant]
    ada("debrief", "ada", "Ask about money earlier")
    assert [row["debrief"] for row in ada("interviews", "--json").json][1:] == [
        "Ask about money earlier"
    ]


def test_a_note_may_be_of_a_talk_to_come_if_there_is_no_other(ada: Infoview) -> None:
    meant = scheduled(ada, "in 3 hours")
    ada("note", "ada", "Wants no video")
    assert talks_named(ada) == [meant]


def test_a_talk_under_way_is_meant_before_any_other(talked: Infoview) -> None:
    scheduled(talked, "10 minutes ago")
    under_way = scheduled(talked, "in 3 hours")
    talked("start", "ada", "--interview", under_way)
    for command in ["note", "ada", "Meets at nine"], ["insight", "ada", "Pitches"]:
        talked(*command)
    talked("consent", "ada", "yes")
    talked("debrief", "ada", "Good so far")
    assert set(talks_named(talked)) == {under_way}
    latest = talked("interviews", "--json").json[0]
    assert (latest["id"], latest["debrief"]) == (under_way, "Good so far")
    assert latest["recording_consent"] is True


def test_consent_is_of_the_talk_nearest_in_time_and_says_which(talked: Infoview) -> None:
    scheduled(talked, "in 3 hours")
    back_then = talked("consent", "ada", "yes", "--at", "2024-03-11 10:00").out
    assert "to being recorded in the interview of Mon 11 Mar 2024 10:00" in back_then
    talked("consent", "ada", "no")
    given = [row["recording_consent"] for row in talked("interviews", "--json").json]
    assert given == [False, True]


def test_a_debrief_of_a_talk_that_nobody_said_was_held_waits_for_that(
    talked: Infoview, run: Infoview
) -> None:
    (held,) = talked("interviews", "--json").json
    scheduled(talked, "4 hours ago")
    refused = run("debrief", "ada", "Went well")
    assert refused.code == 1
    assert 'if it was held: infoview done "Ada Novák"; --interview names another' in refused.err
    talked("done", "ada", "--ended", "3 hours ago")
    said = talked("debrief", "ada", "Went well").out
    assert "in place" not in said
    texts = [row["debrief"] for row in talked("interviews", "--json").json]
    assert texts == ["Went well", "Ask about money earlier"]
    again = talked("debrief", "ada", "Ask earlier", "--interview", held["id"]).out
    assert "debrief of the interview of Mon 11 Mar 2024 10:00 with Ada Novák, in place of" in again


def test_a_debrief_dropped_as_a_note_waits_for_that_too(
    talked: Infoview, run: Infoview, tmp_path: Path
) -> None:
    scheduled(talked, "4 hours ago")
    (tmp_path / "a.md").write_text(
        "---\nperson: ada\ntype: debrief\n---\nWent well.\n", encoding="utf-8"
    )
    assert run("watch", str(tmp_path), "--inbox", "--once").code == 1
    told = (tmp_path / "refused" / "a.md.reason.txt").read_text(encoding="utf-8")
    assert "if it was held: infoview done" in told


def test_a_thread_with_a_yes_and_no_talk_can_be_closed_and_one_with_a_talk_cannot(
    ada: Infoview, run: Infoview
) -> None:
    ada("outreach", "ada", "--at", "10 days ago")
    ada("reply", "ada", "accepted", "--at", "9 days ago")
    assert [row["rule"] for row in ada("today", "--json").json] == ["schedule"]
    ada("close", "ada", "--reason", "no time was found")
    assert ada("today", "--json").json == []
    ada("outreach", "ada", "--at", "5 days ago")
    ada("reply", "ada", "accepted", "--at", "4 days ago")
    ada("schedule", "ada", "tomorrow 10:00", "--at", "3 days ago")
    said = run("close", "ada", "--reason", "no time was found")
    assert (said.code, "is answered or closed" in said.err) == (1, True), said


@pytest.mark.parametrize("put_off", [["snooze", "ada", "in 3 weeks"], ["dismiss", "ada"]])
def test_a_thread_with_a_yes_can_be_closed_though_finding_a_time_was_put_off(
    ada: Infoview, run: Infoview, put_off: list[str]
) -> None:
    ada("outreach", "ada", "--at", "10 days ago")
    ada("reply", "ada", "accepted", "--at", "9 days ago")
    ada(*put_off)
    ada("close", "ada", "--reason", "found another job")
    said = run("close", "ada", "--reason", "found another job")
    assert (said.code, "is answered or closed" in said.err) == (1, True), said


def test_a_thread_that_a_talk_came_of_can_be_closed_once_it_was_called_off(
    ada: Infoview, run: Infoview
) -> None:
    ada("outreach", "ada", "--at", "400 days ago")
    ada("reply", "ada", "deferred", "--at", "399 days ago")
    ada("outreach", "ada", "--at", "10 days ago")
    ada("reply", "ada", "deferred", "--at", "9 days ago")
    ada("schedule", "ada", "tomorrow 10:00", "--at", "8 days ago")
    ada("cancel", "ada", "--at", "7 days ago")
    ada("close", "ada", "--reason", "found another job")
    latest, before = ada("person", "ada", "--json").json["outreach"]
    assert (latest["closed_at"] is None, before["closed_at"]) == (False, None)
    assert run("close", "ada", "--reason", "found another job").code == 1


def test_a_thread_that_led_to_a_talk_and_one_that_was_turned_down_since_are_not_closed(
    ada: Infoview, run: Infoview
) -> None:
    ada("outreach", "ada", "--at", "30 days ago")
    ada("reply", "ada", "accepted", "--at", "29 days ago")
    ada("schedule", "ada", "20 days ago 10:00", "--at", "28 days ago")
    ada("done", "ada", "--ended", "20 days ago 10:30")
    assert run("close", "ada", "--reason", "x").code == 1
    ada("outreach", "ada", "--at", "10 days ago")
    ada("reply", "ada", "accepted", "--at", "9 days ago")
    ada("schedule", "ada", "tomorrow 10:00", "--at", "8 days ago")
    ada("cancel", "ada", "--at", "7 days ago")
    ada("reply", "ada", "declined", "--at", "6 days ago")
    assert run("close", "ada", "--reason", "x").code == 1


def test_a_called_off_talk_without_a_letter_is_let_go_as_close_says(
    ada: Infoview, run: Infoview
) -> None:
    ada("schedule", "ada", "tomorrow 10:00")
    ada("cancel", "ada")
    said = run("close", "ada", "--reason", "no time was found")
    remedy = 'infoview dismiss "Ada Novák" --rule schedule'
    assert (said.code, remedy in said.err) == (1, True), said
    ada("dismiss", "Ada Novák", "--rule", "schedule")
    assert ada("today", "--json").json == []
