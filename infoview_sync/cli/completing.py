"""Shell completion of PERSON with the names in the notebook; it never fails and never writes."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from infoview_sync.cli.names import folded, has_words, words_of
from infoview_sync.log.database import open_reader
from infoview_sync.projections import queries
from infoview_sync.settings import DATABASE_NAME, home_folder

OFFERED_MAX = 200
"""A shell shows no more on a screen, and asks before it does."""


def people_completing(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names that begin with what was typed; after a first word, the other words of such names."""
    typed = ctx.params.get("person") or ()
    before = words_of(" ".join([typed] if isinstance(typed, str) else typed))
    try:
        connection = open_reader(home_folder(ctx.find_root().params.get("home")) / DATABASE_NAME)
        try:
            names = [str(row["name"]) for row in queries.ask(connection, "known")]
        finally:
            connection.close()
    except Exception:  # noqa: BLE001 - a shell waits for names, not for an error
        return []
    parts = names
    if before:
        parts = [word for name in names if has_words(name, before) for word in name.split()]
    fitting = sorted(set(_beginning(parts, incomplete)), key=folded)
    return fitting[:OFFERED_MAX]


def _beginning(texts: list[str], incomplete: str) -> Iterator[str]:
    """Those that begin so in any case and accents, spelled as typed: shells drop all others."""
    begun = folded(incomplete)
    for text in texts:
        if folded(text).startswith(begun) and text.isprintable():
            spelled = incomplete + text[len(incomplete) :]
            if folded(spelled) == folded(text):
                yield spelled
