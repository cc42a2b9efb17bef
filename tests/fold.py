"""Folds segments into a fresh notebook and says what came out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from infoview_sync.log import store
from infoview_sync.log.database import open_writer
from infoview_sync.projections import projector
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.settings import DATABASE_NAME
from tests.segments import runs_in

NOTEBOOK = "0123456789abcdef"


async def fold_segments(folder: Path, raw: bytes) -> dict[str, Any]:
    """Heads, projection, digest and row counts of a notebook that holds just these segments."""
    connection = open_writer(folder / DATABASE_NAME)
    try:
        connection.execute("BEGIN IMMEDIATE")
        projector.open_session(connection)
        for run in runs_in(raw):
            store.accept(
                connection, notebook=NOTEBOOK, log=run.log, after=run.after, bodies=run.bodies
            )
        projector.rebuild(connection)
        connection.execute("COMMIT")
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in (
                "contact",
                "outreach",
                "interview",
                "question",
                "note",
                "insight",
                "referral",
                "retracted",
                "device",
                "document",
            )
        }
        heads = {
            log: {"seq": head.seq, "hash": head.hash.hex()}
            for log, head in store.heads(connection).items()
        }
        return {
            "notebook": NOTEBOOK,
            "heads": heads,
            "projection": sql_files().hash,
            "digest": projector.digest(connection),
            "rows": counts,
        }
    finally:
        connection.close()
