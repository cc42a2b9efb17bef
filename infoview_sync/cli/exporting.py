"""`infoview export`: everything leaves the notebook as easily as it came in.

The file's ending says what it is to be. A file appears under its name only when it is whole; an
existing one is never replaced without --force. What is exported is one instant of the notebook, or
with --at one of its past.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

import typer

from infoview_sync.cli import words
from infoview_sync.cli.completing import people_completing
from infoview_sync.cli.moments import day_end_ms, read_when, zone_named
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, progress_bar, say
from infoview_sync.cli.past import Axis
from infoview_sync.cli.people import find_person
from infoview_sync.cli.replaying import replayed
from infoview_sync.errors import UsageError
from infoview_sync.files.export.jobs import (
    Chosen,
    Form,
    Written,
    copy_database,
    write_form,
)
from infoview_sync.files.export.saving import made_folder
from infoview_sync.files.export.tables import TABLES
from infoview_sync.files.export.whole import at_one_instant, write_all
from infoview_sync.projections.notebook import Notebook

T = TypeVar("T")

_FORM_BY_SUFFIX = {
    ".ndjson": Form.ndjson, ".jsonl": Form.ndjson, ".sqlite3": Form.sqlite3,
    ".sqlite": Form.sqlite3, ".db": Form.sqlite3, ".csv": Form.csv, ".vcf": Form.vcf,
    ".vcard": Form.vcf, ".ics": Form.ics, ".md": Form.md, ".markdown": Form.md, ".dot": Form.dot,
    ".gv": Form.dot,
}  # fmt: skip
_OF_SEVERAL_FILES = (Form.csv, Form.md)
_OF_THE_WHOLE_LOG = (Form.ndjson, Form.sqlite3)
_OF_CHOSEN_PEOPLE = (Form.vcf, Form.ics, Form.md)


class _Asked(NamedTuple):
    """What to write where: one form to one path, or all of them into a folder."""

    to: Path
    form: Form | None


class _Stopped(Exception):
    """Ctrl-C, told to the thread that writes."""


async def export(
    notebook: Notebook,
    *,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="FILE|DIR",
            help="Where to: .ndjson (everything, to be imported again), .sqlite3, .csv, .vcf,"
            " .ics, .md or .dot; a folder gets a CSV table of each kind.",
        ),
    ] = None,
    everything: Annotated[
        Path | None,
        typer.Option("--all", metavar="DIR", help="Every format at once, into this folder."),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--format", case_sensitive=False, help="What to write, if the name does not"
                     " say it; with a folder, csv or md."),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", help="Only this person (.vcf, .ics, .md).",
                     autocompletion=people_completing),
    ] = None,
    tag: Annotated[
        str | None, typer.Option("--tag", help="Only people with this tag (.vcf, .ics, .md).")
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", help=f"Which table a .csv file holds: {', '.join(TABLES)}.",
                     autocompletion=lambda incomplete: [
                         each for each in TABLES if each.startswith(incomplete)
                     ]),
    ] = None,
    alarms: Annotated[
        bool, typer.Option("--alarms", help="In .ics: remind a day ahead to confirm.")
    ] = False,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="As of the end of a past day.")
    ] = None,
    axis: Annotated[
        Axis,
        typer.Option("--axis", case_sensitive=False,
                     help="With --at: what had happened by then, or what was recorded by then."),
    ] = Axis.occurred,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that exist already.")
    ] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Write the notebook, or a part of it, to files for other programs or for another InfoView."""
    asked = _asked(to, everything, form)
    _check(asked, person=person, tag=tag, table=table, alarms=alarms, at=at)
    now_ms, tz = notebook.world.wall_ms(), notebook.world.tz
    before_ms = None
    if at is not None:
        before_ms = day_end_ms(read_when(at, now_ms=now_ms, tz=tz, lean="past"), tz)
        now_ms = min(before_ms - 1, now_ms)
    who = None if person is None else (await find_person(notebook, [person])).id
    chosen = Chosen(
        notebook=notebook.who.notebook, now_ms=now_ms, tz=zone_named(tz), contact=who, tag=tag,
        table=table or "people", alarms=alarms, force=force,
    )  # fmt: skip
    written = await _write(notebook, asked, chosen, before_ms, axis)
    if as_json:
        print_json({
            "files": [
                {
                    "file": str(each.path), "format": each.form.value, "count": each.number,
                    "bytes": each.path.stat().st_size,
                }
                for each in written
            ]
        })  # fmt: skip
    else:
        _tell(asked, written)


