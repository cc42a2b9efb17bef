"""What was: the log of everything said, and the notebook as of a past day."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.asking import names_by_subject
from infoview_sync.cli.completing import people_completing
from infoview_sync.cli.moments import When, day_end_ms, read_when
from infoview_sync.cli.options import Json, Limit
from infoview_sync.cli.output import heading, presentable_all, print_json, say
from infoview_sync.cli.people import find_person
from infoview_sync.cli.replaying import replayed
from infoview_sync.cli.tables import (
    due_table,
    interviews_table,
    log_table,
    people_table,
    sorted_people,
)
from infoview_sync.errors import UsageError
from infoview_sync.events.author import local_moment
from infoview_sync.events.catalogue import EVENT_TYPES
from infoview_sync.projections import queries
from infoview_sync.projections.notebook import Notebook


class Axis(StrEnum):
    """What had happened by then, or what was known then."""

    occurred = "occurred"
    recorded = "recorded"


async def log(
    notebook: Notebook,
    *,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type", help="Only this event type, such as reply.received.",
            autocompletion=lambda incomplete: [
                each for each in EVENT_TYPES if each.startswith(incomplete)
            ],
        ),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", help="Only about this person.", autocompletion=people_completing),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="WHEN", help="Only from then on.")
    ] = None,
    axis: Annotated[
        Axis, typer.Option(
            "--axis", help="In the order of recording or of happening.", case_sensitive=False
        )
    ] = Axis.recorded,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:  # fmt: skip
    """List what was said, latest first, with the names of events."""
    if type_ is not None and type_ not in EVENT_TYPES:
        alike = [each for each in EVENT_TYPES if type_ in each]
        raise UsageError(
            f"there is no event type '{type_}'"
            + (f"; do you mean {', '.join(alike)}?" if alike else "; docs/events.md lists them")
        )
    tz = notebook.world.tz
    since_ms = None
    if since is not None:
        when = read_when(since, now_ms=notebook.world.wall_ms(), tz=tz, lean="past")
        day_start = when.at.replace(hour=0, minute=0, second=0)
        since_ms = when.ms if when.has_time else int(day_start.timestamp()) * 1000
    contact = (await find_person(notebook, [person])).id if person is not None else None
    rows = await notebook.ask(
        "entries",
        contact=contact,
        type=type_,
        since=since_ms,
        until=None,
        recorded=int(axis is Axis.recorded),
        limit=limit,
    )
    names = await names_by_subject(notebook, {row["subject"] for row in rows})
    if as_json:
        print_json([
            {
                "event": words.event_name(row["log"], row["seq"]), **row,
                "person": names.get(row["subject"]),
            }
            for row in presentable_all(rows, tz)
        ])  # fmt: skip
    elif rows:
        log_table(rows, names, tz=tz, axis=axis.value)
        if len(rows) == limit:
            say(f"the latest {words.counted(limit, 'event')}; --limit shows more", "dim")
    else:
        say("nothing like that was said")


async def show(
    notebook: Notebook,
    *,
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="The day; its end counts.")],
    axis: Annotated[
        Axis,
        typer.Option(
            "--axis",
            case_sensitive=False,
            help="What had happened by then, or what was recorded by then.",
        ),
    ] = Axis.occurred,
    as_json: Json = False,
) -> None:
    """Show people, interviews and what was due as of a past day."""
    tz = notebook.world.tz
    when = read_when(at, now_ms=notebook.world.wall_ms(), tz=tz, lean="past")
    before_ms = day_end_ms(when, tz)
    now_ms = notebook.world.wall_ms()
    offset = when.at.utcoffset()
    offset_min = int(offset.total_seconds()) // 60 if offset is not None else 0
    cut = await notebook.cut(before_ms=before_ms, axis=axis.value)
    async with replayed(notebook, cut) as past:
        people = sorted_people(await past.run(queries.ask, "people", archived=0, now=before_ms - 1))
        interviews = await past.run(queries.ask, "interviews", contact=None, id=None, status=None)
        # Of today, only what is due by now is known to be so.
        due_ms = now_ms if _is_today(when, now_ms, tz) else before_ms - 1
        due = await past.run(queries.agenda, now_ms=due_ms, offset_min=offset_min)
    if as_json:
        print_json({
            "before": local_moment(before_ms, tz),
            "axis": axis.value,
            "people": presentable_all(people, tz),
            "interviews": presentable_all(interviews, tz),
            "due": presentable_all(due, tz),
        })  # fmt: skip
        return
    begun_ms = (await notebook.ask("beginning"))[0][axis.value]
    if begun_ms is not None and before_ms <= begun_ms:
        done = "happened" if axis is Axis.occurred else "was recorded"
        say(f"your notebook begins on {words.day(begun_ms, tz)}; nothing {done} before")
        return
    say(_as_of(when, axis, now_ms, tz), "bold reverse")
    heading(f"\n{words.counted(len(people), 'person', 'people')}")
    if people:
        people_table(people)
    heading(f"\n{words.counted(len(interviews), 'interview')}")
    if interviews:
        interviews_table(interviews, tz)
    heading(f"\n{words.counted(len(due), 'thing')} due")
    if due:
        due_table(due, now_ms=due_ms, tz=tz)


def _is_today(when: When, now_ms: int, tz: str) -> bool:
    return not when.has_time and words.day(when.ms, tz) == words.day(now_ms, tz)


def _as_of(when: When, axis: Axis, now_ms: int, tz: str) -> str:
    """Says which moment is shown, and that it is not the present one."""
    if _is_today(when, now_ms, tz):
        return f"as of now, {words.moment(now_ms, tz)}"
    if when.ms > now_ms:
        return f"{words.day(when.ms, tz)} is still to come; as things stand now:"
    until = words.moment(when.ms, tz) if when.has_time else f"the end of {words.day(when.ms, tz)}"
    known = "what had happened by then" if axis is Axis.occurred else "what was recorded by then"
    return f"THE PAST, as of {until}: {known}"
