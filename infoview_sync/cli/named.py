"""Who was named to the user: the referrals that a request to them pursues, or a name means."""

from __future__ import annotations

from collections.abc import Callable

from infoview_sync.cli import words
from infoview_sync.cli.entries import Entry
from infoview_sync.cli.names import folded, has_words, words_of
from infoview_sync.cli.output import Row
from infoview_sync.cli.people import CANDIDATES_MAX, Someone
from infoview_sync.errors import Ambiguous, NotFound
from infoview_sync.projections.notebook import Notebook


async def pursued_by_writing(
    notebook: Notebook, who: Someone, referrer: Someone | None, *, at_ms: int
) -> list[Entry]:
    """Every open referral to them, and the one to their name, if they were not on the list yet.

    Not the one to a name if several are open, if it names another organisation, or if a namesake
    could be meant as well. None that came on a later day than was written. Only of the referrer,
    if one is given. Phones tell the same (`web/page/referrals.ts`).
    """
    day = words.short_day(at_ms, notebook.world.tz)
    waiting = [
        row for row in await notebook.ask("referrals", contact=referrer.id if referrer else None)
        if row["pursued_at"] is None and row["declined_at"] is None
        and words.short_day(row["received_at"], notebook.world.tz) <= day
    ]  # fmt: skip
    named = [
        row for row in waiting
        if row["to"] is None
        and folded(row["to_name"] or "") == folded(who.name) and _may_be(row["org"], who.org)
    ]  # fmt: skip
    if len(named) == 1:
        meant = await only_namesake(notebook, who.name, named[0]["org"])
        named = named if meant is not None and meant.id == who.id else []
    return [
        Entry("referral.pursued", row["id"], {"to": who.id}, f"{referral_words(row)} pursued")
        for row in waiting
        if row["to"] == who.id or [row] == named
    ]


async def only_namesake(notebook: Notebook, name: str, *orgs: str | None) -> Someone | None:
    """The one contact of exactly this name whom none of the organisations speaks against."""
    alike = [
        Someone(row["id"], row["name"], row["org"] or "")
        for row in await notebook.ask("people", archived=1)
        if folded(row["name"]) == folded(name) and all(_may_be(row["org"], org) for org in orgs)
    ]
    return alike[0] if len(alike) == 1 else None


async def referrals_to(notebook: Notebook, said: str, who: Someone | None) -> list[Row]:
    """Every open referral to the one person meant; if none is open, those that were pursued.

    What tells several people apart: their organisation, said with the name, `who` they are on the
    list, and the whole name. `org` of a row is that of the contact if the referral names none.
    Raises: NotFound, Ambiguous.
    """
    wanted = words_of(said)
    org_by_contact = {row["id"]: row["org"] for row in await notebook.ask("people", archived=1)}
    named = [
        row | {"org": row["org"] or org_by_contact.get(row["to"])}
        for row in await notebook.ask("referrals", contact=None)
    ]
    rows = [
        row for row in named
        if row["to_name"] and row["declined_at"] is None
        and has_words(f"{row['to_name']} {row['org'] or ''}", wanted)
    ]  # fmt: skip
    if not wanted or not rows:
        raise NotFound(f"nobody referred you to '{said}'; `infoview network` shows who named whom")
    hints: list[Callable[[Row], bool]] = [
        lambda row: has_words(row["to_name"], wanted),
        lambda row: row["pursued_at"] is None,
        lambda row: who is not None and _may_be_who(row, who),
        lambda row: folded(row["to_name"]) == folded(said),
    ]
    for hint in hints:
        rows = [row for row in rows if hint(row)] or rows
    if not _mean_one(rows):
        shown = "; ".join(
            row["to_name"] + (f" ({row['org']})" if row["org"] else "")
            + f", named by {row['from_name']}" for row in rows[:CANDIDATES_MAX]
        )  # fmt: skip
        raise Ambiguous(
            f"{len(rows)} referrals fit '{said}': {shown};"
            " say more of the name, the organisation, or --to PERSON"
        )
    return rows


def referral_words(row: Row) -> str:
    return f"referral from {row['from_name']} to {row['to_name']}"


def _may_be_who(row: Row, who: Someone) -> bool:
    return row["to"] == who.id if row["to"] else _may_be(row["org"], who.org)


def _mean_one(rows: list[Row]) -> bool:
    """Whether all name the same person, as far as anybody can tell."""
    contacts = {row["to"] for row in rows}
    if None not in contacts:
        return len(contacts) == 1
    orgs = {folded(row["org"]) for row in rows if row["org"]}
    names = {folded(row["to_name"]) for row in rows}
    return max(len(contacts - {None}), len(orgs), len(names)) == 1


async def naming(notebook: Notebook, who: Someone, pursued: list[Entry]) -> list[Row]:
    """The referrals that a request to this person follows: those to them, and those it pursues."""
    by_writing = {entry.subject for entry in pursued}
    return [
        row for row in await notebook.ask("referrals", contact=None)
        if row["to"] == who.id or row["id"] in by_writing
    ]  # fmt: skip


def _may_be(org: str | None, other: str | None) -> bool:
    """Whether they may be the same organisation; one that is not known may be any."""
    return not (org and other) or folded(org) == folded(other)
