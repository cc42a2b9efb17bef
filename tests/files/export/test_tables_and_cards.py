"""Tables that no spreadsheet runs, cards that other programs accept, and both read back."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infoview_sync.events.catalogue import EVENT_TYPES
from infoview_sync.files.export import tables
from infoview_sync.files.export.cards import cards
from infoview_sync.files.export.dot import as_dot
from infoview_sync.files.export.tables import TABLES, table
from infoview_sync.files.formulas import defused, plain
from infoview_sync.files.found import FoundPerson
from infoview_sync.files.reading import read_stream

BERLIN = ZoneInfo("Europe/Berlin")
DANGEROUS = "=+-@\t\r\n\0"
anything = st.text(st.characters(codec="utf-8"), max_size=60)
visible = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
line = (
    st.text(visible, min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)  # fmt: skip
PEOPLE_COLUMNS = (
    "name", "organisation", "job_title", "e-mail", "phone", "url", "location", "notes", "tags",
)  # fmt: skip


OTHER_FORMATS = {"appointments", "cards"}
IN_NO_TABLE = {"referral_request"}
"""That somebody was asked for names is seen by the referrals that came of it."""
NOT_ABOUT_PEOPLE = {
    "device", "forgetting", "import", "merge", "recovery", "retraction", "setting",
}  # fmt: skip


def test_every_kind_that_people_know_is_in_a_table() -> None:
    files = Path(tables.__file__).with_name("sql").glob("*.sql")
    text_by_name = {path.stem: path.read_text(encoding="utf-8") for path in files}
    assert set(text_by_name) == set(TABLES) | OTHER_FORMATS, "name it in TABLES"
    read = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", "".join(text_by_name[name] for name in TABLES)))
    kinds = {event.kind for event in EVENT_TYPES.values()}
    assert kinds - read == IN_NO_TABLE | NOT_ABOUT_PEOPLE, "give it a file in files/export/sql"


@given(st.one_of(anything, st.tuples(st.sampled_from(DANGEROUS + "'"), anything).map("".join)))
@example("'=1")
@example("''=1")
@example("＝1")
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str) -> None:
    cell = defused(text)
    assert cell[:1] not in tuple(DANGEROUS) or not cell
    assert plain(cell) == text


@given(st.lists(st.tuples(anything, anything), max_size=5))
def test_a_table_s_cells_are_safe_and_come_back(cells: list[tuple[str, str]]) -> None:
    raw = table(
        [{"name": one, "text": two} for one, two in cells], tz=BERLIN, columns=("name", "text")
    )
    assert raw.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert read[0] == ["Name", "Text"]
    assert [tuple(map(plain, row)) for row in read[1:]] == cells
    assert not [cell for row in read for cell in row if cell.startswith(tuple(DANGEROUS))]


def test_values_are_readable() -> None:
    row = {
        "starts_at": 1_780_000_000_000,
        "archived": 1,
        "may_use_name": 0,
        "n": None,
        "minutes": 3,
    }
    read = list(csv.reader(io.StringIO(table([row], tz=BERLIN).decode("utf-8-sig"))))
    assert read == [
        ["Starts at", "Archived", "May use name", "N", "Minutes"],
        ["2026-05-28 22:26", "yes", "no", "", "3"],
    ]


def people_row(**fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(PEOPLE_COLUMNS) | {"id": "0123456789abcdef", "name": "Ada"}
    row |= fields
    for key, short in (("organisation", "org"), ("job_title", "title"), ("e-mail", "emails"),
                       ("phone", "phones"), ("url", "urls")):  # fmt: skip
        row[short] = row[key]
    return row


def read(raw: bytes, name: str) -> tuple[FoundPerson, ...]:
    reading = read_stream(io.BytesIO(raw), file_name=name, bytes_total=len(raw))
    assert not reading.refused
    return reading.people


FULL = people_row(
    name="Zoë Ångström", organisation="=Fieldnote, Inc.; GmbH", job_title="-Editor\\in chief",
    **{"e-mail": json.dumps(["zoe@example.org", "z@example.org"])},
    phone=json.dumps(["+49 30 1234567", "+1 212 555 0100"]),
    url=json.dumps(["https://example.org/zoe?a=1,2;b", "https://example.org/z"]),
    location="Berlin, Germany; Mitte", notes="Line one,\nline; two \\n 🙂 " + "ä" * 90,
    tags=json.dumps(["radio", "@home"]),
)  # fmt: skip


def test_a_person_comes_back_whole_from_a_table_and_from_a_card() -> None:
    for raw, name in (
        (table([FULL], tz=BERLIN, columns=PEOPLE_COLUMNS), "people.csv"),
        (cards([FULL]), "people.vcf"),
    ):
        (found,) = read(raw, name)
        assert found.name == "Zoë Ångström"
        assert found.org == "=Fieldnote, Inc.; GmbH"
        assert found.title == "-Editor\\in chief"
        assert found.emails == ("zoe@example.org", "z@example.org")
        assert found.phones == ("+49 30 1234567", "+1 212 555 0100")
        assert found.urls == ("https://example.org/zoe?a=1,2;b", "https://example.org/z")
        assert found.location == "Berlin, Germany; Mitte"
        assert found.notes == "Line one,\nline; two \\n 🙂 " + "ä" * 90
        assert set(found.tags) == {"radio", "@home"}


@settings(max_examples=150, deadline=None)
@given(name=line, org=line, title=line, location=line)
def test_any_words_come_back_from_a_card(name: str, org: str, title: str, location: str) -> None:
    row = people_row(name=name, organisation=org, job_title=title, location=location)
    raw = cards([row])
    assert all(len(each) <= 75 for each in raw.split(b"\r\n"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = vobject.readOne(raw.decode())
    assert other.fn.value == name
    assert other.title.value == title
    assert other.org.value == [org]
    assert other.adr.value.city == location
    ours = read_stream(io.BytesIO(raw), file_name="x.vcf", bytes_total=len(raw)).people
    if ours:
        # Our importer cleans a little: it composes characters and drops invisible ones.
        assert len(ours) == 1


def test_several_cards_are_several_people_for_another_reader() -> None:
    raw = cards([FULL, people_row(name="Boris Kim"), people_row(name="陽子 鈴木")])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = [card.fn.value for card in vobject.readComponents(raw.decode())]
        first = next(iter(vobject.readComponents(raw.decode())))
    assert names == ["Zoë Ångström", "Boris Kim", "陽子 鈴木"]
    assert [each.value for each in first.contents["email"]] == ["zoe@example.org", "z@example.org"]
    assert first.note.value == "Line one,\nline; two \\n 🙂 " + "ä" * 90
    assert first.categories.value == ["radio", "@home"]
    assert cards([]) == b""


def test_words_cannot_leave_their_label_in_the_graph() -> None:
    row = {
        "contact": "0123456789abcdef", "name": 'A"]; evil -> x [label="', "org": "a\\",
        "giver": None, "interviewed": 1, "name_only": 0,
    }  # fmt: skip
    assert '[label="A\\"]; evil -> x [label=\\"\\na\\\\", style' in as_dot([row])
