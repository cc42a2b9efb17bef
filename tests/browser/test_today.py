"""Today: the next interview, what is due, and what is done with it by thumb and by keyboard."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, go
from tests.browser.soundness import sound
from tests.browser.test_screens import VIEWS
from tests.browser.test_settings import Open, again, filled, opened

__all__ = ["filled", "opened"]
pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
TEN_THOUSAND = """
import asyncio, sys
from pathlib import Path
from infoview_sync.events.author import Draft, event_data, local_moment
from infoview_sync.ids import new_id
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import this_world

async def main():
    world = this_world()
    notebook = await Notebook.open(Path(sys.argv[1]), world)
    at = local_moment(world.wall_ms() - 86_400_000, "Europe/Berlin")
    drafts = [
        Draft(subject=new_id(), occurred_at=at, data=event_data(
            "reminder.scheduled", {"text": f"Number {number}", "due_at": at}))
        for number in range(10_000)
    ]
    await notebook.append(drafts)
    await notebook.close()

asyncio.run(main())
"""
# Sets up an observer of long tasks; what it has seen is read as `window.longest`.
WATCH = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.longest = Math.max(window.longest, each.duration);
  }).observe({ type: "longtask" });
}"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "empty")
    laptop.start()
    yield laptop
    laptop.stop()


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view[0]}-{view[2]}")
def test_today_with_everything_on_it(
    filled: Laptop, opened: Open, picture: Callable[[Page, str], None],
    view: tuple[str, dict[str, int], str],
) -> None:  # fmt: skip
    name, size, scheme = view
    page = opened(filled, size, scheme)
    card = page.get_by_role("region", name="Next interview")
    expect(card).to_contain_text("Kenji Watanabe")
    expect(card).to_contain_text("2 of 5 questions prepared")
    page.get_by_role("button", name=re.compile("^Later or never: Follow up.*Tomasz")).click()
    picture(page, f"today-open-{name}-{scheme}")
    sound(page, "today")
    page.get_by_role("button", name="Set a reminder").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    picture(page, f"today-reminder-{name}-{scheme}")
    sound(page, "reminder")


@SIZES
def test_a_due_thing_is_snoozed_dismissed_and_brought_back(
    filled: Laptop, opened: Open, size: dict[str, int]
) -> None:
    page = opened(filled, size)
    messages = page.get_by_role("status", name="Messages")
    rows = page.locator(".due", has_text="Tomasz Wilk")
    more = page.get_by_role("button", name=re.compile("^Later or never: .*Tomasz"))
    expect(rows.first).to_be_visible()
    before = rows.count()
    assert before >= 1

    def act(button: str) -> None:
        more.first.click()
        page.locator(".due-more").get_by_role("button", name=button).click()

    act("Tomorrow")
    expect(messages).to_contain_text("Snoozed until tomorrow 09:00")
    expect(rows).to_have_count(before - 1)
    messages.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(before)
    act("Next week")
    expect(messages).to_contain_text("Snoozed until")
    expect(rows).to_have_count(before - 1)
    messages.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(before)
    act("Pick a day")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Until").fill("2001-01-01")
    dialog.get_by_role("button", name="Snooze").click()
    expect(dialog.get_by_role("alert")).to_contain_text("still ahead")
    ahead = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    dialog.get_by_label("Until").fill(ahead)
    dialog.get_by_role("button", name="Snooze").click()
    expect(rows).to_have_count(before - 1)
    messages.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(before)
    act("Dismiss")
    expect(messages).to_contain_text("Dismissed")
    expect(rows).to_have_count(before - 1)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    # The command line agrees, so the events are those that it says itself.
    filled.hears(
        lambda: sum(row["name"] == "Tomasz Wilk" for row in filled.json("today")) == before - 1
    )


def test_a_message_has_its_own_time_though_the_one_before_it_is_over(
    filled: Laptop, opened: Open
) -> None:
    page = opened(filled)
    messages = page.get_by_role("status", name="Messages")
    rows = page.locator(".due", has_text="Tomasz Wilk")
    expect(rows.first).to_be_visible()
    before = rows.count()
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=1))

    def act(button: str) -> None:
        page.get_by_role("button", name=re.compile("^Later or never: .*Tomasz")).first.click()
        page.clock.run_for(200)
        page.locator(".due-more").get_by_role("button", name=button).click()

    act("Tomorrow")
    expect(messages).to_contain_text("Snoozed until tomorrow")
    page.clock.run_for(1_000)
    expect(rows).to_have_count(before - 1)
    act("Dismiss")
    expect(messages).to_contain_text("Dismissed")
    # No frame until the first one's time is over.
    page.clock.fast_forward(7_000)
    expect(messages).to_contain_text("Dismissed")
    page.clock.run_for(9_000)
    expect(messages).to_be_empty()


def test_all_of_it_by_keyboard(filled: Laptop, opened: Open) -> None:
    page = opened(filled)
    more = page.get_by_role("button", name=re.compile("^Later or never: .*Tomasz")).first
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Tomorrow", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Snoozed until tomorrow")
    # Near what vanished, not at the top of the document.
    page.wait_for_function("() => document.activeElement.tagName !== 'BODY'")


def test_on_a_narrow_phone_nothing_at_its_edges_covers_or_splits_words(
    filled: Laptop, opened: Open, picture: Callable[[Page, str], None]
) -> None:
    page = opened(filled, PHONE)
    page.context.set_offline(True)
    page.get_by_role("button", name=re.compile("^Later or never: .*Tomasz")).first.click()
    page.get_by_role("button", name="Next week", exact=True).click()
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("1 event not synced yet · Offline since")
    message = page.get_by_role("status", name="Messages")
    expect(message).to_contain_text("Snoozed until")
    # A phone of 320 points, and what a browser's own setting makes of the type.
    for width, size in ((390, 100), (320, 100), (390, 200)):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
        picture(page, f"today-narrow-{width}-{size}")
        words = box(state.get_by_role("link"))
        assert words["x"] + words["width"] <= box(page.locator(".palette-button"))["x"], width
        undo = message.get_by_role("button", name="Undo")
        assert undo.evaluate(LINES) == 1, (width, size)
        sound(page, f"today at {width}, {size} %")
    page.context.set_offline(False)
    expect(state).to_contain_text("Synced")


LINES = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getClientRects().length;
}"""


