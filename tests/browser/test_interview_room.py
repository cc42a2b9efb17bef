"""The interview room: before, during and after a talk, on a phone and on a laptop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, Problems, watched
from tests.browser.rooms import begin, interview_of, make_room, note_field, opened
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

Picture = Callable[[Page, str], None]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Laptop]:
    laptop = make_room(tmp_path / "home")
    yield laptop
    laptop.stop()


def looked_at(page: Page, picture: Picture, name: str) -> None:
    """A picture to be looked at, nothing for axe to find, no sideways scroll."""
    picture(page, name)
    sound(page, name)


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


def until(page: Page, condition: str) -> None:
    """Playwright's own way would evaluate within the page, which its policy forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {condition}")


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

    begin(page)
    look_during(page, picture, name)
    look_after(page, picture, name)


def look_during(page: Page, picture: Picture, name: str) -> None:
    main = page.get_by_role("main")
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


def look_after(page: Page, picture: Picture, name: str) -> None:
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


ORDER = ".order .question-text"


def test_questions_are_ranked_by_mouse_by_finger_by_keys_and_by_buttons(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=LAPTOP, has_touch=True, reduced_motion="reduce")
    page = opened(room, context, problems, "Zoë Ångström")
    first, second, third, *rest = page.locator(ORDER).all_inner_texts()
    grips = page.locator(".grip")
    messages = page.get_by_role("status", name="Messages")

    start, end = grips.nth(0).bounding_box(), grips.nth(2).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 9, start["y"] + 9)
    page.mouse.down()
    page.mouse.move(start["x"] + 9, (start["y"] + end["y"]) / 2, steps=4)
    page.mouse.move(end["x"] + 9, end["y"] + 30, steps=4)
    page.wait_for_timeout(50)
    page.mouse.up()
    expect(messages).to_contain_text("Now question 3 of 5")
    expect(page.locator(ORDER)).to_have_text([second, third, first, *rest])

    # Half a drag and Escape: everything stands where it stood.
    page.mouse.move(start["x"] + 9, start["y"] + 9)
    page.mouse.down()
    page.mouse.move(end["x"] + 9, end["y"] + 30, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(ORDER)).to_have_text([second, third, first, *rest])

    finger = context.new_cdp_session(page)
    x, top, bottom = start["x"] + 9, start["y"] + 9, end["y"] + 30
    steps = [("touchStart", bottom), ("touchMove", bottom - 60), ("touchMove", top - 20)]
    for kind, y in steps:
        finger.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y - 12}]}
        )
        page.wait_for_timeout(50)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(messages).to_contain_text("Now question 1 of 5")
    expect(page.locator(ORDER)).to_have_text([first, second, third, *rest])

    grips.nth(0).focus()
    page.keyboard.press("ArrowDown")
    expect(messages).to_contain_text("Now question 2 of 5")
    # The focus goes along, so the next key moves the same question.
    expect(page.locator(".grip:focus")).to_have_accessible_name(re.compile("^Question 2"))
    page.keyboard.press("ArrowDown")
    expect(messages).to_contain_text("Now question 3 of 5")
    expect(page.locator(ORDER)).to_have_text([second, third, first, *rest])
    page.get_by_role("button", name=f"Change: {first}").click()
    page.get_by_role("button", name="Move up").click()
    expect(messages).to_contain_text("Now question 2 of 5")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(ORDER).nth(2)).to_have_text(first)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    kept = room.json("prep", "Zoë")
    assert first in str(kept)
    context.close()


def test_a_question_of_the_bank_tapped_twice_is_prepared_once(
    room: Laptop, phone: BrowserContext, problems: Problems
) -> None:
    page = opened(room, phone, problems, "Kenji Watanabe")
    prepared = page.locator(".order .question-text")
    expect(prepared).to_have_count(2)
    offered = page.locator(".bank-question")
    texts = offered.locator(".question-words > :first-child")
    words = texts.all_inner_texts()[:2]
    page.evaluate(
        """() => {
             const [one, other] = document.querySelectorAll(".bank-question");
             for (const button of [one, one, other]) button.click();
           }"""
    )
    for text in words:
        expect(prepared.filter(has_text=text)).to_have_count(1)
    expect(offered.filter(has_text=words[1])).to_have_count(0)
    expect(prepared).to_have_count(4)


