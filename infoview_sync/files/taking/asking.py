"""Questions that only an import asks: sql/<name>.sql beside this file.

They are kept apart from the shared queries because every change of those makes all devices rebuild.
"""

from __future__ import annotations

import sqlite3
from importlib import resources

from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row


async def ask(notebook: Notebook, name: str, **parameters: object) -> list[Row]:
    """The rows of sql/<name>.sql."""
    folder = resources.files("infoview_sync.files.taking").joinpath("sql")
    text = folder.joinpath(f"{name}.sql").read_text(encoding="utf-8")

    def rows(connection: sqlite3.Connection) -> list[Row]:
        cursor = connection.execute(text, parameters)
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor]

    return await notebook.read(rows)
