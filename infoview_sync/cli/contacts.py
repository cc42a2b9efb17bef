"""Quick entry about people: add, edit, tag, untag, refer."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from infoview_sync.cli.fitting import begun_interview
from infoview_sync.cli.named import only_namesake
from infoview_sync.cli.names import folded
from infoview_sync.cli.options import At, InterviewId, Json, Person
from infoview_sync.cli.output import Row
from infoview_sync.cli.people import ID_SHOWN_CHARS, Someone, find_person
from infoview_sync.cli.recording import (
    fresh_id,
    given,
    moment_after,
    moment_of,
    record,
    tell_unchanged,
)
from infoview_sync.errors import NotFound, UsageError
from infoview_sync.files.export.texts import strings_in
from infoview_sync.files.identity import email_address, web_address
from infoview_sync.projections.notebook import Notebook

Org = Annotated[str | None, typer.Option("--org", help="Organisation.")]
Title = Annotated[str | None, typer.Option("--title", help="What they do there.")]
Emails = Annotated[list[str] | None, typer.Option("--email", help="E-mail address; repeatable.")]
Phones = Annotated[list[str] | None, typer.Option("--phone", help="Phone number; repeatable.")]
Urls = Annotated[list[str] | None, typer.Option("--url", help="Web address; repeatable.")]
Location = Annotated[str | None, typer.Option("--location", help="Where they are.")]
MetThrough = Annotated[str | None, typer.Option("--met-through", help="How you know them.")]
Notes = Annotated[str | None, typer.Option("--notes", help="Anything to remember.")]


async def add(
    notebook: Notebook,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The person's name.")],
    *,
    org: Org = None,
    title: Title = None,
    email: Emails = None,
    phone: Phones = None,
    url: Urls = None,
    location: Location = None,
    met_through: MetThrough = None,
    notes: Notes = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag; repeatable.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Another person of the same name and organisation.")
    ] = False,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Add a person."""
    full_name = " ".join(name).strip()
    if not full_name:
        raise UsageError("say the person's name")
    fields = given(
        name=full_name, org=org, title=title, emails=_emails(email), phones=phone or None,
        urls=_urls(url), location=location, met_through=met_through, notes=notes,
        tags=tag or None, source="typed",
    )  # fmt: skip
    when = moment_of(notebook, at)
    others = [
        row for row in await notebook.ask("people", archived=1)
        if folded(row["name"]) == folded(full_name)
    ]  # fmt: skip
    same = [each for each in others if folded(each["org"] or "") == folded(org or "")]
    if same and not force:
        raise UsageError(
            f"{full_name}{f' ({org})' if org else ''} is on your list already:"
            f" {same[0]['id'][:ID_SHOWN_CHARS]}; --force adds another person called so"
        )
    told = f"{full_name} added"
    if others:
        told += f" (someone called so was there already: {others[0]['id'][:ID_SHOWN_CHARS]})"
    await record(
        notebook, "contact.added", fresh_id(notebook), fields, at=when, told=told, as_json=as_json
    )


