"""The tokens of this device's server: whom it lets in. Tokens are kept as their hash alone.

A row is one device's right to come in; deleting it cuts the device off at once, whatever it sends.
It counts for nothing as soon as the log says that the device was cut off, wherever that was done:
so it holds for what another device did, too, from the moment on in which it arrives here.
Synchronous and by primary key, so that the door can ask at every request: some 20 µs.
"""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from typing import NamedTuple

from infoview_sync.events.chain import Heads

TOKEN_BYTES = 32

_IN_THE_OPEN = b"\x01"
"""Before the hash of a token that was handed out without encryption (`--plain-http`)."""


class Caller(NamedTuple):
    """Which device asks. `is_here`: a browser on this very machine, which may let others in."""

    log: str
    is_here: bool


class Seen(NamedTuple):
    """What this server knows of a device; `events_known`: how many events it held at `seen_at`."""

    log: str
    is_here: bool
    seen_at: int | None
    events_known: int | None


def hash_token(token: str, *, in_the_open: bool = False) -> bytes:
    """One that anybody in the network has heard is not found where encryption is spoken."""
    digest = sha256(token.encode()).digest()
    return _IN_THE_OPEN + digest if in_the_open else digest


def grant_access(
    connection: sqlite3.Connection, *, token: str, log: str, is_here: bool, now_ms: int,
    in_the_open: bool = False,
) -> None:  # fmt: skip
    """From now on this token, and no earlier one of the same log, opens the door.

    `in_the_open`: it is handed out without encryption, and opens only what is served so.
    """
    connection.execute("DELETE FROM access WHERE log = ?", (log,))
    connection.execute(
        "INSERT INTO access (token_hash, log, is_here, created_at) VALUES (?, ?, ?, ?)",
        (hash_token(token, in_the_open=in_the_open), log, is_here, now_ms),
    )


def end_access(connection: sqlite3.Connection, log: str) -> None:
    connection.execute("DELETE FROM access WHERE log = ?", (log,))


def caller_of(
    connection: sqlite3.Connection, token: str, *, in_the_open: bool = False
) -> Caller | None:
    """Whose token this is, said with encryption or `in_the_open`.

    Found by its hash, so that the time it takes tells nothing of it.
    """
    row = connection.execute(
        "SELECT a.log, a.is_here FROM access a LEFT JOIN device d ON d.log = a.log"
        " WHERE a.token_hash = ? AND coalesce(d.revoked, 0) = 0",
        (hash_token(token, in_the_open=in_the_open),),
    ).fetchone()
    return None if row is None else Caller(row[0], bool(row[1]))


def has_access(connection: sqlite3.Connection, log: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM access a LEFT JOIN device d ON d.log = a.log"
        " WHERE a.log = ? AND coalesce(d.revoked, 0) = 0",
        (log,),
    ).fetchone()
    return row is not None


def note_seen(
    connection: sqlite3.Connection, *, log: str, heads: Heads | None, now_ms: int
) -> None:
    """Remember that this device asked just now and, if its heads are told, how much it holds."""
    known = None if heads is None else sum(head.seq for head in heads.values())
    connection.execute(
        "UPDATE access SET seen_at = ?, events_known = coalesce(?, events_known) WHERE log = ?",
        (now_ms, known, log),
    )


def seen_devices(connection: sqlite3.Connection) -> list[Seen]:
    return [
        Seen(log, bool(is_here), seen_at, events_known)
        for log, is_here, seen_at, events_known in connection.execute(
            "SELECT a.log, a.is_here, a.seen_at, a.events_known"
            " FROM access a LEFT JOIN device d ON d.log = a.log"
            " WHERE coalesce(d.revoked, 0) = 0 ORDER BY a.created_at, a.log"
        )
    ]
