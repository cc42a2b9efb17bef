"""The interview room: before, during and after a talk; what is typed there is never lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, Problems, watched
from tests.browser.test_screens import AXE

pytestmark = pytest.mark.browser

WITHIN_MS = 20_000
Picture = Callable[[Page, str], None]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Laptop]:
    """A notebook with a talk to come, five questions prepared, and one with two."""
    home = tmp_path / "home"
    # In a process of its own: Playwright keeps an event loop running in this one.
    subprocess.run([sys.executable, "-m", "tests.browser.sample", str(home)], cwd=ROOT, check=True)
    laptop = Laptop(home)
    laptop.run("note", "Ines", "Begins at six")
    laptop.run("advice", "Kenji", "Read the style guide aloud")
    laptop.run(
        "edit", "Kenji", "--met-through", "A panel on plain words", "--phone", "+81 3 5550 100"
    )
    laptop.start()
    yield laptop
    laptop.stop()


def interview_of(laptop: Laptop, name: str) -> str:
    rows = [row for row in laptop.json("interviews") if row["name"] == name]
    return str(rows[0]["id"])


def opened(laptop: Laptop, context: BrowserContext, problems: Problems, name: str) -> Page:
    page = watched(context.new_page(), problems)
    page.goto(laptop.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text(
        "Synced", timeout=WITHIN_MS
    )
    page.goto(f"{laptop.url}/interviews/{interview_of(laptop, name)}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Interview with {name}")
    return page


def looked_at(page: Page, picture: Picture, name: str) -> None:
    """A picture to be looked at, nothing for axe to find, no sideways scroll."""
    picture(page, name)
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run().then((result) => result.violations)")
    told = [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]
    assert told == [], name
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{name} scrolls sideways by {wide} px"


@pytest.fixture(
    params=[(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "light"), (LAPTOP, "dark")],
    ids=["phone-light", "phone-dark", "laptop-light", "laptop-dark"],
)
def sized(
    request: pytest.FixtureRequest, chromium: Browser
) -> Iterator[tuple[BrowserContext, str]]:
    size, scheme = request.param
    is_phone = size == PHONE
    context = chromium.new_context(
        viewport=size,
        color_scheme=scheme,
        has_touch=is_phone,
        is_mobile=is_phone,
        device_scale_factor=2 if is_phone else 1,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )
    yield context, request.node.callspec.id
    context.close()


def note_field(page: Page) -> Locator:
    return page.get_by_label("Note", exact=True)


def open_step(after: Locator, name: str) -> None:
    after.locator("summary").filter(has_text=name).click()


def test_the_whole_talk_looks_calm_at_every_size(
    room: Laptop, sized: tuple[BrowserContext, str], problems: Problems, picture: Picture
) -> None:
    context, name = sized
    page = opened(room, context, problems, "Kenji Watanabe")
    main = page.get_by_role("main")
    expect(main).to_contain_text("2 of 5")
    expect(main).to_contain_text("Read the style guide aloud")
    expect(main).to_contain_text("A panel on plain words")
    looked_at(page, picture, f"room-before-{name}")
    for _ in range(3):
        page.locator(".bank-question").first.click()
        page.wait_for_timeout(300)
    expect(main).to_contain_text("5 of 5")
    page.get_by_role("button", name=re.compile("^Change: ")).nth(1).click()
    page.screenshot(path=ROOT / f"test-artefacts/room-ready-{name}.png", full_page=True)
    looked_at(page, picture, f"room-ready-top-{name}")

    page.get_by_role("button", name="Start interview").click()
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("button", name="End interview")).to_be_visible()
    page.get_by_role("checkbox").first.check()
    page.get_by_label(re.compile("^Answer to")).first.fill("The hour in which he cuts")
    note_field(page).fill("Meets the lawyers every Thursday")
    note_field(page).press("Enter")
    page.get_by_role("button", name="Capture insight").click()
    page.get_by_label("What you learned").fill("Legal decides the last word, not the editor")
    page.get_by_role("radio", name="Culture").check(force=True)
    looked_at(page, picture, f"room-insight-{name}")
    page.get_by_role("button", name="Save insight").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Add a name").click()
    page.get_by_label("Name", exact=True).fill("Uma Aziz")
    page.get_by_label("Organisation").fill("Open Archive")
    page.get_by_label("Organisation").press("Enter")
    expect(page.get_by_role("list", name="Added")).to_contain_text("Uma Aziz")
    looked_at(page, picture, f"room-names-{name}")
    page.get_by_role("button", name="Done").click()
    note_field(page).fill("He asked about my")
    expect(main).to_contain_text("Uma Aziz")
    page.get_by_role("button", name="Dismiss").click()
    looked_at(page, picture, f"room-during-{name}")

    page.get_by_role("button", name="End interview").click()
    after = page.get_by_role("region", name="Afterwards")
    expect(after.get_by_label("What you write")).to_have_value(re.compile("Legal decides"))
    expect(after.get_by_label("What you write")).to_have_value(re.compile("Uma Aziz"))
    expect(page.get_by_role("list", name="Written down")).to_contain_text("He asked about my")
    looked_at(page, picture, f"room-after-{name}")
    page.screenshot(path=ROOT / f"test-artefacts/room-after-all-{name}.png", full_page=True)
    after.get_by_role("button", name="I sent it").click()
    expect(after).to_contain_text("Sent · Today")
    open_step(after, "Debrief")
    after.get_by_label("Debrief").fill("Ask about money earlier.")
    open_step(after, "Names they gave")
    expect(after).to_contain_text("Ask about money earlier.")
    for step in ("Advice", "Stay in touch", "Reminder"):
        open_step(after, step)
    looked_at(page, picture, f"room-steps-{name}")
    page.screenshot(path=ROOT / f"test-artefacts/room-steps-all-{name}.png", full_page=True)
