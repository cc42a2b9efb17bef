"""Keeping the list in order: archive, classify, duplicates, merge, and forgetting somebody."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated, Any

import typer

from infoview_sync.cli import words
from infoview_sync.cli.confirming import confirm
from infoview_sync.cli.names import folded
from infoview_sync.cli.options import At, Json, Person
from infoview_sync.cli.output import heading, print_json, say, table, warn
from infoview_sync.cli.people import ID_SHOWN_CHARS, Someone, find_person
from infoview_sync.cli.recording import given, moment_of, record, record_all, tell_unchanged
from infoview_sync.cli.undoing import say_all
from infoview_sync.errors import UsageError
from infoview_sync.files.cells import NOTES_CHARS_MAX
from infoview_sync.files.export.texts import event_words, strings_in
from infoview_sync.files.known import LIST_VALUES_MAX
from infoview_sync.projections.forget import chunks, is_scrub_due, would_erase
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row

MENTIONS_SHOWN = 10
_BY = {"url": "the same web address", "email": "the same e-mail", "name": "name and organisation"}
_LISTS = ("emails", "phones", "urls", "tags")
_TEXTS = ("org", "title", "location", "met_through", "connected_on")


class Attitude(StrEnum):
    """How a contact tends to answer (Dalton)."""

    booster = "booster"
    obligate = "obligate"
    curmudgeon = "curmudgeon"


async def archive(
    notebook: Notebook, person: Person, *, at: At = None, as_json: Json = False
) -> None:
    """Put a person away: nothing about them is due any more."""
    who = await find_person(notebook, person)
    await record(
        notebook, "contact.archived", who.id, {}, at=moment_of(notebook, at),
        told=f"{who} archived", as_json=as_json,
    )  # fmt: skip


async def unarchive(
    notebook: Notebook, person: Person, *, at: At = None, as_json: Json = False
) -> None:
    """Take an archived person back."""
    who = await find_person(notebook, person)
    if any(row["id"] == who.id for row in await notebook.ask("people", archived=0)):
        tell_unchanged(f"{who} is on the list already", as_json=as_json)
        return
    await record(
        notebook, "contact.restored", who.id, {}, at=moment_of(notebook, at),
        told=f"{who} is back on the list", as_json=as_json,
    )  # fmt: skip


async def classify(
    notebook: Notebook,
    person: Person,
    attitude: Annotated[
        Attitude, typer.Argument(help="How they tend to answer.", case_sensitive=False)
    ],
    *,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Note how a person tends to answer: booster, obligate or curmudgeon."""
    who = await find_person(notebook, person, then=attitude.value)
    await record(
        notebook, "contact.classified", who.id, {"attitude": attitude.value},
        at=moment_of(notebook, at), told=f"{who}: {attitude.value}", as_json=as_json,
    )  # fmt: skip


async def duplicates(notebook: Notebook, *, as_json: Json = False) -> None:
    """List people who may be one and the same; nothing is merged by itself."""
    rows = await notebook.ask("duplicates")
    if as_json:
        print_json(rows)
    elif not rows:
        say("nobody seems to be on the list twice")
    else:
        table(
            ("One", "Other", "Because of", "infoview merge …"),
            [
                (
                    _called(row, "one"), _called(row, "other"), _BY[row["by"]],
                    " ".join(row[each][:ID_SHOWN_CHARS] for each in ("one", "other")),
                )
                for row in rows
            ],
        )  # fmt: skip


