"""What a segment carries: bodies as lines, compressed, and the chain that runs through them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from infoview_sync.errors import BadSegment
from infoview_sync.events.chain import HASH_BYTES, Head, body_hash, next_head
from infoview_sync.events.envelope import BODY_BYTES_MAX
from infoview_sync.log.store import Body, Erased
from infoview_sync.sync.header import BODIES_BYTES_MAX, EVENTS_MAX, Header

_DEFLATE_LEVEL = 6
_ERASED_LINE_BYTES = 1 + 2 * HASH_BYTES
_ERASED_LINE = re.compile(rb"![0-9a-f]{%d}" % (2 * HASH_BYTES))


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


class Packed(NamedTuple):
    """Events as they are compressed: where they lead, how long they were, the raw deflate."""

    head: Head
    event_count: int
    lines_bytes: int
    deflated: bytes


def pack(after: Head, bodies: Sequence[Body]) -> Packed:
    """The bodies as deflated lines. `bodies` must fit (see fitting)."""
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
    return Packed(head, len(bodies), len(lines), packer.compress(lines) + packer.flush())


def unpack(header: Header, deflated: bytes | memoryview) -> tuple[Head, list[Body]]:
    """The bodies, and the head that they lead to, which is the header's.

    Raises: BadSegment if length, number, lines or chain are not as the header says.
    """
    lines = _inflate(deflated, header.lines_bytes)
    bodies = [_body(line) for line in lines.split(b"\n")[:-1]]
    if len(bodies) != header.event_count or not lines.endswith(b"\n"):
        raise BadSegment(f"a segment of {header.event_count} events holds {len(bodies)}")
    head = Head(header.first_seq - 1, header.previous_hash)
    for body in bodies:
        head = next_head(head, body.hash_of_body if isinstance(body, Erased) else body_hash(body))
    if head.hash != header.head_hash:
        raise BadSegment("a segment's events do not lead to its hash")
    return head, bodies


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
