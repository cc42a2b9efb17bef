"""Whether this file is the one that the notebook was last opened as, or a copy of it (decision 20).

Two copies that write the same log would contradict each other. Only the file system tells them
apart: a copy, or a file that was brought back from a backup of the disk, has another number, or
the number that just became free and another time of birth.
"""

from __future__ import annotations

import ctypes
import os
import sqlite3
import struct
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_CHANGING = ("vfat", "msdos", "exfat", "fuse", "9p")
"""File systems, by how their names begin, that number files anew whenever they are mounted."""

_AT_FDCWD = -100
_STATX_BTIME = 0x800
_STATX_BYTES = 256
_BTIME_AT = 80


def place_of(path: Path) -> str | None:
    """None where a file does not keep its number; a copy there is found out as a fork only.

    Asks by name: closing a file that SQLite has open would take SQLite's locks away.
    """
    status = path.stat()
    if _changes_numbers(status.st_dev):
        return None
    return f"{status.st_ino} {_born(path)}"


def is_copy(connection: sqlite3.Connection, place: str | None) -> bool:
    """False also where nobody has noted yet where the file lies."""
    row = connection.execute("SELECT file FROM place").fetchone()
    return None not in (row, place) and row[0] != place


def note_place(connection: sqlite3.Connection, place: str | None) -> None:
    if place is None:
        connection.execute("DELETE FROM place")
        return
    connection.execute(
        "INSERT INTO place (one, file) VALUES (1, ?1)"
        " ON CONFLICT (one) DO UPDATE SET file = ?1 WHERE file <> ?1",
        (place,),
    )


def _changes_numbers(device: int) -> bool:
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False  # Not Linux: even FAT keeps its numbers there.
    wanted = [f"{os.major(device)}:{os.minor(device)}"]
    # 36 35 98:0 /root /mountpoint options - type source options
    parts = (line.partition(" - ") for line in mounts)
    return any(
        before.split(" ")[2:3] == wanted and behind.startswith(_CHANGING)
        for before, _, behind in parts
    )


def _born(path: Path) -> int:
    """When the file was made, in ns since 1970; 0 where nobody knows."""
    known = getattr(path.stat(), "st_birthtime", None)
    if known is not None:
        return int(known * 1e9)
    try:
        statx = ctypes.CDLL(None).statx
    except (AttributeError, OSError, TypeError):
        return 0
    told = ctypes.create_string_buffer(_STATX_BYTES)
    if statx(_AT_FDCWD, os.fsencode(path), 0, _STATX_BTIME, told) != 0:
        return 0
    (mask,) = struct.unpack_from("I", told)
    seconds, nanoseconds = struct.unpack_from("qI", told, _BTIME_AT)
    return seconds * 10**9 + nanoseconds if mask & _STATX_BTIME else 0
