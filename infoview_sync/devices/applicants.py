"""Devices that ask to be let in and proved to know an invitation's secret, until a person decides.

The person may decide in the app or in a terminal, which is another process: so it is a table.
"""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from infoview_sync.errors import NotFound

Decision = Literal["asking", "approved", "refused"]
DECIDE_WITHIN_MS = 120_000


class Asking(NamedTuple):
    """`digits` are to be compared with those on the other screen."""

    session: str
    invitation: str
    log: str
    name: str
    form: str
    digits: str
    decision: Decision
    expires_at: int


def add_applicant(connection: sqlite3.Connection, asking: Asking, *, now_ms: int) -> None:
    connection.execute("DELETE FROM applicant WHERE expires_at <= ?", (now_ms,))
    connection.execute(
        "INSERT INTO applicant"
        " (session, invitation, log, name, form, digits, decision, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        asking,
    )


def open_applicants(
    connection: sqlite3.Connection, *, now_ms: int, invitation: str | None = None
) -> list[Asking]:
    """Those about whom nothing was decided yet; of one invitation if it is named."""
    return [
        Asking(*row)
        for row in connection.execute(
            "SELECT session, invitation, log, name, form, digits, decision, expires_at"
            " FROM applicant WHERE decision = 'asking' AND expires_at > :now"
            " AND (:invitation IS NULL OR invitation = :invitation) ORDER BY expires_at, session",
            {"now": now_ms, "invitation": invitation},
        )
    ]


def decision_about(connection: sqlite3.Connection, session: str, *, now_ms: int) -> Decision | None:
    """What was decided; None if it took too long."""
    row = connection.execute(
        "SELECT decision FROM applicant WHERE session = ? AND expires_at > ?", (session, now_ms)
    ).fetchone()
    return None if row is None else row[0]


def decide(connection: sqlite3.Connection, session: str, *, approve: bool, now_ms: int) -> None:
    """Raises: NotFound if nobody asks by that session any more."""
    changed = connection.execute(
        "UPDATE applicant SET decision = ?"
        " WHERE session = ? AND decision = 'asking' AND expires_at > ?",
        ("approved" if approve else "refused", session, now_ms),
    ).rowcount
    if changed != 1:
        raise NotFound("that device does not ask any more; let it ask again")
