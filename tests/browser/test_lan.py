"""The local network in a real Chromium: trusting the laptop, the app over HTTPS, and offline."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import HTTPServer, SimpleHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect

from infoview_sync.server import certificates
from infoview_sync.server.addresses import in_url, lan_addresses
from infoview_sync.server.lan import LAN_PORT_AFTER
from tests.browser.conftest import LAPTOP, PHONE, Laptop, Problems, go, watched
from tests.browser.test_interview_room import looked_at
from tests.browser.test_pairing import (
    CUT_OFF_MS,
    PHONE_AGENT,
    add,
    names,
    opened,
    paired,
    state_of,
)
from tests.server.lan import free_ports

pytestmark = pytest.mark.browser

SERVED_WITH = ("--lan", "--no-announce")
CHECKED_MS = 20_000
"""The page waits 8 s for a name that nobody answers to."""
Picture = Callable[[Page, str], None]


@pytest.fixture
def address() -> str:
    """This machine's own, as a link writes it."""
    found = lan_addresses()
    assert found, "this machine has no private address: tests of the LAN need one"
    return in_url(found[0])


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[Laptop]:
    """Served to the network by the real command, without telling the network its name."""
    laptop = Laptop(tmp_path / "home")
    laptop.port = free_ports() - LAN_PORT_AFTER
    laptop.start(*SERVED_WITH)
    yield laptop
    laptop.stop()


def secure(lan: Laptop, host: str) -> str:
    return f"https://{host}:{lan.port + LAN_PORT_AFTER}"


def page_about_trust(lan: Laptop, host: str) -> str:
    return f"http://{host}:{lan.port + 2 * LAN_PORT_AFTER}/"


def name_of(lan: Laptop) -> str:
    return certificates.name_of(certificates.from_pem(authority_of(lan)).certificate)


def authority_of(lan: Laptop) -> bytes:
    return (lan.home / "lan/authority.pem").read_bytes()


@pytest.fixture
def trusting(
    playwright: Playwright, tmp_path: Path, lan: Laptop, address: str
) -> Iterator[BrowserContext]:
    """A Chromium with a home of its own, in whose NSS database the authority is trusted."""
    certutil = os.environ.get("INFOVIEW_CERTUTIL") or shutil.which("certutil")
    if not certutil:
        reason = "no certutil: scripts/certutil says why; INFOVIEW_CERTUTIL=PATH names one"
        # Only a person may do without: CI that skips it would say that all is well.
        assert os.environ.get("CI") != "true", reason
        pytest.skip(reason)
    database = tmp_path / "browser/.pki/nssdb"
    database.mkdir(parents=True)
    for said in (
        ["-N", "--empty-password"],
        ["-A", "-n", "InfoView", "-t", "C,,", "-i", str(lan.home / "lan/infoview.crt")],
    ):
        subprocess.run([certutil, "-d", f"sql:{database}", *said], check=True, capture_output=True)
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "browser/profile",
        executable_path=os.environ.get("INFOVIEW_CHROMIUM") or None,
        args=[
            # As mDNS would have it.
            f"--host-resolver-rules=MAP other.local 127.0.0.1, MAP *.local {address}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ],
        env={**os.environ, "HOME": str(tmp_path / "browser")},
        viewport=PHONE,
        is_mobile=True,
        has_touch=True,
        user_agent=PHONE_AGENT,
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("agent", "steps"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit Safari", "iphone"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit Chrome Mobile Safari", "android"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit Chrome", "other"),
    ],
)
def test_a_device_that_does_not_trust_yet_is_shown_its_steps(
    *, chromium: Browser, lan: Laptop, address: str, picture: Picture, agent: str, steps: str,
    scheme: str,
) -> None:  # fmt: skip
    size = LAPTOP if steps == "other" else PHONE
    context = chromium.new_context(
        user_agent=agent, viewport=size, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security" in said.text else None,
    )
    page.goto(page_about_trust(lan, address))
    expect(page.get_by_role("status")).to_contain_text("Not yet", timeout=CHECKED_MS)
    assert page.evaluate("[...document.querySelectorAll('details[open]')].map(d => d.id)") == [
        steps
    ]
    looked_at(page, picture, f"trust-{steps}-{scheme}")
    assert faults == []
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(secure(lan, address))
    context.close()


