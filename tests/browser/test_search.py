"""A search shows the words that it found, and leads to where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop, Problems, go, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

LONG = "They spoke of the archive, its shelves and its readers. " * 12

# How far the word reaches beyond the end of its line.
RIGHT_OF_TAPE = """(line) => {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && !walker.currentNode.data.includes("Tape"));
  const range = document.createRange();
  const start = walker.currentNode.data.indexOf("Tape");
  range.setStart(walker.currentNode, start);
  range.setEnd(walker.currentNode, start + "Tape".length);
  return range.getBoundingClientRect().right - line.getBoundingClientRect().right;
}"""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "kept")
    laptop.run("add", "Lena Vogt", "--notes", f"{LONG}Likes fountain pens.")
    laptop.run("schedule", "Lena", "yesterday 10:00")
    laptop.run("done", "Lena", "--ended", "yesterday 10:30")
    laptop.run("note", "Lena", f"{LONG}Tape baking saves old sound.")
    laptop.start()
    yield laptop
    laptop.stop()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_search_shows_what_it_found_and_leads_there(
    kept: Laptop, chromium: Browser, problems: Problems, picture: Callable[..., None], size: Any
) -> None:
    context = chromium.new_context(viewport=size, locale="en-GB")
    page: Page = watched(context.new_page(), problems)
    page.goto(kept.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    go(page, "People")
    results = page.get_by_role("list", name="Search results")
    search = page.get_by_label("Search people and notes")
    search.fill("fountain")
    expect(results.get_by_role("link")).to_contain_text(re.compile("Lena Vogt.*fountain pens"))
    search.fill("vogt")
    expect(results.get_by_role("link")).not_to_contain_text("archive")
    search.fill("tape")
    found = results.get_by_role("link")
    expect(found).to_contain_text("Tape baking saves old sound.")
    # In sight, not cut at the end of the line.
    assert found.get_by_text("Tape").evaluate(RIGHT_OF_TAPE) <= 0
    picture(page, f"search-{size['width']}")
    sound(page, "a search")
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Interview with Lena Vogt")
    context.close()
