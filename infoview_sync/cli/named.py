"""Who was named before they were on the list: the referral that a request to them pursues."""

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
    """What links the one open referral to their name with them; nothing if none or several are.

    Nothing either if it names another organisation, or came on a later day than was written, or a
    namesake could be meant as well. Only of the referrer, if one is given. Phones tell the same
    (`web/page/referrals.ts`).
    """
    day = words.short_day(at_ms, notebook.world.tz)
    named = [
        row for row in await notebook.ask("referrals", contact=referrer.id if referrer else None)
        if row["to"] is None and row["pursued_at"] is None and row["declined_at"] is None
        and folded(row["to_name"] or "") == folded(who.name) and _may_be(row["org"], who.org)
        and words.short_day(row["received_at"], notebook.world.tz) <= day
    ]  # fmt: skip
    if len(named) != 1:
        return []
    meant = [
        row["id"] for row in await notebook.ask("people", archived=1)
        if folded(row["name"]) == folded(who.name) and _may_be(named[0]["org"], row["org"])
    ]  # fmt: skip
    if meant != [who.id]:
        return []
    told = f"referral from {named[0]['from_name']} to {named[0]['to_name']} pursued"
    return [Entry("referral.pursued", named[0]["id"], {"to": who.id}, told)]


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
