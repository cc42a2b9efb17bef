"""The sync routes: heads, pull, push, live (docs/sync-protocol.md)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from infoview_sync.errors import BadSegment
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.answers import refusal
from infoview_sync.server.changes import Changes
from infoview_sync.sync.exchange import SegmentReader, incoming, outgoing, own_heads
from infoview_sync.sync.heads import check_notebook, decode_heads, heads_of, missing
from infoview_sync.sync.http import PUSH_BYTES_MAX

HEADS_BYTES_MAX = 1024 * 1024
"""About 8,000 logs."""
ALIVE_EVERY_S = 15.0
"""Proxies and phones drop a stream that is silent for half a minute."""
LISTENERS_MAX = 64
"""Open live streams at once; a notebook has a handful of devices with a few tabs each."""
JSON = "application/json"
SEGMENTS = "application/octet-stream"
_NO_STORE = {"cache-control": "no-store"}


class SyncRoutes:
    """The four routes over one notebook."""

    def __init__(self, notebook: Notebook, changes: Changes) -> None:
        self._notebook = notebook
        self._changes = changes

    def routes(self) -> list[Route]:
        return [
            Route("/sync/heads", self.heads, methods=["GET"]),
            Route("/sync/pull", self.pull, methods=["POST"]),
            Route("/sync/push", self.push, methods=["POST"]),
            Route("/sync/live", self.live, methods=["GET"]),
        ]

    async def heads(self, request: Request) -> Response:
        with_digest = request.query_params.get("digest") == "1"
        return Response(
            await own_heads(self._notebook, with_digest=with_digest),
            media_type=JSON,
            headers=_NO_STORE,
        )

    async def pull(self, request: Request) -> Response:
        if request.headers.get("content-type") != JSON:
            return _wrong_type(JSON)
        raw = await _read(request, HEADS_BYTES_MAX)
        if raw is None:
            return _too_large(HEADS_BYTES_MAX)
        wire = decode_heads(raw)
        check_notebook(self._notebook.who.notebook, wire.notebook)
        ranges = missing(heads_of(wire), await self._notebook.heads())
        return StreamingResponse(
            outgoing(self._notebook, ranges), media_type=SEGMENTS, headers=_NO_STORE
        )

    async def push(self, request: Request) -> Response:
        if request.headers.get("content-type") != SEGMENTS:
            return _wrong_type(SEGMENTS)
        raw = await _read(request, PUSH_BYTES_MAX)
        if raw is None:
            return _too_large(PUSH_BYTES_MAX)
        if not raw:
            raise BadSegment("the request holds no segment")
        reader = SegmentReader()
        segments = list(reader.feed(raw))
        reader.finish()
        await incoming(self._notebook, segments)
        return Response(await own_heads(self._notebook), media_type=JSON, headers=_NO_STORE)

    async def live(self, _request: Request) -> Response:
        if self._changes.listeners >= LISTENERS_MAX:
            return refusal(429, "too_many", "too many live streams; close some tabs")
        return StreamingResponse(
            _announce(self._notebook, self._changes),
            media_type="text/event-stream",
            headers=_NO_STORE,
        )


async def _announce(notebook: Notebook, changes: Changes) -> AsyncIterator[bytes]:
    with changes.listen() as changed:
        while not changes.closed:
            yield b"event: heads\ndata: " + await own_heads(notebook) + b"\n\n"
            while not changed.is_set():
                try:
                    await asyncio.wait_for(changed.wait(), ALIVE_EVERY_S)
                except TimeoutError:
                    yield b": alive\n\n"
            changed.clear()


async def _read(request: Request, bytes_max: int) -> bytes | None:
    """The request's body, or None as soon as it is longer than allowed."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > bytes_max:
            return None
    return bytes(body)


def _wrong_type(expected: str) -> Response:
    return refusal(415, "wrong_type", f"this route takes {expected}")


def _too_large(bytes_max: int) -> Response:
    return refusal(413, "too_large", f"at most {bytes_max:,} bytes a request")
