"""`infoview audit`: how the networking went, in thirteen measures, on the terminal or as a file."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
import typer

from infoview_sync.cli import words
from infoview_sync.cli.moments import When, day_end_ms, read_when
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import heading, print_json, say, table
from infoview_sync.cli.past import Axis
from infoview_sync.cli.replaying import replayed
from infoview_sync.errors import UsageError
from infoview_sync.events.author import local_moment
from infoview_sync.files.export.saving import saved
from infoview_sync.files.report.anonymous import anonymous
from infoview_sync.files.report.lines import cells, lines, titles
from infoview_sync.files.report.markdown import markdown
from infoview_sync.files.report.page import page
from infoview_sync.projections.audit import WINDOW_DAYS, Window, local_day
from infoview_sync.projections.audit import audit as audited
from infoview_sync.projections.measures import Audit
from infoview_sync.projections.notebook import Notebook

WINDOW_DAYS_MAX = 36_525
"""A hundred years: beyond that a date is a slip of the finger."""
NAMES_MAX = 8
"""What fits a line; --json has them all."""
KNOWN = {
    Axis.occurred: "what had happened by the end of",
    Axis.recorded: "what was recorded by the end of",
}


class _Asked(NamedTuple):
    """Which windows, seen from which moment."""

    window: Window
    other: Window | None
    now_ms: int
    before_ms: int | None
    """The end of the past day whose view is asked for; None: the present."""


async def audit(
    notebook: Notebook,
    *,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day of the window.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Its last day; it counts whole.")
    ] = None,
    compare: Annotated[
        bool,
        typer.Option("--compare/--no-compare", help="Against the window before, as long as this."),
    ] = True,
    versus: Annotated[
        tuple[str, str] | None,
        typer.Option("--versus", metavar="FROM TO", help="Against these days instead."),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="As of the end of a past day.")
    ] = None,
    axis: Annotated[
        Axis,
        typer.Option(
            "--axis", case_sensitive=False,
            help="With --at: what had happened by then, or what was recorded by then.",
        ),
    ] = Axis.occurred,
    html: Annotated[bool, typer.Option("--html", help="One printable HTML page.")] = False,
    md: Annotated[bool, typer.Option("--md", help="Markdown.")] = False,
    anonymously: Annotated[
        bool, typer.Option("--anonymous", help="Initials instead of names.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write there; .html and .md say which.",
                     dir_okay=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists already.")]
    = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Report how the networking went: the last 90 days, or any window, in thirteen measures."""
    form = _form(html=html, md=md, as_json=as_json, output=output)
    tz, wall_ms = notebook.world.tz, notebook.world.wall_ms()
    asked = _asked(since, until, versus, at, compare=compare, read=_Reader(wall_ms, tz))
    found, before = await _found(notebook, asked, axis)
    if anonymously:
        found, before = anonymous(found), before and anonymous(before)
    known = "" if asked.before_ms is None else f"{KNOWN[axis]} {words.day(asked.now_ms, tz)}"
    match form:
        case "html":
            _write(page(found, before, known=known), output, force=force)
        case "md":
            _write(markdown(found, before, known=known), output, force=force)
        case "json":
            document = _document(found, before, axis=axis, at=asked.before_ms, tz=tz)
            if output is None:
                print_json(document)
            else:
                text = msgspec.json.format(msgspec.json.encode(document)).decode() + "\n"
                _write(text, output, force=force, as_json=as_json)
        case _:
            _show(found, before, known)


def _form(*, html: bool, md: bool, as_json: bool, output: Path | None) -> str:
    """How to say it. Raises: UsageError if two ways are asked for, or a file of no known kind."""
    wanted = [name for name, is_on in (("html", html), ("md", md), ("json", as_json)) if is_on]
    if len(wanted) > 1:
        raise UsageError("choose one of --html, --md and --json")
    if wanted or output is None:
        return wanted[0] if wanted else "table"
    form = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}.get(
        output.suffix.lower()
    )
    if form is None:
        raise UsageError(f"say what to write to {output}: --html, --md or --json")
    return form


