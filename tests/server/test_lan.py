"""The local network: what HTTPS lets in, what plain http shows, and how both follow the network."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509

from infoview_sync.errors import UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server import certificates, listening
from infoview_sync.server.door import SECURITY_HEADERS
from infoview_sync.server.lan import LAN_PORT_AFTER
from infoview_sync.server.trust_page import CERTIFICATE_PATH, CERTIFICATE_TYPE
from tests.authors import TOKEN, let_in
from tests.server.lan import (
    LOOK_EVERY_S,
    NAME,
    Network,
    Served,
    client_of,
    days,
    reachable,
    served,
    trusting,
)

TRIES = 200
BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def home(notebook: Notebook) -> Path:
    return notebook.database.parent


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
async def lan(notebook: Notebook, home: Path, network: Network) -> AsyncIterator[Served]:
    await let_in(notebook, is_here=False)
    async with served(notebook, home, network) as running:
        yield running


@pytest.fixture
async def page(lan: Served, network: Network) -> AsyncIterator[httpx.AsyncClient]:
    """The unencrypted side."""
    address = f"http://{network.home}:{network.port + LAN_PORT_AFTER}"
    async with httpx.AsyncClient(base_url=address) as client:
        yield client


@pytest.mark.parametrize("name", [NAME, None])
async def test_a_device_with_a_token_syncs_over_https_by_name_and_address(
    lan: Served, network: Network, home: Path, name: str | None
) -> None:
    async with client_of(network, home, name=name) as client:
        assert (await client.get("/")).status_code == 200
        assert (await client.get("/sync/heads", headers=BEARER)).status_code == 200
        assert (await client.get("/sync/heads")).status_code == 401
        answer = await client.get("/")
        assert "strict-transport-security" not in answer.headers


async def test_only_the_pages_of_that_very_address_may_ask(
    lan: Served, network: Network, home: Path
) -> None:
    own = f"https://{network.home}:{network.port}"
    wrong = [
        f"https://{NAME}:{network.port}",
        f"http://{network.home}:{network.port + LAN_PORT_AFTER}",
        f"http://127.0.0.1:{lan.port}",
        "null",
    ]
    async with client_of(network, home) as client:
        for origin, status in [(own, 200), *((each, 403) for each in wrong)]:
            answer = await client.get("/sync/heads", headers={**BEARER, "origin": origin})
            assert answer.status_code == status, origin


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:{lan}", "{home}:{page}", "{home}", ""])
async def test_each_listener_answers_to_its_own_names_only(
    lan: Served, network: Network, home: Path, page: httpx.AsyncClient, host: str
) -> None:
    ports = {"lan": network.port, "page": network.port + LAN_PORT_AFTER, "home": network.home}
    named = {"host": host.format(**ports)}
    async with client_of(network, home) as client:
        assert (await client.get("/", headers=named)).status_code == 421
    if "{page}" not in host:
        assert (await page.get("/", headers=named)).status_code == 421
    async with httpx.AsyncClient() as here:
        answer = await here.get(f"http://127.0.0.1:{lan.port}/", headers=named)
        assert answer.status_code == 421


async def test_the_names_of_the_lan_are_not_answered_on_loopback(
    lan: Served, network: Network
) -> None:
    async with httpx.AsyncClient(headers=BEARER) as here:
        for name in (NAME, network.home):
            named = {"host": f"{name}:{network.port}"}
            answer = await here.get(f"http://127.0.0.1:{lan.port}/sync/heads", headers=named)
            assert answer.status_code == 421


async def test_what_is_for_this_machine_s_browser_is_not_for_the_lan(
    lan: Served, network: Network, home: Path
) -> None:
    """Not even when this very machine asks by its outer address."""
    async with client_of(network, home) as client:
        for path in ("/devices/asking", "/devices/invite"):
            answer = await client.request(
                "GET" if path.endswith("asking") else "POST", path,
                headers=BEARER, json={"sort": "qr"},
            )  # fmt: skip
            assert answer.status_code == 403, path


async def test_another_name_s_certificate_is_refused(
    lan: Served, network: Network, home: Path
) -> None:
    async with client_of(network, home, name="other.local") as client:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await client.get("/")


async def test_old_tls_is_refused(lan: Served, network: Network, home: Path) -> None:
    context = trusting(home)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        await asyncio.open_connection(str(network.addresses[0]), network.port, ssl=context)


async def test_plain_http_shows_the_page_and_nothing_else(
    lan: Served, network: Network, page: httpx.AsyncClient
) -> None:
    shown = await page.get("/")
    assert shown.status_code == 200
    for path in ("/trust.css", "/trust.js", "/icon.svg", CERTIFICATE_PATH):
        assert (await page.get(path)).status_code == 200, path
    for path in (
        "/sync/heads", "/sync/pull", "/sync/push", "/sync/keys", "/files/export/notebook.ndjson",
        "/devices/list", "/pair/begin", "/pair/reveal", "/pair/finish", "/calendar/x.ics",
        "/index.html", "/sw.js", "/people",
    ):  # fmt: skip
        for method in ("GET", "POST"):
            answer = await page.request(method, path, headers=BEARER)
            assert answer.status_code in (401, 404), path
            assert answer.headers["cache-control"] == "no-store"


async def test_the_page_says_how_to_trust_us_and_what_it_cannot_do(
    lan: Served, network: Network, home: Path, page: httpx.AsyncClient
) -> None:
    text = (await page.get("/")).text
    for words in (
        "not encrypted", "Certificate Trust Settings", "CA certificate", "iPhone", "Android",
        f"https://{NAME}:{network.port}/", f"https://{network.home}:{network.port}/",
    ):  # fmt: skip
        assert words in text, words
    told = re.search(r'<pre class="fingerprint">([0-9A-F\s]+)</pre>', text)
    assert told is not None
    assert told[1].split() == lan.shown.fingerprint.split(":")
    assert "{{" not in text


async def test_the_page_s_policy_admits_its_own_script_and_our_picture_only(
    lan: Served, network: Network, page: httpx.AsyncClient
) -> None:
    answer = await page.get("/")
    policy = dict(
        each.strip().partition(" ")[::2]
        for each in answer.headers["content-security-policy"].split(";")
    )
    hosts = [NAME, network.home]
    if network.addresses[0].version == 6:
        hosts.pop()  # no policy can name it
    origins = " ".join(f"https://{host}:{network.port}" for host in hosts)
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' {origins}",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert not re.search(r"<script(?![^>]*\ssrc=)|\son[a-z]+=|style=", answer.text)
    for name, value in SECURITY_HEADERS.items():
        if name != "content-security-policy":
            assert answer.headers[name] == value
    assert "strict-transport-security" not in answer.headers


async def test_the_picture_that_proves_trust_is_for_who_has_read_the_page(
    lan: Served, network: Network, home: Path, page: httpx.AsyncClient
) -> None:
    found = re.search(
        r'data-probe="https://[^"]*(/trusted-[\w-]+\.svg)"', (await page.get("/")).text
    )
    assert found is not None
    async with client_of(network, home) as client:
        crossing = {"sec-fetch-site": "cross-site"}
        picture = await client.get(found[1], headers=crossing)
        assert picture.headers["content-type"] == "image/svg+xml"
        assert picture.headers["cross-origin-resource-policy"] == "cross-origin"
        icon = await client.get("/icon.svg", headers=crossing)
        assert icon.headers["cross-origin-resource-policy"] == "same-origin"
        assert (await client.get("/trusted-x.svg")).status_code == 404


async def test_the_certificate_comes_as_phones_take_it(
    lan: Served, home: Path, page: httpx.AsyncClient
) -> None:
    answer = await page.get(CERTIFICATE_PATH)
    assert answer.headers["content-type"] == CERTIFICATE_TYPE
    certificate = x509.load_der_x509_certificate(answer.content)
    assert certificates.fingerprint(certificate) == lan.shown.fingerprint
    kept = x509.load_pem_x509_certificate((home / "lan/infoview.crt").read_bytes())
    assert kept == certificate


async def test_a_new_address_is_served_and_certified_while_running(
    lan: Served, network: Network, home: Path
) -> None:
    more = ip_address("127.0.0.3")  # nobody may certify it, but anybody can listen at it
    before = lan.shown
    network.addresses = [network.addresses[0], more]
    shown = await network.next_told()
    assert f"https://{more}:{network.port}" in shown.origins
    assert shown.fingerprint == before.fingerprint
    await reachable(str(more), network.port)
    network.addresses = network.addresses[:1]
    shown = await network.next_told()
    assert shown.origins == before.origins
    assert await is_left(str(more), network.port)


async def test_an_address_that_is_not_ready_yet_stops_nothing(
    lan: Served, network: Network, home: Path
) -> None:
    network.addresses = [network.addresses[0], ip_address("10.255.255.254")]
    await network.next_told()
    async with client_of(network, home) as client:
        assert (await client.get("/")).status_code == 200


async def test_the_network_may_go_and_come_back(lan: Served, network: Network, home: Path) -> None:
    addresses, network.addresses = network.addresses, []
    assert (await network.next_told()).best is None
    network.addresses = addresses
    assert (await network.next_told()).origins == lan.shown.origins
    await reachable(str(addresses[0]), network.port)
    async with client_of(network, home) as client:
        assert (await client.get("/")).status_code == 200


async def test_the_certificate_is_renewed_while_running(
    lan: Served, network: Network, home: Path
) -> None:
    before = await presented(network)
    network.now += days(370)
    after = before
    for _ in range(TRIES):
        await asyncio.sleep(LOOK_EVERY_S)
        if (after := await presented(network)) != before:
            break
    assert after.not_valid_after_utc > network.now + days(300)
    assert after.issuer == before.issuer


async def test_what_cannot_be_renewed_now_is_served_on_and_renewed_later(
    lan: Served, network: Network, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = home / "lan/authority.pem"
    good = kept.read_bytes()
    kept.write_bytes(b"damaged")
    network.addresses = [network.addresses[0], ip_address("127.0.0.3")]
    for _ in range(TRIES):
        await asyncio.sleep(LOOK_EVERY_S)
        if "not looked after" in caplog.text:
            break
    assert "authority.pem" in caplog.text
    async with client_of(network, home) as client:
        assert (await client.get("/")).status_code == 200
    kept.write_bytes(good)
    assert len((await network.next_told()).origins) == 3


async def test_who_connects_and_keeps_silent_shuts_nobody_out(
    lan: Served, network: Network, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "HANDSHAKE_WITHIN_S", 0.5)
    address = str(network.addresses[0])
    silent = [await asyncio.open_connection(address, network.port) for _ in range(60)]
    # Beyond the limit one is hung up on at once, the others when their time is over.
    ends = [asyncio.create_task(reader.read()) for reader, _ in silent]
    done, waiting = await asyncio.wait(ends, timeout=0.3)
    assert len(done) >= len(silent) - listening.HANDSHAKES_MAX
    assert waiting
    done, waiting = await asyncio.wait(ends, timeout=10)
    assert not waiting
    async with client_of(network, home) as client:
        assert (await client.get("/")).status_code == 200
    for _, writer in silent:
        writer.close()


async def is_left(address: str, port: int) -> bool:
    for _ in range(TRIES):
        try:
            _, writer = await asyncio.open_connection(address, port)
        except OSError:
            return True
        writer.close()
        await asyncio.sleep(LOOK_EVERY_S)
    return False


async def presented(network: Network) -> x509.Certificate:
    """The certificate that a new connection gets."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    _, writer = await asyncio.open_connection(str(network.addresses[0]), network.port, ssl=context)
    connection: ssl.SSLObject = writer.get_extra_info("ssl_object")
    der = connection.getpeercert(binary_form=True)
    writer.close()
    assert der is not None
    return x509.load_der_x509_certificate(der)


async def test_without_a_network_or_a_free_port_it_says_so(
    notebook: Notebook, home: Path, network: Network
) -> None:
    addresses, network.addresses = network.addresses, []
    with pytest.raises(UsageError, match="no private address"):
        async with served(notebook, home, network):
            pass
    network.addresses = addresses
    taken = await asyncio.start_server(
        lambda _reader, _writer: None, str(addresses[0]), network.port
    )
    async with taken:
        with pytest.raises(UsageError, match=f"port {network.port} is taken"):
            async with served(notebook, home, network):
                pass
