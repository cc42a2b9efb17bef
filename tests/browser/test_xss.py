"""Hostile words in every field of every screen, from files and from other devices: nothing runs.

The screens, dialogs and fields to walk are read from the app's sources (walking.py), and the walk
finds them by pressing what there is to press: a new one that it does not reach fails here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests import warm
from tests.attack.hostile import STRANGE, subject_of
from tests.attack.payloads import PAYLOADS, TYPED
from tests.browser.conftest import ROOT, Laptop, Problems, watched
from tests.browser.walking import dialogs, labels, screens, sections

pytestmark = pytest.mark.browser

SCRIPT = (ROOT / "tests/browser/hostile_page.js").read_text(encoding="utf-8")
AT_ONCE = re.compile(
    r"^(End interview|Undo(?! this import)|Redo|Followed up|Log follow-up|Close thread|Sync now"
    r"|Stop\b|Send|Check every|Try again|Select all|Archive$|Dismiss|Done|Tomorrow|Next week|Mark"
    r"|Thanked|Restart|Reload|Import\b|Leave out|Download|Save a|Print)"
)
"""They act without asking, and would end what is walked; what they do is not about words."""
BUTTONS_MAX = 80
PLACES_MAX = 50

NAME = "<img src=x onerror=window.ran=1 data-xss>"


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Laptop]:
    home = tmp_path / "home"
    # In a process of its own: Playwright keeps an event loop running in this one.
    warm.run("tests.browser.sample", str(home))
    laptop = Laptop(home)
    yield laptop
    laptop.stop()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce"
    )
    made.add_init_script(SCRIPT)
    yield made
    made.close()


def opened(laptop: Laptop, context: BrowserContext, problems: Problems) -> Page:
    page = watched(context.new_page(), problems)
    page.on("dialog", lambda dialog: problems.append(f"it spoke: {dialog.message}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((laptop.url, "blob:"))
            else problems.append(f"it asked for {request.url}")
        ),
    )
    page.goto(laptop.address)
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    return page


def harmless(page: Page, where: str) -> None:
    assert page.evaluate("hostile.harm()") == [], where


def go_to(page: Page, place: str) -> None:
    page.evaluate("(place) => hostile.go(place)", place)
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    page.wait_for_timeout(80)
    page.evaluate("hostile.open()")
    page.wait_for_timeout(40)


def kind_of(place: str) -> str:
    first = place.strip("/").split("/")
    if len(first) == 2 and first[0] in ("people", "interviews"):
        return {"people": "person", "interviews": "interview"}[first[0]]
    return {"": "today"}.get(first[0], first[0])


def _key(place: str, name: str) -> tuple[str, str]:
    """Buttons of one kind of screen that differ only in whom they are about are one."""
    return kind_of(place), re.sub(r"[0-9]+", "", re.split(r"[:<]|Add .* to people", name)[0])


def hostile_files() -> list[FilePayload]:
    """One of each kind; every value is a payload."""
    lines = [text.replace("\r\n", " ") for text in PAYLOADS if len(text) < 300]
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{line}\r\nORG:{line}\r\nTITLE:{line}\r\nNOTE:{line}\r\n"
        f"URL:{line}\r\nTEL:{line}\r\nEMAIL:{line}\r\nEND:VCARD\r\n"
        for line in lines
    )
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["Name", "Organisation", "Title", "Email", "Phone", "Notes", "URL", NAME])
    writer.writerows([f"{line} 2", *[line] * 7] for line in lines)
    invitation = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
        f"UID:{NAME}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20300301T100000Z\r\n"
        f"DTEND:20300301T103000Z\r\nSUMMARY:{NAME}\r\nLOCATION:javascript:window.ran=1\r\n"
        f'DESCRIPTION:{NAME}\r\nORGANIZER;CN="{NAME}":mailto:one@example.org\r\n'
        f'ATTENDEE;CN="{NAME} 3":mailto:other@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
    )
    return [
        FilePayload(name=f"{NAME}.{ending}", mimeType="text/plain", buffer=text.encode())
        for ending, text in (("vcf", cards), ("csv", table.getvalue()), ("ics", invitation))
    ]


class Walk:
    """Presses every button of every place once, types into what opens, and notes what it met."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.screens: set[str] = set()
        self.dialogs: set[str] = set()
        self.labels: set[str] = set()
        self.sent = 0
        self._pressed: set[tuple[str, str]] = set()

    def at(self, place: str) -> None:
        go_to(self.page, place)
        self.screens.add(kind_of(place))
        if self.page.locator("main input[type=file]").count() > 0:
            self._bring_files()
        self._type(place)
        asking: list[str] = []
        for _ in range(BUTTONS_MAX):
            self._dialog(place)  # One that took its time to open.
            name = next(
                (
                    each
                    for each in self.page.evaluate("hostile.buttons()")
                    if _key(place, each) not in self._pressed and not AT_ONCE.match(each)
                ),
                None,
            )
            if name is None:
                self.page.wait_for_timeout(300)
                if self._dialog(place):
                    continue
                break
            self._pressed.add(_key(place, name))
            if self._press(place, name):
                asking.append(name)
        else:
            pytest.fail(f"{place} has more buttons than {BUTTONS_MAX}")
        for name in asking:
            if self.page.evaluate("(name) => hostile.press(name)", name):
                self.page.wait_for_timeout(40)
                self._send()
        self.page.evaluate("hostile.send()")
        self.page.wait_for_timeout(60)
        harmless(self.page, place)

    def _bring_files(self) -> None:
        """Looks at hostile files; importing them is up to `take_files`."""
        self.page.get_by_label("Choose files").set_input_files(hostile_files())
        cards = self.page.locator(".file-card")
        expect(cards).to_have_count(len(hostile_files()))
        for card in cards.all():
            expect(card).to_contain_text(re.compile("new|Choose it here"))
        self.page.evaluate("hostile.open()")

    def take_files(self) -> None:
        go_to(self.page, "/settings/import")
        take = self.page.get_by_role("button", name="Import", exact=True)
        for left in range(take.count(), 0, -1):
            take.first.click()
            expect(take).to_have_count(left - 1)
        harmless(self.page, "after the import")

    def merge_two(self) -> None:
        """Offered for just two: the walk selects all."""
        go_to(self.page, "/people")
        self.page.get_by_role("button", name="Select", exact=True).click()
        for box in self.page.locator(".windowed input[type=checkbox]").all()[:2]:
            box.set_checked(True)
        self.page.get_by_role("button", name="Merge", exact=True).click()
        expect(self.page.get_by_role("dialog")).to_be_visible()
        self._dialog("merging two")

    def by_key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(60)
        self._dialog(key)

    def _press(self, place: str, name: str) -> bool:
        """Whether a form asked for words."""
        self.page.evaluate("(name) => hostile.press(name)", name)
        self.page.wait_for_timeout(50)
        is_form = self._dialog(f"{place}: {name}")
        self.page.evaluate("hostile.open()")
        if self.page.evaluate("location.pathname") != place:
            go_to(self.page, place)
        elif not is_form:
            self._type(f"{place}: {name}")
        return is_form

    def _dialog(self, where: str) -> bool:
        title = self.page.evaluate("hostile.title()")
        if title is None:
            return False
        self.dialogs.add(title)
        names = self._type(where)
        self.page.evaluate("hostile.close()")
        return len(names) > 0

    def _type(self, where: str, texts: tuple[str, ...] = TYPED) -> list[str]:
        names: list[str] = self.page.evaluate(
            "([texts, last]) => hostile.type(texts, last)",
            [list(texts), PAYLOADS[self.sent % len(PAYLOADS)]],
        )
        self.labels.update(names)
        harmless(self.page, where)
        return names

    def _send(self) -> None:
        if self.page.evaluate("hostile.title()") is None:
            return
        self._type("sending", ())
        self.page.evaluate("hostile.send()")
        self.page.wait_for_timeout(80)
        self.sent += self.page.evaluate("hostile.title()") is None
        self.page.evaluate("hostile.close()")


