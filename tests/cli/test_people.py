"""Finding the person that was meant."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from infoview_sync.cli.completing import people_completing
from infoview_sync.cli.names import folded, has_words, words_of
from tests.cli.conftest import Infoview
from tests.cli.processes import INFOVIEW, environment


@pytest.fixture
def three(ok: Infoview) -> dict[str, str]:
    ids = {}
    for name, org in (("Zoë Ångström", "Fieldnote"), ("Sam Lee", "Desk"), ("Sam Leeson", "Desk")):
        ids[name] = ok("add", name, "--org", org, "--json").json["recorded"][0]["subject"]
    return ids


@pytest.mark.parametrize(
    "said", [["zoe"], ["ANGSTROM"], ["Zoë", "Ång"], ["ang zoe"], ["zoe angstrom"]]
)
def test_words_in_any_order_case_and_accents_find_a_person(
    ok: Infoview, three: dict[str, str], said: list[str]
) -> None:
    assert ok("person", *said, "--json").json["contact"]["id"] == three["Zoë Ångström"]


def test_an_id_and_its_beginning_find_a_person(ok: Infoview, three: dict[str, str]) -> None:
    for name, identifier in three.items():
        for said in (identifier, identifier[:8], identifier.upper()):
            assert ok("person", said, "--json").json["contact"]["name"] == name


def test_several_are_listed_with_organisation_and_id(run: Infoview, three: dict[str, str]) -> None:
    said = run("person", "sam")
    assert said.code == 1
    for name in ("Sam Lee", "Sam Leeson"):
        assert f"{name} (Desk) {three[name][:6]}" in said.err
    wire = run("person", "sam", "--json").json["error"]
    assert wire["code"] == "ambiguous"
    assert {each["id"] for each in wire["candidates"]} == {
        three["Sam Lee"], three["Sam Leeson"],
    }  # fmt: skip


def test_somebody_called_exactly_so_is_meant(ok: Infoview, three: dict[str, str]) -> None:
    assert ok("person", "sam lee", "--json").json["contact"]["id"] == three["Sam Lee"]


def test_nobody_is_an_error_that_says_what_to_do(run: Infoview, three: dict[str, str]) -> None:
    assert "nobody answers to 'nemo'" in run("outreach", "nemo").err
    assert run("person", "...").code == 1


def test_people_are_sorted_as_people_read(ok: Infoview, three: dict[str, str]) -> None:
    ok("add", "alma berg")
    ok("add", "Ármin Tóth")
    names = [row["name"] for row in ok("people", "--json").json]
    assert names == sorted(names, key=folded)
    assert [row["name"] for row in ok("people", "desk", "--json").json] == ["Sam Lee", "Sam Leeson"]


def test_words_begin_words() -> None:
    assert has_words("O'Brien, Sam", words_of("brien sam"))
    assert not has_words("O'Brien, Sam", words_of("rien"))
    assert has_words("陽子 鈴木", words_of("陽"))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("person Sa", ["Sam Lee", "Sam Leeson"]),
        ("person sa", ["sam Lee", "sam Leeson"]),
        ("person zo", ["zoë Ångström"]),
        ("person x", []),
        ("outreach Sam Le", ["Lee", "Leeson"]),
        ("log --person Zo", ["Zoë Ångström"]),
        ("dig", ["digest"]),
        ("log --ax", ["--axis"]),
        ("log --type contact.a", ["contact.added", "contact.archived"]),
    ],
)
def test_the_shell_completes(
    home: Path, three: dict[str, str], typed: str, offered: list[str]
) -> None:
    """Asked as the installed bash script asks: the answers are names that the command finds."""
    words = f"infoview {typed}"
    asked = {
        "_INFOVIEW_COMPLETE": "complete_bash", "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }  # fmt: skip
    done = subprocess.run(
        INFOVIEW, env=environment(home) | asked, text=True, capture_output=True, check=False
    )
    assert [line for line in done.stdout.splitlines() if line] == offered
    assert done.stderr == ""


def test_the_shell_waits_for_nothing_where_there_is_no_notebook(home: object) -> None:
    import typer

    from infoview_sync.cli.app import create_command

    assert people_completing(typer.Context(create_command()), "a") == []


def test_a_name_that_begins_another_full_name_is_not_exact(ok: Infoview, run: Infoview) -> None:
    ok("add", "Ada")
    ok("add", "Ada Novak")
    said = run("outreach", "ada")
    assert said.code == 1
    assert "2 people answer to 'ada'" in said.err
    ok("outreach", "ada", "novak")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["person", "sam", "lessson"], "did you mean Sam Leeson"),
        (["person", "angstrum"], "did you mean Zoë Ångström?"),
        (["schedule", "zoe", "tomorrow", "3pm"], 'quote what follows the name: zoe "tomorrow 3pm"'),
        (["note", "zoe", "meets", "at", "nine"], 'the name: zoe "meets at nine"'),
        (["insight", "zoe ang", "so", "it", "is"], 'the name: zoe ang "so it is"'),
    ],
)
def test_what_was_probably_meant_is_told(
    run: Infoview, three: dict[str, str], command: list[str], told: str
) -> None:
    said = run(*command)
    assert said.code == 1
    assert told in said.err


def test_a_name_of_several_words_needs_no_quotes_and_is_added_once(
    ok: Infoview, run: Infoview
) -> None:
    ok("add", "Bob", "Smith", "--org", "Desk")
    said = run("add", "bob smith", "--org", "desk")
    assert said.code == 1
    assert "is on your list already" in said.err
    assert "--force" in said.err
    ok("add", "Bob", "Smith", "--org", "Elsewhere")
    ok("add", "Bob", "Smith", "--org", "Desk", "--force")
    assert len(ok("people", "--json").json) == 3
