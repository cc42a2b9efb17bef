"""The segment: a contiguous run of one log, the one thing that travels (docs/sync-protocol.md).

Encoding and decoding are pure. Decoding trusts nothing: sizes are bounded before anything is
inflated, and the chain is recomputed from the bodies and must end at the header's hash.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from infoview_sync.errors import BadSegment
from infoview_sync.events.chain import HASH_BYTES, Head, body_hash, next_head
from infoview_sync.events.envelope import BODY_BYTES_MAX
from infoview_sync.ids import id_from_bytes, id_to_bytes
from infoview_sync.log.store import Body, Erased

EVENTS_MAX = 512
BODIES_BYTES_MAX = 1024 * 1024
LINES_BYTES_MAX = BODIES_BYTES_MAX + 64 * 1024
PAYLOAD_BYTES_MAX = LINES_BYTES_MAX + 64 * 1024
"""Deflate never grows its input by more than a few bytes a block."""
SIGNED_HEAD_BYTES_MAX = 1024
SUITE_PLAIN = 0

_MAGIC = b"IVSG"
_FORMAT = 1
_HEADER = struct.Struct(">4sBBI10s10sQH32s32s12sIIH")
HEADER_BYTES = _HEADER.size
_DEFLATE_LEVEL = 6
_ERASED_LINE_BYTES = 1 + 2 * HASH_BYTES
_ERASED_LINE = re.compile(rb"![0-9a-f]{%d}" % (2 * HASH_BYTES))


class Segment(NamedTuple):
    """Events of `log` that follow `after` and end at `head`; `lines_bytes` once inflated."""

    notebook: str
    log: str
    after: Head
    head: Head
    bodies: Sequence[Body]
    lines_bytes: int


def fitting(bodies: Iterable[Body]) -> list[Body]:
    """The first bodies that fit one segment (at least one, if there are any); no more are read."""
    total = 0
    taken: list[Body] = []
    for body in islice(bodies, EVENTS_MAX):
        total += _ERASED_LINE_BYTES if isinstance(body, Erased) else len(body)
        if total > BODIES_BYTES_MAX and taken:
            break
        taken.append(body)
    return taken


def take_that_fit(bodies: Sequence[Body]) -> int:
    """How many of the first bodies fit one segment (at least one, if there are any)."""
    return len(fitting(bodies))


def encode_segment(*, notebook: str, log: str, after: Head, bodies: Sequence[Body]) -> bytes:
    """The bytes of a segment in the plain suite. `bodies` must fit (see fitting)."""
    head = after
    lines = bytearray()
    for body in bodies:
        if isinstance(body, Erased):
            head = next_head(head, body.hash_of_body)
            lines += b"!" + body.hash_of_body.hex().encode() + b"\n"
        else:
            head = next_head(head, body_hash(body))
            lines += body + b"\n"
    packer = zlib.compressobj(_DEFLATE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    payload = packer.compress(lines) + packer.flush()
    header = _HEADER.pack(
        _MAGIC,
        _FORMAT,
        SUITE_PLAIN,
        0,
        id_to_bytes(notebook),
        id_to_bytes(log),
        after.seq + 1,
        len(bodies),
        after.hash,
        head.hash,
        bytes(12),
        len(lines),
        len(payload),
        0,
    )
    return header + payload


class _Header(NamedTuple):
    notebook: bytes
    log: bytes
    first_seq: int
    event_count: int
    previous_hash: bytes
    head_hash: bytes
    lines_bytes: int
    payload_bytes: int
    signed_head_bytes: int


class Size(NamedTuple):
    """How long a segment is as it travels, and its lines once inflated."""

    segment_bytes: int
    lines_bytes: int


def size_of(buffer: bytes | bytearray | memoryview, at: int = 0) -> Size | None:
    """The size of the segment that begins at `at`, or None while its header is incomplete.

    Raises: BadSegment if this is no segment or one of its limits is broken.
    """
    if len(buffer) - at < HEADER_BYTES:
        return None
    header = _read_header(buffer, at)
    whole = HEADER_BYTES + header.payload_bytes + header.signed_head_bytes
    return Size(whole, header.lines_bytes)


def decode_segment(raw: bytes | memoryview) -> Segment:
    """The segment in these bytes, its chain verified.

    Raises: BadSegment naming what does not add up.
    """
    if len(raw) < HEADER_BYTES:
        raise BadSegment(f"a segment has at least {HEADER_BYTES} bytes, here are {len(raw)}")
    header = _read_header(raw, 0)
    if len(raw) != HEADER_BYTES + header.payload_bytes + header.signed_head_bytes:
        raise BadSegment("a segment's length is not what its header says")
    lines = _inflate(raw[HEADER_BYTES : HEADER_BYTES + header.payload_bytes], header.lines_bytes)
    bodies = [_body(line) for line in lines.split(b"\n")[:-1]]
    if len(bodies) != header.event_count or not lines.endswith(b"\n"):
        raise BadSegment(f"a segment of {header.event_count} events holds {len(bodies)}")
    after = Head(header.first_seq - 1, header.previous_hash)
    head = after
    for body in bodies:
        head = next_head(head, body.hash_of_body if isinstance(body, Erased) else body_hash(body))
    if head.hash != header.head_hash:
        raise BadSegment("a segment's events do not lead to its hash")
    return Segment(
        notebook=id_from_bytes(header.notebook),
        log=id_from_bytes(header.log),
        after=after,
        head=head,
        bodies=bodies,
        lines_bytes=header.lines_bytes,
    )


def _read_header(buffer: bytes | bytearray | memoryview, at: int) -> _Header:
    (
        magic,
        format_,
        suite,
        epoch,
        notebook,
        log,
        first_seq,
        count,
        previous,
        head,
        _nonce,
        lines_bytes,
        payload_bytes,
        signed_head_bytes,
    ) = _HEADER.unpack_from(buffer, at)
    if magic != _MAGIC:
        raise BadSegment("these bytes are not a segment")
    if format_ != _FORMAT:
        raise BadSegment(f"segment format {format_} is newer than this version: upgrade InfoView")
    if suite != SUITE_PLAIN or epoch != 0:
        raise BadSegment(f"segment suite {suite} is not one that this version opens")
    if not (
        1 <= count <= EVENTS_MAX
        and 1 <= first_seq < 2**49
        and lines_bytes <= LINES_BYTES_MAX
        and payload_bytes <= PAYLOAD_BYTES_MAX
        and signed_head_bytes <= SIGNED_HEAD_BYTES_MAX
    ):
        raise BadSegment("a segment's header breaks the format's limits")
    return _Header(
        notebook,
        log,
        first_seq,
        count,
        previous,
        head,
        lines_bytes,
        payload_bytes,
        signed_head_bytes,
    )


def _inflate(payload: bytes | memoryview, expected_bytes: int) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        lines = unpacker.decompress(payload, expected_bytes + 1)
    except zlib.error as error:
        raise BadSegment("a segment's payload cannot be inflated") from error
    if len(lines) != expected_bytes or not unpacker.eof or unpacker.unused_data:
        raise BadSegment("a segment's payload is not as long as its header says")
    return lines


def _body(line: bytes) -> Body:
    if not line.startswith(b"!"):
        if len(line) > BODY_BYTES_MAX:
            raise BadSegment(f"an event has {len(line):,} bytes; {BODY_BYTES_MAX:,} are allowed")
        return line
    # Not left to `fromhex`, which skips spaces: a hash of 31 bytes could never be sent on.
    if _ERASED_LINE.fullmatch(line) is None:
        raise BadSegment("an erased event's line is not a hash")
    return Erased(bytes.fromhex(line[1:].decode()))
