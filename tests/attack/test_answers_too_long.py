"""A server at any address: what it answers fills no memory before anything of it is believed."""

from __future__ import annotations

import asyncio
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import msgspec
import pytest

from infoview_sync.devices.asking import ask_in, read_invitation
from infoview_sync.errors import SyncError
from infoview_sync.keys.derivation import EPOCH_MAX
from infoview_sync.keys.pairing import Applicant
from infoview_sync.keys.signing import DeviceKeys
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.relayed import is_relay
from infoview_sync.sync.http import sync_once
from tests.shared_folder import met

MEGABYTE = bytes(1 << 20)
MEGABYTES = 100
GROWTH_MB_MAX = 40
LOG = "fedcba9876543210"
ANSWER_WITHIN_S = 30
HEAD = (
    "HTTP/1.1 {status} Sample\r\nContent-Type: application/json\r\nConnection: close\r\n{more}\r\n"
)
Ask = Callable[[Notebook, httpx.AsyncClient], Coroutine[Any, Any, object]]


async def pair(notebook: Notebook, client: httpx.AsyncClient) -> None:
    applicant = Applicant(LOG, DeviceKeys(bytes(32), bytes(32)), "Sample", "computer")
    await ask_in(client, read_invitation("K3F9-7Q2X"), applicant, notebook.world.random_bytes)


async def greet(_notebook: Notebook, client: httpx.AsyncClient) -> None:
    if not await is_relay(client):
        raise SyncError("no relay")


KNOWN = {LOG: {"seq": 1, "hash": "0" * 64}}
ASKED: dict[str, tuple[Ask, dict[str, object], int]] = {
    "/sync/heads": (sync_once, {}, 200),
    "/sync/keys": (sync_once, {"epoch": EPOCH_MAX, "heads": KNOWN}, 200),
    "/sync/pull": (sync_once, {"heads": KNOWN}, 500),
    "/sync/push": (sync_once, {}, 200),
    "/pair/begin": (pair, {}, 200),
    "/relay": (greet, {}, 200),
}
"""By the path that answers too much: who asks for it, with which heads, and how it answers."""


@asynccontextmanager
async def answering(
    heads: bytes, path: str, status: int, much: list[bytes], more: str
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server that answers heads, and at `path` as much as this."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            head = await reader.readuntil(b"\r\n\r\n")
            if f" {path} " in head.decode():
                writer.write(HEAD.format(status=status, more=more).encode())
                for piece in much:
                    writer.write(piece)
                    await writer.drain()
            else:
                writer.write(HEAD.format(status=200, more="").encode() + heads)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1")
    async with server:
        host, port = server.sockets[0].getsockname()
        async with httpx.AsyncClient(base_url=f"http://{host}:{port}") as client:
            yield client


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("path", ASKED)
async def test_an_answer_is_never_longer_than_it_may_be(
    notebook: Notebook, path: str, is_packed: bool
) -> None:
    await met(notebook, 1)
    ask, told, status = ASKED[path]
    heads = {"protocol": 1, "notebook": notebook.who.notebook, "heads": {}, **told}
    much = packed() if is_packed else [MEGABYTE] * MEGABYTES
    more = "Content-Encoding: gzip\r\n" if is_packed else ""
    async with answering(msgspec.json.encode(heads), path, status, much, more) as client:
        tracemalloc.start()
        try:
            before, _ = tracemalloc.get_traced_memory()
            with pytest.raises(SyncError):
                await asyncio.wait_for(ask(notebook, client), ANSWER_WITHIN_S)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert (most - before) / len(MEGABYTE) < GROWTH_MB_MAX


def packed() -> list[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return [*(packer.compress(MEGABYTE) for _ in range(MEGABYTES)), packer.flush()]
