"""The interview room without a mouse, and with hostile words in each of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop, Problems
from tests.browser.rooms import begin, make_room, note_field, opened
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

TABS_MAX = 150
FOCUSED = """() => {
  const one = document.activeElement;
  const label = one.labels?.[0]?.textContent ?? "";
  return (one.getAttribute("aria-label") || label || one.textContent || "").trim();
}"""
HOSTILE = (
    "<img src=x onerror=\"window.ran = 'img'\">",
    "<script>window.ran = 'script'</script>",
    "\"><svg onload=window.ran='svg'>",
    "javascript:window.ran='url'//",
    "{{constructor.constructor('window.ran=1')()}}",
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Laptop]:
    laptop = make_room(tmp_path / "home")
    yield laptop
    laptop.stop()


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what is called so has the focus: it must be reachable that way."""
    for _ in range(TABS_MAX):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate(FOCUSED)):
            return
    pytest.fail(f"no Tab leads to {name!r}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    tab_to(page, name)
    page.keyboard.press(key)


def test_a_whole_interview_without_a_mouse(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(
        viewport=LAPTOP, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce"
    )
    page = opened(room, context, problems, "Kenji Watanabe")
    prepare_by_keys(page)
    talk_by_keys(page)
    after_by_keys(page)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    said = str(room.json("log", "--person", "Kenji"))
    for words in ("Meets the lawyers", "Legal decides", "Uma Aziz", "Boris Kim", "earlier"):
        assert words in said
    (insight,) = [row for row in room.json("insights") if "Legal decides" in row["text"]]
    assert insight["theme"] == "culture"
    context.close()


def prepare_by_keys(page: Page) -> None:
    press(page, "^Question 1: move", "ArrowDown")
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Now question 2 of 2")
    tab_to(page, "^New question")
    page.keyboard.type("What did you stop doing?")
    page.keyboard.press("Enter")
    press(page, "^Referrals$")
    press(page, "^Who sees this differently from you")
    expect(page.get_by_role("main")).to_contain_text("4 of 5")
    page.get_by_role("heading", level=1).focus()
    press(page, "^Start interview")
    press(page, "^Start now")
    expect(page.get_by_role("button", name="End interview")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    # A digit names a question that one sees.
    expect(page.get_by_role("checkbox")).to_have_count(4)


def talk_by_keys(page: Page) -> None:
    page.keyboard.press("2")
    expect(page.get_by_role("checkbox").nth(1)).to_be_checked()
    page.keyboard.press("n")
    page.keyboard.type("Meets the lawyers every Thursday")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Written down")).to_contain_text("Meets the lawyers")
    page.keyboard.press("Tab")
    # An insight: one key, one digit for its theme, the words, Enter.
    page.keyboard.press("i")
    expect(page.get_by_role("radio", name="Role")).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.type("Legal decides the last word")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("list", name="Written down")).to_contain_text("Culture")
    page.keyboard.press("r")
    for name in ("Uma Aziz", "Boris Kim"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Added")).to_contain_text("Boris Kim")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    # "g i" still goes to the insights and captures none.
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page.get_by_role("heading", level=1)).to_have_text("Insights")
    page.go_back()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Capture an insight")
    sound(page, "cheat sheet")
    page.keyboard.press("Escape")
    press(page, "^End interview")


def after_by_keys(page: Page) -> None:
    after = page.get_by_role("region", name="Afterwards")
    expect(after).to_be_visible()
    press(page, "^I sent it")
    expect(after).to_contain_text("Sent · Today")
    press(page, "^Debrief")
    tab_to(page, "^Debrief")
    page.keyboard.type("Ask about money earlier.")
    press(page, "^Advice")
    expect(after).to_contain_text("Ask about money earlier.")
    tab_to(page, "^What they advised")
    page.keyboard.type("Write one piece a week")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Advice from this talk")).to_contain_text("one piece")
    press(page, "^Stay in touch")
    tab_to(page, "^Every 90 days")
    page.keyboard.press("ArrowLeft")
    expect(after.get_by_role("radio", name="Every 30 days")).to_be_checked()


def test_single_keys_are_no_shortcuts_for_who_switched_them_off_or_types(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=LAPTOP)
    page = opened(room, context, problems, "Zoë Ångström")
    begin(page)
    note_field(page).press_sequentially("nir1")
    expect(note_field(page)).to_have_value("nir1")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("localStorage.setItem('single-keys', 'off')")
    page.reload()
    expect(page.get_by_role("button", name="End interview")).to_be_visible()
    page.get_by_role("heading", level=1).focus()
    for key in ("i", "r", "1"):
        page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("checkbox").first).not_to_be_checked()
    context.close()


def test_hostile_words_stay_words_in_every_field(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = opened(room, context, problems, "Kenji Watanabe")
    words = HOSTILE[0]
    page.get_by_role("button", name="Reschedule").click()
    page.get_by_label("Place or link").fill(HOSTILE[3])
    page.get_by_role("button", name="Save new time").click()
    expect(page.get_by_role("main")).to_contain_text(HOSTILE[3])
    assert page.locator("main a[href^='javascript']").count() == 0
    for each in HOSTILE:
        page.get_by_label("New question").fill(each)
        page.get_by_label("New question").press("Enter")
        expect(page.get_by_role("main")).to_contain_text(each)
    begin(page)
    page.get_by_label(re.compile("^Answer to")).first.fill(words)
    note_field(page).fill(HOSTILE[1])
    note_field(page).press("Enter")
    page.get_by_role("button", name="Capture insight").click()
    page.get_by_label("What you learned").fill(HOSTILE[2])
    page.get_by_role("radio", name="Your own").check(force=True)
    page.get_by_label("Your theme").fill(HOSTILE[1])
    page.get_by_role("button", name="Save insight").click()
    page.get_by_role("button", name="Add a name").click()
    page.get_by_label("Name", exact=True).fill(words)
    page.get_by_label("Organisation").fill(HOSTILE[2])
    page.get_by_label("Organisation").press("Enter")
    page.get_by_role("button", name="Done").click()
    written = page.get_by_role("list", name="Written down")
    for each in (HOSTILE[1], HOSTILE[2], words):
        expect(written).to_contain_text(each)
    page.get_by_role("button", name="End interview").click()
    after = page.get_by_role("region", name="Afterwards")
    expect(after.get_by_label("What you write")).to_have_value(re.compile("svg onload"))
    for title, label in (("Debrief", "Debrief"), ("Advice", "What they advised")):
        after.locator("summary").filter(has_text=title).click()
        after.get_by_label(label).fill(words)
        after.get_by_label(label).press("Enter")
        after.get_by_label(label).blur()
        expect(after).to_contain_text(words)
    after.locator("summary").filter(has_text="Reminder").click()
    after.get_by_role("button", name="Set a reminder").click()
    page.get_by_label("Of what").fill(words)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("list", name="Reminders")).to_contain_text(words)
    assert page.evaluate("window.ran") is None
    context.close()
