"""One cell's text, made clean, and the reasons for which a cell is refused."""

from __future__ import annotations

import unicodedata

# The longest LinkedIn allows for any text that it exports here is 220 characters (a headline);
# ten thousand also fits a note, and keeps one event far below its limit of 256 KiB.
CELL_CHARS_MAX = 10_000

# What the catalogue of events lets a contact's name and other single lines hold; a test compares
# them. Refused here, a row has a line number to point at.
NAME_CHARS_MAX = 300
TEXT_CHARS_MAX = 500

# What the notes of a contact may hold in the catalogue; a test compares them.
NOTES_CHARS_MAX = 20_000

# How much of a cell, a title or a file's name a message repeats.
SHOWN_CHARS_MAX = 80

# More accents on one letter are not writing in any language (UAX #15, stream-safe text), and
# putting them in order takes time that grows with the square of their number.
MARKS_IN_A_ROW_MAX = 30

_ALLOWED_CONTROLS = frozenset("\t\n\r")


class BadCell(Exception):
    """The row cannot be taken because of one cell."""

    def __init__(self, reason: str, *, field: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.remedy = remedy


def clean_line(text: str, *, field: str) -> str | None:
    """NFC, trimmed, white space (line breaks too) collapsed to one space; None when blank.

    Raises: BadCell if it is too long or holds control characters, which no person's name or
    title does: they are a sign of a damaged file, and some of them attack terminals.
    """
    if len(text) > CELL_CHARS_MAX:
        raise BadCell(
            f"the cell has {len(text):,} characters, more than {CELL_CHARS_MAX:,}",
            field=field,
            remedy="Shorten the cell",
        )
    if not text.isprintable():
        _refuse_controls(text, field)
    if not text.isascii():
        _refuse_piled_marks(text, field)
    return " ".join(unicodedata.normalize("NFC", text).split()) or None


def clean_text(text: str, *, field: str) -> str | None:
    """As `clean_line`, but line breaks stay: what people wrote in several lines is read so."""
    if len(text) > NOTES_CHARS_MAX:
        raise BadCell(
            f"the text has {len(text):,} characters, more than {NOTES_CHARS_MAX:,}",
            field=field,
            remedy="Shorten the text",
        )
    _refuse_controls(text, field)
    _refuse_piled_marks(text, field)
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip() or None


def _refuse_controls(text: str, field: str) -> None:
    for char in text:
        if unicodedata.category(char) == "Cc" and char not in _ALLOWED_CONTROLS:
            raise BadCell(
                f"the cell holds the control character U+{ord(char):04X}",
                field=field,
                remedy="Delete the character or export the file again",
            )


def _refuse_piled_marks(text: str, field: str) -> None:
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > MARKS_IN_A_ROW_MAX:
            raise BadCell(
                f"more than {MARKS_IN_A_ROW_MAX} accents stand on one letter",
                field=field,
                remedy="Write the text without them",
            )


def within(text: str | None, *, chars_max: int, field: str) -> str | None:
    """The text itself. Raises: BadCell if it is longer than a contact may hold."""
    if text is not None and len(text) > chars_max:
        raise BadCell(
            f"the text has {len(text):,} characters, more than {chars_max:,}",
            field=field,
            remedy="Shorten the cell",
        )
    return text


def clean_label(text: str) -> str:
    """A header cell for comparison: no-break spaces, marks and letter case do not count."""
    return " ".join(text.replace("\ufeff", "").split()).casefold()


def shown(text: str) -> str:
    """A text of the file's as a message may repeat it: shortened, and nothing unprintable."""
    printable = "".join(char if char.isprintable() else "\ufffd" for char in text)
    if len(printable) <= SHOWN_CHARS_MAX:
        return printable
    return printable[: SHOWN_CHARS_MAX - 1] + "…"
