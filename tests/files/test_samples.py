"""Every sample imports, and nothing that it names is lost: compared field by field with what a
second, naive reading of the raw file finds.
"""

from __future__ import annotations

import csv
import quopri
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.reading import read_path

FIXTURES = Path(__file__).parents[1] / "fixtures"
CARDS = sorted((FIXTURES / "vcard").glob("*.vcf"))


def words(text: str) -> str:
    return " ".join(text.split())


def all_of(person: FoundPerson) -> str:
    """Everything that the contact will hold."""
    texts = (person.name, person.org, person.title, *person.emails, *person.phones, *person.urls,
             person.location, person.notes, *person.tags, person.connected_on)  # fmt: skip
    return words("\n".join(text for text in texts if text))


def raw_cards(path: Path) -> Iterator[list[tuple[str, str]]]:
    """(property, decoded value) of each card, by no more than splitting and replacing."""
    text = path.read_bytes().replace(b"\r\n", b"\n")
    text = re.sub(rb"=\n(?=[^\n])", b"", text)  # soft breaks
    text = re.sub(rb"\n[ \t]", b"", text)  # folds
    for card in re.findall(rb"BEGIN:VCARD\n(.*?)END:VCARD", text, re.DOTALL | re.IGNORECASE):
        pairs = []
        for line in card.split(b"\n"):
            head, colon, value = line.partition(b":")
            if not colon or b"BASE64" in head.upper():
                continue
            if b"QUOTED-PRINTABLE" in head:
                value = quopri.decodestring(value)
            name = head.split(b";")[0].split(b".")[-1].decode().upper()
            pairs.append((name, value.decode("utf-8", "replace")))
        yield pairs


def plain(value: str) -> str:
    """Without the backslashes of a vCard 3.0."""
    return words(re.sub(r'\\([,;:"\\])', r"\1", value.replace("\\n", " ")))


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name)
def test_every_card_keeps_all_that_it_names(path: Path) -> None:
    reading = read_path(path)
    raw = list(raw_cards(path))
    assert reading.refused == ()
    assert len(reading.people) == len(raw)
    for person, card in zip(reading.people, raw, strict=True):
        values = {name: [plain(v) for n, v in card if n == name and v.strip()] for name, _ in card}
        for full_name in values.get("FN", []):
            assert person.name == full_name
        for email in values.get("EMAIL", []):
            assert email in person.emails or f"E-mail: {email}" in str(person.notes)
        for phone in values.get("TEL", []):
            digits = re.sub(r"\D", "", phone.replace("tel:", ""))
            assert digits in {re.sub(r"\D", "", kept) for kept in person.phones}
        for title in values.get("TITLE", []):
            assert person.title == title
        for note in values.get("NOTE", []):
            assert note in words(str(person.notes))
        for org in values.get("ORG", []):
            name, *units = org.split(";")
            assert person.org == name or f"Organisation: {name}" in str(person.notes)
            for unit in units:
                assert f"Department: {unit}" in str(person.notes)
        for birthday in values.get("BDAY", []):
            assert f"Birthday: {birthday}" in str(person.notes)
        everything = all_of(person)
        unsaid = {"VERSION", "REV", "X-ABLABEL", "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
                  "TEL", "CATEGORIES", "BEGIN"}  # fmt: skip
        for name, found in values.items():
            for value in found:
                # One page may be said twice, with its scheme and without.
                for part in value.removeprefix("http://").split(";"):
                    assert name in unsaid or words(part) in everything, (name, value)


def test_the_samples_hold_every_card_and_picture_that_is_counted() -> None:
    counts = {path.name: len(read_path(path).people) for path in CARDS}
    assert counts == {
        "John_Doe_ANDROID.vcf": 6, "John_Doe_GMAIL.vcf": 1, "John_Doe_MS_OUTLOOK.vcf": 1,
        "gmail-list.vcf": 3, "outlook-2007.vcf": 1, "rfc2426-example.vcf": 2,
        "rfc6350-example.vcf": 1,
    }  # fmt: skip
    for name in ("John_Doe_ANDROID.vcf", "John_Doe_MS_OUTLOOK.vcf", "outlook-2007.vcf"):
        notes = read_path(FIXTURES / "vcard" / name).notes
        assert "pictures left out: 1 (a contact holds text only)" in notes


def test_google_keeps_all_that_it_names() -> None:
    path = FIXTURES / "google" / "google-contacts.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = read_path(path)
    assert reading.refused == ()
    assert len(reading.people) == len(rows)
    for person, row in zip(reading.people, rows, strict=True):
        name = words(f"{row['First Name']} {row['Middle Name']} {row['Last Name']}")
        emails = row["E-mail 1 - Value"].split(" ::: ") + row["E-mail 2 - Value"].split(" ::: ")
        labels = set(row["Labels"].split(" ::: ")) - {"* myContacts", ""}
        assert person.name == (name or row["Organization Name"] or emails[0])
        assert list(person.emails) == [email for email in emails if email]
        assert list(person.phones) == [row["Phone 1 - Value"]] * bool(row["Phone 1 - Value"])
        assert (person.org or "") == words(row["Organization Name"])
        assert (person.title or "") == words(row["Organization Title"])
        assert words(person.notes or "") == words(row["Notes"])
        assert set(person.tags) == labels


@pytest.mark.parametrize("name", ["Connections.csv", "Connections-a-month-later.csv"])
def test_linkedin_keeps_all_that_it_names(name: str) -> None:
    path = FIXTURES / "linkedin" / name
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text[text.index("First Name,") :].splitlines(keepends=True)))
    rows = [row for row in rows if any(row.values())]
    reading = read_path(path)
    assert reading.refused == ()
    assert len(reading.people) == len(rows)
    for person, row in zip(reading.people, rows, strict=True):
        assert person.name == words(f"{row['First Name']} {row['Last Name']}")
        assert "".join(person.urls) == row["URL"]
        assert "".join(person.emails) == row["Email Address"]
        assert (person.org or "") == words(row["Company"])
        assert (person.title or "") == words(row["Position"])
        assert bool(person.connected_on) == bool(row["Connected On"])
