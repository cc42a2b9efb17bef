"""Physical lines to rows of cells, by Python's csv module, with recovery after a broken row.

A quote that is never closed would swallow the rest of the file. So a row that does not parse is
reported alone, at the line where it starts, and reading goes on at the very next physical line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

import msgspec

from infoview_sync.files.lines import LINE_CHARS_MAX, Line

# A cell may hold line breaks. A hundred lines in one row is no longer a cell but a lost quote,
# and the limit bounds how often the lines behind it are read again.
ROW_LINES_MAX = 100

_MEND_QUOTES = 'Write a quote inside a quoted cell twice ("") and close every quoted cell'


class Row(msgspec.Struct, frozen=True):
    """The cells of one row, as written."""

    line: int
    cells: tuple[str, ...]


class BrokenRow(msgspec.Struct, frozen=True):
    """A row that has no cells because it does not parse."""

    line: int
    reason: str
    remedy: str


class _TooLong(Exception):
    """The row goes on past the limits."""


def csv_rows(lines: Iterator[Line], *, delimiter: str = ",") -> Iterator[Row | BrokenRow]:
    """Every row after the lines already drawn. A blank line is a row without cells."""
    again: deque[Line] = deque()
    while True:
        first = again.popleft() if again else next(lines, None)
        if first is None:
            return
        if first.is_cut:
            yield BrokenRow(
                first.number,
                f"the line is longer than {LINE_CHARS_MAX:,} characters",
                "Shorten or delete the line",
            )
            continue
        taken: list[Line] = []
        try:
            cells = next(
                csv.reader(_texts(first, again, lines, taken), delimiter=delimiter, strict=True)
            )
        except (csv.Error, _TooLong):
            again.extendleft(reversed(taken))
            yield BrokenRow(first.number, "its quotes do not pair up", _MEND_QUOTES)
        else:
            yield Row(first.number, tuple(cells))


def single_row(text: str, *, delimiter: str) -> tuple[str, ...]:
    """The cells of one physical line on its own; an unclosed quote ends with the line."""
    try:
        return tuple(next(csv.reader([text], delimiter=delimiter), ()))
    except csv.Error:
        return ()


def _texts(
    first: Line, again: deque[Line], lines: Iterator[Line], taken: list[Line]
) -> Iterator[str]:
    """Feeds the parser and notes in `taken` which lines after the first it drew."""
    yield first.text
    chars = len(first.text)
    while (line := again.popleft() if again else next(lines, None)) is not None:
        taken.append(line)
        chars += len(line.text)
        if line.is_cut or chars > LINE_CHARS_MAX or len(taken) >= ROW_LINES_MAX:
            raise _TooLong
        yield line.text
