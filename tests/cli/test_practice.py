"""Quick entry: each command records the event it says, about the thread or interview it says."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest

from tests.cli.conftest import Infoview


@pytest.fixture
def ada(ok: Infoview) -> Infoview:
    """A notebook with one person."""
    ok("add", "Ada Novák", "--org", "Fieldnote", "--at", "2024-01-05 10:00")
    return ok


def of(ok: Infoview, name: str = "ada") -> Any:
    return ok("person", name, "--json").json


def test_what_is_said_to_be_before_its_letter_is_told_so(ada: Infoview) -> None:
    ada("outreach", "ada", "--at", "2024-01-06 9:00")
    note = "the thread of Sat 6 Jan 2024 (note: that is before it was sent)"
    assert note in ada("follow-up", "ada", "--at", "2024-01-05 9:00").out
    assert note in ada("reply", "ada", "accepted", "--at", "2024-01-05 9:00").out
    for then in ("2024-01-06 9:00", "2024-01-06", "2024-01-07"):
        assert "note:" not in ada("reply", "ada", "accepted", "--at", then).out


def test_an_automatic_reply_is_told_as_one(ada: Infoview) -> None:
    ada("outreach", "ada", "--at", "2024-01-06 9:00")
    ada("reply", "ada", "accepted", "--automatic", "--at", "2024-01-07 9:00")
    ada("reply", "ada", "deferred", "--at", "2024-01-08 9:00")
    details = {row["detail"] for row in ada("log", "--type", "reply.received", "--json").json}
    assert details == {"automatic reply", "deferred"}


def test_who_asked_to_wait_is_asked_again_when_they_said(ada: Infoview, run: Infoview) -> None:
    ada("outreach", "ada", "--at", "10 days ago")
    said = run("reply", "ada", "deferred", "--again", "yesterday")
    assert (said.code, "is not ahead; say a later time" in said.err) == (1, True), said
    assert ada("log", "--type", "reply.received", "--json").json == []
    told = ada("reply", "ada", "deferred", "--again", "in 5 days").out
    assert [" deferred, in the thread of" in told, "reminder for" in told] == [True, True], told
    assert ada("today", "--json").json == []
    (due,) = ada("week", "--json").json
    assert (due["rule"], due["name"], due["text"]) == (
        "reminder", "Ada Novák", "Ask again for a talk",
    )  # fmt: skip


def test_the_whole_practice_from_asking_to_thanking(ada: Infoview) -> None:
    ada("outreach", "ada", "--channel", "linkedin", "--minutes", "25", "--at", "2024-01-06 9:00")
    ada("follow-up", "ada", "--at", "2024-01-15 9:00")
    ada("reply", "ada", "accepted", "--at", "2024-01-16 9:00")
    ada("schedule", "ada", "2024-01-20 15:00", "--tz", "Asia/Tokyo", "--mode", "phone",
        "--minutes", "20", "--place", "her desk", "--at", "2024-01-16 9:05")  # fmt: skip
    ada("prep", "ada", "What takes longest?", "--category", "role", "--at", "2024-01-17")
    ada("prep", "ada", "Who sees it differently?", "--category", "referrals", "--at", "2024-01-17")
    ada("start", "ada", "--at", "2024-01-20T15:01:00+09:00")
    ada("note", "ada", "Meets at nine")
    ada("insight", "ada", "Pitches beat the job board", "--theme", "career_path")
    ada("done", "ada", "--ended", "2024-01-20T15:24:00+09:00")
    ada("debrief", "ada", "Ask about money next time")
    ada("thank", "ada", "--channel", "letter", "--at", "2024-01-20T20:00:00+09:00")
    ada("refer", "ada", "Boris Kim", "--org", "Night Desk")
    ada("tag", "ada", "radio")

    person = of(ada)
    assert person["contact"]["stage"] == "dormant", "after years without a word"
    then = ada("show", "--at", "2024-01-25", "--json").json["people"]
    assert [each["stage"] for each in then] == ["thanked"]
    assert person["contact"]["tags"] == ["radio"]
    (thread,) = person["outreach"]
    assert (thread["channel"], thread["asked_minutes"]) == ("linkedin", 25)
    assert (thread["follow_ups"], thread["disposition"]) == (1, "accepted")
    (interview,) = person["interviews"]
    assert interview["starts_local"] == "2024-01-20T15:00:00+09:00"
    assert (interview["tz"], interview["mode"]) == ("Asia/Tokyo", "phone")
    assert (interview["status"], interview["actual_minutes"]) == ("completed", 23)
    assert [each["rank"] for each in interview["questions"]] == [1, 2]
    assert [each["text"] for each in interview["notes"]] == ["Meets at nine"]
    assert [each["theme"] for each in interview["insights"]] == ["career_path"]
    assert interview["debrief"] == "Ask about money next time"
    (referral,) = person["referrals"]
    assert (referral["to_name"], referral["interview"]) == ("Boris Kim", interview["id"])
    assert len(person["timeline"]) == 15
    for command in ("person", "today", "interviews", "insights", "log", "people", "devices"):
        assert ada(command, *(["ada"] if command == "person" else [])).out.strip()


def test_each_entry_names_its_event_and_how_to_take_it_back(ada: Infoview) -> None:
    said = ada("outreach", "ada").out
    log = ada("digest", "--json").json["heads"][0]["log"]
    assert f"{log[:4]}:3" in said
    assert f"undo with: infoview undo {log[:4]}:3" in said
    assert said.count("\n") == 1


def test_a_correction_changes_only_what_is_given_and_clears_what_is_empty(ada: Infoview) -> None:
    ada(
        "edit", "ada", "--title", "Editor", "--email", "ada@example.org", "--email", "a@example.org"
    )
    ada("edit", "ada", "--org", "", "--name", "Ada N.")
    contact = of(ada)["contact"]
    assert (contact["name"], contact["org"], contact["title"]) == ("Ada N.", "", "Editor")
    assert contact["emails"] == ["ada@example.org", "a@example.org"]
    ada("edit", "ada", "--email", "")
    assert of(ada)["contact"]["emails"] == []


def test_an_insight_without_an_interview_is_the_persons_own(ada: Infoview) -> None:
    ada("insight", "ada", "Everybody reads the corrections")
    (insight,) = of(ada)["insights"]
    assert (insight["interview"], insight["contact"]) == (None, of(ada)["contact"]["id"])


def test_a_referral_to_somebody_on_the_list_points_to_them(ada: Infoview) -> None:
    ada("add", "Boris Kim", "--org", "Night Desk")
    ada("refer", "ada", "boris kim", "--org", "night desk")
    ada("refer", "ada", "Boris Kim", "--org", "Elsewhere")
    to_by_org = {each["org"]: each["to"] for each in of(ada)["referrals"]}
    assert to_by_org == {"night desk": of(ada, "boris")["contact"]["id"], "Elsewhere": None}


def test_an_entry_is_about_the_interview_nearest_in_time_unless_one_is_named(
    ada: Infoview,
) -> None:
    for day in ("2024-03-02", "2024-06-01"):
        ada("schedule", "ada", f"{day} 10:00", "--at", "2024-02-01")
    june, march = of(ada)["interviews"]
    ada("prep", "ada", "Why?", "--at", "2024-03-01")
    ada("prep", "ada", "How?", "--at", "2024-03-01", "--interview", june["id"][:6])
    ada("done", "ada", "--ended", "2024-03-02 10:30")
    june, march = of(ada)["interviews"]
    assert [each["text"] for each in march["questions"]] == ["Why?"]
    assert [each["text"] for each in june["questions"]] == ["How?"]
    assert (march["status"], june["status"]) == ("completed", "scheduled")
    assert march["actual_minutes"] == 30


def test_thanks_go_to_the_interview_that_still_waits_for_them(ada: Infoview) -> None:
    for day in ("2024-03-02", "2024-06-01"):
        ada("schedule", "ada", f"{day} 10:00", "--at", "2024-02-01")
        ada("done", "ada", "--ended", f"{day} 10:30")
    ada("thank", "ada", "--at", "2024-06-02")
    ada("thank", "ada", "--at", "2024-06-02")
    assert all(each["thanked_at"] for each in of(ada)["interviews"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["reply", "ada", "accepted"], "no outreach to Ada Novák is recorded"),
        (["follow-up", "ada"], "no outreach"),
        (["close", "ada", "--reason", "x"], "no outreach"),
        (["prep", "ada", "Why?"], "no interview that is talking now or scheduled"),
        (["done", "ada"], "infoview schedule"),
        (["thank", "ada"], "no interview that is held"),
        (["start", "ada", "--interview", "zzz"], "has no interview 'zzz'"),
        (["edit", "ada"], "say what to change"),
        (["edit", "ada", "--name", ""], "the name is empty"),
        (["tag", "ada", ""], "the tag is empty"),
        (["insight", "ada", ""], "the text is empty"),
        (["insight", "ada", " \t"], "the text is empty"),
        (["refer", "ada", " "], "the name is empty"),
        (["edit", "ada", "--email", "nonsense"], "not an e-mail address"),
        (["edit", "ada", "--url", "javascript:alert(1)"], "not a web address"),
        (["add", " "], "say the person's name"),
        (["add", "x" * 301], "length <= 300"),
        (["schedule", "ada", "tomorrow"], "say the time too"),
        (["schedule", "ada", "tomorrow 9:00", "--tz", "Mars/Base"], "no time zone"),
        (["outreach", "ada", "--at", "blursday"], "tomorrow 3pm"),
        (["insight", "ada", "text", "--theme", ""], "the theme is empty"),
        (["undo", "nonsense"], "not an event's name"),
        (["undo", "zzzz:1"], "no log begins with"),
        (["log", "--type", "outreach"], "do you mean outreach.drafted"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    ada: Infoview, run: Infoview, arguments: list[str], told: str
) -> None:
    before = ada("digest", "--json").json
    said = run(*arguments)
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert said.err.startswith("error: ")
    assert said.err.count("\n") == 1
    assert ada("digest", "--json").json == before


def test_what_is_due_is_told_with_since_and_until(ada: Infoview) -> None:
    ada("outreach", "ada", "--at", "2024-02-02 9:00")
    assert "nothing is due" in ada("today", "--at", "2024-02-03").out
    due = ada("today", "--at", "2024-02-20").out
    assert "Follow up once" in due
    assert "asked Fri 2 Feb 2024" in due
    assert [row["rule"] for row in ada("today", "--at", "2024-02-20", "--json").json] == [
        "follow_up",
        "elsewhere",
    ]


def test_a_text_of_an_interview_is_not_empty(ada: Infoview, run: Infoview) -> None:
    ada("schedule", "ada", "2024-03-02 10:00", "--at", "2024-02-01")
    ada("start", "ada", "--at", "2024-03-02 10:01")
    for command in ("prep", "note", "debrief"):
        said = run(command, "ada", " ")
        assert said.code == 1
        assert "the text is empty" in said.err


def test_today_shows_the_talk_under_way_first(ada: Infoview) -> None:
    ada("schedule", "ada", "2024-03-02 10:00", "--at", "2024-02-01")
    ada("start", "ada")
    told = ada("today").out
    assert "Talking now" in told
    assert re.search(r'since \d\d:\d\d · infoview done "Ada Novák"', told)
    assert [row["rule"] for row in ada("today", "--json").json] == ["talking"]
    ada("done", "ada")
    assert "Talking now" not in ada("today").out


def copied(told: str) -> list[str]:
    """The command that a refusal proposes, as a shell reads it."""
    (_, command) = told.strip().split(": infoview ")
    return shlex.split(command)


@pytest.mark.parametrize("begun", [True, False])
def test_an_end_hours_after_the_plan_is_asked_for_and_the_planned_one_proposed(
    ada: Infoview, run: Infoview, begun: bool
) -> None:
    ada("schedule", "ada", "2024-03-02 15:00", "--at", "2024-02-01")
    if begun:
        ada("start", "ada", "--at", "2024-03-02 15:00")
    said = run("done", "ada")
    assert (said.code, said.out) == (1, "")
    assert "was to end on Sat 2 Mar 2024 15:30; say when it did" in said.err
    assert run("done", "ada", "--minutes", "20", "--ended", "yesterday").code == 1
    assert of(ada)["interviews"][0]["actual_minutes"] is None
    assert "held, 30 minutes, Sat 2 Mar 2024 15:30" in ada(*copied(said.err)).out
    (interview,) = of(ada)["interviews"]
    assert (interview["status"], interview["actual_minutes"]) == ("completed", 30)


def test_a_talk_to_come_is_held_only_if_it_is_said_that_it_is_over(
    ada: Infoview, run: Infoview
) -> None:
    ada("schedule", "ada", "2099-03-06 10:00")
    said = run("done", "ada")
    assert said.code == 1
    assert 'is still to come; if it was held before: infoview done "Ada Novák" --ended' in said.err
    assert "held, 30 minutes" in ada("done", "ada", "--ended", "now").out


def test_a_talk_close_to_its_plan_ends_now_and_it_is_said(ada: Infoview) -> None:
    ada("schedule", "ada", "in 1 hour")
    assert re.search(r"held, 30 minutes, ended now \(\w{3} .* \d\d:\d\d\)", ada("done", "ada").out)


def test_a_talk_ends_after_it_began_and_within_a_day(ada: Infoview, run: Infoview) -> None:
    ada("schedule", "ada", "2024-03-02 12:00", "--at", "2024-02-01")
    ada("start", "ada", "--at", "2024-03-02 12:00")
    assert "began after that" in run("done", "ada", "--ended", "2024-03-02 11:00").err
    assert (
        "began after that"
        in run("done", "ada", "--ended", "2024-03-02 11:00", "--minutes", "9").err
    )
    said = run("done", "ada", "--ended", "2024-03-03 15:00")
    assert (said.code, said.out) == (1, "")
    assert "took no 1,620 minutes" in said.err
    ada("done", "ada", "--ended", "2024-03-03 15:00", "--minutes", "25")
    assert of(ada)["interviews"][0]["actual_minutes"] == 25


def test_today_invites_to_ask_somebody_when_nothing_is_due(ada: Infoview) -> None:
    assert "nothing is due. 1 person; ask one: infoview outreach NAME" in ada("today").out


def test_looking_back_says_where_the_notebook_begins_and_what_is_not_past(ok: Infoview) -> None:
    ok("add", "Ada Novák", "--at", "2024-01-05 10:00")
    begins = ok("show", "--at", "2023-12-31").out
    assert begins == "your notebook begins on Fri 5 Jan 2024; nothing happened before\n"
    recorded = ok("show", "--at", "2024-01-06", "--axis", "recorded").out
    assert "nothing was recorded before" in recorded
    assert ok("show", "--at", "2024-01-05").out.startswith("THE PAST, as of the end of Fri 5 Jan")
    assert ok("show", "--at", "today").out.startswith("as of now, ")
    future = ok("show", "--at", "2099-01-01").out
    assert "is still to come" in future.splitlines()[0]
    assert "THE PAST" not in future


def test_the_advice_follows_the_state_of_the_interview(ada: Infoview, run: Infoview) -> None:
    ada("schedule", "ada", "2024-03-02 10:00", "--at", "2024-02-01")
    for command in (["thank"], ["debrief"]):
        said = run(*command, "ada", *(["Fine"] if command == ["debrief"] else []))
        assert "is scheduled; if it was held: infoview done" in said.err
    ada("start", "ada", "--at", "2024-03-02 10:01")
    assert "is under way; when it is over: infoview done" in run("start", "ada").err
    ada("done", "ada", "--at", "2024-03-02 10:30")
    for command in (["start"], ["done"]):
        assert "is held; another one is made by: infoview schedule" in run(*command, "ada").err
    assert "is held" in run("prep", "ada", "Why?").err


@pytest.mark.parametrize(
    "command",
    [["outreach"], ["follow-up"], ["reply", "accepted"], ["note", "x"], ["thank"], ["done"]],
)
def test_what_happened_is_not_recorded_in_the_future(
    ada: Infoview, run: Infoview, command: list[str]
) -> None:
    ada("outreach", "ada", "--at", "2024-02-01")
    ada("schedule", "ada", "2024-03-02 10:00", "--at", "2024-02-01")
    if command == ["thank"]:
        ada("done", "ada", "--at", "2024-03-02 10:30")
    said = run(command[0], "ada", *command[1:], "--at", "2099-05-04 10:00")
    assert said.code == 1
    assert "Mon 4 May 2099 10:00 is still to come" in said.err


def test_an_appointment_in_the_past_is_noted_and_one_made_twice_refused(
    ada: Infoview, run: Infoview
) -> None:
    assert "that time is past" in ada("schedule", "ada", "2024-03-02 10:00").out
    said = run("schedule", "ada", "2024-03-02 10:00")
    assert said.code == 1
    assert "is scheduled already" in said.err
    assert ", 1 minute," in ada("schedule", "ada", "2099-03-03 10:00", "--minutes", "1").out
    assert "past" not in ada("schedule", "ada", "2099-03-02 10:00").out
