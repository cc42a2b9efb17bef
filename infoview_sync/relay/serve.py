"""Runs the relay on loopback until it is stopped; TLS is a proxy's work (docs/relay.md)."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from infoview_sync.log.serial import Serial
from infoview_sync.relay.app import create_relay
from infoview_sync.relay.database import open_relay
from infoview_sync.server.listening import config_of
from infoview_sync.server.serve import LOOPBACK, loopback_origins, proxied_origins

DEFAULT_PORT = 4665
"""Two above `infoview up`, which may run beside it and serves its sample at the one between."""


async def serve_relay(
    database: Path, listener: socket.socket, *, behind: str | None, on_ready: Callable[[], None]
) -> None:
    """`behind`: the https address by which a proxy on this machine is asked for us."""
    port = listener.getsockname()[1]
    hosts = {**loopback_origins(port), **proxied_origins(behind)}
    rooms = await Serial.open(lambda: open_relay(database))
    config = config_of(
        create_relay(rooms, hosts), lifespan=True, proxy=LOOPBACK if behind else None
    )
    await _Server(config, on_ready).serve(sockets=[listener])


class _Server(uvicorn.Server):
    """uvicorn, telling when it answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()
