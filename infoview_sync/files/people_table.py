"""Reads any table of people row by row; what its columns mean is the caller's business.

Shared by Google's exports and by plain tables. Guarantee: every row ends as a person, as a refused
row with its line, or was blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from infoview_sync.files.cells import BadCell
from infoview_sync.files.found import FoundPerson, Reading, RefusedRow
from infoview_sync.files.header import Header
from infoview_sync.files.lines import Line
from infoview_sync.files.refusal import NoPeople, TooManyRows
from infoview_sync.files.rows import BrokenRow, Row, csv_rows
from infoview_sync.files.source import Source

# As for LinkedIn: room for every address book there is, and a bound on memory.
ROWS_MAX = 200_000

PersonOf = Callable[[Sequence[str], int], FoundPerson]
"""Given a row's cells, as many as the header has, and its line."""


def read_people(
    source: Source,
    lines: Iterator[Line],
    header: Header,
    *,
    kind: str,
    person: PersonOf,
    export_again: str,
    notes: Callable[[], tuple[str, ...]] = tuple,
) -> Reading:
    """Everybody below the header. `person` may raise BadCell, which refuses its row.

    Raises: TooManyRows, NoPeople.
    """
    people: list[FoundPerson] = []
    refused: list[RefusedRow] = []
    for number, row in enumerate(csv_rows(lines, delimiter=header.delimiter), start=1):
        if number > ROWS_MAX:
            raise TooManyRows(
                f"it has more than {ROWS_MAX:,} rows, blank ones included",
                file_name=source.file_name,
                line=row.line,
                remedy="Split it into smaller files, each with the header line",
            )
        outcome = _outcome(row, header, person)
        if isinstance(outcome, FoundPerson):
            people.append(outcome)
        elif outcome is not None:
            refused.append(outcome)
    if not people:
        raise _nobody(source.file_name, header, tuple(refused), export_again)
    return Reading(
        source=kind,
        file_name=source.file_name,
        file_sha256=source.sha256(),
        people=tuple(people),
        refused=tuple(refused),
        notes=notes(),
    )


def _outcome(
    row: Row | BrokenRow, header: Header, person: PersonOf
) -> FoundPerson | RefusedRow | None:
    if isinstance(row, BrokenRow):
        return RefusedRow(line=row.line, field=None, reason=row.reason, remedy=row.remedy)
    if not any(cell.strip() for cell in row.cells):
        return None
    if len(row.cells) < len(header.labels) or any(
        cell.strip() for cell in row.cells[len(header.labels) :]
    ):
        return RefusedRow(
            line=row.line,
            field=None,
            reason=f"it has {len(row.cells)} cells where the header names {len(header.labels)}",
            remedy="Put quotes around a cell that holds a comma or a line break, and keep the"
            " commas of blank cells",
        )
    try:
        return person(row.cells[: len(header.labels)], row.line)
    except BadCell as bad:
        return RefusedRow(line=row.line, field=bad.field, reason=bad.reason, remedy=bad.remedy)


def _nobody(
    file_name: str, header: Header, refused: tuple[RefusedRow, ...], export_again: str
) -> NoPeople:
    if not refused:
        return NoPeople(
            "there is no row under the header",
            file_name=file_name,
            line=header.line,
            remedy=export_again,
        )
    first = refused[0]
    return NoPeople(
        f"every row was refused ({len(refused):,}); the first because {first.reason}",
        file_name=file_name,
        line=first.line,
        remedy=first.remedy,
        refused=refused,
    )
