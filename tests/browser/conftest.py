"""A real server process, real browsers, and the two sizes that every screen must suit."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Response,
    expect,
    sync_playwright,
)

from tests import warm
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/fixtures/linkedin"
PICTURES = ROOT / "test-artefacts"
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
PATIENCE_MS = 60_000
"""A guard against waiting for ever, on a machine that runs a whole test suite beside it; how fast
something is, `scripts/bench` measures.
"""
expect.set_options(timeout=PATIENCE_MS)


class Laptop:
    """A data folder with the command line on it and, while started, a server process."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self._process: warm.Forked | None = None
        self._first_link = ""

    def run(self, *arguments: str) -> str:
        """What the command prints; it must end well."""
        return warm.run("infoview_sync.cli", "--home", str(self.home), *arguments)

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))

    def hears(self, is_so: Callable[[], bool]) -> None:
        """Waits until what a browser said has arrived here."""
        last = time.monotonic() + PATIENCE_MS / 1000
        while not is_so():
            assert time.monotonic() < last, "it never arrived"
            time.sleep(0.1)

    def start(self, *arguments: str) -> None:
        said = ("up", "--port", str(self.port), "--no-browser", *arguments)
        self._process = warm.Forked("infoview_sync.cli", "--home", str(self.home), *said)
        while not self._first_link:
            line = self._process.stdout.readline()
            assert line, "the server ended before it was ready"
            self._first_link = next((word for word in line.split() if word.startswith("http")), "")
        if self._process.poll() is not None:
            pytest.fail("the server ended at once")

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            assert self._process.wait(10) == 0
            self._process = None
            self._first_link = ""

    @property
    def address(self) -> str:
        """A link that lets one browser in, another each time: each is good for one use.

        `up` prints the first; with the server stopped there is nobody to be let in by.
        """
        if self._process is None:
            return self.url
        link, self._first_link = self._first_link, ""
        return link or self.run("open", "--no-browser").strip()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path / "home")
    yield made
    made.stop()


# It keeps an event loop running: one of the session would break the async tests after it.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The shell, if there is one; what keeps a profile or is killed takes the whole Chromium."""
    with _launched(playwright, "INFOVIEW_HEADLESS", "INFOVIEW_CHROMIUM") as browser:
        yield browser


@pytest.fixture(scope="module")
def whole_chromium(playwright: Playwright) -> Iterator[Browser]:
    """For what its shell has not: it installs no app and keeps no screen awake."""
    with _launched(playwright, "INFOVIEW_CHROMIUM") as browser:
        yield browser


@contextmanager
def _launched(playwright: Playwright, *named: str) -> Iterator[Browser]:
    """The first of these that the environment names, else Playwright's own."""
    browser = playwright.chromium.launch(
        executable_path=next(filter(None, map(os.environ.get, named)), None),
        args=["--no-sandbox"] if os.geteuid() == 0 else [],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """As its makers ship it, not Playwright's own: they speak WebDriver BiDi with each other."""
    path = os.environ.get("INFOVIEW_FIREFOX")
    if not path:
        reason = "no Firefox: scripts/firefox says why; INFOVIEW_FIREFOX=PATH names one"
        # Only a person may do without: CI that skips it would say that all is well.
        assert os.environ.get("CI") != "true", reason
        pytest.skip(reason)
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=path,
        # What `reduced_motion` asks for; Firefox has no command for it yet.
        firefox_user_prefs={"ui.prefersReducedMotion": 1},
    )
    yield browser
    browser.close()


Problems = list[str]

# Playwright's own, for a picture: Chromium lets it in, Firefox says by its hash that it did not.
SCREENSHOT_STYLE = "sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA="


def watched(page: Page, problems: Problems) -> Page:
    """Collects whatever a user would never see but must never happen.

    `goto` and `reload` of this page return only when what is drawn can be used.
    """

    def note(words: str) -> None:
        if SCREENSHOT_STYLE not in words:
            problems.append(f"error: {words}")

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error" and "ERR_" not in said.text:
            note(said.text)

    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", hear)
    for name in ("goto", "reload"):
        setattr(page, name, _then_usable(page, getattr(page, name)))
    return page


def _then_usable(page: Page, load: Callable[..., Response | None]) -> Callable[..., Any]:
    """The first screen is drawn before the notebook is open, and is deaf as long (Shell.tsx)."""

    def loaded(*arguments: Any, **named: Any) -> Response | None:
        answer = load(*arguments, **named)
        expect(page.locator("#app:empty, .shell[inert]")).to_have_count(0)
        return answer

    return loaded


@pytest.fixture
def problems() -> Iterator[Problems]:
    """Errors of any page of the test; there must be none at its end."""
    seen: Problems = []
    yield seen
    assert not seen, "\n".join(seen)


def go(page: Page, name: str) -> None:
    """To a place of the navigation; on a phone some are behind "More"."""
    place = page.get_by_role("link", name=name, exact=True)
    if not any(each.is_visible() for each in place.all()):
        page.get_by_role("link", name="More", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("More")
        place = page.get_by_role("main").get_by_role("link", name=name)
    place.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
        timezone_id="Europe/Berlin",
    )
    yield context
    context.close()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps a screenshot among the test's artefacts, to be looked at."""

    def take(page: Page, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")

    return take
