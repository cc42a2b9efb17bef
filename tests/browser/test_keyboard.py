"""Everything by keyboard: Tab reaches each control of each screen, in order, and it shows."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, watched
from tests.browser.rooms import begin, interview_of
from tests.browser.test_screens import filled

pytestmark = pytest.mark.browser

__all__ = ["filled"]
WALK = (ROOT / "tests/browser/keyboard.js").read_text(encoding="utf-8")
UNDONE_WITHIN_S = 20
STOPS_MAX = 6
"""Of one control: a date with a time has as many parts."""
SETTLED_MS = 500
BACKWARDS_PX = 24
"""So far up may the focus go within a column: two things on one line differ in height."""


@pytest.fixture(params=[("phone", PHONE), ("laptop", LAPTOP)], ids=lambda view: view[0])
def page(request: pytest.FixtureRequest, chromium: Browser, filled: Laptop) -> Iterator[Page]:
    name, size = request.param
    context = chromium.new_context(
        viewport=size, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce",
        is_mobile=name == "phone", has_touch=name == "phone",
    )  # fmt: skip
    problems: list[str] = []
    opened = watched(context.new_page(), problems)
    opened.goto(filled.address)
    state = opened.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    yield opened
    context.close()
    assert problems == []


def walk(page: Page) -> list[str]:
    """What is wrong with a walk by Tab through all that is shown; empty if nothing is."""
    page.evaluate(WALK)
    page.evaluate("document.activeElement?.blur()")
    wanted: list[str] = page.evaluate("walk.mark()")
    assert wanted, "nothing to reach"
    steps: list[dict[str, Any]] = []
    faults: list[str] = []
    for _ in range(len(wanted) * STOPS_MAX):
        page.keyboard.press("Tab")
        step = page.evaluate("walk.here()")
        # Out of the page, into the browser's own bar; or the next part of a date.
        if step is None or (steps and step["place"] == steps[-1]["place"]):
            continue
        if step["place"] in {each["place"] for each in steps}:
            break
        steps.append(step)
        faults += [f"{step['name']}: {fault}" for fault in step["faults"]]
    reached = {step["number"] for step in steps}
    missed = [name for number, name in enumerate(wanted) if number not in reached]
    faults += [f"{name}: Tab does not reach it" for name in missed]
    inner = [step for step in steps if step["isInMain"]]
    for before, after in pairwise(inner):
        # From the end round to the beginning.
        if (after["number"] or 0) < (before["number"] or 0):
            continue
        in_one_column = after["left"] < before["right"] and before["left"] < after["right"]
        if in_one_column and after["bottom"] < before["top"] - BACKWARDS_PX:
            faults.append(f"{before['name']} → {after['name']}: the focus jumps back up")
    return faults


def test_every_control_of_every_screen_is_reached_by_tab(page: Page, filled: Laptop) -> None:
    person = filled.json("person", "Ines Duarte")["contact"]["id"]
    held, coming = (interview_of(filled, name) for name in ("Ines Duarte", "Zoë Ångström"))
    faults = {}
    for path in (
        *("/", "/people", f"/people/{person}", f"/interviews/{held}", f"/interviews/{coming}"),
        *("/insights", "/network", "/progress", "/history", "/settings", "/share", "/more"),
        *(f"/settings/{name}" for name in SECTIONS),
    ):
        page.goto(filled.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
        # What comes with an answer has come.
        page.wait_for_timeout(300)
        # What is folded away is part of the screen.
        page.evaluate("document.querySelectorAll('main details').forEach((it) => it.open = true)")
        page.wait_for_timeout(150)
        faults[path] = walk(page)
    told = [f"{path} {fault}" for path, found in faults.items() for fault in found]
    assert not told, "\n".join(told)


SECTIONS = ("sync", "import", "export", "practice", "appearance", "forget", "about")


def test_every_control_of_a_talk_and_of_the_board_is_reached_by_tab(
    page: Page, filled: Laptop
) -> None:
    page.goto(f"{filled.url}/people")
    page.get_by_role("radio", name="Board").check()
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    assert not (found := walk(page)), found
    page.goto(f"{filled.url}/interviews/{interview_of(filled, 'Zoë Ångström')}")
    begin(page)
    assert not (found := walk(page)), found
    # The message with its Undo may be gone after so long a walk; the timeline has it too.
    person = filled.json("person", "Zoë Ångström")["contact"]["id"]
    page.goto(f"{filled.url}/people/{person}")
    page.get_by_role("button", name="Undo: Interview started").first.click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Undone")
    # The laptop has heard of it, or the next test finds the talk begun.
    deadline = time.monotonic() + UNDONE_WITHIN_S
    while is_talking(filled) and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    assert not is_talking(filled)


def is_talking(laptop: Laptop) -> bool:
    return any(row["status"] == "started" for row in laptop.json("interviews"))


def test_a_dialog_keeps_the_focus_and_gives_it_back(page: Page, filled: Laptop) -> None:
    person = filled.json("person", "Ines Duarte")["contact"]["id"]
    for path, names in (
        ("/", ("Set a reminder", "Add person", "Find anything")),
        ("/people", ("Add person",)),
        (f"/people/{person}", ("Edit", "Schedule interview", "In touch", "Help given")),
        (f"/interviews/{interview_of(filled, 'Zoë Ångström')}", ("Reschedule",)),
    ):
        page.goto(filled.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for name in names:
            button = page.get_by_role("button", name=re.compile(f"^{name}")).first
            more = page.locator("summary", has_text="More to record")
            if not button.is_visible() and more.count():
                more.click()
            expect(button).to_be_visible()
            button.focus()
            page.keyboard.press("Enter")
            dialog = page.get_by_role("dialog")
            expect(dialog).to_be_visible()
            assert not (found := walk(page)), (path, name, found)
            assert page.evaluate("document.activeElement.closest('dialog, body').localName") in (
                "dialog",
                "body",
            )
            page.keyboard.press("Escape")
            expect(dialog).to_have_count(0)
            expect(button).to_be_focused()


AT_ONCE = """() => new MutationObserver((_, watching) => {
  if (document.querySelector("h1")?.textContent !== "People") return;
  watching.disconnect();
  const slash = { key: "/", bubbles: true, cancelable: true };
  document.dispatchEvent(new KeyboardEvent("keydown", slash));
  setTimeout(() => { document.body.dataset.settled = "yes"; }, 300);
}).observe(document.body, { childList: true, characterData: true, subtree: true })"""


def test_a_key_pressed_as_soon_as_a_screen_stands_keeps_the_focus(
    page: Page, filled: Laptop
) -> None:
    """The title takes the focus on arrival, but not from where the next key has just put it."""
    page.goto(filled.url)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    page.evaluate(AT_ONCE)
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_selector("body[data-settled]")
    expect(page.get_by_label("Search people and notes")).to_be_focused()


def test_what_takes_the_place_of_an_item_that_went_takes_its_focus(
    page: Page, filled: Laptop
) -> None:
    """Enter again goes on down the list."""
    page.goto(f"{filled.url}/interviews/{interview_of(filled, 'Zoë Ångström')}")
    offered = page.locator(".bank-question")
    page.locator(".bank-section").evaluate("(bank) => { bank.open = true; }")
    offered.nth(1).focus()
    for _ in range(2):
        words = offered.nth(1).inner_text()
        page.keyboard.press("Enter")
        expect(page.locator(".bank")).not_to_contain_text(words.split("\n")[0])
        expect(offered.nth(1)).to_be_focused()


def test_enter_held_down_presses_one_item_only(page: Page, filled: Laptop) -> None:
    page.goto(f"{filled.url}/interviews/{interview_of(filled, 'Zoë Ångström')}")
    offered = page.locator(".bank-question")
    page.locator(".bank-section").evaluate("(bank) => { bank.open = true; }")
    words = offered.first.inner_text()
    offered.first.focus()
    page.keyboard.down("Enter")
    expect(page.locator(".bank")).not_to_contain_text(words.split("\n")[0])
    expect(offered.first).to_be_focused()
    then = offered.first.inner_text()
    for _ in range(3):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    page.wait_for_timeout(SETTLED_MS)
    assert offered.first.inner_text() == then


def test_every_line_of_the_cheat_sheet_does_what_it_says(page: Page, filled: Laptop) -> None:
    page.goto(filled.url)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_visible()
    assert not (found := walk(page)), found
    lines: list[list[Any]] = sheet.get_by_role("region", name="Go to").evaluate(
        """(region) => [...region.querySelectorAll(".cheat-entry")].map((line) => [
          line.querySelector("dt").textContent,
          [...line.querySelectorAll("kbd")].map((key) => key.textContent.toLowerCase())])"""
    )
    assert len(lines) == 7
    page.keyboard.press("Escape")
    for words, keys in lines:
        for key in keys:
            page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_have_text(words)
    for key, name in (("a", "Add a person"), ("r", "Remind me"), ("?", "Keyboard shortcuts")):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    page.keyboard.press("/")
    expect(page.get_by_label("Search people and notes")).to_be_focused()
