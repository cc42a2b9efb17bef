"""Every screen at phone and laptop size, light and dark: it opens, axe finds nothing, a picture."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, watched

pytestmark = pytest.mark.browser

AXE = (ROOT / "web/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
VIEWS = [
    ("phone", PHONE, "light"),
    ("phone", PHONE, "dark"),
    ("laptop", LAPTOP, "light"),
    ("laptop", LAPTOP, "dark"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    home: Path = tmp_path_factory.mktemp("screens") / "home"
    # In a process of its own: Playwright keeps an event loop running in this one.
    subprocess.run([sys.executable, "-m", "tests.browser.sample", str(home)], cwd=ROOT, check=True)
    laptop = Laptop(home)
    laptop.start()
    yield laptop
    laptop.stop()


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[2]}")
def view(
    request: pytest.FixtureRequest, chromium: Browser, filled: Laptop
) -> Iterator[tuple[Page, str]]:
    name, size, scheme = request.param
    context = chromium.new_context(
        viewport=size,
        color_scheme=scheme,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        is_mobile=name == "phone",
        has_touch=name == "phone",
        device_scale_factor=2 if name == "phone" else 1,
        reduced_motion="reduce",
    )
    problems: list[str] = []
    page = watched(context.new_page(), problems)
    page.goto(filled.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced", timeout=15_000)
    yield page, f"{name}-{scheme}"
    context.close()
    assert problems == []


def test_every_screen_opens_and_axe_finds_nothing(
    view: tuple[Page, str], picture: Callable[[Page, str], None]
) -> None:
    page, name = view

    def look(screen: str) -> None:
        picture(page, f"{screen}-{name}")
        page.evaluate(AXE)
        found = page.evaluate("() => axe.run().then((result) => result.violations)")
        told = [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]
        assert told == [], screen
        wide = page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{screen} scrolls sideways by {wide} px"

    main = page.get_by_role("main")
    expect(main).to_contain_text("Ines Duarte")
    look("today")
    go(page, "People")
    expect(main).to_contain_text("Zoë Ångström")
    look("people")
    page.get_by_label("Search people and notes").fill("corridor")
    expect(main).to_contain_text("Bad news travels by corridor")
    look("search")
    page.get_by_label("Search people and notes").fill("")
    page.get_by_role("button", name="Add person").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look("add-person")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Ines Duarte")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Duarte")
    expect(main).to_contain_text("Ruth Okafor")
    look("person")
    open_interview(page)
    look("interview-after")
    go(page, "People")
    page.get_by_role("link", name=re.compile("Zoë Ångström")).first.click()
    open_interview(page)
    look("interview-before")
    page.get_by_role("button", name="Start interview").click()
    expect(page.get_by_role("button", name="End interview")).to_be_visible()
    look("interview-during")
    page.get_by_role("button", name="Undo").first.click()
    go(page, "History")
    expect(main).to_contain_text("Ines Duarte")
    look("history")
    go(page, "Settings")
    expect(main).to_contain_text("Laptop")
    look("settings")


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def open_interview(page: Page) -> None:
    region = page.get_by_role("region", name="Interviews")
    region.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/interviews/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
