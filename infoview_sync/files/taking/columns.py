"""The columns of a plain table, for choosing by hand which of them holds what."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

from infoview_sync.files.cells import clean_label, shown
from infoview_sync.files.columns import FIELDS, UnknownColumn, guessed, is_table_header, mapped
from infoview_sync.files.header import HEADER_LINES_MAX, Header, find_header
from infoview_sync.files.lines import LINE_CHARS_MAX, Line, encoding_of
from infoview_sync.files.rows import single_row
from infoview_sync.files.table import ColumnsSaid

SAMPLES_MAX = 3
COLUMNS_SHOWN_MAX = 100
"""No table of people has more; what is beyond goes into the notes, as all that is not chosen."""


class Table(NamedTuple):
    """`chosen`: (field, title) as read without a word from the user; `samples`: the first rows."""

    fields: tuple[str, ...]
    titles: tuple[str, ...]
    chosen: tuple[tuple[str, str], ...]
    samples: tuple[tuple[str, ...], ...]


def table_in(head: bytes, said: ColumnsSaid = ()) -> Table | None:
    """The table that a file beginning with `head` holds; None if it does not look like one."""
    text = encoding_of(head).decode_leniently(head)[0].lstrip("\ufeff")
    lines = [
        Line(number, line)
        for number, line in enumerate(io.StringIO(text, newline=None), start=1)
        if number <= HEADER_LINES_MAX + SAMPLES_MAX and len(line) <= LINE_CHARS_MAX
    ]
    wanted = {clean_label(title) for _, title in said}
    header = find_header(
        iter(lines), is_table_header if not said else lambda labels: bool(wanted & labels)
    ) or find_header(iter(lines), lambda labels: len(labels - {""}) > 1)
    if header is None or len(header.titles) > COLUMNS_SHOWN_MAX:
        return None
    try:
        columns = mapped(header, said) if said else guessed(header)
    except UnknownColumn:
        columns = guessed(header)
    chosen = tuple(
        (field, header.titles[place]) for place, field in sorted(columns.field_by_place.items())
    )
    return Table(FIELDS, header.titles, chosen, tuple(_samples(lines, header)))


def _samples(lines: list[Line], header: Header) -> Iterator[tuple[str, ...]]:
    rows = [
        single_row(line.text, delimiter=header.delimiter)
        for line in lines
        if line.number > header.line and line.text.strip()
    ]
    for row in rows[:SAMPLES_MAX]:
        yield tuple(shown(" ".join(cell.split())) for cell in row[: len(header.titles)])
