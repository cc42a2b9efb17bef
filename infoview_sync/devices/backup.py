"""A backup: every log with its signatures, and all keys needed to read them, in one sealed file.

What is sealed (keys/backup.py says how): the length of a manifest (4 bytes), the manifest as JSON,
then segments as they travel, log after log. The device's own secret keys and its tokens are left
out: what is restored is another device, which begins a log of its own and lets others in anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from infoview_sync.errors import NOT_JSON, BadSegment, InputError, Untrusted
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.events.chain import Heads, genesis
from infoview_sync.keys.backup import (
    Opening,
    opened_chunks,
)
from infoview_sync.keys.grant import GrantedEpoch, GrantedRoot
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.texts import from_text
from infoview_sync.sync.exchange import SegmentReader
from infoview_sync.sync.heads import WireHead
from infoview_sync.sync.segment import Segment

FORMAT = 1
MANIFEST_BYTES_MAX = 4 * 1024 * 1024
"""Heads of ten thousand logs, at some 110 bytes each, and as many epoch keys, fit twice."""
LENGTH_BYTES = 4


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What the segments are read with, and where they must lead. `log`: that of who made this."""

    format: int
    notebook: Id
    log: Id
    device_name: str
    made_at: int
    """ms since 1970."""
    root: GrantedRoot
    epochs: list[GrantedEpoch]
    heads: dict[Id, WireHead]

    @property
    def events(self) -> int:
        return sum(head.seq for head in self.heads.values())

    def epoch_keys(self) -> dict[int, bytes]:
        """Raises: InputError if one is no key."""
        return {each.number: from_text(each.key, length=KEY_BYTES) for each in self.epochs}


class Backup(NamedTuple):
    """An opened backup; `segments` may be read once."""

    manifest: Manifest
    segments: Iterator[Segment]


def read_backup(file: BinaryIO, opening: Opening) -> Backup:
    """The manifest, and the segments as they are read; `file` stands behind the header.

    Raises: Untrusted, InputError, here and while segments are read.
    """
    chunks = opened_chunks(file, opening)
    waiting = bytearray()
    while len(waiting) < LENGTH_BYTES:
        waiting += _next(chunks)
    length = int.from_bytes(waiting[:LENGTH_BYTES], "big")
    if length > MANIFEST_BYTES_MAX:
        raise InputError(f"the backup's list of contents has {length:,} bytes")
    while len(waiting) < LENGTH_BYTES + length:
        waiting += _next(chunks)
    manifest = _read_manifest(bytes(waiting[LENGTH_BYTES : LENGTH_BYTES + length]))
    if manifest.notebook != opening.notebook:
        raise Untrusted("the backup's header and its contents are of two notebooks")
    return Backup(manifest, _segments(bytes(waiting[LENGTH_BYTES + length :]), chunks, manifest))


def checked(backup: Backup) -> Iterator[Segment]:
    """Each segment that follows what was read before, until all is found to be there.

    Raises: Untrusted if a log's segments do not follow one another, or do not end where the
    manifest says.
    """
    manifest = backup.manifest
    heads: Heads = {}
    for segment in backup.segments:
        log = segment.log
        before = heads.get(log) or genesis(notebook=manifest.notebook, log=log)
        if segment.notebook != manifest.notebook or segment.after != before:
            raise Untrusted(f"the backup's log {log} breaks off after event {before.seq}")
        heads[log] = segment.head
        yield segment
    if {log: WireHead(head.seq, head.hash.hex()) for log, head in heads.items()} != manifest.heads:
        raise Untrusted("the backup's logs do not end where its list of contents says")


def _segments(first: bytes, chunks: Iterator[bytes], manifest: Manifest) -> Iterator[Segment]:
    reader = SegmentReader(manifest.epoch_keys())
    try:
        yield from reader.feed(first)
        for chunk in chunks:
            yield from reader.feed(chunk)
        reader.finish()
    except BadSegment as error:
        raise Untrusted(f"the backup opens, but its contents are damaged: {error}") from error


def _next(chunks: Iterator[bytes]) -> bytes:
    chunk = next(chunks, None)
    if chunk is None:
        raise InputError("the backup ends within its list of contents")
    return chunk


def _read_manifest(raw: bytes) -> Manifest:
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except NOT_JSON as error:
        raise InputError(f"the backup's list of contents cannot be read: {error}") from error
    if manifest.format != FORMAT:
        raise InputError(
            f"the backup's contents have format {manifest.format}, this version of InfoView reads"
            f" {FORMAT}: upgrade InfoView"
        )
    return manifest
