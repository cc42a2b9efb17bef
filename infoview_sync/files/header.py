"""Finding the header line of a CSV file below whatever stands above it.

Physical lines are tried one by one, not csv rows: a LinkedIn preamble may hold an unbalanced
quote, and a csv parser started at the top would then take the header for the inside of a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from infoview_sync.files.cells import clean_label, shown
from infoview_sync.files.lines import Line
from infoview_sync.files.rows import single_row

# Preambles of 0 to 6 lines are known (DOMAIN §7); three times as many are looked through.
HEADER_LINES_MAX = 20

# A comma, or what spreadsheets write where the comma is the decimal sign, or a tab.
_DELIMITERS = ",;\t"

IsHeader = Callable[[frozenset[str]], bool]


class Header(msgspec.Struct, frozen=True):
    """Where the header is and what it says."""

    line: int
    delimiter: str
    titles: tuple[str, ...]
    """As the file writes them, trimmed and shortened for messages."""
    labels: tuple[str, ...]
    """The same for comparison: lower case, plain spaces."""

    def title_of(self, label: str) -> str:
        """How the file writes the first column with this label."""
        return self.titles[self.labels.index(label)]

    def twice_named(self, labels: Iterable[str]) -> str | None:
        """The first of `labels` that names more than one column."""
        return next((label for label in labels if self.labels.count(label) > 1), None)


def find_header(lines: Iterable[Line], is_header: IsHeader) -> Header | None:
    """The first of HEADER_LINES_MAX lines whose labels satisfy `is_header`.

    Draws no line behind it, so that an iterator then stands at the first row.
    """
    for line in lines:
        for delimiter in _DELIMITERS:
            titles = single_row(line.text, delimiter=delimiter) if not line.is_cut else ()
            labels = tuple(clean_label(title) for title in titles)
            if is_header(frozenset(labels)):
                clean = tuple(shown(" ".join(title.split())) for title in titles)
                return Header(line.number, delimiter, clean, labels)
        if line.number >= HEADER_LINES_MAX:
            return None
    return None
