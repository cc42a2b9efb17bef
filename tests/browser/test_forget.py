"""Forgetting a person on the laptop leaves no byte of their words in a browser's profile folder."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.conftest import LAPTOP, Laptop, Problems, watched

pytestmark = pytest.mark.browser


def open_profile(playwright: Playwright, profile: Path) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        str(profile),
        viewport=LAPTOP,
        executable_path=os.environ.get("INFOVIEW_CHROMIUM") or None,
        args=["--no-sandbox"] if os.geteuid() == 0 else [],
    )


def holding(folder: Path, word: str) -> list[str]:
    needles = (word.encode(), word.encode("utf-16-le"))
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    )


def test_no_byte_of_a_forgotten_person_stays_in_the_profile(
    laptop: Laptop, playwright: Playwright, problems: Problems, tmp_path: Path
) -> None:
    word = f"canary{uuid.uuid4().hex}"
    laptop.run("add", "Ada Novak", "--notes", word)
    for number in range(3):
        laptop.run("edit", "ada", "--notes", f"{word} {number}")
    laptop.run("add", "Bo Stays")
    laptop.start()
    profile = tmp_path / "profile"
    context = open_profile(playwright, profile)
    page = watched(context.new_page(), problems)
    page.goto(laptop.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    page.get_by_role("link", name="People").first.click()
    expect(page.get_by_text("Ada Novak").first).to_be_visible()
    context.close()
    assert holding(profile, word), "or this test shows nothing"

    context = open_profile(playwright, profile)
    page = watched(context.new_page(), problems)
    page.goto(f"{laptop.url}/#/people")
    page.get_by_role("link", name="People").first.click()
    expect(page.get_by_text("Ada Novak").first).to_be_visible()
    laptop.run("forget", "ada", "--yes")
    expect(page.get_by_text("Ada Novak")).to_have_count(0)
    expect(page.get_by_text("Bo Stays").first).to_be_visible()
    page.wait_for_timeout(1000)
    context.close()
    assert holding(profile, word) == []
    assert holding(laptop.home, word) == []
