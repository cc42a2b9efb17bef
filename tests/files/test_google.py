"""Google's CSV of today and of before: bound by name, several values in a cell, nothing lost."""

from __future__ import annotations

import csv
import io

import pytest

from infoview_sync.files.refusal import FileRefused
from tests.files.conftest import Read

NEW = {
    "First Name": "Ada", "Middle Name": "Maria", "Last Name": "Nóvák", "Name Prefix": "Dr.",
    "Phonetic First Name": "Ahda", "Name Suffix": "PhD", "Nickname": "Adi", "File As": "Novak, A",
    "Organization Name": "Fieldnote", "Organization Title": "Editor",
    "Organization Department": "Radio", "Birthday": " --04-12", "Notes": "Likes tea.\nBlack.",
    "Photo": "https://example.org/photo", "Labels": "Press ::: * myContacts ::: * starred",
    "E-mail 1 - Label": "* Work ::: Night desk",
    "E-mail 1 - Value": "ada@example.org ::: night@example.org",
    "E-mail 2 - Label": "", "E-mail 2 - Value": "ADA@example.org",
    "Phone 1 - Label": "Mobile", "Phone 1 - Value": "+1 555 0100 ::: +1 555 0101",
    "Address 1 - Label": "Home", "Address 1 - Formatted": "1 Main St\nTown 123",
    "Address 1 - Street": "1 Main St", "Address 1 - City": "Town",
    "Address 1 - Postal Code": "123", "Website 1 - Label": "Blog",
    "Website 1 - Value": "https://example.org/ada", "Relation 1 - Label": "Spouse",
    "Relation 1 - Value": "Boris", "Event 1 - Label": "Anniversary",
    "Event 1 - Value": "2001-02-03",
    "Custom Field 1 - Label": "Pet", "Custom Field 1 - Value": "Cat",
}  # fmt: skip
OLD = {
    "Name": "Dr. Ada Nóvák", "Given Name": "Ada", "Additional Name": "Maria",
    "Family Name": "Nóvák", "Yomi Name": "", "Name Prefix": "Dr.", "Nickname": "Adi",
    "Location": "Town", "Occupation": "Reporter", "Notes": "Likes tea.", "Birthday": "1980-04-12",
    "Group Membership": "Press ::: * myContacts", "E-mail 1 - Type": "* Work",
    "E-mail 1 - Value": "ada@example.org", "Phone 1 - Type": "Pager",
    "Phone 1 - Value": "555 0100", "Organization 1 - Type": "",
    "Organization 1 - Name": "Fieldnote",
    "Organization 1 - Title": "Editor", "Organization 1 - Department": "Radio",
    "Organization 2 - Name": "Night Desk", "Organization 2 - Title": "Host",
}  # fmt: skip


def written(*rows: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_the_header_of_today(read: Read) -> None:
    reading = read(written(NEW))
    (person,) = reading.people
    assert reading.source == "google"
    assert person.name == "Dr. Ada Maria Nóvák PhD"
    assert (person.org, person.title) == ("Fieldnote", "Editor")
    assert person.emails == ("ada@example.org", "night@example.org")
    assert person.phones == ("+1 555 0100", "+1 555 0101")
    assert person.urls == ("https://example.org/ada",)
    assert person.location == "1 Main St, Town 123"
    assert person.tags == ("Press",)
    text, lines = str(person.notes).split("\n\n")
    assert text == "Likes tea.\nBlack."
    assert set(lines.split("\n")) == {
        "Phonetic First Name: Ahda", "File as: Novak, A", "Nickname: Adi",
        "Organization Department: Radio", "Birthday: --04-12",
        "E-mail (Night desk): night@example.org", "Web page (Blog): https://example.org/ada",
        "Spouse: Boris", "Anniversary: 2001-02-03", "Pet: Cat",
    }  # fmt: skip
    assert reading.notes == ("pictures left out: 1 (a contact holds text only)",)


def test_the_header_of_before(read: Read) -> None:
    (person,) = read(written(OLD)).people
    assert person.name == "Dr. Ada Nóvák"
    assert (person.org, person.title, person.location) == ("Fieldnote", "Editor", "Town")
    assert person.tags == ("Press",)
    text, lines = str(person.notes).split("\n\n")
    assert text == "Likes tea."
    assert set(lines.split("\n")) == {
        "Additional Name: Maria", "Nickname: Adi", "Occupation: Reporter", "Birthday: 1980-04-12",
        "Phone (Pager): 555 0100", "Department: Radio", "Organisation: Night Desk", "Title: Host",
    }  # fmt: skip


@pytest.mark.parametrize("row", [NEW, OLD], ids=["new", "old"])
def test_columns_are_bound_by_name_in_any_order(read: Read, row: dict[str, str]) -> None:
    turned = dict(reversed(row.items()))
    (straight,), (reverse,) = read(written(row)).people, read(written(turned)).people
    kept = ("name", "org", "title", "emails", "phones", "urls", "location", "tags")
    assert [getattr(straight, field) for field in kept] == [
        getattr(reverse, field) for field in kept
    ]
    assert set(str(straight.notes).split("\n")) == set(str(reverse.notes).split("\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters_of_google_and_of_spreadsheets(
    read: Read, encoding: str, delimiter: str
) -> None:
    (person,) = read(written(NEW, delimiter=delimiter).encode(encoding)).people
    assert person.surname == "Nóvák"


def test_who_has_no_name_is_called_by_organisation_then_e_mail(read: Read) -> None:
    blank = dict.fromkeys(NEW, "")
    rows = (
        blank | {"Organization Name": "Fieldnote", "E-mail 1 - Value": "desk@example.org"},
        blank | {"E-mail 1 - Value": "ada@example.org"},
        blank | {"Phone 1 - Value": "+1 555 0100"},
        blank | {"Notes": "nobody"},
        blank,
    )
    reading = read(written(*rows))
    assert [one.name for one in reading.people] == ["Fieldnote", "ada@example.org", "+1 555 0100"]
    (row,) = reading.refused
    assert row.line == 5
    assert "names nobody" in row.reason


def test_several_addresses_side_by_side(read: Read) -> None:
    row = dict(NEW) | {
        "Address 1 - Formatted": "", "Address 1 - Street": "1 Main St ::: 2 Side St",
        "Address 1 - City": "Town ::: Village", "Address 1 - Postal Code": "123 ::: ",
    }  # fmt: skip
    (person,) = read(written(row)).people
    assert person.location == "1 Main St, Town, 123"
    assert "Address: 2 Side St, Village" in str(person.notes)


def test_a_column_named_twice_is_refused(read: Read) -> None:
    text = written(NEW).replace("E-mail 2 - Value", "E-mail 1 - Value")
    with pytest.raises(FileRefused, match="names this column twice"):
        read(text)


def test_the_same_person_twice_in_the_file_keeps_both_words(read: Read) -> None:
    (one, two) = read(written(NEW, NEW | {"Notes": "Likes coffee."})).people
    assert one.notes != two.notes
