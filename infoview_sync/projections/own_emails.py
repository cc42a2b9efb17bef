"""The user's own addresses, by which invitations name them: the setting `my_email`."""

from __future__ import annotations

import re

from infoview_sync.projections.notebook import Notebook

MY_EMAIL = "my_email"


async def own_emails(notebook: Notebook) -> list[str]:
    values = [row["value"] for row in await notebook.ask("settings") if row["name"] == MY_EMAIL]
    return [email for value in values for email in emails_in(str(value))]


def emails_in(value: str) -> list[str]:
    """The addresses that one value lists, whatever stands between them."""
    return re.findall(r"[^\s,;]+", value)
