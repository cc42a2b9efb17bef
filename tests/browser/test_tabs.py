"""Several tabs of one browser are one device: they write at once, and one may die in the middle."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from tests.browser.conftest import Laptop, Problems, go, watched
from tests.browser.own_chromium import OwnChromium
from tests.browser.rooms import interview_of, make_room, opened

pytestmark = pytest.mark.browser

TALK = "Zoë Ångström"
ENOUGH = 12
"""So many are acknowledged before a tab dies: by then writing never pauses."""
MORE = 100
"""So many the others are told of after that."""
GOES_ON_S = 180
"""In seconds; longer takes no machine for so few, not even one that does much beside it."""
AHEAD = 40
"""So many a tab writes before they are drawn: no more than a slow machine will draw."""

# Types and submits as fast as the page takes it, until it is enough; a line that is drawn in the
# list is acknowledged.
WRITE = """([prefix, ahead]) => {
  const told = new Set();
  const tell = () => {
    for (const row of document.querySelectorAll(".order .question-text")) {
      const text = row.textContent ?? "";
      if (text.startsWith(prefix) && !told.has(text)) {
        told.add(text);
        acknowledged(text);
      }
    }
  };
  new MutationObserver(tell).observe(document.body, { childList: true, subtree: true });
  window.written = 0;
  const write = () => {
    const field = document.querySelector(".add-question input[name=text]");
    if (field === null || window.isEnough) return;
    if (window.written - told.size < ahead) {
      window.written += 1;
      field.value = `${prefix} ${window.written}`;
      field.form.requestSubmit();
    }
    setTimeout(write, 20);
  };
  write();
}"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Laptop]:
    laptop = make_room(tmp_path / "home")
    yield laptop
    laptop.stop()


@pytest.fixture
def own(tmp_path: Path, chromium: Browser) -> Iterator[OwnChromium]:
    made = OwnChromium(tmp_path / "profile", chromium)
    yield made
    made.kill()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce"
    )
    yield made
    made.close()


def state(page: Page) -> Locator:
    return page.get_by_role("status", name="Sync state")


def another_tab(laptop: Laptop, context: BrowserContext, problems: Problems, path: str) -> Page:
    page = watched(context.new_page(), problems)
    page.goto(f"{laptop.url}{path}")
    expect(state(page)).to_contain_text("Synced")
    return page


def submit_together(pages: list[Page]) -> None:
    """The form that is open in each tab, at the same instant."""
    at = pages[0].evaluate("Date.now()") + 300
    for page in pages:
        page.evaluate(
            """(at) => {
                 const form = document.querySelector("dialog[open] form, .add-question");
                 setTimeout(() => form.requestSubmit(), at - Date.now());
               }""",
            at,
        )
    pages[0].wait_for_timeout(300)


def whole_and_equal(page: Page, laptop: Laptop) -> None:
    """Every chain in this browser is whole (I9), and both sides show the same (I1)."""
    page.bring_to_front()  # A tab behind draws once a second.
    expect(state(page)).to_have_text("Synced")
    go(page, "Settings")
    page.get_by_role("link", name="Devices and sync").click()
    page.get_by_role("button", name="Show digest").click()
    row = page.locator(".detail", has=page.get_by_text("Digest", exact=True))
    assert row.locator("code").inner_text() == laptop.json("digest")["digest"]
    go(page, "History")
    page.get_by_role("radio", name="Check").check(force=True)
    page.get_by_role("button", name="Check every event").click()
    expect(page.get_by_role("status", name="Result of the check")).to_contain_text(
        "Everything is whole"
    )
    assert "every chain is whole" in laptop.run("verify")


def leader(page: Page) -> str | None:
    """The tab that syncs, as the lock manager calls it."""
    found: str | None = page.evaluate(
        """async () => (await navigator.locks.query()).held
             .find((lock) => lock.name === "infoview-sync")?.clientId ?? null"""
    )
    return found


def write_until_acknowledged(pages: list[Page], enough: int) -> list[set[str]]:
    """All write at once. Returns once each was told of so many; what it returned fills further."""
    acknowledged: list[set[str]] = [set() for _ in pages]
    for page, told in zip(pages, acknowledged, strict=True):
        page.expose_function("acknowledged", lambda text, told=told: told.add(text))
    for number, page in enumerate(pages, start=1):
        page.evaluate(WRITE, [f"Tab {number} asks", AHEAD])
    until(pages[0], lambda: all(len(told) >= enough for told in acknowledged))
    return acknowledged


def until(page: Page, is_met: Callable[[], bool]) -> None:
    """Lets the tabs tell more, until it is met; a tab that wrote no more would never meet it."""
    last = time.monotonic() + GOES_ON_S
    while not is_met():
        assert time.monotonic() < last, "the tabs go on writing"
        page.wait_for_timeout(5)


