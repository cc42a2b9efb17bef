"""Forgetting somebody: their words leave the log, the views and the file; the chain still verifies.

A `contact.forgotten` event names every subject that belonged to the contact. Whoever holds it
erases the bodies of all events about these subjects, now and whenever more of them arrive. A
device that finds something more (an interview that another phone recorded meanwhile) erases it
too and says so in an event of its own, so that equal heads still mean equal views (I1).

Erasing an event leaves its hash, its log and its number, nothing else. What SQLite keeps of it in
free pages, in the search index and in the write-ahead log is overwritten by `scrub`, which also
runs at the next opening if the program ended before it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from msgspec import json

from infoview_sync.events.chain import body_hash
from infoview_sync.projections import projector, queries

SUBJECTS_MAX = 5000
"""Of one `contact.forgotten`; more are said in several."""


def forget(
    connection: sqlite3.Connection, fresh: Sequence[tuple[str, str]] | None = None
) -> dict[str, list[str]]:
    """Erase what the log says of anybody forgotten; inside the caller's transaction.

    `fresh` are the events that are new since the last call, as (type, subject); None for a look at
    all of them. Returns subjects by contact that no `contact.forgotten` names yet: for the caller
    to say.
    """
    if connection.execute("SELECT 1 FROM forgotten LIMIT 1").fetchone() is None:
        return {}
    looked_at = _subjects_to_look_at(fresh)
    unnamed = _name(connection, looked_at)
    _erase(connection, None if unnamed else looked_at)
    return unnamed


def would_erase(connection: sqlite3.Connection, contact: str, subjects: Sequence[str]) -> int:
    """How many events a forgetting of these subjects erases; inside a transaction, changes nothing.

    Tried and taken back, so that it cannot say another number than what is done.
    """
    connection.execute("SAVEPOINT forgetting")
    try:
        _note(connection, [{"contact": contact, "subject": each} for each in subjects])
        _name(connection, None)
        return len(queries.ask(connection, "doomed", subjects=None))
    finally:
        connection.execute("ROLLBACK TO forgetting")
        connection.execute("RELEASE forgetting")


def is_scrub_due(connection: sqlite3.Connection) -> bool:
    """Whether erased words may still be in the file."""
    return connection.execute("SELECT 1 FROM scrub").fetchone() is not None


def scrub(connection: sqlite3.Connection) -> bool:
    """Overwrite what is left of erased words in the file; outside of any transaction.

    True if nothing is left to do; False if another process is at work or the disk is full: then it
    is tried again after the next event and at the next opening.
    """
    if not is_scrub_due(connection):
        return True
    try:
        connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
        connection.execute("VACUUM")
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            return False
        connection.execute("DELETE FROM scrub")
    except sqlite3.OperationalError:
        return False
    return True


def _subjects_to_look_at(fresh: Sequence[tuple[str, str]] | None) -> str | None:
    """A JSON array; None for all, which a forgetting among the fresh events asks for."""
    if fresh is None or any(type_ == "contact.forgotten" for type_, _ in fresh):
        return None
    return json.encode(sorted({subject for _, subject in fresh})).decode()


def _name(connection: sqlite3.Connection, looked_at: str | None) -> dict[str, list[str]]:
    """Names as forgotten what belongs to what is; returns what was new, subjects by contact."""
    unnamed: dict[str, list[str]] = defaultdict(list)
    while found := queries.ask(connection, "forgettable", subjects=looked_at):
        for row in found:
            unnamed[row["contact"]].append(row["subject"])
        _note(connection, found)
        looked_at = None
    return unnamed


def _note(connection: sqlite3.Connection, rows: Sequence[queries.Row]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO forgotten (contact, subject) VALUES (:contact, :subject)", rows
    )


def _erase(connection: sqlite3.Connection, looked_at: str | None) -> None:
    rows = queries.ask(connection, "doomed", subjects=looked_at)
    if not rows:
        return
    connection.executemany(
        "UPDATE event SET body = NULL, body_hash = ?, hlc = 0, type = '', subject = '',"
        " occurred_at = 0, offset_min = 0 WHERE log = ? AND seq = ?",
        [(body_hash(row["body"]), row["log"], row["seq"]) for row in rows],
    )
    connection.execute("INSERT OR IGNORE INTO scrub (one) VALUES (1)")
    projector.fold(connection, [(row["type"], row["subject"]) for row in rows])


def chunks(subjects: Sequence[str]) -> list[list[str]]:
    """The subjects in portions that one event can name, in a fixed order; at least one portion."""
    ordered = sorted(set(subjects))
    return [
        ordered[start : start + SUBJECTS_MAX] for start in range(0, len(ordered), SUBJECTS_MAX)
    ] or [[]]
