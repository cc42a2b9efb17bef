"""Writes docs/norms.md from the shared SQL: `python -m infoview_sync.projections.norms`.

With `--check` it writes nothing and exits 1 if the file is stale; scripts/check and a test do that.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from infoview_sync.projections.sql_files import sql_files

PAGE = Path(__file__).parents[2] / "docs" / "norms.md"
_FILE = "norms.sql"
_OPENING = """# Norms

Generated from `infoview_sync/projections/sql/norms.sql` by
`python -m infoview_sync.projections.norms`. Do not edit.

A norm is what `infoview today`, the coach and the audit measure against. Each has a default that
somebody recommends, and each is yours to change, within bounds: `infoview settings NAME VALUE`,
`infoview settings NAME --reset`. A change is an event: it syncs to your other devices, and
`infoview undo` takes it back. What happened stays; only what is asked of you changes.

Business days are Monday to Friday in your own time zone. Public holidays are not known.

"""


def page() -> str:
    """The whole file's text."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    # What norms.sql reads besides its own tables: the settings, of which there are none here.
    connection.execute("CREATE TABLE setting (name TEXT, place TEXT, value TEXT)")
    for statement in sql_files().statements(_FILE):
        connection.execute(statement)
    norms = _in_order(connection.execute("SELECT * FROM norm_default").fetchall(), "name")
    rules = _in_order(connection.execute("SELECT * FROM due_rule").fetchall(), "rule")
    connection.close()
    about_by_norm = {norm["name"]: norm["about"] for norm in norms}
    lines = ["| norm | default | from – to | what it asks | where it comes from |"]
    lines.append("| --- | --- | --- | --- | --- |")
    lines += [
        f"| `{norm['name']}` | {_counted(norm['value'], norm['unit'])} |"
        f" {norm['least']} – {norm['most']} | {norm['about']} | {norm['source']} |"
        for norm in norms
    ]
    lines += ["", "## The rules of the agenda", ""]
    lines += ["`infoview today --why` names the norm behind each line.", ""]
    lines += ["| rule | what it says | the norm it rests on |", "| --- | --- | --- |"]
    lines += [
        f"| `{rule['rule']}` | {rule['todo']} |"
        + (
            f" `{rule['norm']}`: {about_by_norm[rule['norm']]} |"
            if rule["norm"]
            else " your own wish |"
        )
        for rule in rules
    ]
    return _OPENING + "\n".join(lines) + "\n"


def _in_order(rows: list[sqlite3.Row], name: str) -> list[sqlite3.Row]:
    """As the file lists them, which is the order of the practice; the tables sort by name."""
    text = sql_files().text_by_name[_FILE]
    return sorted(rows, key=lambda row: text.index(f"  ('{row[name]}'"))


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        sys.exit("docs/norms.md is stale: run .venv/bin/python -m infoview_sync.projections.norms")