def box(one: Locator) -> FloatRect:
    found = one.bounding_box()
    assert found is not None
    return found


@SIZES
def test_a_reminder_about_nobody_comes_and_is_ticked_off(
    filled: Laptop, opened: Open, size: dict[str, int]
) -> None:
    page = opened(filled, size)
    page.get_by_role("button", name="Set a reminder").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Of what").fill("Update the portfolio")
    dialog.get_by_label("On", exact=True).fill(datetime.now(UTC).date().isoformat())
    dialog.get_by_label("At", exact=True).fill("00:01")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    row = page.locator(".due", has_text="Update the portfolio")
    expect(row).to_have_count(1)
    row.get_by_role("button", name=re.compile("^Done")).click()
    expect(row).to_have_count(0)
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Marked as done")


def test_who_is_to_be_kept_in_touch_with_is_asked_about_and_not_ticked_off(
    filled: Laptop, opened: Open
) -> None:
    filled.run("add", "Rhea Okoro")
    filled.run("touch", "rhea", "--at", "5 days ago")
    filled.run("cadence", "rhea", "--every", "2")
    page = opened(filled)
    row = page.locator(".due", has_text="Rhea Okoro")
    row.get_by_role("button", name="In touch: Rhea Okoro").click()
    dialog = page.get_by_role("dialog", name="In touch")
    dialog.get_by_label("How").select_option("phone")
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_have_count(0)
    # It counts as contact on the laptop too, where a tick would only have silenced it.
    filled.hears(lambda: len(filled.json("log", "--type", "touch.logged", "--person", "rhea")) == 2)


def test_the_next_interview_is_prepared_and_when_it_is_time_started(
    filled: Laptop, opened: Open
) -> None:
    page = opened(filled)
    card = page.get_by_role("region", name="Next interview")
    card.get_by_role("link", name="Prepare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kenji Watanabe")
    soon = (datetime.now().astimezone() + timedelta(minutes=10)).strftime("%Y-%m-%d %H:%M")
    filled.run("schedule", "Marisol Vega", soon)
    go(page, "Today")
    expect(card).to_contain_text("Marisol Vega")
    card.get_by_role("button", name="Start interview").click()
    expect(page.get_by_role("button", name="End interview")).to_be_visible()
    go(page, "Today")
    expect(page.get_by_role("region", name="Talking now")).to_contain_text("Marisol Vega")
    expect(card).to_contain_text("Kenji Watanabe")


@SIZES
def test_an_empty_notebook_teaches_the_first_step(
    empty: Laptop, opened: Open, picture: Callable[[Page, str], None], size: dict[str, int]
) -> None:
    page = opened(empty, size)
    expect(page.get_by_role("main")).to_contain_text("Whose work would you like to understand?")
    picture(page, f"today-empty-{'phone' if size is PHONE else 'laptop'}")
    sound(page, "empty today")
    page.get_by_role("link", name="Import it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import")
    go(page, "Today")
    page.get_by_role("button", name="Add your first person").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_what_has_waited_for_long_is_folded_away(filled: Laptop, opened: Open) -> None:
    filled.run("add", "Old Friend")
    filled.run("outreach", "Old Friend", "--at", "2026-01-05 10:00")
    page = opened(filled)
    old = page.get_by_text(re.compile(r"Waiting for long \(\d+\)"))
    expect(old).to_be_visible()
    expect(page.locator(".due", has_text="Old Friend")).to_have_count(0)
    old.click()
    expect(page.locator(".due", has_text="Old Friend").first).to_be_visible()


def test_ten_thousand_due_things_stay_smooth(tmp_path: Path, opened: Open) -> None:
    home = tmp_path / "many"
    subprocess.run([sys.executable, "-c", TEN_THOUSAND, str(home)], cwd=ROOT, check=True)
    laptop = Laptop(home)
    laptop.start()
    try:
        page = opened(laptop, PHONE)
        expect(
            page.get_by_role("button", name="Show all 10,000 things that are due")
        ).to_be_visible()
        assert page.locator(".due").count() < 100
        page.evaluate(WATCH)
        page.get_by_role("button", name=re.compile("^Done")).first.click()
        expect(page.get_by_role("status", name="Messages")).to_contain_text("Marked as done")
        page.get_by_role("button", name=re.compile("^Later or never")).nth(1).click()
        page.locator(".due-more").get_by_role("button", name="Dismiss").click()
        expect(page.get_by_role("button", name=re.compile("Show all 9,998"))).to_be_visible()
        page.wait_for_timeout(500)
        longest = page.evaluate("window.longest")
        assert longest < 100, f"a frame waited {longest} ms"
    finally:
        laptop.stop()


def test_without_the_laptop_everything_here_works(filled: Laptop, opened: Open) -> None:
    page = opened(filled)
    page.wait_for_timeout(300)
    filled.stop()
    page.get_by_role("button", name=re.compile("^Later or never: .*Tomasz")).first.click()
    page.locator(".due-more").get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("not synced yet")
    again(filled)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
