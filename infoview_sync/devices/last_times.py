"""When this machine last made a backup and last synced: for `infoview doctor` to tell.

A file of its own beside the notebook, since it is of this machine alone and nothing depends on it:
if it is lost or cannot be read, nobody knows, and that is what is told.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from infoview_sync.errors import NOT_JSON

NAME = "last.json"
BYTES_MAX = 1_000_000
_Count = Annotated[int, Meta(ge=0)]


class Synced(msgspec.Struct, frozen=True):
    """A round with a server that ended well, and how many own events it had then."""

    at_ms: _Count
    own_events: _Count


class LastTimes(msgspec.Struct, frozen=True, kw_only=True):
    """`synced_by_address`: of each server that was synced with."""

    backup_ms: _Count | None = None
    synced_by_address: dict[str, Synced] = {}


def last_times(home: Path) -> LastTimes:
    """What is known; nothing if the file is not there or cannot be read."""
    try:
        with (home / NAME).open("rb") as file:
            return msgspec.json.decode(file.read(BYTES_MAX), type=LastTimes)
    except (OSError, *NOT_JSON):
        return LastTimes()


def note_backup(home: Path, *, now_ms: int) -> None:
    """A backup was written and read back."""
    _write(home, msgspec.structs.replace(last_times(home), backup_ms=now_ms))


def note_synced(home: Path, *, address: str, own_events: int, now_ms: int) -> None:
    before = last_times(home)
    synced = {**before.synced_by_address, address: Synced(now_ms, own_events)}
    _write(home, msgspec.structs.replace(before, synced_by_address=synced))


def _write(home: Path, times: LastTimes) -> None:
    """Whole or not at all; what cannot be written is not worth failing what was done well."""
    draft = home / f".{NAME}.{os.getpid()}"
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(times))
        draft.replace(home / NAME)
    except OSError:
        draft.unlink(missing_ok=True)
