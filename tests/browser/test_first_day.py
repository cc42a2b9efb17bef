"""A stranger's first day, with only the address: somebody to ask, the talk, thanks, the report.

Only what such a person sees is pressed, by its words; presses and letters are counted, so that the
way does not grow longer unnoticed (issue 4: in under ten minutes).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop, Problems, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

PRESSES_MAX = 25
"""From the address to the report. Was 24 when this was written, five of them prepared questions."""
LETTERS_MAX = 120
LINES = """(one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return new Set([...range.getClientRects()].map((each) => each.top)).size;
}"""
SECONDS_A_PRESS = 6
"""Generous: to find a button, read its words and press it."""
SECONDS_A_LETTER = 0.5
"""24 words a minute, on glass."""


class Stranger:
    """Presses and types what is in sight, and counts."""

    def __init__(self, page: Page, look: Callable[[Page, str], None]) -> None:
        self.page = page
        self.presses = 0
        self.letters = 0
        self._look = look

    def press(
        self, role: Any, name: str | re.Pattern[str], *, within: Locator | None = None
    ) -> None:
        place = self.page if within is None else within
        found = place.get_by_role(role, name=name).filter(visible=True).first
        found.click()
        self.presses += 1

    def type(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True).filter(visible=True).first
        if not field.evaluate("(one) => one === document.activeElement"):
            field.click()
            self.presses += 1
        field.press_sequentially(text)
        self.letters += len(text)

    def sees(self, *words: str) -> None:
        for each in words:
            expect(self.page.get_by_role("main")).to_contain_text(each)

    def looks(self, name: str) -> None:
        self._look(self.page, name)


@pytest.fixture(params=["phone", "laptop"])
def stranger(
    request: pytest.FixtureRequest, chromium: Browser, laptop: Laptop, problems: Problems,
    picture: Callable[[Page, str], None],
) -> Iterator[Stranger]:  # fmt: skip
    name = request.param
    context: BrowserContext = chromium.new_context(
        viewport=PHONE if name == "phone" else LAPTOP,
        has_touch=name == "phone", is_mobile=name == "phone",
        locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce",
    )  # fmt: skip

    def look(page: Page, what: str) -> None:
        picture(page, f"first-day-{what}-{name}")
        sound(page, what)

    laptop.start()
    page = watched(context.new_page(), problems)
    page.goto(laptop.address)
    yield Stranger(page, look)
    context.close()


def test_a_stranger_gets_from_the_address_to_the_report(stranger: Stranger, laptop: Laptop) -> None:
    meet(stranger)
    ask(stranger)
    prepare(stranger)
    hold(stranger)
    thank_and_look_back(stranger)
    assert stranger.presses <= PRESSES_MAX
    assert stranger.letters <= LETTERS_MAX
    seconds = stranger.presses * SECONDS_A_PRESS + stranger.letters * SECONDS_A_LETTER
    assert seconds < 10 * 60
    state = stranger.page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    (held,) = laptop.json("interviews")
    assert (held["status"], held["questions"]) == ("completed", 5)
    assert laptop.json("audit")


def meet(me: Stranger) -> None:
    me.sees("Whose work would you like to understand?")
    # One thing to do, and one button that does it.
    add = me.page.get_by_role("main").get_by_role("button")
    expect(add.filter(visible=True)).to_have_count(1)
    me.looks("begin")
    me.press("button", "Add your first person")
    me.looks("add")
    me.type("Name", "Maya Lindqvist")
    me.type("Organisation", "Northlight Radio")
    me.press("button", "Add person", within=me.page.get_by_role("dialog"))

    expect(me.page.get_by_role("heading", level=1)).to_have_text("Maya Lindqvist")
    me.looks("person")


def ask(me: Stranger) -> None:
    me.press("button", "Log outreach")
    me.press("button", "Draft it for me")
    dialog = me.page.get_by_role("dialog", name="Log outreach")
    letter = dialog.get_by_label("What you wrote")
    expect(letter).to_have_value(re.compile("20 minutes"))
    me.press("button", "Say it once")
    me.type("Your name", "Robin Example")
    me.press("button", "Save", within=me.page.get_by_role("dialog", name="Your letters"))
    expect(letter).to_have_value(re.compile("Robin Example$"))
    expect(dialog).to_contain_text("InfoView sends nothing")
    me.looks("letter")
    me.press("button", "Save outreach")


def prepare(me: Stranger) -> None:
    me.press("button", "Schedule interview")
    me.press("button", "Schedule", within=me.page.get_by_role("dialog"))
    me.sees("Take some from the bank below")
    me.looks("prepare")
    bank = me.page.get_by_role("group").filter(has_text="From the bank").get_by_role("listitem")
    for asked in range(1, 6):
        bank.get_by_role("button").first.click()
        me.presses += 1
        me.sees(f"{asked} of 5")


def hold(me: Stranger) -> None:
    me.press("button", "Start interview")
    me.press("button", "Start now")
    me.press("checkbox", re.compile("^Asked"))
    me.type("Note", "They cut the culture desk to four people")
    me.page.keyboard.press("Enter")
    me.letters += 1
    me.sees("Saved")
    me.press("button", "Capture insight")
    me.type("What you learned", "Raw tape is where the job is")
    me.press("button", "Save insight")
    me.looks("talk")
    me.press("button", "End interview")


def thank_and_look_back(me: Stranger) -> None:
    letter = me.page.get_by_label("What you write")
    said = re.compile("Raw tape is where the job is.*Robin Example", re.DOTALL)
    expect(letter).to_have_value(said)
    me.looks("thanks")
    me.press("button", "I sent it")
    me.sees("Thank-you sent")

    me.press("link", "Progress")
    me.sees("You wrote to 1 person", "1 within 24 hours")
    expect(me.page.get_by_role("button", name="Print report")).to_be_visible()
    me.looks("report")


def test_the_day_after_says_what_is_next_in_words_of_its_own(
    stranger: Stranger, laptop: Laptop
) -> None:
    """Who met somebody without logging a reply is not asked for it; a bare name is written to."""
    laptop.run("add", "Maya Lindqvist", "--org", "Northlight Radio")
    laptop.run("outreach", "Maya", "--at", "3 days ago")
    laptop.run("schedule", "Maya", "yesterday 15:00")
    laptop.run("start", "Maya", "--at", "yesterday 15:00")
    laptop.run("done", "Maya", "--at", "yesterday 15:30")
    laptop.run("thank", "Maya", "--at", "yesterday 18:00")
    laptop.run("refer", "Maya", "Tomás Rey", "--at", "yesterday 15:25")
    me = stranger
    me.sees("Write the debrief · the talk ended", "Write to Tomás Rey · named")
    me.looks("after")
    me.press("link", re.compile("Write to Tomás Rey"))
    quick = me.page.get_by_role("group", name="Quick actions")
    expect(quick.get_by_role("button").first).to_have_text("In touch")
    expect(quick.get_by_role("button", name="Log reply")).to_have_count(0)
    me.press("button", "Add Tomás Rey to people")
    me.press("link", "Tomás Rey")
    me.press("button", "Log outreach")
    me.press("button", "Save outreach")
    me.press("link", "Today")
    expect(me.page.get_by_role("main")).not_to_contain_text("Tomás Rey")
    expect(me.page.get_by_role("main")).to_contain_text("Maya Lindqvist")
    assert me.presses <= 6


def test_in_the_largest_type_no_word_is_torn(stranger: Stranger, laptop: Laptop) -> None:
    laptop.run("add", "Maya Lindqvist", "--org", "Northlight Radio")
    page = stranger.page
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    page.goto(f"{laptop.url}/settings/appearance")
    expect(state).to_contain_text("Synced")
    page.get_by_role("radio", name="150 %").check(force=True)
    for place in ("Today", "People", "Progress"):
        stranger.press("link", place)
        title = page.get_by_role("heading", level=1)
        expect(title).to_have_text(place)
        tab = page.get_by_role("link", name=place).filter(visible=True).first
        for one in (title, tab.get_by_text(place)):
            lines = one.evaluate(LINES)
            assert lines == 1, f"{place} takes {lines} lines"
        stranger.looks(f"large-{place.lower()}")
