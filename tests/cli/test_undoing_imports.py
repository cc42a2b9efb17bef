"""An import is taken back as a whole, and undo never reaches past another device's newer work."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from infoview_sync.cli.importing import BATCH_EVENTS
from infoview_sync.settings import DATABASE_NAME
from tests.cli.conftest import Infoview
from tests.cli.processes import INFOVIEW, environment, infoview, up
from tests.cli.test_importing import write

ROWS = "Ada,Novak,,,Fieldnote,Editor,\nBoris,Kim,,,Night Desk,Editor,\n"


@pytest.fixture
def imported(ok: Infoview, tmp_path: Path) -> str:
    """Two people imported after one was typed; the name of the import's record."""
    ok("add", "Zoe Lewis")
    said = ok("import", write(tmp_path, ROWS)).out
    (name,) = re.findall(r"undo with: infoview undo (\S+)", said)
    return str(name)


def names(ok: Infoview) -> list[str]:
    return [row["name"] for row in ok("people", "--json").json]


def test_undo_takes_back_the_whole_import_and_redo_brings_it_back(
    ok: Infoview, run: Infoview, imported: str
) -> None:
    before = ok("digest", "--json").json["digest"]
    asked = run("undo")
    assert asked.code == 1
    assert "take back the import of Connections.csv, 2 people added? Say --yes" in asked.err
    assert run("undo", "--json").code == 1
    assert len(names(ok)) == 3
    assert "undone: the import of Connections.csv, 2 people added" in ok("undo", "--yes").out
    assert names(ok) == ["Zoe Lewis"]
    assert "2 people added" in ok("redo").out
    assert ok("digest", "--json").json["digest"] == before
    ok("undo", "--yes")
    ok("undo")
    assert names(ok) == []


def test_the_import_can_be_undone_and_redone_by_name(
    ok: Infoview, run: Infoview, imported: str
) -> None:
    ok("add", "Carla Diaz")
    ok("outreach", "ada")
    asked = run("undo", imported).err
    assert "2 people added; you have written to or talked with 1 of them? Say --yes" in asked
    said = ok("undo", imported, "--yes", "--json").json
    assert (said["events"], said["recorded"][0]["about"]) == (3, imported)
    assert names(ok) == ["Carla Diaz", "Zoe Lewis"]
    assert "undone already" in run("undo", imported, "--yes").err
    ok("redo", imported)
    assert len(names(ok)) == 4


def test_what_was_undone_before_stays_undone_when_the_import_comes_back(
    ok: Infoview, imported: str
) -> None:
    log, seq = imported.split(":")
    ok("undo", f"{log}:{int(seq) - 1}")
    assert names(ok) == ["Ada Novak", "Zoe Lewis"]
    assert "1 person added" in ok("undo", "--yes").out
    ok("redo")
    assert names(ok) == ["Ada Novak", "Zoe Lewis"]


def test_a_changing_import_takes_back_the_changes_only(
    ok: Infoview, imported: str, tmp_path: Path
) -> None:
    later = ROWS.replace("Fieldnote,Editor", "Fieldnote,Publisher")
    ok("import", write(tmp_path, later, "later.csv"))
    assert "later.csv, 0 people added, 1 changed" in ok("undo", "--yes").out
    assert ok("person", "ada", "--json").json["contact"]["title"] == "Editor"
    assert len(names(ok)) == 3


def test_who_was_typed_and_merged_into_somebody_imported_stays(ok: Infoview, imported: str) -> None:
    ok("add", "Ada N.")
    ok("schedule", "Ada N.", "fri 10:00")
    ok("merge", "Ada Novak", "Ada N.")
    assert names(ok) == ["Ada Novak", "Boris Kim", "Zoe Lewis"]
    ok("undo", imported, "--yes")
    assert names(ok) == ["Ada N.", "Zoe Lewis"]
    assert [row["name"] for row in ok("interviews", "--json").json] == ["Ada N."]


def test_forgetting_who_was_merged_into_somebody_whose_import_is_undone_leaves_no_half(
    ok: Infoview, run: Infoview, imported: str
) -> None:
    ok("add", "Ada N.")
    ok("merge", "Ada Novak", "Ada N.")
    ok("undo", imported, "--yes")
    ok("forget", "Ada N.", "--yes")
    run("redo")
    assert names(ok) == ["Boris Kim", "Zoe Lewis"]


