"""Answers that are asked for and not read hold no connection; a slow reader gets all of it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from infoview_sync.server import certificates, connection
from infoview_sync.server.listening import LanServer
from tests.ports import free_port

HERE = ip_address("127.0.0.1")
NAME = "sample.local"
PIECE = bytes(64 * 1024)
PIECES = 400
ASKING = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


class Served(NamedTuple):
    """`has_ended`: the answer was given up, or sent to its end."""

    port: int
    trusting: ssl.SSLContext | None
    has_ended: asyncio.Event

    @asynccontextmanager
    async def asked(self) -> AsyncIterator[asyncio.StreamReader]:
        """Asks for 26 MB, with as small a window as there is."""
        asking = socket.socket()
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        asking.setblocking(False)
        await asyncio.get_running_loop().sock_connect(asking, (str(HERE), self.port))
        name = None if self.trusting is None else NAME
        reader, writer = await asyncio.open_connection(
            sock=asking, ssl=self.trusting, server_hostname=name, limit=len(PIECE)
        )
        writer.write(ASKING)
        try:
            yield reader
        finally:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()


@pytest.fixture(params=["http", "https"])
async def server(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    context, trusting = _contexts(tmp_path) if request.param == "https" else (None, None)
    has_ended = asyncio.Event()

    async def answers_much(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await StreamingResponse(PIECE for _ in range(PIECES))(scope, receive, send)
        finally:
            has_ended.set()

    running = LanServer(answers_much, port=free_port(), context=context)
    task = asyncio.create_task(running.serve())
    await running.is_ready.wait()
    assert await running.listen_at([HERE]) == []
    yield Served(running.port, trusting, has_ended)
    running.should_exit = True
    await task


async def test_an_answer_that_nobody_reads_is_given_up(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "STALL_S", 0.3)
    async with server.asked():
        await asyncio.wait_for(server.has_ended.wait(), 5)


async def test_an_answer_that_is_read_slowly_is_sent_to_its_end(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "STALL_S", 2.0)
    async with server.asked() as reader:
        for _ in range(50):
            await asyncio.sleep(0.1)
            await reader.readexactly(len(PIECE))
        rest = await asyncio.wait_for(reader.read(-1), 30)
    assert len(rest) > (PIECES - 50) * len(PIECE)


def _contexts(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's and a client's."""
    now = datetime.now(UTC)
    authority = certificates.make_authority(NAME, now=now)
    leaf = certificates.issue(authority, name=NAME, addresses=[], now=now)
    (folder / "leaf.pem").write_bytes(certificates.to_pem(leaf))
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(folder / "leaf.pem")
    authorities = certificates.to_public_pem(authority.certificate).decode()
    return serving, ssl.create_default_context(cadata=authorities)
