"""The segment: a contiguous run of one log, the one thing that travels (docs/sync-protocol.md).

Sealing and opening are pure. Opening trusts nothing, in this order: the header's limits, a key for
its epoch, the seal over header and payload, inflating no further than the header says, and the
chain, recomputed from the bodies. Whose word it is, projections/roster.py says afterwards, since a
new log brings its public key along in its own first event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from infoview_sync.errors import BadSegment, UnknownEpoch, Untrusted
from infoview_sync.events.chain import Head
from infoview_sync.ids import id_from_bytes, id_to_bytes
from infoview_sync.keys.derivation import EpochKey, segment_key
from infoview_sync.keys.primitives import SIGNATURE_BYTES, TAG_BYTES, open_sealed, seal
from infoview_sync.log.store import Body
from infoview_sync.sync.header import (
    HEADER_BYTES,
    SUITE_SEALED,
    Header,
    header_bytes,
    header_of,
)
from infoview_sync.sync.lines import Packed, pack, unpack

_SEALED = b"infoview segment 1"


class Segment(NamedTuple):
    """Events of `log` that follow `after` and end at `head`; `lines_bytes` once inflated.

    `signature`: said to be the author's over `head`; empty in the plain suite, whose epoch is 0.
    """

    notebook: str
    log: str
    after: Head
    head: Head
    bodies: Sequence[Body]
    lines_bytes: int
    epoch: int
    signature: bytes


def seal_segment(
    *,
    notebook: str,
    log: str,
    after: Head,
    bodies: Sequence[Body],
    epoch: EpochKey,
    nonce: bytes,
    sign: Callable[[Head], bytes],
) -> bytes:
    """The bytes of a sealed segment. `bodies` must fit (see lines.fitting).

    `nonce`: 12 fresh random bytes. `sign`: the author's signature of the head that the bodies lead
    to, made now for an own log, looked up for another's.
    """
    packed = pack(after, bodies)
    return seal_packed(
        packed,
        notebook=notebook,
        log=log,
        after=after,
        epoch=epoch,
        nonce=nonce,
        signature=sign(packed.head),
    )


def seal_packed(
    packed: Packed,
    *,
    notebook: str,
    log: str,
    after: Head,
    epoch: EpochKey,
    nonce: bytes,
    signature: bytes,
) -> bytes:
    """As seal_segment, of what is compressed already: exact to the byte."""
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError(f"a signature has {SIGNATURE_BYTES} bytes")
    header = header_bytes(
        Header(
            suite=SUITE_SEALED,
            epoch=epoch.number,
            notebook=id_to_bytes(notebook),
            log=id_to_bytes(log),
            first_seq=after.seq + 1,
            event_count=packed.event_count,
            previous_hash=after.hash,
            head_hash=packed.head.hash,
            nonce=nonce,
            lines_bytes=packed.lines_bytes,
            payload_bytes=len(packed.deflated) + TAG_BYTES,
            signed_head_bytes=SIGNATURE_BYTES,
        )
    )
    key = segment_key(epoch, notebook=notebook, log=log)
    return header + seal(key, nonce, packed.deflated, aad=_SEALED + header) + signature


def open_segment(raw: bytes | memoryview, epochs: Mapping[int, bytes]) -> Segment:
    """The segment in these bytes, its chain verified; its signature is not yet.

    `epochs`: this notebook's keys by their number.
    Raises: UnknownEpoch if the key is not here; BadSegment naming what does not add up.
    """
    header = header_of(raw)
    if header.suite != SUITE_SEALED:
        raise BadSegment("a segment is not sealed")
    epoch_key = epochs.get(header.epoch)
    if epoch_key is None:
        raise UnknownEpoch(header.epoch)
    notebook, log = id_from_bytes(header.notebook), id_from_bytes(header.log)
    key = segment_key(EpochKey(header.epoch, epoch_key), notebook=notebook, log=log)
    head, rest = bytes(raw[:HEADER_BYTES]), memoryview(raw)[HEADER_BYTES:]
    try:
        deflated = open_sealed(key, header.nonce, rest[: header.payload_bytes], aad=_SEALED + head)
    except Untrusted as error:
        raise BadSegment(
            "a segment does not open: it was changed, or sealed by another notebook's key"
        ) from error
    return segment_of(header, deflated, signature=bytes(rest[header.payload_bytes :]))


def segment_of(header: Header, deflated: bytes | memoryview, *, signature: bytes) -> Segment:
    """The segment with this header and opened payload. Raises: BadSegment."""
    head, bodies = unpack(header, deflated)
    return Segment(
        notebook=id_from_bytes(header.notebook),
        log=id_from_bytes(header.log),
        after=Head(header.first_seq - 1, header.previous_hash),
        head=head,
        bodies=bodies,
        lines_bytes=header.lines_bytes,
        epoch=header.epoch,
        signature=signature,
    )
