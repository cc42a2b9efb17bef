"""What is due: today, this week, or as of another day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.moments import day_end_ms, read_when, zone_named
from infoview_sync.cli.numbers import note_printed
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import heading, presentable_all, print_json, say
from infoview_sync.cli.replaying import replayed
from infoview_sync.cli.tables import due_table
from infoview_sync.projections import queries
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row

WEEK_DAYS = 6
"""After today."""
STALE_NORM = "stale_after_days"

AsOf = Annotated[
    str | None, typer.Option("--at", metavar="DATE", help="As of the end of another day.")
]
Everything = Annotated[
    bool, typer.Option("--all", help="Also what has waited so long that it is listed apart.")
]
Why = Annotated[bool, typer.Option("--why", help="Show the norm behind each, and its source.")]


async def today(
    notebook: Notebook, *, at: AsOf = None, why: Why = False, everything: Everything = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Show what is due, most urgent first."""
    await _show(notebook, at, days=0, why=why, everything=everything, as_json=as_json)


async def week(
    notebook: Notebook, *, at: AsOf = None, why: Why = False, everything: Everything = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Show what is due today and within the next six days."""
    await _show(notebook, at, days=WEEK_DAYS, why=why, everything=everything, as_json=as_json)


async def due_now(notebook: Notebook) -> list[Row]:
    """What `infoview today` shows, in its order: talks under way, then what is due."""
    now_ms = notebook.world.wall_ms()
    due = await notebook.agenda(now_ms=now_ms, offset_min=offset_at(now_ms, notebook.world.tz))
    talks = await notebook.ask("interviews", contact=None, id=None, status="started")
    return _with_talks(talks, due)


def offset_at(at_ms: int, tz: str) -> int:
    """Minutes east of UTC at an instant in a zone."""
    offset = datetime.fromtimestamp(at_ms / 1000, zone_named(tz)).utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) // 60


async def _show(
    notebook: Notebook, at: str | None, *, days: int, why: bool, everything: bool, as_json: bool
) -> None:
    tz, now_ms = notebook.world.tz, notebook.world.wall_ms()
    when = read_when(at or "now", now_ms=now_ms, tz=tz, lean="past" if at is None else "future")
    moment_ms = now_ms if at is None else day_end_ms(when, tz)
    # The day that was named goes to its end: one moment later it would be the next one.
    last_ms = moment_ms - (at is not None)
    offset_min = offset_at(last_ms, tz)
    if at is None and days == 0:
        due = await due_now(notebook)
    elif at is None:
        due = await notebook.agenda(now_ms=last_ms, offset_min=offset_min, days=days)
    else:
        cut = await notebook.cut(before_ms=moment_ms, axis="occurred")
        async with replayed(notebook, cut) as past:
            due = await past.run(queries.agenda, now_ms=last_ms, offset_min=offset_min, days=days)
            talks = await past.run(
                queries.ask, "interviews", contact=None, id=None, status="started"
            )
        due = _with_talks(talks, due)
    if as_json:
        print_json(presentable_all(due, tz))
        return
    shown = due if everything else [row for row in due if not row["stale"]]
    is_numbered = at is None and days == 0
    if is_numbered:
        note_printed(notebook.database.parent, shown)
    day = words.day(when.ms, tz)
    period = day if days == 0 else f"{day} and {words.counted(days, 'day')} more"
    if not due:
        say(f"{period}: nothing is due" + await _invitation(notebook))
        return
    heading(f"{period}: {words.counted(len(shown), 'thing')} to do")
    if shown:
        from_ms = moment_ms if when.has_time else last_ms
        due_table(shown, now_ms=from_ms, tz=tz, why=why, numbered=is_numbered)
    if len(shown) < len(due):
        (norm,) = [row for row in await notebook.ask("settings") if row["name"] == STALE_NORM]
        waiting = f"{len(due) - len(shown):,} more have waited for over {norm['value']} days"
        say(f"{waiting}; --all shows them, infoview dismiss drops one", "dim")


def _with_talks(talks: Sequence[Row], due: Sequence[Row]) -> list[Row]:
    over = {row["subject"] for row in due if row["rule"] == "time_up"}
    return [_talk(row) for row in talks if row["id"] not in over] + list(due)


def _talk(interview: Row) -> Row:
    """A talk under way, as a row of the agenda."""
    copied = (
        "contact", "name", "org", "starts_local", "tz", "planned_minutes", "mode", "place",
        "questions",
    )  # fmt: skip
    return {name: interview[name] for name in copied} | {
        "rule": "talking", "todo": "Talking now", "text": None, "subject": interview["id"],
        "interview": interview["id"], "since_at": interview["started_at"], "due_at": None,
        "overdue": 0, "late": 0, "stale": 0, "norm": None,
    }  # fmt: skip


async def _invitation(notebook: Notebook) -> str:
    """Whom to ask is what is left to decide when nothing is due."""
    listed = len(await notebook.ask("people", archived=0))
    if not listed:
        return ""
    return f". {words.counted(listed, 'person', 'people')}; ask one: infoview outreach NAME"