def test_the_plan_becomes_a_calendar_file_without_a_network(
    room: Laptop, chromium: Browser, problems: Problems, tmp_path: Path
) -> None:
    context = chromium.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/Berlin")
    page = opened(room, context, problems, "Zoë Ångström")
    expect(page.get_by_role("main")).to_contain_text("30 minutes · Phone")
    context.set_offline(True)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Add to calendar").click()
    assert caught.value.suggested_filename == "interview-zoë-ångström.ics"
    saved = tmp_path / "one.ics"
    caught.value.save_as(saved)
    told = room.run("import", str(saved), "--dry-run")
    assert "1 already known" in told, told
    page.get_by_role("button", name="Reschedule").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Or say when").fill("in 3 days 9:00")
    dialog.get_by_role("button", name="Save new time").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("09:00–09:30")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Add to calendar").click()
    again = Path(caught.value.path()).read_text(encoding="utf-8")
    assert "SEQUENCE:0\r\n" in saved.read_bytes().decode()
    assert "SEQUENCE:1" in again
    assert f"UID:{interview_of(room, 'Zoë Ångström')}@infoview" in again
    context.set_offline(False)
    context.close()


def test_leaving_and_coming_back_finds_the_place_and_the_open_note(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    page = opened(room, context, problems, "Zoë Ångström")
    begin(page)
    note_field(page).fill("Half a thou")
    page.get_by_label(re.compile("^Answer to")).nth(1).fill("By the corridor")
    page.evaluate("window.scrollTo(0, 300)")
    page.wait_for_timeout(100)
    page.get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    page.go_back()
    expect(note_field(page)).to_have_value("Half a thou")
    expect(page.get_by_label(re.compile("^Answer to")).nth(1)).to_have_value("By the corridor")
    until(page, "Math.abs(window.scrollY - 300) < 30")
    context.close()


KEYBOARD_PX = 400
"""What a phone's keyboard and its browser's bars take of the window."""


@pytest.fixture
def talk(room: Laptop, chromium: Browser, problems: Problems) -> Iterator[Page]:
    """On a phone, in a talk that was begun."""
    context = chromium.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = opened(room, context, problems, "Zoë Ångström")
    begin(page)
    yield page
    context.close()


def test_a_message_covers_no_note_at_the_end_of_the_page_either(talk: Page) -> None:
    talk.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    talk.get_by_role("button", name="Add a name").click()
    dialog = talk.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Tomás Rey")
    dialog.get_by_role("button", name="Add name").click()
    dialog.get_by_role("button", name="Done").click()
    expect(talk.get_by_role("status", name="Messages")).to_contain_text("Name added")
    talk.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    # It fails if anything else would be pressed.
    note_field(talk).click()
    composer, tabs = talk.locator(".composer"), talk.get_by_role("navigation", name="Main")
    assert abs(bottom(composer) - top(tabs)) < 2  # its border


def test_the_keyboard_of_a_phone_leaves_the_note_and_its_buttons_in_sight(talk: Page) -> None:
    # By this, Chrome and Firefox on Android make the window as small as what the keyboard leaves.
    told = talk.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "interactive-widget=resizes-content" in told
    note_field(talk).click()
    height = PHONE["height"] - KEYBOARD_PX
    talk.set_viewport_size({"width": PHONE["width"], "height": height})
    tabs = talk.get_by_role("navigation", name="Main")
    expect(tabs).to_be_hidden()
    assert abs(bottom(talk.locator(".composer")) - height) < 1
    note_field(talk).fill("Two people read every correction aloud")
    talk.get_by_role("button", name="Save note").tap()
    expect(talk.get_by_role("region", name="Notes")).to_contain_text("Two people read")
    talk.get_by_role("button", name="Capture insight").tap()
    dialog = talk.get_by_role("dialog")
    expect(dialog.get_by_label("What you learned")).to_be_focused()
    assert bottom(dialog.get_by_role("button", name="Save insight")) <= height
    dialog.get_by_role("button", name="Cancel").tap()
    talk.set_viewport_size(PHONE)
    expect(tabs).to_be_visible()
    assert abs(bottom(talk.locator(".composer")) - top(tabs)) < 2  # its border


def test_nothing_scrolls_away_while_a_note_is_written(talk: Page) -> None:
    note = note_field(talk)
    for width, height in ((390, 844), (390, 844 - KEYBOARD_PX), (1280, 560)):
        talk.set_viewport_size({"width": width, "height": height})
        note.click()
        talk.evaluate("window.scrollTo(0, 40)")
        talk.keyboard.type("Two read it")
        assert talk.evaluate("scrollY") == 40, (width, height)
        # Its buttons are in sight as well.
        talk.keyboard.press("Tab")
        talk.keyboard.press("Tab")
        assert talk.evaluate("scrollY") == 40, (width, height)


def test_a_message_covers_no_line_of_the_note_however_many_there_are(talk: Page) -> None:
    for line in ("One", "Two", "Three", "Four"):
        note_field(talk).press_sequentially(line)
        note_field(talk).press("Shift+Enter")
    talk.get_by_role("checkbox").first.check()
    message = talk.locator(".toast")
    expect(message).to_contain_text("Asked")
    assert bottom(message) <= top(talk.locator(".composer"))
    answer = talk.get_by_label(re.compile("^Answer to")).last
    answer.focus()
    assert bottom(answer) <= top(talk.locator(".composer"))


def test_at_twice_the_type_the_smallest_phone_shows_the_whole_clock(
    talk: Page, picture: Picture
) -> None:
    talk.set_viewport_size({"width": 320, "height": 640})
    talk.evaluate("document.documentElement.style.fontSize = '200%'")
    picture(talk, "room-during-320-200")
    sound(talk, "a talk at 320, 200 %")
    words = talk.locator(".timer-words")
    # "of 30 minutes" stands in one line.
    assert words.evaluate(
        "(one) => one.clientHeight < 2 * parseFloat(getComputedStyle(one).lineHeight)"
    )


def test_whoever_said_their_name_goes_on_with_the_letter(talk: Page) -> None:
    talk.get_by_role("button", name="End interview").click()
    talk.get_by_role("button", name="Say it once").press("Enter")
    dialog = talk.get_by_role("dialog")
    dialog.get_by_label("Your name").fill("Robin Example")
    dialog.get_by_role("button", name="Save").press("Enter")
    expect(talk.get_by_label("What you write")).to_have_value(re.compile("Robin Example$"))
    expect(talk.get_by_role("link", name="Open in mail")).to_be_focused()
    talk.keyboard.press("Tab")
    expect(talk.get_by_role("button", name="Copy")).to_be_focused()


def top(one: Locator) -> float:
    box = one.bounding_box()
    assert box is not None
    return box["y"]


def bottom(one: Locator) -> float:
    box = one.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_at_the_planned_minutes_a_gentle_word_is_said_once(
    room: Laptop, chromium: Browser, problems: Problems, picture: Picture
) -> None:
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    page = opened(room, context, problems, "Zoë Ångström")
    begin(page)
    page.evaluate(
        """() => {
          window.said = [];
          const status = document.querySelector("[role=status][aria-label='Planned time']");
          const hear = () => window.said.push(status.textContent);
          new MutationObserver(hear).observe(status, {
            childList: true, characterData: true, subtree: true,
          });
          const ahead = 31 * 60_000;
          const now = Date.now;
          Date.now = () => now() + ahead;
        }"""
    )
    words = "You asked for 30 minutes: ask before going on."
    expect(page.get_by_role("status", name="Planned time")).to_have_text(words)
    page.wait_for_timeout(2500)
    assert page.evaluate("window.said") == [words]
    picture(page, "room-time-up-phone-light")
    context.close()


def test_a_talk_without_an_end_asks_kindly_when_it_ended(
    room: Laptop, chromium: Browser, problems: Problems, picture: Picture
) -> None:
    begun = datetime.now().astimezone() - timedelta(hours=5)
    room.run("start", "Kenji", "--at", f"{begun:%Y-%m-%d %H:%M}")
    noted = begun + timedelta(minutes=41)
    room.run("note", "Kenji", "He offered coffee", "--at", f"{noted:%Y-%m-%d %H:%M}")
    context = chromium.new_context(viewport=PHONE, locale="en-GB", reduced_motion="reduce")
    page = opened(room, context, problems, "Kenji Watanabe")
    asked = page.get_by_role("region", name="When did it end?")
    expect(asked).to_be_visible()
    expect(page.get_by_role("timer")).to_have_count(0)
    looked_at(page, picture, "room-when-ended-phone-light")
    page.get_by_role("link", name="Today").first.click()
    page.get_by_role("link", name="Say when").click()
    asked.get_by_role("button", name=re.compile("After your last note")).click()
    expect(page.get_by_role("region", name="Afterwards")).to_be_visible()
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    (held,) = [row for row in room.json("interviews") if row["name"] == "Kenji Watanabe"]
    assert (held["status"], held["actual_minutes"]) == ("completed", 41)
    page.get_by_role("button", name="Undo").click()
    expect(asked).to_be_visible()
    context.close()


def test_the_screen_stays_awake_while_one_talks(
    room: Laptop, whole_chromium: Browser, problems: Problems
) -> None:
    context = whole_chromium.new_context(viewport=PHONE)
    context.add_init_script(
        """window.locks = [];
        const request = WakeLock.prototype.request;
        WakeLock.prototype.request = async function (type) {
          const lock = await request.call(this, type);
          window.locks.push(lock);
          return lock;
        };"""
    )
    page = opened(room, context, problems, "Zoë Ångström")
    assert page.evaluate("window.locks.length") == 0
    begin(page)
    held = "window.locks.filter((each) => !each.released).length"
    until(page, f"{held} === 1")
    # As a browser does when the page is hidden, and shown again.
    page.evaluate("window.locks[0].release()")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, f"window.locks.length === 2 && {held} === 1")
    page.get_by_role("button", name="End interview").click()
    until(page, f"{held} === 0")
    context.close()


