"""Notebooks and ways into the interview room, for its tests."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests import warm
from tests.browser.conftest import Laptop, Problems, watched


def make_room(home: Path) -> Laptop:
    """A notebook with a talk to come, two questions prepared; held and past ones beside it."""
    # In a process of its own: Playwright keeps an event loop running in this one.
    warm.run("tests.browser.sample", str(home))
    laptop = Laptop(home)
    laptop.run("advice", "Kenji", "Read the style guide aloud")
    laptop.run(
        "edit", "Kenji", "--met-through", "A panel on plain words", "--phone", "+81 3 5550 100"
    )
    laptop.start()
    return laptop


def interview_of(laptop: Laptop, name: str) -> str:
    rows = [row for row in laptop.json("interviews") if row["name"] == name]
    return str(rows[0]["id"])


def opened(laptop: Laptop, context: BrowserContext, problems: Problems, name: str) -> Page:
    page = watched(context.new_page(), problems)
    page.goto(laptop.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    page.goto(f"{laptop.url}/interviews/{interview_of(laptop, name)}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Interview with {name}")
    return page


def begin(page: Page) -> None:
    page.get_by_role("button", name="Start interview").click()
    # It is planned for tomorrow.
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Started")
    expect(page.get_by_role("button", name="End interview")).to_be_visible()


def note_field(page: Page) -> Locator:
    return page.get_by_label("Note", exact=True)
