"""JSON nested a hundred thousand deep, wherever a device reads what others send: a typed error."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from infoview_sync.devices.asking import Invited, ask_in
from infoview_sync.devices.joining import new_device
from infoview_sync.errors import SyncError, Untrusted
from infoview_sync.keys.grant import open_grant
from infoview_sync.keys.primitives import ONCE, seal
from infoview_sync.stores.relayed import RelayStore, is_relay
from tests.server.test_pairing import applicant_of
from tests.world import world

NESTED = b'{"unknown":' + b"[" * 100_000
KEY = bytes(32)


@pytest.fixture(params=[200, 202, 400, 500])
async def hostile(request: pytest.FixtureRequest) -> AsyncIterator[httpx.AsyncClient]:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(request.param, stream=httpx.ByteStream(NESTED))

    transport = httpx.MockTransport(answer)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as client:
        yield client


async def _asks_in(client: httpx.AsyncClient) -> None:
    random_bytes = world(name="phone").random_bytes
    applicant = applicant_of(new_device(random_bytes))
    await ask_in(client, Invited(KEY, None), applicant, random_bytes)


async def _looks(client: httpx.AsyncClient) -> None:
    await RelayStore(client, "0123456789abcdef").look()


@pytest.mark.parametrize("ask", [_asks_in, _looks])
async def test_a_server_that_nests_is_told_apart(
    hostile: httpx.AsyncClient, ask: Callable[[httpx.AsyncClient], Awaitable[None]]
) -> None:
    with pytest.raises(SyncError):
        await ask(hostile)


async def test_it_is_no_relay(hostile: httpx.AsyncClient) -> None:
    assert not await is_relay(hostile)


def test_a_grant_that_nests_lets_nobody_in() -> None:
    with pytest.raises(Untrusted):
        open_grant(KEY, seal(KEY, ONCE, NESTED))
