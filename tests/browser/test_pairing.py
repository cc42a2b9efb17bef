"""Two browsers and one notebook: let in by QR code or typed code, cut off, let in again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop, Problems, go, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

CUT_OFF_MS = 5_000
"""A second for its streams to end, and as much as a busy machine adds to that."""
PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/156.0.0.0 Mobile Safari/537.36"
)
DIGITS = re.compile(r"^\d{3} \d{3}$")
VIEWS = [(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "light"), (LAPTOP, "dark")]

Make = Callable[..., Page]
Look = Callable[[Page, str], None]


@pytest.fixture
def make(chromium: Browser, problems: Problems) -> Iterator[Make]:
    """A browser profile of its own, on no page yet."""
    contexts: list[BrowserContext] = []

    def new_page(size: Any = LAPTOP, scheme: Any = "light") -> Page:
        context = chromium.new_context(
            viewport=size, color_scheme=scheme, locale="en-GB", timezone_id="Europe/Berlin",
            is_mobile=size is PHONE, has_touch=size is PHONE,
            device_scale_factor=2 if size is PHONE else 1, reduced_motion="reduce",
            user_agent=PHONE_AGENT if size is PHONE else None,
        )  # fmt: skip
        contexts.append(context)
        return watched(context.new_page(), problems)

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture
def look(picture: Callable[[Page, str], None]) -> Look:
    """Keeps a picture; there is nothing for axe to find and nothing to scroll sideways."""

    def at(page: Page, name: str) -> None:
        picture(page, name)
        sound(page, name)

    return at


def opened(page: Page, laptop: Laptop) -> Page:
    page.goto(laptop.address)
    expect(state_of(page)).to_contain_text("Synced")
    return page


def state_of(page: Page) -> Locator:
    return page.get_by_role("status", name="Sync state")


def to_devices(page: Page) -> Page:
    go(page, "Settings")
    page.get_by_role("link", name="Devices and sync").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Devices and sync")
    return page


def scanned(page: Page) -> str:
    """What a phone's camera reads off the screen."""
    raw = page.get_by_role("img", name="QR code").screenshot()
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(raw)))
    assert len(found) == 1, found
    return str(found[0].text)


def paired(laptop_page: Page, phone_page: Page) -> None:
    """Lets a browser in by the QR code that the other shows, comparing the digits."""
    to_devices(laptop_page)
    laptop_page.get_by_role("button", name="Pair a phone").click()
    phone_page.goto(scanned(laptop_page))
    digits = phone_page.get_by_text(DIGITS)
    expect(digits).to_be_visible()
    expect(laptop_page.get_by_text("asks to be let in")).to_be_visible()
    assert laptop_page.get_by_text(DIGITS).inner_text() == digits.inner_text()
    laptop_page.get_by_role("button", name="Yes, let it in").click()
    # The person at the phone has not said so yet: nothing comes in.
    phone_page.wait_for_timeout(1_000)
    expect(digits).to_be_visible()
    phone_page.get_by_role("button", name="Yes, the same").click()
    expect(state_of(phone_page)).to_contain_text("Synced")


def add(page: Page, name: str) -> None:
    go(page, "People")
    page.get_by_role("button", name="Add person").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("dialog").get_by_role("button", name="Add person").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def _note_push(asked: Request, pushes: list[str]) -> None:
    if "/sync/push" in asked.url:
        pushes.append(asked.url)


def names(laptop: Laptop) -> set[str]:
    return {each["name"] for each in laptop.json("people")}


