"""Keeping in touch: touches, cadence, reminders, help given, mentorship, the journal."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.entries import Entry, record_told
from infoview_sync.cli.interviews import Text
from infoview_sync.cli.moments import read_when
from infoview_sync.cli.options import At, Json, Person
from infoview_sync.cli.outreach import Channel
from infoview_sync.cli.people import ID_SHOWN_CHARS, find_person
from infoview_sync.cli.recording import fresh_id, given, moment_after, moment_of, record
from infoview_sync.errors import UsageError
from infoview_sync.files.export.texts import event_words
from infoview_sync.projections.notebook import Notebook


class Direction(StrEnum):
    """Who wrote or called; only what came back counts as contact both ways."""

    sent = "sent"
    received = "received"
    both = "both"


class MentorStep(StrEnum):
    """How far a mentorship goes."""

    propose = "propose"
    start = "start"
    session = "session"
    end = "end"


_MENTORSHIP = {
    MentorStep.propose: "mentorship.proposed",
    MentorStep.start: "mentorship.started",
    MentorStep.session: "mentorship.session_held",
    MentorStep.end: "mentorship.ended",
}


async def touch(
    notebook: Notebook,
    person: Person,
    *,
    direction: Annotated[
        Direction, typer.Option("--direction", help="Who wrote or called.", case_sensitive=False)
    ] = Direction.both,
    channel: Channel = "email",
    text: Annotated[str | None, typer.Option("--text", help="What it was about.")] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record any other contact: a message, a call, a coffee."""
    who = await find_person(notebook, person)
    fields = given(text=text) | {
        "contact": who.id, "direction": direction.value, "channel": channel,
    }  # fmt: skip
    await record(
        notebook, "touch.logged", fresh_id(notebook), fields, at=moment_of(notebook, at),
        told=f"in touch with {who} by {words.plain(channel)}", as_json=as_json,
    )  # fmt: skip


async def cadence(
    notebook: Notebook,
    person: Person,
    *,
    every: Annotated[
        int | None, typer.Option("--every", min=1, max=3650, help="Every so many days.")
    ] = None,
    pause: Annotated[
        str | None, typer.Option("--pause", metavar="UNTIL", help="No reminders until then.")
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Never remind of them.")] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Say how often to keep in touch with a person."""
    if (every is not None) + (pause is not None) + stop != 1:
        raise UsageError("say one of --every DAYS, --pause UNTIL, --stop")
    who = await find_person(notebook, person)
    now = moment_of(notebook, None)
    if every is not None:
        told = f"keep in touch with {who} every {words.counted(every, 'day')}"
        said: tuple[str, dict[str, object]] = ("cadence.set", {"every_days": every})
    elif pause is not None:
        until = read_when(
            pause, now_ms=notebook.world.wall_ms(), tz=notebook.world.tz, lean="future"
        )
        told = f"no reminders of {who} until {words.moment_of(until.text)}"
        said = ("cadence.paused", {"until": until.text})
    else:
        told = f"no reminders of {who} any more"
        said = ("cadence.stopped", {})
    await record(notebook, said[0], who.id, said[1], at=now, told=told, as_json=as_json)


async def remind(
    notebook: Notebook,
    when: Annotated[str, typer.Argument(metavar="WHEN", help="'fri 10:00', 'in 2 weeks', a date.")],
    text: Text,
    *,
    person: Annotated[
        str | None, typer.Option("--person", help="Whom it is about.")
    ] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Be reminded of something of your own."""
    now_ms = notebook.world.wall_ms()
    due = read_when(when, now_ms=now_ms, tz=notebook.world.tz, lean="future").from_morning()
    who = await find_person(notebook, [person]) if person is not None else None
    fields = given(contact=who.id if who else None) | {"text": text, "due_at": due.text}
    told = f"reminder for {words.moment_of(due.text)}" + (f", {who}" if who else "")
    await record(
        notebook, "reminder.scheduled", fresh_id(notebook), fields, at=moment_of(notebook, None),
        told=told, as_json=as_json,
    )  # fmt: skip


async def helped(
    notebook: Notebook, person: Person, text: Text, *, at: At = None, as_json: Json = False
) -> None:
    """Record what you did for a person in return."""
    who = await find_person(notebook, person, then=text)
    await record(
        notebook, "help.given", fresh_id(notebook), {"contact": who.id, "text": text},
        at=moment_of(notebook, at), told=f"help given to {who}", as_json=as_json,
    )  # fmt: skip


async def journal(
    notebook: Notebook,
    text: Text,
    *,
    person: Annotated[str | None, typer.Option("--person", help="Whom it is about.")] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Write down a thought of your own."""
    who = await find_person(notebook, [person]) if person is not None else None
    fields = given(contact=who.id if who else None) | {"text": text}
    await record(
        notebook, "journal.written", fresh_id(notebook), fields, at=moment_of(notebook, at),
        told="written in the journal" + (f" about {who}" if who else ""), as_json=as_json,
    )  # fmt: skip


async def mentor(
    notebook: Notebook,
    person: Person,
    step: Annotated[
        MentorStep, typer.Argument(help="propose, start, session or end.", case_sensitive=False)
    ],
    *,
    minutes: Annotated[
        int | None, typer.Option("--minutes", min=1, max=1440, help="How long a session took.")
    ] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record how a lasting mentorship goes on."""
    who = await find_person(notebook, person, then=step.value)
    moment = moment_of(notebook, at)
    rows = await notebook.ask("mentorships", contact=who.id)
    going = next((row for row in rows if row["ended_at"] is None), None)
    begins = step in (MentorStep.propose, MentorStep.start)
    if going is None and not begins:
        found = (
            f"the mentorship with {who} ended {words.day(rows[0]['ended_at'], notebook.world.tz)}"
            if rows
            else f"no mentorship with {who} yet"
        )
        raise UsageError(f'{found}; infoview mentor "{who.name}" start begins one')
    if going is not None and step is MentorStep.propose:
        raise UsageError(
            f"a mentorship with {who} goes on already ({going['id'][:ID_SHOWN_CHARS]})"
        )
    subject = going["id"] if going is not None else fresh_id(notebook)
    said = {"mentorship.proposed": {"contact": who.id}} if going is None else {}
    if step is not MentorStep.propose:
        said[_MENTORSHIP[step]] = given(minutes=minutes) if step is MentorStep.session else {}
    entries = [
        Entry(wire_type, subject, fields, f"{event_words(wire_type)}, {who}")
        for wire_type, fields in said.items()
    ]
    moment = moment_after(notebook, moment, going)
    await record_told(notebook, entries, at=moment, as_json=as_json)
