"""The relay's HTTP edge in one view (docs/relay.md): who has a room's token may list, read, lay
down and remove what lies in it. No page, no cookie; whatever a browser sends along is turned away.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from infoview_sync.errors import ForeignNotebook, InfoViewError, NotFound
from infoview_sync.ids import is_id
from infoview_sync.log.serial import Serial
from infoview_sync.relay import database
from infoview_sync.relay.database import Space
from infoview_sync.server.answers import (
    on_own_error,
    on_unknown_error,
    refusal,
    too_often,
    with_headers,
)
from infoview_sync.server.bearer import bearer_token
from infoview_sync.server.bodies import JSON, TooLarge, chunks, read_json, too_large, wrong_type
from infoview_sync.server.rates import REFUSED, Rate, Rates
from infoview_sync.stores.names import Place, named
from infoview_sync.stores.store import ITEM_BYTES_MAX, READ_AT_ONCE

RELAY = 1
"""The version of these routes."""
BYTES = "application/octet-stream"
ROOM = Rate(5_000, 100)
"""A first round of a large notebook lays down a few thousand items."""
ROOM_AT_ONCE = 16
"""Requests of one room under way: its handful of devices have one each, and the other rooms keep
their share of the connections and of the memory (an answer holds one item, or the whole list)."""
PIECE_BYTES = 64 * 1024
"""Of an answer, handed on at once; the next one waits until the last is under way."""
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
_BROWSER_HEADERS = ("origin", "sec-fetch-site", "cookie")


class _Wanted(msgspec.Struct):
    places: Annotated[
        list[tuple[Annotated[str, Meta(max_length=16)], Annotated[str, Meta(max_length=120)]]],
        Meta(max_length=READ_AT_ONCE),
    ]


def create_relay(rooms: Serial, hosts: Collection[str]) -> Starlette:
    """The relay over this file, answering to these Host values only."""
    routes = _Routes(rooms)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await rooms.close()

    return Starlette(
        routes=[
            Route("/relay", _hello, methods=["GET"]),
            Route("/store", routes.look, methods=["GET"]),
            Route("/store/{notebook}/read", routes.read, methods=["POST"]),
            Route("/store/{notebook}/{shelf}/{name}", routes.put, methods=["PUT"]),
            Route("/store/{notebook}/{shelf}/{name}", routes.remove, methods=["DELETE"]),
        ],
        middleware=[Middleware(_Door, rooms=rooms, hosts=hosts)],
        exception_handlers={
            InfoViewError: on_own_error,
            Exception: on_unknown_error,
            ClientDisconnect: _cut_off,
            404: _nothing_here,
            405: _nothing_here,
        },
        lifespan=lifespan,
    )


class _Routes:
    def __init__(self, rooms: Serial) -> None:
        self._rooms = rooms

    async def look(self, request: Request) -> Response:
        space = _space_of(request.scope)
        items = await self._rooms.run(database.look, space.name)
        listing = {"notebook": space.notebook, "found": [each._asdict() for each in items]}
        return StreamingResponse(_pieces(msgspec.json.encode(listing)), media_type=JSON)

    async def read(self, request: Request) -> Response:
        """Each item with its length plus one before it (4 bytes), or 0 for what is not there."""
        space = _space_of(request.scope)
        _check_notebook(request, space)
        wanted = [Place(*each) for each in (await read_json(request, _Wanted)).places]
        return StreamingResponse(self._framed(space, wanted), media_type=BYTES)

    async def _framed(self, space: Space, wanted: Sequence[Place]) -> AsyncIterator[bytes]:
        for place in wanted:
            raw = await self._rooms.run(database.read, space.name, place)
            yield (0 if raw is None else len(raw) + 1).to_bytes(4, "big")
            async for piece in _pieces(raw or b""):
                yield piece

    async def put(self, request: Request) -> Response:
        if request.headers.get("content-type") != BYTES:
            return wrong_type(BYTES)
        place = _place_of(request)
        try:
            raw = b"".join([chunk async for chunk in chunks(request, ITEM_BYTES_MAX)])
        except TooLarge:
            return too_large(ITEM_BYTES_MAX)
        notebook = request.path_params["notebook"]
        if not is_id(notebook):
            raise NotFound("that is no notebook's id")
        space = _space_of(request.scope)
        await self._rooms.transact(database.put, space.name, notebook, place, raw)
        return _json({})

    async def remove(self, request: Request) -> Response:
        space = _space_of(request.scope)
        _check_notebook(request, space)
        await self._rooms.transact(database.remove, space.name, _place_of(request))
        return _json({})


def _space_of(scope: Scope) -> Space:
    space = scope["state"]["space"]
    if not isinstance(space, Space):
        raise TypeError("this route is open to everybody")
    return space


def _check_notebook(request: Request, space: Space) -> None:
    """Raises: ForeignNotebook."""
    if space.notebook not in (None, request.path_params["notebook"]):
        raise ForeignNotebook("the relay keeps another notebook under this token")


def _place_of(request: Request) -> Place:
    """Raises: NotFound if it is not a name of ours."""
    place = Place(request.path_params["shelf"], request.path_params["name"])
    if named(place) is None:
        raise NotFound("nothing can lie here under that name")
    return place


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type=JSON)


async def _pieces(raw: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(raw), PIECE_BYTES):
        yield raw[start : start + PIECE_BYTES]


async def _hello(_request: Request) -> Response:
    return _json({"relay": RELAY})


async def _nothing_here(_request: Request, _error: Exception) -> Response:
    return refusal(404, "not_found", "there is nothing here")


async def _cut_off(_request: Request, _error: Exception) -> Response:
    return refusal(408, "cut_off", "the request ended before its body did; send it again")


class _Door:
    """ASGI middleware: the exact Host, no browser, and for everything but `/relay` a token."""

    def __init__(self, app: ASGIApp, rooms: Serial, hosts: Collection[str]) -> None:
        self._app = app
        self._rooms = rooms
        self._hosts = hosts
        self._rates = Rates(time.monotonic)
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        answer = await self._refusal(scope)
        send = with_headers(send, _HEADERS)
        if answer is not None or "space" not in scope.get("state", {}):
            await (answer or self._app)(scope, receive, send)
            return
        room = _space_of(scope).name
        self._under_way[room] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way[room] -= 1

    async def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return refusal(421, "wrong_host", "this relay does not answer to that name")
        if any(name in headers for name in _BROWSER_HEADERS):
            return refusal(403, "forbidden", "a relay answers no browser")
        address = (scope.get("client") or ("",))[0]
        if scope["path"] == "/relay":
            return None if self._rates.allows(f"hello {address}", REFUSED) else too_often()
        token = bearer_token(headers)
        space = None if token is None else await self._rooms.run(database.space_of, token)
        if space is not None:
            scope.setdefault("state", {})["space"] = space
            is_busy = self._under_way[space.name] >= ROOM_AT_ONCE
            is_often = is_busy or not self._rates.allows(f"room {space.name}", ROOM)
            return too_often() if is_often else None
        if not self._rates.allows(f"refused {address}", REFUSED):
            return too_often()
        return refusal(401, "unauthorised", "this relay does not know the token")
