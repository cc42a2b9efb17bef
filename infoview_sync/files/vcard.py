"""Reads vCard files, versions 2.1, 3.0 and 4.0, several cards in a file (DOMAIN §7).

A card that cannot be trusted is refused with the line and property at fault; the other cards are
kept. Pictures, sounds and keys in base64 are dropped and counted; a contact holds text. What else
a card names and a contact has no field for goes to the notes (see `details`).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from infoview_sync.files.cells import BadCell
from infoview_sync.files.found import FoundPerson, Reading, RefusedRow
from infoview_sync.files.linkedin_notes import some_lines
from infoview_sync.files.refusal import NoPeople, TooManyRows
from infoview_sync.files.source import Source
from infoview_sync.files.vcard_lines import BadProperty, Property, properties
from infoview_sync.files.vcard_person import person_of

SOURCE = "vcard"

# As many as rows of a table; an address book on a phone has some hundreds.
CARDS_MAX = 200_000
# The richest real card seen had 40.
PROPERTIES_MAX = 1_000

EXPORT_AGAIN = "Export the contacts again as vCard (.vcf) from the address book"
_CLOSE_CARD = "Let each card begin with BEGIN:VCARD and end with END:VCARD"


class Card(msgspec.Struct, frozen=True):
    """What stands between BEGIN:VCARD and END:VCARD."""

    line: int
    properties: tuple[Property, ...]


class _Binary:
    """What was dropped or damaged, for the notes to the user."""

    def __init__(self) -> None:
        self.pictures = 0
        self.others = 0
        self.damaged_lines: list[int] = []

    def see(self, card: Card) -> None:
        for each in card.properties:
            if each.is_binary and each.name in ("PHOTO", "LOGO"):
                self.pictures += 1
            elif each.is_binary:
                self.others += 1
            if each.is_damaged:
                self.damaged_lines.append(each.line)

    def notes(self) -> tuple[str, ...]:
        notes = []
        if self.pictures:
            notes.append(f"pictures left out: {self.pictures:,} (a contact holds text only)")
        if self.others:
            notes.append(f"sounds, keys and other data left out: {self.others:,}")
        if self.damaged_lines:
            notes.append(
                "bytes that do not belong to the charset were replaced by \ufffd on "
                + some_lines(self.damaged_lines)
            )
        return tuple(notes)


def read_cards(source: Source) -> Reading:
    """Everybody in the file. Raises: FileRefused; NoPeople if nobody is in it."""
    people: list[FoundPerson] = []
    refused: list[RefusedRow] = []
    binary = _Binary()
    read = properties(source, head=source.head(), file_name=source.file_name)
    for number, card in enumerate(_cards(read), start=1):
        if number > CARDS_MAX:
            raise TooManyRows(
                f"it has more than {CARDS_MAX:,} cards",
                file_name=source.file_name,
                line=card.line,
                remedy="Split it into smaller files",
            )
        if isinstance(card, RefusedRow):
            refused.append(card)
            continue
        try:
            people.append(person_of(card.properties, line=card.line))
        except BadCell as bad:
            line = next(
                (each.line for each in card.properties if each.name == bad.field), card.line
            )
            refused.append(
                RefusedRow(line=line, field=bad.field, reason=bad.reason, remedy=bad.remedy)
            )
        else:
            binary.see(card)
    if not people:
        raise _nobody(source.file_name, tuple(refused))
    return Reading(
        source=SOURCE,
        file_name=source.file_name,
        file_sha256=source.sha256(),
        people=tuple(people),
        refused=tuple(refused),
        notes=binary.notes(),
    )


def _cards(read: Iterator[Property | BadProperty]) -> Iterator[Card | RefusedRow]:
    """Cards, and what stands where a card should: each such stretch is refused once."""
    card: _Open | None = None
    is_stray = False
    for each in read:
        if isinstance(each, Property) and _is(each, "BEGIN"):
            if card is not None and card.expects_agent():
                card.depth += 1
                continue
            if card is not None:
                yield card.unclosed()
            card, is_stray = _Open(each.line), False
        elif card is None:
            if not is_stray:
                yield RefusedRow(
                    line=each.line, field=None, reason="it stands outside of any card",
                    remedy=_CLOSE_CARD,
                )  # fmt: skip
            is_stray = True
        elif isinstance(each, Property) and _is(each, "END"):
            card.depth -= 1
            if card.depth == 0:
                yield card.closed()
                card = None
        else:
            card.take(each)
    if card is not None:
        yield card.unclosed()


class _Open:
    """A card while it is read; `depth` counts the cards in it (2.1 puts an agent's there)."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.depth = 1
        self._properties: list[Property] = []
        self._bad: BadProperty | None = None

    def take(self, each: Property | BadProperty) -> None:
        if isinstance(each, BadProperty):
            self._bad = self._bad or each
        elif len(self._properties) >= PROPERTIES_MAX:
            self._bad = self._bad or BadProperty(
                each.line, f"the card has more than {PROPERTIES_MAX:,} properties", "Shorten it"
            )
        elif self.depth > 1:
            self._properties.append(msgspec.structs.replace(each, name=f"AGENT {each.name}"))
        else:
            self._properties.append(each)

    def expects_agent(self) -> bool:
        """The last property is an AGENT without a value, so that a card follows."""
        last = self._properties[-1] if self._properties else None
        return last is not None and last.name == "AGENT" and not last.value.strip()

    def closed(self) -> Card | RefusedRow:
        if self._bad is not None:
            return RefusedRow(
                line=self._bad.line, field=None, reason=self._bad.reason, remedy=self._bad.remedy
            )
        return Card(self.line, tuple(self._properties))

    def unclosed(self) -> RefusedRow:
        return RefusedRow(
            line=self.line, field=None, reason="the card that begins here has no end",
            remedy=_CLOSE_CARD,
        )  # fmt: skip


def _is(each: Property, name: str) -> bool:
    return each.name == name and each.value.strip().upper() == "VCARD"


def _nobody(file_name: str, refused: tuple[RefusedRow, ...]) -> NoPeople:
    if not refused:
        return NoPeople("there is no card in it", file_name=file_name, remedy=EXPORT_AGAIN)
    first = refused[0]
    return NoPeople(
        f"every card was refused ({len(refused):,}); the first because {first.reason}",
        file_name=file_name,
        line=first.line,
        remedy=first.remedy,
        refused=refused,
    )
