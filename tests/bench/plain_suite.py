"""The plain suite as a wire: what first syncs would be if nothing were sealed, signed or judged.

Both sides do what the product does (sync/exchange.py, sync/http.py) in the same portions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from typing import NamedTuple

import httpx
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from infoview_sync.log import store
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.run import Run
from infoview_sync.sync.exchange import own_heads
from infoview_sync.sync.header import size_of
from infoview_sync.sync.heads import Range, decode_heads, heads_of, missing
from infoview_sync.sync.http import BYTES_A_TRANSACTION, EVENTS_A_TRANSACTION
from infoview_sync.sync.lines import fitting
from infoview_sync.sync.plain import decode_segment, encode_segment

PATH = "/plain/pull"


async def answer(notebook: Notebook, request: Request) -> Response:
    theirs = heads_of(decode_heads(await request.body()))
    return StreamingResponse(_segments(notebook, missing(theirs, await notebook.heads())))


async def _segments(notebook: Notebook, ranges: list[Range]) -> AsyncIterator[bytes]:
    for log, after, until in ranges:
        sent = after
        while sent < until:
            made = await notebook.read(
                partial(_encoded, notebook=notebook.who.notebook, wanted=Range(log, sent, until))
            )
            yield made.raw
            sent += made.events


class _Made(NamedTuple):
    raw: bytes
    events: int


def _encoded(connection: sqlite3.Connection, *, notebook: str, wanted: Range) -> _Made:
    head = store.head_at(connection, notebook=notebook, log=wanted.log, seq=wanted.after)
    assert head is not None
    rows = store.bodies_after(connection, log=wanted.log, after=wanted.after, until=wanted.until)
    with closing(rows):
        bodies = fitting(body for body, _ in rows)
    raw = encode_segment(notebook=notebook, log=wanted.log, after=head, bodies=bodies)
    return _Made(raw, len(bodies))


async def pull(notebook: Notebook, client: httpx.AsyncClient) -> int:
    """Take everything; returns how many events that were."""
    buffer = bytearray()
    waiting: list[Run] = []
    taken = events = lines_bytes = 0
    heads = await own_heads(notebook)
    async with client.stream("POST", PATH, content=heads) as told:
        async for chunk in told.aiter_raw():
            buffer += chunk
            at = 0
            while (size := size_of(buffer, at)) is not None:
                if len(buffer) < at + size.segment_bytes:
                    break
                segment = decode_segment(bytes(buffer[at : at + size.segment_bytes]))
                at += size.segment_bytes
                waiting.append(Run(segment.log, segment.after, segment.bodies))
                events += len(segment.bodies)
                lines_bytes += segment.lines_bytes
                if events >= EVENTS_A_TRANSACTION or lines_bytes >= BYTES_A_TRANSACTION:
                    taken += await notebook.accept(waiting)
                    waiting, events, lines_bytes = [], 0, 0
            del buffer[:at]
    return taken + await notebook.accept(waiting)