class _Reader(NamedTuple):
    """Reads days as the user says them."""

    now_ms: int
    tz: str

    def when(self, text: str) -> When:
        return read_when(text, now_ms=self.now_ms, tz=self.tz, lean="past")

    def day(self, text: str) -> date:
        return self.when(text).at.date()

    def window(self, first: str, last: str) -> Window:
        return _window(self.day(first), self.day(last))


def _window(first: date, last: date) -> Window:
    window = Window(first, last + timedelta(days=1))
    if window.days < 1:
        raise UsageError(f"the window ends on {last}, before it begins on {first}")
    if window.days > WINDOW_DAYS_MAX:
        raise UsageError(f"a window of {window.days:,} days is too long; at most a hundred years")
    return window


def _asked(
    since: str | None, until: str | None, versus: tuple[str, str] | None, at: str | None,
    *, compare: bool, read: _Reader,
) -> _Asked:  # fmt: skip
    now_ms, before_ms = read.now_ms, None
    if at is not None:
        before_ms = day_end_ms(read.when(at), read.tz)
        now_ms = min(before_ms - 1, now_ms)
    last = local_day(now_ms, read.tz) if until is None else read.day(until)
    first = last - timedelta(days=WINDOW_DAYS - 1) if since is None else read.day(since)
    window = _window(first, last)
    if versus is not None:
        return _Asked(window, read.window(*versus), now_ms, before_ms)
    earlier = window.first.toordinal() - window.days >= date(1971, 1, 1).toordinal()
    return _Asked(window, window.before() if compare and earlier else None, now_ms, before_ms)


async def _found(notebook: Notebook, asked: _Asked, axis: Axis) -> tuple[Audit, Audit | None]:
    tz = notebook.world.tz

    def both(connection: sqlite3.Connection) -> tuple[Audit, Audit | None]:
        found = audited(connection, asked.window, now_ms=asked.now_ms, tz=tz)
        if asked.other is None:
            return found, None
        return found, audited(connection, asked.other, now_ms=asked.now_ms, tz=tz)

    if asked.before_ms is None:
        return await notebook.read(both)
    cut = await notebook.cut(before_ms=asked.before_ms, axis=axis.value)
    async with replayed(notebook, cut) as past:
        return await past.run(both)


def _write(text: str, output: Path | None, *, force: bool, as_json: bool = False) -> None:
    if output is None:
        typer.echo(text, nl=False)
        return
    with saved(output, force=force) as file:
        file.write(text.encode())
    if as_json:
        print_json({"files": [{"file": str(output), "format": "json"}]})
    else:
        say(f"wrote {output}")


def _document(
    found: Audit, before: Audit | None, *, axis: Axis, at: int | None, tz: str
) -> dict[str, Any]:
    """One JSON document: the lines as they read, and every measure with all its numbers."""
    return {
        "from": found.first,
        "to": found.last,
        "now": local_moment(found.now_ms, tz),
        "axis": axis.value if at is not None else None,
        "versus": None if before is None else {"from": before.first, "to": before.last},
        "measures": [
            {
                "measure": line.measure, "key": line.key, "name": line.name, "value": line.value,
                "n": line.n, "pending": line.pending, "change": line.change or None,
                "meaning": line.meaning,
            }
            for line in lines(found, before)
        ],
        "details": found,
        "details_versus": before,
    }  # fmt: skip


def _show(found: Audit, before: Audit | None, known: str) -> None:
    heading(
        f"{found.first} to {found.last}"
        f" ({words.counted((found.last - found.first).days + 1, 'day')})"
        + (f", {known}" if known else "")
    )
    compared = before is not None
    table(
        titles(compared=compared), [cells(line, compared=compared) for line in lines(found, before)]
    )
    if before is not None:
        say(f"change: against {before.first} to {before.last}", "dim")
    names = [each.name or "?" for each in found.dormant.people]
    if names:
        shown = ", ".join(names[:NAMES_MAX])
        more = f" and {len(names) - NAMES_MAX} more" if len(names) > NAMES_MAX else ""
        say(f"dormant: {shown}{more}", "dim")
