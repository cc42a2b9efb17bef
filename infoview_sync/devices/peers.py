"""The servers that have let this device in, and its relays, so that it need not ask again."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Peer(NamedTuple):
    """`token` opens the server at `address`; `log` and `public_key` are the server's own."""

    address: str
    token: str
    log: str
    public_key: bytes


def keep_peer(connection: sqlite3.Connection, peer: Peer) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO peer (address, token, log, public_key) VALUES (?, ?, ?, ?)", peer
    )


def peer_at(connection: sqlite3.Connection, address: str) -> Peer | None:
    row = connection.execute(
        "SELECT address, token, log, public_key FROM peer WHERE address = ?", (address,)
    ).fetchone()
    return None if row is None else Peer(*row)


def paired_keys(connection: sqlite3.Connection) -> dict[str, bytes]:
    """The signing keys of the servers that have let this device in, by their log."""
    return dict(connection.execute("SELECT log, public_key FROM peer ORDER BY address").fetchall())


def keep_relay(connection: sqlite3.Connection, address: str, token: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO relay (address, token) VALUES (?, ?)", (address, token)
    )


def relay_token(connection: sqlite3.Connection, address: str) -> str | None:
    """The token of the relay at this address, if it was used before."""
    row = connection.execute("SELECT token FROM relay WHERE address = ?", (address,)).fetchone()
    return None if row is None else row[0]
