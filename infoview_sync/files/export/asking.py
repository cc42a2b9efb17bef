"""The questions whose answers leave the notebook: sql/<name>.sql, on the present or on a cut.

They are kept apart from the shared queries because every change of those makes all devices rebuild.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib import resources

from infoview_sync.projections import queries
from infoview_sync.projections.queries import Row


def rows(connection: sqlite3.Connection, name: str) -> list[Row]:
    """All rows of sql/<name>.sql."""
    cursor = connection.execute(_text(name))
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def standing(connection: sqlite3.Connection, *, now: int) -> list[Row]:
    """Where each contact stands as of `now` (ms since 1970)."""
    people = queries.ask(connection, "people", archived=1, now=now)
    stage_by_id = {row["id"]: row["stage"] for row in people}
    return [row | {"stage": stage_by_id[row["contact"]]} for row in rows(connection, "standing")]


@cache
def _text(name: str) -> str:
    folder = resources.files("infoview_sync.files.export").joinpath("sql")
    return folder.joinpath(f"{name}.sql").read_text(encoding="utf-8")
