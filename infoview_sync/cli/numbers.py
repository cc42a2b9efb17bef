"""The list that `infoview today` printed last: its numbers mean the same until it prints another.

Otherwise each answer would move the numbers below it, and the next answer would hit another line.
A file of its own beside the notebook, since it is of this machine alone; it holds no word of what
is due, only ids, so a forgetting need not look into it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from infoview_sync.errors import NOT_JSON
from infoview_sync.projections.queries import Row

NAME = "numbers.json"
BYTES_MAX = 1_000_000
"""Some fifteen thousand lines: more than anybody counts."""


class Name(NamedTuple):
    """What tells one due thing from every other, now and later."""

    rule: str
    subject: str


def name_of(due: Row) -> Name:
    return Name(due["rule"], due["subject"])


def printed_last(home: Path) -> list[Name] | None:
    """The things by their numbers, from 1; None if no list is known."""
    try:
        with (home / NAME).open("rb") as file:
            return msgspec.json.decode(file.read(BYTES_MAX), type=list[Name])
    except (OSError, *NOT_JSON):
        return None


def note_printed(home: Path, shown: Sequence[Row]) -> None:
    """Whole or not at all; an older list would mean other lines than those on the screen."""
    draft = home / f".{NAME}.{os.getpid()}"
    try:
        draft.touch(mode=0o600)
        draft.write_bytes(msgspec.json.encode([name_of(row) for row in shown]))
        draft.replace(home / NAME)
    except OSError:
        draft.unlink(missing_ok=True)
        (home / NAME).unlink(missing_ok=True)
