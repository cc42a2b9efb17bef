"""Quick entry about asking: outreach, follow-up, reply, close."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.due import offset_at
from infoview_sync.cli.entries import Entry, record_told
from infoview_sync.cli.fitting import agreeing_thread, agreement, answered_thread, open_thread
from infoview_sync.cli.moments import When
from infoview_sync.cli.named import naming, pursued_by_writing
from infoview_sync.cli.options import At, Json, Person
from infoview_sync.cli.people import Someone, find_person
from infoview_sync.cli.recording import (
    fresh_id,
    given,
    moment_after,
    moment_ahead,
    moment_of,
    record,
)
from infoview_sync.errors import UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row

Channel = Annotated[
    str, typer.Option("--channel", help="email, linkedin, phone, text, letter, in_person, …")
]


class Disposition(StrEnum):
    """What a reply says; the catalogue's own words."""

    accepted = "accepted"
    declined = "declined"
    deferred = "deferred"
    redirected = "redirected"


async def outreach(
    notebook: Notebook,
    person: Person,
    *,
    channel: Channel = "email",
    minutes: Annotated[
        int, typer.Option("--minutes", min=1, max=1440, help="How long you asked for.")
    ] = 20,
    referrer: Annotated[
        str | None, typer.Option("--referrer", metavar="PERSON", help="Who named them to you.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="What you wrote.")] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record that you asked a person for an interview."""
    who = await find_person(notebook, person)
    named_by = await find_person(notebook, [referrer]) if referrer is not None else None
    length = words.counted(minutes, "minute")
    fields = given(referrer=named_by.id if named_by else None, text=text) | {
        "contact": who.id, "channel": channel, "asked_minutes": minutes,
    }  # fmt: skip
    told = f"asked {who} for {length} by {words.plain(channel)}"
    moment = moment_of(notebook, at)
    pursued = await pursued_by_writing(notebook, who, named_by, at_ms=moment.ms)
    threads = await notebook.ask("outreach", contact=who.id)
    moment = moment_after(notebook, moment, *threads, *await naming(notebook, who, pursued))
    entries = [Entry("outreach.sent", fresh_id(notebook), fields, told), *pursued]
    await record_told(notebook, entries, at=moment, as_json=as_json)


async def follow_up(
    notebook: Notebook, person: Person, *, at: At = None, as_json: Json = False
) -> None:
    """Record one reminder in the thread that waits for an answer."""
    who = await find_person(notebook, person)
    thread = await open_thread(notebook, who)
    number = thread["follow_ups"] + 1
    moment = moment_after(notebook, moment_of(notebook, at), thread)
    await record(
        notebook, "outreach.followed_up", thread["id"], {"n": number}, at=moment,
        told=f"follow-up {number} to {who} in {_thread(thread, moment, notebook.world.tz)}",
        as_json=as_json,
    )  # fmt: skip


async def reply(
    notebook: Notebook,
    person: Person,
    disposition: Annotated[
        Disposition, typer.Argument(help="What they said.", case_sensitive=False)
    ],
    *,
    automatic: Annotated[
        bool, typer.Option("--automatic", help="An out-of-office message; it counts as none.")
    ] = False,
    again: Annotated[
        str | None,
        typer.Option("--again", metavar="WHEN", help="When to ask again: a reminder of yours."),
    ] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record the answer in the latest thread."""
    who = await find_person(notebook, person, then=disposition.value)
    asking = _asking_again(notebook, who, again)
    kind, moment = "automatic reply" if automatic else "reply", moment_of(notebook, at)
    thread = await answered_thread(notebook, who, moment)
    moment = moment_after(notebook, moment, thread)
    answer = Entry(
        "reply.received", thread["id"],
        {"disposition": disposition.value, "automatic": automatic},
        f"{kind} from {who}: {disposition.value},"
        f" in {_thread(thread, moment, notebook.world.tz)}",
    )  # fmt: skip
    await record_told(notebook, [answer, *asking], at=moment, as_json=as_json)


def _asking_again(notebook: Notebook, who: Someone, again: str | None) -> list[Entry]:
    """The reminder for when they are to be asked again. Raises: UsageError if that is not ahead."""
    if again is None:
        return []
    due = moment_ahead(notebook, again)
    fields = {"contact": who.id, "text": "Ask again for a talk", "due_at": due.text}
    told = f"reminder for {words.moment_of(due.text)}, {who}"
    return [Entry("reminder.scheduled", fresh_id(notebook), fields, told)]


async def close(
    notebook: Notebook,
    person: Person,
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why you stop waiting.")],
    at: At = None,
    as_json: Json = False,
) -> None:
    """Close the thread that waits for an answer, or for a time after a yes."""
    who = await find_person(notebook, person)
    talks = await notebook.ask("interviews", contact=who.id, id=None, status=None)
    try:
        thread = await open_thread(notebook, who)
    except UsageError:
        agreeing = await _agreeing(notebook, who, talks)
        if agreeing is None:
            raise
        thread = agreeing
    moment = moment_after(notebook, moment_of(notebook, at), thread, *map(agreement, talks))
    sent = words.day(thread["sent_at"], notebook.world.tz)
    await record(
        notebook, "outreach.closed", thread["id"], {"reason": reason}, at=moment,
        told=f"thread of {sent} with {who} closed: {reason}", as_json=as_json,
    )  # fmt: skip


async def _agreeing(notebook: Notebook, who: Someone, talks: list[Row]) -> Row | None:
    """The thread with a yes for which a time is to be agreed on, also if that was put off."""
    thread = agreeing_thread(await notebook.ask("outreach", contact=who.id), talks)
    now_ms = notebook.world.wall_ms()
    offset_min = offset_at(now_ms, notebook.world.tz)
    due = await notebook.agenda(now_ms=now_ms, offset_min=offset_min, contact=who.id)
    wanted = {row["subject"] for row in due if row["rule"] == "schedule"}
    if thread is None and any(each["id"] in wanted for each in talks):
        raise UsageError(
            f"the talk that was called off was agreed on without a letter: no thread waits;"
            f' `infoview dismiss "{who.name}" --rule schedule` lets it go'
        )
    return thread


def _thread(thread: Row, at: When, tz: str) -> str:
    """Which one; a wrong date would make an answer quicker than its letter."""
    sent = words.day(thread["sent_at"], tz)
    is_another_time = at.has_time or words.day(at.ms, tz) != sent
    is_before = is_another_time and at.ms < (thread["sent_at"] or 0)
    return f"the thread of {sent}{' (note: that is before it was sent)' if is_before else ''}"
