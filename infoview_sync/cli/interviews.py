"""Quick entry about the talk: schedule, start, note, insight, done, debrief, thank."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.fitting import BEGUN, agreement, begun_interview, needed_interview, which
from infoview_sync.cli.moments import When, read_start, zone_said
from infoview_sync.cli.options import At, InterviewId, Json, Person
from infoview_sync.cli.output import Row
from infoview_sync.cli.outreach import Channel
from infoview_sync.cli.people import ID_SHOWN_CHARS, Someone, find_person
from infoview_sync.cli.recording import AHEAD_MS, fresh_id, given, moment_after, moment_of, record
from infoview_sync.errors import UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import World

MINUTES_MAX = 1440
OFF_PLAN_MS = 2 * 3_600_000
"""An end so far off the plan is asked for, not assumed; `held.ts` and `ended.ts` have the same."""
_AHEAD = ("started", "scheduled")

Text = Annotated[str, typer.Argument(metavar="TEXT", help="In your words, quoted.")]


class Mode(StrEnum):
    """How one talks; the catalogue's own words."""

    video = "video"
    phone = "phone"
    in_person = "in_person"


async def schedule(
    notebook: Notebook,
    person: Person,
    when: Annotated[str, typer.Argument(metavar="WHEN", help="Such as 'fri 10:00', quoted.")],
    *,
    minutes: Annotated[
        int | None,
        typer.Option(
            "--minutes",
            min=1,
            max=MINUTES_MAX,
            help="How long it is planned for, if not for planned_minutes (infoview settings).",
        ),
    ] = None,
    mode: Annotated[
        Mode, typer.Option("--mode", help="How you talk.", case_sensitive=False)
    ] = Mode.video,
    place: Annotated[str | None, typer.Option("--place", help="Room, address or link.")] = None,
    tz: Annotated[
        str | None, typer.Option("--tz", help="The time zone meant, such as Europe/Berlin.")
    ] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record that a time for the interview was agreed."""
    zone = zone_said(tz) if tz else notebook.world.tz
    now_ms = notebook.world.wall_ms()
    start = read_start(when, now_ms=now_ms, tz=zone)
    who = await find_person(notebook, person, then=when)
    await _check_free(notebook, who, start)
    minutes = minutes or await _usual_minutes(notebook)
    fields = given(place=place) | {
        "contact": who.id, "starts_at": start.text, "tz": zone, "planned_minutes": minutes,
        "mode": mode.value,
    }  # fmt: skip
    told = (
        f"interview with {who} on {words.moment_of(start.text)} ({zone}),"
        f" {words.counted(minutes, 'minute')}, {words.plain(mode.value)}"
        + (" (note: that time is past)" if start.ms < now_ms - AHEAD_MS else "")
    )
    threads = await notebook.ask("outreach", contact=who.id)
    talks = await notebook.ask("interviews", contact=who.id, id=None, status=None)
    moment = moment_after(notebook, moment_of(notebook, at), *threads, *map(agreement, talks))
    await record(
        notebook, "interview.scheduled", fresh_id(notebook), fields, at=moment, told=told,
        as_json=as_json,
    )  # fmt: skip


async def _usual_minutes(notebook: Notebook) -> int:
    """How long a talk lasts of which nothing else was said."""
    (norm,) = [row for row in await notebook.ask("settings") if row["name"] == "planned_minutes"]
    return int(norm["value"])


async def _check_free(notebook: Notebook, who: Someone, start: When) -> None:
    """Raises: UsageError if an interview with this person begins just then already."""
    for each in await notebook.ask("interviews", contact=who.id, id=None, status=None):
        if each["starts_at"] == start.ms and each["status"] not in ("cancelled", "missed"):
            raise UsageError(
                f"{which(each, notebook.world.tz)} with {who.name} is"
                f" {words.status(each['status'])} already ({each['id'][:ID_SHOWN_CHARS]})"
            )


async def start(
    notebook: Notebook, person: Person, *, interview: InterviewId = None, at: At = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Record that the interview begins."""
    who = await find_person(notebook, person)
    moment = moment_of(notebook, at)
    meant = await needed_interview(
        notebook, who, statuses=("scheduled",), near_ms=moment.ms, chosen=interview
    )
    await record(
        notebook, "interview.started", meant["id"], {}, at=moment_after(notebook, moment, meant),
        told=f"{which(meant, notebook.world.tz)} with {who} begun", as_json=as_json,
    )  # fmt: skip


async def note(
    notebook: Notebook, person: Person, text: Text, *, interview: InterviewId = None,
    at: At = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Take a note from the interview."""
    who = await find_person(notebook, person, then=text)
    moment = moment_of(notebook, at)
    meant = await needed_interview(
        notebook, who, statuses=(*BEGUN, "scheduled"), near_ms=moment.ms, chosen=interview,
        said=moment,
    )  # fmt: skip
    await record(
        notebook, "note.taken", fresh_id(notebook), {"interview": meant["id"], "text": text},
        at=moment_after(notebook, moment, meant),
        told=f"note from {which(meant, notebook.world.tz)} with {who}", as_json=as_json,
    )  # fmt: skip


async def insight(
    notebook: Notebook,
    person: Person,
    text: Text,
    *,
    theme: Annotated[
        str,
        typer.Option(
            "--theme", help="role, culture, industry_demand, career_path, skills, advice, other."
        ),
    ] = "role",
    interview: InterviewId = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Capture one thing learned, from the interview or straight from the person."""
    who = await find_person(notebook, person, then=text)
    moment = moment_of(notebook, at)
    meant = await begun_interview(notebook, who, said=moment, chosen=interview)
    source = {"interview": meant["id"]} if meant else {"contact": who.id}
    told = f"insight on {words.plain(theme)} from {who}"
    await record(
        notebook, "insight.captured", fresh_id(notebook), {**source, "theme": theme, "text": text},
        at=moment_after(notebook, moment, meant),
        told=f"{told}, {which(meant, notebook.world.tz)}" if meant else told,
        as_json=as_json,
    )  # fmt: skip


async def done(
    notebook: Notebook,
    person: Person,
    *,
    minutes: Annotated[
        int | None,
        typer.Option(
            "--minutes", min=0, max=MINUTES_MAX,
            help="How long it took; else since its start, else as planned.",
        ),
    ] = None,
    ended: Annotated[
        str | None,
        typer.Option("--ended", "--at", metavar="WHEN",
                     help="When it ended, if not now; asked for hours off the plan."),
    ] = None,
    interview: InterviewId = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Record that the interview was held."""
    who = await find_person(notebook, person)
    moment = moment_of(notebook, ended)
    meant = await needed_interview(
        notebook, who, statuses=_AHEAD, near_ms=moment.ms, chosen=interview
    )
    planned = meant["planned_minutes"] or await _usual_minutes(notebook)
    again = f'infoview done "{who.name}"' + (f" --interview {interview}" if interview else "")
    told = f"{which(meant, notebook.world.tz)} with {who.name}"
    lasted = _minutes_since_start(meant, moment, told=told)
    if ended is None or not moment.has_time:
        _check_assumed_end(notebook.world, meant, planned, moment, told=told, again=again)
    minutes = minutes if minutes is not None else planned if lasted is None else lasted
    if minutes > MINUTES_MAX:
        raise UsageError(f"{told} took no {minutes:,} minutes; say how many: {again} --minutes N")
    told = f"{which(meant, notebook.world.tz)} with {who} held, {words.counted(minutes, 'minute')}"
    await record(
        notebook, "interview.completed", meant["id"],
        {"ended_at": moment.text, "actual_minutes": minutes}, at=moment,
        told=told if ended else f"{told}, ended now ({words.moment_of(moment.text)})",
        as_json=as_json,
    )  # fmt: skip


def _check_assumed_end(
    world: World, meant: Row, planned: int, end: When, *, told: str, again: str
) -> None:
    """Raises: UsageError if nobody said when it ended, and that would be hours off the plan."""
    began = meant["starts_at"] if meant["started_at"] is None else meant["started_at"]
    if began is None:
        return
    planned_end = began + planned * 60_000
    if began - OFF_PLAN_MS <= end.ms <= planned_end + OFF_PLAN_MS:
        return
    if began > world.wall_ms():
        raise UsageError(
            f"{told} is still to come; if it was held before: {again} --ended now;"
            " infoview cancel or infoview move is for what changes before it,"
            " and --interview names another one"
        )
    raise UsageError(
        f"{told} was to end on {words.moment(planned_end, world.tz)}; say when it did:"
        f' {again} --ended "{words.short_moment(planned_end, world.tz)}"'
    )


def _minutes_since_start(meant: Row, end: When, *, told: str) -> int | None:
    """None if its start was not recorded. Raises: UsageError if that was after the end."""
    began: int | None = meant["started_at"]
    if began is None:
        return None
    if began - end.ms > AHEAD_MS:
        raise UsageError(f"{told} began after that; say with --ended when it ended, with the time")
    return max(0, round((end.ms - began) / 60_000))


async def debrief(
    notebook: Notebook, person: Person, text: Text, *, interview: InterviewId = None,
    at: At = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Look back on the interview: what went well, what to ask next time."""
    who = await find_person(notebook, person, then=text)
    moment = moment_of(notebook, at)
    meant = await needed_interview(
        notebook, who, statuses=BEGUN, near_ms=moment.ms, chosen=interview, said=moment
    )
    told = f"debrief of {which(meant, notebook.world.tz)} with {who}"
    await record(
        notebook, "debrief.written", meant["id"], {"text": text},
        at=moment_after(notebook, moment, meant),
        told=f"{told}, in place of the one before" if meant["debrief"] else told, as_json=as_json,
    )  # fmt: skip


async def thank(
    notebook: Notebook, person: Person, *, channel: Channel = "email",
    interview: InterviewId = None, at: At = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Record that the thank-you was sent."""
    who = await find_person(notebook, person)
    moment = moment_of(notebook, at)
    meant = await needed_interview(
        notebook, who, statuses=("completed",), near_ms=moment.ms, chosen=interview
    )
    if meant["thanked_at"] is not None and interview is None:
        held = await notebook.ask("interviews", contact=who.id, id=None, status=None)
        waiting = [
            each for each in held if each["status"] == "completed" and each["thanked_at"] is None
        ]
        if waiting:
            meant = waiting[0]
    await record(
        notebook, "thank_you.sent", meant["id"], {"channel": channel},
        at=moment_after(notebook, moment, meant),
        told=f"thank-you to {who} for {which(meant, notebook.world.tz)} by {words.plain(channel)}",
        as_json=as_json,
    )  # fmt: skip
