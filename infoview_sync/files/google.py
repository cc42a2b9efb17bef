"""Reads Google Contacts' CSV, with the header of today and that of before 2024 (DOMAIN §7).

Columns are bound by name: Google writes as many `E-mail 3 - Value` as the fullest contact needs.
Several values stand in one cell between ` ::: `. What has no field in a contact goes to the notes
under its column's title (see `details`); pictures are addresses of Google's, left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from infoview_sync.files.cells import clean_line
from infoview_sync.files.details import Details
from infoview_sync.files.found import FoundPerson, Reading
from infoview_sync.files.header import Header, find_header
from infoview_sync.files.lines import physical_lines
from infoview_sync.files.people_table import read_people
from infoview_sync.files.refusal import BadHeader, NoHeader
from infoview_sync.files.source import Source

SOURCE = "google"
Cells = dict[str, str]
"""What is not blank of a row or of one numbered entry, by the column's label or its last part."""

SEPARATOR = ":::"
EXPORT_AGAIN = "On contacts.google.com choose Export, Google CSV, and import that file as it is"

_NUMBERED = re.compile(
    r"(e-mail|phone|website|address|organization|relation|event|im|custom field|jot|external id"
    r"|calendar link|sip) (\d{1,4}) - (.+)"
)
_LABEL_PARTS = ("label", "type")
# The parts of one address; `formatted` says them all again.
_ADDRESS_PARTS = (
    "street", "extended address", "po box", "city", "region", "postal code", "country",
)  # fmt: skip
_NAME_PARTS = ("name prefix", "first name", "given name", "middle name", "additional name",
               "last name", "family name", "name suffix")  # fmt: skip
_GIVEN, _SURNAME = ("first name", "given name"), ("last name", "family name")
_ORGS, _TITLES = ("organization name",), ("organization title",)
_TAGS = ("labels", "group membership")
_OWN = frozenset({"name", "notes", "photo", "location", *_NAME_PARTS, *_ORGS, *_TITLES, *_TAGS})
# Google's own sorting key, which repeats the name.
_IGNORED = frozenset({"photo", "file as"})


def is_google_header(labels: frozenset[str]) -> bool:
    """Its numbered columns, or its name columns together with what else only Google has."""
    if "e-mail 1 - value" in labels or "phone 1 - value" in labels:
        return True
    is_new = {"first name", "last name", "phonetic first name"} <= labels
    return is_new or {"given name", "family name", "group membership"} <= labels


def read_google(source: Source) -> Reading:
    """Everybody in the file. Raises: FileRefused; NoPeople if nobody is in it."""
    lines = physical_lines(source, head=source.head(), file_name=source.file_name)
    header = find_header(lines, is_google_header)
    if header is None:
        raise NoHeader(
            "no line names the columns of a Google export",
            file_name=source.file_name,
            remedy=EXPORT_AGAIN,
        )
    if (label := header.twice_named(label for label in header.labels if label)) is not None:
        raise BadHeader(
            "the header names this column twice",
            file_name=source.file_name,
            line=header.line,
            field=header.title_of(label),
            remedy="Delete one of the two columns",
        )
    rows = _Rows(header)
    return read_people(
        source, lines, header, kind=SOURCE, person=rows.person, export_again=EXPORT_AGAIN,
        notes=rows.notes,
    )  # fmt: skip


