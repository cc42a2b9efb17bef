"""The main job: lobby with no network → interview → thank-you → home, where the laptop is.

A phone-sized Chromium against a real server process that really stops (issue 2, steps 3 to 5).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import FIXTURES, Laptop, Problems, go, watched

pytestmark = pytest.mark.browser

PERSON = "Alison Taylor"
WITHIN_MS = 15_000


def state(page: Page) -> object:
    return page.get_by_role("status", name="Sync state")


def open_app(context: BrowserContext, address: str, problems: Problems) -> Page:
    page = watched(context.new_page(), problems)
    page.goto(address)
    return page


def say_in_dialog(page: Page, action: str, **fields: str) -> None:
    dialog = page.get_by_role("dialog")
    for label, value in fields.items():
        dialog.get_by_label(label.replace("_", " ")).first.fill(value)
    dialog.get_by_role("button", name=action).click()
    expect(dialog).to_have_count(0)


def digest_shown(page: Page) -> str:
    go(page, "Settings")
    page.get_by_role("link", name="Devices and sync").click()
    page.get_by_role("button", name="Show digest").click()
    row = page.locator(".detail", has=page.get_by_text("Digest", exact=True))
    return row.locator("code").inner_text()


def test_an_interview_recorded_offline_reaches_the_laptop_by_itself(
    laptop: Laptop,
    phone: BrowserContext,
    problems: Problems,
    picture: Callable[[Page, str], None],
) -> None:
    laptop.run("import", str(FIXTURES / "Connections.csv"))
    laptop.start()
    page = open_app(phone, laptop.address, problems)
    expect(state(page)).to_contain_text("Synced", timeout=WITHIN_MS)
    assert "token" not in page.url
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")

    laptop.stop()
    phone.set_offline(True)
    recorded = record_interview(page, picture)
    expect(state(page)).to_contain_text(f"{recorded} events not synced yet")
    page.close()

    # The laptop, meanwhile, changes the same person: another field and the same field.
    laptop.run("edit", PERSON, "--location", "Lisbon", "--title", "Publisher at large")

    page = open_app(phone, laptop.url, problems)
    expect(state(page)).to_contain_text(f"{recorded} events not synced yet", timeout=WITHIN_MS)
    find(page)
    timeline = page.get_by_role("region", name="Timeline")
    for said in ("Thank-you", "Insight", "Interview", "Outreach"):
        expect(timeline).to_contain_text(said)
    picture(page, "story-offline-again-phone")

    phone.set_offline(False)
    laptop.start()
    expect(state(page)).to_contain_text("Synced", timeout=WITHIN_MS)
    expect(state(page)).not_to_contain_text("not synced")

    shown = laptop.json("person", PERSON)
    assert "Lisbon" in str(shown), "the laptop's other field"
    assert "+49 30 555 0100" in str(shown), "the phone's other field"
    titles = {"Publisher at large", "Publisher, Books and Audio"}
    winner = {title for title in titles if title in str(shown["contact"])}
    assert len(winner) == 1
    expect(page.get_by_role("main")).to_contain_text(winner.pop())
    expect(page.get_by_role("main")).to_contain_text("Lisbon")
    assert "thank_you.sent" in str(laptop.json("log", "--person", PERSON))
    assert laptop.json("digest")["digest"] == digest_shown(page)
    due = [row["rule"] for row in laptop.json("today") if row["name"] == PERSON]
    assert due == ["debrief"], "thanked; what is left is to look back"


def find(page: Page) -> None:
    page.get_by_role("link", name="People").first.click()
    page.get_by_label("Search people and notes").fill("alis tay")
    page.get_by_role("link", name=re.compile(PERSON)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PERSON)


def record_interview(page: Page, picture: Callable[[Page, str], None]) -> int:
    """Everything from the first message to the thanks; returns how many events that is."""
    find(page)
    page.get_by_role("button", name="Edit").click()
    say_in_dialog(page, "Save", Title="Publisher, Books and Audio", Phones="+49 30 555 0100")
    page.get_by_role("button", name="Log outreach").click()
    say_in_dialog(page, "Save outreach")
    page.get_by_role("button", name="Log reply").click()
    say_in_dialog(page, "Save reply")
    page.get_by_role("button", name="Schedule interview").click()
    say_in_dialog(page, "Schedule")
    picture(page, "story-person-phone")

    page.get_by_label("New question").fill("Which hour of last week best shows your job?")
    page.get_by_role("button", name="Add question").click()
    page.get_by_label("New question").fill("Who gets thanked publicly, and for what?")
    page.get_by_role("button", name="Add question").click()
    expect(page.get_by_text("Who gets thanked publicly, and for what?")).to_be_visible()
    picture(page, "story-prepare-phone")

    page.get_by_role("button", name="Start interview").click()
    # It was scheduled for tomorrow.
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    for insight in ("Bad news travels by corridor", "Editors read corrections aloud"):
        page.get_by_role("button", name="Capture insight").first.click()
        say_in_dialog(page, "Save insight", What_you_learned=insight)
    picture(page, "story-during-phone")
    page.get_by_role("button", name="End interview").click()
    page.get_by_role("button", name="I sent it").click()
    expect(page.get_by_role("main")).to_contain_text("Thank-you sent")
    picture(page, "story-after-phone")
    return 11
