"""What a reader found in a file: values only, the same for every format.

A reader guarantees: text is Unicode NFC without control characters; single-line fields are
trimmed with inner white space collapsed to one space; `urls` are http or https only; blank is
`None` or an empty tuple, never an empty string. Every row of the file ends as a person, as a
refused row, or was blank: nothing is dropped without a word.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec


class FoundPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One row or card that names a person."""

    name: str
    given: str | None = None
    surname: str | None = None
    org: str | None = None
    title: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    location: str | None = None
    connected_on: str | None = None
    """ISO date, as the file says it (no time zone is given)."""
    notes: str | None = None
    tags: tuple[str, ...] = ()
    line: int
    """1-based physical line where the row starts, as a text editor counts."""


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom an invitation names."""

    name: str | None = None
    email: str | None = None
    is_organizer: bool = False
    is_declined: bool = False
    """They have answered that they will not come."""

    def __str__(self) -> str:
        if self.name and self.email and self.name != self.email:
            return f"{self.name} <{self.email}>"
        return self.name or self.email or ""


class FoundMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a calendar file."""

    uid: str
    sequence: int
    starts: datetime
    """With its offset; without one it is meant by the user's own clocks."""
    tz: str | None
    """The IANA zone that the file names, if it names one."""
    minutes: int
    mode: Literal["in_person", "phone", "video"]
    place: str | None = None
    is_cancelled: bool = False
    people: tuple[Invited, ...] = ()
    words: str | None = None
    """What else the invitation says: its title, its text."""
    line: int


class RefusedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row that was not read, and what the user can do about it."""

    line: int
    field: str | None
    """The column's name as the file writes it; None when the whole row is at fault."""
    reason: str
    remedy: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that one file said: people, or meetings. Never neither: a reader raises NoPeople then."""

    source: str
    """Which reader served: 'linkedin', 'google', 'vcard', 'ics' or 'csv'."""
    file_name: str
    file_sha256: str
    """Of the file's bytes as they are on disk, in hex."""
    people: tuple[FoundPerson, ...] = ()
    meetings: tuple[FoundMeeting, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for the user about what was left out or assumed, a few at most."""
