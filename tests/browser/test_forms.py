"""What a form takes from a hurried hand: slips in dates, two taps, a way back in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop, Problems, go, watched

pytestmark = pytest.mark.browser

TAPPED_TWICE = "(button) => { button.click(); button.click(); }"
"""As a trembling finger does it: the second tap comes before anything could be drawn."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path_factory.mktemp("forms") / "home")
    for name in ("Ada Novak", "Bo Chen", "Cleo Ruiz"):
        laptop.run("add", name)
    laptop.start()
    yield laptop
    laptop.stop()


@pytest.fixture
def page(chromium: Browser, desk: Laptop, problems: Problems) -> Iterator[Page]:
    context = chromium.new_context(viewport=LAPTOP, locale="en-GB", reduced_motion="reduce")
    page = watched(context.new_page(), problems)
    page.goto(desk.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced", timeout=20_000)
    yield page
    context.close()


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def visit(page: Page, name: str) -> None:
    go(page, "People")
    page.get_by_role("list", name="People").get_by_role("link", name=re.compile(name)).click()
    expect(heading(page)).to_have_text(name)


def more(page: Page, button: str) -> Locator:
    """The dialog of something under "More to record"."""
    if not page.get_by_role("button", name=button, exact=True).is_visible():
        page.get_by_text("More to record").click()
    page.get_by_role("button", name=button, exact=True).click()
    return page.get_by_role("dialog")


def test_a_slip_in_the_year_is_told_at_its_field_and_loses_no_reminder(
    page: Page,
) -> None:
    visit(page, "Bo Chen")
    form = more(page, "Remind me")
    form.get_by_label("Of what").fill("Ask about the launch")
    day = form.get_by_label("On", exact=True)
    day.focus()
    page.keyboard.type("121226")  # Chromium makes the year 0026 of it.
    page.keyboard.press("Tab")
    expect(day).to_have_value("0026-12-12")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(day).to_be_focused()
    assert "1970" in str(day.evaluate("(field) => field.validationMessage"))
    expect(form.get_by_label("Of what")).to_have_value("Ask about the launch")
    day.fill("2031-12-12")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form).to_have_count(0)
    expect(page.get_by_role("region", name="Timeline")).to_contain_text("Ask about the launch")


