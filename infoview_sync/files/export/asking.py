"""The questions whose answers leave the notebook: sql/<name>.sql, on the present or on a cut.

They are kept apart from the shared queries because every change of those makes all devices rebuild.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from infoview_sync.errors import Corrupt
from infoview_sync.events.chain import Head, body_hash, genesis, next_head
from infoview_sync.files.export.ndjson import Event
from infoview_sync.log.store import Body, Erased
from infoview_sync.projections import queries
from infoview_sync.projections.queries import Row


class Answer(NamedTuple):
    """Rows, and the columns that they have even if there are none."""

    columns: tuple[str, ...]
    rows: list[Row]


def ask(connection: sqlite3.Connection, name: str) -> Answer:
    """All rows of sql/<name>.sql."""
    cursor = connection.execute(_text(name))
    columns = tuple(column[0] for column in cursor.description)
    return Answer(columns, [dict(zip(columns, row, strict=True)) for row in cursor])


def table_rows(connection: sqlite3.Connection, name: str, *, now: int) -> Answer:
    """As `ask`; who stands where depends on `now` (ms since 1970)."""
    answer = ask(connection, name)
    if name != "standing":
        return answer
    people = queries.ask(connection, "people", archived=1, now=now)
    stage_by_id = {row["id"]: row["stage"] for row in people}
    rows = [row | {"stage": stage_by_id[row["contact"]]} for row in answer.rows]
    return Answer((*answer.columns, "stage"), rows)


def events(connection: sqlite3.Connection, *, notebook: str) -> Iterator[Event]:
    """The whole log by log and number, each chain checked on the way.

    Raises: Corrupt at an event that does not add up: a file must not spread damage.
    """
    head = Head(0, b"")
    log = ""
    for row in connection.execute(
        "SELECT log, seq, hash, CAST(body AS BLOB), body_hash FROM event ORDER BY log, seq"
    ):
        if row[0] != log:
            log, head = row[0], genesis(notebook=notebook, log=row[0])
        body: Body = Erased(row[4]) if row[3] is None else row[3]
        head = next_head(head, body.hash_of_body if isinstance(body, Erased) else body_hash(body))
        if Head(row[1], row[2]) != head:
            raise Corrupt(f"log {log}: event {head.seq} was changed", log=log, seq=head.seq)
        yield Event(log, *head, body)


@cache
def _text(name: str) -> str:
    folder = resources.files("infoview_sync.files.export").joinpath("sql")
    return folder.joinpath(f"{name}.sql").read_text(encoding="utf-8")
