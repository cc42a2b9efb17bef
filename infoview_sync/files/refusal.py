"""Why a whole file is refused. A single bad row is a `RefusedRow` and stops nothing.

    InputError
    └── FileRefused
        ├── Unreadable      the disk does not give it: missing, a folder, no permission
        ├── EmptyFile       nothing in it
        ├── FileTooLarge    over FILE_BYTES_MAX
        ├── BinaryFile      not text: an archive, a spreadsheet, an image
        ├── BadEncoding     text, but not UTF-8 (nor UTF-16 with a byte order mark)
        ├── NoHeader        no line in it names the columns of a format that is read
        ├── BadHeader       a column is named twice
        ├── WrongFile       known, but another file than the one that holds contacts
        ├── TooManyRows     over ROWS_MAX
        └── NoPeople        well formed, and yet nobody in it

No message repeats the file's contents except a single cell the user has to mend: the wrong file
may be someone's private messages.
"""

from __future__ import annotations

from infoview_sync.errors import InputError
from infoview_sync.files.found import RefusedRow


class FileRefused(InputError):
    """The file as a whole cannot be read; nothing of it was taken."""

    code = "file_refused"

    def __init__(
        self,
        reason: str,
        *,
        file_name: str,
        remedy: str,
        line: int | None = None,
        field: str | None = None,
    ) -> None:
        place = file_name
        if line is not None:
            place += f", line {line}"
        if field is not None:
            place += f", {field}"
        super().__init__(f"{place}: {reason}. {remedy}")
        self.file_name = file_name
        self.line = line
        self.field = field
        self.reason = reason
        self.remedy = remedy

    def fields(self) -> dict[str, str | int]:
        found: dict[str, str | int] = {
            "file": self.file_name,
            "reason": self.reason,
            "remedy": self.remedy,
        }
        if self.line is not None:
            found["line"] = self.line
        if self.field is not None:
            found["field"] = self.field
        return found


class Unreadable(FileRefused):
    """The disk does not give it."""

    code = "file_unreadable"


class EmptyFile(FileRefused):
    """There is nothing in it."""

    code = "file_empty"


class FileTooLarge(FileRefused):
    """It is over the limit for one import."""

    code = "file_too_large"
    status = 413


class BinaryFile(FileRefused):
    """It is not text."""

    code = "file_binary"


class BadEncoding(FileRefused):
    """It is text in an encoding that is not guessed."""

    code = "file_encoding"


class NoHeader(FileRefused):
    """No line names the columns of a format that is read."""

    code = "file_no_header"


class BadHeader(FileRefused):
    """The header contradicts itself."""

    code = "file_bad_header"


class WrongFile(FileRefused):
    """It is a known kind of file, but not one that is read here."""

    code = "file_wrong_kind"


class TooManyRows(FileRefused):
    """It has more rows than one import takes."""

    code = "file_too_many_rows"
    status = 413


class NoPeople(FileRefused):
    """Nobody could be taken from it; `refused` says why for each row."""

    code = "file_no_people"

    def __init__(
        self,
        reason: str,
        *,
        file_name: str,
        remedy: str,
        line: int | None = None,
        refused: tuple[RefusedRow, ...] = (),
    ) -> None:
        super().__init__(reason, file_name=file_name, remedy=remedy, line=line)
        self.refused = refused
