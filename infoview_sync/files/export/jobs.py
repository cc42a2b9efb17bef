"""What an export writes: each job is one file, made from one connection (the present or a cut)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infoview_sync.errors import UsageError
from infoview_sync.files.export.asking import ask, events, table_rows
from infoview_sync.files.export.dot import as_dot
from infoview_sync.files.export.ndjson import notebook_lines
from infoview_sync.files.export.pages import file_name, markdown, page_of
from infoview_sync.files.export.saving import check_free, draft_of, saved
from infoview_sync.files.export.tables import TABLES, table
from infoview_sync.files.export.texts import strings_in
from infoview_sync.log import store
from infoview_sync.log.keyring import leave_keys_out
from infoview_sync.projections import queries
from infoview_sync.projections.queries import Row

EVENTS_TOLD = 1000
"""After so many the bar moves, and Ctrl-C is heeded."""


class Form(StrEnum):
    """What a file is."""

    ndjson = "ndjson"
    sqlite3 = "sqlite3"
    csv = "csv"
    vcf = "vcf"
    ics = "ics"
    md = "md"
    dot = "dot"


class NothingToExport(UsageError):
    """There is nothing of that kind yet, so no file was written."""


Tell = Callable[[int, int], None]
"""Told (steps done, steps in all); it may raise to stop the work."""


class Chosen(NamedTuple):
    """How the past, the people and the details are chosen."""

    notebook: str
    now_ms: int
    tz: ZoneInfo
    contact: str | None = None
    tag: str | None = None
    table: str = "people"
    alarms: bool = False
    force: bool = False


class Written(NamedTuple):
    """One file that was written, and how many things are in it."""

    path: Path
    form: Form
    things: str
    number: int


def write_form(
    connection: sqlite3.Connection, form: Form, to: Path, chosen: Chosen, tell: Tell
) -> list[Written]:
    """Write one file, or a folder of tables or pages if `to` is one. Raises: UsageError."""
    if form is Form.csv and to.is_dir():
        for name in TABLES:
            check_free(to / f"{name}.csv", force=chosen.force)
        return [_table(connection, to / f"{name}.csv", name, chosen) for name in TABLES]
    if form is Form.md and to.is_dir():
        return _pages(connection, to, chosen, tell)
    one = {
        Form.ndjson: lambda: _log(connection, to, chosen, tell),
        Form.csv: lambda: _table(connection, to, chosen.table, chosen),
        Form.vcf: lambda: _cards(connection, to, chosen),
        Form.ics: lambda: _calendar(connection, to, chosen),
        Form.md: lambda: _one_page(connection, to, chosen, tell),
        Form.dot: lambda: _graph(connection, to, chosen),
    }
    return [one[form]()]


def copy_database(connection: sqlite3.Connection, to: Path, *, force: bool) -> Written:
    """The SQLite file itself, tightly packed; outside of any transaction.

    Its keys stay behind: the file is for looking into, and may be handed on.
    """
    with draft_of(to, force=force) as draft:
        connection.execute("VACUUM INTO ?", (str(draft.absolute()),))
        with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            leave_keys_out(copy)
    return Written(to, Form.sqlite3, "event", _events_in_all(connection))


def _log(connection: sqlite3.Connection, to: Path, chosen: Chosen, tell: Tell) -> Written:
    total = _events_in_all(connection)
    heads = store.heads(connection)
    with saved(to, force=chosen.force) as file:
        lines = notebook_lines(chosen.notebook, heads, events(connection, notebook=chosen.notebook))
        for done, line in enumerate(lines):
            file.write(line)
            if done % EVENTS_TOLD == 0:
                tell(done, total)
    return Written(to, Form.ndjson, "event", total)


def _table(connection: sqlite3.Connection, to: Path, name: str, chosen: Chosen) -> Written:
    answer = table_rows(connection, name, now=chosen.now_ms)
    _put(to, table(answer.rows, tz=chosen.tz, columns=answer.columns), chosen)
    return Written(to, Form.csv, "row", len(answer.rows))


def _cards(connection: sqlite3.Connection, to: Path, chosen: Chosen) -> Written:
    # Imported here: the library is slow to load.
    from infoview_sync.files.export.cards import cards  # noqa: PLC0415 - as above

    people = _people(connection, chosen)
    _put(to, cards(people), chosen)
    return Written(to, Form.vcf, "card", len(people))


def _calendar(connection: sqlite3.Connection, to: Path, chosen: Chosen) -> Written:
    from infoview_sync.files.export.calendar import calendar  # noqa: PLC0415 - as cards

    people = {row["id"] for row in _people(connection, chosen)} if _is_some(chosen) else None
    appointments = [
        row
        for row in ask(connection, "appointments").rows
        if row["starts_at"] is not None and (people is None or row["contact"] in people)
    ]
    if not appointments:
        raise NothingToExport("there is no interview to export; `infoview schedule` makes one")
    _put(to, calendar(appointments, alarms=chosen.alarms), chosen)
    return Written(to, Form.ics, "interview", len(appointments))


def _pages(
    connection: sqlite3.Connection, folder: Path, chosen: Chosen, tell: Tell
) -> list[Written]:
    people = _people(connection, chosen)
    paths = [folder / file_name(row["name"], row["id"]) for row in people]
    for path in paths:
        check_free(path, force=chosen.force)
    written = []
    for done, (row, path) in enumerate(zip(people, paths, strict=True)):
        page = page_of(connection, row["id"], now=chosen.now_ms)
        _put(path, markdown(page, chosen.tz).encode("utf-8", "replace"), chosen)
        written.append(Written(path, Form.md, "page", 1))
        tell(done + 1, len(people))
    return written


def _one_page(connection: sqlite3.Connection, to: Path, chosen: Chosen, tell: Tell) -> Written:
    people = _people(connection, chosen)
    with saved(to, force=chosen.force) as file:
        for done, row in enumerate(people):
            page = page_of(connection, row["id"], now=chosen.now_ms)
            lead = "\n" if done else ""
            file.write((lead + markdown(page, chosen.tz)).encode("utf-8", "replace"))
            tell(done + 1, len(people))
    return Written(to, Form.md, "page", len(people))


def _graph(connection: sqlite3.Connection, to: Path, chosen: Chosen) -> Written:
    rows = queries.ask(connection, "network", now=chosen.now_ms)
    if not rows:
        raise NothingToExport('nobody has named anybody yet; infoview refer PERSON "NAME"')
    _put(to, (as_dot(rows) + "\n").encode("utf-8", "replace"), chosen)
    return Written(to, Form.dot, "node", len(rows))


def _people(connection: sqlite3.Connection, chosen: Chosen) -> Sequence[Row]:
    """Raises: UsageError if nobody is left."""
    people = [
        row
        for row in ask(connection, "cards").rows
        if (chosen.contact is None or row["id"] == chosen.contact)
        and (chosen.tag is None or chosen.tag in strings_in(row["tags"]))
    ]
    if not people:
        raise NothingToExport(
            f"nobody has the tag '{chosen.tag}'; `infoview people --json` shows the tags"
            if chosen.tag is not None
            else "nobody was there then" if _is_some(chosen)
            else "nobody is there to export; `infoview add NAME` begins"
        )  # fmt: skip
    return people


def _is_some(chosen: Chosen) -> bool:
    return chosen.contact is not None or chosen.tag is not None


def _put(to: Path, raw: bytes, chosen: Chosen) -> None:
    with saved(to, force=chosen.force) as file:
        file.write(raw)


def _events_in_all(connection: sqlite3.Connection) -> int:
    return sum(head.seq for head in store.heads(connection).values())