@pytest.mark.parametrize(
    "merges",
    [
        [("Boris Kim", "Ada N."), ("Ada Novak", "Boris Kim")],
        [("Boris Kim", "Ada Novak"), ("Ada N.", "Boris Kim")],
    ],
)
def test_forgetting_who_was_merged_in_two_steps_with_what_an_import_added_leaves_no_part(
    ok: Infoview, run: Infoview, imported: str, merges: list[tuple[str, str]]
) -> None:
    ok("add", "Ada N.")
    for survivor, other in merges:
        ok("merge", survivor, other)
    ok("undo", imported, "--yes")
    ok("forget", "Ada N.", "--yes")
    run("redo")
    assert names(ok) == ["Zoe Lewis"]


def test_undo_names_what_another_device_recorded_last(home: Path, tmp_path: Path) -> None:
    infoview(home, "add", "Ada Novak")
    other = tmp_path / "other"
    with up(home) as served:
        infoview(other, "sync", served.url, stdin=served.new_link() + "\n")
        assert infoview(other, "outreach", "ada").returncode == 0
        infoview(other, "sync", served.url, stdin=served.new_link() + "\n")
        log = json.loads(infoview(other, "log", "--limit", "1", "--json").stdout)[0]["event"]
    said = infoview(home, "undo")
    assert said.returncode == 1
    assert f'the last thing recorded is "outreach sent, Ada Novak" {log}, in ' in said.stderr
    assert said.stderr.rstrip().endswith(f"; infoview undo {log}")
    assert infoview(home, "undo", log).returncode == 0
    assert "undone: contact added, Ada Novak" in infoview(home, "undo").stdout


def test_undo_proposes_no_undo_of_another_devices_forgetting(home: Path, tmp_path: Path) -> None:
    infoview(home, "add", "Ada Novak")
    infoview(home, "add", "Bo Ray")
    other = tmp_path / "other"
    with up(home) as served:
        infoview(other, "sync", served.url, stdin=served.new_link() + "\n")
        assert infoview(other, "forget", "ada", "--yes").returncode == 0
        infoview(other, "sync", served.url, stdin=served.new_link() + "\n")
    said = infoview(home, "undo")
    assert said.returncode == 1
    assert "a forgetting, cannot be undone" in said.stderr
    assert "infoview undo" not in said.stderr


def test_an_import_comes_back_without_whom_another_device_has_forgotten(
    home: Path, tmp_path: Path
) -> None:
    infoview(home, "import", write(tmp_path, ROWS))
    other = tmp_path / "other"
    with up(home) as served:
        infoview(other, "sync", served.url, stdin=served.new_link() + "\n")
        assert infoview(home, "undo", "--yes").returncode == 0
        assert infoview(other, "forget", "boris", "--yes").returncode == 0
        infoview(other, "sync", served.url, stdin=served.new_link() + "\n")
    said = infoview(home, "redo")
    assert (said.returncode, said.stderr) == (0, "")
    assert "back again: the import, 1 person added" in said.stdout


def test_two_imports_at_once_add_everybody_once(home: Path, tmp_path: Path) -> None:
    rows = "".join(f"Ann{n},Berg,,,Desk {n},Editor,\n" for n in range(1500))
    path = write(tmp_path, rows)
    infoview(home, "add", "Zoe Lewis")
    processes = [
        subprocess.Popen(
            [*INFOVIEW, "import", path], env=environment(home), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    told = "".join(each.communicate(timeout=60)[0] for each in processes)
    assert "1,500 added" in told
    assert "1,500 already known" in told
    assert len(json.loads(infoview(home, "people", "--json").stdout)) == 1501


def test_an_import_that_was_stopped_goes_as_a_whole_too(
    home: Path, tmp_path: Path, ok: Infoview
) -> None:
    rows = "".join(f"Ann{n},Berg,,,Desk {n},Editor,\n" for n in range(BATCH_EVENTS + 1))
    ok("add", "Zoe Lewis")
    ok("import", write(tmp_path, rows))
    # As if it had been stopped before the last batch, which holds the record of the import.
    connection = sqlite3.connect(home / DATABASE_NAME)
    seq, hash_ = connection.execute(
        "SELECT seq, hash FROM event WHERE seq = ?", (2 + BATCH_EVENTS,)
    ).fetchone()
    connection.execute("DELETE FROM event WHERE seq > ?", (seq,))
    connection.execute("UPDATE head SET seq = ?, hash = ?", (seq, hash_))
    connection.commit()
    connection.close()
    assert f"{BATCH_EVENTS} people added" in ok("undo", "--yes").out
    assert "Zoe Lewis" in names(ok)
    ok("redo")
    assert len(names(ok)) > BATCH_EVENTS
