"""A person's page with years behind it: why this stage, what to record, forgetting for good."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, go, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

DEMO = (
    "import sys; from pathlib import Path; from infoview_sync.demo.write import write_demo;"
    " from infoview_sync.settings import this_world; write_demo(Path(sys.argv[1]), this_world())"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    home: Path = tmp_path_factory.mktemp("person") / "home"
    # In a process of its own: Playwright keeps an event loop running in this one.
    subprocess.run([sys.executable, "-c", DEMO, str(home)], cwd=ROOT, check=True)
    laptop = Laptop(home)
    laptop.start()
    yield laptop
    laptop.stop()


def record(page: Page, button: str, **fields: str) -> None:
    more = page.get_by_role("group").filter(has_text="More to record")
    if not page.get_by_role("button", name=button, exact=True).is_visible():
        more.get_by_text("More to record").click()
    page.get_by_role("button", name=button, exact=True).click()
    dialog = page.get_by_role("dialog")
    for label, value in fields.items():
        dialog.get_by_label(label.replace("_", " ")).first.fill(value)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)


def ground(button: Locator) -> str:
    return str(button.evaluate("(button) => getComputedStyle(button).backgroundColor"))


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_persons_whole_story(
    demo: Laptop, chromium: Browser, picture: Callable[[Page, str], None],
    request: pytest.FixtureRequest, size: dict[str, int],
) -> None:  # fmt: skip
    name = request.node.callspec.id
    met = [row for row in demo.json("interviews") if row["status"] == "completed"]
    person = met[3 if name == "phone" else 5]["name"]
    problems: list[str] = []
    context = chromium.new_context(viewport=size, locale="en-GB", reduced_motion="reduce")
    page = watched(context.new_page(), problems)
    page.goto(demo.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    expect(page.get_by_role("list", name="This week")).to_contain_text("Interviews")
    picture(page, f"demo-today-{name}")
    go(page, "People")
    page.get_by_label("Search people and notes").fill(person)
    page.get_by_role("main").get_by_role("link").filter(has_text=person).first.click()
    page.get_by_text("and what is next").click()
    expect(page.locator(".why-list").first).not_to_be_empty()
    record(page, "In touch", About="Sent me the style guide")
    record(page, "Advice they gave", What_they_advised="Read the corrections for a month")
    record(page, "Help given", What_you_did_for_them="Proofread her talk")
    record(page, "Opportunity", What_came_up="Summer desk")
    record(page, "Remind me", Of_what="Ask how the launch went")
    record(page, "Keep in touch", Every_so_many_days="45")
    advice = page.get_by_role("region", name="Advice")
    expect(advice).to_contain_text("Read the corrections for a month")
    advice.get_by_role("button", name="I acted on it").first.click()
    timeline = page.get_by_role("region", name="Timeline")
    for said in ("In touch", "Advice received", "Help given", "Opportunity", "Reminder set"):
        expect(timeline).to_contain_text(said)
    sound(page, f"person {name}")
    page.evaluate("window.scrollTo(0, 0)")
    picture(page, f"demo-person-{name}")
    page.get_by_role("button", name="Archive this person").click()
    archive = ground(page.get_by_role("button", name="Archive", exact=True))
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Forget this person").click()
    expect(page.get_by_role("dialog")).to_contain_text("cannot be undone")
    picture(page, f"demo-forget-{name}")
    erase = page.get_by_role("button", name="Erase for good")
    assert ground(erase) != archive, "as what can be taken back"
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        sound(page, f"forget {name} {scheme}")
    erase.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    expect(page.get_by_role("status", name="Messages")).to_contain_text(f"{person} is forgotten")
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    page.get_by_label("Search people and notes").fill(person)
    expect(page.get_by_role("main").get_by_role("link").filter(has_text=person)).to_have_count(0)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    assert person not in str(demo.json("people", "--all"))
    assert "every chain is whole" in demo.run("verify")
    context.close()
    assert problems == []


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_long_note_leaves_what_one_does_next_in_reach(
    demo: Laptop, chromium: Browser, size: dict[str, int], picture: Callable[[Page, str], None]
) -> None:
    name, width = f"Nora Note-{size['width']}", size["width"]
    demo.run("add", name, "--notes", "They read every correction aloud, twice. " * 85 + "The end.")
    problems: list[str] = []
    context = chromium.new_context(viewport=size, locale="en-GB", reduced_motion="reduce")  # type: ignore[arg-type]  # a size by names
    page = watched(context.new_page(), problems)
    page.goto(demo.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    go(page, "People")
    page.get_by_label("Search people and notes").fill(name)
    page.get_by_role("main").get_by_role("link").filter(has_text=name).first.click()
    show = page.get_by_role("button", name="Show all")
    expect(show).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("button", name="Log outreach")).to_be_in_viewport()
    picture(page, f"note-short-{width}")
    sound(page, "a note in short")
    show.press("Enter")
    less = page.get_by_role("button", name="Show less")
    expect(less).to_be_focused()
    assert page.locator(".facts-notes").evaluate("(note) => note.clientHeight") > size["height"] / 4
    less.press("Enter")
    expect(show).to_be_focused()

    # What is short as it is has no button.
    demo.run("edit", name, "--notes", "They read every correction aloud.")
    expect(page.get_by_role("main")).to_contain_text("They read every correction aloud.")
    expect(show).to_have_count(0)
    context.close()
    assert problems == []


def test_a_norm_and_a_goal_are_changed_and_hold_on_the_laptop(
    demo: Laptop, chromium: Browser, picture: Callable[[Page, str], None]
) -> None:
    problems: list[str] = []
    context = chromium.new_context(viewport=PHONE, locale="en-GB", reduced_motion="reduce")
    page = watched(context.new_page(), problems)
    page.goto(demo.address)
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    go(page, "Settings")
    page.get_by_role("link", name="Goals and norms").click()
    norms = page.get_by_role("region", name="Norms")
    norms.get_by_role("button").filter(has_text="prepare at least this many").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("In questions").fill("99")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("In questions").fill("3")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(norms).to_contain_text("3 questions")
    goals = page.get_by_role("region", name="Weekly goals")
    goals.get_by_role("button", name="Change").click()
    dialog.get_by_label("Thank-yous").fill("2")
    dialog.get_by_role("button", name="Save").click()
    expect(goals).to_contain_text("Thank-yous: 2 a week")
    sound(page, "settings")
    picture(page, "demo-settings-phone")
    go(page, "Today")
    expect(page.get_by_role("main")).to_contain_text("of 3")
    expect(state).to_contain_text("Synced")
    (norm,) = demo.json("settings", "questions_min")
    assert norm["value"] == 3
    assert {"activity": "thanks", "per_week": 2} in demo.json("goal")
    context.close()
    assert problems == []


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_people_are_filtered_tagged_and_shown_as_a_board(
    demo: Laptop, chromium: Browser, picture: Callable[[Page, str], None],
    request: pytest.FixtureRequest, size: dict[str, int],
) -> None:  # fmt: skip
    name = request.node.callspec.id
    tag = f"bulk-{name}"
    problems: list[str] = []
    context = chromium.new_context(viewport=size, locale="en-GB", reduced_motion="reduce")
    page = watched(context.new_page(), problems)
    page.goto(demo.address)
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    go(page, "People")
    page.get_by_label("Stage", exact=True).select_option("dormant")
    listed = page.get_by_role("list", name="People")
    expect(listed).to_contain_text("Dormant")
    page.get_by_role("button", name="Select", exact=True).click()
    for box in listed.get_by_role("checkbox").all()[:3]:
        box.check()
    expect(page.get_by_role("toolbar")).to_contain_text("3 people")
    picture(page, f"demo-people-select-{name}")
    page.get_by_role("toolbar").get_by_role("button", name="Tag").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tag").fill(tag)
    dialog.get_by_role("button", name="Tag").click()
    expect(dialog).to_have_count(0)
    page.get_by_label("Tag", exact=True).select_option(tag)
    expect(page.locator(".count")).to_have_text("3 people")
    page.get_by_label("Tag", exact=True).select_option("")
    page.get_by_label("Stage", exact=True).select_option("")
    page.get_by_role("radio", name="Board").check(force=True)
    expect(page.get_by_role("region", name="Board")).to_contain_text("Identified")
    sound(page, f"board {name}")
    picture(page, f"demo-board-{name}")
    expect(state).to_contain_text("Synced")
    tagged = [each for each in demo.json("people") if tag in each["tags"]]
    assert len(tagged) == 3
    context.close()
    assert problems == []


def test_a_letter_is_drafted_coached_and_kept(
    demo: Laptop, chromium: Browser, picture: Callable[[Page, str], None]
) -> None:
    problems: list[str] = []
    context = chromium.new_context(viewport=PHONE, locale="en-GB", reduced_motion="reduce")
    page = watched(context.new_page(), problems)
    page.goto(demo.address)
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    who = next(row for row in demo.json("people") if row["stage"] == "identified")
    page.goto(f"{demo.url}/people/{who['id']}")
    page.get_by_role("button", name="Log outreach").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What you wrote").fill("Hello, do you have a job for me?")
    coach = dialog.get_by_role("list", name="Coach")
    expect(coach).to_contain_text("job")
    picture(page, "demo-coach-phone")
    dialog.get_by_role("button", name="Draft it for me").click()
    expect(dialog.get_by_label("What you wrote")).to_have_value(re.compile("20 minutes"))
    expect(coach.get_by_role("listitem")).to_have_count(0)
    expect(dialog.get_by_role("link", name="Open in your mail program")).to_have_attribute(
        "href", re.compile("^mailto:")
    )
    sound(page, "draft")
    picture(page, "demo-draft-phone")
    dialog.get_by_role("button", name="Save outreach").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("region", name="Timeline")).to_contain_text("Outreach sent")
    expect(state).to_contain_text("Synced")
    assert "outreach.sent" in str(demo.json("log", "--person", who["name"]))
    context.close()
    assert problems == []


def test_the_address_of_somebody_merged_leads_to_who_they_are_shown_as(
    demo: Laptop, chromium: Browser
) -> None:
    pair = demo.json("duplicates")[0]
    demo.run("merge", pair["one"], pair["other"])
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(demo.address)
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    page.goto(f"{demo.url}/people/{pair['other']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(pair["one_name"])
    assert page.url.endswith(pair["one"])
    page.goto(f"{demo.url}/people/zzzzzzzzzzzzzzzz")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody here")
    context.close()