class _Rows:
    """Makes people of rows, and counts what is left out."""

    def __init__(self, header: Header) -> None:
        # Columns without a title are not Google's; two of them must not pass for one.
        self._title_by_label = {
            label or f"column {place}": title or f"column {place}"
            for place, (label, title) in enumerate(
                zip(header.labels, header.titles, strict=True), start=1
            )
        }
        self._numbered = [
            (label, found[1], found[2], found[3])
            for label in self._title_by_label
            if (found := _NUMBERED.fullmatch(label)) is not None
        ]
        # The first of each kind is the main one, wherever its column stands.
        self._numbered.sort(key=lambda column: int(column[2]))
        numbered = {label for label, *_ in self._numbered}
        self._others = [
            label for label in self._title_by_label if label not in numbered | _OWN | _IGNORED
        ]
        self._pictures = 0

    def notes(self) -> tuple[str, ...]:
        if not self._pictures:
            return ()
        return (f"pictures left out: {self._pictures:,} (a contact holds text only)",)

    def person(self, row: Sequence[str], line: int) -> FoundPerson:
        """Raises: BadCell."""
        cells = {
            label: cell
            for label, cell in zip(self._title_by_label, row, strict=True)
            if cell.strip()
        }
        details = Details()
        self._name(cells, details)
        for label in _TAGS:
            for value in _values(cells, label):
                details.tag(value, field=self._title(label))
        for label in _ORGS:
            for value in _values(cells, label):
                details.org(value, field=self._title(label))
        for label in _TITLES:
            for value in _values(cells, label):
                details.title(value, field=self._title(label))
        details.location(cells.get("location", ""), field=self._title("location"))
        details.note(cells.get("notes", ""), field=self._title("notes"))
        for label in self._others:
            for value in _values(cells, label):
                details.line(self._title(label), value, field=self._title(label))
        self._take_numbered(cells, details)
        found = details.person(line=line, field=next(iter(self._title_by_label.values())))
        self._pictures += "photo" in cells
        return found

    def _name(self, cells: Cells, details: Details) -> None:
        def clean(label: str) -> str | None:
            return clean_line(cells.get(label, ""), field=self._title(label))

        parts = [part for label in _NAME_PARTS if (part := clean(label))]
        details.name = clean("name") or " ".join(parts) or None
        details.given = next(filter(None, map(clean, _GIVEN)), None)
        details.surname = next(filter(None, map(clean, _SURNAME)), None)
        for label in _NAME_PARTS:
            details.name_part(self._title(label), cells.get(label, ""), field=self._title(label))
        details.name_part("File as", cells.get("file as", ""), field=self._title("file as"))

    def _take_numbered(self, cells: Cells, details: Details) -> None:
        """`E-mail 1 - Label`, `E-mail 1 - Value` and their like."""
        parts_by_entry: dict[tuple[str, str], Cells] = {}
        for label, kind, number, part in self._numbered:
            if label in cells:
                parts_by_entry.setdefault((kind, number), {})[part] = cells[label]
        takers = {"e-mail": details.email, "phone": details.phone, "website": details.url}
        for (kind, number), parts in parts_by_entry.items():
            field = self._title(f"{kind} {number} - value", f"{kind} {number}")
            if kind in takers:
                for value, named in _labelled_values(parts):
                    takers[kind](value, field=field, kind=named)
            elif kind == "address":
                self._address(parts, details, field=field)
            elif kind == "organization":
                self._organisation(parts, details, field=field)
            else:
                for value, named in _labelled_values(parts):
                    details.line(named or kind.capitalize(), value, field=field)

    def _address(self, parts: Cells, details: Details, *, field: str) -> None:
        spelled = [
            ", ".join(value for value in values if value)
            for values in zip(*_columns(parts, _ADDRESS_PARTS), strict=True)
        ]
        formatted = _values(parts, "formatted")
        for whole in formatted if len(formatted) >= len(spelled) else spelled:
            details.location(", ".join(whole.split("\n")), field=field, kind=_label(parts))

    def _organisation(self, parts: Cells, details: Details, *, field: str) -> None:
        for value in _values(parts, "name"):
            details.org(value, field=field)
        for value in _values(parts, "title"):
            details.title(value, field=field)
        for part in parts:
            if part not in ("name", "title", *_LABEL_PARTS):
                label = "Department" if part == "department" else f"Organisation {part}"
                for value in _values(parts, part):
                    details.line(label, value, field=field)

    def _title(self, label: str, otherwise: str | None = None) -> str:
        """How the file writes this column's title."""
        return self._title_by_label.get(label) or (otherwise or label).capitalize()


def _values(cells: Cells, label: str) -> list[str]:
    """The values that one cell holds."""
    return [part.strip() for part in cells.get(label, "").split(SEPARATOR) if part.strip()]


def _labelled_values(parts: Cells) -> list[tuple[str, str]]:
    """Each value of an entry with its label; one label may stand for all of them."""
    values = [each for part in parts if part not in _LABEL_PARTS for each in _values(parts, part)]
    labels = [each.removeprefix("* ") for each in _values({"": _label(parts)}, "")]
    if len(labels) != len(values):
        labels = [", ".join(labels)] * len(values)
    return list(zip(values, labels, strict=True))


def _label(parts: Cells) -> str:
    return next((parts[part] for part in _LABEL_PARTS if part in parts), "")


def _columns(parts: Cells, names: tuple[str, ...]) -> list[list[str]]:
    """The values of each part, all as many: several addresses stand side by side in the cells."""
    split = [[each.strip() for each in parts.get(name, "").split(SEPARATOR)] for name in names]
    length = max(map(len, split))
    return [values + [""] * (length - len(values)) for values in split]
