"""Undo and redo are events: nothing is deleted, and the latest word wins (I8)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from infoview_sync.projections.notebook import Notebook
from tests.cli.conftest import Infoview
from tests.world import draft, world


def digest(ok: Infoview) -> str:
    found = ok("digest", "--json").json["digest"]
    assert isinstance(found, str)
    return found


@pytest.fixture
def log(ok: Infoview) -> str:
    ok("add", "Ada Novak", "--org", "Fieldnote")
    ok("edit", "ada", "--org", "Night Desk")
    return str(ok("digest", "--json").json["heads"][0]["log"])


def org(ok: Infoview) -> str:
    return str(ok("person", "ada", "--json").json["contact"]["org"])


def test_undo_takes_back_the_last_thing_and_then_the_one_before(ok: Infoview, log: str) -> None:
    assert "undone: contact changed, Ada Novak" in ok("undo").out
    assert org(ok) == "Fieldnote"
    assert "undone: contact added" in ok("undo").out
    assert ok("people", "--json").json == []


def test_what_was_undone_is_found_by_whose_it_was_and_brought_back(ok: Infoview, log: str) -> None:
    ok("outreach", "ada", "--text", "May I ask you about your work?")
    ok("undo")
    rows = ok("log", "--person", "ada", "--type", "outreach.sent", "--json").json
    assert [(row["retracted"], row["person"]) for row in rows] == [(1, "Ada Novak")]
    assert "Ada Novak" in ok("redo", rows[0]["event"]).out


def test_undo_then_redo_is_as_if_nothing_happened(ok: Infoview, log: str) -> None:
    before = digest(ok)
    ok("undo")
    assert digest(ok) != before
    ok("redo")
    assert digest(ok) == before
    ok("undo", f"{log[:4]}:3")
    ok("redo", f"{log[:4]}:3")
    assert digest(ok) == before


def test_undoing_an_undo_restores_the_original(ok: Infoview, log: str) -> None:
    ok("undo", f"{log[:4]}:3")
    said = ok("undo", f"{log[:4]}:4", "--json").json
    assert said["recorded"][0]["type"] == "event.restored"
    assert said["recorded"][0]["about"] == f"{log[:4]}:3"
    assert org(ok) == "Night Desk"
    ok("undo", f"{log[:4]}:5")
    assert org(ok) == "Fieldnote"


def test_undoing_twice_says_so(ok: Infoview, run: Infoview, log: str) -> None:
    ok("undo", f"{log[:4]}:3")
    said = run("undo", f"{log[:4]}:3")
    assert said.code == 1
    assert f"undone already; `infoview redo {log[:4]}:3` brings it back" in said.err
    assert len(ok("log", "--json").json) == 4


def test_redoing_what_stands_says_so(ok: Infoview, run: Infoview, log: str) -> None:
    assert "is not undone" in run("redo", f"{log[:4]}:3").err
    assert "nothing that was undone here" in run("redo").err


def test_help_says_that_undo_passes_over_what_was_taken_back(ok: Infoview) -> None:
    assert "undo and unmerge are passed over" in " ".join(ok("undo", "--help").out.split())


def test_a_device_cannot_be_undone(ok: Infoview, run: Infoview, log: str) -> None:
    assert "cannot be undone" in run("undo", f"{log[:4]}:1").err
    ok("undo")
    ok("undo")
    assert "left to undo" in run("undo").err


def test_a_recovery_phrase_cannot_be_undone(ok: Infoview, run: Infoview, log: str) -> None:
    ok("recovery", "new", "--yes")
    said = run("undo")
    assert (said.code, "cannot be undone" in said.err) == (1, True)
    assert org(ok) == "Night Desk", "nothing older is taken back either"


def test_undo_passes_over_what_the_device_said_by_itself(
    ok: Infoview, run: Infoview, home: Path, log: str
) -> None:
    async def vouch() -> int:
        notebook = await Notebook.open(home, world())
        said = await notebook.append([draft("log.vouched", "f" * 16, last_seq=1)])
        await notebook.close()
        return said[-1].seq

    vouched = asyncio.run(vouch())
    assert "undone: contact changed" in ok("undo").out
    assert "cannot be undone" in run("undo", f"{log[:4]}:{vouched}").err


def test_the_log_shows_what_is_undone(ok: Infoview, log: str) -> None:
    ok("undo")
    assert "contact changed (undone)" in ok("log").out
    rows = ok("log", "--json").json
    assert [row["type"] for row in rows if row["retracted"]] == ["contact.corrected"]


def test_the_log_says_what_was_undone_and_redone(ok: Infoview, log: str) -> None:
    ok("undo")
    ok("redo")
    told = ok("log").out
    assert "undone: contact changed" in told
    assert "redone: contact changed" in told
    assert "undone: contact changed" in ok("person", "ada").out


def test_after_a_forgetting_undo_takes_nothing_older_back(ok: Infoview, run: Infoview) -> None:
    ok("add", "Bo Ray")
    ok("add", "Ada Novak")
    ok("forget", "ada", "--yes")
    said = run("undo")
    assert said.code == 1
    assert "forgetting" in said.err
    assert "infoview log" in said.err
    assert [row["name"] for row in ok("people", "--json").json] == ["Bo Ray"]


def test_an_erased_event_is_called_so_and_has_no_date(ok: Infoview) -> None:
    ok("add", "Ada Novak")
    ok("forget", "ada", "--yes")
    shown = ok("log").out
    assert "erased" in shown
    assert "1970" not in shown
    assert [row["erased"] for row in ok("log", "--json").json] == [False, False, True]


def test_redo_passes_over_what_was_erased(ok: Infoview, run: Infoview) -> None:
    ok("add", "Ann One")
    ok("add", "Bob Two")
    ok("journal", "mine")
    ok("undo")
    ok("edit", "bob", "--org", "Fieldnote")
    ok("undo")
    erased = ok("log", "--limit", "2", "--json").json[-1]["event"]
    ok("forget", "bob", "--yes")
    assert "back again: journal written" in ok("redo").out
    assert "nothing that was undone here is left" in run("redo").err
    for command in ("undo", "redo"):
        said = run(command, erased)
        assert said.code == 1
        assert "was erased with a person who was forgotten" in said.err
