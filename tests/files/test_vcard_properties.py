"""For any contact written as vCard 2.1, 3.0 or 4.0, reading gives it back; no bytes crash."""

from __future__ import annotations

import io
import quopri
import unicodedata
from collections.abc import Sequence

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from infoview_sync.files.found import FoundPerson, Reading
from infoview_sync.files.reading import read_stream
from infoview_sync.files.refusal import FileRefused
from tests.files.conftest import recordable


def tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def piles_no_accents(text: str) -> bool:
    return not any(unicodedata.combining(char) for char in text)


texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60).map(tidy)
texts = texts.filter(piles_no_accents)
spicy = st.sampled_from(
    [
        "a;b",
        "a,b",
        "a\\b",
        "a\\nb",
        "a:b",
        '"x"',
        "=41",
        "BEGIN:VCARD",
        "佐藤 花子",
        "=",
        "\\",
        ";;",
        "Łódź",
        "م\u200cن",
        "END:VCARD",
    ]
)
cells = texts | spicy
names = cells.filter(bool)
slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=20)


@st.composite
def people(draw: st.DrawFn) -> FoundPerson:
    return FoundPerson(
        name=draw(names),
        org=draw(st.none() | names),
        title=draw(st.none() | names),
        emails=tuple(draw(st.lists(slugs.map("{}@example.org".format), max_size=3, unique=True))),
        phones=tuple(draw(st.lists(st.integers(1_000_000, 99_999_999).map("+1 {}".format),
                                   max_size=3, unique=True))),
        notes=draw(st.none() | st.lists(names, min_size=1, max_size=4).map("\n".join)),
        line=0,
    )  # fmt: skip


def escaped(text: str, version: str) -> str:
    if version == "2.1":
        return text.replace("\\", "\\\\").replace(";", "\\;")
    plain = text.replace("\\", "\\\\").replace("\n", "\\n")
    return plain.replace(",", "\\,").replace(";", "\\;")


def folded(line: bytes, width: int) -> bytes:
    return b"\r\n ".join(line[at : at + width] for at in range(0, len(line), width))


def written(person: FoundPerson, version: str, width: int) -> bytes:
    """One card, folded wherever it falls, in characters or not."""
    pairs: list[tuple[str, Sequence[str]]] = [
        ("FN", [person.name]), ("ORG", [person.org or ""]), ("TITLE", [person.title or ""]),
        ("EMAIL", person.emails), ("TEL", person.phones), ("NOTE", [person.notes or ""]),
    ]  # fmt: skip
    lines = [b"BEGIN:VCARD", f"VERSION:{version}".encode()]
    for name, values in pairs:
        for value in filter(None, values):
            text = escaped(value, version).encode()
            if version == "2.1":
                soft = quopri.encodestring(text.replace(b"\n", b"\r\n"), quotetabs=True)
                soft = soft.replace(b"=\n", b"=\r\n").replace(b"\r\n", b"\x00")
                soft = soft.replace(b"\n", b"=0D=0A").replace(b"=\x00", b"=\r\n")
                soft = soft.replace(b"\x00", b"=0D=0A")
                lines.append(f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:".encode() + soft)
            else:
                lines.append(folded(f"{name}:".encode() + text, width))
    return b"\r\n".join([*lines, b"END:VCARD", b""])


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    found=st.lists(people(), min_size=1, max_size=4),
    version=st.sampled_from(["2.1", "3.0", "4.0"]),
    width=st.integers(8, 75),
)
def test_people_written_to_cards_are_read_from_them(
    found: list[FoundPerson], version: str, width: int
) -> None:
    data = b"".join(written(person, version, width) for person in found)
    reading = read_stream(io.BytesIO(data), file_name="a.vcf", bytes_total=len(data))
    assert reading.refused == ()
    assert len(reading.people) == len(found)
    for person, expected in zip(reading.people, found, strict=True):
        kept = ("name", "org", "title", "emails", "phones", "notes")
        assert [getattr(person, name) for name in kept] == [
            getattr(expected, name) for name in kept
        ]


def read_or_refusal(data: bytes, name: str) -> Reading | FileRefused:
    try:
        return read_stream(io.BytesIO(data), file_name=name, bytes_total=len(data))
    except FileRefused as refused:
        return refused


PIECES = st.sampled_from(
    [
        b"BEGIN:VCARD\r\n",
        b"END:VCARD\r\n",
        b"FN:Ada\n",
        b"FN;QUOTED-PRINTABLE:=C3=\r\n",
        b"\r",
        b" ",
        b"NOTE;CHARSET=utf-7:+2AA-\n",
        b"item1.",
        b"X-ABLabel:_$!<x>!$_\n",
        b"N:;;\n",
        b";",
        b":",
        b'"',
        b"AGENT:\n",
        b"PHOTO;BASE64:AAAA\n",
        b"BDAY:--01\n",
        b"\xff",
        b"\0",
        b"TEL;TYPE=a,b:1\n",
        b"BEGIN:VCALENDAR\n",
        b"BEGIN:VEVENT\n",
        b"UID:1\n",
        b"DTSTART:20260101T000000Z\n",
        b"DTSTART;TZID=x:20260101T000000\n",
        b"DURATION:PT1H\n",
        b"ATTENDEE;CN=A:mailto:a@b.c\n",
        b"END:VEVENT\n",
        b"END:VCALENDAR\n",
        b"BEGIN:VTIMEZONE\nTZID:x\n",
        b"END:VTIMEZONE\n",
        b"RRULE:FREQ=YEARLY\n",
        b"SEQUENCE:2\n",
        b"BEGIN:STANDARD\nDTSTART:19700101T000000\n",
        b"TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD\n",
        b"RECURRENCE-ID:20260101\n",
    ]
)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.sampled_from([b"", b"BEGIN:VCARD\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"]),
    rest=st.lists(PIECES | st.binary(max_size=12), max_size=40).map(b"".join),
)
@example(start=b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", rest=b"END:VCARD\r\n \x00")
def test_no_bytes_cause_anything_but_a_typed_error(start: bytes, rest: bytes) -> None:
    outcome = read_or_refusal(start + rest, "a.vcf")
    if isinstance(outcome, FileRefused):
        assert outcome.remedy
        assert str(outcome).isprintable()
    else:
        assert outcome.people or outcome.meetings
        for person in outcome.people:
            recordable(person)
