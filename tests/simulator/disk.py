"""What a disk holds after the process, or the power, has gone: a copy of the files as they lie.

A killed process leaves all that it wrote: the system's cache survives it. A power cut takes what
was not synced. Which of the write-ahead log that is follows from the setting of the connection
itself (https://www.sqlite.org/pragma.html#pragma_synchronous): FULL syncs it at every commit,
NORMAL only before a checkpoint. The copy is really cut there, at any byte, and SQLite recovers.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

from infoview_sync.settings import DATABASE_NAME

FULL = 2
HEADER_BYTES = 32
FRAME_HEADER_BYTES = 24
BACKFILLED_AT = 96
"""In the shared-memory file: how many frames are in the database already
(https://www.sqlite.org/walformat.html#the_wal_index_file_format)."""
SURVIVES_WHOLE = 0.3
"""How often what was not synced yet reached the disk all the same."""


def copy_files(home: Path, to: Path) -> None:
    """The notebook's file and its write-ahead log as a killed process leaves them."""
    to.mkdir(parents=True)
    for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
        if (home / name).exists():
            shutil.copyfile(home / name, to / name)


def put_back(files: Path, home: Path) -> None:
    """Make the files in `home` what these are, as the same files: they keep their number and their
    time of birth, by which a notebook tells itself from a copy (docs/decisions, 20).
    """
    for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
        raw = (files / name).read_bytes() if (files / name).exists() else b""
        (home / name).write_bytes(raw)
    (home / f"{DATABASE_NAME}-shm").unlink(missing_ok=True)


def committed_end(wal: Path) -> int:
    """Where the last commit in the write-ahead log ends, in bytes."""
    raw = wal.read_bytes() if wal.exists() else b""
    size = FRAME_HEADER_BYTES + int.from_bytes(raw[8:12], "big")
    end = 0
    for at in range(HEADER_BYTES, len(raw) - size + 1, size):
        if raw[at + 8 : at + 16] != raw[16:24]:
            break  # What was there before the log began anew.
        if raw[at + 4 : at + 8] != bytes(4):
            end = at + size
    return end


def synced_end(home: Path, *, synchronous: int, before_commit: int | None) -> int:
    """As far as the write-ahead log is safe from a power cut, by the connection's own setting.

    `before_commit`: where it ended before a commit that has not returned yet, if there is one.
    """
    wal = home / f"{DATABASE_NAME}-wal"
    if synchronous >= FULL:
        return committed_end(wal) if before_commit is None else before_commit
    shared = (home / f"{DATABASE_NAME}-shm").read_bytes()
    frames = int.from_bytes(shared[BACKFILLED_AT : BACKFILLED_AT + 4], sys.byteorder)
    size = FRAME_HEADER_BYTES + int.from_bytes(wal.read_bytes()[8:12], "big")
    return HEADER_BYTES + frames * size if frames else 0


def lose_unsynced(home: Path, synced: int, rng: random.Random) -> None:
    """Cut a copy's write-ahead log somewhere behind what was synced."""
    wal = home / f"{DATABASE_NAME}-wal"
    written = wal.stat().st_size if wal.exists() else 0
    keeps, place = rng.random() < SURVIVES_WHOLE, rng.random()
    if not keeps and written > synced:
        with wal.open("r+b") as file:
            file.truncate(synced + int(place * (written - synced)))