def test_what_follows_a_talk_is_recorded_and_can_be_taken_back(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=LAPTOP, locale="en-GB", timezone_id="Europe/Berlin")
    page = opened(room, context, problems, "Ines Duarte")
    after = page.get_by_role("region", name="Afterwards")
    messages = page.get_by_role("status", name="Messages")
    letter = after.get_by_label("What you write")
    expect(letter).to_have_value(re.compile("Dear Ines"))
    expect(after.get_by_role("link", name="Open in mail")).to_have_attribute(
        "href", re.compile("^mailto:person-0@example.org")
    )
    letter.fill("Dear Ines, I want a job.")
    expect(after.get_by_role("list", name="Coach")).to_contain_text("application")
    after.get_by_role("button", name="I sent it").click()
    expect(messages).to_contain_text("Thank-you sent")
    messages.get_by_role("button", name="Undo").click()
    expect(letter).to_have_value("Dear Ines, I want a job.")
    after.get_by_role("button", name="Draft it anew").click()
    expect(letter).to_have_value(re.compile("Dear Ines Duarte"))
    after.get_by_role("button", name="Back to my words").click()
    expect(letter).to_have_value("Dear Ines, I want a job.")
    after.get_by_role("button", name="Draft it anew").click()
    expect(letter).to_have_value(re.compile("Dear Ines Duarte"))
    after.get_by_role("button", name="I sent it").click()
    expect(after).to_contain_text("Sent · Today")

    open_step(after, "Names they gave")
    name = after.get_by_label("Name", exact=True)
    for each in ("Uma Aziz", "Boris Kim"):
        name.fill(each)
        name.press("Enter")
        expect(after).to_contain_text(each)
        expect(name).to_be_focused()
    open_step(after, "Advice")
    after.get_by_label("What they advised").fill("Write one piece a week")
    after.get_by_label("What they advised").press("Enter")
    open_step(after, "Stay in touch")
    after.get_by_role("radio", name="Every 30 days").check(force=True)
    expect(after).to_contain_text("Every 30 days")
    open_step(after, "Reminder")
    after.get_by_role("button", name="Set a reminder").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Of what").fill("Ask how the launch went")
    dialog.get_by_label("Or say when").fill("in 3 days 15:30")
    dialog.get_by_role("button", name="Save").click()
    expect(after).to_contain_text("15:30")
    page.get_by_text("Recording", exact=True).click()
    page.get_by_role("radio", name="They agreed").check(force=True)
    expect(messages).to_contain_text("Noted")
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    said = str(room.json("log", "--person", "Ines"))
    for type_ in ("thank_you.sent", "advice.received", "cadence.set", "reminder.scheduled"):
        assert type_ in said
    assert {"Uma Aziz", "Boris Kim"} <= {
        row["to_name"] for row in room.json("person", "Ines")["referrals"]
    }
    context.close()


