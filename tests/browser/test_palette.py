"""The command palette, quick add, shortcuts and times in words: keyboard alone, on both sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop, watched
from tests.browser.soundness import sound
from tests.browser.test_screens import filled

pytestmark = pytest.mark.browser

__all__ = ["filled"]
# Both sizes and both themes; what is typed and heard is the same in all four together.
VIEWS = [("phone", PHONE, "light"), ("laptop", LAPTOP, "dark")]
Take = Callable[[Page, str], None]


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[2]}")
def view(
    request: pytest.FixtureRequest, chromium: Browser, filled: Laptop
) -> Iterator[tuple[Page, str]]:
    name, size, scheme = request.param
    context = chromium.new_context(
        viewport=size, color_scheme=scheme, locale="en-GB", timezone_id="Europe/Berlin",
        is_mobile=name == "phone", has_touch=name == "phone", reduced_motion="reduce",
    )  # fmt: skip
    problems: list[str] = []
    page = watched(context.new_page(), problems)
    page.goto(filled.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    yield page, f"{name}-{scheme}"
    context.close()
    assert problems == []


def look(page: Page, take: Take, name: str) -> None:
    take(page, f"palette-{name}")
    sound(page, name)


def opened(page: Page) -> Locator:
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Find people, places")
    expect(field).to_be_focused()
    return field


def active(page: Page) -> Locator:
    """The option that the field names as its active one."""
    field = page.get_by_role("combobox", name="Find people, places")
    return page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_people_places_and_actions_are_found_with_the_keyboard_alone(
    view: tuple[Page, str], picture: Take
) -> None:
    page, name = view
    opened(page)
    expect(page.get_by_role("option")).to_have_count(17)
    look(page, picture, f"empty-{name}")
    page.keyboard.press("ArrowUp")
    expect(active(page)).to_contain_text("Keyboard shortcuts")
    expect(active(page)).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    expect(active(page)).to_contain_text("Log outreach to")
    page.keyboard.press("Enter")
    page.keyboard.type("angstr")
    expect(active(page)).to_have_text("Log outreach to Zoë Ångström")
    expect(active(page)).to_have_attribute("aria-selected", "true")
    look(page, picture, f"verb-{name}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Log outreach")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    opened(page)
    page.keyboard.type("ines")
    expect(active(page)).to_contain_text("Ines Duarte")
    look(page, picture, f"person-{name}")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Ines Duarte")
    expect(heading(page)).to_be_focused()
    opened(page)
    page.keyboard.type("corridor")
    expect(page.get_by_role("option").filter(has_text="travels by corridor")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    opened(page)
    page.keyboard.type("insights")
    expect(active(page)).to_contain_text("Go to Insights")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Insights")


def test_the_button_opens_it_and_a_press_beside_it_closes_it(
    view: tuple[Page, str], picture: Take
) -> None:
    page, name = view
    look(page, picture, f"button-{name}")
    press = "tap" if name.startswith("phone") else "click"
    getattr(page.get_by_role("button", name="Find anything"), press)()
    page.get_by_role("combobox", name="Find people, places").fill("tomasz")
    getattr(page.get_by_role("option").first, press)()
    expect(heading(page)).to_have_text("Tomasz Wilk")
    getattr(page.get_by_role("button", name="Find anything"), press)()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.click(5, page.viewport_size["height"] - 5 if page.viewport_size else 0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_it_opens_again_before_its_closing_was_told(view: tuple[Page, str]) -> None:
    page, _ = view
    opened(page)
    # A browser tells that a dialog was closed some time after it was; a quick hand is faster.
    page.evaluate(
        """() => {
          document.querySelector("dialog[open]").close();
          const key = { key: "k", ctrlKey: true, bubbles: true, cancelable: true };
          document.body.dispatchEvent(new KeyboardEvent("keydown", key));
        }"""
    )
    page.wait_for_timeout(300)
    field = page.get_by_role("combobox", name="Find people, places")
    expect(field).to_be_focused()
    page.keyboard.type("ines")
    expect(active(page)).to_contain_text("Ines Duarte")


def test_it_hears_the_keys_from_the_moment_the_screen_is_drawn(
    chromium: Browser, filled: Laptop
) -> None:
    # Before the browser has painted what was drawn: a slow machine leaves time to press a key then.
    press_at_once = """
      const key = { key: "k", ctrlKey: true, bubbles: true, cancelable: true };
      new MutationObserver((_, observer) => {
        if (document.querySelector("h1")?.textContent !== "Today") return;
        observer.disconnect();
        document.body.dispatchEvent(new KeyboardEvent("keydown", key));
      }).observe(document, { childList: true, subtree: true });
    """
    context = chromium.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/Berlin")
    problems: list[str] = []
    page = watched(context.new_page(), problems)
    page.add_init_script(press_at_once)
    page.goto(filled.address)
    expect(page.get_by_role("combobox", name="Find people, places")).to_be_focused()
    context.close()
    assert problems == []


def test_the_way_back_closes_it(view: tuple[Page, str]) -> None:
    page, _ = view
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(heading(page)).to_have_text("People")
    opened(page)
    page.go_back()
    expect(heading(page)).to_have_text("Today")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_one_line_is_previewed_then_saved_and_undone_by_a_key(
    view: tuple[Page, str], picture: Take, filled: Laptop
) -> None:
    page, name = view
    person = f"Noor {name.replace('-', ' ').title()}"
    opened(page)
    page.keyboard.type(f"{person} at Fieldnote, editor, noor@example.org")
    expect(active(page)).to_contain_text(f"Add {person}")
    look(page, picture, f"quick-{name}")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Save")).to_be_focused()
    expect(dialog).to_contain_text("noor@example.org")
    look(page, picture, f"preview-{name}")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox", name="Find people, places")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Save")).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(person)

    opened(page)
    page.keyboard.type("ines: in touch by pigeon")
    expect(page.get_by_role("status", name="Not understood")).to_contain_text("by email")
    look(page, picture, f"refused-{name}")
    page.get_by_role("combobox", name="Find people, places").fill(
        f"{person}: in touch by phone yesterday about the launch"
    )
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Yesterday, 12:00")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    timeline = page.get_by_role("region", name="Timeline")
    expect(timeline).to_contain_text("In touch")
    opened(page)
    page.keyboard.type(f"remind me in 2 weeks {person.lower()} ask about the launch")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("ask about the launch")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(timeline).to_contain_text("Reminder set")
    expect(page.get_by_role("button", name="Undo", exact=True).first).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Undone")
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    told = filled.json("person", person)
    assert "the launch" in str(told)
    assert "ask about the launch" not in str(filled.json("today"))


def test_the_keys_lead_everywhere_but_never_while_typing(
    view: tuple[Page, str], picture: Take
) -> None:
    page, name = view
    for key, place in (
        ("p", "People"), ("i", "Insights"), ("n", "Network"), ("r", "Progress"),
        ("h", "History"), ("s", "Settings"), ("t", "Today"),
    ):  # fmt: skip
        page.keyboard.press("g")
        page.keyboard.press(key)
        expect(heading(page)).to_have_text(place)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_contain_text("Undo what was just saved")
    look(page, picture, f"sheet-{name}")
    page.keyboard.press("a")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.keyboard.press("a")
    expect(page.get_by_role("dialog", name="Add a person")).to_be_visible()
    page.keyboard.type("a g p ? u /")
    expect(page.get_by_label("Name")).to_have_value("a g p ? u /")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Find people, places")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(heading(page)).to_have_text("People")
    page.keyboard.press("/")
    search = page.get_by_label("Search people and notes")
    expect(search).to_be_focused()
    page.keyboard.type("gt?")
    expect(search).to_have_value("gt?")
    expect(heading(page)).to_have_text("People")


def test_single_keys_can_be_switched_off_and_stay_off(view: tuple[Page, str]) -> None:
    page, _ = view
    page.keyboard.press("?")
    switch = page.get_by_label("Single keys are shortcuts")
    switch.uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(heading(page)).to_have_text("Today")
    page.keyboard.press("a")
    opened(page)
    page.keyboard.type("keyboard")
    page.keyboard.press("Enter")
    switch.check()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.get_by_role("dialog", name="Add a person")).to_be_visible()


def test_a_time_is_said_in_words_and_fills_the_fields(
    view: tuple[Page, str], picture: Take
) -> None:
    page, name = view
    opened(page)
    page.keyboard.type("schedule marisol")
    expect(active(page)).to_contain_text("Marisol Vega")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Schedule interview")
    said = dialog.get_by_label("Or say when")
    said.fill("5 may 2031")
    expect(dialog.get_by_label("Date")).to_have_value("2031-05-05")
    expect(dialog.get_by_label("Time")).to_have_value("10:00")
    said.fill("5 may 2031 3pm")
    expect(dialog.get_by_label("Time")).to_have_value("15:00")
    expect(dialog.get_by_role("status")).to_contain_text("5 May 2031, 15:00")
    look(page, picture, f"say-when-{name}")
    said.fill("1/5")
    expect(dialog.get_by_role("status")).to_contain_text("cannot tell which day")
    dialog.get_by_role("button", name="Schedule").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Time").fill("16:30")
    expect(said).to_have_value("")
    dialog.get_by_role("button", name="Cancel").click()
    opened(page)
    page.keyboard.type("in touch with marisol")
    expect(active(page)).to_contain_text("Marisol Vega")
    page.keyboard.press("Enter")
    touch = page.get_by_role("dialog", name="In touch")
    touch.get_by_role("button", name="Earlier…").click()
    touch.get_by_label("Or say when").fill("2026-05-04 15:00")
    expect(touch.get_by_label("When", exact=True)).to_have_value("2026-05-04T15:00")
    when, words = (
        touch.get_by_label(label, exact=True).bounding_box() for label in ("When", "Or say when")
    )
    assert when is not None
    assert words is not None
    assert when["y"] + when["height"] <= words["y"], "they overlap"
    look(page, picture, f"touch-{name}")
