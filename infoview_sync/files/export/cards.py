"""vCard 4.0 (RFC 6350): the address book for any other program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icalendar import vText
from icalendar.parser import Contentline, Contentlines

from infoview_sync.files.export.texts import strings_in, without_steering
from infoview_sync.projections.queries import Row

PRODUCT = "-//InfoView Sync//EN"


def cards(people: Sequence[Row]) -> bytes:
    """A card for each row of sql/cards.sql, one after another."""
    lines = Contentlines(line for row in people for line in _card(row))
    made: bytes = lines.to_ical()  # type: ignore[no-untyped-call]  # the library's
    return made if lines else b""


def _card(row: Row) -> Iterator[Contentline]:
    yield _line("BEGIN", "VCARD")
    yield _line("VERSION", "4.0")
    yield _line("PRODID", PRODUCT)
    yield _line("UID;VALUE=text", f"{row['id']}@infoview")
    yield _line("FN", _text(row["name"]))
    # We keep names whole, because cutting them in two is wrong for half of the world. Programs
    # that show N alone show it whole too.
    yield _line("N", f";{_text(row['name'])};;;")
    for name, key in (("ORG", "org"), ("TITLE", "title")):
        if row[key]:
            yield _line(name, _text(row[key]))
    for name, key in (("EMAIL", "emails"), ("TEL", "phones"), ("URL", "urls")):
        for value in strings_in(row[key]):
            # A URL is no text: nothing in it is escaped.
            yield _line(name, without_steering(value) if name == "URL" else _text(value))
    if row["location"]:
        yield _line("ADR", f";;;{_text(row['location'])};;;")
    if row["notes"]:
        yield _line("NOTE", _text(row["notes"]))
    if tags := strings_in(row["tags"]):
        yield _line("CATEGORIES", ",".join(_text(tag) for tag in tags))
    yield _line("END", "VCARD")


def _line(name: str, value: str) -> Contentline:
    return Contentline(f"{name}:{value}")  # type: ignore[no-untyped-call]  # the library's


def _text(value: str) -> str:
    return vText(without_steering(value)).to_ical().decode()