async def merge(
    notebook: Notebook,
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The person who stays.")],
    other: Annotated[
        list[str], typer.Argument(metavar="OTHER", help="Who are the same; each one quoted.")
    ],
    *,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Merge people who are one: what is empty on the first is filled from the others."""
    who = await find_person(notebook, [keep])
    others = [await find_person(notebook, [each]) for each in other]
    if len({who.id, *(each.id for each in others)}) != len(others) + 1:
        raise UsageError("these are the same entry; name two different ones, by id if need be")
    (kept,) = await notebook.ask("contact", id=who.id)
    rows = [(await notebook.ask("contact", id=each.id))[0] for each in others]
    fields = _taken_over(kept, rows) | {"merged": [each.id for each in others]}
    told = f"{', '.join(str(each) for each in others)} merged into {who}"
    await record(
        notebook, "contacts.merged", who.id, fields, at=moment_of(notebook, None), told=told,
        as_json=as_json,
    )  # fmt: skip


async def unmerge(notebook: Notebook, person: Person, *, as_json: Json = False) -> None:
    """Take the latest merge into a person back: everybody is as before."""
    who = await find_person(notebook, person)
    rows = await notebook.ask("merged", contact=who.id)
    if not rows:
        raise UsageError(f"nobody was merged into {who}")
    last = rows[0]
    apart = [row for row in rows if (row["log"], row["seq"]) == (last["log"], last["seq"])]
    names = [row["name"] or "?" for row in apart]
    merge = {"subject": who.id, "log": last["log"], "seq": last["seq"]}
    told = f"{', '.join(names)} and {who} are apart again"
    await say_all(notebook, "event.retracted", [merge], told=told, as_json=as_json)


async def forget(
    notebook: Notebook,
    person: Person,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Erase everything about a person, on every device, for good."""
    who = await find_person(notebook, person)
    subjects = [row["subject"] for row in await notebook.ask("belonging", contact=who.id)]
    events = await notebook.write(partial(would_erase, contact=who.id, subjects=subjects))
    mentions = await _mentions(notebook, who, set(subjects))
    if not as_json:
        heading(f"Forget {who}")
        say(
            f"  {words.counted(events, 'event')} {'loses its' if events == 1 else 'lose their'}"
            " words for good: the person, threads, interviews, questions, notes, insights and"
            " referrals of theirs.\n"
            "  It cannot be undone. Every device erases them at its next sync; the history stays"
            " verifiable.\n  Backups and exports that you made before still hold them, and a file"
            " imported again brings them back."
        )
        if mentions:
            say(f"  Other people's entries mention {who.name}; look whether they should stay:")
            for row in mentions[:MENTIONS_SHOWN]:
                text = " ".join((row["text"] or row["title"] or "").split())
                about = f"{row['name']}, " if row["name"] else ""
                say(f"    {about}{row['kind']}: {text[:60]}")
            if len(mentions) > MENTIONS_SHOWN:
                say(f"    and {len(mentions) - MENTIONS_SHOWN:,} more")
    confirm(f"Erase {words.counted(events, 'event')} about {who}?", yes=yes, as_json=as_json)
    said = [("contact.forgotten", who.id, {"subjects": portion}) for portion in chunks(subjects)]
    left = "only the name is left here, in other people's entries"
    told = f"forgotten; {left if mentions else 'nothing of them is left here'}"
    await record_all(
        notebook, said, at=moment_of(notebook, None), told=told, as_json=as_json, is_final=True
    )
    if await notebook.read(is_scrub_due):
        warn(
            "not yet: their words are still in the notebook's file, because the disk is full or"
            " another InfoView is at work. Free some space; the next command erases them, and"
            " `infoview doctor` says whether that is still to be done"
        )


def _taken_over(kept: Row, others: list[Row]) -> dict[str, Any]:
    """What the survivor takes over: lists are joined, empty texts filled, notes kept of all.

    Raises: UsageError if these are too long together.
    """
    taken: dict[str, Any] = {}
    for name in _LISTS:
        own = strings_in(kept[name])
        joined = list(dict.fromkeys([*own, *(v for row in others for v in strings_in(row[name]))]))
        if joined != own:
            taken[name] = joined[:LIST_VALUES_MAX]
    for name in _TEXTS:
        if not kept[name]:
            taken |= given(**{name: next((row[name] for row in others if row[name]), None)})
    notes = list(dict.fromkeys(row["notes"] for row in (kept, *others) if row["notes"]))
    if notes and notes != [kept["notes"]]:
        taken["notes"] = "\n\n".join(notes)
        if len(taken["notes"]) > NOTES_CHARS_MAX:
            raise UsageError(
                f"the notes of all together have {len(taken['notes']):,} characters, more than"
                f" {NOTES_CHARS_MAX:,}: shorten one of them with infoview edit PERSON --notes TEXT,"
                " then merge"
            )
    return taken


async def _mentions(notebook: Notebook, who: Someone, own: set[str]) -> list[Row]:
    """What other people's entries say with the person's full name in it, each entry once.

    Also what no search finds: the open referrals to somebody of that name, letters, reminders. The
    app tells the same (`web/page/person/mentions.ts`).
    """
    is_full = len(who.name.split()) > 1
    found = await notebook.search(who.name) if is_full else []
    said = [
        {
            "subject": row["subject"], "name": row["person"], "text": row["text"],
            "kind": event_words(row["type"]),
        }
        for row in (await notebook.ask("mentions", full_name=who.name) if is_full else [])
    ]  # fmt: skip
    named = [
        {
            "subject": row["id"], "name": row["from_name"], "kind": "referral",
            "text": ", ".join(filter(None, (row["to_name"], row["org"]))),
        }
        for row in await notebook.ask("referrals", contact=None)
        if row["to"] is None and folded(row["to_name"] or "") == folded(who.name)
    ]  # fmt: skip
    by_subject: dict[str, Row] = {}
    for row in [*named, *found, *said]:
        if row["subject"] not in own:
            by_subject.setdefault(row["subject"], row)
    return list(by_subject.values())


def _called(row: Row, side: str) -> str:
    org = row[f"{side}_org"]
    return f"{row[f'{side}_name']}{f' ({org})' if org else ''} {row[side][:ID_SHOWN_CHARS]}"
