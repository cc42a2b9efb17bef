"""What becomes of an appointment and of a referral: moved, called off, missed; asked, pursued."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.entries import Entry, record_told
from infoview_sync.cli.fitting import agreement, begun_interview, needed_interview, which
from infoview_sync.cli.moments import read_start, zone_named, zone_said
from infoview_sync.cli.named import only_namesake, referral_words, referrals_to
from infoview_sync.cli.options import At, InterviewId, Json, Person
from infoview_sync.cli.people import find_person
from infoview_sync.cli.recording import (
    fresh_id,
    given,
    moment_after,
    moment_of,
    record,
    tell_unchanged,
)
from infoview_sync.errors import UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row


class Whose(StrEnum):
    """Who called it off or did not come."""

    me = "me"
    them = "them"


async def move(
    notebook: Notebook,
    person: Person,
    when: Annotated[str, typer.Argument(metavar="WHEN", help="The new time: 'fri 10:00'.")],
    *,
    minutes: Annotated[
        int | None, typer.Option("--minutes", min=1, max=1440, help="Another length.")
    ] = None,
    place: Annotated[str | None, typer.Option("--place", help="Another place.")] = None,
    tz: Annotated[
        str | None, typer.Option("--tz", help="The time zone meant, if not the one agreed before.")
    ] = None,
    interview: InterviewId = None,
    as_json: Json = False,
) -> None:
    """Record that an interview was moved to another time."""
    now_ms = notebook.world.wall_ms()
    who = await find_person(notebook, person, then=when)
    meant = await needed_interview(
        notebook, who, statuses=("scheduled",), near_ms=now_ms, chosen=interview
    )
    zone = zone_said(tz) if tz else _agreed_zone(meant) or notebook.world.tz
    start = read_start(when, now_ms=now_ms, tz=zone)
    details = given(planned_minutes=minutes, place=place)
    is_so = all(meant[name] == value for name, value in (details | {"tz": zone}).items())
    if is_so and meant["starts_at"] == start.ms:
        tell_unchanged(
            f"{which(meant, notebook.world.tz)} with {who} is planned so already", as_json=as_json
        )
        return
    fields = details | {"starts_at": start.text, "tz": zone}
    await record(
        notebook, "interview.rescheduled", meant["id"], fields, at=moment_of(notebook, None),
        told=f"{which(meant, notebook.world.tz)} with {who} moved to"
        f" {words.moment_of(start.text)} ({zone})",
        as_json=as_json,
    )  # fmt: skip


def _agreed_zone(interview: Row) -> str | None:
    """None if none was said. Raises: UsageError if it is unknown here; a guess is another hour."""
    agreed: str | None = interview["tz"]
    try:
        if agreed:
            zone_named(agreed)
    except UsageError:
        raise UsageError(
            f"the zone agreed before, {agreed}, is not known here; say --tz Europe/Berlin, or"
            " whichever is meant"
        ) from None
    return agreed


async def cancel(
    notebook: Notebook,
    person: Person,
    *,
    by: Annotated[
        Whose, typer.Option("--by", help="Who called it off.", case_sensitive=False)
    ] = Whose.them,
    interview: InterviewId = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record that an interview was called off."""
    who = await find_person(notebook, person)
    moment = moment_of(notebook, at)
    meant = await needed_interview(
        notebook, who, statuses=("scheduled",), near_ms=moment.ms, chosen=interview
    )
    await record(
        notebook, "interview.cancelled", meant["id"], {"by": by.value},
        at=moment_after(notebook, moment, agreement(meant)),
        told=f"{which(meant, notebook.world.tz)} with {who} called off by {by.value}",
        as_json=as_json,
    )  # fmt: skip


async def missed(
    notebook: Notebook,
    person: Person,
    *,
    who_missed: Annotated[
        Whose, typer.Option("--who", help="Who did not come.", case_sensitive=False)
    ] = Whose.them,
    interview: InterviewId = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record that the time passed and somebody did not come."""
    who = await find_person(notebook, person)
    moment = moment_of(notebook, at)
    meant = await needed_interview(
        notebook, who, statuses=("scheduled",), near_ms=moment.ms, chosen=interview
    )
    if (meant["starts_at"] or 0) > notebook.world.wall_ms():
        raise UsageError(
            f"{which(meant, notebook.world.tz)} with {who.name} is still to come;"
            " infoview cancel or infoview move is for what changes before it,"
            " and --interview names another one"
        )
    await record(
        notebook, "interview.missed", meant["id"], {"who": who_missed.value},
        at=moment_after(notebook, moment, meant),
        told=f"{which(meant, notebook.world.tz)} with {who} missed by {who_missed.value}",
        as_json=as_json,
    )  # fmt: skip


async def consent(
    notebook: Notebook,
    person: Person,
    answer: Annotated[str, typer.Argument(metavar="yes|no", help="May it be recorded?")],
    *,
    interview: InterviewId = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record whether the person agreed to be recorded."""
    if answer.lower() not in ("yes", "no"):
        raise UsageError(f"'{answer}' is neither yes nor no")
    who = await find_person(notebook, person, then=answer)
    moment = moment_of(notebook, at)
    meant = await needed_interview(
        notebook, who, statuses=("scheduled", "started", "completed"), near_ms=moment.ms,
        chosen=interview,
    )  # fmt: skip
    await record(
        notebook, "recording_consent.recorded", meant["id"], {"given": answer.lower() == "yes"},
        at=moment_after(notebook, moment, meant),
        told=f"{who} said {answer.lower()} to being recorded in {which(meant, notebook.world.tz)}",
        as_json=as_json,
    )  # fmt: skip


async def ask_referral(
    notebook: Notebook, person: Person, *, at: At = None, as_json: Json = False
) -> None:
    """Record that you asked a person whom else to speak to."""
    who = await find_person(notebook, person)
    moment = moment_of(notebook, at)
    held = await begun_interview(notebook, who, said=moment, chosen=None)
    fields = given(interview=held["id"] if held else None) | {"contact": who.id}
    await record(
        notebook, "referral.asked", fresh_id(notebook), fields,
        at=moment_after(notebook, moment, held),
        told=f"asked {who} whom else to speak to", as_json=as_json,
    )  # fmt: skip


async def pursue(
    notebook: Notebook,
    named: Annotated[list[str], typer.Argument(metavar="NAME", help="Whom you were sent to.")],
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="PERSON", help="Who on your list they are.")
    ] = None,
    decline: Annotated[
        str | None, typer.Option("--decline", metavar="REASON", help="You will not, and why.")
    ] = None,
    at: At = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Record that you wrote to somebody you were referred to, or let them go."""
    who = await find_person(notebook, [to]) if to is not None else None
    referrals = await referrals_to(notebook, " ".join(named), who)
    moment = moment_after(notebook, moment_of(notebook, at), *referrals)
    if decline is not None:
        fields = {"reason": decline}
        entries = [
            Entry("referral.declined", row["id"], fields, f"{referral_words(row)} let go")
            for row in referrals
        ]
    else:
        orgs = [row["org"] for row in referrals if row["to"] is None]
        namesake = await only_namesake(notebook, referrals[0]["to_name"], *orgs)
        known = namesake.id if namesake else None
        entries = [
            Entry(
                "referral.pursued", row["id"], given(to=who.id if who else row["to"] or known),
                f"{referral_words(row)} pursued" + (f", who is {who} on your list" if who else ""),
            )
            for row in referrals
        ]  # fmt: skip
    await record_told(notebook, entries, at=moment, as_json=as_json)
