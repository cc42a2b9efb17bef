"""Heads on the wire, and the pure difference of two version vectors (docs/sync-protocol.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from infoview_sync.errors import (
    NOT_JSON,
    BadSegment,
    ForeignNotebook,
    Fork,
    LeftOut,
    NotAdmitted,
    Revoked,
)
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.events.chain import Head, Heads
from infoview_sync.keys.derivation import EPOCH_MAX
from infoview_sync.log.store import LOGS_MAX

PROTOCOL = 1

Hex = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class WireHead(msgspec.Struct, frozen=True):
    seq: Annotated[int, Meta(ge=1, le=2**49)]
    hash: Hex


class WireWaiting(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why what was pushed of a log is not among these heads (yet); `seq`: where it forks."""

    code: Annotated[str, Meta(max_length=40)]
    message: Annotated[str, Meta(max_length=400)]
    seq: Annotated[int, Meta(ge=0, le=2**49)] = 0


class WireHeads(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`epoch`: the number of the sender's newest key. `projection` and `digest` say what its views
    look like at these heads. `waiting` answers a push: logs of it that nobody there lets in (yet).
    """

    protocol: int
    notebook: Id
    heads: Annotated[dict[Id, WireHead], Meta(max_length=LOGS_MAX)]
    epoch: Annotated[int, Meta(ge=0, le=EPOCH_MAX)] = 0
    projection: Hex | None = None
    digest: Hex | None = None
    waiting: Annotated[dict[Id, WireWaiting], Meta(max_length=LOGS_MAX)] = {}


class Range(NamedTuple):
    """Events `after` < seq ≤ `until` of one log."""

    log: str
    after: int
    until: int


def encode_heads(
    notebook: str,
    heads: Heads,
    *,
    epoch: int = 0,
    projection: str | None = None,
    digest: str | None = None,
    waiting: Mapping[str, LeftOut] | None = None,
) -> bytes:
    return _encoder.encode(
        WireHeads(
            protocol=PROTOCOL,
            notebook=notebook,
            heads={log: WireHead(head.seq, head.hash.hex()) for log, head in heads.items()},
            epoch=epoch,
            projection=projection,
            digest=digest,
            waiting={log: _wire_waiting(why) for log, why in (waiting or {}).items()},
        )
    )


def decode_heads(raw: bytes) -> WireHeads:
    """Raises: BadSegment if this is not a well-formed message of our protocol."""
    try:
        wire = _decoder.decode(raw)
    except NOT_JSON as error:
        raise BadSegment(f"these are not heads: {error}") from error
    if wire.protocol != PROTOCOL:
        raise BadSegment(
            f"the other side speaks protocol {wire.protocol}, this one {PROTOCOL}:"
            " upgrade the older of the two"
        )
    return wire


def check_notebook(mine: str, theirs: str) -> None:
    """Raises: ForeignNotebook."""
    if mine != theirs:
        raise ForeignNotebook(f"the other side keeps notebook {theirs}, this one {mine}")


def heads_of(wire: WireHeads) -> Heads:
    return {log: Head(head.seq, bytes.fromhex(head.hash)) for log, head in wire.heads.items()}


def waiting_in(wire: WireHeads) -> dict[str, LeftOut]:
    return {log: _left_out(log, why) for log, why in wire.waiting.items()}


def _wire_waiting(why: LeftOut) -> WireWaiting:
    return WireWaiting(why.code, str(why), why.seq if isinstance(why, Fork) else 0)


def _left_out(log: str, why: WireWaiting) -> LeftOut:
    if why.code == Fork.code:
        return Fork(why.message, log=log, seq=why.seq)
    return (Revoked if why.code == Revoked.code else NotAdmitted)(why.message)


def missing(mine: Heads, theirs: Heads) -> list[Range]:
    """What `mine` lacks of `theirs`, ordered by log."""
    ranges = []
    for log, head in sorted(theirs.items()):
        have = mine.get(log)
        if have is None:
            ranges.append(Range(log, 0, head.seq))
        elif have.seq < head.seq:
            ranges.append(Range(log, have.seq, head.seq))
    return ranges


def forks(mine: Heads, theirs: Heads) -> dict[str, Fork]:
    """Logs that end at the same number with another hash.

    A fork further back shows when the events arrive: they do not continue the chain.
    """
    return {
        log: Fork(
            f"event {head.seq} of log {log} differs between the two sides", log=log, seq=head.seq
        )
        for log, head in theirs.items()
        if (have := mine.get(log)) is not None and have.seq == head.seq and have.hash != head.hash
    }


def sending_order(ranges: Iterable[Range], first_stamps: Mapping[str, int]) -> list[Range]:
    """First the tails of logs that the other side knows, then new logs, the oldest first.

    So who lets a device in is nearly always sent before the device; a push may need many requests.
    """
    return sorted(ranges, key=lambda each: (each.after == 0, first_stamps.get(each.log, 0)))


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(WireHeads)