def crash(page: Page) -> None:
    """The tab's whole process ends between two instructions, its worker with it."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://kill", timeout=5_000)


def asked(page: Page) -> set[str]:
    expect(page.locator(".order .question-text").first).to_be_visible()
    return set(page.locator(".order .question-text").all_inner_texts())


def on_the_laptop(room: Laptop) -> set[str]:
    rows = room.json("log", "--type", "question.prepared", "--limit", "5000")
    return {row["detail"] for row in rows}


def test_three_tabs_write_at_once_and_each_shows_everything(
    room: Laptop, context: BrowserContext, problems: Problems
) -> None:
    talk = opened(room, context, problems, TALK)
    people = another_tab(room, context, problems, "/people")
    ines = room.json("person", "Ines")["contact"]["id"]
    person = another_tab(room, context, problems, f"/people/{ines}")
    tabs = [talk, people, person]
    for page in tabs:
        page.evaluate("window.isStill = true")
    person.get_by_text("More to record").click()
    rounds = range(1, 6)
    for number in rounds:
        talk.get_by_label("New question").fill(f"Question {number}?")
        people.get_by_role("button", name="Add person").click()
        people.get_by_role("dialog").get_by_label("Name").fill(f"Tabea {number}")
        person.get_by_role("button", name="In touch", exact=True).click()
        person.get_by_role("dialog").get_by_label("About").fill(f"Touched {number}")
        submit_together(tabs)
        for page in tabs:
            expect(page.get_by_role("dialog")).to_have_count(0)
        if people.url != f"{room.url}/people":
            go(people, "People")

    for page in tabs:
        page.bring_to_front()
        go(page, "People")
        for number in rounds:
            expect(page.get_by_role("list", name="People")).to_contain_text(f"Tabea {number}")
        page.get_by_role("link", name=re.compile("Ines Duarte")).first.click()
        timeline = page.get_by_role("region", name="Timeline")
        for number in rounds:
            expect(timeline).to_contain_text(f"Touched {number}")
        go(page, "People")
        page.get_by_role("link", name=re.compile(TALK)).first.click()
        page.get_by_role("region", name="Interviews").get_by_role("link").first.click()
        assert {f"Question {number}?" for number in rounds} <= asked(page)
        assert page.evaluate("window.isStill"), "it was reloaded"
    # What one tab says shows in another that only looks on.
    talk.get_by_label("New question").fill("And this one?")
    talk.keyboard.press("Enter")
    expect(people.get_by_text("And this one?")).to_be_visible()
    for page in tabs:
        whole_and_equal(page, room)


def test_a_tab_killed_while_three_write_loses_nothing_and_another_goes_on_syncing(
    room: Laptop, context: BrowserContext, problems: Problems
) -> None:
    """I2, I3: what was acknowledged is there, numbered without a gap."""
    killed = opened(room, context, problems, TALK)
    path = f"/interviews/{interview_of(room, TALK)}"
    others = [another_tab(room, context, problems, path) for _ in range(2)]
    led = leader(others[0])
    assert led is not None
    acknowledged = write_until_acknowledged([killed, *others], ENOUGH)
    crash(killed)
    for told in acknowledged[1:]:
        enough = len(told) + MORE
        until(others[0], lambda told=told, enough=enough: len(told) >= enough)
    for number, page in enumerate(others, start=2):
        last = page.evaluate("() => { window.isEnough = true; return window.written; }")
        expect(others[0].get_by_text(f"Tab {number} asks {last}", exact=True)).to_be_visible()
    wanted = set.union(*acknowledged)
    for page in others:
        assert wanted <= asked(page)
    assert leader(others[0]) not in (None, led), "the one that synced is gone"
    expect(state(others[1])).to_have_text("Synced")
    assert wanted <= on_the_laptop(room)
    again = another_tab(room, context, problems, path)
    assert wanted <= asked(again)
    for page in (*others, again):
        whole_and_equal(page, room)


def test_a_browser_killed_while_two_tabs_write_keeps_what_it_acknowledged(
    room: Laptop, own: OwnChromium, problems: Problems
) -> None:
    """I2 with the server gone: nobody else can have kept it."""
    context = own.start()
    tabs = [opened(room, context, problems, TALK)]
    tabs[0].evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    path = f"/interviews/{interview_of(room, TALK)}"
    tabs.append(another_tab(room, context, problems, path))
    room.stop()
    acknowledged = write_until_acknowledged(tabs, ENOUGH)
    own.kill()
    wanted = set.union(*acknowledged)

    page = own.start().new_page()
    page.goto(f"{room.url}{path}")
    assert wanted <= asked(page)
    expect(state(page)).to_contain_text("not synced yet")
    room.start()
    whole_and_equal(page, room)
    assert wanted <= on_the_laptop(room)
