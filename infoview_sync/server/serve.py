"""Runs the server: binds, tells the address, and stops cleanly."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from functools import partial
from urllib.parse import urlsplit

import uvicorn
from starlette.types import ASGIApp

from infoview_sync.devices.access import caller_of
from infoview_sync.errors import UsageError
from infoview_sync.log.database import open_reader
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.app import create_app
from infoview_sync.server.calendar import Feed
from infoview_sync.server.changes import Changes
from infoview_sync.server.door import Doors
from infoview_sync.server.inviting import Inviting
from infoview_sync.server.lan import Lan, LanSetting
from infoview_sync.server.listening import config_of
from infoview_sync.server.trust_page import probe_route

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 4663
"""INFO on a telephone's keys."""
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?")


def loopback_origins(port: int) -> dict[str, str]:
    """The Host values of this machine alone, and the origin of the pages served under each."""
    names = (LOOPBACK, "localhost", "[::1]")
    return {f"{name}:{port}": f"http://{name}:{port}" for name in names}


@contextmanager
def opened_doors(notebook: Notebook, origins: Mapping[str, str]) -> Iterator[Doors]:
    """The doors of a notebook's server, with a connection of their own to look callers up."""
    with closing(open_reader(notebook.database)) as connection:
        yield Doors(origins, partial(caller_of, connection))


def bind(port: int) -> socket.socket:
    """A listening socket on loopback. Raises: UsageError if the port is taken."""
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it, an answer's
    # body waited 40 ms for the acknowledgement of its head.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"port {port} is taken (is `infoview up` running already?); choose one with --port"
        ) from error
    return listener


async def serve(
    notebook: Notebook, listener: socket.socket, on_ready: Callable[[str], None],
    feed: Feed | None = None, *, lan: LanSetting | None = None, behind: str | None = None,
    is_served: Callable[[str | None], None] = lambda _outside: None,
) -> None:  # fmt: skip
    """Serve until interrupted. `on_ready` is called with a link to open, good for one browser.

    With `lan`, the local network is served as well. `behind`: the https origin by which a proxy
    on this machine is asked for us. `is_served` hears by which address other devices reach us.
    """
    port = listener.getsockname()[1]
    changes = Changes()
    await notebook.stand_by()
    origins = {**loopback_origins(port), **proxied_origins(behind)}
    local = None if lan is None else Lan(lan)
    shown = None if local is None else await local.announce()
    inviting = Inviting(
        here=f"http://{LOOPBACK}:{port}", outside=behind or (shown.best if shown else None)
    )
    link = (await inviting.invite(notebook, "here")).link
    with opened_doors(notebook, origins) as doors:
        more = [] if local is None else [probe_route(local.probe)]
        app = create_app(notebook, doors, inviting, changes, feed, more=more)
        is_served(inviting.outside)

        def ready() -> None:
            on_ready(link)
            if lan is not None and shown is not None:
                lan.tell(shown)

        config = config_of(app, lifespan=True, proxy=LOOPBACK if behind else None)
        async with _beside(local, app):
            await _Server(config, ready, changes).serve(sockets=[listener])


def proxied_origins(behind: str | None) -> dict[str, str]:
    """The Host value and origin of an address like `https://laptop.example.org`.

    Raises: UsageError if it is not one.
    """
    if behind is None:
        return {}
    named = urlsplit(behind)
    host = named.netloc.lower()
    if named.scheme != "https" or not _HOST.fullmatch(host) or behind.lower() != f"https://{host}":
        raise UsageError(
            f"{behind!r} is not an address as --behind needs it: https://NAME or https://NAME:PORT"
        )
    return {host.removesuffix(":443"): f"https://{host.removesuffix(':443')}"}


@asynccontextmanager
async def _beside(local: Lan | None, app: ASGIApp) -> AsyncIterator[None]:
    """The local network is served as long as this machine is."""
    if local is None:
        yield
        return
    running = asyncio.create_task(local.run(app))
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


class _Server(uvicorn.Server):
    """uvicorn, telling when it answers and ending live streams before it waits for them."""

    def __init__(
        self, config: uvicorn.Config, on_ready: Callable[[], None], changes: Changes
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._changes = changes

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._changes.close()
        await super().shutdown(sockets)
