"""The network between devices: httpx asks, the other's real routes answer, and in between messages
are lost, doubled, held back, cut off, or meet a process that has just died.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal, NamedTuple

import httpx

from infoview_sync.sync.heads import decode_heads, heads_of
from tests.conftest import PORT
from tests.simulator.device import Device, Died
from tests.simulator.trace import Trace

Fault = Literal["lost", "answer lost", "twice", "late", "cut"]
FAULTS: tuple[Fault, ...] = ("lost", "answer lost", "twice", "late", "cut")
OFTEN = 0.12
"""How often a message meets a fault: about every third round, since a round has some four."""
LATE_MAX = 8
"""Messages on their way; older ones never arrive."""
TELL_HEADS = ("/sync/heads", "/sync/push")


class Late(NamedTuple):
    """A request that has left its sender and not arrived."""

    server: Device
    request: httpx.Request


class Network:
    """`is_calm`: no faults any more. `apart`: names that reach one another and nobody else."""

    def __init__(self, rng: random.Random, trace: Trace) -> None:
        self.is_calm = False
        self.late: list[Late] = []
        self.pushes: list[Late] = []
        self.apart: frozenset[str] = frozenset()
        self._rng = rng
        self._trace = trace

    def reaches(self, one: Device, other: Device) -> bool:
        """False if the network is parted between the two."""
        return (one.name in self.apart) == (other.name in self.apart)

    @asynccontextmanager
    async def between(self, client: Device, server: Device) -> AsyncIterator[httpx.AsyncClient]:
        token = client.token_by_server.get(server.name, "never paired")
        async with httpx.AsyncClient(
            transport=_Wire(self, client, server),
            base_url=f"http://127.0.0.1:{PORT}",
            headers={"authorization": f"Bearer {token}"},
        ) as opened:
            yield opened

    def fault(self) -> Fault | None:
        if self.is_calm or self._rng.random() >= OFTEN:
            return None
        return self._rng.choice(FAULTS)

    def cut(self, raw: bytes) -> int:
        return self._rng.randrange(len(raw) + 1)

    def say(self, line: str) -> None:
        self._trace.say(f"      {line}")

    async def deliver_late(self) -> bool:
        """One of the messages that are on their way arrives, in any order."""
        if not self.late:
            return False
        server, request = self.late.pop(self._rng.randrange(len(self.late)))
        answer = await delivered(server, request)
        self.say(f"late {request.url.path} at {server.name}: {answer.status_code}")
        return True


async def delivered(server: Device, request: httpx.Request) -> httpx.Response:
    """What the server's routes answer to a copy of this request, whole."""
    copy = httpx.Request(
        request.method, request.url, headers=request.headers, content=request.content
    )
    answer = await server.app.handle_async_request(copy)
    await answer.aread()
    # What the server notes beside its answer is written when this returns.
    await server.notebook.write(lambda _: None)
    if (
        answer.status_code == httpx.codes.OK
        and request.url.path in TELL_HEADS
        and not server.is_dead()
    ):
        server.promises.heads.update(heads_of(decode_heads(answer.content)))
    return answer


class _Wire(httpx.AsyncBaseTransport):
    def __init__(self, network: Network, client: Device, server: Device) -> None:
        self._network = network
        self._client = client
        self._server = server

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        network, client, server = self._network, self._client, self._server
        await request.aread()
        if client.is_dead():
            raise Died
        fault = network.fault()
        if fault is not None:
            network.say(f"{fault} {request.url.path} {client.name}→{server.name}")
        if server.is_dead() or fault == "lost":
            raise httpx.ConnectError("nobody there", request=request)
        if request.url.path == "/sync/push":
            network.pushes.append(Late(server, request))
        if fault == "late":
            network.late = [*network.late, Late(server, request)][-LATE_MAX:]
            raise httpx.ReadTimeout("no answer", request=request)
        answer = await delivered(server, request)
        if fault == "twice" and not server.is_dead():
            answer = await delivered(server, request)
        if server.is_dead() or fault == "answer lost":
            raise httpx.ReadError("no answer", request=request)
        raw = answer.content
        whole = None if fault != "cut" else network.cut(raw)
        return httpx.Response(
            answer.status_code, headers=answer.headers, stream=_Answer(raw, whole), request=request
        )


class _Answer(httpx.AsyncByteStream):
    """The bytes; `until`: after so many of them the connection breaks."""

    def __init__(self, raw: bytes, until: int | None) -> None:
        self._raw = raw
        self._until = until

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._raw[: self._until]
        if self._until is not None:
            raise httpx.ReadError("cut off")
