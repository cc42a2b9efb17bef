"""Reads the notebook's own format (see export/ndjson) and trusts nothing in it.

The file is read twice: `check` walks every line and every chain to the end before anything is
touched, and `RunsOfFile` then hands out the events in runs for one transaction, each checked again
as it is read. So a file is taken whole or not at all, and its damage is named by line.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import msgspec

from infoview_sync.events.chain import Head, Heads, body_hash, genesis, next_head
from infoview_sync.events.envelope import BODY_BYTES_MAX
from infoview_sync.files.export.ndjson import FORMAT, VERSION, Header
from infoview_sync.files.refusal import EmptyFile, FileRefused
from infoview_sync.ids import is_id
from infoview_sync.log.store import LOGS_MAX, Body, Erased
from infoview_sync.projections.run import Run

SUFFIXES = (".ndjson", ".jsonl")
HEADER_BYTES_MAX = LOGS_MAX * 160
"""One log takes at most 120 bytes in the first line."""
LINE_BYTES_MAX = 2 * BODY_BYTES_MAX
"""A body in base64 takes four thirds of its bytes."""
RUN_EVENTS_MAX = 512
RUN_BYTES_MAX = 1024 * 1024
"""Of the file, so much is in memory at once, and one line more."""
AGAIN = "Export it again on the device that wrote it: infoview export --to NEW.ndjson"

_LINE = re.compile(
    rb'\{"log":"([0-9a-hjkmnp-tv-z]{16})","seq":([1-9][0-9]{0,14}),"hash":"([0-9a-f]{64})",'
    rb'(?:"body":(\{.*\})|"base64":"([A-Za-z0-9+/=]*)"|"erased":"([0-9a-f]{64})")\}\n',
    re.DOTALL,
)
_BOM = b"\xef\xbb\xbf"

Progress = Callable[[int, int], None]
"""Told (events done, events in all)."""


class Damaged(FileRefused):
    """It is, or was, an export of a notebook, and something in it is not as it was written."""

    code = "file_damaged"


class ByteFile(Protocol):
    """What an open binary file has, as far as it is needed here."""

    def readline(self, limit: int, /) -> bytes: ...
    def seek(self, offset: int, /) -> int: ...
    def tell(self) -> int: ...


class RunPlace(NamedTuple):
    """Where a run of events stands in the file."""

    offset: int
    line: int
    log: str
    after: Head
    events: int


class Checked(NamedTuple):
    """A file that adds up from its first line to its last."""

    notebook: str
    heads: Heads
    events: int
    places: tuple[RunPlace, ...]


def looks_own(head: bytes, *, file_name: str) -> bool:
    """True if a file with this beginning or name is meant to be an export of a notebook."""
    return file_name.lower().endswith(SUFFIXES) or FORMAT.encode() in head[:60]


def check(file: ByteFile, *, file_name: str, progress: Progress | None = None) -> Checked:
    """Walk the whole file. Raises: FileRefused naming the line at fault."""
    header, heads = _header(file.readline(HEADER_BYTES_MAX), file_name)
    number, done, places = 1, 0, []
    for log, end in sorted(heads.items()):
        head = genesis(notebook=header.notebook, log=log)
        while head.seq < end.seq:
            offset, after, line = file.tell(), head, number + 1
            upto = RunPlace(offset, line, log, after, min(RUN_EVENTS_MAX, end.seq - after.seq))
            for reached, _ in _events(file, upto, file_name=file_name):
                head = reached
                number += 1
                if file.tell() - offset > RUN_BYTES_MAX:
                    break
            places.append(upto._replace(events=head.seq - after.seq))
            done += places[-1].events
            if progress is not None:
                progress(done, header.events)
        if head.hash != end.hash:
            raise _damaged(
                f"log {log} does not end as the first line says", file_name=file_name, line=number
            )
    if file.readline(LINE_BYTES_MAX):
        raise _damaged(
            f"there is more in it than the {header.events:,} events that its first line names",
            file_name=file_name,
            line=number + 1,
        )
    return Checked(header.notebook, heads, header.events, tuple(places))


class RunsOfFile(Sequence[Run]):
    """The events of a checked file; one run is open at a time, read when its turn comes."""

    def __init__(
        self, file: ByteFile, checked: Checked, *, file_name: str, progress: Progress | None = None
    ) -> None:
        self._file = file
        self._checked = checked
        self._file_name = file_name
        self._progress = progress

    def __len__(self) -> int:
        return len(self._checked.places)

    def __getitem__(self, index: Any) -> Any:  # a number or a slice, as in every Sequence
        """Raises: FileRefused if the file was changed since it was checked."""
        if isinstance(index, slice):
            return [self._run(place) for place in self._checked.places[index]]
        return self._run(self._checked.places[index])

    def __iter__(self) -> Iterator[Run]:
        done = 0
        for place in self._checked.places:
            yield self._run(place)
            done += place.events
            if self._progress is not None:
                self._progress(done, self._checked.events)

    def _run(self, place: RunPlace) -> Run:
        self._file.seek(place.offset)
        bodies = [body for _, body in _events(self._file, place, file_name=self._file_name)]
        return Run(place.log, place.after, bodies)


def _events(file: ByteFile, place: RunPlace, *, file_name: str) -> Iterator[tuple[Head, Body]]:
    """Each event of one place with the head that it leads to. Raises: FileRefused."""
    head = place.after
    for line in range(place.line, place.line + place.events):
        raw = file.readline(LINE_BYTES_MAX)
        match = _LINE.fullmatch(raw)
        wanted = f"event {head.seq + 1:,} of log {place.log}"
        if match is None:
            raise _unread(raw, wanted, file_name=file_name, line=line)
        log, seq = match[1].decode(), int(match[2])
        if (log, seq) != (place.log, head.seq + 1):
            raise _damaged(
                f"{wanted} should stand here and event {seq:,} of log {log} does: a line is"
                " missing, doubled or out of its order",
                file_name=file_name,
                line=line,
            )
        body = _body(match, file_name=file_name, line=line)
        head = next_head(head, body.hash_of_body if isinstance(body, Erased) else body_hash(body))
        if head.hash != bytes.fromhex(match[3].decode()):
            raise _damaged(
                f"{wanted} is not as it was written: its hash does not add up",
                file_name=file_name,
                line=line,
            )
        yield head, body


def _body(match: re.Match[bytes], *, file_name: str, line: int) -> Body:
    """Raises: FileRefused."""
    if match[6] is not None:
        return Erased(bytes.fromhex(match[6].decode()))
    body = match[4]
    if body is None:
        try:
            body = base64.b64decode(match[5], validate=True)
        except binascii.Error:
            body = b""
        # Several texts decode to the same bytes; only one of them was written.
        if base64.b64encode(body) != match[5]:
            raise _damaged("its base64 is broken", file_name=file_name, line=line)
    # What no segment could carry, no device of ours has ever held.
    if len(body) > BODY_BYTES_MAX or b"\n" in body or body.startswith(b"!"):
        raise _damaged("no event can have such a body", file_name=file_name, line=line)
    return body


def _header(raw: bytes, file_name: str) -> tuple[Header, Heads]:
    """Raises: FileRefused."""
    if not raw:
        raise EmptyFile("the file is empty", file_name=file_name, remedy=AGAIN)
    if raw.startswith(_BOM) or raw.endswith(b"\r\n"):
        raise _damaged("an editor or a mail program has rewritten it", file_name=file_name, line=1)
    if not raw.endswith(b"\n"):
        raise _damaged(
            "its first line is cut off" if FORMAT.encode() in raw[:60] else _NO_EXPORT,
            file_name=file_name,
            line=1,
        )
    try:
        version = msgspec.json.decode(raw, type=_Version)
        if version.format == FORMAT and version.version != VERSION:
            raise Damaged(
                f"it has version {version.version} of the format, this InfoView reads {VERSION}",
                file_name=file_name,
                line=1,
                remedy="Upgrade InfoView, or export with the version that is installed here",
            )
        header = msgspec.json.decode(raw, type=Header)
        heads = {log: Head(end.seq, bytes.fromhex(end.hash)) for log, end in header.heads.items()}
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise _damaged(_NO_EXPORT, file_name=file_name, line=1) from error
    if (
        header.format != FORMAT
        or not all(map(is_id, (header.notebook, *heads)))
        or not all(0 < head.seq < 2**49 and len(head.hash) == 32 for head in heads.values())
        or any(heads[log].hash.hex() != end.hash for log, end in header.heads.items())
        or len(heads) > LOGS_MAX
        or header.events != sum(head.seq for head in heads.values())
    ):
        raise _damaged(_NO_EXPORT, file_name=file_name, line=1)
    return header, heads


class _Version(msgspec.Struct, frozen=True):
    format: str
    version: int


def _unread(raw: bytes, wanted: str, *, file_name: str, line: int) -> Damaged:
    if not raw:
        reason = f"the file ends before {wanted}"
    elif len(raw) >= LINE_BYTES_MAX:
        reason = f"it is longer than {LINE_BYTES_MAX:,} bytes, so it is no event's line"
    elif not raw.endswith(b"\n"):
        reason = f"the file ends in the middle of {wanted}"
    elif raw.endswith(b"\r\n"):
        reason = "an editor or a mail program has rewritten its line ends"
    else:
        reason = f"{wanted} should stand here, and this is no event's line"
    return _damaged(reason, file_name=file_name, line=line)


def _damaged(reason: str, *, file_name: str, line: int) -> Damaged:
    return Damaged(f"{reason}; nothing was imported", file_name=file_name, line=line, remedy=AGAIN)


_NO_EXPORT = "it is not the first line of an InfoView export"
