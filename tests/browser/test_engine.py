"""The browser's engine in Chromium: it folds as Python does, alone and with other tabs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import warm
from tests.browser.conftest import Laptop, Problems, go, watched

pytestmark = pytest.mark.browser


def opened(context: BrowserContext, address: str, problems: Problems) -> Page:
    page = watched(context.new_page(), problems)
    page.goto(address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    return page


def digest_shown(page: Page) -> str:
    go(page, "Settings")
    page.get_by_role("link", name="Devices and sync").click()
    page.get_by_role("button", name="Show digest").click()
    row = page.locator(".detail", has=page.get_by_text("Digest", exact=True))
    return row.locator("code").inner_text()


def logs_of(laptop: Laptop) -> set[str]:
    return {head["log"] for head in laptop.json("digest")["heads"]}


@pytest.mark.parametrize("material", ["golden", "random"])
def test_i1_chromium_folds_to_the_digest_of_python(
    tmp_path: Path, phone: BrowserContext, problems: Problems, material: str
) -> None:
    home = tmp_path / "home"
    warm.run("tests.browser.homes", str(home), material)
    laptop = Laptop(home)
    laptop.start()
    try:
        page = opened(phone, laptop.address, problems)
        found = laptop.json("digest")
        assert len(found["heads"]) > (3 if material == "golden" else 300)
        assert digest_shown(page) == found["digest"]
        # From the snapshot, after a reload, it must still be the same.
        page.reload()
        assert digest_shown(page) == found["digest"]
    finally:
        laptop.stop()


def test_what_one_tab_records_shows_in_the_other(
    laptop: Laptop, phone: BrowserContext, problems: Problems
) -> None:
    laptop.run("add", "Ada Novak", "--org", "Fieldnote")
    laptop.start()
    first = opened(phone, laptop.address, problems)
    second = opened(phone, laptop.url, problems)
    laptop.stop()
    for page in (first, second):
        page.get_by_role("link", name="People").first.click()
    for number, page in enumerate((first, second, first)):
        page.get_by_role("button", name="Add person").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Name").first.fill(f"Person {number}")
        dialog.get_by_role("button", name="Add person").click()
        expect(dialog).to_have_count(0)
        if "/people/" in page.url:
            page.get_by_role("link", name="People").first.click()
    for page in (first, second):
        for number in range(3):
            expect(page.get_by_role("main")).to_contain_text(f"Person {number}")
        expect(page.get_by_role("status", name="Sync state")).to_contain_text(
            "3 events not synced yet"
        )
    laptop.start()
    for page in (first, second):
        expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    assert len(laptop.json("people")) == 4
    assert digest_shown(second) == laptop.json("digest")["digest"]


def test_a_change_on_the_laptop_shows_without_a_tap(
    laptop: Laptop, phone: BrowserContext, problems: Problems
) -> None:
    laptop.run("add", "Ada Novak")
    laptop.start()
    page = opened(phone, laptop.address, problems)
    page.get_by_role("link", name="People").first.click()
    laptop.run("add", "Bo Lind")
    expect(page.get_by_role("main")).to_contain_text("Bo Lind")


def test_emptied_storage_is_not_taken_for_an_empty_notebook(
    laptop: Laptop, phone: BrowserContext, problems: Problems
) -> None:
    laptop.run("add", "Ada Novak")
    laptop.start()
    page = opened(phone, laptop.address, problems)
    logs = logs_of(laptop)
    session = phone.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": laptop.url, "storageTypes": "indexeddb"})
    page.close()
    page = opened(phone, laptop.address, problems)
    page.get_by_role("link", name="People").first.click()
    expect(page.get_by_role("main")).to_contain_text("Ada Novak")
    fresh = logs_of(laptop) - logs
    assert len(fresh) == 1, "it goes on under a new log, never under the old one"
