"""Reads LinkedIn's `Connections.csv` (DOMAIN §7).

Columns are bound by name: they may be in any order, some may be missing (older exports have no
URL, Position or Connected On) and others may be added; those fill what a contact has for them, or
go to the notes. A row that cannot be trusted is refused with its line, its field and a remedy; the
other rows are kept.

Two faults cost only the cell, with a note, because the person is still certain: a web address
that is not http or https (a script in a link would run where it is shown), and an e-mail address
without the shape of one.
"""

from __future__ import annotations

from infoview_sync.files import dates
from infoview_sync.files.cells import (
    NAME_CHARS_MAX,
    TEXT_CHARS_MAX,
    BadCell,
    clean_line,
    shown,
    within,
)
from infoview_sync.files.columns import field_of, take_cell
from infoview_sync.files.details import Details
from infoview_sync.files.found import FoundPerson, Reading, RefusedRow
from infoview_sync.files.header import Header, find_header
from infoview_sync.files.identity import email_address, web_address
from infoview_sync.files.lines import physical_lines
from infoview_sync.files.linkedin_notes import Tally
from infoview_sync.files.refusal import BadHeader, NoHeader, NoPeople, TooManyRows
from infoview_sync.files.rows import BrokenRow, Row, csv_rows
from infoview_sync.files.source import Source

SOURCE = "linkedin"

# LinkedIn allows 30,000 connections a member; the rest is room for merged files. At about 1 KB a
# person it bounds memory to some 200 MB.
ROWS_MAX = 200_000

GIVEN, SURNAME = "first name", "last name"
URL, EMAIL, COMPANY = "url", "email address", "company"
POSITION, CONNECTED_ON = "position", "connected on"
_DETAILS = frozenset({URL, EMAIL, COMPANY, POSITION, CONNECTED_ON})
_ALL = (GIVEN, SURNAME, URL, EMAIL, COMPANY, POSITION, CONNECTED_ON)

HEADER_LINE = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
EXPORT_AGAIN = (
    "In LinkedIn choose Settings, Data privacy, Get a copy of your data, Connections, and import "
    f"the Connections.csv from that archive; its header line is {HEADER_LINE}"
)


def is_connections_header(labels: frozenset[str]) -> bool:
    """Both name columns and two of LinkedIn's five others, as even the oldest exports have."""
    return {GIVEN, SURNAME} <= labels and len(_DETAILS & labels) >= 2


def read_connections(source: Source) -> Reading:
    """Everybody in the file.

    Raises: FileRefused if the file as a whole cannot be read; NoPeople if nobody is in it.
    """
    lines = physical_lines(source, head=source.head(), file_name=source.file_name)
    header = find_header(lines, is_connections_header)
    if header is None:
        raise NoHeader(
            "no line names the columns of a LinkedIn export",
            file_name=source.file_name,
            remedy=EXPORT_AGAIN,
        )
    if (label := header.twice_named(_ALL)) is not None:
        raise BadHeader(
            "the header names this column twice",
            file_name=source.file_name,
            line=header.line,
            field=header.title_of(label),
            remedy="Delete one of the two columns",
        )
    people: list[FoundPerson] = []
    refused: list[RefusedRow] = []
    tally = Tally(has_email_column=EMAIL in header.labels)
    for number, row in enumerate(csv_rows(lines, delimiter=header.delimiter), start=1):
        if number > ROWS_MAX:
            raise TooManyRows(
                f"it has more than {ROWS_MAX:,} rows, blank ones included",
                file_name=source.file_name,
                line=row.line,
                remedy="Split it into smaller files, each with the header line",
            )
        outcome = _person(row, header, tally)
        if isinstance(outcome, FoundPerson):
            people.append(outcome)
        elif outcome is not None:
            refused.append(outcome)
    if not people:
        raise _nobody(source.file_name, header, tuple(refused))
    return Reading(
        source=SOURCE,
        file_name=source.file_name,
        file_sha256=source.sha256(),
        people=tuple(people),
        refused=tuple(refused),
        notes=tally.notes(people),
    )


def _person(row: Row | BrokenRow, header: Header, tally: Tally) -> FoundPerson | RefusedRow | None:
    """The person of one row, why it has none, or None if it is blank."""
    if isinstance(row, BrokenRow):
        return RefusedRow(line=row.line, field=None, reason=row.reason, remedy=row.remedy)
    if not any(cell.strip() for cell in row.cells):
        return None
    try:
        return _person_of_cells(row, header, tally)
    except BadCell as bad:
        return RefusedRow(line=row.line, field=bad.field, reason=bad.reason, remedy=bad.remedy)