def test_a_phone_is_let_in_by_the_code_on_the_screen_and_cut_off(
    laptop: Laptop, make: Make, look: Look
) -> None:
    laptop.start()
    laptop.run("add", "Ada Novak")
    at_home, phone = opened(make(), laptop), make(PHONE)
    paired(at_home, phone)
    assert "#" not in phone.url
    go(phone, "People")
    expect(phone.get_by_text("Ada Novak")).to_be_visible()
    pushes: list[str] = []
    phone.context.on("request", lambda asked: _note_push(asked, pushes))
    add(phone, "Boris Kim")
    expect(state_of(phone)).to_have_text("Synced")
    assert pushes, "what the phone sends can be heard here"
    assert names(laptop) == {"Ada Novak", "Boris Kim"}
    look(at_home, "devices-laptop")

    row = at_home.get_by_role("listitem").filter(has_text="Phone")
    expect(row).to_contain_text("up to date")
    row.get_by_role("button", name="Cut off").click()
    expect(at_home.get_by_role("dialog")).to_contain_text("What it already holds stays with it")
    look(at_home, "cut-off-laptop")
    at_home.get_by_role("dialog").get_by_role("button", name="Cut off").click()
    expect(state_of(phone)).to_contain_text("No access", timeout=CUT_OFF_MS)
    pushes.clear()
    expect(at_home.get_by_role("dialog")).to_have_count(0)
    expect(row).to_contain_text("nothing new reaches it")
    look(at_home, "cut-off-after-laptop")

    # It keeps what it has, and may still write; nothing of that leaves it.
    add(phone, "Cleo Ruiz")
    state_of(phone).get_by_role("link").click()
    expect(phone.get_by_role("alert")).to_contain_text("no access any more")
    look(phone, "no-access-phone")
    assert not pushes
    assert names(laptop) == {"Ada Novak", "Boris Kim"}

    # Paired anew, it goes on, and what it wrote meanwhile is not lost.
    to_devices(at_home)
    at_home.get_by_role("button", name="Pair a phone").click()
    code = at_home.get_by_text(re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$")).inner_text()
    phone.get_by_label("The code that the other screen shows").fill(code.lower())
    phone.get_by_role("button", name="Ask to be let in").click()
    expect(phone.get_by_text(DIGITS)).to_be_visible()
    phone.get_by_role("button", name="Yes, the same").click()
    expect(phone.get_by_text("Now say yes on the other screen")).to_be_visible()
    look(phone, "compared-notice-phone")
    at_home.get_by_role("button", name="Yes, let it in").click()
    expect(state_of(phone)).to_have_text("Synced")
    assert names(laptop) == {"Ada Novak", "Boris Kim", "Cleo Ruiz"}


def test_who_asks_is_shown_on_any_screen_and_turned_away(
    laptop: Laptop, make: Make, look: Look
) -> None:
    laptop.start()
    at_home, phone = opened(make(), laptop), make(PHONE)
    to_devices(at_home)
    at_home.get_by_role("button", name="Pair a phone").click()
    link = scanned(at_home)
    go(at_home, "Today")
    phone.goto(link)
    expect(at_home.get_by_role("alert")).to_contain_text("asks to be let in")
    look(at_home, "asking-notice-laptop")
    phone.get_by_role("button", name="Yes, the same").click()
    at_home.get_by_role("button", name="Not mine").click()
    expect(phone.get_by_role("alert")).to_contain_text("said no")
    look(phone, "refused-phone")
    # The link was good for one use.
    phone.goto("about:blank")
    phone.goto(link)
    expect(phone.get_by_role("alert")).to_contain_text("used already")
    assert len(laptop.json("devices")) == 2


def test_whoever_sees_other_digits_says_so_and_nothing_is_taken(
    laptop: Laptop, make: Make, look: Look
) -> None:
    laptop.start()
    at_home, phone = opened(make(), laptop), make(PHONE)
    finished: list[str] = []
    phone.context.on("request", lambda asked: finished.append(asked.url))
    to_devices(at_home)
    at_home.get_by_role("button", name="Pair a phone").click()
    phone.goto(scanned(at_home))
    phone.get_by_role("button", name="No, others").click()
    expect(phone.get_by_role("alert")).to_contain_text("nothing was taken")
    look(phone, "differing-phone")
    assert not [url for url in finished if "/pair/finish" in url]


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_pairing_pleases_axe_at_every_size(
    laptop: Laptop, make: Make, look: Look, size: Any, scheme: str
) -> None:
    view = f"{'phone' if size is PHONE else 'laptop'}-{scheme}"
    laptop.start()
    at_home, other = opened(make(size, scheme), laptop), make(size, scheme)
    other.goto(laptop.url)
    expect(other.get_by_role("heading", level=1)).to_have_text("Let this browser in")
    look(other, f"let-in-{view}")
    to_devices(at_home)
    at_home.get_by_role("button", name="Pair a phone").click()
    expect(at_home.get_by_text("Only this computer can be reached now.")).to_be_in_viewport()
    look(at_home, f"pair-{view}")
    at_home.get_by_role("img", name="QR code").scroll_into_view_if_needed()
    other.goto(scanned(at_home))
    expect(other.get_by_text(DIGITS)).to_be_visible()
    look(other, f"comparing-{view}")
    other.get_by_role("button", name="Yes, the same").click()
    expect(other.get_by_text("Now say yes on the other screen")).to_be_visible()
    look(other, f"compared-{view}")
    expect(at_home.get_by_text("asks to be let in")).to_be_visible()
    at_home.get_by_text("asks to be let in").scroll_into_view_if_needed()
    look(at_home, f"asking-{view}")