def _asked(to: Path | None, everything: Path | None, form: Form | None) -> _Asked:
    """Raises: UsageError."""
    if (to is None) == (everything is None):
        raise UsageError("say where to: --to FILE, --to DIR for tables, or --all DIR")
    if everything is not None:
        if form is not None:
            raise UsageError("--all writes every format; leave out --format")
        return _Asked(everything, None)
    assert to is not None  # noqa: S101 - by the first check
    is_folder = to.is_dir() or (not to.suffix and form in (None, *_OF_SEVERAL_FILES))
    found = form or (Form.csv if is_folder else _FORM_BY_SUFFIX.get(to.suffix.lower()))
    if found is None:
        raise UsageError(
            f"'{to.name}' does not say what it is to be; end it with .ndjson, .sqlite3, .csv,"
            " .vcf, .ics, .md or .dot, or say --format"
        )
    if is_folder and found not in _OF_SEVERAL_FILES:
        raise UsageError(f"{to} is a folder; name a file, such as {to / 'notebook'}.{found}")
    return _Asked(made_folder(to) if is_folder else to, found)


def _check(
    asked: _Asked, *, person: str | None, tag: str | None, table: str | None, alarms: bool,
    at: str | None,
) -> None:  # fmt: skip
    """Raises: UsageError for what does not go together."""
    if (person is not None or tag is not None) and asked.form not in _OF_CHOSEN_PEOPLE:
        raise UsageError("--person and --tag choose for .vcf, .ics and .md only")
    if person is not None and tag is not None:
        raise UsageError("say --person or --tag, not both")
    if table is not None and (asked.form is not Form.csv or asked.to.is_dir()):
        raise UsageError("--table chooses for one .csv file; a folder gets all of them")
    if table is not None and table not in TABLES:
        raise UsageError(f"there is no table '{table}'; there are {', '.join(TABLES)}")
    if alarms and asked.form is not Form.ics:
        raise UsageError("--alarms is for .ics")
    if at is not None and (asked.form is None or asked.form in _OF_THE_WHOLE_LOG):
        raise UsageError("--at is for .csv, .vcf, .ics, .md and .dot: the log holds every moment")


async def _write(
    notebook: Notebook, asked: _Asked, chosen: Chosen, before_ms: int | None, axis: Axis
) -> list[Written]:
    stopped = threading.Event()
    with progress_bar() as bar:
        task = bar.add_task("exporting", total=None)

        def tell(done: int, total: int) -> None:
            if stopped.is_set():
                raise _Stopped
            bar.update(task, completed=done, total=total)

        def work(connection: sqlite3.Connection) -> list[Written]:
            connection.set_progress_handler(lambda: int(stopped.is_set()), 100_000)
            try:
                if asked.form is None:
                    return write_all(connection, asked.to, chosen, tell)
                if asked.form is Form.sqlite3:
                    return [copy_database(connection, asked.to, force=chosen.force)]
                form = asked.form
                return at_one_instant(
                    connection, lambda: write_form(connection, form, asked.to, chosen, tell)
                )
            finally:
                connection.set_progress_handler(None, 0)

        if before_ms is None:
            doing = asyncio.ensure_future(notebook.read(work))
            return await _finished(doing, stopped)
        cut = await notebook.cut(before_ms=before_ms, axis=axis.value)
        async with replayed(notebook, cut) as past:
            return await _finished(asyncio.ensure_future(past.run(work)), stopped)


async def _finished(doing: asyncio.Future[T], stopped: threading.Event) -> T:
    """What is done on the thread; Ctrl-C stops it there, and its draft is removed."""
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        stopped.set()
        await asyncio.wait([doing])
        doing.exception()  # taken note of: it is our own stop
        raise


def _tell(asked: _Asked, written: list[Written]) -> None:
    if len(written) == 1:
        (only,) = written
        say(f"wrote {only.path}, {words.counted(only.number, only.things)}")
        return
    say(f"wrote {words.counted(len(written), 'file')} to {asked.to}")
    if asked.form is None:
        say(f"  {asked.to / 'README.txt'} says what each is", "dim")
