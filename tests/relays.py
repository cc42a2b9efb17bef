"""A relay in this process, and rooms in it, as tests need them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import httpx

from infoview_sync.log.serial import Serial
from infoview_sync.projections.notebook import Notebook
from infoview_sync.relay import database
from infoview_sync.relay.app import create_relay
from infoview_sync.stores.relayed import RelayStore
from infoview_sync.stores.round import Round, Rounds

HOST = "relay.example.org"
ROOM_BYTES = 10_000_000


class RelayHere:
    """`room` makes a client with a token of its own; `rooms` is the connection to its file."""

    def __init__(self, rooms: Serial, stack: AsyncExitStack) -> None:
        self.rooms = rooms
        self._stack = stack
        self._app = create_relay(rooms, [HOST])

    async def room(self, name: str = "ours", *, bytes_max: int = ROOM_BYTES) -> httpx.AsyncClient:
        await self.rooms.transact(
            partial(
                database.add_space, name=name, token=f"token-{name}", bytes_max=bytes_max, now_ms=0
            )
        )
        return await self.client(f"token-{name}")

    async def client(self, token: str | None) -> httpx.AsyncClient:
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        return await self._stack.enter_async_context(
            httpx.AsyncClient(
                transport=httpx.ASGITransport(self._app, raise_app_exceptions=False),
                base_url=f"https://{HOST}", headers=headers,
            )
        )  # fmt: skip


@asynccontextmanager
async def relay_at(path: Path) -> AsyncIterator[RelayHere]:
    rooms = await Serial.open(lambda: database.open_relay(path))
    try:
        async with AsyncExitStack() as stack:
            yield RelayHere(rooms, stack)
    finally:
        await rooms.close()


async def by_relay(notebook: Notebook, client: httpx.AsyncClient) -> Round:
    """One round through it."""
    return await Rounds(notebook, RelayStore(client, notebook.who.notebook)).round()
