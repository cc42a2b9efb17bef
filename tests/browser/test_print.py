"""Every screen on paper: no navigation, black on white, nothing cut off, long lists whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import ROOT, Laptop, watched
from tests.browser.rooms import interview_of
from tests.browser.test_screens import filled

pytestmark = pytest.mark.browser

__all__ = ["filled"]
SHEET: ViewportSize = {"width": 718, "height": 1000}
"""The room between the margins of A4, in CSS pixels."""
PAGES_MAX = 5
"""Of any screen of the sample; a page break after each line would need more."""

FAULTS = (ROOT / "tests/browser/printed.js").read_text(encoding="utf-8")


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, chromium: Browser, filled: Laptop) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme=request.param, locale="en-GB",
        timezone_id="Europe/Berlin", reduced_motion="reduce",
    )  # fmt: skip
    problems: list[str] = []
    opened = watched(context.new_page(), problems)
    opened.goto(filled.address)
    state = opened.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    yield opened
    context.close()
    assert problems == []


def printed(page: Page, picture: Callable[[Page, str], None], name: str) -> str:
    """The words on paper, after all that must not be was looked for."""
    assert page.viewport_size is not None
    before = page.viewport_size
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert 1 <= sheets <= PAGES_MAX, (name, sheets)
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(100)
    picture(page, f"print-{name}")
    faults = page.evaluate(FAULTS)
    words: str = page.get_by_role("main").inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.set_viewport_size(before)
    assert faults == [], name
    return words


def test_every_screen_is_fit_for_paper(
    page: Page, filled: Laptop, picture: Callable[[Page, str], None]
) -> None:
    person = filled.json("person", "Ines Duarte")["contact"]["id"]
    held, coming = (interview_of(filled, name) for name in ("Ines Duarte", "Zoë Ångström"))
    for name, path, there, gone in (
        ("today", "/", "Send the thank-you", "Add person"),
        ("people", "/people", "Zoë Ångström", "Any stage"),
        ("person", f"/people/{person}", "Timeline", "Log outreach"),
        ("interview", f"/interviews/{coming}", "Which hour of last week", "New question"),
        ("interview-held", f"/interviews/{held}", "Asked me about the radio show", "Mark as sent"),
        ("insights", "/insights", "Write shorter; then cut again", "Add insight"),
        ("progress", "/progress", "Reply rate", "90 days\n"),
    ):
        page.goto(filled.url + path)
        expect(page.get_by_role("main")).to_contain_text(there)
        words = printed(page, picture, name)
        assert there in words, name
        assert gone not in words, name
    page.goto(f"{filled.url}/network")
    page.get_by_role("radio", name="List").check()
    expect(page.get_by_role("main")).to_contain_text("named by Ines Duarte")
    assert "named by Ines Duarte" in printed(page, picture, "network")
    page.goto(f"{filled.url}/history")
    page.get_by_role("radio", name="Changes").check()
    expect(page.get_by_role("main")).to_contain_text("Ines Duarte named Ruth Okafor")
    assert "Ines Duarte named Ruth Okafor" in printed(page, picture, "changes")


def test_a_long_list_is_printed_whole_and_scrolls_again_afterwards(
    chromium: Browser, laptop: Laptop
) -> None:
    rows = "\n".join(
        f"Person {number:03},Quill,person-{number}@example.org" for number in range(300)
    )
    table = laptop.home.parent / "people.csv"
    table.write_text(f"Name,Organisation,Email\n{rows}\n", encoding="utf-8")
    laptop.run("import", str(table))
    laptop.start()
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(laptop.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    page.goto(f"{laptop.url}/people")
    items = page.get_by_role("list", name="People").get_by_role("listitem")
    expect(page.get_by_role("main")).to_contain_text("300 people")
    expect(items.first).to_be_visible()
    assert items.count() < 60
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(items).to_have_count(300)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(items.first).to_be_visible()
    assert items.count() < 60
    context.close()
