"""The time machine on the sample notebook: every screen as of then, and nothing recorded there.

What is shown is held against `infoview show --at` and `infoview diff` over the same days.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from infoview_sync.cli.differing import TITLES
from infoview_sync.settings import this_world
from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, go, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

VIEWS = [(name, scheme) for name in ("phone", "laptop") for scheme in ("light", "dark")]
FILL = (
    "import sys; from pathlib import Path; from infoview_sync.demo.write import write_demo;"
    " from infoview_sync.settings import this_world; write_demo(Path(sys.argv[1]), this_world())"
)
PLACES = ("Today", "People", "Insights", "Network", "Progress", "Settings")
Look = Callable[[str], None]
# Presses the choice in the mutation that draws it, and notes whether it stays pressed.
PRESS_AS_IT_IS_DRAWN = """() => {
  window.pressed = [];
  new MutationObserver((_, observer) => {
    const choice = document.querySelector(".history-views input[value=check]");
    if (choice === null) return;
    observer.disconnect();
    choice.click();
    const note = () => {
      window.pressed.push(choice.checked);
      if (window.pressed.length < 50) setTimeout(note, 2);
    };
    note();
  }).observe(document, { childList: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    home: Path = tmp_path_factory.mktemp("history") / "home"
    home.mkdir(mode=0o700)
    subprocess.run([sys.executable, "-c", FILL, str(home)], cwd=ROOT, check=True)
    laptop = Laptop(home)
    laptop.start()
    yield laptop
    laptop.stop()


def opened(chromium: Browser, name: str, scheme: Any = "light", motion: Any = None) -> Any:
    size: Any = PHONE if name == "phone" else LAPTOP
    return chromium.new_context(
        viewport=size,
        color_scheme=scheme,
        locale="en-GB",
        timezone_id=this_world().tz,  # the same local days as the command line
        is_mobile=name == "phone",
        has_touch=name == "phone",
        reduced_motion=motion or "no-preference",
    )


def started(context: BrowserContext, demo: Laptop, problems: list[str]) -> Page:
    page = watched(context.new_page(), problems)
    page.goto(demo.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    return page


@pytest.fixture
def page(chromium: Browser, demo: Laptop) -> Iterator[Page]:
    """The laptop in light colours, for what does not depend on size."""
    context = opened(chromium, "laptop")
    problems: list[str] = []
    yield started(context, demo, problems)
    context.close()
    assert problems == []


def a_day(days_ago: int) -> date:
    today = datetime.now(ZoneInfo(this_world().tz)).date()
    return today - timedelta(days=days_ago)


def look_at(page: Page, day: date, axis: str = "occurred") -> None:
    page.goto(page.url.split("?")[0] + f"?as_of={day.isoformat()}&axis={axis}")
    expect(bar(page)).to_contain_text(str(day.year))


def bar(page: Page) -> Any:
    return page.get_by_role("region", name="The past", exact=True)


@pytest.mark.parametrize(("name", "scheme"), VIEWS)
def test_every_screen_shows_the_past_marked_as_such(
    chromium: Browser, demo: Laptop, picture: Callable[[Page, str], None], name: str, scheme: str
) -> None:
    context = opened(chromium, name, scheme)
    problems: list[str] = []
    page = started(context, demo, problems)

    def look(screen: str) -> None:
        picture(page, f"{screen}-{name}-{scheme}")
        sound(page, screen)

    go(page, "History")
    expect(page.locator(".tile-count").first).not_to_be_empty()
    expect(bar(page)).to_have_count(0)
    look("history-now")
    page.get_by_label("As of the end of").fill(a_day(300).isoformat())
    expect(bar(page)).to_contain_text("What had happened by then")
    expect(page.get_by_role("region", name="What was due")).to_contain_text("item")
    look("history-past")
    for place in PLACES:
        go(page, place)
        expect(bar(page)).to_contain_text("Nothing can be recorded")
        expect(page.locator(".problem")).to_have_count(0)
        if place == "Settings":
            expect(bar(page)).to_contain_text("This screen shows the present")
        look(f"past-{place.lower()}")
    go(page, "People")
    page.locator(".windowed a").first.click()
    expect(page.get_by_role("region", name="Timeline")).to_be_visible()
    look("past-person")
    context.close()
    assert problems == []


@pytest.mark.parametrize("axis", ["occurred", "recorded"])
def test_the_past_is_that_of_the_command_line(page: Page, demo: Laptop, axis: str) -> None:
    for days_ago in (500, 250, 30):
        day = a_day(days_ago)
        told = demo.json("show", "--at", day.isoformat(), "--axis", axis)
        go(page, "History")
        look_at(page, day, axis)
        expect(tile(page, "people")).to_have_text(f"{len(told['people']):,}")
        expect(tile(page, "due")).to_have_text(f"{len(told['due']):,}")
        held = [each for each in told["interviews"] if each["status"] == "completed"]
        expect(tile(page, "interviews")).to_have_text(f"{len(held):,}")
        page.locator(".tile", has_text="people").click()
        shown = page.locator(".windowed li").first
        expect(shown).to_have_attribute("aria-setsize", str(len(told["people"])))


def tile(page: Page, words: str) -> Any:
    return page.locator(".tile", has_text=words).locator(".tile-count")


def test_the_moment_stays_in_the_address(page: Page) -> None:
    go(page, "History")
    look_at(page, a_day(200), "recorded")
    when = bar(page).locator("strong").inner_text()
    expect(bar(page)).to_contain_text("What I knew then")
    go(page, "People")
    expect(page).to_have_url(re.compile(r"/people\?as_of=.*&axis=recorded$"))
    page.reload()
    expect(bar(page).locator("strong")).to_have_text(when)
    page.get_by_role("button", name="Back to now").click()
    expect(bar(page)).to_have_count(0)
    expect(page).to_have_url(re.compile("/people$"))
    page.go_back()
    expect(bar(page).locator("strong")).to_have_text(when)


def test_nothing_is_recorded_in_the_past_and_it_says_why(page: Page) -> None:
    look_at(page, a_day(100))
    expect(page.get_by_role("button", name="Add person")).to_be_disabled()
    ticks = page.locator(".dues .due-do:is(button)")
    expect(ticks.first).to_be_disabled()
    page.locator(".dues a[href^='/interviews/']").first.click()
    expect(page).to_have_url(re.compile("/interviews/"))
    fields = page.locator("main").locator("textarea, select, .button-primary")
    expect(fields.first).to_be_disabled()
    for each in fields.all():
        expect(each).to_be_disabled()
    page.locator(".back").click()
    expect(page.get_by_role("button", name=re.compile("^Undo: ")).first).to_be_disabled()
    for each in page.get_by_role("group", name="Quick actions").get_by_role("button").all():
        expect(each).to_be_disabled()
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Find anything")
    expect(palette).to_contain_text("nothing can be added here")
    palette.get_by_role("combobox").fill("met Zelda Nobody today")
    expect(palette.get_by_role("option", name=re.compile("Add"))).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The past cannot be changed")
    dialog.get_by_role("button", name="Back to now").click()
    # The form it was in the way of.
    expect(page.get_by_role("dialog").get_by_label("Name", exact=True)).to_be_enabled()
    expect(bar(page)).to_have_count(0)


def test_the_slider_moves_by_day_and_month_and_to_its_ends(page: Page) -> None:
    go(page, "History")
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    first, last = (int(slider.get_attribute(name) or 0) for name in ("min", "max"))
    assert last - first > 600

    def at(day: int) -> None:
        expect(slider).to_have_value(str(day))

    page.keyboard.press("ArrowLeft")
    at(last - 1)
    page.keyboard.press("PageDown")
    assert 27 <= last - 1 - int(slider.input_value()) <= 31
    page.keyboard.press("Home")
    at(first)
    expect(bar(page)).to_be_visible()
    page.keyboard.press("PageDown")
    at(first)
    page.keyboard.press("ArrowRight")
    at(first + 1)
    page.get_by_role("button", name="A month on").click()
    assert 28 <= int(slider.input_value()) - first - 1 <= 31
    page.keyboard.press("Tab")
    slider.press("End")
    at(last)
    expect(slider).to_have_attribute("aria-valuetext", "Now")
    expect(bar(page)).to_have_count(0)
    page.get_by_label("As of the end of").fill("2001-01-01")
    expect(page.get_by_text("Your notebook begins on")).to_be_visible()
    expect(tile(page, "people")).to_have_text("0")


SEEN = """() => {
  window.seen = [];
  new MutationObserver(() => {
    const day = document.querySelector(".past-bar-when strong")?.textContent;
    if (day !== undefined && day !== window.seen.at(-1)) window.seen.push(day);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_it_plays_through_the_days_and_can_be_held(page: Page) -> None:
    go(page, "History")
    page.get_by_label("Speed").select_option("Fast")
    page.evaluate(SEEN)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => window.seen.length > 20")
    page.get_by_role("button", name="Pause").click()
    slider = page.get_by_role("slider", name="Day")
    held = slider.input_value()
    page.wait_for_timeout(300)
    assert slider.input_value() == held
    # From near the end it arrives, and is the present again.
    slider.fill(str(int(slider.get_attribute("max") or 0) - 20))
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    expect(bar(page)).to_have_count(0)


# Notes what the worker is asked about the past, and about how many moments at a time. Nobody
# rests on a day, as on a computer that draws one every few milliseconds.
ASKED = """() => {
  window.asked = [];
  const open = new Map();
  window.Worker = class extends Worker {
    constructor(...told) {
      super(...told);
      this.addEventListener("message", ({ data }) => open.delete(data.id));
    }
    postMessage(message, ...rest) {
      const { as_of, name } = message.request ?? {};
      if (as_of !== undefined) {
        open.set(message.id, as_of.before);
        window.asked.push({ name, before: as_of.before, moments: new Set(open.values()).size });
      }
      super.postMessage(message, ...rest);
    }
  };
  const later = window.setTimeout;
  window.setTimeout = (then, ms, ...rest) => later(then, ms === 200 ? 3_600_000 : ms, ...rest);
}"""


def test_a_day_is_drawn_before_the_next_is_asked(page: Page) -> None:
    page.add_init_script(f"({ASKED})()")
    go(page, "History")
    page.reload()
    # What a sync brings would be asked for, too.
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    # Slow enough that there are days left until enough was asked, on a busy machine too.
    page.get_by_label("Speed").select_option("Medium")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => window.asked.length > 60")
    page.get_by_role("button", name="Pause").click()
    asked = page.evaluate("() => window.asked")
    assert max(each["moments"] for each in asked) == 1
    # What is read, not watched, does not follow.
    assert sum(each["name"] == "talks" for each in asked) == 1


def test_whoever_wants_less_motion_steps_instead(chromium: Browser, demo: Laptop) -> None:
    context = opened(chromium, "phone", motion="reduce")
    problems: list[str] = []
    page = started(context, demo, problems)
    go(page, "History")
    expect(page.get_by_role("button", name="A day back")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
    context.close()
    assert problems == []


@pytest.mark.parametrize("axis", ["occurred", "recorded"])
def test_what_changed_is_told_as_on_the_command_line(page: Page, demo: Laptop, axis: str) -> None:
    early, late = a_day(400), a_day(120)
    told = demo.json("diff", early.isoformat(), late.isoformat(), "--axis", axis)
    go(page, "History")
    page.get_by_role("radio", name="Changes").check()
    page.get_by_label("After").fill(early.isoformat())
    page.get_by_label("Up to").fill(late.isoformat())
    if axis == "recorded":
        page.get_by_role("radio", name="What I knew then").check()
    count = sum(group["count"] for group in told["groups"])
    expect(page.get_by_role("status", name="Changes")).to_contain_text(f"{count:,} changes")
    more = page.get_by_role("button", name=re.compile("^Show all"))
    while more.count() > 0:
        more.first.click()
    for group in told["groups"]:
        shown = page.locator(".past-part", has=page.get_by_text(TITLES[group["group"]], exact=True))
        expect(shown.locator(".change")).to_have_count(group["count"])
        sentences = shown.locator(".change").evaluate_all("all => all.map(e => e.textContent)")
        assert sentences == [each["sentence"] for each in group["changes"]]


def test_nothing_changed_is_said(page: Page) -> None:
    go(page, "History")
    page.get_by_role("radio", name="Changes").check()
    page.get_by_label("After").fill("2001-01-01")
    page.get_by_label("Up to").fill("2001-02-01")
    expect(page.get_by_role("status", name="Changes")).to_contain_text("Nothing happened between")
    page.get_by_role("button", name="Last week").click()
    expect(page.get_by_role("status", name="Changes")).to_contain_text("up to now")


def test_what_is_chosen_as_soon_as_a_screen_stands_stays_chosen(page: Page) -> None:
    page.evaluate(PRESS_AS_IT_IS_DRAWN)
    go(page, "History")
    page.wait_for_function("() => window.pressed.length === 50")
    assert all(page.evaluate("window.pressed"))


def test_the_log_is_filtered_opened_and_undone(page: Page, demo: Laptop) -> None:
    go(page, "History")
    page.get_by_role("radio", name="Log").check()
    found = page.get_by_role("status", name="Events found")
    lines = page.locator(".log-line")
    expect(lines).to_have_count(60)
    page.get_by_role("button", name="Show 60 more").click()
    expect(lines).to_have_count(120)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("What").select_option("insight.captured")
    told = demo.json("log", "--type", "insight.captured", "--limit", "9999")
    expect(found).to_have_text(f"{len(told)} events")
    for shown, said in zip(lines.all()[:20], told, strict=False):
        assert said["detail"] in shown.inner_text()
    person = next(said["person"] for said in told if said["person"])
    page.get_by_label("Who").fill(person)
    of_them = [said for said in told if said["person"] == person]
    expect(found).to_have_text(f"{len(of_them)} event{'s' if len(of_them) > 1 else ''}")
    page.get_by_label("What").select_option("")
    whole = demo.json("log", "--person", person, "--limit", "9999")
    expect(found).to_have_text(f"{len(whole)} events")
    page.get_by_label("Who").fill("Nobody at all")
    expect(found).to_contain_text("Nobody is called that")
    page.get_by_role("button", name="Show everything").click()
    page.get_by_label("What").select_option("insight.captured")
    page.get_by_label("Recorded until").fill("2001-01-01")
    expect(found).to_have_text("0 events")
    page.get_by_label("Recorded until").fill("")
    page.get_by_label("Device").select_option(index=1)
    expect(found).not_to_have_text(f"{len(told)} events")
    page.get_by_label("Device").select_option("")
    expect(found).to_have_text(f"{len(told)} events")
    lines.first.locator("summary").click()
    expect(lines.first).to_contain_text(f"{told[0]['log']}:{told[0]['seq']}")
    expect(lines.first).to_contain_text("Happened")
    lines.first.get_by_role("button", name="Undo: Insight captured").click()
    expect(lines.first).to_contain_text("undone")
    page.get_by_label("Undone").select_option("1")
    expect(found).to_have_text("1 event")
    lines.first.locator("summary").click()
    lines.first.get_by_role("button", name="Redo: Insight captured").click()
    expect(found).to_have_text("0 events")


def test_an_import_is_taken_back_from_the_log_with_all_it_brought(
    page: Page, demo: Laptop, tmp_path: Path
) -> None:
    table = tmp_path / "met.csv"
    table.write_text("Name,Organisation\nUna Marsh,Kestrel\nVic Marsh,Kestrel\n", encoding="utf-8")
    demo.run("import", str(table), "--map", "name=Name", "--map", "org=Organisation")
    go(page, "History")
    page.get_by_role("radio", name="Log").check()
    page.get_by_text("Filter", exact=True).click()
    # The import's own event is a line of its own, beside the two people whom it has added.
    line = page.locator(".log-line").filter(has_text="met.csv")
    others = page.locator(".log-line").filter(has_text=re.compile("(Una|Vic) Marsh"))
    expect(others).to_have_count(2)
    line.locator("summary").click()
    line.get_by_role("button", name="Undo: File imported").click()
    for each in (line, others.first, others.last):
        expect(each).to_contain_text("undone")
    line.get_by_role("button", name="Redo: File imported").click()
    for each in (line, others.first, others.last):
        expect(each).not_to_contain_text("undone")


def test_every_view_of_history_pleases_axe(chromium: Browser, demo: Laptop) -> None:
    for name, scheme in VIEWS:
        context = opened(chromium, name, scheme)
        problems: list[str] = []
        page = started(context, demo, problems)
        go(page, "History")
        for view in ("Changes", "Log", "Check"):
            page.get_by_role("radio", name=view).check()
            expect(page.locator(".change-list, .log-line, .check").first).to_be_visible()
            if view == "Log":
                page.get_by_text("Filter", exact=True).click()
                page.locator(".log-line summary").first.click()
            sound(page, f"{view} {name} {scheme}")
        context.close()
        assert problems == []


FLIP = """([log, seq]) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("infoview");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const change = opening.result.transaction(["event", "block"], "readwrite");
    const range = IDBKeyRange.bound([log, seq], [log, Number.MAX_SAFE_INTEGER]);
    const blocks = change.objectStore("block");
    blocks.getAll(range, 1).onsuccess = ({ target }) => {
      const block = target.result[0];
      const bytes = new DataView(block.bytes);
      let at = 0;
      for (let each = block.first; each < seq; each += 1) at += 4 + bytes.getUint32(at) + 32;
      bytes.setUint8(at + 60, bytes.getUint8(at + 60) ^ 1);
      blocks.put(block);
    };
    change.oncomplete = () => { opening.result.close(); resolve(null); };
    change.onerror = () => reject(change.error);
  };
})"""
LOGS = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("infoview");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const heads = opening.result.transaction("head").objectStore("head").getAll();
    heads.onsuccess = () => {
      opening.result.close();
      resolve(heads.result.map(({ log, seq }) => [log, seq]));
    };
  };
})"""


@pytest.mark.parametrize("name", ["phone", "laptop"])
def test_the_check_finds_a_flipped_bit_and_names_the_event(
    chromium: Browser, demo: Laptop, picture: Callable[[Page, str], None], name: str
) -> None:
    context = opened(chromium, name)
    problems: list[str] = []
    page = started(context, demo, problems)
    go(page, "History")
    page.get_by_role("radio", name="Check").check()
    result = page.get_by_role("status", name="Result of the check")
    expect(result).to_be_empty()
    page.get_by_role("button", name="Check every event").click()
    expect(result).to_contain_text("Everything is whole.")
    logs = page.evaluate(LOGS)
    events = sum(seq for _, seq in logs)
    expect(result).to_contain_text(f"{events:,} events in {len(logs)} logs")
    picture(page, f"history-check-{name}")
    page.reload()
    page.get_by_role("radio", name="Check").check()
    expect(result).to_contain_text("last checked today")
    log, seq = max(logs, key=lambda each: int(each[1]))
    page.evaluate(FLIP, [log, seq // 2])
    page.get_by_role("button", name="Check every event").click()
    expect(result).to_contain_text(f"Event {seq // 2:,} was changed.")
    expect(result).to_contain_text(log)
    expect(result).to_contain_text("infoview verify")
    picture(page, f"history-check-fault-{name}")
    sound(page, f"check {name}")
    context.close()
    assert problems == []
