"""The real server with the local network beside it, on real sockets, in this process."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import httpx

from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.addresses import Address, in_url, lan_addresses
from infoview_sync.server.lan import LAN_PORT_AFTER, LanSetting, Shown
from infoview_sync.server.serve import bind, serve
from tests.ports import free_port

NAME = "sample-laptop.local"
LOOK_EVERY_S = 0.05
WAIT_S = 10


class Network:
    """What the machine says of itself: its addresses and the time, which a test may change."""

    def __init__(self) -> None:
        self.addresses: list[Address] = lan_addresses()[:1]
        assert self.addresses, "this machine has no private address: tests of the LAN need one"
        self.now = datetime(2026, 5, 1, tzinfo=UTC)
        self.is_plain = False
        self._told: asyncio.Queue[Shown] = asyncio.Queue()
        self.port = free_ports()

    @property
    def home(self) -> str:
        """The first address as a link writes it."""
        return in_url(self.addresses[0])

    def tell(self, shown: Shown) -> None:
        self._told.put_nowait(shown)

    async def next_told(self) -> Shown:
        return await asyncio.wait_for(self._told.get(), WAIT_S)


def free_ports() -> int:
    """A port of the LAN that is free together with loopback's and the two without encryption."""
    return free_port(*(times * LAN_PORT_AFTER for times in (1, 2, 3))) + LAN_PORT_AFTER


class Served(NamedTuple):
    """`port`: loopback's. `shown`: what people were told at the start."""

    port: int
    shown: Shown


@asynccontextmanager
async def served(notebook: Notebook, home: Path, network: Network) -> AsyncIterator[Served]:
    setting = LanSetting(
        home, network.port, network.tell,
        addresses=lambda: list(network.addresses), now=lambda: network.now,
        host=lambda: "Sample Laptop.lan", look_every_s=LOOK_EVERY_S, is_announced=False,
        is_plain=network.is_plain,
    )  # fmt: skip
    with bind(0) as listener:
        task = asyncio.create_task(serve(notebook, listener, lambda _link: None, lan=setting))
        try:
            hearing = asyncio.create_task(network.next_told())
            await asyncio.wait({task, hearing}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                hearing.cancel()
                await task
            shown = await hearing
            for port in (network.port, network.port + LAN_PORT_AFTER):
                await reachable(str(network.addresses[0]), port)
            yield Served(listener.getsockname()[1], shown)
        finally:
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError, KeyboardInterrupt):
                    await task


async def reachable(address: str, port: int) -> None:
    async with asyncio.timeout(WAIT_S):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection(address, port)
                writer.close()
                return
            await asyncio.sleep(LOOK_EVERY_S)


def trusting(home: Path) -> ssl.SSLContext:
    """What a phone that has installed the authority believes, and nothing else."""
    return ssl.create_default_context(cafile=str(home / "lan" / "infoview.crt"))


def client_of(network: Network, home: Path, *, name: str | None = None) -> httpx.AsyncClient:
    """Speaks HTTPS with it, and asks for `name` instead of the address."""
    context = trusting(home)
    host = name or network.home
    return httpx.AsyncClient(
        transport=_Named(context, network, host), base_url=f"https://{host}:{network.port}"
    )


class _Named(httpx.AsyncBaseTransport):
    """Connects to the first address whatever name is asked for, as mDNS would have it."""

    def __init__(self, context: ssl.SSLContext, network: Network, name: str) -> None:
        self._inner = httpx.AsyncHTTPTransport(verify=context)
        self._address = str(network.addresses[0])
        self._name = name.strip("[]")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(host=self._address)
        request.extensions = {**request.extensions, "sni_hostname": self._name}
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def days(number: int) -> timedelta:
    return timedelta(days=number)