def places_from(page: Page) -> list[str]:
    """Every place that the app's own links lead to."""
    found = ["/"]
    for place in found:
        if len(found) > PLACES_MAX:
            break
        go_to(page, place)
        for each in page.evaluate("hostile.places()"):
            if each not in found and not each.endswith(".txt"):
                found.append(each)
    return found


def look_everywhere(page: Page, places: list[str]) -> None:
    for place in places:
        go_to(page, place)
        harmless(page, place)


def test_every_text_field_of_every_screen_takes_hostile_words_and_nothing_runs(
    sample: Laptop, context: BrowserContext, problems: Problems
) -> None:
    table = sample.home / "few.csv"
    table.write_text("Name,Email\nAlison Taylor,alison@example.org\n", encoding="utf-8")
    sample.run("import", str(table))
    sample.run("outreach", "Alison Taylor")  # So that undoing the import asks.
    sample.run("start", "Kenji")
    sample.run("schedule", "Tomasz", "yesterday 10:00")  # So that it can be missed.
    sample.start()
    page = opened(sample, context, problems)
    with_another_device(sample, context)
    walk = Walk(page)
    places = places_from(page)
    # What no link leads to is found by its name.
    linked = {kind_of(place) for place in places}
    for place in [*places, *(f"/{name}" for name in sorted(screens() - linked))]:
        walk.at(place)
    walk.take_files()
    walk.merge_two()
    walk.by_key("Control+k")
    walk.by_key("?")
    assert screens() <= walk.screens
    assert {f"/settings/{name}" for name in sections()} <= set(places)
    missed = [
        where
        for where, title in dialogs().items()
        if not any(title.fullmatch(each) for each in walk.dialogs)
    ]
    assert missed == [], f"dialogs that the walk did not open; it opened {sorted(walk.dialogs)}"
    unmet = {
        label: where
        for label, where in labels().items()
        if not any(each.startswith(label) for each in walk.labels)
    }
    assert unmet == {}, "fields that the walk did not meet"
    assert walk.sent >= 20
    look_everywhere(page, places)
    page.reload()
    look_everywhere(page, places_from(page))


