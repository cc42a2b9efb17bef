"""A talk agreed in another zone: every screen shows the agreed time, and the zone beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop, Problems, go
from tests.browser.rooms import opened
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

ZONE = "Asia/Kathmandu"
"""A quarter of an hour off every other."""


NO_ZONE = "There is no time zone “Atlantis” here. One is called Europe/Lisbon, for example."
Picture = Callable[[Page, str], None]


@pytest.fixture
def abroad(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "abroad")
    laptop.run("add", "Lena Vogt")
    laptop.run("schedule", "Lena", "in 2 days 10:00", "--tz", ZONE)
    laptop.start()
    yield laptop
    laptop.stop()


def test_every_screen_names_the_zone_of_an_agreed_time(
    abroad: Laptop, phone: BrowserContext, problems: Problems, picture: Picture
) -> None:
    page = opened(abroad, phone, problems, "Lena Vogt")
    main = page.get_by_role("main")
    expect(main).to_contain_text("10:00–10:30 Asia/Kathmandu time")
    expect(main).to_contain_text(re.compile(r"\b0[56]:15 here"))
    page.get_by_role("button", name="Start interview").click()
    expect(main).to_contain_text("10:00 Asia/Kathmandu time. Start now?")
    page.get_by_role("button", name="Cancel").click()
    picture(page, "room-abroad")
    go(page, "Today")
    card = page.get_by_role("region", name="Next interview")
    expect(card).to_contain_text("10:00 Asia/Kathmandu time")
    # The phone is in Berlin.
    expect(card).to_contain_text(re.compile(r"\b0[56]:15 here"))
    picture(page, "today-abroad")
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
    expect(dialog.get_by_label("Time zone")).to_have_value(ZONE)
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


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_talk_in_another_city_is_agreed_by_its_clocks(
    abroad: Laptop, chromium: Browser, problems: Problems, picture: Picture, size: Any
) -> None:
    context = chromium.new_context(viewport=size, locale="en-GB", timezone_id="Europe/Berlin")
    page = opened(abroad, context, problems, "Lena Vogt")
    page.get_by_role("main").get_by_role("link", name="Lena Vogt").click()
    page.get_by_role("button", name="Schedule interview").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Date").fill("2027-01-15")
    expect(dialog).to_contain_text("Times are in Europe/Berlin.")
    dialog.get_by_role("button", name="Another zone").click()
    zone = dialog.get_by_label("Time zone")
    expect(zone).to_be_focused()
    zone.fill("Atlantis")
    dialog.get_by_role("button", name="Schedule", exact=True).click()
    said = zone.evaluate("field => field.validationMessage")
    assert said == NO_ZONE
    zone.fill("los angeles")
    dialog.get_by_label("Time", exact=True).fill("20:00")
    here = dialog.get_by_role("status", name="By the clock here")
    expect(here).to_have_text("America/Los_Angeles: here that is Sat, 16 Jan 2027, 05:00.")
    dialog.get_by_label("Or say when").fill("20 Jan 2027 9am")
    expect(here).to_have_text("America/Los_Angeles: here that is Wed, 20 Jan 2027, 18:00.")
    picture(page, f"schedule-abroad-{size['width']}")
    sound(page, "schedule in another zone")
    dialog.get_by_role("button", name="Schedule", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("09:00–09:30 America/Los_Angeles time")
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    talk = abroad.json("interviews")[0]
    assert (talk["starts_local"], talk["tz"]) == (
        "2027-01-20T09:00:00-08:00",
        "America/Los_Angeles",
    )
    context.close()


def test_words_said_before_the_zone_are_saved_by_its_clocks(
    abroad: Laptop, phone: BrowserContext, problems: Problems
) -> None:
    page = opened(abroad, phone, problems, "Lena Vogt")
    page.get_by_role("button", name="Reschedule").click()
    dialog = page.get_by_role("dialog")
    words, zone = dialog.get_by_label("Or say when"), dialog.get_by_label("Time zone")
    day, time = dialog.get_by_label("Date"), dialog.get_by_label("Time", exact=True)
    understood = dialog.get_by_role("status", name="Understood as")
    # The clocks of Berlin skip it.
    zone.fill("Europe/Berlin")
    # One may go on typing.
    expect(zone).to_be_focused()
    words.fill("2027-03-28 02:30")
    expect(understood).to_contain_text("does not exist")
    zone.fill(ZONE)
    expect(understood).to_contain_text("02:30")
    expect(day).to_have_value("2027-03-28")
    expect(time).to_have_value("02:30")
    assert words.evaluate("field => field.validationMessage") == ""
    # Where today is another day, "tomorrow" is too.
    zone.fill("Pacific/Kiritimati")
    words.fill("tomorrow 10:00")
    east = day.input_value()
    zone.fill("Pacific/Pago_Pago")
    expect(day).not_to_have_value(east)
    west = day.input_value()
    expect(dialog.get_by_role("status", name="By the clock here")).to_contain_text("here that is")
    # What is set by hand afterwards is nobody's words any more.
    time.fill("11:15")
    expect(words).to_have_value("")
    expect(understood).to_have_count(0)
    zone.fill("Pacific/Kiritimati")
    expect(time).to_have_value("11:15")
    assert day.input_value() == west
    words.fill("in 50 hours")
    zone.fill(ZONE)
    agreed = f"{day.input_value()}T{time.input_value()}"
    expect(understood).to_contain_text(agreed[-5:])
    dialog.get_by_role("button", name="Save new time").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    (talk,) = abroad.json("interviews")
    assert talk["starts_local"] == f"{agreed}:00+05:45"
    ahead = datetime.fromisoformat(talk["starts_local"]) - datetime.now(UTC)
    assert timedelta(hours=49) < ahead < timedelta(hours=51)
