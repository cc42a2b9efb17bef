"""Questions that only the command line asks: its own SQL files, beside the shared ones.

They are kept apart because every change of the shared files makes all devices rebuild.
"""

from __future__ import annotations

import sqlite3
from importlib import resources
from typing import Any

import msgspec

from infoview_sync.cli.output import Row
from infoview_sync.projections.notebook import Notebook


async def ask_own(notebook: Notebook, name: str, **parameters: object) -> list[Row]:
    """The rows of `cli/sql/<name>.sql`."""
    text = (resources.files("infoview_sync.cli") / "sql" / f"{name}.sql").read_text("utf-8")

    def rows(connection: sqlite3.Connection) -> Any:
        cursor = connection.execute(text, parameters)
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor]

    found: list[Row] = await notebook.read(rows)
    return found


async def names_by_subject(notebook: Notebook, subjects: set[str]) -> dict[str, str]:
    """Whose each subject is, where it is somebody's."""
    listed = msgspec.json.encode(sorted(subjects)).decode()
    rows = await ask_own(notebook, "whose", subjects=listed)
    return {row["subject"]: row["name"] for row in rows}
