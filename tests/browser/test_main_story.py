"""The main job: lobby with no network → interview → thank-you → train → home, where the laptop is.

A Chromium and a Firefox of each size against a server process that really stops (issues 2 and 4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import FIXTURES, LAPTOP, PHONE, Laptop, Problems, go, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

Look = Callable[[Page, str], None]

PERSON = "Alison Taylor"
NAMED = "Tomás Rey"
NEXT = "Alexander Jones"
OWN_QUESTION = "Who gets the corrections wrong, and who mends them?"
NOTE = "Two people read every correction aloud"
ANSWER = "The hour at six, with the raw tape"
INSIGHT = "Bad news travels by corridor"
ADVICE = "Read the corrections for a month"


# One size of Firefox will do: what a size changes is the style sheets', which Chromium shows.
@pytest.fixture(params=[("phone", "chromium"), ("laptop", "chromium"), ("laptop", "firefox")],
    ids="-".join)  # fmt: skip
def taken(request: pytest.FixtureRequest) -> tuple[str, str]:
    size, kind = request.param
    return size, kind


@pytest.fixture
def size(taken: tuple[str, str]) -> str:
    return taken[0]


@pytest.fixture
def kind(taken: tuple[str, str]) -> str:
    return taken[1]


@pytest.fixture
def device(size: str, kind: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """The browser that is taken along: on a phone, or on a laptop that is not the one at home."""
    browser: Browser = request.getfixturevalue(kind)
    is_phone = size == "phone"
    context = browser.new_context(
        viewport=PHONE if is_phone else LAPTOP, device_scale_factor=2 if is_phone else 1,
        has_touch=is_phone, is_mobile=is_phone and kind == "chromium",
        locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce",
    )  # fmt: skip
    yield context
    context.close()


@pytest.fixture
def look(size: str, kind: str, picture: Callable[[Page, str], None]) -> Look:
    """A picture, nothing for axe to find, nothing that scrolls sideways."""

    def take(page: Page, name: str) -> None:
        picture(page, f"story-{name}-{size}{'' if kind == 'chromium' else '-firefox'}")
        sound(page, name)

    return take


def test_an_interview_held_offline_is_thanked_for_and_reaches_home_by_itself(
    laptop: Laptop, device: BrowserContext, problems: Problems, look: Look, size: str
) -> None:
    laptop.run("import", str(FIXTURES / "Connections.csv"))
    laptop.run("settings", "my_name", "Robin Example")
    laptop.start()
    page = open_app(device, laptop.address, problems)
    expect(state(page)).to_contain_text("Synced")
    assert "token" not in page.url
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")

    # The evening before, at home.
    ask_and_agree(page, look)
    prepare(page, look)
    expect(state(page)).to_contain_text("Synced")

    # The lobby: the laptop is off, the network is gone, and the phone was locked meanwhile.
    laptop.stop()
    device.set_offline(True)
    page.close()
    page = open_app(device, laptop.url, problems)
    lobby(page, look)
    hold(page, look, size)
    thank(page, look)
    waits = waiting(page)

    # Meanwhile the laptop changes the same person: another field and the same field.
    laptop.run("edit", PERSON, "--location", "Lisbon", "--title", "Publisher at large")

    # The train: still no network, and the tab was closed.
    page.close()
    page = open_app(device, laptop.url, problems)
    expect(state(page)).to_contain_text(f"{waits} events not synced yet")
    train(page, look)
    waits = waiting(page)

    # Home: nobody presses anything.
    device.set_offline(False)
    laptop.start()
    expect(state(page)).to_contain_text("Synced")
    expect(state(page)).not_to_contain_text("not synced")
    look(page, "home")
    assert waits > 0
    agreed(page, laptop)
    looking_back(page, look)


def state(page: Page) -> Locator:
    return page.get_by_role("status", name="Sync state")


def open_app(context: BrowserContext, address: str, problems: Problems) -> Page:
    page = watched(context.new_page(), problems)
    page.goto(address)
    return page


def waiting(page: Page) -> int:
    """How many events only this device has."""
    expect(state(page)).to_contain_text("not synced yet")
    found = re.search(r"(\d+) events? not synced", state(page).inner_text())
    assert found is not None
    return int(found[1])


def say_in_dialog(page: Page, action: str, **fields: str) -> None:
    dialog = page.get_by_role("dialog")
    for label, value in fields.items():
        dialog.get_by_label(label.replace("_", " ")).first.fill(value)
    dialog.get_by_role("button", name=action).click()
    expect(dialog).to_have_count(0)


def find(page: Page, name: str) -> None:
    page.get_by_role("link", name="People").first.click()
    page.get_by_label("Search people and notes").fill(name[:3] + " " + name.split()[1][:3])
    page.get_by_role("link", name=re.compile(name)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def ask_and_agree(page: Page, look: Look) -> None:
    find(page, PERSON)
    page.get_by_role("button", name="Edit").click()
    say_in_dialog(page, "Save", Title="Publisher, Books and Audio", Phones="+49 30 555 0100")
    page.get_by_role("button", name="Log outreach").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Draft it for me").click()
    expect(dialog.get_by_label("What you wrote")).to_have_value(re.compile("Robin Example$"))
    look(page, "outreach")
    say_in_dialog(page, "Save outreach")
    page.get_by_role("button", name="Log reply").click()
    say_in_dialog(page, "Save reply")
    page.get_by_role("button", name="Schedule interview").click()
    look(page, "schedule")
    say_in_dialog(page, "Schedule", Place="Harbour Street 4")


def prepare(page: Page, look: Look) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Interview with {PERSON}")
    bank = page.get_by_role("group").filter(has_text="From the bank")
    for category in ("Role", "Culture", "Career path", "Advice"):
        bank.get_by_role("listitem").filter(has_text=category).first.get_by_role("button").click()
        expect(page.get_by_role("status", name="Messages")).to_contain_text("Question added")
    questions = page.get_by_role("region", name="Questions")
    expect(questions).to_contain_text("None of them asks whom to talk to next")
    page.get_by_label("New question").fill("Surely you edit every day?")
    expect(questions.get_by_role("list", name="Coach")).to_contain_text("answer")
    page.get_by_label("New question").fill(OWN_QUESTION)
    page.get_by_label("New question").press("Enter")
    bank.get_by_role("listitem").filter(has_text="Referrals").first.get_by_role("button").click()
    expect(questions).not_to_contain_text("None of them asks whom to talk to next")
    expect(questions).to_contain_text("6 of 5")
    look(page, "prepare")


def lobby(page: Page, look: Look) -> None:
    """Offline, with the phone just taken out: the app opens on what is next."""
    coming = page.get_by_role("region", name="Next interview")
    expect(coming).to_contain_text(PERSON)
    expect(coming).to_contain_text("Harbour Street 4")
    look(page, "lobby")
    coming.get_by_role("link", name=re.compile("Look it over|Start|Prepare")).click()
    page.get_by_role("button", name="Start interview").click()
    # It was agreed for tomorrow.
    page.get_by_role("button", name="Start now").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def hold(page: Page, look: Look, size: str) -> None:
    expect(page.get_by_role("timer")).to_be_visible()
    asked = page.get_by_role("region", name="Questions").get_by_role("checkbox")
    asked.nth(0).check()
    asked.nth(4).check()
    page.get_by_role("textbox", name=re.compile("Answer to")).first.fill(ANSWER)
    note = page.get_by_label("Note", exact=True)
    note.fill(NOTE)
    note.press("Enter")
    expect(page.get_by_role("status", name="Note state")).to_have_text("Saved")
    if size == "phone":
        page.get_by_role("button", name="Capture insight").click()
        page.get_by_role("radio", name="Culture").check(force=True)
    else:
        note.press("Escape")
        page.get_by_role("heading", level=1).click()
        page.keyboard.press("i")
        page.keyboard.press("2")
    look(page, "insight")
    say_in_dialog(page, "Save insight", What_you_learned=INSIGHT)
    page.get_by_role("button", name="Add a name").click()
    names = page.get_by_role("dialog")
    names.get_by_label("Name", exact=True).fill(NAMED)
    names.get_by_label("Organisation").fill("Radio Sur")
    names.get_by_role("button", name="Add name").click()
    expect(names.get_by_role("list", name="Added")).to_contain_text(NAMED)
    names.get_by_role("button", name="Done").click()
    written = page.get_by_role("list", name="Written down")
    for said in (NOTE, INSIGHT, NAMED):
        expect(written).to_contain_text(said)
    look(page, "during")
    untick_and_undo(page)
    page.get_by_role("button", name="End interview").click()


def untick_and_undo(page: Page) -> None:
    """A slip of the thumb: the tick and its answer come back together."""
    asked = page.get_by_role("region", name="Questions").get_by_role("checkbox").first
    answer = page.get_by_role("textbox", name=re.compile("Answer to")).first
    messages = page.get_by_role("status", name="Messages")
    asked.uncheck()
    expect(messages).to_contain_text("Not asked")
    expect(answer).to_have_value("")
    messages.get_by_role("button", name="Undo").click()
    expect(asked).to_be_checked()
    expect(answer).to_have_value(ANSWER)


def thank(page: Page, look: Look) -> None:
    after = page.get_by_role("region", name="Afterwards")
    letter = after.get_by_label("What you write")
    expect(letter).to_have_value(re.compile(f"{INSIGHT}.*{NAMED}.*Robin Example", re.DOTALL))
    look(page, "thank-you")
    after.get_by_role("button", name="I sent it").click()
    expect(after).to_contain_text("Thank-you sent")
    after.get_by_text("Debrief", exact=True).first.click()
    after.get_by_label("Debrief").fill("They were kinder than I feared. I will cut less.")
    after.get_by_text("Advice", exact=True).click()
    after.get_by_label("What they advised").fill(ADVICE)
    after.get_by_role("button", name="Add advice").click()
    expect(after.get_by_role("list", name="Advice from this talk")).to_contain_text(ADVICE)
    look(page, "after")


def train(page: Page, look: Look) -> None:
    """Whom they named becomes somebody to write to, and the next talk is prepared."""
    find(page, PERSON)
    timeline = page.get_by_role("region", name="Timeline")
    for said in ("Thank-you", "Insight", "Interview", "Outreach", "Debrief"):
        expect(timeline).to_contain_text(said)
    quick = page.get_by_role("group", name="Quick actions")
    expect(quick.get_by_role("button").first).to_have_text("In touch")
    page.get_by_role("button", name=f"Add {NAMED} to people").click()
    page.get_by_role("region", name="Referrals").get_by_role("link", name=NAMED).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAMED)
    page.get_by_text("and what is next").click()
    expect(page.locator(".why")).to_contain_text(f"named just now by {PERSON}")
    look(page, "named")
    find(page, NEXT)
    page.get_by_role("button", name="Schedule interview").click()
    page.get_by_role("dialog").get_by_label("Or say when").fill("in 3 days 9:30")
    say_in_dialog(page, "Schedule")
    bank = page.get_by_role("group").filter(has_text="From the bank")
    bank.get_by_role("listitem").first.get_by_role("button").click()
    expect(page.get_by_role("region", name="Questions")).to_contain_text("1 of 5")
    go(page, "Today")
    expect(page.get_by_role("main")).to_contain_text(NEXT)
    look(page, "train")


def agreed(page: Page, laptop: Laptop) -> None:
    """Both sides hold the same, whoever changed what meanwhile."""
    shown = laptop.json("person", PERSON)
    assert "Lisbon" in str(shown), "the laptop's other field"
    assert "+49 30 555 0100" in str(shown), "the phone's other field"
    assert "Publisher at large" in str(shown["contact"]), "the laptop changed it last"
    assert "thank_you.sent" in str(laptop.json("log", "--person", PERSON))
    assert NAMED in str(laptop.json("people"))
    due = {row["rule"] for row in laptop.json("today") if row["name"] == PERSON}
    assert not due & {"thank_you", "debrief", "follow_up"}
    find(page, PERSON)
    expect(page.get_by_role("main")).to_contain_text("Publisher at large")
    expect(page.get_by_role("main")).to_contain_text("Lisbon")
    assert laptop.json("digest")["digest"] == digest_shown(page)


def digest_shown(page: Page) -> str:
    go(page, "Settings")
    page.get_by_role("link", name="Devices and sync").click()
    page.get_by_role("button", name="Show digest").click()
    row = page.locator(".detail", has=page.get_by_text("Digest", exact=True))
    return row.locator("code").inner_text()


def looking_back(page: Page, look: Look) -> None:
    go(page, "Progress")
    main = page.get_by_role("main")
    expect(main).to_contain_text("You wrote to 1 person, 1 replied, and you sat down with 1.")
    soon = page.get_by_role("region", name="How soon the thank-yous went out")
    expect(soon).to_contain_text("1 within 24 hours")
    expect(soon).to_contain_text("0 not sent")
    look(page, "progress")
