"""Runs the server: binds, tells the address, and stops cleanly."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from infoview_sync.errors import StoreError, UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.app import create_app
from infoview_sync.server.calendar import Feed
from infoview_sync.server.changes import Changes
from infoview_sync.server.connection import Connection
from infoview_sync.server.door import Keys, hash_token
from infoview_sync.settings import TOKEN_NAME

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 4663
"""INFO on a telephone's keys."""
STOP_WITHIN_S = 3


def browser_token(home: Path) -> str:
    """The token by which this machine's browser comes in; made once, readable by its owner only."""
    path = home / TOKEN_NAME
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    # An empty file is what a full disk once left of it: everybody knows that token.
    if not path.exists() or not path.read_text(encoding="ascii").strip():
        _replace(path, secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii").strip()


def _replace(path: Path, token: str) -> None:
    """Put the token there whole or not at all. Raises: StoreError if the disk does not take it."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        draft.touch(mode=0o600)
        draft.write_text(token, encoding="ascii")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error


def keys_for(port: int, token: str) -> Keys:
    names = (LOOPBACK, "localhost", "[::1]")
    return Keys(frozenset(f"{name}:{port}" for name in names), hash_token(token))


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
    notebook: Notebook, listener: socket.socket, token: str, on_ready: Callable[[str], None],
    feed: Feed | None = None,
) -> None:  # fmt: skip
    """Serve until interrupted. `on_ready` is called with the address to open, token included."""
    port = listener.getsockname()[1]
    changes = Changes()
    app = create_app(notebook, keys_for(port, token), changes, feed)
    server = _Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=STOP_WITHIN_S,
            lifespan="on",
            http=Connection,
            ws="none",
            proxy_headers=False,
        ),
        lambda: on_ready(f"http://{LOOPBACK}:{port}/#token={token}"),
        changes,
    )
    await server.serve(sockets=[listener])


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
