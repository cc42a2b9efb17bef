"""One TCP connection: how long it may keep silent, and how many there may be.

uvicorn waits for ever for a request's first line. A thousand connections that say nothing, or one
letter a minute, would then hold every file handle of this process, before any token is asked for.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN_S = 10.0
"""From the first byte (or from connecting) to the end of a request's headers."""
CONNECTIONS_MAX = 140
"""A browser opens six to one server. macOS gives a process 256 handles; the database takes some,
and the local network gets 80 (`listening`)."""


class Connection(H11Protocol):
    """uvicorn's own protocol, with the two limits above."""

    @property
    def most(self) -> int:
        """How many there may be beside each other at this listener."""
        return CONNECTIONS_MAX

    _deadline: asyncio.TimerHandle | None = None
    heard_at = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as h11_impl
        super().connection_made(transport)
        self.heard_at = self.loop.time()
        self._watch()
        if len(self.connections) > self.most:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        self.heard_at = self.loop.time()
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_deadline()
        super().connection_lost(exc)

    @property
    def asks_nothing(self) -> bool:
        return self.conn.their_state is h11.IDLE

    def _watch(self) -> None:
        """Between two requests uvicorn's keep-alive watches; here, from a request's first byte."""
        if not self.asks_nothing:
            self._forget_deadline()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_WITHIN_S, self.transport.abort)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _make_room(self) -> None:
        """Drop the connection that asked nothing for longest, so that silent ones shut nobody out.

        It may be this very one, if all others are being answered.
        """
        silent = [
            each for each in self.connections if isinstance(each, Connection) and each.asks_nothing
        ]
        longest = min(silent, key=lambda each: each.heard_at)
        self.connections.discard(longest)
        longest.transport.abort()
