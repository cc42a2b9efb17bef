"""The sync routes: heads, pull, push, live (docs/sync-protocol.md)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from functools import partial

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from infoview_sync.devices.access import has_access, note_seen
from infoview_sync.devices.renewing import sealing_anew
from infoview_sync.errors import BadSegment
from infoview_sync.events.chain import Heads
from infoview_sync.log.store import LOGS_MAX
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.answers import refusal
from infoview_sync.server.bodies import JSON, TooLarge, chunks, too_large, wrong_type
from infoview_sync.server.changes import Changes
from infoview_sync.server.door import caller_of
from infoview_sync.sync.exchange import Pushed, outgoing, own_heads, take
from infoview_sync.sync.heads import check_notebook, decode_heads, heads_of, missing
from infoview_sync.sync.http import PUSH_BYTES_MAX, PUSH_LINES_BYTES_MAX

HEADS_BYTES_MAX = LOGS_MAX * 160
"""One log takes at most 117 bytes, when written without spaces."""
PUSHES_AT_ONCE = 4
"""Each holds up to 8 MiB until it is whole; the next ones wait."""
ALIVE_EVERY_S = 15.0
"""Proxies and phones drop a stream that is silent for half a minute."""
LOOK_EVERY_S = 0.5
"""How soon a stream ends after its device was cut off by another process."""
NOTE_EVERY_MS = 60_000
"""So often is it written down that a device that sends nothing was here."""
LISTENERS_MAX = 64
"""Open live streams at once; a notebook has a handful of devices with a few tabs each."""
SEGMENTS = "application/octet-stream"
EVENT_STREAM = "text/event-stream"
_NO_STORE = {"cache-control": "no-store"}
_LOG = logging.getLogger(__name__)


class SyncRoutes:
    """The four routes over one notebook."""

    def __init__(self, notebook: Notebook, changes: Changes) -> None:
        self._notebook = notebook
        self._changes = changes
        self._pushes = asyncio.Semaphore(PUSHES_AT_ONCE)
        self._noted_ms: dict[str, int] = {}
        self._writing: set[asyncio.Future[None]] = set()

    def routes(self) -> list[Route]:
        return [
            Route("/sync/heads", self.heads, methods=["GET"]),
            Route("/sync/pull", self.pull, methods=["POST"]),
            Route("/sync/push", self.push, methods=["POST"]),
            Route("/sync/live", self.live, methods=["GET"]),
        ]

    async def close(self) -> None:
        """Wait for what is still being noted."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    async def heads(self, request: Request) -> Response:
        self._note(request, None)
        with_digest = request.query_params.get("digest") == "1"
        return Response(
            await own_heads(self._notebook, with_digest=with_digest),
            media_type=JSON,
            headers=_NO_STORE,
        )

    async def pull(self, request: Request) -> Response:
        if request.headers.get("content-type") != JSON:
            return wrong_type(JSON)
        raw = await _read(request, HEADS_BYTES_MAX)
        if raw is None:
            return too_large(HEADS_BYTES_MAX)
        wire = decode_heads(raw)
        check_notebook(self._notebook.who.notebook, wire.notebook)
        # A file may have been imported meanwhile, by this process or by the command line.
        await self._notebook.stand_by()
        theirs, mine = heads_of(wire), await self._notebook.heads()
        ranges = missing(theirs, mine)
        self._note(request, {**theirs, **mine})
        return StreamingResponse(
            outgoing(self._notebook, ranges), media_type=SEGMENTS, headers=_NO_STORE
        )

    async def push(self, request: Request) -> Response:
        if request.headers.get("content-type") != SEGMENTS:
            return wrong_type(SEGMENTS)
        async with self._pushes:
            raw = await _read(request, PUSH_BYTES_MAX)
            if raw is None:
                return too_large(PUSH_BYTES_MAX)
            if not raw:
                raise BadSegment("the request holds no segment")
            keyring = await self._notebook.keyring()
            pushed = Pushed(self._notebook.who.notebook, raw, keyring.epochs)
            if pushed.lines_bytes > PUSH_LINES_BYTES_MAX:
                return too_large(PUSH_LINES_BYTES_MAX)
            # Who lets a log in may come with the next request only: it is told, and sent again.
            async with sealing_anew(self._notebook):
                waiting = (await take(self._notebook, pushed)).refused
        self._note(request, await self._notebook.heads())
        return Response(
            await own_heads(self._notebook, waiting=waiting), media_type=JSON, headers=_NO_STORE
        )

    async def live(self, request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type=EVENT_STREAM, headers=_NO_STORE)
        if self._changes.listeners >= LISTENERS_MAX:
            return refusal(429, "too_many", "too many live streams; close some tabs")
        return _Live(self._notebook, self._changes, caller_of(request.scope).log)

    def _note(self, request: Request, heads: Heads | None) -> None:
        """When this device was here and, if told, what it holds after this answer.

        Written beside the answer, which must not wait until somebody else's push is folded.
        """
        log, now_ms = caller_of(request.scope).log, self._notebook.world.wall_ms()
        if heads is None and now_ms - self._noted_ms.get(log, 0) < NOTE_EVERY_MS:
            return
        self._noted_ms[log] = now_ms
        writing = asyncio.ensure_future(
            self._notebook.write(partial(note_seen, log=log, heads=heads, now_ms=now_ms))
        )
        self._writing.add(writing)
        writing.add_done_callback(self._noted)

    def _noted(self, writing: asyncio.Future[None]) -> None:
        self._writing.discard(writing)
        if not writing.cancelled() and (error := writing.exception()) is not None:
            _LOG.warning("when a device was here could not be noted: %s", error)


class _Live(StreamingResponse):
    """A live stream; it counts as a listener before anything else can run."""

    def __init__(self, notebook: Notebook, changes: Changes, log: str) -> None:
        super().__init__((), media_type=EVENT_STREAM, headers=_NO_STORE)
        self._notebook = notebook
        self._changes = changes
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._changes.listen() as changed:
            self.body_iterator = _announce(self._notebook, self._changes, changed, self._log)
            await super().__call__(scope, receive, send)


async def _announce(
    notebook: Notebook, changes: Changes, changed: asyncio.Event, log: str
) -> AsyncIterator[bytes]:
    """Heads at once and after each change, until the server stops or the device is cut off."""
    told_at = 0.0
    while not changes.closed:
        yield b"event: heads\ndata: " + await own_heads(notebook) + b"\n\n"
        told_at = asyncio.get_running_loop().time()
        while not changed.is_set():
            try:
                await asyncio.wait_for(changed.wait(), LOOK_EVERY_S)
            except TimeoutError:
                if not await notebook.read(partial(has_access, log=log)):
                    return
                if asyncio.get_running_loop().time() - told_at >= ALIVE_EVERY_S:
                    told_at = asyncio.get_running_loop().time()
                    yield b": alive\n\n"
        changed.clear()
        if not await notebook.read(partial(has_access, log=log)):
            return


async def _read(request: Request, bytes_max: int) -> bytes | None:
    """The body, or None as soon as it is longer than allowed. Raises: ClientDisconnect."""
    try:
        return b"".join([chunk async for chunk in chunks(request, bytes_max)])
    except TooLarge:
        return None
