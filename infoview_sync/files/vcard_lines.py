"""vCard's bytes to properties: unfolded, decoded, each with the line where it begins.

Works on bytes because a fold may cut a character in two, and because each property of a 2.1 card
names its own charset. The grammar of a line is that of iCalendar, so the `icalendar` library reads
it; here is only what that library does not know: quoted-printable with its soft line breaks, bare
parameters of 2.1 (`TEL;HOME:`), charsets, and base64 that is dropped unread. (vobject was not
taken: its pattern for parameters takes time that doubles with each comma of a malformed line.)
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator

import msgspec
from icalendar.parser import Contentline, q_split

from infoview_sync.files.cells import shown
from infoview_sync.files.folded import LINE_BYTES_MAX, physical_bytes

# Longer lines than a name's or note's are pictures; of these only so much is kept.
BINARY_BYTES_KEPT = 2_000

# No program writes more than a handful; it bounds what a crafted line can cost.
PARAMETERS_MAX = 100

_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_DATA_HEAD_CHARS = 200
"""More than any media type takes before its bytes begin."""
_BASE64_ONLY = re.compile(rb"[A-Za-z0-9+/=]+\s*")
_IS_BASE64 = re.compile(rb"[;,=](?:BASE64|B)[;:]", re.IGNORECASE)
_IS_QUOTED = re.compile(rb"[;,=]QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_END = re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT"})
_EXPORT_UTF8 = "Export the card again as UTF-8 (vCard 3.0 or 4.0)"


class Property(msgspec.Struct, frozen=True):
    """One property of a card, decoded but with its backslashes."""

    line: int
    group: str
    """`item1` of `item1.TEL`; empty without one."""
    name: str
    """In upper case."""
    parameters: dict[str, tuple[str, ...]]
    """Names in upper case; what 2.1 writes bare is among TYPE."""
    value: str
    is_binary: bool = False
    is_damaged: bool = False
    """Some bytes do not belong to the charset that it names; they read U+FFFD."""

    @property
    def types(self) -> str:
        return ",".join(self.parameters.get("TYPE", ())).lower()


class BadProperty(msgspec.Struct, frozen=True):
    """A line that cannot be read."""

    line: int
    reason: str
    remedy: str


class _Raw:
    """One logical line while it grows."""

    def __init__(self, number: int, data: bytes) -> None:
        self.number = number
        self.data = bytearray(data)
        head = data[:1_000]
        self.is_base64 = _IS_BASE64.search(head) is not None
        self.is_quoted = _IS_QUOTED.search(head) is not None
        self.is_cut = len(data) > LINE_BYTES_MAX

    def goes_on_softly(self) -> bool:
        return self.is_quoted and self.data.endswith(b"=")

    def extend(self, more: bytes) -> None:
        limit = BINARY_BYTES_KEPT if self.is_base64 else LINE_BYTES_MAX
        if len(self.data) + len(more) > limit:
            self.is_cut = True
        else:
            self.data += more


def properties(
    chunks: Iterable[bytes], *, head: bytes, file_name: str
) -> Iterator[Property | BadProperty]:
    """Every property in order. Raises: BadEncoding for a file in UTF-16 that is damaged."""
    for raw in _logical_lines(physical_bytes(chunks, head=head, file_name=file_name)):
        yield _property(raw)


def _logical_lines(lines: Iterable[tuple[int, bytes]]) -> Iterator[_Raw]:
    raw: _Raw | None = None
    for number, data in lines:
        if raw is not None and raw.goes_on_softly() and not _END.fullmatch(data):
            del raw.data[-1:]
            raw.extend(data)
        elif raw is not None and data[:1] in (b" ", b"\t"):
            raw.extend(data[1:])
        elif raw is not None and raw.is_base64 and _BASE64_ONLY.fullmatch(data):
            raw.extend(data)
        else:
            if raw is not None:
                yield raw
            raw = _Raw(number, data) if data.strip() else None
    if raw is not None:
        yield raw


def _is_data_uri(name: str, value: str) -> bool:
    """Whether the value is bytes, written as vCard 4.0 does; a title may begin with `data:` too."""
    return value.startswith("data:") and (name in _BINARY or ";base64," in value[:_DATA_HEAD_CHARS])


def _property(raw: _Raw) -> Property | BadProperty:
    # One byte one character: the grammar is ASCII, and the value's charset is not known yet.
    text = bytes(raw.data).decode("latin-1")
    split = _content_line(text.replace("\n", " ")).value_separator_index()
    if split < 0:
        return BadProperty(
            raw.number, "the line has no colon, so it is no property", "Mend or delete the line"
        )
    try:
        group, name, parameters = _head(text[:split])
    except ValueError:
        return BadProperty(
            raw.number,
            "what stands before the colon is not a property's name and its parameters",
            "Mend or delete the line",
        )
    encoding = {each.upper() for each in parameters.get("ENCODING", ())}
    is_binary = bool(encoding & {"B", "BASE64"}) or _is_data_uri(name, text[split + 1 :])
    if raw.is_cut and not is_binary:
        return BadProperty(
            raw.number, f"the line is longer than {LINE_BYTES_MAX:,} bytes", "Shorten the line"
        )
    value = b"" if is_binary else bytes(raw.data[split + 1 :])
    if "QUOTED-PRINTABLE" in encoding:
        value = quopri.decodestring(value)
    decoded = _decoded(value, parameters.get("CHARSET", ("",))[0])
    if isinstance(decoded, str):
        return BadProperty(raw.number, decoded, _EXPORT_UTF8)
    return Property(raw.number, group, name, parameters, decoded[0], is_binary, decoded[1])


def _head(head: str) -> tuple[str, str, dict[str, tuple[str, ...]]]:
    """Group, name and parameters. Raises: ValueError."""
    name, *rest = q_split(head, ";")
    if len(rest) > PARAMETERS_MAX:
        raise ValueError("too many parameters")
    gathered: dict[str, tuple[str, ...]] = {}
    for written in filter(None, map(str.strip, rest)):
        kind = "ENCODING" if written.upper() in _ENCODINGS else "TYPE"
        parameter = written if "=" in written else f"{kind}={written}"
        _, read, _ = _content_line(f"X;{parameter}:").raw_parts()
        for key, value in read.items():
            values = [value] if isinstance(value, str) else [str(each) for each in value]
            words = tuple(each.encode("latin-1", "replace").decode("utf-8", "replace")
                          for each in values)  # fmt: skip
            gathered[key.upper()] = gathered.get(key.upper(), ()) + words
    checked, _, _ = _content_line(f"{name.strip()}:").raw_parts()
    group, _, own = checked.rpartition(".")
    if not own or not own.isascii():
        raise ValueError("not a property's name")
    return group.lower(), own.upper(), gathered


def _content_line(text: str) -> Contentline:
    return Contentline(text)  # type: ignore[no-untyped-call]  # the library leaves it untyped


def _decoded(value: bytes, charset: str) -> tuple[str, bool] | str:
    """The text and whether it is damaged, or why it cannot be read."""
    if not charset:
        try:
            return value.decode(), False
        except UnicodeDecodeError:
            return "its text is not UTF-8, and it names no charset"
    try:
        text = value.decode(charset, "replace")
        text.encode()  # a charset such as UTF-7 can make half a character
        return text, "\ufffd" in text and "\ufffd" not in value.decode("utf-8", "ignore")
    except (LookupError, ValueError):
        return f"its charset '{shown(charset[:40])}' is not one that is read here"