def _person_of_cells(row: Row, header: Header, tally: Tally) -> FoundPerson | RefusedRow:
    """Raises: BadCell for a cell that makes the row doubtful."""
    if (refusal := _wrong_width(row, header)) is not None:
        return refusal
    value_by_label: dict[str, str | None] = {}
    beside = Details()
    for label, title, cell in zip(header.labels, header.titles, row.cells, strict=False):
        if label in _ALL:
            value_by_label[label] = clean_line(cell, field=title)
        elif cell.strip():
            _take_beside(beside, label, cell, title or "a column without a name", tally)
    given, surname = value_by_label[GIVEN], value_by_label[SURNAME]
    name = " ".join(part for part in (given, surname) if part)
    if not name:
        return RefusedRow(
            line=row.line,
            field=header.title_of(GIVEN),
            reason="the row names nobody (LinkedIn blanks members who closed their account)",
            remedy="Write a name in the row, or leave the person out",
        )
    within(name, chars_max=NAME_CHARS_MAX, field=header.title_of(GIVEN))
    for label in (COMPANY, POSITION):
        if label in header.labels:
            text = value_by_label.get(label)
            within(text, chars_max=TEXT_CHARS_MAX, field=header.title_of(label))
    connected_on = _connected_on(value_by_label.get(CONNECTED_ON), header, tally)
    beside.name = name
    more = beside.person(line=row.line, field=header.title_of(GIVEN))
    return FoundPerson(
        name=name,
        given=given,
        surname=surname,
        org=value_by_label.get(COMPANY),
        title=value_by_label.get(POSITION),
        emails=_email(value_by_label.get(EMAIL), row, tally),
        urls=_url(value_by_label.get(URL), row, tally),
        connected_on=connected_on,
        phones=more.phones,
        location=more.location,
        notes=more.notes,
        tags=more.tags,
        line=row.line,
    )


def _take_beside(beside: Details, label: str, cell: str, title: str, tally: Tally) -> None:
    """A cell of a column that is not LinkedIn's: somebody added it, and nothing of it is lost.

    Raises: BadCell.
    """
    field = field_of(label)
    if field in ("phone", "location", "notes", "tags"):
        take_cell(beside, field, cell, title)
    else:
        beside.line(title, cell, field=title)
        tally.column_noted(title)


def _wrong_width(row: Row, header: Header) -> RefusedRow | None:
    """A row of another width has its cells under the wrong titles, so none of it is trusted."""
    needed = 1 + max(place for place, label in enumerate(header.labels) if label in _ALL)
    extra = row.cells[len(header.labels) :]
    if len(row.cells) >= needed and not any(cell.strip() for cell in extra):
        return None
    return RefusedRow(
        line=row.line,
        field=None,
        reason=f"it has {len(row.cells)} cells where the header names {len(header.labels)}",
        remedy="Put quotes around a cell that holds a comma or a line break, and keep the commas "
        "of blank cells",
    )


def _connected_on(text: str | None, header: Header, tally: Tally) -> str | None:
    if text is None:
        return None
    is_month_first = dates.is_month_first(text)
    try:
        connected_on = dates.iso_date(text)
    except ValueError as error:
        if is_month_first:
            tally.month_first_refused += 1
        raise BadCell(
            f"'{shown(text)}': {error}",
            field=header.title_of(CONNECTED_ON),
            remedy=dates.REMEDY,
        ) from error
    tally.month_first_read += is_month_first
    return connected_on


def _email(text: str | None, row: Row, tally: Tally) -> tuple[str, ...]:
    if text is None:
        return ()
    email = email_address(text)
    if email is None:
        tally.emails_left_out.append(row.line)
        return ()
    return (email,)


def _url(text: str | None, row: Row, tally: Tally) -> tuple[str, ...]:
    if text is None:
        return ()
    url = web_address(text)
    if url is None:
        tally.urls_left_out.append(row.line)
        return ()
    return (url,)


def _nobody(file_name: str, header: Header, refused: tuple[RefusedRow, ...]) -> NoPeople:
    if not refused:
        return NoPeople(
            "there is no row under the header",
            file_name=file_name,
            line=header.line,
            remedy=EXPORT_AGAIN,
        )
    first = refused[0]
    return NoPeople(
        f"every row was refused ({len(refused):,}); the first because {first.reason}",
        file_name=file_name,
        line=first.line,
        remedy=first.remedy,
        refused=refused,
    )
