"""Malformed files of every kind: hand-made faults, and more from a seed.

Each case holds records that are good beside one fault, so that a test can ask whether the good
ones were kept and every record is accounted for.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

SEED = 20260501


class Case(NamedTuple):
    """`records`: how many people or meetings are in it, blank ones left out; None if the fault
    makes the count meaningless.
    """

    data: bytes
    records: int | None = None


PEOPLE = [("Ada Novak", "ada@example.org", "Fieldnote"), ("Боря Ким", "boris@example.org", "Ночь"),
          ("佐藤 花子", "hanako@example.org", "青空")]  # fmt: skip


def _table(header: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([header, *rows])
    return out.getvalue().encode()


class Table(NamedTuple):
    """How one kind of table is made: its columns, and the row of a person."""

    header: list[str]
    row: Callable[[str, str, str], list[str]]

    def rows(self) -> list[list[str]]:
        return [self.row(*person) for person in PEOPLE]

    def with_row(self, row: list[str]) -> Case:
        return Case(_table(self.header, [self.rows()[0], row, *self.rows()[1:]]), 4)


TABLES = {
    "google": Table(
        ["First Name", "Last Name", "Phonetic First Name", "Organization Name", "Notes", "Labels",
         "E-mail 1 - Label", "E-mail 1 - Value"],
        lambda name, email, org: [*name.split(" "), "", org, "", "* myContacts", "", email],
    ),
    "csv": Table(
        ["Full name", "E-mail", "Company", "Remarks"],
        lambda name, email, org: [name, email, org, ""],
    ),
    "linkedin": Table(
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        lambda name, email, org: [*name.split(" "), "", email, org, "Editor", "02 Jan 2024"],
    ),
}  # fmt: skip


def tables(kind: str) -> dict[str, Case]:
    table = TABLES[kind]
    good = _table(table.header, table.rows())
    width = len(table.header)
    name = "Zoe" if kind == "csv" else "Zoe,Last"
    wide = table.row("Zoe Last", "zoe@example.org", "Desk")

    def cell(place: int, text: str) -> Case:
        return table.with_row([*wide[:place], text, *wide[place + 1 :]])

    org = wide.index("Desk")
    cases = {
        "empty": Case(b""),
        "blank": Case(b"\r\n \r\n\t\r\n"),
        "only a byte order mark": Case(b"\xef\xbb\xbf"),
        "only the header": Case(_table(table.header, [])),
        "no header": Case(_table(["1", "2", "3"], [["4", "5", "6"]])),
        "a zip archive": Case(b"PK\x03\x04" + good),
        "a picture": Case(b"\x89PNG\r\n\x1a\n" + good),
        "compressed": Case(b"\x1f\x8b\x08" + good),
        "a page of HTML": Case(b"<!doctype html><html><body>Sign in</body></html>"),
        "JSON": Case(b'{"contacts": [{"name": "Ada"}]}'),
        "Windows-1252": Case(good + "Zoë".encode("cp1252") + b"," * (width - 1) + b"\r\n"),
        "Windows-1251": Case(good.decode().encode("cp1251", "replace")),
        "UTF-16 that is cut": Case(good.decode().encode("utf-16")[:-1]),
        "UTF-16 without its mark": Case(good.decode().encode("utf-16-le")),
        "a row too short": Case(good + name.encode() + b"\r\n", 4),
        "a row too wide": table.with_row([*wide, "one more"]),
        "a quote never closed": Case(good + b'"Zoe' + b"," * (width - 1) + b"\r\n", 4),
        "a quote closed too early": Case(good + b'"Zo"e' + b"," * (width - 1) + b"\r\n", 4),
        "a row that names nobody": Case(
            good + b"," * org + b" ,".rjust(2) + b"," * (width - org - 2) + b'"\xc2\xa0\x07"\r\n', 4
        ),
        "a bell in the name": cell(0, "Zo\x07e"),
        "an escape in the organisation": cell(org, "Desk\x1b[2J"),
        "a nought in the organisation": cell(org, "De\0sk"),
        "a name too long": cell(0, "Z" * 301),
        "an organisation too long": cell(org, "D" * 501),
        "a cell too long": cell(org, "D" * 10_001),
        "accents piled up": cell(0, "Z" + "\u0301" * 31),
        "a line too long": Case(good + b"Z" * 100_001 + b"," * (width - 1) + b"\r\n", 4),
        "a message box": Case(b"CONVERSATION ID,FROM,TO\r\n1,Ada,Zoe\r\n"),
    }
    if kind != "csv":
        cases["a column twice"] = Case(
            _table([*table.header, table.header[0]], [[*row, ""] for row in table.rows()])
        )
    cases |= dict(_seeded_tables(table, good))
    return cases


def _seeded_tables(table: Table, good: bytes) -> Iterator[tuple[str, Case]]:
    chance = random.Random(SEED)
    body = good.index(b"\n") + 1
    for number in range(6):
        place = chance.randrange(body, len(good) - 2)
        yield f"seeded: byte FF at {place} ({number})", Case(good[:place] + b"\xff" + good[place:])
    for number in range(4):
        rows = table.rows()
        row, column = chance.randrange(len(rows)), chance.randrange(len(table.header))
        control = chr(chance.choice([1, 2, 8, 14, 27, 127]))
        cell = rows[row][column]
        place = chance.randrange(len(cell) + 1)
        rows[row][column] = cell[:place] + "x" + control + "x" + cell[place:]
        yield f"seeded: control character ({number})", Case(_table(table.header, rows), 3)
    for number in range(3):
        rows = table.rows()
        rows[chance.randrange(len(rows))] += ["", *["more"] * chance.randrange(1, 5)]
        yield f"seeded: cells too many ({number})", Case(_table(table.header, rows), 3)


CARDS = [
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEMAIL:{email}\r\nORG:{org}\r\nEND:VCARD\r\n".encode()
    for name, email, org in PEOPLE
]


def _card(*lines: bytes, end: bytes = b"END:VCARD\r\n") -> Case:
    """A good card, a card of these lines, two good cards."""
    odd = b"".join((b"BEGIN:VCARD\r\nVERSION:3.0\r\n", *(line + b"\r\n" for line in lines), end))
    return Case(CARDS[0] + odd + CARDS[1] + CARDS[2], 4)


def cards() -> dict[str, Case]:
    good = b"".join(CARDS)
    cases = {
        "empty": Case(b""),
        "only a byte order mark": Case(b"\xef\xbb\xbf"),
        "only a beginning": Case(b"BEGIN:VCARD\r\n", 1),
        "only an end": Case(b"END:VCARD\r\n"),
        "a card without an end": _card(b"FN:Zoe", end=b""),
        "the last card without an end": Case(good + b"BEGIN:VCARD\r\nFN:Zoe\r\n", 4),
        "cut in the middle": Case(good[:-20], 3),
        "a card without a beginning": Case(good + b"FN:Zoe\r\nEND:VCARD\r\n", 4),
        "two beginnings": _card(b"BEGIN:VCARD", b"FN:Zoe")._replace(records=5),
        "text before the cards": Case(b"Dear all,\r\nhere they are:\r\n" + good, 4),
        "text between the cards": Case(CARDS[0] + b"and then\r\n" + CARDS[1], 3),
        "an empty card": _card(),
        "a card of blanks": _card(b"FN: ", b"EMAIL:", b"ORG:;;"),
        "only a note": _card(b"NOTE:met somebody"),
        "no colon": _card(b"FN:Zoe", b"this is no property"),
        "no name before the colon": _card(b"FN:Zoe", b":nothing"),
        "a space in the property's name": _card(b"FN:Zoe", b"F!N:Zoe"),
        "an unclosed quote in the parameters": _card(b"FN:Zoe", b'TEL;TYPE="home:1234567'),
        "parameters without number": _card(b"FN:Zoe", b"TEL" + b";x=y" * 200 + b":1234567"),
        "commas that used to hang a parser": _card(
            b"FN:Zoe", b"TEL;TYPE=" + b",".join([b"a"] * 60) + b'"b'
        ),
        "an unknown charset": _card(b"FN;CHARSET=KLINGON-1:Zoe"),
        "a charset that is no charset": _card(b"FN;CHARSET=base64:Zoe"),
        "Latin-1 without a charset": _card("FN:Zoë".encode("latin-1")),
        "Windows-1251 without a charset": _card("FN:Зоя".encode("cp1251")),
        "quoted-printable of no charset": _card(b"FN;ENCODING=QUOTED-PRINTABLE:Zo=EB"),
        "quoted-printable that goes on over the end": _card(
            b"FN:Zoe", b"NOTE;ENCODING=QUOTED-PRINTABLE:x=EB="
        ),
        "a name too long": _card(b"FN:" + b"Z" * 301),
        "an organisation too long": _card(b"FN:Zoe", b"ORG:" + b"D" * 501),
        "a note too long": _card(b"FN:Zoe", b"NOTE:" + b"n" * 20_001),
        "a line too long": _card(b"FN:Zoe", b"NOTE:" + b"n" * 100_001),
        "a folded line too long": _card(b"FN:Zoe", b"NOTE:n" + b"\r\n nnnnnnnnn" * 12_000),
        "a bell in the name": _card(b"FN:Zo\x07e"),
        "an escape in a note": _card(b"FN:Zoe", b"NOTE:\x1b[2J"),
        "a nought in a custom field": _card(b"FN:Zoe", b"X-PET:ca\0t"),
        "accents piled up": _card(b"FN:Z" + "\u0301".encode() * 31),
        "a group of people": _card(b"KIND:group", b"FN:Family"),
        "properties without number": _card(b"FN:Zoe", *[b"X-A:%d" % n for n in range(1_100)]),
        "UTF-16 that is cut": Case(good.decode().encode("utf-16")[:-1]),
        "UTF-16 without its mark": Case(good.decode().encode("utf-16-le")),
        "a zip archive": Case(b"PK\x03\x04" + good),
    }
    chance = random.Random(SEED)
    for number in range(6):
        place = chance.randrange(len(good))
        data = good[:place] + b"\xff" + good[place:]
        cases[f"seeded: byte FF at {place} ({number})"] = Case(data)
    lines = good.split(b"\r\n")[:-1]
    for number in range(4):
        place = chance.randrange(len(lines))
        data = b"\r\n".join([*lines[:place], b"no property", *lines[place:]]) + b"\r\n"
        cases[f"seeded: a stray line at {place} ({number})"] = Case(data)
    for number in range(3):
        ends = [place for place, line in enumerate(lines) if line == b"END:VCARD"]
        place = chance.choice(ends)
        data = b"\r\n".join(lines[:place] + lines[place + 1 :]) + b"\r\n"
        cases[f"seeded: the end of line {place} gone ({number})"] = Case(data, 3)
    return cases


def event(uid: str, *lines: str, start: str = "DTSTART:20260701T100000Z") -> str:
    given = "".join(f"{line}\r\n" for line in (start, *lines) if line)
    return (
        f"BEGIN:VEVENT\r\n{f'UID:{uid}' if uid else 'X-NO:uid'}\r\n{given}"
        f"ATTENDEE;CN=Ada:mailto:{uid or 'x'}@example.org\r\nEND:VEVENT\r\n"
    )


def calendar(*events: str) -> bytes:
    whole = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"
    return whole.encode()


def calendars() -> dict[str, Case]:
    good = calendar(event("a"), event("b"), event("c"))

    def odd(*lines: str, uid: str = "odd", start: str = "DTSTART:20260701T100000Z") -> Case:
        return Case(calendar(event("a"), event(uid, *lines, start=start), event("c")), 3)

    def zone(rule: str) -> Case:
        made = (
            "BEGIN:VTIMEZONE\r\nTZID:Odd\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            f"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n{rule}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        )
        return Case(
            calendar(made, event("a"), event("odd", start="DTSTART;TZID=Odd:20260701T100000")), 2
        )

    cases = {
        "empty": Case(b""),
        "an empty calendar": Case(calendar()),
        "only tasks": Case(calendar("BEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\n")),
        "only a beginning": Case(b"BEGIN:VCALENDAR\r\n"),
        "cut in the middle": Case(good[:-60]),
        "an event without an end": Case(
            calendar(event("a"), event("b").replace("END:VEVENT\r\n", ""), event("c")), 3
        ),
        "the last without an end": Case(
            calendar(event("a"), event("b").replace("END:VEVENT\r\n", "")), 2
        ),
        "no UID": odd(uid=""),
        "a UID too long": odd("X:1", uid="u" * 501),
        "no start": odd(start=""),
        "a start that is no date": odd(start="DTSTART:soon"),
        "31 February": odd(start="DTSTART:20260231T100000Z"),
        "half a date": odd(start="DTSTART:2026070"),
        "all day": odd(start="DTSTART;VALUE=DATE:20260701"),
        "two starts": odd("DTSTART:20260702T100000Z"),
        "a start in the year 1600": odd(start="DTSTART:16000701T100000Z"),
        "a start in the year 9999": odd(start="DTSTART:99991231T235959Z"),
        "an unknown time zone": odd(start="DTSTART;TZID=Nowhere/Land:20260701T100000"),
        "a time zone that is a path": odd(start="DTSTART;TZID=../../etc/passwd:20260701T100000"),
        "a time zone that ticks every second": zone("RRULE:FREQ=SECONDLY"),
        "a time zone with a rule of its own kind": zone(
            "RRULE:FREQ=YEARLY;BYHOUR=1,2,3;BYSECOND=1"
        ),
        "a time zone that is no rule": zone("RRULE:FREQ"),
        "a time zone of every day of the year": zone(
            "RRULE:FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 367)))
        ),
        "deeper than anything": Case(b"BEGIN:A\r\n" * 30_000 + good + b"END:B\r\n" * 30_000),
        "time zones without number": Case(
            calendar(
                *(f"BEGIN:VTIMEZONE\r\nTZID:Z{n}\r\nEND:VTIMEZONE\r\n" for n in range(300)),
                event("a"),
            ),
        ),
        "ends before it begins": odd("DTEND:20260701T090000Z"),
        "lasts a week": odd("DTEND:20260708T100000Z"),
        "an end that is no date": odd("DTEND:later"),
        "a length that is none": odd("DURATION:half an hour"),
        "a length below nought": odd("DURATION:-PT30M"),
        "a version below nought": odd("SEQUENCE:-1"),
        "a version too great": odd("SEQUENCE:99999999999"),
        "a version that is a word": odd("SEQUENCE:first"),
        "a bell in the title": odd("SUMMARY:Coff\x07ee"),
        "words too many": odd("DESCRIPTION:" + "w" * 20_001),
        "accents piled up": odd("LOCATION:C" + "\u0301" * 31),
        "a line too long": odd("DESCRIPTION:" + "w" * 100_001),
        "no colon": odd("this is no property"),
        "a property without a name": odd(";X=1:2"),
        "guests without number": odd(*[f"ATTENDEE:mailto:p{n}@example.org" for n in range(300)]),
        "lines without number": odd(*[f"X-A:{n}" for n in range(2_100)]),
        "Latin-1": Case(good.replace(b"CN=Ada:mailto:b", "CN=Zoë:mailto:b".encode("latin-1")), 3),
        "UTF-16 that is cut": Case(good.decode().encode("utf-16")[:-1]),
        "text before it": Case(b"Dear Ada,\r\n" + good, 4),
        "a zip archive": Case(b"PK\x03\x04" + good),
    }
    chance = random.Random(SEED)
    body = good.index(b"BEGIN:VEVENT")
    for number in range(6):
        place = chance.randrange(body, len(good) - len(b"END:VCALENDAR\r\n"))
        data = good[:place] + b"\xff" + good[place:]
        cases[f"seeded: byte FF at {place} ({number})"] = Case(data)
    lines = good.split(b"\r\n")[:-1]
    for number in range(4):
        place = chance.randrange(3, len(lines) - 1)
        while lines[place - 1] == b"END:VEVENT":
            place -= 1
        data = b"\r\n".join([*lines[:place], b"no property", *lines[place:]]) + b"\r\n"
        cases[f"seeded: a stray line at {place} ({number})"] = Case(data, 3)
    return cases


def malformed(kind: str) -> dict[str, Case]:
    """The cases of a kind, by what is wrong with each."""
    if kind == "vcard":
        return cards()
    return calendars() if kind == "ics" else tables(kind)


KINDS = ("linkedin", "google", "csv", "vcard", "ics")
SUFFIX_BY_KIND = {"vcard": "vcf", "ics": "ics"}
