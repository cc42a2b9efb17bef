"""Is a file what its name says, and may its events be believed? Trusts nothing, in this order:

the mark (damaged, or not whole yet), name against header, the seal, the chain, how many words are
erased; and against what is held here: the same chain, and somebody's signature who was let in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from infoview_sync.errors import (
    NOT_JSON,
    BadSegment,
    Fork,
    NotAdmitted,
    SyncError,
    TooNew,
    Unreachable,
)
from infoview_sync.ids import id_from_bytes
from infoview_sync.log import store
from infoview_sync.log.keyring import keyring_of
from infoview_sync.log.store import Erased, Identity
from infoview_sync.projections import roster
from infoview_sync.stores.names import SegmentName, mark_of
from infoview_sync.sync.exchange import run_of
from infoview_sync.sync.header import header_of
from infoview_sync.sync.heads import check_notebook
from infoview_sync.sync.segment import Segment, open_segment

Item = TypeVar("Item")


def check_mark(raw: bytes, mark: str) -> None:
    """Raises: BadSegment."""
    if mark_of(raw) != mark:
        raise BadSegment("it was damaged, or has not arrived whole yet")


def read_item(raw: bytes | None, mark: str, form: type[Item], *, newest: int) -> Item:
    """The letter or opener in these bytes, nothing believed yet; `newest`: the format known here.

    Raises: BadSegment, TooNew, Unreachable.
    """
    if raw is None:
        raise Unreachable("it cannot be read now")
    check_mark(raw, mark)
    try:
        # Asked before anything else: a later format may hold other fields.
        said = msgspec.json.decode(raw, type=_Format).format
        if said > newest:
            raise TooNew(f"its format {said} is newer than this version: upgrade InfoView")
        return msgspec.json.decode(raw, type=form)
    except NOT_JSON as error:
        raise BadSegment(f"it is not what its name says: {error}") from error


class _Format(msgspec.Struct):
    format: Annotated[int, Meta(ge=1)]


def read_segment(
    raw: bytes, name: SegmentName, *, notebook: str, epochs: Mapping[int, bytes]
) -> Segment:
    """What the file holds; whose word it is, nobody has asked yet.

    Raises: BadSegment, UnknownEpoch, ForeignNotebook.
    """
    check_mark(raw, name.mark)
    header = header_of(raw)
    check_notebook(notebook, id_from_bytes(header.notebook))
    said = (
        id_from_bytes(header.log), header.first_seq, header.first_seq + header.event_count - 1,
    )  # fmt: skip
    if said != (name.log, name.first, name.last):
        raise BadSegment("it holds other events than its name says")
    segment = open_segment(raw, epochs)
    if erased_in(segment.bodies) != name.erased:
        raise BadSegment("it holds other events than its name says")
    return segment


def erased_in(bodies: Sequence[store.Body]) -> int:
    return sum(isinstance(body, Erased) for body in bodies)


def objections(
    connection: sqlite3.Connection, segments: Sequence[Segment], *, who: Identity
) -> list[SyncError | None]:
    """What speaks against each of these segments, all of whose events are held here.

    BadSegment: nobody who was let in signed it. NotAdmitted: it counts for nobody here. Fork: its
    author says something else there than what is here.
    """
    root = keyring_of(connection, who).root
    found: list[SyncError | None] = []
    for segment in segments:
        objection: SyncError | None = None
        try:
            roster.check(connection, run_of(segment), notebook=who.notebook, root=root)
            _check_same(connection, segment)
        except (BadSegment, NotAdmitted, Fork) as error:
            objection = error
        found.append(objection)
    return found


def _check_same(connection: sqlite3.Connection, segment: Segment) -> None:
    """Raises: Fork at the segment's end if the log goes on otherwise here."""
    for head in (segment.after, segment.head):
        here = store.head_at(connection, notebook=segment.notebook, log=segment.log, seq=head.seq)
        if here != head:
            raise Fork(
                f"event {max(head.seq, 1)} of log {segment.log} is another one there",
                log=segment.log,
                seq=max(head.seq, 1),
            )
