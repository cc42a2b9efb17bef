"""A server whose addresses come and go while it runs: a laptop changes networks."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from infoview_sync.errors import UsageError
from infoview_sync.server.addresses import Address
from infoview_sync.server.connection import Connection

STOP_WITHIN_S = 3
HANDSHAKE_WITHIN_S = 5.0
"""Until TLS is agreed no request is being read, so nothing else would end a silent connection."""
LAN_CONNECTIONS_MAX = 50
"""At the app: strangers there must not take the handles that this machine's own browser needs."""
PAGE_CONNECTIONS_MAX = 15
HANDSHAKES_MAX = 15
"""Under way at once; a phone's takes a tenth of a second."""


def config_of(app: ASGIApp, *, lifespan: bool, proxy: str | None = None) -> uvicorn.Config:
    """How every listener of ours speaks HTTP. `proxy`: whose word about its clients counts."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=STOP_WITHIN_S,
        lifespan="on" if lifespan else "off",
        http=Connection,
        ws="none",
        proxy_headers=proxy is not None,
        forwarded_allow_ips=[proxy] if proxy else [],
    )


class LanServer(uvicorn.Server):
    """Serves one app at one port of any addresses, with TLS if `context` is given."""

    def __init__(
        self, app: ASGIApp, *, port: int, context: ssl.SSLContext | None, is_page: bool = False
    ) -> None:
        super().__init__(config_of(app, lifespan=False))
        self.port = port
        self._shaking: set[asyncio.Task[None]] = set()
        self.is_ready = asyncio.Event()
        self._context = context
        self._is_page = is_page
        self._at: dict[Address, asyncio.Server] = {}

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listens nowhere yet: `listen_at` says where, once `is_ready`."""
        await super().startup(sockets or [])
        self.is_ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ctrl-C is heard by the server of this machine, which ends the others."""
        yield

    async def listen_at(self, addresses: Collection[Address]) -> list[Address]:
        """Listen at these and no others; returns those that could not be had (yet)."""
        for address in self._at.keys() - set(addresses):
            self._at.pop(address).close()
        failed = []
        for address in addresses:
            if address not in self._at:
                try:
                    self._at[address] = await self._open(address)
                except OSError:
                    failed.append(address)
        self.servers = list(self._at.values())
        return failed

    async def _open(self, address: Address) -> asyncio.Server:
        listener = bound(address, self.port)
        try:
            return await asyncio.get_running_loop().create_server(self._protocol, sock=listener)
        except BaseException:
            listener.close()
            raise

    def _protocol(self) -> asyncio.Protocol:
        spoken = _LanConnection(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        spoken.is_page = self._is_page
        return spoken if self._context is None else _Shaking(self._context, self._shaking, spoken)


class _LanConnection(Connection):
    is_page = False

    @property
    def most(self) -> int:
        return PAGE_CONNECTIONS_MAX if self.is_page else LAN_CONNECTIONS_MAX


class _Shaking(asyncio.Protocol):
    """A connection until TLS is agreed; then `spoken` has it.

    asyncio's own TLS server counts nothing before that: whoever connects and keeps silent would
    hold a handle of this process each time.
    """

    def __init__(
        self, context: ssl.SSLContext, shaking: set[asyncio.Task[None]], spoken: Connection
    ) -> None:
        self._context = context
        self._shaking = shaking
        self._spoken = spoken

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport) or len(self._shaking) >= HANDSHAKES_MAX:
            transport.close()
            return
        # What comes now is for TLS, not for this protocol.
        transport.pause_reading()
        task = asyncio.get_running_loop().create_task(self._agree(transport))
        self._shaking.add(task)
        task.add_done_callback(self._shaking.discard)

    async def _agree(self, transport: asyncio.Transport) -> None:
        early = _Early()
        try:
            secure = await asyncio.get_running_loop().start_tls(
                transport, early, self._context,
                server_side=True, ssl_handshake_timeout=HANDSHAKE_WITHIN_S,
            )  # fmt: skip
        except (OSError, asyncio.CancelledError):
            # No certificate that it trusts, no TLS at all, or gone again: nothing to tell anybody.
            transport.abort()
            return
        if secure is None or early.is_lost:
            return
        secure.set_protocol(self._spoken)
        self._spoken.wire = transport
        self._spoken.connection_made(secure)
        if early.said:
            self._spoken.data_received(bytes(early.said))


class _Early(asyncio.Protocol):
    """Keeps what arrives together with the end of the handshake, before anybody can be told."""

    def __init__(self) -> None:
        self.said = bytearray()
        self.is_lost = False

    def data_received(self, data: bytes) -> None:
        self.said += data

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self.is_lost = True


def bound(address: Address, port: int) -> socket.socket:
    """A bound socket. Raises: OSError if the port is taken or the address is gone."""
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    # The protocol is named for asyncio's sake, as in serve.bind.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if address.version == 6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((str(address), port))
    except OSError:
        listener.close()
        raise
    return listener


def is_ready(address: Address) -> bool:
    """Whether one can listen there now."""
    try:
        bound(address, 0).close()
    except OSError:
        return False
    return True


def check_free(addresses: Collection[Address], port: int) -> None:
    """Raises: UsageError if another program has the port at one of the addresses."""
    for address in addresses:
        try:
            bound(address, port).close()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise UsageError(
                    f"port {port} is taken at {address}: choose another one with --port"
                ) from error
