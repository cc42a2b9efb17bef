"""The machine's name is told by mDNS: on loopback, so that the test bothers no network."""

from __future__ import annotations

import sys
from ipaddress import ip_address

import pytest
from zeroconf import AddressResolverIPv4
from zeroconf.asyncio import AsyncZeroconf

from infoview_sync.server.announcing import Announcer

NAME = "sample-laptop-of-a-test.local"
ASK_MS = 3_000
HERE = ip_address("127.0.0.1")


async def resolved() -> list[str]:
    asking = AsyncZeroconf(interfaces=[str(HERE)])
    try:
        resolver = AddressResolverIPv4(f"{NAME}.")
        await resolver.async_request(asking.zeroconf, ASK_MS)
        return resolver.parsed_addresses()
    finally:
        await asking.async_close()


async def test_the_name_leads_to_the_address_until_it_is_taken_back() -> None:
    announcer = Announcer(NAME, 4673)
    try:
        assert await announcer.tell([HERE]) == "infoview"
        assert await resolved() == [str(HERE)]
        assert await announcer.tell([]) == "nobody"
        assert await resolved() == []
    finally:
        await announcer.close()


async def test_a_name_that_the_system_tells_is_left_to_it() -> None:
    announcer = Announcer("localhost", 4673)
    assert await announcer.tell([HERE]) == "system"
    await announcer.close()


async def test_without_zeroconf_nobody_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zeroconf", None)
    assert await Announcer(NAME, 4673).tell([HERE]) == "nobody"
