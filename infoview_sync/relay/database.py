"""What a relay keeps in SQLite, and its limits. Synchronous; the caller holds the transaction."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from infoview_sync.devices.access import hash_token
from infoview_sync.errors import (
    BadSegment,
    ForeignNotebook,
    NewerFormat,
    NotFound,
    SyncError,
    UsageError,
)
from infoview_sync.log.database import Writer, open_writer
from infoview_sync.stores.names import Place, mark_of, named

DATABASE_NAME = "relay.sqlite3"
FORMAT = 1
ITEMS_MAX = 20_000
"""Of one notebook: some ten million events, or as many small ones before they are merged."""
SPACES_MAX = 10_000


class Full(SyncError):
    """The notebook's room on the relay is used up."""

    code = "full"
    status = 507


class Space(NamedTuple):
    """A notebook's room; `notebook` is None until something was laid down in it."""

    name: str
    notebook: str | None
    bytes_max: int
    created_at: int


class Item(NamedTuple):
    """What is listed of an item."""

    shelf: str
    name: str
    size: int


class Usage(NamedTuple):
    """How much lies in a space."""

    items: int
    size: int


def open_relay(path: Path) -> Writer:
    """The relay's file, made if it is not there. Raises: NewerFormat, StoreError."""
    return open_writer(path, _make)


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete = ON").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT:
        raise NewerFormat(f"this relay's file has format {version}: upgrade InfoView")
    if version == 0:
        text = resources.files("infoview_sync.relay").joinpath("schema.sql").read_text("utf-8")
        connection.execute("BEGIN IMMEDIATE")
        for statement in text.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT:d}")
        connection.execute("COMMIT")


def add_space(
    connection: sqlite3.Connection, *, name: str, token: str, bytes_max: int, now_ms: int
) -> None:
    """Raises: UsageError if there is one of that name, or there are too many."""
    (spaces,) = connection.execute("SELECT count(*) FROM space").fetchone()
    if spaces >= SPACES_MAX:
        raise UsageError(f"this relay has {spaces:,} notebooks; no more are taken")
    try:
        connection.execute(
            "INSERT INTO space (name, token_hash, bytes_max, created_at) VALUES (?, ?, ?, ?)",
            (name, hash_token(token), bytes_max, now_ms),
        )
    except sqlite3.IntegrityError as error:
        raise UsageError(
            f"there is a notebook called {name} here already; to give it more room: infoview relay"
            " quota NAME --quota-mb N"
        ) from error


def set_quota(connection: sqlite3.Connection, *, name: str, bytes_max: int) -> Usage:
    """How much lies there, all of which stays, also under a smaller quota. Raises: NotFound."""
    changed = connection.execute("UPDATE space SET bytes_max = ? WHERE name = ?", (bytes_max, name))
    if changed.rowcount == 0:
        raise NotFound(f"no notebook here is called {name}")
    return usage_of(connection, name)


def remove_space(connection: sqlite3.Connection, name: str) -> None:
    """All of it. Raises: NotFound."""
    connection.execute("DELETE FROM item WHERE space = ?", (name,))
    if connection.execute("DELETE FROM space WHERE name = ?", (name,)).rowcount == 0:
        raise NotFound(f"no notebook here is called {name}")


def spaces(connection: sqlite3.Connection) -> list[tuple[Space, Usage]]:
    rows = connection.execute(
        "SELECT name, notebook, bytes_max, created_at FROM space ORDER BY name"
    )
    return [(Space(*row), usage_of(connection, row[0])) for row in rows.fetchall()]


def space_of(connection: sqlite3.Connection, token: str) -> Space | None:
    """Whose token this is. Found by its hash, so that the time it takes tells nothing of it."""
    row = connection.execute(
        "SELECT name, notebook, bytes_max, created_at FROM space WHERE token_hash = ?",
        (hash_token(token),),
    ).fetchone()
    return None if row is None else Space(*row)


def usage_of(connection: sqlite3.Connection, space: str) -> Usage:
    return Usage(
        *connection.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM item WHERE space = ?", (space,)
        ).fetchone()
    )


def look(connection: sqlite3.Connection, space: str) -> list[Item]:
    return [
        Item(*row)
        for row in connection.execute(
            "SELECT shelf, name, size FROM item WHERE space = ? ORDER BY shelf, name", (space,)
        )
    ]


def read(connection: sqlite3.Connection, space: str, place: Place) -> bytes | None:
    row = connection.execute(
        "SELECT raw FROM item WHERE space = ? AND shelf = ? AND name = ?", (space, *place)
    ).fetchone()
    return None if row is None else row[0]


def put(
    connection: sqlite3.Connection, space: str, notebook: str, place: Place, raw: bytes
) -> None:
    """Lay it down, unless it lies there. Raises: ForeignNotebook, BadSegment, Full, NotFound."""
    row = connection.execute(
        "SELECT notebook, bytes_max FROM space WHERE name = ?", (space,)
    ).fetchone()
    if row is None:
        raise NotFound("this notebook was taken off the relay")
    before, bytes_max = row
    if before not in (None, notebook):
        raise ForeignNotebook("the relay keeps another notebook under this token")
    name = named(place)
    if name is None or mark_of(raw) != name.mark:
        raise BadSegment("the bytes are not those that their name says")
    if read(connection, space, place) is not None:
        return
    used = usage_of(connection, space)
    if used.items >= ITEMS_MAX or used.size + len(raw) > bytes_max:
        raise Full(
            f"the relay keeps {used.size:,} of {bytes_max:,} bytes of this notebook and has no room"
            " for more; ask whoever runs it (`infoview relay quota`)"
        )
    connection.execute("UPDATE space SET notebook = ? WHERE name = ?", (notebook, space))
    connection.execute(
        "INSERT INTO item (space, shelf, name, size, raw) VALUES (?, ?, ?, ?, ?)",
        (space, *place, len(raw), raw),
    )


def remove(connection: sqlite3.Connection, space: str, place: Place) -> None:
    connection.execute(
        "DELETE FROM item WHERE space = ? AND shelf = ? AND name = ?", (space, *place)
    )
