"""Notes that grow: what a file says beyond what the notebook keeps is added line by line.

A line that is there already, or that an earlier import brought and the user took out, is no news.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from infoview_sync.files.cells import NOTES_CHARS_MAX

LABEL_BY_FIELD = {
    "name": "Also named", "org": "Organisation", "title": "Title", "location": "Address",
}  # fmt: skip
"""Fields that hold one value; a second one goes to the notes under this label."""


def other_names(notes: str | None) -> list[str]:
    """The names that files gave besides the one that the notebook shows."""
    start = f"{LABEL_BY_FIELD['name']}: "
    lines = (notes or "").split("\n")
    return [line.removeprefix(start) for line in lines if line.startswith(start)]


def news(text: str, *, known: Iterable[str | None]) -> str:
    """The lines of `text` that stand in none of `known`; all of it if none does."""
    seen = {_plain(line) for each in known if each for line in each.split("\n")}
    lines = text.split("\n")
    new = [line for line in lines if line.strip() and _plain(line) not in seen]
    if not new:
        return ""
    return text if len(new) == sum(bool(line.strip()) for line in lines) else "\n".join(new)


def joined(now: str | None, new: str) -> str | None:
    """Both, the new below; None if a contact cannot hold so much."""
    if not now:
        return new
    whole = f"{now}\n\n{new}" if "\n" in new.strip() else f"{now}\n{new}"
    return whole if len(whole) <= NOTES_CHARS_MAX else None


def _plain(line: str) -> str:
    return " ".join(unicodedata.normalize("NFC", line).split())
