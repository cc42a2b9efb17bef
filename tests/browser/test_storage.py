"""What this browser keeps may run full, be cleared or be forbidden: the user is told the truth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import Laptop, Problems, go, watched
from tests.browser.own_chromium import OwnChromium
from tests.browser.rooms import begin, make_room, note_field, opened
from tests.browser.test_tabs import whole_and_equal

pytestmark = pytest.mark.browser

TALK = "Zoë Ångström"
ROOM_BYTES = 400_000
"""For about twenty long notes."""
SAVES_MAX = 60
NO_ROOM = "no room left"


@pytest.fixture(scope="module")
def chromium(whole_chromium: Browser) -> Browser:
    """Its storage is cleared, filled and forbidden: not in its shell."""
    return whole_chromium


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


def with_little_room(
    own: OwnChromium, page: Page, laptop: Laptop, problems: Problems, room_bytes: int
) -> Page:
    """The page in a new browser, with room for so many bytes more than are kept; 0: for nothing.

    A new one, because Chromium asks for its quota when it opens a database, and then not for half
    a minute; one on disk, because of what a private window keeps it does not ask at all.
    """
    place = page.url
    own.kill()
    again = watched(own.start().new_page(), problems)
    session = again.context.new_cdp_session(again)
    origin = {"origin": laptop.url}
    used = session.send("Storage.getUsageAndQuota", origin)["usage"]
    quota = int(used) + room_bytes if room_bytes else 1
    session.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": quota})
    again.goto(place)
    expect(state(again)).to_be_visible()
    return again


def make_room_again(page: Page, laptop: Laptop) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": laptop.url})


def clear(page: Page, laptop: Laptop) -> None:
    session = page.context.new_cdp_session(page)
    wanted = {"origin": laptop.url, "storageTypes": "all"}
    session.send("Storage.clearDataForOrigin", wanted)


def add_person(page: Page, name: str, notes: str) -> None:
    page.get_by_role("button", name="Add person").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Notes").fill(notes)
    dialog.get_by_role("button", name="Add person").click()


def names(laptop: Laptop) -> set[str]:
    return {row["name"] for row in laptop.json("people")}


def again(laptop: Laptop) -> None:
    """Started once more, and answering."""
    laptop.start()


def own_log(page: Page) -> str:
    go(page, "Settings")
    page.get_by_role("main").get_by_role("link", name=re.compile("^About")).click()
    row = page.locator(".detail", has=page.get_by_text("This device’s log", exact=True))
    return row.locator("dd").inner_text().strip()


def test_a_full_disk_refuses_in_words_keeps_the_form_and_works_again_once_there_is_room(
    room: Laptop, own: OwnChromium, problems: Problems
) -> None:
    page = opened(room, own.start(), problems, TALK)
    page = with_little_room(own, page, room, problems, ROOM_BYTES)
    room.stop()
    go(page, "People")
    saved: list[str] = []
    dialog = page.get_by_role("dialog")
    for number in range(SAVES_MAX):
        name = f"Full {number}"
        add_person(page, name, f"{number} " + "words " * 3_000)
        expect(dialog.get_by_role("alert").or_(page.get_by_text("Saved"))).to_be_visible()
        if dialog.count() > 0:
            break
        saved.append(name)
        go(page, "People")
    else:
        pytest.fail("it was never full")
    assert len(saved) > 3
    expect(dialog.get_by_role("alert")).to_contain_text(NO_ROOM)
    expect(dialog.get_by_role("alert")).to_contain_text("Free some space")
    expect(dialog.get_by_label("Name")).to_have_value(f"Full {len(saved)}")
    # It cannot even note since when it is offline, and must not stop looking for the server.
    page.wait_for_timeout(1_000)

    make_room_again(page, room)
    dialog.get_by_role("button", name="Add person").click()
    expect(dialog).to_have_count(0)
    saved.append(f"Full {len(saved)}")
    again(room)
    expect(state(page)).to_have_text("Synced")
    assert set(saved) <= names(room)
    assert not {f"Full {len(saved)}"} & names(room)
    whole_and_equal(page, room)


def test_what_others_said_and_there_is_no_room_for_is_told_and_fetched_later(
    room: Laptop, own: OwnChromium, problems: Problems
) -> None:
    page = opened(room, own.start(), problems, TALK)
    page = with_little_room(own, page, room, problems, 0)
    for number in range(2):
        room.run("note", "Zoë", f"{number} " + "words " * 2_000)
    page.goto(f"{room.url}/settings/sync")
    expect(page.get_by_role("alert")).to_contain_text(NO_ROOM)
    expect(state(page)).not_to_contain_text("Synced")
    make_room_again(page, room)
    whole_and_equal(page, room)


def test_a_note_that_finds_no_room_stays_in_its_field_and_says_so(
    room: Laptop, own: OwnChromium, problems: Problems
) -> None:
    page = opened(room, own.start(), problems, TALK)
    begin(page)
    expect(state(page)).to_have_text("Synced")
    page = with_little_room(own, page, room, problems, 0)
    words = "She says the archive is the map. " * 500
    note_field(page).fill(words)
    expect(page.get_by_role("alert")).to_contain_text("refuses to keep what you type")
    expect(note_field(page)).to_have_value(words)
    make_room_again(page, room)
    note_field(page).press("End")
    note_field(page).press_sequentially("!")
    expect(page.get_by_role("alert")).to_have_count(0)
    note_field(page).press("Enter")
    expect(page.get_by_role("list", name="Written down")).to_contain_text("the archive is the map")
    whole_and_equal(page, room)


def test_cleared_while_open_it_tells_and_a_new_start_is_a_new_log(
    room: Laptop, context: BrowserContext, problems: Problems
) -> None:
    page = opened(room, context, problems, TALK)
    old = own_log(page)
    room.stop()
    go(page, "People")
    add_person(page, "Never Synced", "")
    expect(state(page)).to_contain_text("1 event not synced yet")
    go(page, "People")
    clear(page, room)
    told = page.get_by_role("status", name="Messages")
    expect(told).to_contain_text("cleared what InfoView kept")
    expect(told).to_contain_text("1 event not synced yet")
    expect(state(page)).not_to_contain_text("Synced")
    add_person(page, "Not Saved", "typed")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("cleared")
    expect(dialog.get_by_label("Notes")).to_have_value("typed")

    again(room)
    page.goto(f"{room.url}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Let this browser in")
    page.goto(room.address)
    comes_back(page, room, old)
    assert not {"Never Synced", "Not Saved"} & names(room)


def test_cleared_while_closed_the_notebook_comes_back_under_a_new_log(
    room: Laptop, context: BrowserContext, problems: Problems
) -> None:
    page = opened(room, context, problems, TALK)
    old = own_log(page)
    go(page, "People")
    add_person(page, "Synced Before", "")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(state(page)).to_have_text("Synced")
    page.goto("about:blank")
    clear(page, room)
    page.goto(room.address)
    comes_back(page, room, old)
    assert "Synced Before" in names(room)


def comes_back(page: Page, room: Laptop, old: str) -> None:
    """All of it, and nothing is ever written under the old name again (I3)."""
    expect(state(page)).to_have_text("Synced")
    before = [row["seq"] for row in room.json("log", "--limit", "9999") if row["log"] == old]
    assert own_log(page) != old
    go(page, "People")
    add_person(page, "Said Afterwards", "")
    whole_and_equal(page, room)
    rows = room.json("log", "--limit", "9999")
    assert [row["seq"] for row in rows if row["log"] == old] == before
    (said,) = [row for row in rows if row["detail"] == "Said Afterwards"]
    assert said["log"] == own_log(page)


def test_a_browser_that_may_keep_nothing_says_what_to_do(
    room: Laptop, own: OwnChromium, problems: Problems
) -> None:
    """The setting "no site may keep data", as some private windows have it."""
    own.prefer({"profile": {"default_content_setting_values": {"cookies": 2}}})
    page = watched(own.start().new_page(), problems)
    page.goto(room.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("The notebook could not be opened")
    expect(page.get_by_role("alert")).to_contain_text("private")
    expect(page.get_by_role("alert")).to_contain_text("allow this site to keep data")