def test_the_certificate_is_downloaded_from_the_page(
    chromium: Browser, lan: Laptop, address: str
) -> None:
    page = chromium.new_context(user_agent="Mozilla/5.0 (Linux; Android 16)").new_page()
    page.goto(page_about_trust(lan, address))
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the certificate").first.click()
    assert coming.value.suggested_filename == "infoview.crt"
    own = certificates.from_pem(authority_of(lan)).certificate
    assert Path(coming.value.path()).read_bytes() == certificates.to_der(own)
    page.context.close()


def test_the_page_notices_that_it_is_trusted_and_leads_to_the_app(
    trusting: BrowserContext, lan: Laptop, address: str, picture: Picture
) -> None:
    page = trusting.new_page()
    page.goto(page_about_trust(lan, address))
    expect(page.get_by_role("status")).to_contain_text("Yes", timeout=CHECKED_MS)
    checked = page.locator("[data-probe]")
    expect(page.locator(".works")).to_have_count(checked.count())
    looked_at(page, picture, "trust-works")
    page.get_by_role("link", name="Open InfoView").click()
    expect(page.locator("#app > *").first).to_be_visible()
    assert page.url.startswith(secure(lan, name_of(lan)))


@pytest.mark.parametrize("by", ["name", "address"])
def test_the_app_opens_over_https_and_without_the_laptop(
    trusting: BrowserContext, lan: Laptop, address: str, by: str, problems: Problems
) -> None:
    url = secure(lan, name_of(lan) if by == "name" else address)
    page = watched(trusting.new_page(), problems)
    page.goto(url)
    assert page.evaluate("isSecureContext && !!crypto.subtle")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    expect(page.locator("#app > *").first).to_be_visible()
    shown = page.locator("h1").first.inner_text()
    lan.stop()
    page.reload()
    expect(page.locator("h1").first).to_have_text(shown)


@pytest.mark.parametrize(
    ("name", "number", "error"),
    [
        ("other.local", "", "ERR_CERT_INVALID"),
        ("", "127.0.0.1", "ERR_CERT_INVALID"),
        ("", "", "ERR_CERT_COMMON_NAME_INVALID"),
    ],
    ids=["another name", "another address", "a good certificate at another name"],
)
def test_what_the_authority_may_not_vouch_for_is_refused(
    *, trusting: BrowserContext, lan: Laptop, address: str, tmp_path: Path, name: str, number: str,
    error: str,
) -> None:  # fmt: skip
    """Whoever has stolen its key serves a certificate of their own making."""
    authority = certificates.from_pem(authority_of(lan))
    own = ip_address(address.strip("[]"))
    forged = certificates.issue(
        authority,
        name=name or name_of(lan),
        addresses=[ip_address(number) if number else own],
        now=datetime.now(UTC),
    )
    with served_with(certificates.to_pem(forged), tmp_path / "forged.pem") as port:
        page = trusting.new_page()
        with pytest.raises(Error, match=error):
            page.goto(f"https://{name or '127.0.0.1'}:{port}/")


@contextmanager
def served_with(pem: bytes, path: Path) -> Iterator[int]:
    path.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        serving = threading.Thread(target=server.serve_forever, args=(0.05,))
        serving.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            serving.join()


def test_the_whole_story_over_https(
    chromium: Browser, trusting: BrowserContext, lan: Laptop, address: str, problems: Problems
) -> None:
    """Let in by the code on the screen, written to without the laptop, synced again, cut off."""
    lan.run("add", "Ada Novak")
    at_home = chromium.new_context(viewport=LAPTOP, reduced_motion="reduce")
    phone = watched(trusting.new_page(), problems)
    paired(opened(watched(at_home.new_page(), problems), lan), phone)
    assert phone.url.startswith(secure(lan, address))
    phone.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    at_home.close()

    lan.stop()
    phone.reload()
    go(phone, "People")
    expect(phone.get_by_text("Ada Novak")).to_be_visible()
    add(phone, "Boris Kim")
    phone.reload()
    expect(phone.get_by_text("Boris Kim").first).to_be_visible()
    assert names(lan) == {"Ada Novak"}

    lan.start(*SERVED_WITH)
    expect(state_of(phone)).to_have_text("Synced")
    assert names(lan) == {"Ada Novak", "Boris Kim"}

    (own,) = [each["log"] for each in lan.json("devices") if each["form"] == "phone"]
    lan.run("revoke", own, "--yes")
    expect(state_of(phone)).to_contain_text("No access", timeout=CUT_OFF_MS)
    add(phone, "Cleo Ruiz")
    assert names(lan) == {"Ada Novak", "Boris Kim"}