def with_another_device(laptop: Laptop, context: BrowserContext) -> None:
    """Another browser is let in, so that there is one to cut off."""
    browser = context.browser
    assert browser is not None
    other = browser.new_context()
    page = other.new_page()
    page.goto(laptop.address)
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    other.close()


def test_hostile_devices_run_nothing_on_any_screen(
    sample: Laptop, context: BrowserContext, problems: Problems
) -> None:
    sample.start()
    push_hostile_events(sample)
    page = opened(sample, context, problems)
    subjects = range(len(PAYLOADS) + len(STRANGE))
    places = [
        *(f"/people/{subject_of('contact', number)}" for number in subjects),
        *(f"/interviews/{subject_of('interview', number)}" for number in subjects),
    ]
    look_everywhere(page, [*places, *places_from(page)])
    shown = page.evaluate("document.title")
    assert shown
    go_to(page, f"/people/{subject_of('contact', 0)}")
    expect(page.get_by_role("heading", level=1)).to_have_text(PAYLOADS[0])
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_have_text("Synced")
    # The past draws the same words by other means.
    page.goto(f"{sample.url}/history")
    for view in ("Changes", "Log"):
        page.get_by_role("radio", name=view).check(force=True)
        page.wait_for_timeout(300)
        page.evaluate("hostile.open()")
        harmless(page, view)


def test_the_printed_report_and_what_leaves_run_nothing(
    sample: Laptop, context: BrowserContext, problems: Problems, tmp_path: Path
) -> None:
    sample.start()
    push_hostile_events(sample)
    sample.run("audit", "-o", str(tmp_path / "audit.html"))
    page = watched(context.new_page(), problems)
    page.on("dialog", lambda dialog: problems.append(f"it spoke: {dialog.message}"))
    page.goto((tmp_path / "audit.html").as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("[window.ran, ({}).polluted, window.refused.length]") == [None, None, 0]
    strange = "[data-xss], [onerror], [onload], iframe, base, form, script, img, a:not([href^='#'])"
    assert page.locator(strange).all_inner_texts() == []


def push_hostile_events(laptop: Laptop) -> None:
    warm.run("tests.browser.hostile_peer", str(laptop.home))
