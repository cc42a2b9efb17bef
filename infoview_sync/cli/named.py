"""Who was named before they were on the list: the referral that a request to them pursues."""

from __future__ import annotations

from infoview_sync.cli.entries import Entry
from infoview_sync.cli.names import folded
from infoview_sync.cli.people import Someone
from infoview_sync.projections.notebook import Notebook


async def pursued_by_writing(
    notebook: Notebook, who: Someone, referrer: Someone | None
) -> list[Entry]:
    """What links the one open referral to their name with them; nothing if none or several are.

    Only of the referrer, if one is given. Phones tell the same (`web/page/referrals.ts`).
    """
    named = [
        row for row in await notebook.ask("referrals", contact=referrer.id if referrer else None)
        if row["to"] is None and row["pursued_at"] is None and row["declined_at"] is None
        and folded(row["to_name"] or "") == folded(who.name)
    ]  # fmt: skip
    if len(named) != 1:
        return []
    told = f"referral from {named[0]['from_name']} to {named[0]['to_name']} pursued"
    return [Entry("referral.pursued", named[0]["id"], {"to": who.id}, told)]
