"""Reads a plain table (CSV, TSV, semicolons) whose columns the user names or whose titles tell.

Nothing is guessed from the cells: a table whose header names neither a name nor an e-mail is
refused, with the header that was found and how to say what its columns mean. Cells of columns that
fill no field go to the contact's notes under the column's title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from infoview_sync.files.cells import clean_label, clean_line, shown
from infoview_sync.files.columns import (
    FIELDS,
    Columns,
    UnknownColumn,
    guessed,
    is_table_header,
    mapped,
    take_cell,
    titles_found,
)
from infoview_sync.files.details import Details
from infoview_sync.files.formulas import plain
from infoview_sync.files.found import FoundPerson, Reading
from infoview_sync.files.header import HEADER_LINES_MAX, Header, find_header
from infoview_sync.files.lines import Line, physical_lines
from infoview_sync.files.linkedin_notes import some_lines
from infoview_sync.files.people_table import read_people
from infoview_sync.files.refusal import BadHeader, NoHeader
from infoview_sync.files.source import Source

SOURCE = "csv"
HOW_TO_MAP = (
    'Say which column holds what, such as --map name="Full name" --map email=Mail; the fields are '
    + ", ".join(FIELDS)
)
ADD_OR_MAP = f"If these are people, add a header line above them, such as Name,E-mail. {HOW_TO_MAP}"
SAVE_AGAIN = "Save the table as 'CSV UTF-8' with one header line and a row for each person"

ColumnsSaid = Sequence[tuple[str, str]]
"""What --map said: (field, title)."""


def read_table(source: Source, columns_said: ColumnsSaid = ()) -> Reading:
    """Everybody in the table. Raises: FileRefused; NoPeople if nobody is in it."""
    above: list[int] = []
    lines = _noting(physical_lines(source, head=source.head(), file_name=source.file_name), above)
    wanted = {clean_label(title) for _, title in columns_said}
    header = find_header(
        lines, is_table_header if not columns_said else lambda labels: bool(wanted & labels)
    )
    # A lone word such as `name` is a header only where nothing stands above it.
    if header is None or (len(header.labels) == 1 and above[:-1]):
        raise NoHeader(
            f"none of its first {HEADER_LINES_MAX} lines names "
            + ("these columns" if columns_said else "a column for the name or the e-mail"),
            file_name=source.file_name,
            remedy=ADD_OR_MAP,
        )
    columns = _columns(source, header, columns_said)
    rows = _Rows(header, columns, tuple(above[:-1]))
    return read_people(
        source, lines, header, kind=SOURCE, person=rows.person, export_again=SAVE_AGAIN,
        notes=rows.notes,
    )  # fmt: skip


def _noting(lines: Iterator[Line], numbers: list[int]) -> Iterator[Line]:
    """The same lines; notes which of the first ones hold text."""
    for line in lines:
        if line.number <= HEADER_LINES_MAX and line.text.strip():
            numbers.append(line.number)
        yield line


def _columns(source: Source, header: Header, said: ColumnsSaid) -> Columns:
    """Raises: BadHeader."""
    if not said:
        return guessed(header)
    try:
        return mapped(header, said)
    except UnknownColumn as unknown:
        raise BadHeader(
            f"the header names the column '{shown(unknown.title[:80])}' "
            + ("more than once" if unknown.is_twice else "nowhere"),
            file_name=source.file_name,
            line=header.line,
            remedy=f"Its columns are {titles_found(header.titles)}. {HOW_TO_MAP}",
        ) from unknown


class _Rows:
    def __init__(self, header: Header, columns: Columns, above: Sequence[int]) -> None:
        self._header = header
        self._above = above
        self._columns = columns

    def notes(self) -> tuple[str, ...]:
        unread = [
            title or "(no name)"
            for place, title in enumerate(self._header.titles)
            if place not in self._columns.field_by_place
        ]
        told = [f"columns read as: {self._columns.shown(self._header)}"]
        if unread:
            told.append(f"kept in the notes: {titles_found(unread)}")
        if self._above:
            told.append(f"not read, because it stands above the header: {some_lines(self._above)}")
        return tuple(told)

    def person(self, row: Sequence[str], line: int) -> FoundPerson:
        """Raises: BadCell."""
        details = Details()
        said: dict[str, str] = {}
        for place, cell in enumerate(map(plain, row)):
            field = self._columns.field_by_place.get(place)
            title = self._header.titles[place] or f"Column {place + 1}"
            if field is None:
                details.line(title, cell, field=title)
            elif field in ("name", "given", "surname"):
                said[field] = clean_line(cell, field=title) or ""
            else:
                take_cell(details, field, cell, title)
        built = " ".join(part for part in (said.get("given"), said.get("surname")) if part)
        details.name = said.get("name") or built or None
        details.given, details.surname = said.get("given") or None, said.get("surname") or None
        for field, label in (("given", "Given name"), ("surname", "Surname")):
            details.name_part(label, said.get(field, ""), field=label)
        return details.person(line=line, field=self._name_title())

    def _name_title(self) -> str:
        first = min(self._columns.field_by_place, default=0)
        return self._header.titles[first]
