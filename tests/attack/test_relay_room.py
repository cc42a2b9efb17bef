"""Who holds one room of a relay takes neither its memory nor the other rooms' connections."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from infoview_sync.log.serial import Serial
from infoview_sync.relay import app as relay_app
from infoview_sync.relay import database
from infoview_sync.relay.serve import serve_relay
from infoview_sync.server.serve import bind
from infoview_sync.stores.names import Place, mark_of
from infoview_sync.stores.store import ITEM_BYTES_MAX, READ_AT_ONCE
from tests.attack.knocks import resident_mb

NOTEBOOK = "0123456789abcdef"
GROWTH_MB_MAX = 64
"""Of sixteen answers of 38 MB each."""


class Relay(NamedTuple):
    port: int
    places: list[Place]

    async def ask(self, room: str, path: str = "GET /store", body: bytes = b"") -> socket.socket:
        """A request whose answer is not read, with as small a window as there is."""
        asking = socket.socket()
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        asking.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(asking, ("127.0.0.1", self.port))
        head = (
            f"{path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer token-{room}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        await loop.sock_sendall(asking, head.encode() + body)
        return asking

    async def read_all(self, room: str) -> socket.socket:
        body = msgspec.json.encode({"places": [list(each) for each in self.places]})
        return await self.ask(room, f"POST /store/{NOTEBOOK}/read", body)


async def status_of(asking: socket.socket) -> int:
    said = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(asking, 12), 10)
    return int(said[9:])


@pytest.fixture
async def relay(tmp_path: Path) -> AsyncIterator[Relay]:
    path = tmp_path / "relay.sqlite3"
    rooms = await Serial.open(lambda: database.open_relay(path))
    for name in ("ours", "theirs"):
        add = partial(database.add_space, name=name, token=f"token-{name}", now_ms=0)
        await rooms.transact(partial(add, bytes_max=10**9))
    places = []
    for number in range(1, READ_AT_ONCE + 1):
        raw = os.urandom(ITEM_BYTES_MAX)
        places.append(Place(NOTEBOOK, f"{number:015d}-{number:015d}-0-{mark_of(raw)}.segment"))
        await rooms.transact(database.put, "ours", NOTEBOOK, places[-1], raw)
    await rooms.close()
    ready = asyncio.Event()
    with bind(0) as listener:
        task = asyncio.create_task(serve_relay(path, listener, behind=None, on_ready=ready.set))
        await asyncio.wait_for(ready.wait(), 10)
        yield Relay(listener.getsockname()[1], places)
        task.cancel()
        with suppress(asyncio.CancelledError, KeyboardInterrupt):
            await task


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process from /proc")
async def test_answers_that_nobody_reads_take_no_memory(relay: Relay) -> None:
    started_mb = resident_mb(0)
    asking = [await relay.read_all("ours") for _ in range(16)]
    assert {await status_of(each) for each in asking} == {200}
    assert resident_mb(0) - started_mb < GROWTH_MB_MAX
    for each in asking:
        each.close()


async def test_one_room_has_so_many_answers_at_once_and_hinders_no_other(relay: Relay) -> None:
    asking = [await relay.read_all("ours") for _ in range(relay_app.ROOM_AT_ONCE)]
    assert {await status_of(each) for each in asking} == {200}
    for room, status in (("ours", 429), ("theirs", 200)):
        one_more = await relay.ask(room)
        assert await status_of(one_more) == status, room
        one_more.close()
    for each in asking:
        each.close()
    async with asyncio.timeout(10):
        while await status_of(again := await relay.ask("ours")) != 200:
            again.close()
    again.close()
