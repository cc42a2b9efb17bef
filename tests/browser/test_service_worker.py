"""The guarantees of web/sw/sw.ts in a real browser, with real stops and upgrades."""

import base64
import hashlib
import os
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

import infoview_sync

pytestmark = pytest.mark.browser

BUILT = Path(infoview_sync.__file__).parent / "server" / "app"


class AppFiles(SimpleHTTPRequestHandler):
    """Serves the built app, and one API route that counts as the server's own word."""

    def do_GET(self) -> None:
        if self.path.startswith("/sync/"):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"from the server")
            return
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: pytest shows what matters."""


class Site:
    """A folder with the app, served on one loopback port that survives a stop."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.start()

    def start(self) -> None:
        handler = partial(AppFiles, directory=str(self.folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def upgrade(self, *, served: str = "the next version") -> None:
        """Deploy another build: a changed page, and the service worker that lists its hash."""
        page, worker = self.folder / "index.html", self.folder / "sw.js"
        before = page.read_bytes()
        after = _marked(before, "the next version")
        script = worker.read_text().replace(_integrity(before), _integrity(after))
        version = re.search(r"[`'\"]([0-9a-f]{16})[`'\"]", script)
        assert version is not None, "sw.js holds no version"
        worker.write_text(script.replace(version[1], "f" * 16))
        page.write_bytes(_marked(before, served))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    served = Site(Path(shutil.copytree(BUILT, tmp_path / "app")))
    yield served
    served.stop()


@pytest.fixture
def browser_context() -> Iterator[BrowserContext]:
    executable = os.environ.get("INFOVIEW_CHROMIUM")
    with sync_playwright() as run:
        browser = run.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser.new_context()
        browser.close()


def test_the_first_visit_is_enough_to_open_any_screen_offline(
    site: Site, browser_context: BrowserContext
) -> None:
    _visit(browser_context, site).close()
    site.stop()
    page = browser_context.new_page()
    page.goto(site.url + "people/somebody")
    expect(page.locator("#app > *").first).to_be_visible()
    site.start()


def test_the_api_is_never_answered_from_the_cache(
    site: Site, browser_context: BrowserContext
) -> None:
    page = _visit(browser_context, site)
    ask = "() => fetch('/sync/heads').then((answer) => answer.text(), () => 'no answer')"
    assert page.evaluate(ask) == "from the server"
    site.stop()
    assert page.evaluate(ask) == "no answer"
    site.start()


def test_a_new_version_waits_for_the_open_page_and_starts_when_told(
    site: Site, browser_context: BrowserContext
) -> None:
    page = _visit(browser_context, site)
    old = _caches(page)
    site.upgrade()
    _look_for_update(page)
    _until(page, "waiting")
    assert _caches(page) == [*old, "infoview-app-" + "f" * 16]
    assert "the next version" not in page.content()
    with page.expect_navigation():
        page.evaluate(
            "() => navigator.serviceWorker.getRegistration()"
            ".then((found) => found.waiting.postMessage('start-now'))"
        )
    assert "the next version" in page.content()
    assert _caches(page) == ["infoview-app-" + "f" * 16]


def test_a_half_upgraded_server_leaves_the_old_version_whole(
    site: Site, browser_context: BrowserContext
) -> None:
    page = _visit(browser_context, site)
    old = _caches(page)
    site.upgrade(served="torn")
    _look_for_update(page)
    _until(page, "active")
    assert _caches(page) == old
    site.stop()
    page.reload()
    expect(page.locator("#app > *").first).to_be_visible()
    assert "torn" not in page.content()
    site.start()


def _visit(context: BrowserContext, site: Site) -> Page:
    page = context.new_page()
    page.goto(site.url)
    _until(page, "active")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    return page


def _look_for_update(page: Page) -> None:
    page.evaluate(
        "() => navigator.serviceWorker.getRegistration()"
        ".then((found) => found.update()).catch(() => undefined)"
    )


def _until(page: Page, state: str) -> None:
    """Wait until the registration has a worker in that state and is installing none."""
    page.evaluate(
        """async (state) => {
          const deadline = Date.now() + 10000;
          while (Date.now() < deadline) {
            const found = await navigator.serviceWorker.getRegistration();
            if (found?.[state]?.state && found.installing === null &&
                (state !== "active" || found.active.state === "activated")) return;
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
          throw new Error(`no service worker is ${state}`);
        }""",
        state,
    )


def _caches(page: Page) -> list[str]:
    names: list[str] = page.evaluate("() => caches.keys()")
    return names


def _marked(page: bytes, mark: str) -> bytes:
    return page.replace(b"</body>", f"<!-- {mark} --></body>".encode())


def _integrity(content: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()
