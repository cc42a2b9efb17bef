"""Every format through the command line: once, twice, taken back, and one person from three."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Infoview
from tests.files.malformed import KINDS, SUFFIX_BY_KIND, malformed

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLES = [
    FIXTURES / "google" / "google-contacts.csv", *sorted((FIXTURES / "vcard").glob("*.vcf")),
    FIXTURES / "linkedin" / "Connections.csv",
]  # fmt: skip
CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Novak\nEMAIL:ada@example.org\nTEL:+1 555 0100\n"
    "ORG:Fieldnote\nTITLE:Host\nCATEGORIES:press\nBDAY:--0412\nEND:VCARD\n"
)
GOOGLE = (
    "First Name,Last Name,Phonetic First Name,Organization Name,Notes,Labels,E-mail 1 - Value\n"
    "Ada,Novak,,Night Desk,Likes tea.,radio ::: * myContacts,ada@example.org ::: a@example.net\n"
)
LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Novak,https://www.linkedin.com/in/ada,ada@example.org,Fieldnote,Editor,02 Jan 2024\n"
)
TABLE = "wer,wo,Augen\nAda Novak,Fieldnote,grün\n"


def put(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def ada(ok: Infoview) -> dict[str, object]:
    contact: dict[str, object] = ok("person", "ada", "--json").json["contact"]
    return contact


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_twice_adds_nothing_and_can_be_taken_back(ok: Infoview, path: Path) -> None:
    ok("add", "Zoe Lewis")
    before = ok("people", "--json").json
    first = ok("import", str(path)).out
    digest = ok("digest", "--json").json
    (file,) = ok("import", str(path), "--json").json["files"]
    assert (file["added"], file["changed"], file["refused"]) == (0, 0, [])
    assert file["known"] + file["repeated"] > 0
    assert ok("digest", "--json").json == digest
    (name,) = re.findall(r"undo with: infoview undo (\S+)", first)
    ok("undo", name, "--yes")
    assert ok("people", "--json").json == before
    ok("redo", name)
    assert ok("digest", "--json").json["digest"] == digest["digest"]


def test_all_samples_after_one_another_twice_change_nothing_more(ok: Infoview) -> None:
    paths = [str(path) for path in SAMPLES]
    ok("import", *paths)
    digest = ok("digest", "--json").json
    ok("import", *paths)
    assert ok("digest", "--json").json == digest


def test_one_person_of_linkedin_google_and_a_card_is_one_contact(
    ok: Infoview, tmp_path: Path
) -> None:
    for name, text in (("Connections.csv", LINKEDIN), ("google.csv", GOOGLE), ("a.vcf", CARD)):
        ok("import", put(tmp_path, name, text))
    assert len(ok("people", "--json").json) == 1
    person = ada(ok)
    assert (person["org"], person["title"]) == ("Fieldnote", "Editor")
    assert person["emails"] == ["ada@example.org", "a@example.net"]
    assert person["phones"] == ["+1 555 0100"]
    # Nothing that a later file said otherwise is lost.
    assert person["notes"] == (
        "Likes tea.\nOrganisation: Night Desk\n\nBirthday: --0412\nTitle: Host"
    )
    assert person["tags"] == ["press", "radio"]
    for name in ("Connections.csv", "google.csv", "a.vcf"):
        assert "0 added · 0 changed · 1 already known" in ok("import", str(tmp_path / name)).out


def test_what_linkedin_says_otherwise_of_a_typed_contact_is_noted(
    ok: Infoview, tmp_path: Path
) -> None:
    ok("add", "Ada Novak", "--email", "ada@example.org", "--org", "Night Desk")
    ok("import", put(tmp_path, "Connections.csv", LINKEDIN))
    person = ada(ok)
    assert (person["org"], person["notes"]) == ("Night Desk", "Organisation: Fieldnote")
    assert "1 already known" in ok("import", str(tmp_path / "Connections.csv")).out


def test_what_the_user_took_out_of_the_notes_stays_out(ok: Infoview, tmp_path: Path) -> None:
    path = put(tmp_path, "a.vcf", CARD.replace("BDAY:--0412", "NOTE:one\\ntwo"))
    ok("import", path)
    ok("edit", "ada", "--notes", "two")
    ok("import", path)
    assert ada(ok)["notes"] == "two"
    ok("import", put(tmp_path, "b.vcf", CARD.replace("BDAY:--0412", "NOTE:one\\ntwo\\nthree")))
    assert ada(ok)["notes"] == "two\nthree"


def test_who_had_only_an_address_gets_a_name(ok: Infoview, tmp_path: Path) -> None:
    ok("import", put(tmp_path, "a.vcf", "BEGIN:VCARD\nEMAIL:ada@example.org\nEND:VCARD\n"))
    assert ok("people", "--json").json[0]["name"] == "ada@example.org"
    ok("import", put(tmp_path, "b.csv", GOOGLE))
    assert [row["name"] for row in ok("people", "--json").json] == ["Ada Novak"]


def test_a_table_with_a_map_and_without(ok: Infoview, run: Infoview, tmp_path: Path) -> None:
    path = put(tmp_path, "people.csv", TABLE)
    said = run("import", path)
    assert said.code == 1
    assert said.err.startswith(f"error: {path}, line 1: ")
    assert "'wer', 'wo', 'Augen'" in said.err
    assert "--map" in said.err
    told = ok("import", path, "--map", "name=wer", "--map", "org=WO").out
    assert "columns read as: name = wer, org = wo" in told
    assert "kept in the notes: 'Augen'" in told
    assert (ada(ok)["org"], ada(ok)["notes"]) == ("Fieldnote", "Augen: grün")
    again = ok("import", path, "--map", "name=wer", "--map", "org=wo").out
    assert "1 already known" in again


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("name", "say FIELD=COLUMN"), ("name=", "say FIELD=COLUMN"), ("shoe=wo", "the fields are"),
    ],
)  # fmt: skip
def test_a_map_that_cannot_be_read_is_refused(
    run: Infoview, home: Path, tmp_path: Path, option: str, words: str
) -> None:
    said = run("import", put(tmp_path, "p.csv", TABLE), "--map", option)
    assert said.code == 1
    assert words in said.err
    twice = run("import", str(tmp_path / "p.csv"), "--map", "name=wer", "--map", "name=wo")
    assert "say it once" in twice.err
    assert "not an e-mail address" in run("import", str(tmp_path / "p.csv"), "--me", "ada").err
    assert not home.exists()


def test_a_dry_run_shows_who_and_what(ok: Infoview, home: Path, tmp_path: Path) -> None:
    path = put(tmp_path, "a.vcf", CARD)
    told = ok("import", path, "--dry-run").out
    assert "+ Ada Novak, Host, Fieldnote, ada@example.org, +1 555 0100, tags press" in told
    assert "notes: Birthday: --0412" in told
    assert not home.exists()
    ok("import", put(tmp_path, "Connections.csv", LINKEDIN))
    before = ok("digest", "--json").json
    told = ok("import", path, "--dry-run").out
    assert "~ Ada Novak: " in told
    assert "Birthday: --0412 / Title: Host" in told
    (file,) = ok("import", path, "--dry-run", "--json").json["files"]
    (decision,) = file["preview"]
    assert (decision["what"], decision["name"]) == ("changed", "Ada Novak")
    assert decision["fields"]["phones"] == ["+1 555 0100"]
    assert ok("digest", "--json").json == before


def test_a_long_preview_is_cut_and_json_has_all(ok: Infoview) -> None:
    path = str(FIXTURES / "google" / "google-contacts.csv")
    told = ok("import", path, "--dry-run").out
    assert told.count("\n  + ") == 10
    assert "and 50 more; --json lists all" in told
    (file,) = ok("import", path, "--dry-run", "--json").json["files"]
    assert len(file["preview"]) == 60
    assert file["preview"][0]["person"]["emails"]


@pytest.mark.parametrize("kind", KINDS)
def test_thirty_malformed_files_end_with_file_line_and_remedy(
    run: Infoview, ok: Infoview, tmp_path: Path, kind: str
) -> None:
    suffix = SUFFIX_BY_KIND.get(kind, "csv")
    paths = []
    for number, case in enumerate(malformed(kind).values()):
        path = tmp_path / f"{number:02}.{suffix}"
        path.write_bytes(case.data)
        paths.append(str(path))
    ok("add", "Zoe Lewis")
    told = run("import", *paths, "--dry-run", "--json")
    assert (told.code, told.err) == (1, "")
    for path, file in zip(paths, told.json["files"], strict=True):
        assert file["file"] == path
        faults = file["refused"] or [file["error"]]
        for fault in faults:
            assert fault["remedy"]
            assert fault["reason"]
        if file["refused"]:
            assert all(row["line"] > 0 for row in file["refused"])
        else:
            assert file["error"]["file"] == Path(path).name
    said = run("import", *paths)
    assert said.code == 1
    assert "Traceback" not in said.out + said.err
    assert said.err.count("error: ") == sum("error" in file for file in told.json["files"])
    # What was good in them is there once, however often it was said.
    names = [row["name"] for row in ok("people", "--json").json]
    assert names.count("Zoe Lewis") == 1
    ok("verify")


def test_a_file_called_after_somebody_is_forgotten_with_them(
    ok: Infoview, tmp_path: Path, home: Path
) -> None:
    card = tmp_path / "Zanzi_Novák-Quux.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zanzi Novák-Quux\r\nEND:VCARD\r\n")
    ok("import", str(card))
    ok("add", "Zanzi")
    ok("forget", "Zanzi Novák-Quux", "--yes")
    assert not any(b"Quux" in path.read_bytes() for path in home.iterdir() if path.is_file())
    assert [row["name"] for row in ok("people", "--json").json] == ["Zanzi"]


def test_a_table_without_a_header_line_is_told_to_get_one(run: Infoview, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Ada Novak,ada@example.org\nBo Kim,bo@example.org\n", encoding="utf-8")
    told = run("import", str(table)).err
    assert "If these are people, add a header line above them, such as Name,E-mail" in told
