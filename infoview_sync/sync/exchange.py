"""Between a notebook and segments: what leaves it as bytes, what enters it as events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence

from infoview_sync.errors import BadSegment, Fork
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.projections.write import Run
from infoview_sync.sync.heads import Range, check_notebook, encode_heads
from infoview_sync.sync.segment import (
    EVENTS_MAX,
    Segment,
    decode_segment,
    encode_segment,
    segment_bytes,
    take_that_fit,
)


async def outgoing(notebook: Notebook, ranges: Sequence[Range]) -> AsyncIterator[bytes]:
    """The segments that carry these ranges, in order, each as its bytes."""
    for log, after, until in ranges:
        sent = after
        while sent < until:
            head, bodies = await notebook.bodies(
                log=log, after=sent, until=min(until, sent + EVENTS_MAX)
            )
            if head is None or not bodies:
                raise Fork(f"log {log} is shorter here than {until}", log=log, seq=sent + 1)
            fitting = bodies[: take_that_fit(bodies)]
            yield encode_segment(
                notebook=notebook.who.notebook, log=log, after=head, bodies=fitting
            )
            sent += len(fitting)


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
        while (size := segment_bytes(self._buffer, at)) is not None:
            if len(self._buffer) - at < size:
                break
            yield decode_segment(bytes(self._buffer[at : at + size]))
            at += size
        del self._buffer[:at]

    def finish(self) -> None:
        """Raises: BadSegment if the stream ended inside a segment."""
        if self._buffer:
            raise BadSegment("the stream ended inside a segment")


async def incoming(notebook: Notebook, segments: Sequence[Segment]) -> int:
    """Take these segments in one transaction; returns how many events were new.

    Raises: ForeignNotebook, Gap, Fork; then none of them is kept.
    """
    for segment in segments:
        check_notebook(notebook.who.notebook, segment.notebook)
    return await notebook.accept(
        [Run(segment.log, segment.after, segment.bodies) for segment in segments]
    )
