"""Packs made-up logs into segments, and unpacks them, without a notebook."""

from __future__ import annotations

from collections.abc import Sequence

from infoview_sync.events.chain import body_hash, genesis
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.log.store import Body, Erased
from infoview_sync.projections.run import Run
from infoview_sync.sync.exchange import SegmentReader
from infoview_sync.sync.header import size_of
from infoview_sync.sync.lines import fitting
from infoview_sync.sync.plain import decode_segment, encode_segment
from tests.chains import heads_along


def runs_of(notebook: str, log: str, bodies: Sequence[Body], *, most: int = 512) -> list[Run]:
    """The log as consecutive runs of at most `most` events."""
    runs = []
    head = genesis(notebook=notebook, log=log)
    at = 0
    while at < len(bodies):
        taken = fitting(bodies[at : at + most])
        runs.append(Run(log, head, taken))
        hashes = [b.hash_of_body if isinstance(b, Erased) else body_hash(b) for b in taken]
        head = heads_along(head, hashes)[-1]
        at += len(taken)
    return runs


def segments_of(notebook: str, bodies_by_log: dict[str, list[bytes]]) -> bytes:
    """Every log as segments, one after another."""
    return b"".join(
        encode_segment(notebook=notebook, log=run.log, after=run.after, bodies=run.bodies)
        for log, bodies in sorted(bodies_by_log.items())
        for run in runs_of(notebook, log, bodies)
    )


def opened_runs(raw: bytes, epoch: EpochKey) -> list[Run]:
    """The runs of sealed segments, one after another."""
    reader = SegmentReader({epoch.number: epoch.key})
    runs = [Run(each.log, each.after, each.bodies) for each in reader.feed(raw)]
    reader.finish()
    return runs


def runs_in(raw: bytes) -> list[Run]:
    """The runs of segments in the plain suite, one after another."""
    runs, at = [], 0
    while (size := size_of(raw, at)) is not None:
        segment = decode_segment(raw[at : at + size.segment_bytes])
        runs.append(Run(segment.log, segment.after, segment.bodies))
        at += size.segment_bytes
    assert at == len(raw)
    return runs
