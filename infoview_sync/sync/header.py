"""The 126 bytes before a segment's payload, and every limit of the format (docs/sync-protocol.md).

Reading trusts nothing: what breaks a limit is refused before anything is opened or inflated.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from infoview_sync.errors import BadSegment, TooNew
from infoview_sync.keys.primitives import NONCE_BYTES, SIGNATURE_BYTES, TAG_BYTES

EVENTS_MAX = 512
BODIES_BYTES_MAX = 1024 * 1024
LINES_BYTES_MAX = BODIES_BYTES_MAX + 64 * 1024
PAYLOAD_BYTES_MAX = LINES_BYTES_MAX + 64 * 1024
"""Deflate never grows its input by more than a few bytes a block."""
SIGNED_HEAD_BYTES_MAX = 1024
SUITE_PLAIN = 0
"""Neither sealed nor signed: for tests and as the bench's baseline."""
SUITE_SEALED = 1
"""AES-256-GCM under the log's key of an epoch, and an Ed25519 signature of the head."""

_MAGIC = b"IVSG"
_FORMAT = 1
_FIRST_SEQ_END = 2**49
_LAYOUT = struct.Struct(">4sBBI10s10sQH32s32s12sIIH")
HEADER_BYTES = _LAYOUT.size
NO_NONCE = bytes(NONCE_BYTES)


class Header(NamedTuple):
    """The fields in the order in which they travel; ids as their 10 bytes."""

    suite: int
    epoch: int
    notebook: bytes
    log: bytes
    first_seq: int
    event_count: int
    previous_hash: bytes
    head_hash: bytes
    nonce: bytes
    lines_bytes: int
    payload_bytes: int
    signed_head_bytes: int

    @property
    def segment_bytes(self) -> int:
        return HEADER_BYTES + self.payload_bytes + self.signed_head_bytes


class Size(NamedTuple):
    """How long a segment is as it travels, and its lines once inflated."""

    segment_bytes: int
    lines_bytes: int


def header_bytes(header: Header) -> bytes:
    """The header as it travels; nothing is checked."""
    return _LAYOUT.pack(_MAGIC, _FORMAT, *header)


def size_of(buffer: bytes | bytearray | memoryview, at: int = 0) -> Size | None:
    """The size of the segment that begins at `at`, or None while its header is incomplete.

    Raises: BadSegment if this is no segment or one of its limits is broken.
    """
    if len(buffer) - at < HEADER_BYTES:
        return None
    header = _read_header(buffer, at)
    return Size(header.segment_bytes, header.lines_bytes)


def header_of(raw: bytes | memoryview) -> Header:
    """The header of exactly one segment. Raises: BadSegment."""
    if len(raw) < HEADER_BYTES:
        raise BadSegment(f"a segment has at least {HEADER_BYTES} bytes, here are {len(raw)}")
    header = _read_header(raw, 0)
    if len(raw) != header.segment_bytes:
        raise BadSegment("a segment's length is not what its header says")
    return header


def _read_header(buffer: bytes | bytearray | memoryview, at: int) -> Header:
    magic, format_, *fields = _LAYOUT.unpack_from(buffer, at)
    if magic != _MAGIC:
        raise BadSegment("these bytes are not a segment")
    if format_ != _FORMAT:
        raise TooNew(f"segment format {format_} is newer than this version: upgrade InfoView")
    header = Header(*fields)
    _check_suite(header)
    if not (
        1 <= header.event_count <= EVENTS_MAX
        and 1 <= header.first_seq < _FIRST_SEQ_END
        and header.lines_bytes <= LINES_BYTES_MAX
        and header.payload_bytes <= PAYLOAD_BYTES_MAX
        and header.signed_head_bytes <= SIGNED_HEAD_BYTES_MAX
    ):
        raise BadSegment("a segment's header breaks the format's limits")
    return header


def _check_suite(header: Header) -> None:
    if header.suite == SUITE_PLAIN:
        is_good = header.epoch == 0
    elif header.suite == SUITE_SEALED:
        is_good = (
            header.epoch >= 1
            and header.payload_bytes >= TAG_BYTES
            and header.signed_head_bytes == SIGNATURE_BYTES
        )
    else:
        raise TooNew(
            f"segment suite {header.suite} is not one that this version opens: upgrade InfoView"
        )
    if not is_good:
        raise BadSegment(f"a segment of suite {header.suite} breaks the format's limits")
