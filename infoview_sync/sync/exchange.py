"""Between a notebook and segments: what leaves it as bytes, what enters it as events."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

from infoview_sync.errors import BadSegment, Fork
from infoview_sync.events.chain import Head
from infoview_sync.log import store
from infoview_sync.log.store import Body
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.projections.write import Run
from infoview_sync.sync.header import size_of
from infoview_sync.sync.heads import Range, check_notebook, encode_heads
from infoview_sync.sync.lines import fitting
from infoview_sync.sync.plain import decode_segment, encode_segment
from infoview_sync.sync.segment import Segment


async def outgoing(notebook: Notebook, ranges: Sequence[Range]) -> AsyncIterator[bytes]:
    """The segments that carry these ranges, in order, each as its bytes."""
    for log, after, until in ranges:
        sent = after
        while sent < until:
            who = notebook.who.notebook
            head, bodies = await notebook.read(partial(_next_run, who, Range(log, sent, until)))
            if head is None or not bodies:
                raise Fork(f"log {log} is shorter here than {until}", log=log, seq=sent + 1)
            yield encode_segment(notebook=who, log=log, after=head, bodies=bodies)
            sent += len(bodies)


def _next_run(
    notebook: str, wanted: Range, connection: sqlite3.Connection
) -> tuple[Head | None, list[Body]]:
    """The head before the range, and as many of its events as one segment holds."""
    log, after, until = wanted
    head = store.head_at(connection, notebook=notebook, log=log, seq=after)
    if head is None:
        return None, []
    # Closed at once: a query left half read would keep this connection in the past.
    with closing(store.bodies_after(connection, log=log, after=after, until=until)) as rows:
        return head, fitting(body for body, _ in rows)


async def own_heads(notebook: Notebook, *, with_digest: bool = False) -> bytes:
    """This side's heads as they travel; with the digest of the same instant if asked."""
    if not with_digest:
        return encode_heads(
            notebook.who.notebook, await notebook.heads(), projection=sql_files().hash
        )
    summary = await notebook.summary()
    return encode_heads(
        notebook.who.notebook, summary.heads, projection=sql_files().hash, digest=summary.digest
    )


class SegmentReader:
    """Cuts a stream of bytes into segments: `feed` what arrives, `finish` at its end."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, chunk: bytes) -> Iterator[Segment]:
        """The segments that are complete now. Raises: BadSegment."""
        self._buffer += chunk
        at = 0
        while (size := size_of(self._buffer, at)) is not None:
            end = at + size.segment_bytes
            if len(self._buffer) < end:
                break
            yield decode_segment(bytes(self._buffer[at:end]))
            at = end
        del self._buffer[:at]

    def finish(self) -> None:
        """Raises: BadSegment if the stream ended inside a segment."""
        if self._buffer:
            raise BadSegment("the stream ended inside a segment")


class Pushed(Sequence[Run]):
    """Whole segments in one piece, each inflated and checked only when its turn comes.

    A hundred bytes can inflate to a megabyte, so of a push only one segment at a time is open,
    and on the writer's thread: other requests are answered meanwhile.
    """

    def __init__(self, notebook: str, raw: bytes) -> None:
        """Raises: BadSegment if these are not whole segments by their headers."""
        self._notebook = notebook
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

    def _open(self, raw: memoryview) -> Run:
        segment = decode_segment(raw)
        check_notebook(self._notebook, segment.notebook)
        return Run(segment.log, segment.after, segment.bodies)


async def incoming(notebook: Notebook, segments: Sequence[Segment]) -> int:
    """Take these segments in one transaction; returns how many events were new.

    Raises: ForeignNotebook, Gap, Fork; then none of them is kept.
    """
    for segment in segments:
        check_notebook(notebook.who.notebook, segment.notebook)
    return await notebook.accept(
        [Run(segment.log, segment.after, segment.bodies) for segment in segments]
    )
