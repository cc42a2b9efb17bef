"""A talk agreed in another zone: every screen shows the agreed time, and the zone beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Laptop, Problems, go
from tests.browser.rooms import opened

pytestmark = pytest.mark.browser

ZONE = "Asia/Kathmandu"
"""A quarter of an hour off every other."""


@pytest.fixture
def abroad(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "abroad")
    laptop.run("add", "Lena Vogt")
    laptop.run("schedule", "Lena", "in 2 days 10:00", "--tz", ZONE)
    laptop.start()
    yield laptop
    laptop.stop()


def test_every_screen_names_the_zone_of_an_agreed_time(
    abroad: Laptop, phone: BrowserContext, problems: Problems
) -> None:
    page = opened(abroad, phone, problems, "Lena Vogt")
    main = page.get_by_role("main")
    expect(main).to_contain_text("10:00–10:30 Asia/Kathmandu time")
    page.get_by_role("button", name="Start interview").click()
    expect(main).to_contain_text("10:00 Asia/Kathmandu time. Start now?")
    page.get_by_role("button", name="Cancel").click()
    go(page, "Today")
    card = page.get_by_role("region", name="Next interview")
    expect(card).to_contain_text("10:00 Asia/Kathmandu time")
    go(page, "People")
    main.get_by_role("link", name=re.compile("Lena Vogt")).click()
    talk = main.get_by_role("link", name=re.compile("10:00"))
    expect(talk).to_contain_text("10:00 Asia/Kathmandu time")
    go(page, "History")
    # Among the interviews, and why one has to prepare.
    expect(main.get_by_text("10:00 Asia/Kathmandu time")).to_have_count(2)


def test_a_talk_is_moved_by_the_clocks_that_it_was_agreed_by(
    abroad: Laptop, phone: BrowserContext, problems: Problems
) -> None:
    page = opened(abroad, phone, problems, "Lena Vogt")
    page.get_by_role("button", name="Reschedule").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Times are in Asia/Kathmandu.")
    expect(dialog.get_by_label("Time", exact=True)).to_have_value("10:00")
    dialog.get_by_label("Or say when").fill("in 3 days 9:00")
    expect(dialog.get_by_label("Time", exact=True)).to_have_value("09:00")
    dialog.get_by_role("button", name="Save new time").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("09:00–09:30 Asia/Kathmandu time")
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    (talk,) = abroad.json("interviews")
    assert talk["starts_local"].endswith("T09:00:00+05:45")
    assert talk["tz"] == ZONE
