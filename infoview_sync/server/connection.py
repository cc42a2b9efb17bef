"""One TCP connection: how long it may keep silent, or not listen, and how many there may be.

uvicorn waits for ever for a request's first line, for the rest of one that it has answered, and for
an answer to be read. A thousand connections that say nothing, or one letter a minute, would then
hold every file handle of this process, before any token is asked for.
"""

from __future__ import annotations

import asyncio
import socket

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN_S = 10.0
"""From the first byte (or from connecting) to the end of a request's headers; and from an answer
that did not wait for the request's body (who is turned away still sends it) to the body's end."""
STALL_S = 20.0
"""In so much time at least PORTION_BYTES of a body come and, while an answer waits to be read, go.
A phone in a tunnel comes back and sends again."""
PORTION_BYTES = 16 * 1024
"""Far less than the slowest mobile network carries, but nobody holds a connection with silence."""
_UNSENT_BYTES_MAX = 64 * 1024
"""In the kernel. It would take megabytes of an answer at once, and while a phone on a slow network
reads those, nothing would be seen to go."""
CONNECTIONS_MAX = 140
"""A browser opens six to one server. macOS gives a process 256 handles; the database takes some,
and the local network gets 80 (`listening`)."""


class Connection(H11Protocol):
    """uvicorn's own protocol, with the limits above."""

    @property
    def most(self) -> int:
        """How many there may be beside each other at this listener."""
        return CONNECTIONS_MAX

    _deadline: asyncio.TimerHandle | None = None
    _patience: asyncio.TimerHandle | None = None
    heard_at = 0.0
    wire: asyncio.Transport | None = None
    """Below TLS, whose own buffer does not tell what was read; the transport itself without."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as h11_impl
        super().connection_made(transport)
        self.wire = self.wire or transport
        _keep_little_unsent(self.wire)
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
        self._forget_patience()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self._watch()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._be_patient()

    def resume_writing(self) -> None:
        self._forget_patience()
        super().resume_writing()

    @property
    def asks_nothing(self) -> bool:
        """Nothing is to be answered: no request has begun, or it was answered already."""
        return self.conn.our_state not in (h11.SEND_RESPONSE, h11.SEND_BODY)

    def _watch(self) -> None:
        """Between two requests uvicorn's keep-alive watches; here, from a request's first byte,
        and from an answer until the request has come to its end.
        """
        if not self.asks_nothing:
            self._forget_deadline()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_WITHIN_S, self.transport.abort)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _be_patient(self) -> None:
        self._patience = self.loop.call_later(STALL_S, self._give_up_unless_read, self._unread())

    def _give_up_unless_read(self, before: int) -> None:
        if before - self._unread() < PORTION_BYTES:
            self.transport.abort()
        else:
            self._be_patient()

    def _unread(self) -> int:
        """Bytes that the kernel has not taken yet. While writing is paused they only get fewer."""
        return 0 if self.wire is None else self.wire.get_write_buffer_size()

    def _forget_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

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


def _keep_little_unsent(wire: asyncio.Transport) -> None:
    """Windows has no such option; its kernel takes what is written piece by piece anyway."""
    opened = wire.get_extra_info("socket")
    if hasattr(socket, "TCP_NOTSENT_LOWAT") and opened is not None:
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, _UNSENT_BYTES_MAX)
