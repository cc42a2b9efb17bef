"""Tells from a file's first bytes which reader serves it; its name only helps the message.

People rename files, so the content decides. Formats that are known but not read yet, and
LinkedIn's other files, are refused by name: "no header" would send the user looking in vain.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import PurePath

from infoview_sync.files.found import Reading
from infoview_sync.files.header import HEADER_LINES_MAX, find_header
from infoview_sync.files.lines import Line, encoding_of, physical_lines
from infoview_sync.files.linkedin import EXPORT_AGAIN, is_connections_header, read_connections
from infoview_sync.files.refusal import (
    BadEncoding,
    BinaryFile,
    EmptyFile,
    FileRefused,
    NoHeader,
    WrongFile,
)
from infoview_sync.files.source import Source

Reader = Callable[[Source], Reading]

_ARCHIVE = b"PK\x03\x04"
_BINARY_STARTS = (b"\x1f\x8b", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")

# Control characters that text files do hold: tab, line feed, form feed, carriage return.
_TEXT_CONTROLS = frozenset("\t\n\f\r")


def reader_for(head: bytes, *, file_name: str) -> Reader:
    """The reader that serves a file beginning with `head`. Raises: FileRefused if none does."""
    _refuse_binary(head, file_name)
    text = encoding_of(head).decode_leniently(head)[0].lstrip("\ufeff")
    if not text.strip():
        raise EmptyFile("the file is empty", file_name=file_name, remedy=EXPORT_AGAIN)
    lines = [
        Line(number, line)
        for number, line in enumerate(io.StringIO(text, newline=None), start=1)
        if number <= HEADER_LINES_MAX
    ]
    if find_header(lines, _is_messages_header) is not None:
        raise WrongFile(
            "this is LinkedIn's messages.csv, your private messages; nothing was read from it",
            file_name=file_name,
            remedy="Import Connections.csv from the same archive",
        )
    if find_header(lines, is_connections_header) is not None:
        return read_connections
    raise _not_served(lines, head, file_name)


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
        raise BinaryFile("it is not a text file", file_name=file_name, remedy=EXPORT_AGAIN)


def _not_served(lines: list[Line], head: bytes, file_name: str) -> FileRefused:
    first = next((line.text.strip().upper() for line in lines if line.text.strip()), "")
    for start, kind in (("BEGIN:VCARD", "a vCard"), ("BEGIN:VCALENDAR", "a calendar")):
        if first.startswith(start):
            return WrongFile(
                f"it is {kind} file, which this version does not read yet",
                file_name=file_name,
                remedy="Import LinkedIn's Connections.csv, or add the person by hand",
            )
    if find_header(lines, _is_google_header) is not None:
        return WrongFile(
            "it is a Google Contacts export, which this version does not read yet",
            file_name=file_name,
            remedy="Import LinkedIn's Connections.csv, or add the person by hand",
        )
    if b"\0" in head and encoding_of(head).name == "UTF-8":
        return BinaryFile(
            "it is not a text file",
            file_name=file_name,
            remedy=f"If it is text in UTF-16, save it as 'CSV UTF-8'. {EXPORT_AGAIN}",
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
        return BinaryFile("it is not a text file", file_name=file_name, remedy=EXPORT_AGAIN)
    return NoHeader(
        f"none of its first {HEADER_LINES_MAX} lines names the columns of a LinkedIn export",
        file_name=file_name,
        remedy=EXPORT_AGAIN,
    )


def _is_messages_header(labels: frozenset[str]) -> bool:
    return {"conversation id", "from", "to"} <= labels


def _is_google_header(labels: frozenset[str]) -> bool:
    return "e-mail 1 - value" in labels or {"given name", "family name"} <= labels