def test_a_note_is_taken_up_again_crossed_out_and_brought_back(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    page = opened(room, context, problems, "Zoë Ångström")
    begin(page)
    note_field(page).fill("Meets her team at eight")
    note_field(page).press("Enter")
    written = page.get_by_role("list", name="Written down")
    page.get_by_role("button", name="Edit note: Meets her team at eight").click()
    expect(note_field(page)).to_have_value("Meets her team at eight")
    note_field(page).fill("Meets her team at nine")
    page.get_by_role("button", name="Save note").click()
    expect(written).to_contain_text("at nine")
    expect(written.get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name="Edit note").click()
    note_field(page).fill("")
    note_field(page).press("Enter")
    expect(written).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(written).to_contain_text("at nine")
    context.close()


def test_two_tabs_in_one_talk_show_the_same_words_and_say_them_once(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = opened(room, context, problems, "Zoë Ångström")
    begin(page)
    other = watched(context.new_page(), problems)
    other.goto(page.url)
    expect(other.get_by_role("button", name="End interview")).to_be_visible()
    note_field(page).press_sequentially("Begins at six")
    expect(note_field(other)).to_have_value("Begins at six")
    other.bring_to_front()
    note_field(other).press_sequentially(" and reads until nine")
    note_field(other).press("Enter")
    expect(note_field(page)).to_have_value("")
    expect(page.get_by_role("list", name="Written down")).to_contain_text("until nine")
    page.bring_to_front()
    note_field(page).press_sequentially("Next")
    page.get_by_role("button", name="End interview").click()
    expect(page.get_by_role("list", name="Written down").get_by_role("listitem")).to_have_count(2)
    context.close()
