"""The server in this process, on a real socket: its limits can be shortened by a test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.serve import bind, serve
from tests.authors import TOKEN, let_in


class Peer(NamedTuple):
    """One connection to it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Served(NamedTuple):
    port: int

    async def connect(self, said: bytes = b"") -> Peer:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(said)
        return Peer(reader, writer)

    def head(self, method_and_path: str, *, more: str = "") -> bytes:
        """A request's head, host and token included."""
        return (
            f"{method_and_path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {TOKEN}\r\n{more}\r\n"
        ).encode()

    async def status(self, method_and_path: str = "GET /sync/heads") -> int:
        return await status_of(await self.connect(self.head(method_and_path)))


async def status_of(peer: Peer) -> int:
    line = await asyncio.wait_for(peer.reader.readline(), 5)
    return int(line.split()[1])


@asynccontextmanager
async def served(notebook: Notebook) -> AsyncIterator[Served]:
    listener = bind(0)
    ready = asyncio.Event()
    await let_in(notebook)
    task = asyncio.create_task(serve(notebook, listener, lambda _link: ready.set()))
    try:
        await asyncio.wait_for(ready.wait(), 10)
        yield Served(listener.getsockname()[1])
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, KeyboardInterrupt):
            await task
        listener.close()
