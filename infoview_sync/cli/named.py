"""Who was named to the user: the referrals that a request to them pursues."""

from __future__ import annotations

from infoview_sync.cli import words
from infoview_sync.cli.entries import Entry
from infoview_sync.cli.names import folded
from infoview_sync.cli.output import Row
from infoview_sync.cli.people import Someone
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
        meant = [
            row["id"] for row in await notebook.ask("people", archived=1)
            if folded(row["name"]) == folded(who.name) and _may_be(named[0]["org"], row["org"])
        ]  # fmt: skip
        named = named if meant == [who.id] else []
    return [
        Entry(
            "referral.pursued", row["id"], {"to": who.id},
            f"referral from {row['from_name']} to {row['to_name']} pursued",
        )
        for row in waiting
        if row["to"] == who.id or [row] == named
    ]  # fmt: skip


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
