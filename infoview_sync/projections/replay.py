"""Replay: the same SQL over a cut of history, beside the present and without touching it.

A cut is a version vector (events of each log up to a number). *Recorded* asks what I knew then:
the cut itself. *Occurred* asks what had happened by then: everything known now, events that
happened later left out.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal, NamedTuple

from infoview_sync.projections import projector
from infoview_sync.projections.sql_files import sql_files

Axis = Literal["occurred", "recorded"]


class Cut(NamedTuple):
    """`seq_by_log`: the version vector; `occurred_before`: ms since 1970, or None for no limit."""

    seq_by_log: dict[str, int]
    occurred_before: int | None = None


def cut_at(connection: sqlite3.Connection, *, before_ms: int, axis: Axis) -> Cut:
    """The cut that shows the notebook as of an instant, on one of the two axes."""
    if axis == "recorded":
        text = sql_files().text_by_name["query/cut_recorded.sql"]
        return Cut(dict(connection.execute(text, {"before": before_ms})))
    return Cut(dict(connection.execute("SELECT log, seq FROM head ORDER BY log")), before_ms)


def open_cut(database: Path, cut: Cut) -> sqlite3.Connection:
    """A connection on which every query answers as of the cut. The caller closes it."""
    connection = sqlite3.connect(
        "file::memory:", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("ATTACH ? AS source", (f"{database.absolute().as_uri()}?mode=ro",))
    for statement in sql_files().statements("replay.sql"):
        connection.execute(statement)
    connection.executemany("INSERT INTO cut (log, seq) VALUES (?, ?)", cut.seq_by_log.items())
    connection.execute(
        "INSERT INTO horizon (one, occurred_before) VALUES (1, ?)", (cut.occurred_before,)
    )
    projector.open_session(connection)
    projector.build(connection)
    return connection
