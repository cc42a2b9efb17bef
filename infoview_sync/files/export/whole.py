"""Everything at once: each format of one instant of the notebook, in a folder with a README."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from infoview_sync.files.export.jobs import (
    Chosen,
    Form,
    NothingToExport,
    Tell,
    Written,
    copy_database,
    write_form,
)
from infoview_sync.files.export.saving import made_folder, saved

README = """\
Everything that this InfoView notebook holds, as files that need no InfoView to be read.

notebook.ndjson    the log itself, every event as it was recorded; `infoview --home NEW import
                   notebook.ndjson` makes a notebook of it that is the same, bit for bit
notebook.sqlite3   the same as a SQLite database, with all views; to look into, with any SQLite
                   program. To bring a notebook back, import notebook.ndjson instead: two copies
                   of one database that both go on writing would contradict each other
people.vcf         everyone, as vCard 4.0 for any address book
interviews.ics     the interviews, for any calendar
network.dot        who named whom, for Graphviz
tables/            one CSV table a kind of thing; times are by the clocks of {tz}; an apostrophe
                   before = + - @ keeps a spreadsheet from running it as a formula.
                   `infoview import tables/people.csv` reads the people back
pages/             a page a person, in Markdown

A file that is missing here has nothing to hold yet. All of it is private: it names people and
what they said.
"""


def write_all(
    connection: sqlite3.Connection, folder: Path, chosen: Chosen, tell: Tell
) -> list[Written]:
    """Write every format and a README into the folder. Raises: UsageError."""
    made_folder(folder)
    for inner in ("tables", "pages"):
        made_folder(folder / inner)

    def forms() -> list[Written]:
        written: list[Written] = []
        for form, name in (
            (Form.ndjson, "notebook.ndjson"), (Form.vcf, "people.vcf"),
            (Form.ics, "interviews.ics"), (Form.dot, "network.dot"), (Form.csv, "tables"),
            (Form.md, "pages"),
        ):  # fmt: skip
            try:
                written += write_form(connection, form, folder / name, chosen, tell)
            except NothingToExport:
                continue
        return written

    written = at_one_instant(connection, forms)
    written.append(copy_database(connection, folder / "notebook.sqlite3", force=chosen.force))
    with saved(folder / "README.txt", force=chosen.force) as file:
        file.write(README.format(tz=chosen.tz.key).encode())
    return written


def at_one_instant(
    connection: sqlite3.Connection, work: Callable[[], list[Written]]
) -> list[Written]:
    """What the work writes, all of it as of one moment of the notebook."""
    connection.execute("BEGIN")
    try:
        return work()
    finally:
        connection.execute("ROLLBACK")
