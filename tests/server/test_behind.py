"""A proxy on this machine: whose word about its clients counts, and what it never is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import NamedTuple

import httpx
import pytest

from infoview_sync.errors import UsageError
from infoview_sync.keys.pairing import invitation_of, secret_hash
from infoview_sync.keys.texts import from_text
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.serve import bind, proxied_origins, serve
from tests.authors import TOKEN, let_in

PUBLIC = "https://laptop.example.org"
HOST = {"host": "laptop.example.org"}
FORWARDED = {**HOST, "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"}
BEARER = {"authorization": f"Bearer {TOKEN}"}
LOCAL_ONLY = [("GET", "/devices/asking"), ("POST", "/devices/invite"), ("POST", "/devices/decide")]


class Behind(NamedTuple):
    """`link`: the one-use link for a browser of this machine."""

    port: int
    link: str

    def client(self, *, from_address: str = "127.0.0.1") -> httpx.AsyncClient:
        transport = httpx.AsyncHTTPTransport(local_address=from_address)
        return httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{self.port}")


@pytest.fixture
async def behind(notebook: Notebook) -> AsyncIterator[Behind]:
    await let_in(notebook)
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    with bind(0) as listener:
        task = asyncio.create_task(serve(notebook, listener, ready.set_result, behind=PUBLIC))
        yield Behind(listener.getsockname()[1], await asyncio.wait_for(ready, 10))
        task.cancel()
        with suppress(asyncio.CancelledError, KeyboardInterrupt):
            await task


async def test_the_proxy_reaches_the_app_by_its_public_name(behind: Behind) -> None:
    async with behind.client() as proxy:
        own = {**FORWARDED, "origin": PUBLIC, "sec-fetch-site": "same-origin"}
        assert (await proxy.get("/", headers=own)).status_code == 200
        heads = await proxy.get("/sync/heads", headers={**own, **BEARER})
        assert heads.status_code == 200
        assert "strict-transport-security" not in heads.headers


@pytest.mark.parametrize(
    "headers",
    [
        HOST,
        {**HOST, "x-forwarded-proto": "http"},
        {**FORWARDED, "host": "laptop.example.org:4663"},
        {**FORWARDED, "host": "other.example.org"},
        {"host": "other.example.org", "x-forwarded-host": "laptop.example.org"},
        {**FORWARDED, "host": "localhost.example.org"},
    ],
)
async def test_without_https_or_by_another_name_it_reaches_nothing(
    behind: Behind, headers: dict[str, str]
) -> None:
    async with behind.client() as proxy:
        answer = await proxy.get("/sync/heads", headers={**headers, **BEARER})
        assert answer.status_code == 421


async def test_a_stranger_s_forwarded_headers_are_not_believed(behind: Behind) -> None:
    async with behind.client(from_address="127.0.0.2") as stranger:
        answer = await stranger.get("/sync/heads", headers={**FORWARDED, **BEARER})
        assert answer.status_code == 421


@pytest.mark.parametrize(
    "origin", ["https://other.example.org", "http://laptop.example.org", "null"]
)
async def test_another_origin_is_refused_through_the_proxy_as_well(
    behind: Behind, origin: str
) -> None:
    async with behind.client() as proxy:
        answer = await proxy.get("/", headers={**FORWARDED, "origin": origin})
        assert answer.status_code == 403


@pytest.mark.parametrize("client", ["203.0.113.7", "127.0.0.1", "::1", "127.0.0.1, 127.0.0.1", ""])
@pytest.mark.parametrize(("method", "path"), LOCAL_ONLY)
async def test_who_comes_through_the_proxy_is_never_taken_for_this_machine(
    behind: Behind, client: str, method: str, path: str
) -> None:
    headers = {**FORWARDED, **BEARER, "x-forwarded-for": client}
    said = {"sort": "qr", "session": "0" * 16, "approve": True}
    async with behind.client() as proxy:
        answer = await proxy.request(method, path, headers=headers, json=said)
        assert answer.status_code == 403
        del headers["x-forwarded-for"]
        answer = await proxy.request(method, path, headers=headers, json=said)
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "header",
    [
        "forwarded",
        "via",
        "x-real-ip",
        "x-forwarded-host",
        "x-forwarded-for",
        "tailscale-user-login",
    ],
)
async def test_a_proxy_that_hides_the_name_is_known_by_its_headers(
    behind: Behind, header: str
) -> None:
    """It says "127.0.0.1" as Host, as nginx does unless told otherwise."""
    async with behind.client() as proxy:
        assert (await proxy.get("/devices/asking", headers=BEARER)).status_code == 200
        answer = await proxy.get("/devices/asking", headers={**BEARER, header: "x"})
        assert answer.status_code == 403


async def test_the_link_for_this_machine_opens_nothing_through_the_proxy(behind: Behind) -> None:
    secret = behind.link.partition("#here=")[2].partition(".")[0]
    begin = {
        "commitment": "A" * 43,
        "invitation": invitation_of(secret_hash(from_text(secret, length=32))),
    }
    async with behind.client() as proxy:
        answer = await proxy.post("/pair/begin", headers=FORWARDED, json=begin)
        assert answer.status_code == 403
        assert (await proxy.post("/pair/begin", json=begin)).status_code == 200


async def test_others_are_invited_to_the_public_address(behind: Behind) -> None:
    async with behind.client() as here:
        shown = (await here.post("/devices/invite", headers=BEARER, json={"sort": "qr"})).json()
    assert shown["link"].startswith(f"{PUBLIC}/#pair=")
    assert "only_here" not in shown


@pytest.mark.parametrize(
    "url",
    [
        "http://laptop.example.org", "laptop.example.org", "https://", "https://a.example.org/app",
        "https://a.example.org/", "https://kim@a.example.org", "https://a.example.org?x",
        "https://a.example.org#x", "https://a example.org", "https://127.0.0.1:99999999", "",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_an_origin_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="--behind"):
        proxied_origins(url)


def test_the_usual_port_is_not_part_of_an_origin() -> None:
    assert proxied_origins("https://A.example.org:443") == {
        "a.example.org": "https://a.example.org"
    }
    assert proxied_origins("https://a.example.org:8443") == {
        "a.example.org:8443": "https://a.example.org:8443"
    }
