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
