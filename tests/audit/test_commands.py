"""`infoview audit` and `infoview diff` as a user calls them."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from infoview_sync.cli.differing import Thing, changes, sentence
from tests.cli.conftest import Infoview


@pytest.fixture
def practised(ok: Infoview) -> Infoview:
    """Ada was written to, met and thanked in January 2024; Ben was only written to."""
    ok("add", "Ada Novak", "--at", "2024-01-05 10:00")
    ok("add", "Ben Ray", "--at", "2024-01-05 10:00")
    ok("outreach", "ada", "--at", "2024-01-06 09:00")
    ok("outreach", "ben", "--at", "2024-01-06 09:00")
    ok("reply", "ada", "accepted", "--at", "2024-01-10 09:00")
    ok("schedule", "ada", "2024-01-20 15:00", "--at", "2024-01-10 09:05")
    ok("done", "ada", "--ended", "2024-01-20 15:30")
    ok("thank", "ada", "--at", "2024-01-20 18:00")
    ok("refer", "ada", "Cy Om", "--at", "2024-01-21 10:00")
    return ok


JANUARY = ("--from", "2024-01-01", "--to", "2024-01-31")


def values(document: Any) -> dict[str, str]:
    return {each["key"]: each["value"] for each in document["measures"]}


def test_the_audit_of_a_month(practised: Infoview) -> None:
    document = practised("audit", *JANUARY, "--json").json
    found = values(document)
    assert (found["reply_rate"], found["thanked_in_time"]) == ("50 %", "100 %")
    assert (found["thank_time"], found["referrals"]) == ("2 h 30 min", "1.00")
    assert (found["advice"], found["dormant"]) == ("—", "100 %")
    assert document["versus"] == {"from": "2023-12-01", "to": "2023-12-31"}
    assert document["details"]["funnel"]["written_to"] == 2
    table = practised("audit", *JANUARY).out
    assert "Reply rate" in table
    assert "1 of 2 requests answered" in table


def test_the_last_ninety_days_are_the_window_if_none_is_named(practised: Infoview) -> None:
    document = practised("audit", "--at", "2024-03-30", "--json").json
    assert (document["from"], document["to"]) == ("2024-01-01", "2024-03-30")


def test_the_past_is_judged_as_it_was(practised: Infoview) -> None:
    document = practised("audit", *JANUARY, "--at", "2024-01-20", "--json").json
    by_key = {each["key"]: each for each in document["measures"]}
    # On the evening of the 20th the thank-you was not yet a day old: pending.
    assert (by_key["thanked_in_time"]["value"], by_key["thanked_in_time"]["pending"]) == ("—", 1)
    assert by_key["reply_rate"]["value"] == "50 %"
    recorded = practised(
        "audit", *JANUARY, "--at", "2024-01-20", "--axis", "recorded", "--json"
    ).json
    assert values(recorded)["reply_rate"] == "—"


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("2024-01-02", "no advice of these days is 90 days old yet; an earlier start shows older"),
        ("2024-01-01", "no advice of these days is 90 days old yet"),
        ("2023-12-01", "0 of 1 piece of advice reported back on"),
    ],
)
def test_advice_too_young_to_be_judged_is_told_of_these_days_only(
    practised: Infoview, first: str, said: str
) -> None:
    practised("advice", "ada", "Write daily", "--at", "2023-12-20 16:00")
    practised("advice", "ada", "Read one piece a week", "--at", "2024-01-20 16:00")
    window = ("--from", first, "--to", "2024-03-31")
    document = practised("audit", *window, "--at", "2024-03-31", "--json").json
    (meaning,) = [each["meaning"] for each in document["measures"] if each["key"] == "advice"]
    assert meaning == said


def test_versus_and_no_compare(practised: Infoview) -> None:
    document = practised("audit", *JANUARY, "--versus", "2023-06-01", "2023-06-30", "--json").json
    assert document["versus"] == {"from": "2023-06-01", "to": "2023-06-30"}
    alone = practised("audit", *JANUARY, "--no-compare", "--json").json
    assert alone["versus"] is None
    assert {each["change"] for each in alone["measures"]} == {None}


def test_a_file_written_with_json_is_told_as_json(practised: Infoview, tmp_path: Path) -> None:
    output = tmp_path / "a.txt"
    told = practised("audit", *JANUARY, "--json", "-o", str(output)).json
    assert told == {"files": [{"file": str(output), "format": "json"}]}
    assert "measures" in output.read_text(encoding="utf-8")


def test_the_files_ending_says_what_is_written(practised: Infoview, tmp_path: Path) -> None:
    for name, beginning in (
        ("a.html", "<!doctype html>"), ("a.md", "# Networking audit"), ("a.json", "{")
    ):  # fmt: skip
        practised("audit", *JANUARY, "-o", str(tmp_path / name))
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert text.startswith(beginning)
        assert "Ada Novak" in text
    hidden = practised("audit", *JANUARY, "--html", "--anonymous").out
    assert "A. N." in hidden
    assert "Ada" not in hidden


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "2024-02-01", "--to", "2024-01-01"), "before it begins"),
        (("--html", "--md"), "choose one"),
        (("-o", "audit.docx"), "say what to write"),
        (("-o", "no/such/folder/a.html"), "cannot be written"),
        (("--from", "1900-01-01"), "1900"),
        (("--from", "someday"), "cannot read"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_way_out(
    practised: Infoview, run: Infoview, arguments: tuple[str, ...], told: str
) -> None:
    result = run("audit", *arguments)
    assert result.code in {1, 2}
    assert told in result.err


def test_diff_tells_what_changed_between_two_days(practised: Infoview) -> None:
    text = practised("diff", "2024-01-07", "2024-01-31").out
    assert "Ada Novak: outreach sent → thanked" in text
    assert "talked with Ada Novak" in text
    assert "Ada Novak named Cy Om" in text
    assert "Ben" not in text
    document = practised("diff", "2024-01-31", "2024-01-04", "--json").json
    groups = {each["group"]: each for each in document["groups"]}
    assert groups["people"]["count"] == 2
    added = {each["person"]: each["sentence"] for each in groups["people"]["changes"]}
    assert added == {
        "Ada Novak": "Ada Novak was added, now: thanked",
        "Ben Ray": "Ben Ray was added, now: outreach sent",
    }
    assert document["from"] == "Thu 4 Jan 2024"


def test_diff_says_when_nothing_changed(practised: Infoview) -> None:
    assert "nothing happened" in practised("diff", "2024-02-01", "2024-02-20").out
    assert practised("diff", "2024-02-01", "2024-02-20", "--json").json["groups"] == []


def test_what_was_undone_is_no_longer_there_on_the_recorded_axis(practised: Infoview) -> None:
    # Everything was recorded today; undone today too, so between yesterday and today there is none.
    practised("undo")
    text = practised("diff", "yesterday", "today", "--axis", "recorded").out
    assert "Cy Om" not in text
    assert "Ada Novak was added" in text


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, Thing("advice", "a", "Ada", "received", "Write"), "Ada advised: Write"),
        (None, Thing("advice", "a", "Ada", "acted_on", "Write"), "Ada advised: Write: acted on"),
        (Thing("opportunities", "o", "", "surfaced", "Editor"),
         Thing("opportunities", "o", "", "closed: taken", "Editor"),
         "Editor: surfaced → closed: taken"),
        (Thing("cadences", "c", "Ada", "every 30 days", ""),
         Thing("cadences", "c", "Ada", "stopped", ""), "Ada: every 30 days → stopped"),
        (Thing("interviews", "i", "Ada", "held", ""), None, "no longer: talked with Ada"),
        (None, Thing("insights", "n", "Ada", "career_path", "x" * 90),
         f"career path, from Ada: {'x' * 79}…"),
    ],
)  # fmt: skip
def test_each_change_is_a_sentence(before: Thing | None, after: Thing | None, told: str) -> None:
    (change,) = changes({"one": before} if before else {}, {"one": after} if after else {})
    assert sentence(change) == told


def test_a_file_is_its_owners_and_is_replaced_only_if_asked_for(
    practised: Infoview, run: Infoview, tmp_path: Path
) -> None:
    output = tmp_path / "audit.html"
    practised("audit", *JANUARY, "-o", str(output))
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    output.write_text("mine", encoding="utf-8")
    said = run("audit", *JANUARY, "-o", str(output))
    assert (said.code, "exists" in said.err) == (1, True)
    assert output.read_text(encoding="utf-8") == "mine"
    practised("audit", *JANUARY, "-o", str(output), "--force")
    assert "Ada Novak" in output.read_text(encoding="utf-8")
