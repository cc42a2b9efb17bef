"""The plain suite: a segment that is neither sealed nor signed.

It reads like the sealed one without its keys, which is what tests and the cost bench want of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from infoview_sync.errors import BadSegment
from infoview_sync.events.chain import Head
from infoview_sync.ids import id_to_bytes
from infoview_sync.log.store import Body
from infoview_sync.sync.header import (
    HEADER_BYTES,
    NO_NONCE,
    SUITE_PLAIN,
    Header,
    header_bytes,
    header_of,
)
from infoview_sync.sync.lines import pack
from infoview_sync.sync.segment import Segment, segment_of


def encode_segment(*, notebook: str, log: str, after: Head, bodies: Sequence[Body]) -> bytes:
    """The bytes of a segment in the plain suite. `bodies` must fit (see lines.fitting)."""
    packed = pack(after, bodies)
    header = Header(
        suite=SUITE_PLAIN,
        epoch=0,
        notebook=id_to_bytes(notebook),
        log=id_to_bytes(log),
        first_seq=after.seq + 1,
        event_count=packed.event_count,
        previous_hash=after.hash,
        head_hash=packed.head.hash,
        nonce=NO_NONCE,
        lines_bytes=packed.lines_bytes,
        payload_bytes=len(packed.deflated),
        signed_head_bytes=0,
    )
    return header_bytes(header) + packed.deflated


def decode_segment(raw: bytes | memoryview) -> Segment:
    """The segment in these bytes, its chain verified.

    Raises: BadSegment naming what does not add up.
    """
    header = header_of(raw)
    if header.suite != SUITE_PLAIN:
        raise BadSegment("a segment is sealed, and read here as if it were not")
    payload = raw[HEADER_BYTES : HEADER_BYTES + header.payload_bytes]
    return segment_of(header, payload, signature=b"")
