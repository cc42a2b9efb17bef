"""Keeping relationships alive and the list in order, as a person would type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Infoview


@pytest.fixture
def ada(ok: Infoview) -> Infoview:
    """Ada Novák was interviewed a year before."""
    ok("add", "Ada Novák", "--org", "Fieldnote", "--email", "ada@example.org", "--at", "2024-01-02")
    ok("schedule", "ada", "2024-01-20 10:00", "--at", "2024-01-10")
    ok("done", "ada", "--ended", "2024-01-20 10:30")
    return ok


def rules(ok: Infoview, *arguments: str) -> list[str]:
    return [row["rule"] for row in ok("today", *arguments, "--json").json]


def test_a_touch_and_a_cadence_move_the_next_reminder(ada: Infoview, run: Infoview) -> None:
    ada("thank", "ada", "--at", "2024-01-20 18:00")
    ada("debrief", "ada", "Good", "--at", "2024-01-20 18:00")
    assert rules(ada, "--at", "2024-04-19") == ["keep_in_touch"]
    ada("touch", "ada", "--direction", "received", "--at", "2024-04-01")
    assert rules(ada, "--at", "2024-04-19") == []
    ada("cadence", "ada", "--every", "10")
    assert "keep_in_touch" in rules(ada)
    assert "say one of" in run("cadence", "ada").err
    ada("cadence", "ada", "--stop")
    assert "keep_in_touch" not in rules(ada)
    ada("cadence", "ada", "--pause", "in 2 weeks")


def test_due_things_are_ticked_snoozed_and_dismissed(ada: Infoview, run: Infoview) -> None:
    assert set(rules(ada)) == {"thank_you", "keep_in_touch", "debrief"}
    several = run("snooze", "ada", "tomorrow")
    assert several.code == 1
    assert "say --rule with one of" in several.err
    ada("snooze", "ada", "tomorrow", "--rule", "debrief")
    assert "debrief" not in rules(ada)
    ada("dismiss", "ada", "--rule", "keep_in_touch")
    assert 'infoview thank "Ada Novák"' in run("tick", "1").err
    ada("thank", "ada")
    assert rules(ada) == []
    assert "there is no number 1: 0 things due now" in run("tick", "1").err
    for number in "²", "①":  # digits to Python, but no number
        for command in (["tick", number], ["dismiss", number], ["snooze", number, "tomorrow"]):
            assert f"nobody answers to '{number}'" in run(*command).err
    assert run("snooze", "ada", "yesterday").code == 1
    assert "debrief" in [row["rule"] for row in ada("week", "--json").json]


def test_a_reminder_of_ones_own(ada: Infoview) -> None:
    ada("remind", "tomorrow", "Send the article", "--person", "ada")
    assert "reminder" not in rules(ada)
    assert "Remember: Send the article" in ada("week").out


@pytest.fixture
def calls(ok: Infoview) -> Infoview:
    """Three calls to be made, printed once in the order of when they were due: Ann, Bea, Cid."""
    ok("add", "Ada Novák")
    for hour, name in enumerate(("Ann", "Bea", "Cid"), start=10):
        ok("remind", f"yesterday {hour}:00", f"call {name}")
    assert "1  Remember: call Ann" in ok("today").out
    return ok


def still_due(ok: Infoview) -> list[str]:
    return [row["text"] for row in ok("today", "--json").json]


def test_only_its_owner_reads_which_list_was_printed_last(calls: Infoview, home: Path) -> None:
    calls("today")
    assert (home / "numbers.json").stat().st_mode & 0o777 == 0o600


def test_numbers_mean_the_list_that_was_printed_last(calls: Infoview, run: Infoview) -> None:
    assert calls("dismiss", "1").out.startswith("Remember: call Ann: dismissed · ")
    assert calls("tick", "2").out.startswith("Remember: call Bea: done · ")
    again = run("snooze", "2", "tomorrow")
    assert (again.code, "number 2 of the list printed last is no longer due" in again.err) == (
        1, True,
    )  # fmt: skip
    assert still_due(calls) == ["call Cid"]
    assert "1  Remember: call Cid" in calls("today").out
    assert "there is no number 3: 1 thing" in run("dismiss", "3").err
    calls("dismiss", "1")
    assert still_due(calls) == []


def test_without_a_list_to_go_by_numbers_mean_what_is_due(calls: Infoview, home: Path) -> None:
    (home / "numbers.json").unlink()
    assert "call Ann" in calls("dismiss", "1").out
    assert "call Bea" in calls("dismiss", "1").out


def test_what_became_due_meanwhile_moves_no_number(calls: Infoview) -> None:
    calls("remind", "yesterday 9:00", "call Zoe")
    assert still_due(calls)[0] == "call Zoe"
    assert "call Ann" in calls("dismiss", "1").out


def test_why_names_the_events_and_the_norm(ada: Infoview) -> None:
    told = ada("person", "ada", "--why").out
    assert "because of: interview completed, 2024-01-20 10:30" in told
    assert "24 hours (Yale: within 24 hours)" in told
    shown = ada("person", "ada", "--why", "--json").json
    assert shown["stage"] == "conducted"
    assert shown["because"][0]["type"] == "interview.completed"
    assert {row["rule"] for row in shown["due"]} >= {"thank_you", "debrief"}


@pytest.mark.parametrize("is_on_the_list", [False, True])
def test_whom_one_was_referred_to_is_pursued_and_not_ticked_off(
    ada: Infoview, run: Infoview, is_on_the_list: bool
) -> None:
    if is_on_the_list:
        ada("add", "Boris Kim")
    ada("refer", "ada", "Boris Kim")
    assert "referral" in rules(ada)
    who = "boris" if is_on_the_list else "ada"
    ticked = run("tick", who, "--rule", "referral")
    assert (ticked.code, 'infoview pursue "Boris Kim"' in ticked.err) == (1, True)
    ada("pursue", "Boris Kim")
    assert "referral" not in rules(ada)


def test_to_have_been_in_touch_is_recorded_and_not_ticked_off(ada: Infoview, run: Infoview) -> None:
    ada("refer", "ada", "Boris Kim", "--intro", "--at", "2024-01-20 11:00")
    assert {"keep_in_touch", "check_in"} <= set(rules(ada))
    for rule in "keep_in_touch", "check_in":
        ticked = run("tick", "ada", "--rule", rule)
        assert (ticked.code, 'infoview touch "Ada Novák"' in ticked.err) == (1, True)
    ada("touch", "ada")
    assert not {"keep_in_touch", "check_in"} & set(rules(ada))


def test_advice_from_receiving_to_reporting(ada: Infoview, run: Infoview) -> None:
    ada("advice", "ada", "Write one piece a week", "--at", "2024-01-20")
    ada("acted", "ada", "--outcome", "Two were printed", "--at", "2024-03-01")
    assert "report_back" in rules(ada)
    ticked = run("tick", "ada", "--rule", "report_back")
    assert (ticked.code, 'infoview reported "Ada Novák"' in ticked.err) == (1, True)
    ada("reported", "ada")
    assert "report_back" not in rules(ada)
    nothing = run("reported", "ada")
    assert (nothing.code, "no advice from Ada" in nothing.err) == (1, True)
    ada("advice", "ada", "Read the style guide")
    ada("advice", "ada", "Call the night desk")
    assert "Say which with --id" in run("acted", "ada").err


def test_an_opportunity_and_a_mentorship_go_on(ada: Infoview, run: Infoview) -> None:
    one = ada("opportunity", "ada", "Summer desk", "--kind", "internship", "--json").json
    assert [each["type"] for each in one["recorded"]] == ["opportunity.surfaced"]
    assert "is known already" in run("opportunity", "ada", "summer desk").err
    both = ada("opportunity", "ada", "summer desk", "--stage", "applied", "--json").json
    assert [each["type"] for each in both["recorded"]] == ["opportunity.stage_changed"]
    assert 'infoview mentor "Ada Novák" start' in run("mentor", "ada", "session").err
    begun = ada("mentor", "ada", "start", "--json").json
    assert [each["type"] for each in begun["recorded"]] == [
        "mentorship.proposed", "mentorship.started",
    ]  # fmt: skip
    ada("mentor", "ada", "session", "--minutes", "40")
    assert ada("person", "ada", "--json").json["contact"]["stage"] == "mentorship"
    ada("helped", "ada", "Proofread her talk")
    ada("journal", "Braver than last month", "--person", "ada")
    assert "Braver" in ada("search", "braver").out


def test_the_log_says_how_an_opportunity_went_on(ada: Infoview) -> None:
    ada("opportunity", "ada", "Summer desk", "--stage", "applied")
    ada("opportunity", "ada", "Summer desk", "--closed", "They chose another")
    said = {row["type"]: row["detail"] for row in ada("log", "--json").json}
    assert said["opportunity.stage_changed"] == "applied"
    assert said["opportunity.closed"] == "They chose another"


def test_appointments_move_fall_through_and_are_missed(ada: Infoview, run: Infoview) -> None:
    ada("schedule", "ada", "tomorrow 10:00")
    ada("move", "ada", "tomorrow 15:00", "--minutes", "20")
    (coming,) = [row for row in ada("interviews", "--json").json if row["status"] == "scheduled"]
    assert (coming["planned_minutes"], coming["starts_local"][11:16]) == (20, "15:00")
    assert "say the time too" in run("move", "ada", "friday").err
    ada("consent", "ada", "yes")
    assert run("consent", "ada", "maybe").code == 1
    ada("cancel", "ada", "--by", "me")
    assert run("cancel", "ada").code == 1
    ada("schedule", "ada", "2024-03-02 10:00")
    ada("missed", "ada", "--who", "them")


def test_a_talk_without_a_length_is_planned_for_as_long_as_the_norm_says(ada: Infoview) -> None:
    ada("settings", "planned_minutes", "20")
    ada("schedule", "ada", "tomorrow 10:00")
    (coming,) = [row for row in ada("interviews", "--json").json if row["status"] == "scheduled"]
    assert coming["planned_minutes"] == 20
    ada("schedule", "ada", "tomorrow 18:00", "--minutes", "45")
    coming = [row for row in ada("interviews", "--json").json if row["status"] == "scheduled"]
    assert {row["planned_minutes"] for row in coming} == {20, 45}


def test_a_talk_that_is_still_to_come_is_not_missed(ada: Infoview, run: Infoview) -> None:
    ada("schedule", "ada", "2099-03-02 10:00")
    refused = run("missed", "ada")
    assert refused.code == 1
    assert "of Mon 2 Mar 2099 10:00 with Ada Novák is still to come; infoview cancel" in refused.err
    ada("schedule", "ada", "2024-03-02 10:00")
    (gone,) = [row["id"] for row in ada("interviews", "--json").json if "2024-03" in str(row)]
    assert run("missed", "ada", "--interview", gone[:12]).code == 0


def test_a_referral_is_asked_for_and_pursued(ada: Infoview, run: Infoview) -> None:
    ada("ask-referral", "ada")
    ada("refer", "ada", "Boris Kim", "--org", "Night Desk")
    ada("refer", "ada", "Cleo Marsh")
    assert "referral" in rules(ada)
    ada("add", "Boris Kim")
    ada("pursue", "boris", "--at", "now")
    ada("pursue", "cleo", "--decline", "Left the field")
    assert "referral" not in rules(ada)
    tree = ada("network").out
    assert tree.splitlines()[0] == "2 people in 2 generations, 1 name not on the list yet"
    assert "└─ " in tree
    dot = ada("network", "--dot").out
    assert dot.startswith("digraph network {")
    assert dot.count(" -> ") == 2
    assert [row["depth"] for row in ada("network", "--json").json] == [0, 1, None]
    assert run("pursue", "nobody").code == 1


def test_all_who_named_the_same_person_are_pursued_or_let_go_at_once(ok: Infoview) -> None:
    for name in ("Ada Novák", "Kit Rowe", "Cleo Marsh"):
        ok("add", name)
    for named in ("Xena Moe", "Boris Kim", "Cleo Marsh"):
        for giver in ("ada", "kit"):
            ok("refer", giver, named)
    ok("add", "Xena Moe")
    said = ok("pursue", "xena").out.splitlines()
    assert {line.split(" · ")[0] for line in said} == {
        "referral from Ada Novák to Xena Moe pursued", "referral from Kit Rowe to Xena Moe pursued",
    }  # fmt: skip
    linked = [row["contact"] for row in ok("network", "--json").json if row["name"] == "Xena Moe"]
    assert None not in linked
    let_go = ok("pursue", "boris", "--decline", "Left the field", "--json").json
    assert [row["type"] for row in let_go["recorded"]] == ["referral.declined"] * 2
    assert "referral" in rules(ok)
    ok("pursue", "cleo")
    assert "referral" not in rules(ok)
    for line in said:  # each line says how to take it back
        ok(*line.rpartition("undo with: infoview ")[2].split())
    assert rules(ok).count("referral") == 2


def test_of_namesakes_who_were_named_one_is_pursued_by_their_organisation_or_as_whom(
    ok: Infoview, run: Infoview
) -> None:
    ok("add", "Ada Novák")
    ok("refer", "ada", "Maria Silva", "--org", "Open Archive")
    ok("refer", "ada", "Maria Silva", "--org", "Night Desk")
    either = run("pursue", "maria", "silva")
    assert either.code == 1
    assert "Maria Silva (Open Archive), named by Ada Novák" in either.err
    assert "say more of the name, the organisation, or --to PERSON" in either.err
    night = ok("add", "Maria Silva", "--org", "night desk", "--json").json["recorded"][0]
    assert len(ok("pursue", "maria", "--to", night["subject"]).out.splitlines()) == 1
    assert [row["text"] for row in ok("today", "--json").json] == ["Maria Silva"]
    ok("pursue", "maria", "silva", "archive")
    # A name alone, too, is part of longer ones.
    for named in ("Maria", "Maria Silvestri"):
        ok("refer", "ada", named)
    assert "referral from Ada Novák to Maria pursued" in ok("pursue", "maria").out
    assert "referral from Ada Novák to Maria Silvestri pursued" in ok("pursue", "maria").out
    assert "referral" not in rules(ok)


def test_a_namesake_elsewhere_of_somebody_on_the_list_is_another_person(
    ok: Infoview, run: Infoview
) -> None:
    for name in ("Ada Novák", "Kit Rowe"):
        ok("add", name)
    ok("add", "Sam Lee", "--org", "Acme")
    ok("refer", "ada", "Sam Lee")
    ok("refer", "kit", "Sam Lee", "--org", "Globex")
    either = run("pursue", "sam lee")
    assert either.code == 1
    assert "Sam Lee (Acme), named by Ada Novák" in either.err
    assert "Sam Lee (Globex), named by Kit Rowe" in either.err
    assert ok("pursue", "sam", "acme").out.startswith("referral from Ada Novák to Sam Lee pursued")
    assert ok("pursue", "sam", "globex").out.startswith("referral from Kit Rowe to Sam Lee pursued")
    assert ok("network", "--json").json[-1]["contact"] is None


def test_who_was_named_is_not_linked_to_a_namesake_elsewhere(ok: Infoview) -> None:
    def linked() -> list[str | None]:
        persons = (ok("person", giver, "--json").json for giver in ("ada", "kit"))
        return [row["to"] for person in persons for row in person["referrals"]]

    for name in ("Ada Novák", "Kit Rowe"):
        ok("add", name)
    ok("add", "Sam Lee", "--org", "Globex")
    ok("refer", "ada", "Sam Lee", "--org", "Acme")
    ok("pursue", "sam lee")
    assert linked() == [None]
    sam = ok("add", "Sam Lee", "--org", "acme", "--json").json["recorded"][0]["subject"]
    ok("refer", "kit", "Sam Lee")
    ok("pursue", "sam lee")
    assert linked() == [None, None]  # either may be meant by the bare name
    ok("pursue", "sam lee", "acme")
    assert linked() == [sam, None]


def test_writing_to_somebody_who_was_named_pursues_the_referral(ok: Infoview) -> None:
    ok("add", "Ada Novák")
    ok("add", "Kit Rowe")
    ok("refer", "ada", "Xena Moé", "--org", "Open Archive")
    ok("add", "Xena Moe", "--org", "Open Archive")
    assert "referral" in rules(ok)
    said = ok("outreach", "xena", "--referrer", "ada").out.splitlines()
    assert [line.split(" · ")[0] for line in said] == [
        "asked Xena Moe (Open Archive) for 20 minutes by email",
        "referral from Ada Novák to Xena Moé pursued",
    ]
    assert "referral" not in rules(ok)
    assert [row["name"] for row in ok("network", "--json").json] == ["Ada Novák", "Xena Moe"]
    for line in said:  # each line says how to take it back
        ok(*line.rpartition("undo with: infoview ")[2].split())
    assert "referral" in rules(ok)
    assert "outreach_sent" not in ok("person", "xena").out


def test_only_a_referral_that_must_be_meant_is_pursued_with_a_request(ok: Infoview) -> None:
    ok("add", "Ada Novák")
    ok("add", "Kit Rowe")
    ok("refer", "ada", "Xena Moe")
    ok("refer", "kit", "Xena Moe")
    ok("add", "Xena Moe")
    of_two = ok("outreach", "xena", "--json").json
    assert [row["type"] for row in of_two["recorded"]] == ["outreach.sent"]
    drafted = ok("draft", "outreach", "xena", "--referrer", "kit", "--sent", "--json").json
    assert [row["type"] for row in drafted["recorded"]] == ["outreach.sent", "referral.pursued"]
    the_last = ok("outreach", "xena", "--json").json
    assert [row["type"] for row in the_last["recorded"]] == ["outreach.sent", "referral.pursued"]
    assert the_last["message"] == (
        "asked Xena Moe for 20 minutes by email; referral from Ada Novák to Xena Moe pursued"
    )


def test_a_request_to_somebody_on_the_list_pursues_every_referral_to_them(ok: Infoview) -> None:
    for name in ("Ada Novák", "Kit Rowe", "Xena Moe", "Boris Kim"):
        ok("add", name)
    for giver, named in (("ada", "Xena Moe"), ("kit", "Xena Moe"), ("kit", "Boris Kim")):
        ok("refer", giver, named)
    assert len(ok("outreach", "xena", "--at", "yesterday").out.splitlines()) == 1
    said = ok("outreach", "xena").out.splitlines()
    assert {line.split(" · ")[0] for line in said[1:]} == {
        "referral from Kit Rowe to Xena Moe pursued", "referral from Ada Novák to Xena Moe pursued",
    }  # fmt: skip
    of_a_referrer = ok("outreach", "boris", "--referrer", "ada", "--json").json
    assert [row["type"] for row in of_a_referrer["recorded"]] == ["outreach.sent"]
    ok("draft", "outreach", "boris", "--referrer", "kit", "--sent", "--json")
    weeks = ok("audit", "--json").json["details"]["weeks"]
    assert sum(week["referrals_pursued"] for week in weeks) == 3


def test_a_request_to_a_namesake_pursues_no_referral(ok: Infoview) -> None:
    ok("add", "Ada Novák")
    ok("refer", "ada", "Maria Silva", "--org", "Open Archive")
    ids = [
        ok("add", "Maria Silva", *org, "--json").json["recorded"][0]["subject"]
        for org in (["--org", "Night Desk"], [], ["--org", "open archive"])
    ]
    # She of another organisation is not meant; whom of the two others is, nobody can tell.
    for each in ids:
        written = ok("outreach", each, "--json").json
        assert [row["type"] for row in written["recorded"]] == ["outreach.sent"]
        drafted = ok("draft", "outreach", each, "--sent", "--json").json
        assert [row["type"] for row in drafted["recorded"]] == ["outreach.sent"]
    assert "referral" in rules(ok)
    ok("edit", ids[1], "--org", "Radio House")
    the_one = ok("outreach", ids[2], "--json").json
    assert [row["type"] for row in the_one["recorded"]] == ["outreach.sent", "referral.pursued"]
    assert "referral" not in rules(ok)


def test_a_request_of_long_ago_pursues_no_referral_that_came_later(ok: Infoview) -> None:
    ok("add", "Ada Novák")
    ok("refer", "ada", "Xena Moe", "--at", "2024-05-20 15:00")
    ok("add", "Xena Moe")
    written = ok("outreach", "xena", "--at", "2024-05-19", "--json").json
    assert [row["type"] for row in written["recorded"]] == ["outreach.sent"]
    drafted = ok("draft", "outreach", "xena", "--sent", "--at", "2024-05-19", "--json").json
    assert [row["type"] for row in drafted["recorded"]] == ["outreach.sent"]
    assert "referral" in rules(ok)
    # Of that day, at which hour was not said.
    written = ok("outreach", "xena", "--at", "2024-05-20", "--json").json
    assert [row["type"] for row in written["recorded"]] == ["outreach.sent", "referral.pursued"]
    assert "referral" not in rules(ok)


def test_a_mentorship_that_begins_at_once_names_both_of_its_events(ada: Infoview) -> None:
    said = ada("mentor", "ada", "start").out.splitlines()
    assert [line.split(" · ")[0] for line in said] == [
        "mentorship proposed, Ada Novák (Fieldnote)", "mentorship started, Ada Novák (Fieldnote)",
    ]  # fmt: skip
    for line in said:
        ada(*line.rpartition("undo with: infoview ")[2].split())
    said = ada("person", "ada", "--json").json["timeline"]
    assert [row["retracted"] for row in said if row["type"].startswith("mentorship.")] == [1, 1]


def test_an_opportunity_names_each_event_that_it_records(ada: Infoview) -> None:
    said = ada("opportunity", "ada", "Night desk", "--stage", "applied", "--closed", "taken").out
    assert [line.split(" · ")[0] for line in said.splitlines()] == [
        "Night desk from Ada Novák (Fieldnote), job",
        "Night desk from Ada Novák (Fieldnote): applied",
        "Night desk from Ada Novák (Fieldnote): taken",
    ]  # fmt: skip
    assert len({line.rpartition("infoview undo ")[2] for line in said.splitlines()}) == 3


def test_organisations_say_whom_one_waits_for(ada: Infoview) -> None:
    ada("add", "Bo", "--org", "fieldnote")
    ada("outreach", "bo", "--referrer", "ada")
    (row,) = ada("organisations", "--json").json
    assert (row["people"], row["written_to"], row["interviewed"], row["waiting_for"]) == (
        2, 1, 1, "Bo",
    )  # fmt: skip


def test_insights_are_counted_compared_and_contradicted(ada: Infoview, run: Infoview) -> None:
    ada("add", "Bo")
    ada("insight", "ada", "Night shifts are quiet", "--theme", "culture")
    ada("insight", "bo", "Nights are calm", "--theme", "culture")
    ada("insight", "bo", "Nights are chaos", "--theme", "culture")
    ids = {row["text"]: row["id"] for row in ada("insights", "--json").json}
    quiet, calm, chaos = (
        ids[text] for text in ("Night shifts are quiet", "Nights are calm", "Nights are chaos")
    )
    ada("compare", quiet, calm)
    ada("compare", chaos, quiet, "--contradicts")
    by_id = {row["id"]: row for row in ada("insights", "--theme", "culture", "--json").json}
    assert (by_id[quiet]["people"], by_id[calm]["people"], by_id[chaos]["people"]) == (2, 2, 1)
    assert by_id[quiet]["contradicted_by"] == [chaos]
    assert "but: Nights are chaos" in ada("insights", "--theme", "culture").out
    (month,) = ada("themes", "--by-month", "--json").json
    assert (month["theme"], month["insights"], month["people"]) == ("culture", 3, 2)
    assert "culture" in ada("themes", "--by-month", "--org", "Fieldnote").out
    assert "no insight like that" in ada("themes", "--by-month", "--tag", "nobody").out
    (theme,) = ada("themes", "--json").json
    assert (theme["theme"], theme["insights"], theme["people"]) == ("culture", 3, 2)
    assert run("compare", quiet, quiet).code == 1


def test_duplicates_merge_and_come_apart(ada: Infoview, run: Infoview) -> None:
    ada("add", "A. Novak", "--email", "ADA@example.org", "--title", "Editor")
    (pair,) = ada("duplicates", "--json").json
    assert pair["by"] == "email"
    ada("merge", "ada", "a. novak")
    assert ada("duplicates").out.startswith("nobody seems")
    (row,) = ada("people", "--json").json
    assert (row["name"], row["title"]) == ("Ada Novák", "Editor")
    apart = ada("unmerge", "ada").out
    assert len(ada("people", "--json").json) == 2
    again = apart.split("bring back with: infoview ")[1].split()
    ada(*again)
    assert len(ada("people", "--json").json) == 1
    ada("undo", again[1])
    assert run("unmerge", "ada").code == 1


def test_notes_too_long_together_are_not_merged(ada: Infoview, run: Infoview) -> None:
    ada("edit", "ada", "--notes", "x" * 10_001)
    ada("add", "A. Novak", "--notes", "y" * 9_998)
    assert run("merge", "ada", "a. novak").err == (
        "error: the notes of all together have 20,001 characters, more than 20,000: shorten one of"
        " them with infoview edit PERSON --notes TEXT, then merge\n"
    )
    ada("edit", "ada", "--notes", "x" * 10_000)
    ada("merge", "ada", "a. novak")


def test_a_forgotten_person_is_gone_everywhere(ada: Infoview, run: Infoview) -> None:
    ada("note", "ada", "She said zanzibar")
    refused = run("forget", "ada")
    assert refused.code == 1
    assert "Say --yes" in refused.err
    assert "undo" not in ada("forget", "ada", "--yes").out.splitlines()[-1]
    assert ada("people", "--json").json == []
    assert "nothing holds" in ada("search", "zanzibar").out
    assert "every chain is whole" in ada("verify").out
    assert run("undo").code == 1


def erased(ok: Infoview) -> int:
    return sum(row["erased"] for row in ok("log", "--limit", "500", "--json").json)


def test_forgetting_says_first_how_many_events_it_erases(ada: Infoview, run: Infoview) -> None:
    """What was undone too, what hangs on it, and a merge that copied from the person."""
    ada("outreach", "ada", "--text", "May I ask you about your work?")
    ada("undo")
    ada("schedule", "ada", "2024-03-20 10:00", "--at", "2024-03-10")
    ada("prep", "ada", "Which hour of last week best shows what your job is?")
    ada("undo", ada("log", "--type", "interview.scheduled", "--json").json[0]["event"])
    ada("add", "Zoe Hart")
    ada("merge", "zoe", "ada")
    ada("unmerge", "zoe")
    asked = run("forget", "ada").err
    said = ada("forget", "ada", "--yes").out
    count = erased(ada)
    assert count == 7
    assert f"Erase {count} events about" in asked
    assert f"  {count} events lose their words" in said
    ada("forget", "zoe", "--yes")
    ada("add", "Bo")
    assert "  1 event loses its words" in ada("forget", "bo", "--yes").out


def test_forgetting_names_the_referral_in_which_the_name_stays(ada: Infoview) -> None:
    ada("refer", "ada", "Bo Lind", "--org", "Night Desk")
    ada("refer", "ada", "Cy Moss")
    ada("add", "Bô Lind")
    ada("pursue", "Bo Lind", "--to", "Bô Lind")
    ada("undo")
    said = ada("forget", "Bô Lind", "--yes").out
    assert "look whether they should stay:\n    Ada Novák, referral: Bo Lind, Night Desk\n" in said
    assert said.splitlines()[-1].startswith(
        "forgotten; only the name is left here, in other people's entries · "
    )
    assert "Bo Lind" in ada("today").out, "or this test shows nothing"
    ada("add", "Zoe Hart")
    assert "nothing of them is left here" in ada("forget", "zoe", "--yes").out


def test_forgetting_says_if_the_words_are_still_in_the_file(
    ada: Infoview, run: Infoview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infoview_sync.projections.notebook.scrub", lambda _: False)
    assert "not yet: their words are still in the notebook's file" in run("forget", "ada", "-y").err


def test_forgetting_names_the_letters_and_plans_in_which_the_name_stays(ada: Infoview) -> None:
    ada("add", "Uma Aziz")
    ada("outreach", "ada", "--text", "Uma Aziz said hello")
    ada("helped", "ada", "Introduced uma aziz to her")
    ada("remind", "tomorrow", "Ask about Uma Aziz", "--person", "ada")
    ada("close", "ada", "--reason", "Uma Aziz told me no")
    ada("helped", "uma", "Uma Aziz herself")
    said = ada("forget", "Uma Aziz", "--yes").out
    told = said.partition("look whether they should stay:\n")[2].splitlines()
    assert told[:3] == [
        "    Ada Novák, outreach closed: Uma Aziz told me no",
        "    Ada Novák, reminder scheduled: Ask about Uma Aziz",
        "    Ada Novák, help given: Introduced uma aziz to her",
    ], "each entry once"
    assert told[3].startswith("forgotten; only the name is left here")
    for number in range(12):
        ada("helped", "ada", f"Wrote to Bo Lind, {number}")
    ada("add", "Bo Lind")
    assert "\n    and 2 more\n" in ada("forget", "Bo Lind", "--yes").out


def test_settings_and_goals_are_events(ada: Infoview, run: Infoview) -> None:
    ada("settings", "thank_within_hours", "12")
    (row,) = ada("settings", "thank_within_hours", "--json").json
    assert (row["value"], row["by_default"]) == (12, 24)
    assert "from 1 to 720 hours" in run("settings", "thank_within_hours", "0").err
    assert "is a number of hours" in run("settings", "thank_within_hours", "soon").err
    assert "there is no setting" in run("settings", "thank", "1").err
    ada("undo")
    (row,) = ada("settings", "thank_within_hours", "--json").json
    assert row["value"] == 24
    ada("settings", "my_name", "Robin Example")
    ada("goal", "interviews", "2")
    assert ada("goal", "--json").json == [{"activity": "interviews", "per_week": 2}]
    ada("goal", "interviews", "0")
    assert ada("goal").out.startswith("no goal yet")


def test_archived_people_are_put_away_and_taken_back(ada: Infoview) -> None:
    ada("archive", "ada")
    assert ada("people", "--json").json == []
    assert rules(ada) == []
    ada("unarchive", "ada")
    ada("classify", "ada", "booster")
    assert ada("person", "ada", "--json").json["contact"]["attitude"] == "booster"


@pytest.mark.parametrize(
    "command",
    [
        ["edit", "ada", "--org", "Fieldnote", "--title", "", "--phone", ""],
        ["move", "ada", "2099-03-06 10:00", "--minutes", "30"],
        ["unarchive", "ada"],
    ],
    ids=" ".join,
)
def test_what_is_so_already_is_said_and_not_recorded(ada: Infoview, command: list[str]) -> None:
    ada("schedule", "ada", "2099-03-06 10:00")
    before = ada("digest", "--json").json["heads"]
    assert "already; nothing was recorded" in ada(*command).out
    assert ada(*command, "--json").json["recorded"] == []
    assert ada("digest", "--json").json["heads"] == before


def test_only_what_an_edit_changes_is_told_and_recorded(ada: Infoview) -> None:
    told = ada("edit", "ada", "--org", "Fieldnote", "--title", "Editor").out
    assert told.startswith("Ada Novák: title changed")


def test_only_a_tag_that_is_there_comes_off(ada: Infoview, run: Infoview) -> None:
    ada("tag", "ada", "radio")
    said = run("untag", "ada", "radoi")
    assert (said.code, said.out) == (1, "")
    assert "Ada Novák has no tag 'radoi'; there are: radio" in said.err
    ada("untag", "ada", "radio")
    assert "there are: none" in run("untag", "ada", "radio").err


def test_a_search_shows_the_title_that_it_found(ada: Infoview) -> None:
    ada("opportunity", "ada", "Desk of Uma Aziz", "--kind", "internship")
    (found,) = [line for line in ada("search", "Uma", "Aziz").out.splitlines() if "oppo" in line]
    assert "Desk of Uma Aziz" in found


def test_a_mentorship_that_has_ended_is_said_to_have(ada: Infoview, run: Infoview) -> None:
    ada("mentor", "ada", "start", "--at", "2024-01-05")
    ada("mentor", "ada", "end", "--at", "2024-03-05")
    said = run("mentor", "ada", "end")
    assert "the mentorship with Ada Novák (Fieldnote) ended Tue 5 Mar 2024" in said.err
    assert 'infoview mentor "Ada Novák" start' in said.err


def test_a_person_page_shows_what_they_gave_and_what_they_got(ada: Infoview) -> None:
    ada("advice", "ada", "Write one piece a week")
    ada("acted", "ada", "--outcome", "Two were printed")
    ada("reported", "ada")
    ada("opportunity", "ada", "Summer desk", "--kind", "internship", "--stage", "applied")
    ada("helped", "ada", "Proofread her talk")
    ada("cadence", "ada", "--every", "1")
    page = ada("person", "ada").out
    assert "Write one piece a week (" in page
    assert "followed: Two were printed, reported back" in page
    assert "Summer desk (internship), applied" in page
    assert "keep in touch every 1 day\n" in page
    told = ada("person", "ada", "--json").json
    assert [row["text"] for row in told["help_given"]] == ["Proofread her talk"]
    assert len(told["advice"]) == len(told["opportunities"]) == 1


def test_a_letter_does_not_fill_a_person_page(ada: Infoview) -> None:
    letter = "Dear Ada, " + "I would like to hear how you see it. " * 20
    ada("outreach", "ada", "--text", letter)
    assert letter not in ada("person", "ada").out
    assert "Dear Ada, I would like" in ada("person", "ada").out
    assert letter.strip() in ada("person", "ada", "--json").out


def test_a_merge_is_taken_back_though_the_others_adding_was_undone(ok: Infoview) -> None:
    ok("add", "Bo Ray")
    added = ok("add", "Bob Ray", "--json").json
    ok("merge", "Bo Ray", "Bob Ray")
    ok("undo", (added["recorded"][0] if "recorded" in added else added)["event"])
    assert "apart again" in ok("unmerge", "bo").out


def test_who_named_only_a_name_stands_in_the_network(ok: Infoview) -> None:
    ok("add", "Ada Novak")
    ok("add", "Bo Ray")
    ok("refer", "ada", "Cleo Unlisted")
    assert ok("network").out.splitlines()[1:] == [
        "Ada Novak  identified", "└─ Cleo Unlisted  named"
    ]  # fmt: skip
    ok("refer", "ada", "Bo Ray", "--at", "2026-05-01 10:00")
    rows = ok("network", "--json").json
    assert [(row["name"], row["at"] and row["at"][:10]) for row in rows][:2] == [
        ("Ada Novak", None), ("Bo Ray", "2026-05-01")
    ]  # fmt: skip
