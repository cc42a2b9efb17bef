"""Every screen at phone and laptop size, light and dark: it opens, axe finds nothing, a picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import warm
from tests.bench.material import make_home
from tests.browser.conftest import LAPTOP, PHONE, Laptop, go, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

Look = Callable[[str], None]
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
    warm.run("tests.browser.sample", str(home))
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
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    yield page, f"{name}-{scheme}"
    context.close()
    assert problems == []


def test_every_screen_opens_and_axe_finds_nothing(
    view: tuple[Page, str], picture: Callable[[Page, str], None]
) -> None:
    page, name = view

    def look(screen: str) -> None:
        picture(page, f"{screen}-{name}")
        sound(page, screen)

    main = page.get_by_role("main")
    expect(main).to_contain_text("Ines Duarte")
    look("today")
    go(page, "People")
    expect(main).to_contain_text("Zoë Ångström")
    look("people")
    page.get_by_label("Search people and notes").fill("corridor")
    expect(main).to_contain_text("Bad news travels by corridor")
    look("search")
    look_for_nobody(page, look)
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
    hold_a_talk(page, look)
    look_at_what_came_of_it(page, look)
    go(page, "History")
    expect(main).to_contain_text("Ines Duarte")
    look("history")
    go(page, "Settings")
    expect(main).to_contain_text(re.compile("[2-9] devices"))
    look("settings")


def test_a_first_sync_shows_how_far_it_is(
    chromium: Browser, tmp_path: Path, picture: Callable[[Page, str], None]
) -> None:
    laptop = Laptop(make_home(tmp_path / "home", events=30_000))
    laptop.start()
    context = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    try:
        page.goto(laptop.address)
        expect(page.get_by_role("progressbar", name="Events fetched")).to_be_visible()
        picture(page, "first-sync-phone")
        state = page.get_by_role("status", name="Sync state")
        expect(state).to_contain_text("Synced")
        expect(page.get_by_role("region").first).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("Show all")).first).to_be_visible()
        assert page.locator(".dues > li").count() < 200
    finally:
        context.close()
        laptop.stop()


def test_a_browser_without_a_key_is_told_what_is_missing(
    chromium: Browser, filled: Laptop, picture: Callable[[Page, str], None]
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    page.goto(filled.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Let this browser in")
    expect(page.get_by_role("main")).to_contain_text("infoview open")
    expect(page.get_by_label("The code that the other screen shows")).to_be_visible()
    picture(page, "no-key-phone")
    context.close()


def test_the_focus_stays_near_what_vanished(chromium: Browser, filled: Laptop) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(filled.address)
    tick = page.get_by_role("button", name="Followed up: Tomasz Wilk")
    tick.focus()
    page.keyboard.press("Enter")
    expect(tick).to_have_count(0)
    # On what took his place, or on the heading of the screen if the group went with him.
    expect(page.locator(".dues :focus, h1:focus, h2:focus")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(tick).to_be_visible()
    expect(page.get_by_role("button", name="Redo")).to_be_visible()
    context.close()


def look_at_what_came_of_it(page: Page, look: Look) -> None:
    go(page, "Insights")
    look("insights")
    go(page, "Network")
    look("network")
    go(page, "Progress")
    expect(page.get_by_role("main")).to_contain_text("Reply rate")
    look("progress")
    if page.get_by_role("link", name="More", exact=True).is_visible():
        go(page, "More")
        look("more")


def look_for_nobody(page: Page, look: Look) -> None:
    page.get_by_label("Search people and notes").fill("Ada Nowak")
    expect(page.get_by_role("status", name="Found")).to_have_text("Nobody called “Ada Nowak”")
    page.get_by_role("button", name="Add Ada Nowak").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Ada Nowak")
    page.keyboard.press("Escape")
    look("search-nobody")
    go(page, "People")
    expect(page.get_by_label("Search people and notes")).to_have_value("")


def hold_a_talk(page: Page, look: Look) -> None:
    main = page.get_by_role("main")
    page.get_by_role("button", name="Start interview").click()
    expect(page.get_by_role("dialog")).to_contain_text("This is planned for")
    look("interview-start-early")
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("button", name="End interview")).to_be_visible()
    expect(main).to_contain_text("planned for")
    look("interview-during")
    go(page, "Today")
    expect(page.get_by_role("region", name="Talking now")).to_contain_text("Zoë Ångström")
    look("talking-now")
    page.get_by_role("link", name="Back to the interview").click()
    expect(page.get_by_role("button", name="End interview")).to_be_visible()
    undo_start(page)


def undo_start(page: Page) -> None:
    """Through the timeline: the message that offered it went with the screen."""
    page.get_by_role("link", name="Zoë Ångström").first.click()
    timeline = page.get_by_role("region", name="Timeline")
    timeline.get_by_role("button", name="Undo: Interview started").first.click()
    toast = page.get_by_role("status", name="Messages")
    expect(toast).to_contain_text("Undone")
    expect(toast.get_by_role("button", name="Redo")).to_be_visible()


def open_interview(page: Page) -> None:
    region = page.get_by_role("region", name="Interviews")
    region.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/interviews/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
