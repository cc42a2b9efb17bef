"""What leaves the notebook: every format written whole, never over another file, and read back."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import stat
import warnings
from contextlib import closing
from pathlib import Path

import icalendar
import pytest
import vobject

from infoview_sync.files.export.tables import TABLES
from tests.cli.conftest import Infoview, Said


@pytest.fixture
def filled(ok: Infoview) -> Infoview:
    ok(
        "add",
        "Ada Novak",
        "--org",
        "Fieldnote",
        "--title",
        "=Editor",
        "--email",
        "ada@example.org",
        "--phone",
        "+49 30 1234567",
        "--tag",
        "radio",
        "--notes",
        "Met at a fair;\nlikes maps",
    )
    ok("add", "Boris Kim", "--org", "Night Desk")
    ok("outreach", "ada", "--channel", "email", "--at", "2026-01-02 10:00")
    ok("reply", "ada", "accepted", "--at", "2026-01-03 10:00")
    ok("schedule", "ada", "2026-02-02 15:00", "--tz", "Europe/Berlin", "--at", "2026-01-04 10:00")
    ok("prep", "ada", "What takes longest?", "--category", "role")
    ok("done", "ada", "--ended", "2026-02-02 15:30")
    ok("note", "ada", "Meets her team at nine")
    ok("insight", "ada", "Good pitches beat the job board", "--theme", "career_path")
    ok("refer", "ada", "Chidi Obi", "--org", "Sable")
    ok("refer", "ada", "Boris Kim")
    ok("advice", "ada", "Write one piece a week")
    return ok


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".part")]


def into(home: Path, run: Infoview, *arguments: str) -> Said:
    return run("--home", str(home), *arguments)


def test_a_notebook_comes_back_the_same_to_the_last_bit(filled: Infoview, tmp_path: Path) -> None:
    file = tmp_path / "notebook.ndjson"
    filled("export", "--to", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    new = tmp_path / "new"
    said = into(new, filled, "import", str(file))
    assert "joined" in said.out
    assert into(new, filled, "digest", "--json").json == filled("digest", "--json").json
    into(new, filled, "verify")
    again = tmp_path / "again.ndjson"
    into(new, filled, "export", "--to", str(again))
    assert again.read_bytes() == file.read_bytes()


def test_a_forgotten_person_stays_forgotten_on_the_way(filled: Infoview, tmp_path: Path) -> None:
    filled("forget", "ada", "--yes")
    file = tmp_path / "notebook.ndjson"
    filled("export", "--to", str(file))
    raw = file.read_bytes()
    assert b'"erased":"' in raw
    assert b"Novak" not in raw
    assert b"Meets her team" not in raw
    new = tmp_path / "new"
    into(new, filled, "import", str(file))
    assert into(new, filled, "digest", "--json").json == filled("digest", "--json").json
    assert [row["name"] for row in into(new, filled, "people", "--json").json] == ["Boris Kim"]


def test_the_same_notebook_takes_only_what_it_lacks(filled: Infoview, tmp_path: Path) -> None:
    first, second = tmp_path / "first.ndjson", tmp_path / "second.ndjson"
    filled("export", "--to", str(first))
    new = tmp_path / "new"
    into(new, filled, "import", str(first))
    into(new, filled, "add", "Eve Stone")
    filled("add", "Dora Lind")
    into(new, filled, "export", "--to", str(second))
    before = filled("digest", "--json").json
    # An older export has nothing new.
    assert "0 of them new" in filled("import", str(first)).out
    assert filled("digest", "--json").json == before
    said = filled("import", str(second), "--json").json
    assert (said["files"][0]["source"], said["files"][0]["added"]) == ("infoview", 2)
    names = {row["name"] for row in filled("people", "--json").json}
    assert {"Dora Lind", "Eve Stone", "Ada Novak"} <= names
    assert "0 of them new" in filled("import", str(second)).out


def test_another_notebook_refuses_it_and_says_what_to_do(
    filled: Infoview, run: Infoview, tmp_path: Path
) -> None:
    file = tmp_path / "notebook.ndjson"
    filled("export", "--to", str(file))
    other = tmp_path / "other"
    into(other, filled, "add", "Somebody Else")
    before = into(other, filled, "digest", "--json").json
    said = into(other, run, "import", str(file))
    assert said.code == 1
    assert "--home NEW import" in said.err
    assert into(other, filled, "digest", "--json").json == before
    coded = into(other, run, "import", str(file), "--json")
    assert coded.json["files"][0]["error"]["code"] == "foreign_notebook"


def test_a_dry_run_of_an_own_export_writes_nothing(filled: Infoview, tmp_path: Path) -> None:
    file = tmp_path / "notebook.ndjson"
    filled("export", "--to", str(file))
    new = tmp_path / "new"
    said = into(new, filled, "import", str(file), "--dry-run")
    assert "would join" in said.out
    assert not new.exists()
    assert "0 of them new" in filled("import", str(file), "--dry-run").out


def test_a_damaged_export_leaves_no_trace(filled: Infoview, run: Infoview, tmp_path: Path) -> None:
    file = tmp_path / "notebook.ndjson"
    filled("export", "--to", str(file))
    lines = file.read_bytes().splitlines(keepends=True)
    new = tmp_path / "new"
    for number, damaged in enumerate(
        [lines[:-1], lines[:3] + lines[4:], [*lines[:-1], lines[-1].replace(b"a", b"b", 1)]]
    ):
        file.write_bytes(b"".join(damaged))
        said = into(new, run, "import", str(file))
        assert said.code == 1, number
        assert f"error: {file}, line " in said.err
        assert "infoview export" in said.err
        assert not new.exists()


def test_the_database_is_a_database(filled: Infoview, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    filled("export", "--to", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        events = filled("log", "--json", "--limit", "1000").json
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (len(events),)
    connection.close()
    with closing(sqlite3.connect(home / "notebook.sqlite3")) as own:
        secrets = own.execute("SELECT signing_seed, agreement_secret, key FROM keyring, epoch")
        for secret in secrets.fetchone():
            assert secret not in file.read_bytes(), "keys stay at home"


def test_people_come_back_from_a_table_and_from_cards(filled: Infoview, tmp_path: Path) -> None:
    wanted = filled("person", "ada", "--json").json["contact"]
    for name in ("people.csv", "people.vcf"):
        file = tmp_path / name
        filled("export", "--to", str(file))
        home = tmp_path / f"home of {name}"
        said = into(home, filled, "import", str(file))
        assert "2 added" in said.out
        found = into(home, filled, "person", "ada", "--json").json["contact"]
        for field in ("name", "org", "title", "emails", "phones", "urls", "notes", "tags"):
            assert found[field] == wanted[field], (name, field)
        assert "0 added" in filled("import", str(file)).out


def test_a_folder_gets_every_table(filled: Infoview, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    said = filled("export", "--to", str(folder), "--json").json
    assert {path.name for path in folder.iterdir()} == {f"{name}.csv" for name in TABLES}
    counts = {Path(each["file"]).stem: each["count"] for each in said["files"]}
    assert counts["people"] == counts["standing"] == 2
    assert counts["interviews"] == counts["questions"] == counts["notes"] == 1
    assert counts["referrals"] == 2
    assert "2026-02-02T15:00:00+01:00" in (folder / "interviews.csv").read_text(
        encoding="utf-8-sig"
    )
    assert '"\'=Editor"' in (folder / "people.csv").read_text(encoding="utf-8-sig")


def test_cards_and_interviews_of_chosen_people(filled: Infoview, tmp_path: Path) -> None:
    tagged, one = tmp_path / "radio.vcf", tmp_path / "boris.vcf"
    filled("export", "--to", str(tagged), "--tag", "radio")
    filled("export", "--to", str(one), "--person", "boris")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = [
            [card.fn.value for card in vobject.readComponents(file.read_text(encoding="utf-8"))]
            for file in (tagged, one)
        ]
    assert names == [["Ada Novak"], ["Boris Kim"]]
    calendar = tmp_path / "ada.ics"
    filled("export", "--to", str(calendar), "--person", "ada")
    (event,) = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
    assert event["DTSTART"].dt.isoformat() == "2026-02-02T15:00:00+01:00"
    assert "left as it is (held already)" in filled("import", str(calendar)).out


def test_moving_and_calling_off_is_told_to_calendars_and_comes_back_once(
    ok: Infoview, tmp_path: Path
) -> None:
    file = tmp_path / "c.ics"

    def exported() -> icalendar.Event:
        ok("export", "--to", str(file), "--force")
        (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
        assert isinstance(event, icalendar.Event)
        return event

    ok("add", "Ada Novak")
    ok("schedule", "ada", "2030-02-04 15:00")
    first = exported()
    ok("move", "ada", "2030-02-05 15:00")
    moved = exported()
    assert (first["SEQUENCE"], moved["SEQUENCE"]) == (0, 1)
    assert first["UID"] == moved["UID"]
    before = ok("digest", "--json").json
    ok("import", str(file))
    assert ok("digest", "--json").json == before
    ok("cancel", "ada", "--by", "them")
    gone = exported()
    assert (gone["SEQUENCE"], gone["STATUS"]) == (2, "CANCELLED")


def test_pages_tell_who_when_and_what(filled: Infoview, tmp_path: Path) -> None:
    filled("note", "ada", "# not a heading\n<script>alert(1)</script>")
    file, folder = tmp_path / "notebook.md", tmp_path / "pages"
    filled("export", "--to", str(file))
    text = file.read_text(encoding="utf-8")
    assert "# Ada Novak\n" in text
    assert "What takes longest?" in text
    assert "Good pitches beat the job board (career path)" in text
    assert "named Chidi Obi (Sable)" in text
    assert "\\# not a heading" in text
    assert "<script>" not in text
    filled("export", "--to", str(folder), "--format", "md")
    assert len(list(folder.glob("*.md"))) == 2


def test_the_graph(filled: Infoview, tmp_path: Path) -> None:
    file = tmp_path / "network.dot"
    filled("export", "--to", str(file))
    assert file.read_text(encoding="utf-8") == filled("network", "--dot").out


def test_the_past_is_exported_as_it_was(filled: Infoview, tmp_path: Path) -> None:
    file = tmp_path / "then.csv"
    filled("export", "--to", str(file), "--table", "interviews", "--at", "2026-01-10")
    text = file.read_text(encoding="utf-8-sig")
    assert "scheduled" in text
    assert "completed" not in text
    page = tmp_path / "then.md"
    filled("export", "--to", str(page), "--at", "2026-01-10", "--person", "ada")
    assert "job board" not in page.read_text(encoding="utf-8")


def test_everything_at_once(filled: Infoview, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    filled("export", "--all", str(folder))
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "README.txt", "notebook.ndjson", "notebook.sqlite3", "people.vcf", "interviews.ics",
        "network.dot", "tables", "pages",
    }  # fmt: skip
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert all(name in readme for name in names - {"README.txt"})
    assert leftovers(folder) == []


def test_an_empty_notebook_exports_what_there_is(ok: Infoview, tmp_path: Path) -> None:
    ok("add", "Ada")
    ok("undo")
    folder = tmp_path / "all"
    ok("export", "--all", str(folder))
    assert not (folder / "people.vcf").exists()
    new = tmp_path / "new"
    into(new, ok, "import", str(folder / "notebook.ndjson"))
    assert into(new, ok, "digest", "--json").json == ok("digest", "--json").json


@pytest.mark.parametrize(
    "name", ["n.ndjson", "n.sqlite3", "n.csv", "n.vcf", "n.ics", "n.md", "n.dot"]
)
def test_no_file_is_replaced_unless_forced(
    filled: Infoview, run: Infoview, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text("precious")
    said = run("export", "--to", str(file))
    assert said.code == 1
    assert "--force" in said.err
    assert file.read_text() == "precious"
    filled("export", "--to", str(file), "--force")
    assert file.read_bytes() != b"precious"
    assert leftovers(tmp_path) == []


def test_a_folder_with_one_such_table_is_left_alone(
    filled: Infoview, run: Infoview, tmp_path: Path
) -> None:
    (tmp_path / "touches.csv").write_text("mine")
    assert run("export", "--to", str(tmp_path)).code == 1
    assert [path.name for path in tmp_path.glob("*.csv")] == ["touches.csv"]


WRONG = [
    (("--to", "nowhere/n.vcf"), "make the folder first"),
    (("--to", "n"), None),
    (("--to", "n.xlsx"), "does not say what it is to be"),
    ((), "say where to"),
    (("--to", "n.vcf", "--all", "d"), "say where to"),
    (("--all", "d", "--format", "vcf"), "leave out --format"),
    (("--to", "n.ndjson", "--at", "2026-01-01"), "the log holds every moment"),
    (("--to", "n.csv", "--person", "ada"), "--person and --tag choose"),
    (("--to", "n.csv", "--table", "nothing"), "there are people"),
    (("--to", "n.vcf", "--table", "people"), "--table chooses"),
    (("--to", "n.vcf", "--alarms"), "--alarms is for .ics"),
    (("--to", "n.vcf", "--tag", "nobody"), "nobody has the tag"),
    (("--to", "n.vcf", "--person", "nobody"), "nobody answers"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
@pytest.mark.usefixtures("filled")
def test_what_cannot_be_is_said_and_leaves_nothing(
    run: Infoview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    wrong: tuple[tuple[str, ...], str | None],
) -> None:  # fmt: skip
    arguments, told = wrong
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    said = run("export", *arguments)
    if told is None:
        assert said.code == 0  # a new folder, for tables
        return
    assert said.code == 1
    assert told in said.err
    assert said.err.count("\n") == 1
    assert list(work.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(filled: Infoview, run: Infoview, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    said = run("export", "--to", str(locked / "n.vcf"))
    assert said.code == 1
    assert "choose a folder that you may write to" in said.err


def test_a_full_disk_leaves_no_half_file(
    filled: Infoview, run: Infoview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for name in ("n.vcf", "n.ndjson", "n.sqlite3"):
        said = run("export", "--to", str(tmp_path / name))
        assert said.code == 1
        assert "free some space" in said.err
        assert not (tmp_path / name).exists()
    assert leftovers(tmp_path) == []


def test_damage_is_not_spread(filled: Infoview, run: Infoview, home: Path, tmp_path: Path) -> None:
    with sqlite3.connect(home / "notebook.sqlite3") as connection:
        connection.execute("UPDATE event SET body = replace(body, 'Boris', 'Doris')")
    connection.close()
    said = run("export", "--to", str(tmp_path / "n.ndjson"), "--json")
    assert said.code == 3
    assert json.loads(said.out)["error"]["code"] == "corrupt"
    assert not (tmp_path / "n.ndjson").exists()
