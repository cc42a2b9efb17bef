"""Tells from a file's first bytes which reader serves it; its name only helps the message.

People rename files, so the content decides. LinkedIn's other files are refused by name, whatever
their columns are called: they hold messages, or people who are no contacts.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import PurePath

from infoview_sync.files.calendar import read_calendar
from infoview_sync.files.cells import shown
from infoview_sync.files.columns import is_table_header, titles_found
from infoview_sync.files.found import Reading
from infoview_sync.files.google import is_google_header, read_google
from infoview_sync.files.header import HEADER_LINES_MAX, find_header
from infoview_sync.files.lines import Line, encoding_of, physical_lines
from infoview_sync.files.linkedin import is_connections_header, read_connections
from infoview_sync.files.refusal import (
    BadEncoding,
    BinaryFile,
    EmptyFile,
    FileRefused,
    NoHeader,
    WrongFile,
)
from infoview_sync.files.rows import single_row
from infoview_sync.files.source import Source
from infoview_sync.files.table import ADD_OR_MAP, ColumnsSaid, read_table
from infoview_sync.files.vcard import read_cards

Reader = Callable[[Source], Reading]

WHAT_IS_READ = (
    "Import LinkedIn's Connections.csv, a Google Contacts CSV, vCards (.vcf), an invitation (.ics)"
    " or a table saved as 'CSV UTF-8'"
)
_ARCHIVE = b"PK\x03\x04"
_BINARY_STARTS = (b"\x1f\x8b", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")

# Control characters that text files do hold: tab, line feed, form feed, carriage return.
_TEXT_CONTROLS = frozenset("\t\n\f\r")

# Other files of LinkedIn's archive, by the columns that tell them: (what it is, its columns).
_SIBLINGS = (
    ("LinkedIn's messages.csv, your private messages", {"conversation id", "from", "to"}),
    ("LinkedIn's Invitations.csv, not your contacts", {"from", "to", "sent at", "direction"}),
    ("LinkedIn's Profile.csv, which is about you", {"first name", "last name", "maiden name",
                                                    "headline"}),
    ("LinkedIn's Email Addresses.csv, which is about you", {"email address", "confirmed",
                                                            "primary"}),
    ("one of LinkedIn's Recommendations files", {"first name", "last name", "text", "status",
                                                 "creation date"}),
    ("one of LinkedIn's Endorsement files", {"endorsement date", "skill name"}),
)  # fmt: skip


def reader_for(head: bytes, *, file_name: str, columns_said: ColumnsSaid = ()) -> Reader:
    """The reader that serves a file beginning with `head`. Raises: FileRefused if none does.

    With `columns_said` it is a table, unless it is a file that never is one.
    """
    _refuse_binary(head, file_name)
    text = encoding_of(head).decode_leniently(head)[0].lstrip("\ufeff")
    if not text.strip():
        raise EmptyFile("the file is empty", file_name=file_name, remedy=WHAT_IS_READ)
    lines = [
        Line(number, line)
        for number, line in enumerate(io.StringIO(text, newline=None), start=1)
        if number <= HEADER_LINES_MAX
    ]
    _refuse_siblings(lines, file_name)
    begun = next((mark for line in lines if (mark := _begun(line.text)) is not None), None)
    if begun is not None:
        return read_cards if begun == "VCARD" else read_calendar
    if columns_said:
        return lambda source: read_table(source, columns_said)
    for is_header, reader in (
        (is_connections_header, read_connections),
        (is_google_header, read_google),
        (is_table_header, read_table),
    ):
        if find_header(lines, is_header) is not None:
            return reader
    raise _not_served(lines, head, file_name)


def _begun(line: str) -> str | None:
    """What the line begins, if it is such a line of a vCard or a calendar."""
    mark, _, value = line.strip().upper().partition(":")
    is_begin = mark == "BEGIN" and value in ("VCARD", "VCALENDAR", "VEVENT")
    return value if is_begin else None


def _refuse_binary(head: bytes, file_name: str) -> None:
    if head.startswith(_ARCHIVE):
        is_sheet = PurePath(file_name).suffix.lower() in (".xlsx", ".ods")
        raise BinaryFile(
            "it is a spreadsheet" if is_sheet else "it is a zip archive",
            file_name=file_name,
            remedy="Open it and save it as 'CSV UTF-8'"
            if is_sheet
            else "Unpack it and import the Connections.csv in it",
        )
    if head.startswith(_BINARY_STARTS):
        raise BinaryFile("it is not a text file", file_name=file_name, remedy=WHAT_IS_READ)


def _refuse_siblings(lines: list[Line], file_name: str) -> None:
    for what, columns in _SIBLINGS:
        if find_header(lines, columns.issubset) is not None:
            raise WrongFile(
                f"this is {what}; nothing was read from it",
                file_name=file_name,
                remedy="Import Connections.csv from the same archive",
            )


def _not_served(lines: list[Line], head: bytes, file_name: str) -> FileRefused:
    if b"\0" in head and encoding_of(head).name == "UTF-8":
        return BinaryFile(
            "it is not a text file",
            file_name=file_name,
            remedy=f"If it is text in UTF-16, save it as 'CSV UTF-8'. {WHAT_IS_READ}",
        )
    # The head may end inside a character: only what decodes as whole characters is judged.
    whole = head[: encoding_of(head).decode_leniently(head)[1]]
    try:
        for _ in physical_lines([whole], head=head, file_name=file_name):
            pass
    except BadEncoding as refusal:
        return refusal
    text = "".join(line.text for line in lines)
    if any(ord(char) < 32 and char not in _TEXT_CONTROLS for char in text):
        return BinaryFile("it is not a text file", file_name=file_name, remedy=WHAT_IS_READ)
    first = next(line for line in lines if line.text.strip())
    titles = max((single_row(first.text, delimiter=each) for each in ",;\t"), key=len)
    if len(titles) < 2:
        return NoHeader(
            f"none of its first {HEADER_LINES_MAX} lines names the columns of a table, and it is"
            " no vCard or calendar",
            file_name=file_name,
            remedy=WHAT_IS_READ,
        )
    found = titles_found([shown(" ".join(each.replace("\ufeff", "").split())) for each in titles])
    return NoHeader(
        "no column can be told to hold the name or the e-mail; the columns found are " + found,
        file_name=file_name,
        line=first.number,
        remedy=ADD_OR_MAP,
    )
