"""The inbox: what is dropped is recorded once and put away; what cannot be is refused with why."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infoview_sync.files import inbox as inbox_module
from infoview_sync.files.inbox import DONE, EMPTY_SETTLE_S, REFUSED, SETTLE_S, Inbox
from tests.cli.conftest import Infoview, Said
from tests.cli.processes import INFOVIEW, environment, press_until_it_ends

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Dora Lind\nEMAIL:dora@example.org\nEND:VCARD\n"
TABLE = "Name,E-mail\nEve Stone,eve@example.org\n"
INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:talk-1@example.org
DTSTAMP:20300101T100000Z
DTSTART:20300204T150000Z
DTEND:20300204T153000Z
SUMMARY:Talk
ORGANIZER;CN=Ada Novak:mailto:ada@example.org
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infoview_sync.cli.watching.SETTLE_S", 0.02)
    monkeypatch.setattr(inbox_module, "SETTLE_S", 0.01)


@pytest.fixture
def ada(ok: Infoview) -> Infoview:
    ok("add", "Ada Novak", "--email", "ada@example.org")
    ok("schedule", "ada", "2026-01-05 15:00", "--at", "2026-01-02")
    ok("done", "ada", "--ended", "2026-01-05 15:30")
    return ok


def note(front: str, text: str = "Meets her team at nine.") -> str:
    return f"---\n{front}\n---\n\n{text}\n"


def drop(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def events(ok: Infoview) -> int:
    return len(ok("log", "--json", "--limit", "10000").json)


def take(run: Infoview, folder: Path) -> Said:
    return run("watch", str(folder), "--inbox", "--once", "--json")


def test_every_kind_of_file_is_taken_and_put_away(ada: Infoview, folder: Path) -> None:
    drop(folder, "card.vcf", CARD)
    drop(folder, "table.csv", TABLE)
    drop(folder, "talk.ics", INVITATION)
    drop(folder, "note.md", note("person: ada\ndate: 2026-01-05 16:00\ntype: note"))
    said = take(ada, folder).json
    assert [(each["file"], each["result"]) for each in said["handled"]] == [
        ("card.vcf", "done"), ("note.md", "done"), ("table.csv", "done"), ("talk.ics", "done"),
    ]  # fmt: skip
    assert names(folder) == ["done", "refused"]
    assert names(folder / DONE) == ["card.vcf", "note.md", "table.csv", "talk.ics"]
    assert names(folder / REFUSED) == []
    people = {row["name"] for row in ada("people", "--json").json}
    assert people == {"Ada Novak", "Dora Lind", "Eve Stone"}
    interviews = ada("person", "ada", "--json").json["interviews"]
    assert len(interviews) == 2
    texts = [each["text"] for one in interviews for each in one["notes"]]
    assert "Meets her team at nine." in texts
    assert ada("watch", str(folder), "--inbox", "--once").out == "nothing is there to take\n"


def test_an_own_export_is_taken_too(
    ada: Infoview, run: Infoview, folder: Path, tmp_path: Path
) -> None:
    ada("export", "--to", str(folder / "notebook.ndjson"))
    other = tmp_path / "other"
    ada("--home", str(other), "watch", str(folder), "--inbox", "--once")
    mine = ada("digest", "--json").json
    assert ada("--home", str(other), "digest", "--json").json == mine
    drop(folder, "broken.ndjson", (folder / DONE / "notebook.ndjson").read_bytes()[:-5])
    assert take(run, folder).code == 1
    assert "line " in (folder / REFUSED / "broken.ndjson.reason.txt").read_text(encoding="utf-8")


NOTES = [
    ("type: insight\ntheme: culture", "insight.captured"),
    ("type: insight", "insight.captured"),
    ("type: journal", "journal.written"),
    ("type: touch\nchannel: phone\ndirection: received", "touch.logged"),
    ("type: advice", "advice.received"),
    ("type: debrief", "debrief.written"),
    ("type: thank-you\nchannel: letter", "thank_you.sent"),
    ("type: help", "help.given"),
    ("type: Interview note", "note.taken"),
    ("", "note.taken"),
]


@pytest.mark.parametrize(("front", "wire_type"), NOTES)
def test_each_type_of_note_becomes_its_event_once(
    ada: Infoview, folder: Path, front: str, wire_type: str
) -> None:
    content = note(f"person: Ada Novak\ndate: 2026-01-06 10:00\n{front}")
    drop(folder, "a.md", content)
    take(ada, folder)
    (event,) = ada("log", "--type", wire_type, "--json").json
    assert event["occurred_at"].startswith("2026-01-06T10:00:00")
    before = ada("digest", "--json").json
    # What a kill -9 between recording and moving leaves: the same file, still there.
    drop(folder, "a.md", content)
    assert take(ada, folder).json["handled"][0]["message"] == "recorded already"
    assert ada("digest", "--json").json == before
    assert names(folder / DONE) == ["a (2).md", "a.md"]


def test_what_was_undone_may_be_dropped_again(ada: Infoview, folder: Path) -> None:
    content = note("person: ada\ndate: 2026-01-06\ntype: touch")
    for times in (1, 2):
        drop(folder, "a.md", content)
        take(ada, folder)
        assert len(ada("person", "ada", "--json").json["timeline"]) > 0
        assert len(ada("log", "--type", "touch.logged", "--json").json) == times
        ada("undo")


def test_an_unknown_person_is_refused_or_created(
    ada: Infoview, run: Infoview, folder: Path
) -> None:
    before = events(ada)
    drop(folder, "a.md", note("person: Frida Holm\ntype: touch"))
    assert take(run, folder).code == 1
    reason = (folder / REFUSED / "a.md.reason.txt").read_text(encoding="utf-8")
    assert "nobody answers to 'Frida Holm'" in reason
    assert "create: true" in reason
    assert events(ada) == before
    content = note("person: Frida Holm\ntype: touch\ncreate: true")
    for _ in range(2):
        drop(folder, "a.md", content)
        take(ada, folder)
    assert events(ada) == before + 2
    assert ada("person", "frida", "--json").json["contact"]["source"] == "inbox"


BAD_NOTES: dict[str, tuple[str | bytes, str]] = {
    "empty": ("   \n", "the note is empty"),
    "no front matter": ("just words", "line 1: it has no front matter"),
    "no end": ("---\nperson: ada\nwords", "line 1: its front matter has no end"),
    "no words": ("---\nperson: ada\n---\n", "no words below"),
    "no person": (note("type: touch"), "does not say whom"),
    "no such type": (note("person: ada\ntype: poem"), "there is no type 'poem'"),
    "no such day": (note("person: ada\ndate: 31 Feb"), "cannot read '31 Feb' as a time"),
    "a day to come": (note("person: ada\ndate: 2090-01-01"), "still to come"),
    "two days meant": (note("person: ada\ndate: 01/05/2026"), "cannot tell which day"),
    "a list": (note("- person\n- ada"), "line 2: its front matter has no lines such as"),
    "a scalar": (note("ada"), "line 2: its front matter has no lines such as"),
    "person is a list": (note("person: [ada, boris]"), "line 2: 'person' is not one text"),
    "person is a map": (note("type: touch\nperson:\n  a: b"), "line 3: 'person' is not one text"),
    "said twice": (note("person: ada\nPerson: boris"), "line 3: 'person' is said twice"),
    "no YAML": (note('person: "ada'), "its front matter is no YAML"),
    "a tab": (note("person:\tada\n\tdate: x"), "its front matter is no YAML"),
    "a colon": (note("person: ada: novak"), "its front matter is no YAML"),
    "an unknown anchor": (note("person: *ada"), "its front matter is no YAML"),
    "deep": (note("person: " + "[" * 3000), "its front matter is no YAML"),
    "long front matter": (note("x: " + "y" * 5000), "longer than 4,096 bytes"),
    "large": (note("person: ada", "x" * 200_000), "larger than 128 KiB"),
    "a long text": (note("person: ada", "x" * 30_000), "30,000 characters"),
    "Latin-1": ("---\nperson: Zo\xeb\n---\nx".encode("latin-1"), "line 2: byte"),
    "UTF-16": (note("person: ada").encode("utf-16"), "is not UTF-8 text"),
    "NUL": (note("person: ada", "x\0y"), "line 5: it holds a NUL character"),
    "binary": (bytes(range(256)), "is not UTF-8 text"),
    "an object": (note("person: !!python/object/apply:os.system [id]"), "is not one text"),
    "half a choice": (note("person: nobody\ncreate: perhaps"), "neither true nor false"),
    "direction": (note("person: ada\ntype: touch\ndirection: up"), "sent, received or both"),
    "thanks without a date": (note("person: ada\ntype: thanks"), "when it was sent"),
    "no such interview": (note("person: ada\ninterview: zzzz"), "has no interview 'zzzz'"),
    "no such theme": (note("person: ada\ntype: insight\ntheme: " + "x" * 70), "insight.captured"),
}


@pytest.mark.parametrize("name", BAD_NOTES)
def test_a_note_that_cannot_be_is_refused_by_place_and_reason(
    ada: Infoview, run: Infoview, folder: Path, name: str
) -> None:
    content, told = BAD_NOTES[name]
    before = ada("digest", "--json").json
    drop(folder, "a.md", content)
    said = take(run, folder)
    assert (said.code, said.err) == (1, "")
    assert names(folder / REFUSED) == ["a.md", "a.md.reason.txt"]
    assert told in (folder / REFUSED / "a.md.reason.txt").read_text(encoding="utf-8")
    assert ada("digest", "--json").json == before


def test_yaml_says_only_texts(ada: Infoview, folder: Path) -> None:
    ada("add", "No")
    drop(folder, "a.md", note("person: No\ntype: touch\ntags: [a, b]\ndate: 2026-01-06"))
    (handled,) = take(ada, folder).json["handled"]
    assert handled["message"].startswith("touch about No; not read: tags")


def test_a_file_of_another_kind_is_refused_with_its_reason(run: Infoview, folder: Path) -> None:
    drop(folder, "photo.png", b"\x89PNG\r\n" + bytes(100))
    drop(folder, "words.txt", "hello there")
    assert take(run, folder).code == 1
    assert names(folder / REFUSED) == [
        "photo.png", "photo.png.reason.txt", "words.txt", "words.txt.reason.txt",
    ]  # fmt: skip


def test_rows_that_were_refused_are_told_beside_the_file(ok: Infoview, folder: Path) -> None:
    drop(folder, "people.csv", "Name,E-mail\nEve Stone,eve@example.org\nToo,many,cells,here\n")
    said = take(ok, folder).json
    assert said["handled"][0]["result"] == "done"
    assert "line 3" in (folder / DONE / "people.csv.reason.txt").read_text(encoding="utf-8")


def test_a_file_of_which_nothing_is_taken_or_known_is_refused(
    ada: Infoview, run: Infoview, folder: Path
) -> None:
    declined = "ATTENDEE;CN=Me;PARTSTAT=DECLINED:mailto:me@example.org\nEND:VEVENT"
    drop(folder, "talk.ics", INVITATION.replace("END:VEVENT", declined))
    said = take(run, folder)
    assert (said.code, said.json["handled"][0]["result"]) == (1, "refused")
    reason = (folder / REFUSED / "talk.ics.reason.txt").read_text(encoding="utf-8")
    assert "declined" in reason
    assert len(ada("interviews", "--json").json) == 1


def test_the_remedy_of_another_notebooks_export_names_no_place_that_it_has_left(
    ada: Infoview, run: Infoview, folder: Path, tmp_path: Path
) -> None:
    other = str(tmp_path / "other")
    ada("--home", other, "add", "Boris Kim")
    ada("--home", other, "export", "--to", str(folder / "nb.ndjson"))
    assert take(run, folder).code == 1
    reason = (folder / REFUSED / "nb.ndjson.reason.txt").read_text(encoding="utf-8")
    assert reason.rstrip().endswith("infoview --home NEW import FILE")


def test_a_file_is_told_as_an_import_tells_it(ok: Infoview, folder: Path) -> None:
    guest = "ATTENDEE;CN=Me:mailto:me@example.org"
    talk = INVITATION.replace("END:VEVENT", f"SEQUENCE:2\n{guest}\nEND:VEVENT")
    drop(folder, "talk.ics", talk.replace("DTSTART:20300204T150000Z", "DTSTART:20300204T150000"))
    first, *more = ok("watch", str(folder), "--inbox", "--once").out.splitlines()
    assert first.startswith("talk.ics → done: 1 interview scheduled · 0 rescheduled · 0 cancelled")
    assert "undo with: infoview undo" in first
    assert "taken to be with Me, the only guest" in more[0]
    assert more[1].startswith("  no time zone is given, so your own was taken")
    drop(folder, "talk.ics", talk.replace("SEQUENCE:2", "SEQUENCE:1"))
    (handled,) = take(ok, folder).json["handled"]
    counts, left = handled["message"].splitlines()
    assert "0 rescheduled · 0 cancelled · 1 already known · 0 refused" in counts
    assert left.endswith("left as it is (an older version)")
    drop(folder, "card.vcf", CARD)
    ok("watch", str(folder), "--inbox", "--once")
    drop(folder, "card.vcf", CARD)
    told = ok("watch", str(folder), "--inbox", "--once").out
    assert told == "card.vcf → done: 0 added · 0 changed · 1 already known · 0 refused\n"


def test_what_is_not_meant_is_left_alone(ok: Infoview, folder: Path, tmp_path: Path) -> None:
    outside = drop(tmp_path, "outside.vcf", CARD)
    (folder / "link.vcf").symlink_to(outside)
    (folder / "sub").mkdir()
    drop(folder / "sub", "inner.vcf", CARD)
    os.mkfifo(folder / "pipe.vcf")
    for name in (".hidden.vcf", "~$x.vcf", "x.vcf.part", "x.vcf.crdownload", "x.vcf~", "x.tmp",
                 "x.sync-conflict-20260101-000000-ABC.vcf", "x (conflicted copy).vcf",
                 "x.reason.txt", "Thumbs.db"):  # fmt: skip
        drop(folder, name, CARD)
    before = names(folder)
    assert ok("watch", str(folder), "--inbox", "--once").out == "nothing is there to take\n"
    assert names(folder) == sorted([*before, "done", "refused"])
    assert outside.exists()


def test_a_file_that_still_grows_waits(folder: Path) -> None:
    now = [0.0]
    box = Inbox(folder, lambda: now[0])
    path = drop(folder, "a.vcf", CARD[:20])
    assert box.look() == []
    now[0] += SETTLE_S - 0.5
    drop(folder, "a.vcf", CARD[:40])
    now[0] += SETTLE_S - 0.5
    assert box.look() == []
    assert box.growing == [path]
    now[0] += SETTLE_S
    (file,) = box.look()
    drop(folder, "a.vcf", CARD)
    os.utime(path, ns=(1, 1))
    assert box.put_away(file, DONE) is None
    assert path.exists()
    empty = drop(folder, "b.vcf", "")
    box.look()
    now[0] += SETTLE_S
    assert empty in box.growing
    now[0] += EMPTY_SETTLE_S
    assert len(box.look()) == 2


def test_names_that_are_taken_get_a_number(folder: Path) -> None:
    box = Inbox(folder, time.monotonic)
    for wanted in ("a.tar.md", "a.tar (2).md", "a.tar (3).md"):
        drop(folder, "a.tar.md", "x")
        box.look()
        time.sleep(0.02)
        (file,) = box.look()
        moved = box.put_away(file, REFUSED, reason="because")
        assert moved is not None
        assert moved.name == wanted
        assert (folder / REFUSED / f"{wanted}.reason.txt").read_text() == "because\n"


@pytest.mark.parametrize("name", ["x" * 251 + ".vcf", "é" * 125 + ".vcf", "x." + "y" * 253])
def test_a_name_of_any_length_is_put_away_with_its_reason(
    run: Infoview, folder: Path, name: str
) -> None:
    """What comes after it is taken too."""
    for _ in range(2):
        drop(folder, name, "nothing that anybody reads")
        drop(folder, "zoe.vcf", CARD)
        said = take(run, folder)
        results = {each["file"]: each["result"] for each in said.json["handled"]}
        assert results == {name: "refused", "zoe.vcf": "done"}
    assert names(folder) == ["done", "refused"]
    one, first, two, second = sorted(names(folder / REFUSED), key=lambda each: "(2)" in each)
    assert (first, second) == (f"{one}.reason.txt", f"{two}.reason.txt")
    assert all(name.startswith(each[:100]) for each in (one, two))


def test_what_cannot_be_put_away_stays_and_hinders_nothing(
    ada: Infoview, home: Path, folder: Path
) -> None:
    with watching(home, folder) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        (folder / DONE).rmdir()
        drop(folder, "card.vcf", CARD)
        told = process.stderr.readline()
        assert told.startswith("card.vcf stays here, as it cannot be moved to done/ (")
        assert "1 added" in told
        (folder / DONE).mkdir()
        drop(folder, "people.csv", TABLE)
        assert process.stdout.readline().startswith("people.csv → done: 1 added")
    assert names(folder) == ["card.vcf", "done", "refused"]
    assert len(ada("people", "--json").json) == 3


@pytest.mark.parametrize("name", ["done", "refused"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(
    run: Infoview, folder: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / name).symlink_to(tmp_path / "elsewhere")
    drop(folder, "a.vcf", CARD)
    said = run("watch", str(folder), "--inbox", "--once")
    assert said.code == 1
    assert "is no folder" in said.err
    assert names(tmp_path / "elsewhere") == []


def test_what_it_cannot_do_it_says(run: Infoview, folder: Path, tmp_path: Path) -> None:
    assert "needs --once" in run("watch", str(folder), "--inbox", "--json").out
    said = run("watch", str(tmp_path / "nowhere"), "--inbox", "--once")
    assert (said.code, "make the folder" in said.err) == (1, True)


def test_it_goes_on_until_it_is_stopped(ada: Infoview, home: Path, folder: Path) -> None:
    with watching(home, folder) as process:
        assert process.stdout is not None
        drop(folder, "card.vcf", CARD)
        assert process.stdout.readline().startswith("card.vcf → done: 1 added")
        drop(folder, "note.md", note("person: dora\ntype: touch"))
        assert process.stdout.readline().startswith("note.md → done: touch about Dora Lind")
        press_until_it_ends(process, signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "stopped; everything recorded is kept\n", "")
    assert names(folder / DONE) == ["card.vcf", "note.md"]
    assert len(ada("people", "--json").json) == 2


@contextmanager
def watching(home: Path, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that watches this inbox, until the block ends."""
    with subprocess.Popen(
        [*INFOVIEW, "watch", str(folder), "--inbox"], env=environment(home),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("watching ")
            yield process
        finally:
            process.kill()
