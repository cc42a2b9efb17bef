"""Runs the shared SQL: fold what was touched, rebuild everything, and sum it all up in a digest.

A new event, a late one, an undo and a full rebuild are the same statements over a different
`touched` table. These functions run inside the caller's transaction and never commit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from hashlib import sha256

from infoview_sync.projections.sql_files import FOLDS_FIRST, SESSION, sql_files

Progress = Callable[[int, int], None]
"""Called with (steps done, steps in all)."""


def open_session(connection: sqlite3.Connection) -> None:
    """Make the temporary tables and views that every query and fold reads."""
    for name in SESSION:
        _run(connection, name)


def fold(connection: sqlite3.Connection, events: Iterable[tuple[str, str]]) -> None:
    """Bring every row up to date that these events, as (type, subject), could change."""
    connection.executemany(
        "INSERT OR IGNORE INTO touched (kind, subject)"
        " SELECT kind, :subject FROM kind_of WHERE type = :type",
        [{"type": type_, "subject": subject} for type_, subject in set(events)],
    )
    _fold_touched(connection)


def rebuild(connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Make the projection tables anew and fold the whole log into them."""
    _run(connection, "drop.sql")
    build(connection, progress)


def build(connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    """Make the projection tables, where there are none, and fold the whole log into them."""
    _run(connection, "schema.sql")
    connection.execute(
        "INSERT OR IGNORE INTO touched (kind, subject)"
        " SELECT k.kind, e.subject FROM event e JOIN kind_of k ON k.type = e.type"
    )
    _fold_touched(connection, progress)
    connection.execute("INSERT INTO projection (one, sql_hash) VALUES (1, ?)", (sql_files().hash,))


def is_current(connection: sqlite3.Connection) -> bool:
    """True if the projection tables were made by these very SQL files."""
    try:
        row = connection.execute("SELECT sql_hash FROM projection").fetchone()
    except sqlite3.OperationalError:
        return False
    return row is not None and row[0] == sql_files().hash


def digest(connection: sqlite3.Connection) -> str:
    """SHA-256, hex, of every row of every projection table."""
    summed = sha256()
    for name, row in connection.execute(sql_files().text_by_name["digest.sql"]):
        summed.update(f"{name} {row}\n".encode())
    return summed.hexdigest()


def _fold_touched(connection: sqlite3.Connection, progress: Progress | None = None) -> None:
    for first, kind in FOLDS_FIRST.items():
        if kind in _touched_kinds(connection):
            _run(connection, f"fold/{first}.sql")
    names = sql_files().folds(_touched_kinds(connection))
    for done, name in enumerate(names):
        _run(connection, name)
        if progress is not None:
            progress(done + 1, len(names))
    connection.execute("DELETE FROM touched")


def _touched_kinds(connection: sqlite3.Connection) -> set[str]:
    return {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM touched")}


def _run(connection: sqlite3.Connection, name: str) -> None:
    for statement in sql_files().statements(name):
        connection.execute(statement)
