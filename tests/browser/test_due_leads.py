"""Where a line of Today leads: to the part of a page where it is done, opened and in view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop
from tests.browser.soundness import sound
from tests.browser.test_settings import Open, opened

__all__ = ["opened"]
pytestmark = pytest.mark.browser


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Laptop]:
    """A notebook with something due of each kind that is done in a part of a page."""
    laptop = Laptop(tmp_path / "busy")
    for name in ("Ada Novak", "Bea Ruiz", "Sam Ode"):
        laptop.run("add", name, "--email", f"{name[:3].lower()}@example.org")
    laptop.run("schedule", "Ada", "20 days ago 10:00", "--at", "25 days ago")
    laptop.run("done", "Ada", "--at", "20 days ago 11:00")
    laptop.run("thank", "Ada", "--at", "19 days ago")
    laptop.run("debrief", "Ada", "Go slower.")
    laptop.run("advice", "Ada", "Write one piece a week", "--at", "20 days ago")
    laptop.run("acted", "Ada", "--at", "2 days ago")
    laptop.run("refer", "Ada", "Uma Aziz", "--at", "2 days ago")
    laptop.run("schedule", "Bea", "yesterday 15:00", "--at", "5 days ago")
    laptop.run("done", "Bea", "--at", "yesterday 16:00")
    laptop.run("schedule", "Sam", "tomorrow 10:00", "--minutes", "25", "--at", "6 days ago")
    laptop.start()
    yield laptop
    laptop.stop()


def follow(page: Page, words: str) -> None:
    page.locator("a.due-link").filter(has_text=words).click()


def focused_in(page: Page, region: str, heading: str) -> Locator:
    part = page.get_by_role("region", name=region)
    expect(part.get_by_role("heading", name=heading)).to_be_focused()
    return part


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_line_of_today_leads_to_where_it_is_done(
    busy: Laptop, opened: Open, size: dict[str, int]
) -> None:
    page = opened(busy, size)
    follow(page, "Report back on the advice")
    advice = focused_in(page, "Advice", "Advice")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Novak")
    told = advice.get_by_role("button", name="I told them what came of it")
    expect(told).to_be_in_viewport(ratio=1)
    # Back at Today, the line that was followed has the focus again.
    page.go_back()
    expect(page.locator("a.due-link").filter(has_text="Report back")).to_be_focused()
    follow(page, "Write to Uma Aziz")
    named = focused_in(page, "Referrals", "Referrals")
    expect(named.get_by_role("button", name="I wrote to Uma Aziz")).to_be_in_viewport(ratio=1)
    page.go_back()
    follow(page, "Write the debrief")
    expect(page.get_by_role("heading", level=1)).to_have_text("Interview with Bea Ruiz")
    expect(page.get_by_label("Debrief", exact=True)).to_be_in_viewport(ratio=1)
    page.wait_for_function("() => document.activeElement.matches('summary')")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_an_interview_is_confirmed_where_its_line_leads(
    busy: Laptop, opened: Open, size: dict[str, int]
) -> None:
    page = opened(busy, size)
    follow(page, "Confirm the interview")
    confirm = page.get_by_role("button", name="Confirm", exact=True)
    expect(confirm).to_be_focused()
    expect(confirm).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    confirm.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Draft it for me").click()
    letter = dialog.get_by_label("What you write")
    expect(letter).to_have_value(re.compile("I look forward to our talk on .*, by video"))
    expect(letter).to_have_value(re.compile("I have planned 25 minutes"))
    sound(page, "confirming")
    dialog.get_by_role("button", name="I sent it").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Confirmed")
    page.go_back()
    expect(page.locator(".due").filter(has_text="Confirm the interview")).to_have_count(0)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    # The same two events that `infoview draft confirm --sent` says.
    said = [row["type"] for row in busy.json("log")]
    assert {"touch.logged", "reminder.completed"} <= set(said)