def test_back_and_a_link_in_it_ask_once_before_a_half_written_form_is_left(page: Page) -> None:
    visit(page, "Bo Chen")
    page.get_by_role("button", name="Log outreach").click()
    form = page.get_by_role("dialog")
    letter = form.get_by_label("What you wrote")
    letter.fill("Dear Bo, a long letter of my own.")
    there, before = page.url, page.evaluate("history.length")
    page.go_back()
    expect(form.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(letter).to_have_value("Dear Bo, a long letter of my own.")
    expect(heading(page)).to_have_text("Bo Chen")
    expect(page).to_have_url(there)
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(heading(page)).to_have_text("People")
    expect(form).to_have_count(0)
    page.go_forward()
    expect(heading(page)).to_have_text("Bo Chen")
    expect(form).to_have_count(0)


def test_a_link_to_somebody_known_does_not_discard_the_new_person(desk: Laptop, page: Page) -> None:
    url = "https://www.linkedin.com/in/cleo-ruiz"
    desk.run("edit", "Cleo Ruiz", "--url", url)
    go(page, "People")
    page.get_by_role("button", name="Add person").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name", exact=True).fill("Cleo again")
    form.get_by_label("Link").first.fill(url)
    form.get_by_role("link", name="Cleo Ruiz").click()
    expect(form.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(form.get_by_label("Name", exact=True)).to_have_value("Cleo again")
    form.get_by_role("link", name="Cleo Ruiz").click()
    expect(heading(page)).to_have_text("Cleo Ruiz")
    expect(form).to_have_count(0)


def test_a_request_to_somebody_who_was_named_pursues_the_referral_and_one_undo_takes_both(
    desk: Laptop, page: Page
) -> None:
    desk.run("refer", "Ada Novak", "Dov Ek")
    desk.run("add", "Dov Ek")
    visit(page, "Dov Ek")
    page.get_by_role("button", name="Log outreach").click()
    page.get_by_role("dialog").get_by_role("button", name="Save outreach").click()
    told = page.get_by_text("Saved, and the referral to them is pursued")
    expect(told).to_be_visible()
    timeline = page.get_by_role("region", name="Timeline")
    expect(timeline).to_contain_text("Outreach sent")
    referrals = page.get_by_role("region", name="Referrals")
    expect(referrals).to_contain_text("Ada Novak")
    expect(referrals).to_contain_text("written to")
    page.get_by_role("button", name="Undo", exact=True).click()
    undone = timeline.locator(".entry-retracted")
    expect(undone).to_have_text([re.compile("Referral pursued"), re.compile("Outreach sent")])
    expect(referrals).not_to_contain_text("Ada Novak")


def test_a_request_noted_in_the_palette_pursues_the_referral_too(desk: Laptop, page: Page) -> None:
    desk.run("refer", "Ada Novak", "Fia Berg")
    desk.run("add", "Fia Berg")
    visit(page, "Fia Berg")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Find people, places")
    field.fill("fia: outreach by letter about a visit")
    page.get_by_role("option").filter(has_text="Outreach to Fia Berg").click()
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved, and the referral to them is pursued")).to_be_visible()
    expect(page.get_by_role("region", name="Referrals")).to_contain_text("written to")


def test_only_a_talk_whose_time_has_come_can_be_missed(desk: Laptop, page: Page) -> None:
    desk.run("add", "Eve Lin")
    for day, offers in ("2099-01-05", 0), ("2024-01-05", 1):
        desk.run("schedule", "Eve Lin", f"{day} 10:00")
        (talk,) = [row for row in desk.json("interviews") if row["starts_local"].startswith(day)]
        page.goto(f"{desk.url}/interviews/{talk['id']}")
        page.get_by_text("Change of plan").click()
        expect(page.get_by_role("button", name="Call off", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Missed", exact=True)).to_have_count(offers)


def test_draft_it_for_me_keeps_the_way_back_to_ones_own_words(page: Page) -> None:
    visit(page, "Bo Chen")
    page.get_by_role("button", name="Log outreach").click()
    form = page.get_by_role("dialog")
    letter = form.get_by_label("What you wrote")
    draft_it = form.get_by_role("button", name="Draft it for me")
    back = form.get_by_role("button", name="Back to my words")
    expect(back).to_have_count(0)
    letter.fill("Dear Bo, all of this is mine.")
    draft_it.click()
    expect(letter).not_to_have_value("Dear Bo, all of this is mine.")
    draft_it.click()
    back.click()
    expect(letter).to_have_value("Dear Bo, all of this is mine.")
    expect(back).to_have_count(0)
    # What one has made of the draft is one's own too.
    draft_it.click()
    letter.press("End")
    letter.press_sequentially(" And more.")
    worded = letter.input_value()
    back.click()
    expect(letter).to_have_value("Dear Bo, all of this is mine.")
    back.click()
    expect(letter).to_have_value(worded)


def test_a_thank_you_drafted_away_from_the_room_thanks_for_its_own_talk(
    desk: Laptop, page: Page
) -> None:
    desk.run("add", "Dana Frei")
    desk.run("schedule", "Dana", "2024-03-04 10:00")
    desk.run("insight", "Dana", "Said years ago", "--at", "2024-03-04 10:20")
    desk.run("done", "Dana", "--at", "2024-03-04 10:30")
    desk.run("thank", "Dana", "--at", "2024-03-04 18:00")
    desk.run("schedule", "Dana", "yesterday 10:00")
    desk.run("done", "Dana", "--at", "yesterday 10:30")
    desk.run("advice", "Dana", "Write one piece a week", "--at", "yesterday 10:20")
    desk.run("refer", "Dana", "Uma Aziz", "--at", "yesterday 10:20")
    visit(page, "Dana Frei")
    # Until then the page may know of the first talk only, and not that its thank-you was sent.
    expect(page.get_by_role("main")).to_contain_text("Uma Aziz")
    page.get_by_role("button", name="Thank-you sent", exact=True).click()
    form = page.get_by_role("dialog")
    letter = form.get_by_label("What you wrote")
    form.get_by_role("button", name="Draft it for me").click()
    expect(letter).to_have_value(re.compile("Write one piece a week.*Uma Aziz", re.DOTALL))
    expect(letter).to_have_value(re.compile(r"talking with me on \w+"))
    expect(letter).not_to_have_value(re.compile("Said years ago"))


def test_a_talk_is_proposed_for_as_long_as_the_norm_says(desk: Laptop, page: Page) -> None:
    desk.run("settings", "planned_minutes", "20")
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    page.reload()
    visit(page, "Bo Chen")
    page.get_by_role("button", name="Schedule interview").click()
    expect(page.get_by_role("dialog").get_by_label("Minutes", exact=True)).to_have_value("20")
    page.keyboard.press("Escape")
    desk.run("settings", "planned_minutes", "--reset")


def test_who_was_named_is_added_without_being_named_anew(desk: Laptop, page: Page) -> None:
    desk.run("add", "Eli Ott")
    desk.run("refer", "Eli", "Nora Vale", "--at", "3 days ago 10:00")
    visit(page, "Eli Ott")
    page.get_by_role("button", name="Add Nora Vale to people").click()
    expect(page.get_by_role("link", name="Nora Vale")).to_be_visible()
    named = page.get_by_role("region", name="Timeline").locator(".entry", has_text="Referral")
    expect(named).to_have_count(2)
    for each in named.all():
        expect(each).to_contain_text("Nora Vale")
        expect(each).not_to_contain_text("Today")


def test_two_taps_are_one_deed_and_two_people_are_two(desk: Laptop, page: Page) -> None:
    desk.run("refer", "Ada", "Rita Vale", "--at", "yesterday")
    desk.run("refer", "Ada", "Sam Orr", "--at", "yesterday")
    desk.run("advice", "Ada", "Read the archive", "--at", "yesterday")
    desk.run("outreach", "Ada", "--at", "20 days ago")
    desk.run("outreach", "Cleo", "--at", "20 days ago")
    go(page, "Today")
    tick = page.get_by_role("button", name="Followed up: Cleo Ruiz")
    tick.evaluate(TAPPED_TWICE)
    expect(tick).to_have_count(0)
    visit(page, "Ada Novak")
    advice = page.get_by_role("region", name="Advice")
    advice.get_by_role("button", name="I acted on it").evaluate(TAPPED_TWICE)
    expect(advice.get_by_role("button", name="I acted on it")).to_have_count(0)
    page.get_by_role("button", name="Log follow-up").evaluate(TAPPED_TWICE)
    expect(page.get_by_role("button", name="Log follow-up 2")).to_be_visible()
    people = page.get_by_role("region", name="Referrals")
    for name in ("Rita Vale", "Sam Orr"):
        people.get_by_role("button", name=f"Add {name} to people").evaluate(TAPPED_TWICE)
    for name in ("Rita Vale", "Sam Orr"):
        expect(people.get_by_role("link", name=name)).to_be_visible()
    timeline = page.get_by_role("region", name="Timeline")
    # Undone and done again: the button is not left deaf.
    page.get_by_role("button", name="Undo", exact=True).click()
    people.get_by_role("button", name="Add Sam Orr to people").click()
    expect(people.get_by_role("link", name="Sam Orr")).to_be_visible()
    for said in ("Advice acted on", "Followed up"):
        expect(timeline.get_by_text(said, exact=True)).to_have_count(1)
    go(page, "People")
    for name in ("Rita Vale", "Sam Orr"):
        rows = page.get_by_role("list", name="People").get_by_role("link", name=re.compile(name))
        expect(rows).to_have_count(1)
    visit(page, "Cleo Ruiz")
    expect(timeline.get_by_text("Followed up", exact=True)).to_have_count(1)


def test_somebody_named_is_written_to_from_a_persons_page(
    desk: Laptop, page: Page, picture: Callable[[Page, str], None]
) -> None:
    desk.run("refer", "Bo", "Tove Lind", "--org", "Night Desk", "--at", "yesterday")
    visit(page, "Bo Chen")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    people = page.get_by_role("region", name="Referrals")
    wrote = people.get_by_role("button", name="I wrote to Tove Lind")
    wrote.scroll_into_view_if_needed()
    picture(page, "person-referral")
    wrote.click()
    expect(people).to_contain_text("written to")
    expect(wrote).to_have_count(0)
    expect(people.get_by_role("button", name="Add Tove Lind to people")).to_be_visible()


def test_what_has_not_happened_yet_is_not_recorded_as_done(page: Page) -> None:
    visit(page, "Bo Chen")
    form = more(page, "Help given")
    form.get_by_label("What you did for them").fill("Proofread a talk")
    form.get_by_role("button", name="Earlier").click()
    expect(form.get_by_label("When", exact=True)).to_be_focused()
    form.get_by_label("Or say when").fill("tomorrow 3pm")
    understood = form.get_by_role("status", name="Understood as")
    expect(understood).to_contain_text("lies ahead")
    form.get_by_label("Or say when").fill("yesterday 3pm")
    expect(understood).to_contain_text("Yesterday")
    form.get_by_label("When", exact=True).fill("2031-05-01T10:00")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text("lies ahead")
    expect(form.get_by_label("What you did for them")).to_have_value("Proofread a talk")


def test_a_day_without_a_time_promises_no_time_that_is_not_saved(page: Page) -> None:
    visit(page, "Bo Chen")
    form = more(page, "Remind me")
    words = form.get_by_label("Or say when")
    understood = form.get_by_role("status", name="Understood as")
    words.fill("in 2 weeks")
    expect(understood).not_to_be_empty()
    expect(understood).not_to_contain_text(":")
    expect(form.get_by_label("At", exact=True)).to_have_value("09:00")
    words.fill("tomorrow 3pm")
    expect(understood).to_contain_text("Tomorrow, 15:00")
    expect(form.get_by_label("At", exact=True)).to_have_value("15:00")


def test_an_answer_of_a_day_is_not_before_its_letter(desk: Laptop, page: Page) -> None:
    desk.run("add", "Ida Rossi")
    desk.run("outreach", "ida", "--at", "yesterday 15:00")
    visit(page, "Ida Rossi")
    page.get_by_role("button", name="Log reply").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Earlier").click()
    words = form.get_by_label("Or say when")
    words.fill("2 days ago")
    expect(form.get_by_label("When", exact=True)).to_have_value(re.compile("T12:00$"))
    words.fill("yesterday")
    expect(form.get_by_role("status", name="Understood as")).to_contain_text("Yesterday, 15:01")
    form.get_by_role("button", name="Save reply").click()
    expect(form).to_have_count(0)
    desk.hears(lambda: "T15:01" in (replied_at(desk) or ""))


def replied_at(desk: Laptop) -> str | None:
    replied: str | None = desk.json("person", "ida")["outreach"][0]["replied_at"]
    return replied


def test_an_answer_and_a_letter_of_a_day_are_not_before_all_that_was_in_the_thread(
    desk: Laptop, page: Page
) -> None:
    desk.run("add", "Ove Lund")
    desk.run("outreach", "ove", "--at", "9 days ago")
    both = ("Log reply", "Log outreach")
    for entry, day, hour, titles in [
        (["follow-up", "ove"], "3 days ago", 16, both[:1]),
        (["close", "ove", "--reason", "no answer"], "2 days ago", 17, both),
        (["reply", "ove", "deferred"], "yesterday", 18, both),
    ]:
        desk.run(*entry, "--at", f"{day} {hour}:00")
        visit(page, "Ove Lund")
        for title in titles:
            page.get_by_role("button", name=title).click()
            form = page.get_by_role("dialog")
            form.get_by_role("button", name="Earlier").click()
            form.get_by_label("Or say when").fill(day)
            expect(form.get_by_label("When", exact=True)).to_have_value(re.compile(f"T{hour}:01$"))
            form.get_by_role("button", name="Cancel").click()
            expect(form).to_have_count(0)


def test_who_asked_to_wait_is_asked_again_and_may_say_yes_later(
    desk: Laptop, page: Page, picture: Callable[[Page, str], None]
) -> None:
    desk.run("add", "Eva Holm")
    desk.run("outreach", "eva", "--at", "yesterday 15:00")
    visit(page, "Eva Holm")
    page.get_by_role("button", name="Log reply").click()
    form = page.get_by_role("dialog")
    again = form.get_by_label("Ask again on")
    expect(again).to_have_count(0)
    form.get_by_label("Answer").select_option("deferred")
    again.fill(f"{datetime.now(UTC) + timedelta(days=3):%Y-%m-%d}")
    picture(page, "reply-later")
    form.get_by_role("button", name="Save reply").click()
    expect(form).to_have_count(0)
    desk.hears(lambda: "Ask again for a talk" in [row["text"] for row in desk.json("week")])
    page.get_by_role("button", name="Log reply").click()
    form.get_by_role("button", name="Save reply").click()
    expect(form).to_have_count(0)
    expect(page.get_by_role("button", name="Log reply")).to_have_count(0)
    desk.hears(lambda: desk.json("person", "eva")["outreach"][0]["disposition"] == "accepted")


def test_somebody_merged_leaves_the_way_back_open(desk: Laptop, page: Page) -> None:
    for name in ("Dora Keel", "Dora Keeling"):
        desk.run("add", name)
    ids = {row["name"]: row["id"] for row in desk.json("people")}
    visit(page, "Dora Keeling")
    desk.run("merge", ids["Dora Keel"], ids["Dora Keeling"])
    expect(heading(page)).to_have_text("Dora Keel")
    page.go_back()
    expect(heading(page)).to_have_text("People")
    page.go_forward()
    expect(heading(page)).to_have_text("Dora Keel")
