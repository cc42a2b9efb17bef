"""Wrong words: which one is missing or wrong, and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_sync.cli.app import create_command
from tests.cli.conftest import Infoview


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["note"], "Missing argument PERSON."),
        (["note", "ada"], "Missing argument TEXT."),
        (["schedule", "ada"], "Missing argument WHEN."),
        (["schedule", "ada", "--mode", "phone"], "Missing argument WHEN."),
        (["refer", "ada"], "Missing argument NAME."),
        (["reply", "ada"], "Missing argument accepted|declined|deferred|redirected."),
        (["person"], "Missing argument PERSON."),
        (["show"], "Missing option --at."),
        (["reply", "ada", "yes"], "can only be accepted, declined, deferred or redirected."),
        (["schedule", "ada", "3pm", "--mode", "zoom"], "--mode can only be video, phone or"),
    ],
)
def test_what_is_missing_or_wrong_is_named(run: Infoview, command: list[str], told: str) -> None:
    said = run(*command)
    assert said.code == 2
    assert told in said.err
    assert said.err.rstrip().endswith(f"See `infoview {command[0]} --help`")


@pytest.mark.parametrize(
    "command", [["add", "\udcff"], ["import", "\udcff.csv"], ["people", "\udcff"]]
)
def test_an_argument_that_is_no_text_is_refused_by_its_bytes(
    run: Infoview, home: Path, command: list[str]
) -> None:
    assert "'\\udcff" in run(*command).err
    said = run(*command, "--json")
    assert (said.code, said.json["error"]["code"]) == (2, "usage")
    assert not home.exists()


def test_choices_are_taken_in_any_case(ok: Infoview) -> None:
    ok("add", "Ada Novak")
    ok("outreach", "ada")
    ok("reply", "ada", "Accepted")
    ok("schedule", "ada", "2024-01-02 10:00", "--mode", "Phone")


def test_home_is_taken_before_and_after_the_command(
    run: Infoview, ok: Infoview, tmp_path: Path, home: Path
) -> None:
    other = str(tmp_path / "other")
    ok("add", "Ada", "Novak", "--home", other)
    ok("outreach", "ada", f"--home={other}")
    assert len(ok("--home", other, "people", "--json").json) == 1
    assert not home.exists()
    said = run("people", "--home", str(tmp_path / "none"))
    assert said.code == 1
    assert str(tmp_path / "none") in said.err
    for way in ("infoview import", "infoview add", "infoview up"):
        assert way in said.err
    ok("add", "--home", other, "--", "--home")
    assert ok("people", "--home", other, "--json").json[0]["name"] == "--home"


def test_a_date_in_numbers_is_refused_with_the_ways_to_write_it(
    ok: Infoview, run: Infoview
) -> None:
    ok("add", "Ada Novak")
    for date in ("01/05/2026", "1.5.2026", "tomorrow 1/5"):
        said = run("outreach", "ada", "--at", date)
        assert said.code == 1
        assert "write the year first" in said.err


def test_a_command_loads_itself_only_and_all_else_sees_all() -> None:
    everything = set(create_command().commands)
    assert set(create_command(["--home", "x", "people"]).commands) == {"people"}
    for asked in ([], ["--help"], ["poeple"], ["--home", "people"]):
        assert set(create_command(asked).commands) == everything


@pytest.mark.parametrize("command", [["sync"], ["watch"], ["restore", "--from"]])
def test_a_folder_that_is_not_there_may_have_been_meant(run: Infoview, command: list[str]) -> None:
    said = run(*command, "shared")
    assert said.code != 0
    assert "if a folder is meant, make it first" in said.err
    assert "folder" not in run(*command, "http://example.org").err
    assert "folder" not in run(*command, "example.org").err


def test_yes_is_explained_by_what_it_answers(run: Infoview) -> None:
    assert "before the device is cut off" in " ".join(run("revoke", "--help").out.split())
