"""Reads a Markdown note: a few lines of front matter that say what it is, then the words.

    ---
    person: Ada Novak
    date: 2026-05-04 15:00
    type: note
    ---
    She meets her team at nine.

The front matter is YAML, of which only `key: value` is taken: no tags, no anchors, nothing nested,
every value a text. What the values mean is decided later (`cli/noting`).
"""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import BinaryIO

import msgspec
import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from infoview_sync.files.cells import shown
from infoview_sync.files.refusal import BadEncoding, EmptyFile, FileRefused, FileTooLarge
from infoview_sync.ids import ID_BYTES, id_from_bytes

SUFFIXES = (".md", ".markdown")
KEYS = ("person", "date", "type", "theme", "channel", "direction", "interview", "create")
NOTE_BYTES_MAX = 128 * 1024
"""20,000 characters, the most that an event's text holds, in four bytes each, and some more."""
FRONT_BYTES_MAX = 4 * 1024
"""It also bounds how deep the YAML can be nested before it is refused."""
TEXT_CHARS_MAX = 20_000
EXAMPLE = (
    "Begin it with a line ---, then lines such as person: Ada Novak, date: 2026-05-04, type: note,"
    " then another line ---, and below it the words"
)


class BadNote(FileRefused):
    """It is no note with front matter that can be understood."""

    code = "note_malformed"


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note; `said` has only keys among KEYS, each with a text that is not blank."""

    file_name: str
    said: dict[str, str]
    unread: tuple[str, ...]
    """Keys of the front matter that mean nothing here."""
    text: str
    file_sha256: bytes

    def id_for(self, purpose: str) -> str:
        """An id that the same note gives again, on any device: recording it twice is once."""
        made = sha256(f"infoview inbox {purpose} ".encode() + self.file_sha256)
        return id_from_bytes(made.digest()[:ID_BYTES])


def read_note(stream: BinaryIO, *, file_name: str) -> Note:
    """Raises: FileRefused, whose message names the file, the line and a remedy."""
    raw = stream.read(NOTE_BYTES_MAX + 1)
    if len(raw) > NOTE_BYTES_MAX:
        raise FileTooLarge(
            f"it is larger than {NOTE_BYTES_MAX // 1024} KiB", file_name=file_name,
            remedy="Split it into several notes",
        )  # fmt: skip
    if not raw.strip():
        raise EmptyFile("the note is empty", file_name=file_name, remedy=EXAMPLE)
    front, text = _split(_decoded(raw, file_name), file_name)
    said, unread = _said(front, file_name)
    if len(text) > TEXT_CHARS_MAX:
        raise FileTooLarge(
            f"its text has {len(text):,} characters, more than {TEXT_CHARS_MAX:,}",
            file_name=file_name, remedy="Split it into several notes",
        )  # fmt: skip
    return Note(
        file_name=file_name, said=said, unread=unread, text=text,
        file_sha256=sha256(raw).digest(),
    )  # fmt: skip


def _decoded(raw: bytes, file_name: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadEncoding(
            f"byte {error.start} (counted from 0) is not UTF-8 text",
            file_name=file_name,
            line=raw[: error.start].count(b"\n") + 1,
            remedy="Save the note as UTF-8",
        ) from error
    if "\0" in text:
        raise BadNote(
            "it holds a NUL character, so it is no text",
            file_name=file_name,
            line=text[: text.index("\0")].count("\n") + 1,
            remedy="Save the note as plain UTF-8 text",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split(text: str, file_name: str) -> tuple[str, str]:
    """The front matter and the words below it."""
    first, *lines = text.split("\n")
    if first.rstrip() != "---":
        raise BadNote("it has no front matter", file_name=file_name, line=1, remedy=EXAMPLE)
    end = next((at for at, line in enumerate(lines) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise BadNote(
            "its front matter has no end", file_name=file_name, line=1,
            remedy="Write a line --- below person, date and type",
        )  # fmt: skip
    front = "\n".join(lines[:end])
    if len(front.encode()) > FRONT_BYTES_MAX:
        raise BadNote(
            f"its front matter is longer than {FRONT_BYTES_MAX:,} bytes",
            file_name=file_name, line=1, remedy="Leave only person, date and type in it",
        )  # fmt: skip
    return front, unicodedata.normalize("NFC", "\n".join(lines[end + 1 :]).strip())


def _said(front: str, file_name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """What the known keys say, and the other keys. Raises: BadNote."""
    said: dict[str, str] = {}
    unread: list[str] = []
    for key, value in _pairs(front, file_name):
        line = key.start_mark.line + 2
        name = key.value.strip().lower() if isinstance(key, ScalarNode) else ""
        if name not in KEYS:
            unread.append(shown(name[:40]))
        elif not isinstance(value, ScalarNode):
            raise BadNote(
                f"'{name}' is not one text", file_name=file_name, line=line,
                remedy=f"Write {name}: and one value behind it",
            )  # fmt: skip
        elif name in said:
            raise BadNote(
                f"'{name}' is said twice", file_name=file_name, line=line, remedy="Say it once",
            )  # fmt: skip
        elif value.value.strip():
            said[name] = unicodedata.normalize("NFC", " ".join(value.value.split()))
    return said, tuple(unread)


def _pairs(front: str, file_name: str) -> list[tuple[Node, Node]]:
    """Composed, never constructed: no object is made of it but texts. Raises: BadNote."""
    try:
        # BaseLoader resolves nothing: `no`, `1` and 2026-05-04 stay the texts that they are.
        node = yaml.compose(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise BadNote(
            "its front matter is no YAML: " + (getattr(error, "problem", None) or "too deep"),
            file_name=file_name,
            line=1 if mark is None else mark.line + 2,
            remedy="Write each line as key: value, and quotes around a value with a colon",
        ) from error
    if node is None:
        return []
    if not isinstance(node, MappingNode):
        raise BadNote(
            "its front matter has no lines such as person: Ada", file_name=file_name, line=2,
            remedy=EXAMPLE,
        )  # fmt: skip
    return list(node.value)
