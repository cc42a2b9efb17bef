"""Import: who is new, who changed, who is refused; nothing half-written, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from infoview_sync.cli.importing import BATCH_EVENTS
from infoview_sync.errors import StoreError
from infoview_sync.events.author import Draft
from infoview_sync.log.store import Stored
from infoview_sync.projections.notebook import Notebook
from tests.cli.conftest import Infoview

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
BAD_FILES = sorted((Path(__file__).parents[1] / "fixtures" / "linkedin" / "bad").iterdir())


def write(folder: Path, rows: str, name: str = "Connections.csv") -> str:
    path = folder / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return str(path)


def events(ok: Infoview, wire_type: str) -> int:
    return len(ok("log", "--type", wire_type, "--limit", "100000", "--json").json)


def test_a_file_again_adds_nothing_and_leaves_no_trace(ok: Infoview, linkedin_files: Path) -> None:
    path = str(linkedin_files / "Connections.csv")
    assert "420 added · 0 changed · 0 already known · 0 refused" in ok("import", path).out
    before = ok("digest", "--json").json
    assert "0 added · 0 changed · 420 already known" in ok("import", path).out
    assert ok("digest", "--json").json == before
    assert events(ok, "contact.added") == 420
    assert events(ok, "import.completed") == 1


def test_a_full_disk_in_the_middle_says_how_much_is_saved_and_the_rest_comes_later(
    ok: Infoview, run: Infoview, linkedin_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, calls = Notebook.append, []

    async def full(self: Notebook, drafts: Sequence[Draft]) -> list[Stored]:
        calls.append(len(drafts))
        if len(calls) == 2:
            raise StoreError("nothing was saved: database or disk is full")
        return await append(self, drafts)

    monkeypatch.setattr(Notebook, "append", full)
    monkeypatch.setattr("infoview_sync.files.taking.writing.BATCH_EVENTS", 100)
    path = str(linkedin_files / "Connections.csv")
    said = run("import", path)
    assert said.code == 1
    assert "the first 100 of 421 entries were saved, the others were not" in said.err
    assert "import the file again" in said.err
    assert "nothing was saved" not in said.err
    assert events(ok, "contact.added") == 100
    assert "320 added · 0 changed · 100 already known" in ok("import", path).out


def test_a_month_later_only_what_changed_is_recorded(ok: Infoview, linkedin_files: Path) -> None:
    ok("import", str(linkedin_files / "Connections.csv"))
    later = str(linkedin_files / "Connections-a-month-later.csv")
    assert "0 added · 35 changed · 385 already known" in ok("import", later).out
    assert events(ok, "contact.corrected") == 35
    assert "0 added · 0 changed · 420 already known" in ok("import", later).out
    # The older file knows nothing new, and must not bring old words back.
    before = ok("digest", "--json").json
    ok("import", str(linkedin_files / "Connections.csv"))
    ok("import", later)
    people = ok("people", "--json").json
    assert len(people) == 420
    assert ok("digest", "--json").json["notebook"] == before["notebook"]


def test_ones_own_correction_stays(ok: Infoview, tmp_path: Path) -> None:
    row = "Ada,Novak,https://www.linkedin.com/in/ada,,Fieldnote,Editor,02 Jan 2024\n"
    path = write(tmp_path, row)
    ok("import", path)
    ok("edit", "ada", "--org", "Fieldnote, Inc.")
    assert "your own corrections were kept for 1 person" in ok("import", path).out
    assert ok("person", "ada", "--json").json["contact"]["org"] == "Fieldnote, Inc."


def test_a_dry_run_tells_and_writes_nothing(ok: Infoview, home: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "Ada,Novak,,,Fieldnote,Editor,\n")
    assert "1 added" in ok("import", path, "--dry-run").out
    assert not home.exists()
    ok("import", path)
    before = ok("digest", "--json").json
    more = write(tmp_path, "Boris,Kim,,,Night Desk,Editor,\n", "more.csv")
    assert "1 added" in ok("import", more, "--dry-run").out
    assert ok("digest", "--json").json == before


@pytest.mark.parametrize("path", BAD_FILES, ids=lambda path: path.name)
def test_a_bad_file_is_refused_with_a_remedy_and_changes_nothing(
    ok: Infoview, run: Infoview, path: Path
) -> None:
    ok("add", "Ada")
    before = ok("digest", "--json").json
    said = run("import", str(path))
    assert said.code == 1
    assert said.err.startswith(f"error: {path}")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    wire = run("import", str(path), "--json")
    assert (wire.code, wire.err) == (1, "")
    (file,) = wire.json["files"]
    assert file["error"]["code"].startswith("file_")
    assert file["error"]["remedy"]
    assert ok("digest", "--json").json == before


def test_the_words_of_a_private_message_are_never_repeated(
    run: Infoview, linkedin_files: Path
) -> None:
    path = linkedin_files / "bad" / "messages.csv"
    said = run("import", str(path))
    cells = [cell for line in path.read_text().splitlines()[1:] for cell in line.split(",")]
    assert not [cell for cell in cells if len(cell) > 3 and cell in said.out + said.err]


def test_a_line_of_fifty_megabytes_is_refused(run: Infoview, ok: Infoview, tmp_path: Path) -> None:
    ok("add", "Ada")
    before = ok("digest", "--json").json
    path = tmp_path / "Connections.csv"
    with path.open("w") as file:
        file.write(HEADER)
        file.write("x" * 50 * 1024 * 1024)
    said = run("import", str(path))
    assert said.code == 1
    assert len(said.err) < 2_000
    assert ok("digest", "--json").json == before


def test_what_is_not_there_is_refused(run: Infoview, home: Path, tmp_path: Path) -> None:
    assert "No such file" in run("import", str(tmp_path / "nothing.csv")).err
    assert "it is not a file" in run("import", str(tmp_path)).err
    assert not home.exists()


def test_good_rows_are_kept_and_each_refused_one_has_line_field_and_remedy(
    run: Infoview, ok: Infoview, linkedin_files: Path
) -> None:
    said = run("import", str(linkedin_files / "odd" / "some-rows-refused.csv"), "--json")
    assert said.code == 1
    (file,) = said.json["files"]
    assert (file["added"], len(file["refused"])) == (2, 6)
    for row in file["refused"]:
        assert row["line"] > 0
        assert row["reason"]
        assert row["remedy"]
    assert len(ok("people", "--json").json) == 2
    told = run("import", str(linkedin_files / "odd" / "some-rows-refused.csv"))
    assert "Connected On" in told.out
    assert "31 Jun 2024" in told.out


def test_several_files_are_taken_each_for_itself(
    run: Infoview, ok: Infoview, tmp_path: Path, linkedin_files: Path
) -> None:
    one = write(tmp_path, "Ada,Novak,,,Fieldnote,Editor,\n", "one.csv")
    two = write(tmp_path, "Boris,Kim,,,Desk,Editor,\nAda,Novak,,,Fieldnote,Editor,\n", "two.csv")
    said = run("import", one, str(linkedin_files / "bad" / "empty.csv"), two)
    assert said.code == 1
    assert said.err.startswith(f"error: {linkedin_files / 'bad' / 'empty.csv'}")
    assert [row["name"] for row in ok("people", "--json").json] == ["Ada Novak", "Boris Kim"]


def test_more_rows_than_a_batch_are_all_there(ok: Infoview, tmp_path: Path) -> None:
    rows = "".join(f"Ann{n},Berg,,,Desk {n},Editor,\n" for n in range(2 * BATCH_EVENTS))
    ok("import", write(tmp_path, rows))
    assert len(ok("people", "--json").json) == 2 * BATCH_EVENTS
    (completed,) = ok("log", "--type", "import.completed", "--json").json
    assert completed["seq"] == 2 * BATCH_EVENTS + 2
