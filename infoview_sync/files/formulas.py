"""Keeps a spreadsheet from taking a cell for a formula, and takes that guard off again.

A cell that begins with one of `= + - @`, a tab or a line break may be run as a formula by whoever
opens the table (OWASP ASVS 1.2.10); an apostrophe before it makes it text. Apostrophes that stand
there already get one more, so that every text comes back exactly.
"""

from __future__ import annotations

import re

_DANGEROUS = re.compile("'*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
"""The last four are full-width forms, which some spreadsheets take for the plain ones."""


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def plain(cell: str) -> str:
    """What `defused` was given."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell
