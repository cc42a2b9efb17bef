"""Shell completion of PERSON with the names in the notebook; it never fails and never writes."""

from __future__ import annotations

import typer

from infoview_sync.cli.names import folded
from infoview_sync.log.database import open_reader
from infoview_sync.projections import queries
from infoview_sync.settings import DATABASE_NAME, home_folder

OFFERED_MAX = 200
"""A shell shows no more on a screen, and asks before it does."""


def people_completing(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names that begin with what was typed, whatever its case and accents."""
    begun = folded(incomplete)
    try:
        connection = open_reader(home_folder(ctx.find_root().params.get("home")) / DATABASE_NAME)
        try:
            names = [str(row["name"]) for row in queries.ask(connection, "known")]
        finally:
            connection.close()
    except Exception:  # noqa: BLE001 - a shell waits for names, not for an error
        return []
    fitting = sorted({name for name in names if folded(name).startswith(begun)}, key=folded)
    return [name for name in fitting if name.isprintable()][:OFFERED_MAX]
