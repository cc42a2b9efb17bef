"""Invitations through the command line: scheduled, moved, called off, known, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from infoview_sync.cli import words
from infoview_sync.settings import this_world
from tests.cli.conftest import Infoview


def write(
    folder: Path, *, uid: str = "u1@example.org", sequence: int = 0,
    start: str = "20260701T120000", method: str = "REQUEST", extra: str = "",
    guests: tuple[str, ...] = ("Ada Novak:ada@example.org",), name: str = "invite.ics",
) -> str:  # fmt: skip
    people = "".join(
        f"ATTENDEE;CN={guest.split(':')[0]}:mailto:{guest.split(':')[1]}\r\n" for guest in guests
    )
    path = folder / name
    path.write_text(
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nSEQUENCE:{sequence}\r\n"
        f"DTSTART;TZID=Europe/Berlin:{start}\r\nDURATION:PT45M\r\nSUMMARY:Talk about radio\r\n"
        "LOCATION:Café Ink\r\n"
        f"ORGANIZER;CN=Me:mailto:me@example.org\r\n{people}{extra}END:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    return str(path)


def interviews(ok: Infoview) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ok("interviews", "--json").json
    return rows


def test_an_invitation_becomes_an_interview_with_whom_it_names(
    ok: Infoview, tmp_path: Path
) -> None:
    ok("add", "Ada Novak", "--email", "ADA@example.org")
    path = write(tmp_path, extra="DESCRIPTION:Bring\\n questions\r\n")
    assert "1 interview scheduled" in ok("import", path, "--me", "me@example.org").out
    assert len(ok("people", "--json").json) == 1
    (row,) = interviews(ok)
    assert (row["name"], row["status"], row["mode"]) == ("Ada Novak", "scheduled", "in_person")
    assert (row["starts_local"], row["tz"]) == ("2026-07-01T12:00:00+02:00", "Europe/Berlin")
    assert (row["planned_minutes"], row["place"]) == (45, "Café Ink")
    assert (row["calendar_uid"], row["calendar_sequence"]) == ("u1@example.org", 0)
    assert "Talk about radio" in ok("person", "ada").out
    assert "questions" in ok("person", "ada").out


def test_who_is_not_known_is_added_and_a_guess_is_told(ok: Infoview, tmp_path: Path) -> None:
    told = ok("import", write(tmp_path)).out
    assert "taken to be with Ada Novak, the only guest" in told
    (person,) = ok("people", "--json").json
    assert person["name"] == "Ada Novak"
    assert ok("person", "ada", "--json").json["contact"]["source"] == "ics"


def test_what_was_declined_or_only_proposed_changes_no_talk(
    run: Infoview, ok: Infoview, tmp_path: Path
) -> None:
    declined = write(tmp_path, method="REPLY", name="no.ics")
    text = Path(declined).read_text(encoding="utf-8")
    Path(declined).write_text(text.replace("CN=Ada", "PARTSTAT=DECLINED;CN=Ada"), encoding="utf-8")
    told = run("import", declined)
    assert "Ada Novak <ada@example.org> declined it" in told.out + told.err
    assert interviews(ok) == []
    assert ok("people", "--json").json == []
    ok("import", write(tmp_path))
    other = write(tmp_path, start="20260703T150000", method="COUNTER", name="other.ics")
    assert "another time" in run("import", other).err
    told = run("import", declined)
    assert "infoview cancel" in told.out + told.err
    (row,) = interviews(ok)
    assert (row["status"], row["starts_local"]) == ("scheduled", "2026-07-01T12:00:00+02:00")
    ok("cancel", "ada")
    assert "called off before" in ok("import", declined).out


def test_it_is_moved_called_off_and_never_twice(ok: Infoview, tmp_path: Path) -> None:
    first = write(tmp_path)
    ok("import", first)
    digest = ok("digest", "--json").json
    assert (
        "0 interviews scheduled · 0 rescheduled · 0 cancelled · 1 already"
        in ok("import", first).out
    )
    assert ok("digest", "--json").json == digest
    moved = write(tmp_path, sequence=1, start="20260702T100000", name="moved.ics")
    assert "1 rescheduled" in ok("import", moved).out
    assert interviews(ok)[0]["starts_local"] == "2026-07-02T10:00:00+02:00"
    assert "an older version" in ok("import", first).out
    off = write(tmp_path, sequence=2, method="CANCEL", name="off.ics")
    assert "1 cancelled" in ok("import", off).out
    digest = ok("digest", "--json").json
    for path in (first, moved, off):
        assert "0 rescheduled · 0 cancelled · 1 already known" in ok("import", path).out
    assert ok("digest", "--json").json == digest
    (row,) = interviews(ok)
    assert row["status"] == "cancelled"
    assert len(ok("log", "--type", "note.taken", "--json").json) == 1


def test_our_own_uid_means_our_own_interview(ok: Infoview, tmp_path: Path) -> None:
    ok("add", "Ada Novak")
    ok("schedule", "ada", "2026-07-01 12:00", "--tz", "Europe/Berlin")
    (row,) = interviews(ok)
    own = f"{row['id']}@infoview"
    same = write(tmp_path, uid=own, guests=())
    assert "1 already known" in ok("import", same).out
    moved = write(tmp_path, uid=own, sequence=1, start="20260701T130000", guests=())
    assert "1 rescheduled" in ok("import", moved).out
    (row,) = interviews(ok)
    assert row["starts_local"] == "2026-07-01T13:00:00+02:00"
    assert "1 already known" in ok("import", moved).out


def test_what_was_held_stays_held(ok: Infoview, tmp_path: Path) -> None:
    path = write(tmp_path, start="20250701T120000")
    ok("import", path)
    ok("done", "ada", "--minutes", "20", "--at", "2025-07-01 12:30")
    off = write(tmp_path, sequence=3, method="CANCEL")
    assert "held already" in ok("import", off).out
    assert interviews(ok)[0]["status"] == "completed"


def test_of_many_guests_the_known_one_is_taken_else_it_is_refused(
    ok: Infoview, run: Infoview, tmp_path: Path
) -> None:
    guests = ("Ada Novak:ada@example.org", "Boris Kim:boris@example.org")
    path = write(tmp_path, guests=guests)
    said = run("import", path)
    assert said.code == 1
    assert "--me EMAIL" in said.out
    assert interviews(ok) == []
    (file,) = run("import", path, "--json").json["files"]
    assert (file["refused"][0]["line"], file["refused"][0]["field"]) == (3, "ATTENDEE")
    ok("import", path, "--me", "me@example.org", "--me", "ada@example.org")
    assert [row["name"] for row in interviews(ok)] == ["Boris Kim"]
    ok("add", "Carla Diaz", "--email", "carla@example.org")
    three = write(tmp_path, uid="u2", guests=("Carla:carla@example.org", "Dora:dora@example.org"))
    ok("import", three)
    assert {row["name"] for row in interviews(ok)} == {"Boris Kim", "Carla Diaz"}
    assert "Also invited: Dora <dora@example.org>" in ok("person", "carla").out


def test_the_addresses_in_the_settings_are_the_users_own(
    ok: Infoview, run: Infoview, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    ok("add", "Nora Vale")
    ok("settings", "my_email", "me@example.org, ADA@example.org")
    guests = ("Ada Novak:ada@example.org", "Boris Kim:boris@example.org")
    ok("import", write(tmp_path, guests=guests))
    write(inbox, uid="u2", guests=("Ada Novak:ada@example.org", "Carla Diaz:carla@example.org"))
    ok("watch", str(inbox), "--inbox", "--once")
    assert {row["name"] for row in interviews(ok)} == {"Boris Kim", "Carla Diaz"}
    dora = write(tmp_path, uid="u3", guests=("Dora Lind:dora@example.org",))
    assert "names nobody" in run("import", dora, "--me", "dora@example.org").out
    said = run("settings", "my_email", "me@example.org Ada")
    assert (said.code, "'Ada' is not an e-mail address" in said.err) == (1, True)


def test_an_import_of_invitations_is_taken_back_as_a_whole(
    ok: Infoview, run: Infoview, tmp_path: Path
) -> None:
    ok("add", "Zoe Lewis")
    before = ok("people", "--json").json
    ok("import", write(tmp_path))
    digest = ok("digest", "--json").json["digest"]
    assert "take back the import of invite.ics, 1 person added, 1 interview" in run("undo").err
    ok("undo", "--yes")
    assert ok("people", "--json").json == before
    assert interviews(ok) == []
    ok("redo")
    assert ok("digest", "--json").json["digest"] == digest


def test_a_dry_run_shows_the_meeting(ok: Infoview, home: Path, tmp_path: Path) -> None:
    path = write(tmp_path)
    starts = words.agreed("2026-07-01T12:00:00+02:00", "Europe/Berlin", this_world().tz)
    assert f"+ {starts} with Ada Novak (new)" in ok("import", path, "--dry-run").out
    assert not home.exists()
    (file,) = ok("import", path, "--dry-run", "--json").json["files"]
    assert (file["scheduled"], file["preview"][0]["what"]) == (1, "scheduled")
