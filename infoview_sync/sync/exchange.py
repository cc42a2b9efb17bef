"""Between a notebook and segments: what leaves it as bytes, what enters it as events."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import Any, NamedTuple

from infoview_sync.errors import BadSegment, Fork, LeftOut
from infoview_sync.events.chain import Head
from infoview_sync.ids import RandomBytes, id_from_bytes
from infoview_sync.keys.primitives import NONCE_BYTES
from infoview_sync.log import store
from infoview_sync.log.keyring import Keyring, keyring_of, signed_heads_within
from infoview_sync.log.store import Body, Identity
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.run import SignedRun
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.projections.write import Accepted
from infoview_sync.sync.header import header_of, size_of
from infoview_sync.sync.heads import Range, check_notebook, encode_heads, sending_order
from infoview_sync.sync.lines import fitting
from infoview_sync.sync.segment import Segment, open_segment, seal_segment


async def outgoing(
    notebook: Notebook, ranges: Sequence[Range], *, epoch: int | None = None
) -> AsyncIterator[bytes]:
    """The segments that carry these ranges, each as its bytes; who lets a device in goes first.

    Each ends at a head that the log's author has signed, or that this device vouches for.
    `epoch`: the number of the receiver's newest key, which seals them if it is here.
    """
    random_bytes = notebook.world.random_bytes
    first_stamps = await notebook.read(store.first_stamps) if len(ranges) > 1 else {}
    for log, after, until in sending_order(ranges, first_stamps):
        sent = after
        while sent < until:
            wanted = Range(log, sent, until)
            made = await notebook.read(
                partial(
                    next_segment,
                    who=notebook.who,
                    wanted=wanted,
                    random_bytes=random_bytes,
                    epoch=epoch,
                )
            )
            yield made.raw
            sent += made.events


class Made(NamedTuple):
    """A sealed segment, and how many events it holds."""

    raw: bytes
    events: int


def next_segment(
    connection: sqlite3.Connection, *, who: Identity, wanted: Range, random_bytes: RandomBytes,
    epoch: int | None = None,
) -> Made:  # fmt: skip
    """As many of the wanted events as one segment takes, sealed by the newest key or this one.

    Raises: Fork if they are not here.
    """
    cut = _next_cut(who, wanted, connection)
    keyring = cut.keyring
    raw = seal_segment(
        notebook=who.notebook,
        log=wanted.log,
        after=cut.after,
        bodies=cut.bodies,
        epoch=keyring.current if epoch is None else keyring.sealing_for(epoch),
        nonce=random_bytes(NONCE_BYTES),
        sign=cut.sign,
    )
    return Made(raw, len(cut.bodies))


class _Cut(NamedTuple):
    """What one segment is made of."""

    keyring: Keyring
    after: Head
    bodies: list[Body]
    sign: Callable[[Head], bytes]


def _next_cut(who: Identity, wanted: Range, connection: sqlite3.Connection) -> _Cut:
    """As many events of the range as one segment holds. Raises: Fork, NotAdmitted."""
    log, after, until = wanted
    keyring = keyring_of(connection, who)
    head = store.head_at(connection, notebook=who.notebook, log=log, seq=after)
    if head is None:
        raise Fork(f"log {log} is shorter here than {until}", log=log, seq=after + 1)
    # Closed at once: a query left half read would keep this connection in the past.
    with closing(store.bodies_after(connection, log=log, after=after, until=until)) as rows:
        bodies = fitting(body for body, _ in rows)
    if not bodies:
        raise Fork(f"log {log} is shorter here than {until}", log=log, seq=after + 1)
    if log == who.log:
        return _Cut(keyring, head, bodies, keyring.sign)
    signed = signed_heads_within(connection, log=log, after=after, until=after + len(bodies))
    if signed:
        seq, signature = signed[0]
        return _Cut(keyring, head, bodies[: seq - after], lambda _head: signature)
    return _Cut(keyring, head, bodies, partial(keyring.sign_as, log))


async def own_heads(
    notebook: Notebook,
    *,
    with_digest: bool = False,
    waiting: Mapping[str, LeftOut] | None = None,
) -> bytes:
    """This side's heads as they travel; with the digest of the same instant if asked.

    `waiting`: why what was pushed of some logs is not among them.
    """
    epoch = (await notebook.keyring()).current.number
    if not with_digest:
        heads, digest = await notebook.heads(), None
    else:
        heads, digest = await notebook.summary()
    return encode_heads(
        notebook.who.notebook,
        heads,
        epoch=epoch,
        projection=sql_files().hash,
        digest=digest,
        waiting=waiting,
    )


class SegmentReader:
    """Cuts a stream of bytes into segments: `feed` what arrives, `finish` at its end.

    `epochs`: the notebook's keys by their number.
    """

    def __init__(self, epochs: Mapping[int, bytes]) -> None:
        self._buffer = bytearray()
        self._epochs = epochs

    def feed(self, chunk: bytes) -> Iterator[Segment]:
        """The segments that are complete now. Raises: BadSegment, UnknownEpoch."""
        self._buffer += chunk
        at = 0
        while (size := size_of(self._buffer, at)) is not None:
            end = at + size.segment_bytes
            if len(self._buffer) < end:
                break
            yield open_segment(bytes(self._buffer[at:end]), self._epochs)
            at = end
        del self._buffer[:at]

    def finish(self) -> None:
        """Raises: BadSegment if the stream ended inside a segment."""
        if self._buffer:
            raise BadSegment("the stream ended inside a segment")


class Pushed(Sequence[SignedRun]):
    """Whole segments in one piece, each inflated and checked only when its turn comes.

    A hundred bytes can inflate to a megabyte, so of a push only one segment at a time is open,
    and on the writer's thread: other requests are answered meanwhile.
    """

    def __init__(self, notebook: str, raw: bytes, epochs: Mapping[int, bytes]) -> None:
        """Raises: BadSegment if these are not whole segments by their headers."""
        self._notebook = notebook
        self._epochs = epochs
        self._segments: list[memoryview] = []
        self.lines_bytes = at = 0
        whole = memoryview(raw)
        while at < len(raw):
            size = size_of(raw, at)
            if size is None or len(raw) < at + size.segment_bytes:
                raise BadSegment("the stream ended inside a segment")
            self._segments.append(whole[at : at + size.segment_bytes])
            self.lines_bytes += size.lines_bytes
            at += size.segment_bytes

    def __len__(self) -> int:
        return len(self._segments)

    def __getitem__(self, index: Any) -> Any:  # a number or a slice, as in every Sequence
        """Raises: BadSegment, ForeignNotebook."""
        if isinstance(index, slice):
            return [self._open(each) for each in self._segments[index]]
        return self._open(self._segments[index])

    def _open(self, raw: memoryview) -> SignedRun:
        check_notebook(self._notebook, id_from_bytes(header_of(raw).notebook))
        return run_of(open_segment(raw, self._epochs))


async def incoming(notebook: Notebook, segments: Sequence[Segment]) -> Accepted:
    """Take these segments in one transaction, but for what nobody known here lets in.

    Raises: ForeignNotebook, BadSegment, Gap, Fork; then none of them is kept.
    """
    for segment in segments:
        check_notebook(notebook.who.notebook, segment.notebook)
    return await notebook.admit([run_of(segment) for segment in segments])


class Taken(NamedTuple):
    """How many events were new, and, by log, why some were not taken."""

    new: int
    refused: dict[str, LeftOut]


async def take(notebook: Notebook, runs: Sequence[SignedRun]) -> Taken:
    """As `Notebook.admit`; but a log that goes on otherwise here is left out, and hinders no other.

    Raises: BadSegment, Gap; then nothing of these runs is kept.
    """
    forked: dict[str, LeftOut] = {}
    while True:
        try:
            accepted = await notebook.admit(runs)
        except Fork as error:
            forked[error.log] = error
            runs = [run for run in runs if run.log not in forked]
        else:
            return Taken(accepted.new, {**accepted.refused, **forked})


def run_of(segment: Segment) -> SignedRun:
    return SignedRun(segment.log, segment.after, segment.bodies, segment.head, segment.signature)
