"""Back finds a screen as it was left: the place on the page, what was chosen there, the focus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.bench.material import make_home
from tests.browser.conftest import PHONE, Laptop, Problems, go, watched

pytestmark = pytest.mark.browser

PEOPLE = 80
"""Several screens of them, and more than Today shows at first."""
FAR = 2000


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    folder: Path = tmp_path_factory.mktemp("crowd")
    table = folder / "people.csv"
    rows = [f"Ada Number{n:02},{'Fieldnote' if n % 2 else 'Kestrel'}" for n in range(PEOPLE)]
    table.write_text("\n".join(["Name,Organisation", *rows]), encoding="utf-8")
    laptop = Laptop(folder / "home")
    laptop.run("import", str(table), "--map", "name=Name", "--map", "org=Organisation")
    laptop.start()
    yield laptop
    laptop.stop()


@pytest.fixture
def page(chromium: Browser, crowd: Laptop, problems: Problems) -> Iterator[Page]:
    context: BrowserContext = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    page = watched(context.new_page(), problems)
    page.goto(crowd.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    go(page, "People")
    yield page
    context.close()


def test_back_finds_the_place_on_the_page_and_the_link_that_was_followed(page: Page) -> None:
    link = scrolled_to_somebody(page)
    name = visit(page, link)
    page.go_back()
    expect(heading(page)).to_have_text("People")
    until_at(page, FAR)
    expect(page.get_by_role("link", name=name)).to_be_focused()
    # Going there anew begins at the top.
    page.get_by_role("link", name="Today", exact=True).click()
    go(page, "People")
    until_at(page, 0)


def test_the_link_back_goes_where_one_came_from_and_leaves_no_second_entry(page: Page) -> None:
    before = page.evaluate("history.length")
    visit(page, scrolled_to_somebody(page))
    page.get_by_role("main").get_by_role("link", name="People").click()
    expect(heading(page)).to_have_text("People")
    until_at(page, FAR)
    assert page.evaluate("history.length") == before + 1
    page.go_forward()
    expect(heading(page)).to_have_text(re.compile("Ada Number"))


def test_a_link_back_to_where_one_never_was_leads_there_all_the_same(page: Page) -> None:
    visit(page, scrolled_to_somebody(page))
    page.reload()
    page.get_by_role("main").get_by_role("link", name="People").click()
    expect(heading(page)).to_have_text("People")
    expect(page.get_by_role("list", name="People").get_by_role("link")).not_to_have_count(0)


def test_back_finds_the_filter_as_it_was_and_the_tab_begins_anew(page: Page) -> None:
    page.get_by_role("combobox", name="Organisation").select_option("Kestrel")
    expect(page.get_by_text(f"{PEOPLE // 2} people")).to_be_visible()
    visit(page, page.get_by_role("list", name="People").get_by_role("link").nth(3))
    page.get_by_role("main").get_by_role("link", name="People").click()
    expect(page.get_by_text(f"{PEOPLE // 2} people")).to_be_visible()
    expect(page.get_by_role("combobox", name="Organisation")).to_have_value("Kestrel")
    page.get_by_role("link", name="Today", exact=True).click()
    go(page, "People")
    expect(page.get_by_text(f"{PEOPLE} people")).to_be_visible()


def test_the_board_is_still_a_board_after_a_visit(page: Page) -> None:
    page.get_by_role("radio", name="Board").check(force=True)
    visit(page, page.get_by_role("link", name=re.compile("Ada Number")).first)
    page.go_back()
    expect(page.get_by_role("radio", name="Board")).to_be_checked()


def test_the_tab_of_the_screen_that_is_shown_leads_to_its_top(page: Page) -> None:
    scrolled_to_somebody(page)
    page.get_by_role("navigation").get_by_role("link", name="People").click()
    until_at(page, 0)


def test_back_finds_the_long_lists_that_were_unfolded(
    chromium: Browser, tmp_path: Path, problems: Problems
) -> None:
    laptop = Laptop(make_home(tmp_path / "home", events=5_000))
    laptop.start()
    try:
        context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
        page = watched(context.new_page(), problems)
        page.goto(laptop.address)
        page.get_by_role("button", name=re.compile("^Show all .* things")).click()
        page.get_by_text("Waiting for long").click()
        old = page.locator(".today-old")
        old.get_by_role("button", name=re.compile("^Show all")).click()
        link = old.get_by_role("listitem").nth(60).get_by_role("link").first
        link.scroll_into_view_if_needed()
        page.wait_for_timeout(100)
        place = page.evaluate("window.scrollY")
        link.click()
        expect(heading(page)).not_to_have_text("Today")
        page.go_back()
        until_at(page, place)
        expect(link).to_be_focused()
        context.close()
    finally:
        laptop.stop()


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def scrolled_to_somebody(page: Page) -> Locator:
    """Far down the list; the link of who is seen there."""
    expect(page.get_by_text(f"{PEOPLE} people")).to_be_visible()
    page.evaluate(f"window.scrollTo(0, {FAR})")
    until_at(page, FAR)
    page.wait_for_timeout(200)
    links = page.get_by_role("list", name="People").get_by_role("link").all()
    boxes = [(link, link.bounding_box()) for link in links]
    return next(link for link, box in boxes if box is not None and box["y"] > PHONE["height"] / 2)


def visit(page: Page, link: Locator) -> re.Pattern[str]:
    """What the link of the person is called."""
    name = link.inner_text().split("\n")[0]
    link.click()
    expect(heading(page)).to_have_text(name)
    return re.compile(re.escape(name))


def until_at(page: Page, top: int) -> None:
    page.wait_for_function("(top) => Math.abs(window.scrollY - top) < 2", arg=top)
