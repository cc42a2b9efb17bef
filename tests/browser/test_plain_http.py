"""The app without encryption, where somebody asked for that: it says so, and works while it can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

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
from tests.ports import free_port

pytestmark = pytest.mark.browser

SERVED_WITH = ("--lan", "--no-announce", "--plain-http")
BANNER = "Anybody in this network can change this app and read your notebook"


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "home")
    laptop.port = free_port(*(times * LAN_PORT_AFTER for times in (1, 2, 3)))
    laptop.start(*SERVED_WITH)
    yield laptop
    laptop.stop()


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def other(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    size: Any = request.param
    context = chromium.new_context(
        viewport=size, is_mobile=size is PHONE, has_touch=size is PHONE, locale="en-GB",
        device_scale_factor=2 if size is PHONE else 1, reduced_motion="reduce",
        user_agent=PHONE_AGENT,
    )  # fmt: skip
    yield context
    context.close()


def test_the_whole_story_without_encryption(
    chromium: Browser, other: BrowserContext, plain: Laptop, problems: Problems,
    picture: Callable[[Page, str], None],
) -> None:  # fmt: skip
    plain.run("add", "Ada Novak")
    origin = f"http://{in_url(lan_addresses()[0])}:{plain.port + 3 * LAN_PORT_AFTER}"
    page = watched(other.new_page(), problems)
    size = "phone" if page.viewport_size == PHONE else "laptop"
    page.goto(origin)
    assert page.evaluate("[isSecureContext, crypto.subtle === undefined]") == [False, True]
    expect(page.get_by_role("main")).to_contain_text("anybody in this network can change it")
    looked_at(page, picture, f"plain-start-{size}")

    at_home = chromium.new_context(viewport=LAPTOP, reduced_motion="reduce")
    laptop_page = opened(watched(at_home.new_page(), problems), plain)
    paired(laptop_page, page)
    expect(laptop_page.get_by_text("Not encrypted.")).to_have_count(0)
    at_home.close()
    assert page.url.startswith(origin), "the code leads to where the phone can go"
    for place in ("Today", "People", "Insights", "Progress"):
        go(page, place)
        expect(page.get_by_role("note")).to_contain_text(BANNER)
    go(page, "People")
    expect(page.get_by_text("Ada Novak")).to_be_visible()
    add(page, "Boris Kim")
    expect(state_of(page)).to_have_text("Synced")
    assert names(plain) == {"Ada Novak", "Boris Kim"}
    looked_at(page, picture, f"plain-people-{size}")

    # The page that is open goes on without the laptop, and what it says is kept.
    plain.stop()
    add(page, "Cleo Ruiz")
    plain.start(*SERVED_WITH)
    expect(state_of(page)).to_have_text("Synced")
    assert names(plain) == {"Ada Novak", "Boris Kim", "Cleo Ruiz"}
    page.reload()
    expect(page.get_by_text("Cleo Ruiz").first).to_be_visible()

    (own,) = [each["log"] for each in plain.json("devices") if each["form"] == "phone"]
    plain.run("revoke", own, "--yes")
    expect(state_of(page)).to_contain_text("No access", timeout=CUT_OFF_MS)
