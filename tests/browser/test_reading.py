"""Names of every script and length at any text size; less motion; the system's own colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import warm
from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, watched
from tests.browser.names import PEOPLE
from tests.browser.rooms import begin, interview_of

pytestmark = pytest.mark.browser

Take = Callable[[Page, str], None]
LOOK = (ROOT / "tests/browser/reading.js").read_text(encoding="utf-8")
ARABIC, JAPANESE, HEBREW, LONG, LAILA, WORD, MIXED, _ = (name for name, _, _ in PEOPLE)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    home: Path = tmp_path_factory.mktemp("names") / "home"
    # In a process of its own: Playwright keeps an event loop running in this one.
    warm.run("tests.browser.names", str(home))
    laptop = Laptop(home)
    laptop.start()
    yield laptop
    laptop.stop()


def places(laptop: Laptop) -> dict[str, str]:
    ids = {each["name"]: each["id"] for each in laptop.json("people")}
    return {
        "today": "/",
        "people": "/people",
        **{f"person-{place}": f"/people/{ids[name]}" for place, (name, _, _) in enumerate(PEOPLE)},
        "interview-held": f"/interviews/{interview_of(laptop, ARABIC)}",
        "interview-coming": f"/interviews/{interview_of(laptop, HEBREW)}",
        "insights": "/insights",
        "network": "/network",
        "progress": "/progress",
        "history": "/history",
        "forget": "/settings/forget",
    }


def synced(page: Page, laptop: Laptop) -> Page:
    page.goto(laptop.address)
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    return page


# Where it is narrowest, and where most stands beside one another.
@pytest.mark.parametrize(
    ("view", "percent"),
    [(("phone", PHONE), 150), (("laptop", LAPTOP), 100)],
    ids=["phone-150", "laptop-100"],
)
def test_no_name_breaks_a_screen(
    chromium: Browser, named: Laptop, picture: Take, view: tuple[str, Any], percent: int
) -> None:
    name, size = view
    context = chromium.new_context(
        viewport=size, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce",
        is_mobile=name == "phone", has_touch=name == "phone",
    )  # fmt: skip
    problems: list[str] = []
    page = synced(watched(context.new_page(), problems), named)
    if percent != 100:
        page.goto(f"{named.url}/settings/appearance")
        page.get_by_role("radio", name=f"{percent} %").check()
    faults: list[str] = []

    def look(screen: str) -> None:
        picture(page, f"names-{screen}-{name}-{percent}")
        faults.extend(f"{screen}: {fault}" for fault in page.evaluate(LOOK))

    for screen, path in places(named).items():
        page.goto(named.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
        page.wait_for_timeout(300)
        page.evaluate("document.querySelectorAll('main details').forEach((it) => it.open = true)")
        page.wait_for_timeout(100)
        look(screen)
        for other_view in ("Board", "List", "Changes", "Log"):
            other = page.get_by_role("radio", name=other_view, exact=True)
            if screen in ("people", "network", "history") and other.count() == 1:
                other.check()
                page.wait_for_timeout(300)
                look(f"{screen}-{other_view}")
    page.keyboard.press("Control+k")
    for typed in ("ليلى", "Wolfe", "outreach שירה"):
        page.get_by_role("combobox").first.fill(typed)
        expect(
            page.get_by_role("listbox", name="Choices").get_by_role("option").first
        ).to_be_visible()
        look(f"palette-{typed[:2]}")
    context.close()
    assert not faults, "\n".join(faults)
    assert problems == []


def test_at_twice_the_size_of_type_no_screen_scrolls_sideways(
    chromium: Browser, named: Laptop
) -> None:
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")  # type: ignore[arg-type]  # a size by names
    page = synced(context.new_page(), named)
    wide = {}
    for screen, path in places(named).items():
        page.goto(named.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        # More than the app offers by itself: what a browser's own setting does.
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.wait_for_timeout(300)
        wide[screen] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert [screen for screen, by in wide.items() if by > 0] == [], wide


def test_with_less_motion_nothing_moves(chromium: Browser, named: Laptop) -> None:
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")  # type: ignore[arg-type]  # a size by names
    page = synced(context.new_page(), named)
    moving = """() => [...document.querySelectorAll("*")].flatMap((each) =>
      ["", "::before", "::after", "::backdrop"].map((part) => [each, getComputedStyle(each, part)])
    ).filter(([, style]) => [style.animationDuration, style.transitionDuration].some((times) =>
      times.split(",").some((time) => parseFloat(time) > 0)) || style.scrollBehavior === "smooth"
    ).map(([each]) => each.outerHTML.slice(0, 80))"""
    paths = places(named)
    for path in (*paths.values(), "/settings/practice", "/more"):
        page.goto(named.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_timeout(200)
        assert page.evaluate(moving) == [], path
        assert page.evaluate("document.getAnimations().length") == 0, path
    page.goto(f"{named.url}{paths['interview-coming']}")
    begin(page)
    assert page.evaluate(moving) == []
    page.keyboard.press("Control+k")
    assert page.evaluate(moving) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Undone")
    assert page.evaluate(moving) == []
    context.close()


def test_the_system_s_own_colours_keep_focus_and_states(
    chromium: Browser, named: Laptop, picture: Take
) -> None:
    context = chromium.new_context(
        viewport=LAPTOP, forced_colors="active", reduced_motion="reduce",  # type: ignore[arg-type]  # a size by names
        locale="en-GB", timezone_id="Europe/Berlin",
    )  # fmt: skip
    page = synced(context.new_page(), named)

    def differs(one: str, other: str) -> bool:
        """Whether two things that say different things look different, but for their words."""
        look = """(selector) => {
          const each = document.querySelector(selector);
          const style = getComputedStyle(each);
          return ["backgroundColor", "borderTopColor", "borderTopStyle", "borderTopWidth", "color",
            "outlineStyle", "outlineWidth", "textDecorationLine", "fontWeight",
            "borderBottomWidth"].map((name) => style[name]).join(" ");
        }"""
        return bool(page.evaluate(look, one) != page.evaluate(look, other))

    picture(page, "forced-today")
    assert differs(".place-both[aria-current]", ".place-both:not([aria-current])")
    page.goto(f"{named.url}/people")
    expect(page.get_by_role("main")).to_contain_text("8 people")
    assert differs(".segment input:checked + span", ".segment input:not(:checked) + span")
    button = page.get_by_role("button", name="Add person")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    edge = "(it) => parseFloat(getComputedStyle(it).borderTopWidth)"
    assert button.evaluate(edge) > 0, "a button without an edge is only a word"
    button.click()
    assert page.get_by_role("dialog").evaluate(edge) > 0
    picture(page, "forced-dialog")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("listbox", name="Choices").get_by_role("option").first).to_be_visible()
    assert differs(".option[aria-selected=true]", ".option[aria-selected=false]")
    picture(page, "forced-palette")
    page.keyboard.press("Escape")
    page.goto(f"{named.url}/insights")
    expect(page.get_by_role("main")).to_contain_text("Culture")
    assert differs(".chip[aria-pressed=true]", ".chip[aria-pressed=false]")
    page.goto(f"{named.url}/progress")
    expect(page.get_by_role("main")).to_contain_text("Reply rate")
    picture(page, "forced-progress")
    page.goto(f"{named.url}{places(named)['interview-held']}")
    expect(page.get_by_role("main")).to_contain_text("Afterwards")
    picture(page, "forced-interview")
    context.close()