async def edit(
    notebook: Notebook,
    person: Person,
    *,
    name: Annotated[str | None, typer.Option("--name", help="Another name.")] = None,
    org: Org = None,
    title: Title = None,
    email: Emails = None,
    phone: Phones = None,
    url: Urls = None,
    location: Location = None,
    met_through: MetThrough = None,
    notes: Notes = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Correct a person's details; an empty '' clears a field."""
    fields = given(
        name=name, org=org, title=title, emails=_emails(email), phones=_filled(phone),
        urls=_urls(url), location=location, met_through=met_through, notes=notes,
    )  # fmt: skip
    if not fields:
        raise UsageError("say what to change, for example --org 'Fieldnote' or --title ''")
    who = await find_person(notebook, person)
    moment = moment_of(notebook, at)
    if at is None:  # said of another time, the same words tell something new of that time
        fields = _other_than(await _contact(notebook, who), fields)
        if not fields:
            tell_unchanged(f"{who.name} is written down so already", as_json=as_json)
            return
    await record(
        notebook, "contact.corrected", who.id, fields, at=moment,
        told=f"{who.name}: {', '.join(fields)} changed".replace("_", " "), as_json=as_json,
    )  # fmt: skip


async def tag(
    notebook: Notebook,
    person: Person,
    tag: Annotated[str, typer.Argument(metavar="TAG", help="The tag.")],
    *,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Put a tag on a person."""
    who = await find_person(notebook, person)
    await record(
        notebook, "contact.tagged", who.id, {"tag": tag}, at=moment_of(notebook, at),
        told=f"{who.name} tagged '{tag}'", as_json=as_json,
    )  # fmt: skip


async def untag(
    notebook: Notebook,
    person: Person,
    tag: Annotated[str, typer.Argument(metavar="TAG", help="The tag.")],
    *,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Take a tag off a person."""
    who = await find_person(notebook, person)
    tags = strings_in((await _contact(notebook, who))["tags"])
    if tag not in tags:
        raise NotFound(f"{who.name} has no tag '{tag}'; there are: {', '.join(tags) or 'none'}")
    await record(
        notebook, "contact.untagged", who.id, {"tag": tag}, at=moment_of(notebook, at),
        told=f"tag '{tag}' taken off {who.name}", as_json=as_json,
    )  # fmt: skip


async def refer(
    notebook: Notebook,
    person: Person,
    named: Annotated[str, typer.Argument(metavar="NAME", help="Whom they named.")],
    *,
    org: Org = None,
    may_use_name: Annotated[
        bool, typer.Option("--may-use-name", help="You may say who sent you.")
    ] = False,
    intro: Annotated[
        bool, typer.Option("--intro", help="They will introduce you themselves.")
    ] = False,
    interview: InterviewId = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record that a person named somebody to talk to."""
    who = await find_person(notebook, person, then=named)
    when = moment_of(notebook, at)
    known = await only_namesake(notebook, named, org)
    held = await begun_interview(notebook, who, said=when, chosen=interview)
    fields = given(org=org, interview=held["id"] if held else None) | {"from": who.id}
    fields |= {"to": known.id} if known else {"name_only": named}
    fields |= {"may_use_name": may_use_name, "intro_by": "them" if intro else "me"}
    told = f"{who.name} named {known or named}" + (" (on your list)" if known else "")
    await record(
        notebook, "referral.received", fresh_id(notebook), fields,
        at=moment_after(notebook, when, held), told=told, as_json=as_json,
    )  # fmt: skip


async def _contact(notebook: Notebook, who: Someone) -> Row:
    (contact,) = await notebook.ask("contact", id=who.id, now=notebook.world.wall_ms())
    return contact


def _other_than(contact: Row, fields: dict[str, Any]) -> dict[str, Any]:
    """What changes the contact; nothing there and an empty text are the same."""
    return {
        name: value for name, value in fields.items()
        if value != (strings_in(contact[name]) if isinstance(value, list) else contact[name] or "")
    }  # fmt: skip


def _filled(values: list[str] | None) -> list[str] | None:
    """What was given, without the empty text that only clears; None if nothing was."""
    return [value for value in values if value.strip()] if values else None


def _emails(values: list[str] | None) -> list[str] | None:
    filled = _filled(values)
    for value in filled or ():
        if email_address(value) is None:
            raise UsageError(f"'{value}' is not an e-mail address, such as ada@example.org")
    return filled


def _urls(values: list[str] | None) -> list[str] | None:
    filled = _filled(values)
    if filled is None:
        return None
    read = [web_address(value) for value in filled]
    if None in read:
        raise UsageError(
            f"'{filled[read.index(None)]}' is not a web address, such as https://example.org/ada"
        )
    return [value for value in read if value is not None]
