"""How what lies in a store is called. A name says what is inside, and its mark which bytes.

    <log>/<first>-<last>-<erased>-<mark>.segment      a sealed segment
    keys/<epoch>-<to>-<from>-<mark>.key               an epoch key for one device
    recovery/<hint>-<epoch>-<from>-<mark>.opener      what the recovery phrase begins with

`mark` is the beginning of the SHA-256 of the bytes. So one name can never mean two contents: what
two devices write at once are two files, what is half written or flipped is seen without a key, and
nothing is ever changed in place. Whatever has another name is not ours and is left alone.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

from infoview_sync.ids import ALPHABET, is_id

KEYS = "keys"
RECOVERY = "recovery"
MARK_CHARS = 16
"""64 bits tell damage and two devices apart; against a forger the seal stands, not the mark."""

_ID = f"[{ALPHABET}]{{16}}"
_MARK = f"([0-9a-f]{{{MARK_CHARS}}})"
_SEGMENT = re.compile(rf"([0-9]{{15}})-([0-9]{{15}})-([0-9]{{1,3}})-{_MARK}\.segment")
_LETTER = re.compile(rf"([0-9]{{10}})-({_ID})-({_ID})-{_MARK}\.key")
_OPENER = re.compile(rf"([0-9a-f]{{16}})-([0-9]{{10}})-({_ID})-{_MARK}\.opener")


class Place(NamedTuple):
    """Where something lies in a notebook's store: on the shelf of a log, `keys` or `recovery`."""

    shelf: str
    name: str

    def __str__(self) -> str:
        return f"{self.shelf}/{self.name}"


class SegmentName(NamedTuple):
    """Events `first` to `last` of a log, `erased` of them without their words."""

    log: str
    first: int
    last: int
    erased: int
    mark: str

    @property
    def place(self) -> Place:
        return Place(
            self.log, f"{self.first:015d}-{self.last:015d}-{self.erased:d}-{self.mark}.segment"
        )


class LetterName(NamedTuple):
    """Epoch key number `epoch` for the log `to`, wrapped by the log `sender`."""

    epoch: int
    to: str
    sender: str
    mark: str

    @property
    def place(self) -> Place:
        return Place(KEYS, f"{self.epoch:010d}-{self.to}-{self.sender}-{self.mark}.key")


class OpenerName(NamedTuple):
    """For the phrase of this hint, with keys up to `epoch`, made by the log `sender`."""

    hint: str
    epoch: int
    sender: str
    mark: str

    @property
    def place(self) -> Place:
        return Place(RECOVERY, f"{self.hint}-{self.epoch:010d}-{self.sender}-{self.mark}.opener")


def mark_of(raw: bytes) -> str:
    return sha256(raw).hexdigest()[:MARK_CHARS]


def is_shelf(name: str) -> bool:
    return is_id(name) or name in (KEYS, RECOVERY)


def named(place: Place) -> SegmentName | LetterName | OpenerName | None:
    """What a name says, or None if it is not one of ours, to the letter."""
    if place.shelf == KEYS:
        found = _LETTER.fullmatch(place.name)
        return found and LetterName(int(found[1]), found[2], found[3], found[4])
    if place.shelf == RECOVERY:
        found = _OPENER.fullmatch(place.name)
        return found and OpenerName(found[1], int(found[2]), found[3], found[4])
    found = _SEGMENT.fullmatch(place.name)
    if found is None or not is_id(place.shelf):
        return None
    name = SegmentName(place.shelf, int(found[1]), int(found[2]), int(found[3]), found[4])
    # One spelling a name: a number with a zero too many would be a second file of the same name.
    return name if name.place == place and 1 <= name.first <= name.last else None
