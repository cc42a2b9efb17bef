"""Bytes to physical lines: what a text editor numbers, and what error messages point at.

UTF-8 with or without a byte order mark, and UTF-16 with one, are read. Other encodings are
refused rather than guessed: Windows-1252 read as Windows-1251 gives no error, only wrong names,
and the user would find out months later. Lines end at CR LF, LF or CR and nowhere else (unlike
`str.splitlines`, which also cuts at U+2028 and others that may stand inside a cell).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from infoview_sync.files.refusal import BadEncoding

# Ten cells of the longest allowed text. It stays under the csv module's own limit for a field
# (131,072), so that it is always our limit that is met and our message that is shown.
LINE_CHARS_MAX = 100_000

_LINE_END = re.compile(r"\r\n|\n|\r")


class Line(msgspec.Struct, frozen=True):
    """One physical line with its line end."""

    number: int
    text: str
    is_cut: bool = False
    """It was longer than LINE_CHARS_MAX; `text` is only its beginning."""


class Encoding(msgspec.Struct, frozen=True):
    """How to decode a file, told by its first bytes."""

    name: str
    bom_bytes: int
    codec: Callable[[bytes, str, bool], tuple[str, int]]

    def decode(self, data: bytes, *, is_final: bool = False) -> tuple[str, int]:
        """The text, and how many bytes of `data` it took: an unfinished character waits.

        Raises: UnicodeDecodeError.
        """
        return self.codec(data, "strict", is_final)

    def decode_leniently(self, data: bytes) -> tuple[str, int]:
        """The same with U+FFFD for what cannot be decoded: to look at, never to keep."""
        return self.codec(data, "replace", False)  # noqa: FBT003 - the codecs take no keywords


def encoding_of(head: bytes) -> Encoding:
    """UTF-16 if a byte order mark says so, else UTF-8."""
    if head.startswith(codecs.BOM_UTF16_LE):
        return Encoding("UTF-16", 2, codecs.utf_16_le_decode)
    if head.startswith(codecs.BOM_UTF16_BE):
        return Encoding("UTF-16", 2, codecs.utf_16_be_decode)
    return Encoding("UTF-8", 3 if head.startswith(codecs.BOM_UTF8) else 0, codecs.utf_8_decode)


def physical_lines(chunks: Iterable[bytes], *, head: bytes, file_name: str) -> Iterator[Line]:
    """The lines in order, numbered from 1. Memory: one chunk and one line of LINE_CHARS_MAX.

    Raises: BadEncoding at the first byte that cannot be decoded.
    """
    number, text, is_cut = 1, "", False
    for piece in _Decoder(encoding_of(head), file_name).pieces(chunks):
        text += piece
        start = 0
        for end in _LINE_END.finditer(text):
            # A CR at the very end may be the first half of a CR LF: wait for the next piece.
            if end.end() == len(text) and text.endswith("\r"):
                break
            yield _line(number, text[start : end.end()], is_cut=is_cut)
            number, start, is_cut = number + 1, end.end(), False
        text = text[start:]
        if len(text) > LINE_CHARS_MAX:
            # The last character is kept too: it may be the CR that waits for its LF.
            text, is_cut = text[:LINE_CHARS_MAX] + text[-1], True
    if text:
        yield _line(number, text, is_cut=is_cut)


def _line(number: int, text: str, *, is_cut: bool) -> Line:
    if is_cut or len(text) > LINE_CHARS_MAX:
        return Line(number, text[:LINE_CHARS_MAX], is_cut=True)
    return Line(number, text)


class _Decoder:
    """Decodes chunk by chunk and knows, for an error, at which byte and line it stands."""

    def __init__(self, encoding: Encoding, file_name: str) -> None:
        self._encoding = encoding
        self._file_name = file_name
        self._offset = 0
        self._line_ends = 0
        self._last_char = ""

    def pieces(self, chunks: Iterable[bytes]) -> Iterator[str]:
        to_skip = self._encoding.bom_bytes
        waiting = b""
        for chunk in chunks:
            data = waiting + chunk
            if to_skip:
                data, self._offset, to_skip = data[to_skip:], to_skip, 0
            text, used = self._decode(data)
            waiting = data[used:]
            self._pass(text, used)
            yield text
        if waiting:
            self._decode(waiting, is_final=True)

    def _decode(self, data: bytes, *, is_final: bool = False) -> tuple[str, int]:
        try:
            return self._encoding.decode(data, is_final=is_final)
        except UnicodeDecodeError as error:
            self._pass(*self._encoding.decode(data[: error.start]))
            raise BadEncoding(
                f"byte {self._offset} (counted from 0) is not {self._encoding.name} text",
                file_name=self._file_name,
                line=self._line_ends + 1,
                remedy="Open it in a spreadsheet or editor, save it as 'CSV UTF-8' and import "
                "that; older encodings such as Windows-1252 are not guessed, because a wrong "
                "guess spoils names",
            ) from error

    def _pass(self, text: str, used_bytes: int) -> None:
        self._offset += used_bytes
        self._line_ends += text.count("\n") + text.count("\r") - text.count("\r\n")
        if self._last_char == "\r" and text.startswith("\n"):
            self._line_ends -= 1
        self._last_char = text[-1:] or self._last_char
