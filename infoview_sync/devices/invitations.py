"""Secrets by which a device may ask to be let in: each once, for a short time, a few tries.

Whoever can write the notebook's file can invite: the command line beside a running server only
writes a row. What a device proves to know is judged in the pairing (keys/pairing_server.py).
"""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from infoview_sync.errors import NotFound
from infoview_sync.ids import ALPHABET, RandomBytes
from infoview_sync.keys.pairing import invitation_of, secret_hash
from infoview_sync.keys.texts import to_text

Sort = Literal["here", "qr", "code"]
"""A link opened on this machine; a QR code; a code to be typed."""

SECRET_BYTES = {"here": 32, "qr": 16}
VALID_MS = {"here": 600_000, "qr": 120_000, "code": 120_000}
TRIES = 5
CODE_CHARS = 8
"""40 bits: five tries of a million million."""
INVITATIONS_MAX = 50
"""Open at once; the oldest make room."""


class Invitation(NamedTuple):
    """`name` is by which a device asks for it; the secret itself is kept nowhere."""

    name: str
    secret_hash: bytes
    sort: Sort
    expires_at: int


def invite(
    connection: sqlite3.Connection, sort: Sort, *, now_ms: int, random_bytes: RandomBytes
) -> tuple[Invitation, str]:
    """A new invitation and its secret as text, to be shown once and forgotten."""
    if sort == "code":
        # 32 letters: the low five bits of a byte are as random as the byte.
        text = "".join(ALPHABET[byte & 31] for byte in random_bytes(CODE_CHARS))
        secret = text.encode()
    else:
        secret = random_bytes(SECRET_BYTES[sort])
        text = to_text(secret)
    hashed = secret_hash(secret)
    made = Invitation(invitation_of(hashed), hashed, sort, now_ms + VALID_MS[sort])
    connection.execute("DELETE FROM invitation WHERE expires_at <= ?", (now_ms,))
    connection.execute(
        "DELETE FROM invitation WHERE name NOT IN"
        " (SELECT name FROM invitation ORDER BY expires_at DESC LIMIT ?)",
        (INVITATIONS_MAX - 1,),
    )
    connection.execute(
        "INSERT INTO invitation (name, secret_hash, sort, expires_at, tries_left)"
        " VALUES (?, ?, ?, ?, ?)",
        (*made, TRIES),
    )
    return made, text


def find_invitation(connection: sqlite3.Connection, name: str, *, now_ms: int) -> Invitation:
    """Raises: NotFound if there is none of that name that still holds."""
    row = connection.execute(
        "SELECT name, secret_hash, sort, expires_at FROM invitation"
        " WHERE name = ? AND expires_at > ? AND tries_left > 0",
        (name, now_ms),
    ).fetchone()
    if row is None:
        raise NotFound(
            "this link or code is used up or too old: make a new one on the other device"
        )
    return Invitation(*row)


def count_guess(connection: sqlite3.Connection) -> None:
    """Somebody asked by a name that is none: a wrong code, perhaps, so every code has a try less.

    Links and QR codes hold too many bits to be guessed, and a stranger must not use them up.
    """
    connection.execute("UPDATE invitation SET tries_left = tries_left - 1 WHERE sort = 'code'")


def count_try(connection: sqlite3.Connection, name: str) -> None:
    """One try less, before it is judged: five at once are five tries."""
    connection.execute("UPDATE invitation SET tries_left = tries_left - 1 WHERE name = ?", (name,))


def use_up(connection: sqlite3.Connection, name: str) -> bool:
    """Whether this was its one use."""
    return connection.execute("DELETE FROM invitation WHERE name = ?", (name,)).rowcount == 1
