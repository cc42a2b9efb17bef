"""Reads the shared SQL files and names their version.

The browser imports the same files at build (web/worker/sql.ts) and computes the same hash, so a
snapshot or a digest of another version is never mistaken for one's own.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import NamedTuple

SESSION = ("kinds.gen.sql", "upcast.sql", "session.sql", "norms.sql", "views.sql")
"""Made anew on every connection, in this order."""
FOLDS_FIRST = {"retraction": "retraction", "survivor": "contact", "merge": "merge"}
"""Folds that may touch more subjects, so they run before the others are chosen; and the kind that
asks for each."""
FOLD_BEFORE = "concern"
"""Notes, before rows change, whom they are about."""
FOLDS_LAST = ("standing", "search")
"""Computed from the rows of the other folds."""


class SqlFiles(NamedTuple):
    """`text_by_name`: `fold/contact.sql` → its text; `hash`: over all of them, hex."""

    text_by_name: dict[str, str]
    hash: str

    def statements(self, name: str) -> tuple[str, ...]:
        return split_statements(self.text_by_name[name])

    def folds(self, kinds: set[str]) -> list[str]:
        """The fold files that these kinds need, in running order, with those that all need."""
        order = (FOLD_BEFORE, *sorted(kinds.difference(FOLDS_FIRST)), *FOLDS_LAST)
        names = [f"fold/{kind}.sql" for kind in order]
        return [name for name in names if name in self.text_by_name]


@cache
def sql_files() -> SqlFiles:
    """The files as installed, read once."""
    root = resources.files("infoview_sync.projections").joinpath("sql")
    found = {}
    for folder in ("", "fold/", "query/"):
        for entry in (root.joinpath(folder) if folder else root).iterdir():
            if entry.name.endswith(".sql"):
                found[folder + entry.name] = entry.read_text(encoding="utf-8")
    digest = sha256()
    for name in sorted(found):
        digest.update(name.encode() + b"\0" + found[name].encode() + b"\0")
    return SqlFiles(dict(sorted(found.items())), digest.hexdigest())


@cache
def split_statements(text: str) -> tuple[str, ...]:
    """The statements of a file. (sqlite3.executescript would commit the open transaction.)"""
    statements = []
    pending = ""
    for line in text.splitlines(keepends=True):
        if pending == "" and (line.startswith("--") or not line.strip()):
            continue
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending.strip())
            pending = ""
    if pending.strip():
        raise ValueError(f"an SQL file ends inside a statement: {pending.strip()[:60]!r}")
    return tuple(statements)
