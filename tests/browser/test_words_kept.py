"""Whatever ends the app, what was typed in the interview room is there again.

The browser runs as a process of its own here, to be killed the way an empty battery kills it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.conftest import PHONE, Laptop, Problems
from tests.browser.own_chromium import OwnChromium
from tests.browser.rooms import begin, interview_of, make_room, note_field, opened

pytestmark = pytest.mark.browser

NOTE = "She learned the trade from a court reporter who never wrote a second draft"
ANSWER = "By corridor, then by a silence"

# In the very mutation that takes the dialog away: would the browser ask before the page goes?
ASK_AS_THE_FORM_GOES = """() => {
  new MutationObserver(() => {
    if (document.querySelector("dialog") !== null || "asksToStay" in window) return;
    window.asksToStay = !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  }).observe(document, { childList: true, subtree: true });
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


def open_again(laptop: Laptop, context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"{laptop.url}/interviews/{interview_of(laptop, 'Zoë Ångström')}")
    expect(page.get_by_role("button", name="End interview")).to_be_visible()
    return page


def test_a_browser_killed_a_breath_after_typing_loses_no_word(
    room: Laptop, own: OwnChromium, problems: Problems
) -> None:
    page = opened(room, own.start(), problems, "Zoë Ångström")
    begin(page)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    page.get_by_label("Answer to: How did the last bad news travel?").press_sequentially(ANSWER)
    note_field(page).press_sequentially(NOTE, delay=15)
    page.wait_for_timeout(1_500)
    own.kill()
    room.stop()  # Nobody else can have kept the words.
    room.start()
    page = open_again(room, own.start())
    expect(note_field(page)).to_have_value(NOTE)
    expect(page.get_by_label("Answer to: How did the last bad news travel?")).to_have_value(ANSWER)
    # They are still a draft, and become one note at the end of the talk.
    page.get_by_role("button", name="End interview").click()
    expect(page.get_by_role("list", name="Written down")).to_contain_text(NOTE)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    said = [row for row in room.json("log", "--type", "note.taken") if NOTE[:20] in str(row)]
    assert len(said) == 1, "one thought is one event"


def test_while_one_types_on_a_killed_browser_loses_a_word_at_most(
    room: Laptop, own: OwnChromium, problems: Problems
) -> None:
    page = opened(room, own.start(), problems, "Zoë Ångström")
    begin(page)
    # 60 words a minute and no pause between them.
    note_field(page).press_sequentially(NOTE, delay=150)
    own.kill()
    page = open_again(room, own.start())
    kept = note_field(page).input_value()
    assert NOTE.startswith(kept)
    assert len(NOTE.split()) - len(kept.split()) <= 1, kept
    lost = NOTE[len(kept) :]
    assert lost.count(" ") <= 1, f"lost {lost!r}"


def test_a_tab_closed_in_the_middle_of_a_word_loses_nothing(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = opened(room, context, problems, "Zoë Ångström")
    begin(page)
    note_field(page).press_sequentially("Begins at six and ends whe")
    page.close()
    page = open_again(room, context)
    expect(note_field(page)).to_have_value("Begins at six and ends whe")
    context.close()


def test_half_a_form_is_not_lost_by_one_escape_nor_by_leaving_unasked(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = opened(room, context, problems, "Zoë Ångström")
    page.goto(f"{room.url}/people")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("button", name="Add person").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name").press_sequentially("Half a Na")
    page.keyboard.press("Escape")
    expect(form.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(form.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(form.get_by_label("Name")).to_have_value("Half a Na")
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    expect(form.get_by_label("Name")).to_have_value("Half a Na")
    page.evaluate(ASK_AS_THE_FORM_GOES)
    page.keyboard.press("Escape")
    # Not only closed, but gone, and its question with it, before the next frame.
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("window.asksToStay") is False
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    context.close()


def test_words_about_somebody_forgotten_leave_this_disk_too(
    room: Laptop, chromium: Browser, problems: Problems
) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = opened(room, context, problems, "Zoë Ångström")
    begin(page)
    page.get_by_role("button", name="Capture insight").click()
    page.get_by_label("What you learned").fill("Never to be told")
    page.wait_for_timeout(600)
    page.keyboard.press("Escape")
    assert "Never to be told" in kept_on_disk(page)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    room.run("forget", "Zoë", "--yes")
    page.get_by_role("link", name="Today", exact=True).first.click()
    for _ in range(100):
        if "Never to be told" not in kept_on_disk(page):
            break
        page.wait_for_timeout(100)
    assert "Never to be told" not in kept_on_disk(page)
    context.close()


def kept_on_disk(page: Page) -> str:
    return str(
        page.evaluate(
            """() => new Promise((resolve, reject) => {
              const opening = indexedDB.open("infoview-words");
              opening.onerror = () => reject(opening.error);
              opening.onsuccess = () => {
                const all = opening.result.transaction("words").objectStore("words").getAll();
                all.onsuccess = () => {
                  opening.result.close();
                  resolve(JSON.stringify(all.result));
                };
              };
            })"""
        )
    )


def test_half_a_question_a_name_and_an_advice_are_there_again(
    room: Laptop, own: OwnChromium, problems: Problems
) -> None:
    page = opened(room, own.start(), problems, "Zoë Ångström")
    page.get_by_label("New question").press_sequentially("Who taught you")
    page.get_by_role("link", name="Today").click()
    page.go_back()
    question = page.get_by_label("New question")
    expect(question).to_have_value("Who taught you")
    question.press("End")
    question.press_sequentially(" to cut?")
    question.press("Enter")
    expect(question).to_have_value("")
    expect(page.get_by_role("region", name="Questions")).to_contain_text("Who taught you to cut?")
    begin(page)
    page.get_by_role("button", name="Add a name").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).press_sequentially("Boris")
    dialog.get_by_label("Organisation").press_sequentially("Fieldnote")
    page.wait_for_timeout(1_500)
    own.kill()
    page = open_again(room, own.start())
    page.get_by_role("button", name="End interview").click()
    after = page.get_by_role("region", name="Afterwards")
    after.get_by_text("Names they gave").click()
    name = after.get_by_label("Name", exact=True)
    expect(name).to_have_value("Boris")
    expect(after.get_by_label("Organisation")).to_have_value("Fieldnote")
    name.press("Enter")
    expect(name).to_have_value("")
    expect(after.get_by_label("Organisation")).to_have_value("")
    expect(after.get_by_role("list").filter(has_text="Boris").first).to_contain_text("Fieldnote")
    after.get_by_text("Advice", exact=True).click()
    advised = after.get_by_label("What they advised")
    advised.press_sequentially("Read the corr")
    page.get_by_role("link", name="Today").click()
    page.go_back()
    after.get_by_text("Advice", exact=True).click()
    expect(advised).to_have_value("Read the corr")
    assert "Read the corr" not in room.run("log"), "half an advice is none"
