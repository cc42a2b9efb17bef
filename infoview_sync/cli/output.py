r"""The edge to the terminal: lines, tables and JSON.

Whatever the notebook holds was typed elsewhere, so nothing of it may steer the terminal: control
characters become `\ufffd` and rich markup is off. Colours and wrapping are for terminals; piped
output is plain, one row a line, never cut (rich itself honours NO_COLOR).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from infoview_sync.events.author import local_moment
from infoview_sync.files.export.texts import strings_in

PIPED_WIDTH = 100_000
UNWRAPPED_TITLES = (
    "Status", "Event", "Id", "Starts", "Line", "When", "Recorded", "Happened", "Thanked", "Last",
)  # fmt: skip
WHOLE_WORD_CELLS = 24
"""A longer word than this (an address) may be broken."""
GAP_CELLS = 2
"""Between two columns of a terminal with room to spare; else one."""
STYLED_ROWS_MAX = 1_000
"""Rich takes 0.3 ms a row; twenty thousand people would take six seconds."""
_LISTS = ("emails", "phones", "urls", "tags")
_FLAGS = (
    "archived", "erased", "late", "overdue", "stale", "retracted", "revoked", "may_use_name",
    "recording_consent",
)  # fmt: skip

Row = dict[str, Any]


def console(*, stderr: bool = False) -> Console:
    made = Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not made.is_terminal:
        made.width = PIPED_WIDTH
    return made


def say(text: str, style: str = "") -> None:
    console().print(Text(printable(text, keep_lines=True), style))


def heading(text: str) -> None:
    say(text, "bold")


def warn(text: str) -> None:
    """A line beside the result, on stderr."""
    console(stderr=True).print(Text(printable(text), "yellow"))


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """Rows under titles. `styles`: one a row, if given."""
    out = console()
    cells = [[printable(cell) for cell in row] for row in rows]
    if not out.is_terminal or len(rows) > STYLED_ROWS_MAX:
        sys.stdout.writelines(f"{line}\n" for line in _plain_lines([[*titles], *cells]))
        return
    widths, gap = fitting([[*titles], *cells], out.width)
    made = Table(
        *titles, box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, gap - 1, 0, 0)
    )
    for column, width in zip(made.columns, widths, strict=True):
        column.overflow = "fold"
        column.width = width
    for number, row in enumerate(cells):
        made.add_row(*row, style=styles[number] if styles else None)
    out.print(made)


def fitting(rows: Sequence[Sequence[str]], width: int) -> tuple[list[int], int]:
    """Widths for the columns of a terminal, and the gap between them.

    The widest give way first, words stay whole if they can, and what cannot be read in two lines
    (a moment, an id) keeps its width.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(cell_len(cell) for cell in column) for column in columns]
    words = [[word for cell in column for word in cell.split()] for column in columns]
    least = [
        widest if column[0] in UNWRAPPED_TITLES
        else min(WHOLE_WORD_CELLS, max(map(cell_len, whole), default=0))
        for column, whole, widest in zip(columns, words, widths, strict=True)
    ]  # fmt: skip
    gaps = len(widths) - 1
    gap = GAP_CELLS if sum(widths) + GAP_CELLS * gaps <= width else 1
    free = width - gap * gaps
    for floors in (least, [1] * len(widths)):
        while sum(widths) > free:
            place = max(range(len(widths)), key=lambda at: (widths[at] > floors[at], widths[at]))
            if widths[place] <= floors[place]:
                break
            widths[place] -= 1
    return widths, gap


def _plain_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their widest cell."""
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        padded = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def print_json(value: object) -> None:
    """One JSON document. (A lone surrogate cannot occur: no readable event holds one.)"""
    document = msgspec.json.format(msgspec.json.encode(value), indent=2)
    sys.stdout.write(document.decode() + "\n")


def presentable(row: Row, tz: str) -> Row:
    """A row as JSON shows it: moments in ISO 8601 in the user's zone, flags and lists as such."""
    return {name: _presentable(name, value, tz) for name, value in row.items()}


def presentable_all(rows: Sequence[Row], tz: str) -> list[Row]:
    return [presentable(row, tz) for row in rows]


def printable(text: str, *, keep_lines: bool = False) -> str:
    """The text without anything that steers a terminal; a line break becomes a space."""
    if text.isprintable():
        return text
    kept = text if keep_lines else " ".join(text.splitlines())
    return "".join(
        char if char.isprintable() or (keep_lines and char == "\n")
        else " " if char in "\t\n" else "\ufffd"
        for char in kept
    )  # fmt: skip


def progress_bar() -> Progress:
    """A bar on stderr, only where somebody watches; it disappears when done."""
    out = console(stderr=True)
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=out, transient=True, disable=not out.is_terminal,
    )  # fmt: skip


def _presentable(name: str, value: Any, tz: str) -> Any:
    if name in _LISTS:
        return strings_in(value)
    if name in _FLAGS and value is not None:
        return bool(value)
    if name.endswith("_day") and isinstance(value, int):
        return (date(1970, 1, 1) + timedelta(days=value)).isoformat()
    if (name == "at" or name.endswith("_at")) and isinstance(value, int):
        try:
            return local_moment(value, tz)
        except (ValueError, OverflowError, OSError):
            return value
    return value
