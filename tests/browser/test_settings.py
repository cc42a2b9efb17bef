"""The settings: files come in with a preview and go out, the look is chosen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import warm
from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, go, watched
from tests.browser.soundness import sound
from tests.browser.test_screens import VIEWS

pytestmark = pytest.mark.browser

TABLE = "Who,Where they work,Reach them\nNoor Haddad,Tidewater,noor@example.org\nLi Wei,,\n"
Open = Callable[..., Page]


def sample(home: Path) -> Laptop:
    # In a process of its own: Playwright keeps an event loop running in this one.
    warm.run("tests.browser.sample", str(home))
    laptop = Laptop(home)
    laptop.start()
    return laptop


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Laptop]:
    laptop = sample(tmp_path / "home")
    yield laptop
    laptop.stop()


@pytest.fixture
def opened(chromium: Browser, problems: list[str]) -> Iterator[Open]:
    contexts: list[BrowserContext] = []

    def open_page(laptop: Laptop, size: Any = LAPTOP, scheme: Any = "light") -> Page:
        context = chromium.new_context(
            viewport=size, color_scheme=scheme, locale="en-GB", timezone_id="Europe/Berlin",
            is_mobile=size is PHONE, has_touch=size is PHONE,
            device_scale_factor=2 if size is PHONE else 1, reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        page = watched(context.new_page(), problems)
        page.goto(laptop.address)
        state = page.get_by_role("status", name="Sync state")
        expect(state).to_contain_text("Synced")
        return page

    yield open_page
    for context in contexts:
        context.close()


def section(page: Page, name: str) -> None:
    go(page, "Settings")
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def again(laptop: Laptop) -> None:
    """Started once more, and answering."""
    laptop.start()


def choose(page: Page, name: str, text: str) -> None:
    page.get_by_label("Choose files").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view[0]}-{view[2]}")
def test_every_section_opens_and_axe_finds_nothing(
    filled: Laptop, opened: Open, picture: Callable[[Page, str], None],
    view: tuple[str, dict[str, int], str],
) -> None:  # fmt: skip
    name, size, scheme = view
    page = opened(filled, size, scheme)
    go(page, "Settings")
    picture(page, f"settings-{name}-{scheme}")
    sound(page, "settings")
    links = page.locator(".settings-index a")
    for number in range(links.count()):
        title = links.nth(number).locator(".row-title").inner_text()
        links.nth(number).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        if title == "Import":
            choose(page, "people.csv", TABLE)
            expect(page.get_by_role("region", name="people.csv")).to_contain_text("Choose it here")
            choose(
                page,
                "Connections.csv",
                (ROOT / "tests/fixtures/linkedin/Connections.csv").read_text(),
            )
            expect(page.get_by_role("button", name="Import", exact=True)).to_be_visible()
        page.wait_for_timeout(100)
        page.screenshot(
            path=ROOT / f"test-artefacts/settings-{title.split()[0].lower()}-{name}-{scheme}.png",
            full_page=True,
        )
        sound(page, title)
        page.get_by_role("link", name="Settings").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Settings")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_table_is_mapped_previewed_imported_and_taken_back(
    filled: Laptop, opened: Open, size: dict[str, int]
) -> None:
    page = opened(filled, size)
    section(page, "Import")
    choose(page, "people.csv", TABLE)
    card = page.get_by_role("region", name="people.csv")
    expect(card.get_by_role("alert")).to_contain_text("Its titles do not tell")
    for title, field in (("Who", "Whole name"), ("Where they work", "Organisation")):
        card.get_by_label(title, exact=True).select_option(field)
    card.get_by_role("button", name="Read it like this").click()
    expect(card).to_contain_text("2 new people")
    assert len(filled.json("people")) == 8
    card.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("2 people imported")
    assert "Noor Haddad" in {row["name"] for row in filled.json("people")}
    card.get_by_role("link", name="See the people").click()
    expect(page.get_by_role("main")).to_contain_text("2 people of the import of people.csv")
    expect(page.get_by_role("main")).to_contain_text("Li Wei")
    # After a bad import: two taps, and all of them are out of sight; one undo brings them back.
    page.get_by_role("button", name="Select all").click()
    page.get_by_role("button", name="Archive").click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("2 people archived")
    page.get_by_role("button", name="Undo").click()
    section(page, "Import")
    page.get_by_role("button", name="Undo this import: people.csv").click()
    messages = page.get_by_role("status", name="Messages")
    expect(messages).to_contain_text("Import undone")
    expect(page.get_by_role("region", name="Imports so far")).to_contain_text("undone")
    page.get_by_role("button", name="Bring back: people.csv").click()
    expect(messages).to_contain_text("The import is back")
    messages.get_by_role("button", name="Undo").click()
    expect(messages).to_contain_text("Undone")
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    filled.hears(lambda: bool(filled.json("log", "--type", "event.restored")))
    filled.hears(lambda: "Noor Haddad" not in {row["name"] for row in filled.json("people")})


DROP = """(names) => {
  const data = new DataTransfer();
  for (const name of names) data.items.add(new File([`Name\n${name}\n`], `${name}.csv`));
  const zone = document.querySelector(".drop");
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
}"""


def test_a_file_is_read_anew_once_another_was_imported(filled: Laptop, opened: Open) -> None:
    page = opened(filled)
    section(page, "Import")
    for name in ("here.csv", "there.csv"):
        choose(page, name, "name,email\nNoor Bakker,noor@example.org\n")
        expect(page.get_by_role("region", name=name)).to_contain_text("1 new person")
    first = page.get_by_role("region", name="here.csv", exact=True)
    first.get_by_role("button", name="Import", exact=True).click()
    expect(first).to_contain_text("See the people")
    expect(page.get_by_role("region", name="there.csv")).not_to_contain_text("1 new person")


def test_several_files_are_dropped_and_imported_together(filled: Laptop, opened: Open) -> None:
    page = opened(filled)
    section(page, "Import")
    page.evaluate(DROP, ["Noor", "Li", "<img src=x onerror=alert(1)>"])
    for name in ("Noor", "Li", "<img src=x onerror=alert(1)>"):
        expect(page.get_by_role("region", name=f"{name}.csv")).to_contain_text("1 new person")
    page.get_by_role("region", name="Li.csv").get_by_role("button", name="Leave out").click()
    page.get_by_role("button", name="Import all 2 files").click()
    seen = page.get_by_role("link", name="See the people")
    expect(seen).to_have_count(2)
    people = {row["name"] for row in filled.json("people")}
    assert {"Noor", "<img src=x onerror=alert(1)>"} <= people
    assert "Li" not in people
    # One tap has imported both: one message tells of both and takes both back, and then no card
    # says that they are there.
    messages = page.get_by_role("status", name="Messages")
    expect(messages).to_contain_text("2 people imported")
    messages.get_by_role("button", name="Undo").click()
    expect(messages).to_contain_text("Import undone")
    expect(page.get_by_text("This import was undone.")).to_have_count(2)
    expect(seen).to_have_count(0)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")


def test_what_needs_mending_is_still_listed_once_the_rest_is_imported(
    filled: Laptop, opened: Open
) -> None:
    page = opened(filled)
    section(page, "Import")
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    bad = "Ivo,Tan,,ivo@example.org,Paper & Pine,Reporter,31 Feb 2026"
    choose(page, "people.csv", f"{header}\nNoor,Haddad,,,Tidewater,,02 Jan 2024\n{bad}\n")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("link", name="See the people")).to_be_visible()
    card = page.get_by_role("region", name="people.csv")
    expect(card).to_contain_text("1 row needs mending and is not imported")
    expect(card).to_contain_text("31 Feb 2026")


def test_an_import_is_undone_from_the_message(filled: Laptop, opened: Open) -> None:
    page = opened(filled)
    section(page, "Import")
    choose(page, "people.csv", "Name\nNoor Haddad\n")
    page.get_by_role("button", name="Import", exact=True).click()
    messages = page.get_by_role("status", name="Messages")
    expect(messages).to_contain_text("1 person imported")
    messages.get_by_role("button", name="Undo").click()
    expect(messages).to_contain_text("Import undone")
    go(page, "People")
    expect(page.get_by_role("main")).to_contain_text("8 people")


def test_an_unreachable_laptop_is_said_and_the_choice_is_kept(
    filled: Laptop, opened: Open, problems: list[str]
) -> None:
    page = opened(filled)
    section(page, "Import")
    filled.stop()
    choose(page, "people.csv", "Name\nNoor Haddad\n")
    card = page.get_by_role("region", name="people.csv")
    expect(card.get_by_role("alert")).to_contain_text("cannot be reached")
    go(page, "People")
    section(page, "Import")
    again(filled)
    card.get_by_role("button", name="Try again").click()
    expect(card).to_contain_text("1 new person")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_log_downloaded_offline_is_the_notebook_bit_for_bit(
    filled: Laptop, opened: Open, tmp_path: Path, size: dict[str, int]
) -> None:
    def follow_ups() -> list[Any]:
        return list(filled.json("log", "--type", "outreach.followed_up"))

    before = len(follow_ups())
    page = opened(filled, size)
    page.get_by_role("button", name="Followed up: Tomasz Wilk").click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Follow-up saved")
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    filled.hears(lambda: len(follow_ups()) == before + 1)
    digest = filled.json("digest")["digest"]
    filled.stop()
    section(page, "Export and backup")
    expect(page.get_by_role("main")).to_contain_text("No backup from this browser yet")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download: The whole notebook").click()
    file = tmp_path / downloading.value.suggested_filename
    assert re.fullmatch(r"infoview-\d{4}-\d\d-\d\d-notebook\.ndjson", file.name)
    downloading.value.save_as(file)
    expect(page.get_by_role("main")).to_contain_text("Last backup just now")
    other = Laptop(tmp_path / "other")
    other.run("import", str(file))
    assert other.json("digest")["digest"] == digest
    expect(page.get_by_role("button", name="Download: Tables")).to_be_disabled()
    expect(page.get_by_role("main")).to_contain_text("it cannot be reached now")


def test_the_laptop_writes_the_other_forms(filled: Laptop, opened: Open, tmp_path: Path) -> None:
    page = opened(filled)
    section(page, "Export and backup")
    for words, name in (("Address cards", "people.vcf"), ("Everything at once", "everything.zip")):
        with page.expect_download() as downloading:
            page.get_by_role("button", name=f"Download: {words}").click()
        assert downloading.value.suggested_filename.endswith(name)
        expect(page.get_by_role("main")).to_contain_text(f"{words}: saved")
    downloading.value.save_as(tmp_path / "all.zip")
    assert (tmp_path / "all.zip").read_bytes().startswith(b"PK")


def test_what_waits_can_be_looked_at_and_this_device_renamed(filled: Laptop, opened: Open) -> None:
    page = opened(filled)
    page.wait_for_timeout(300)
    filled.stop()
    page.get_by_role("button", name="Followed up: Tomasz Wilk").click()
    section(page, "Devices and sync")
    expect(page.get_by_role("main")).to_contain_text("1 event not synced yet")
    page.get_by_text("What waits").click()
    expect(page.get_by_role("main")).to_contain_text("Followed up")
    expect(page.get_by_role("main")).to_contain_text("The oldest was recorded just now")
    own = page.get_by_role("listitem").filter(has_text="This device")
    own.get_by_role("button", name="Rename").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Blue phone")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("list", name="Devices")).to_contain_text("Blue phone")
    again(filled)
    page.get_by_role("button", name="Sync now").click()
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    assert "Blue phone" in json.dumps(filled.json("devices"))


def test_the_look_is_there_before_the_first_paint_and_stays(filled: Laptop, opened: Open) -> None:
    page = opened(filled, PHONE)
    section(page, "Appearance")
    page.get_by_label("Dark").check(force=True)
    page.get_by_label("150 %").check(force=True)
    page.get_by_label("Dates").select_option("2026-05-08")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"Today is \d{4}-\d\d-\d\d"))
    # Without the app itself: what was chosen is set by the small script in the head alone.
    page.route(re.compile(r"/assets/.*\.js"), lambda route: route.abort())
    page.evaluate(
        "navigator.serviceWorker.getRegistrations().then(a => a.map(r => r.unregister()))"
    )
    # The plain reload: there will be no app that a watched page's own could wait for.
    type(page).reload(page)
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-text", "150")
    page.unroute_all()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Appearance")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(19, 25, 23)"
    for place in ("Today", "People", "Insights", "Progress", "More", "Network", "Settings"):
        go(page, place)
        sound(page, place)


def test_how_each_section_stands_is_never_cut_off(
    filled: Laptop, opened: Open, picture: Callable[[Page, str], None]
) -> None:
    page = opened(filled, PHONE)
    go(page, "Settings")
    hints = page.locator(".settings-index .row-detail")
    for width, size in ((320, 100), (390, 200)):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
        picture(page, f"settings-narrow-{width}-{size}")
        cut = hints.evaluate_all(
            """(all) => all.filter((one) => one.scrollWidth > one.clientWidth)
                .map((one) => one.innerText)"""
        )
        assert cut == [], (width, size)


def test_somebody_is_found_and_forgotten(
    filled: Laptop, opened: Open, picture: Callable[[Page, str], None]
) -> None:
    giver = filled.json("people")[0]["name"]
    filled.run("refer", giver, "Bô Lind", "--org", "Night Desk")
    filled.run("helped", giver, "Wrote to Bo Lind for her")
    filled.run("add", "Bo Lind")
    page = opened(filled)
    section(page, "Forget somebody")
    # What stays of a name is said before, as the command line says it.
    page.get_by_label("Whom to forget").fill("bo lind")
    page.get_by_role("button", name="Forget this person").click()
    stays = page.get_by_role("list", name="Where the name stays")
    expect(stays.get_by_role("listitem")).to_have_text(
        [f"{giver}referral: Bô Lind, Night Desk", f"{giver}Help given: Wrote to Bo Lind for her"]
    )
    for name, size in (("laptop", LAPTOP), ("phone", PHONE)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        sound(page, f"what stays of a name, {name}")
        picture(page, f"forget-mentions-{name}")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_label("Whom to forget").fill("wilk")
    page.get_by_role("button", name="Forget this person").click()
    expect(page.get_by_role("dialog")).to_contain_text("Tomasz Wilk")
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    expect(page.get_by_role("main")).not_to_contain_text("Tomasz Wilk")


def test_about_tells_the_version_and_where_the_data_lives(filled: Laptop, opened: Open) -> None:
    page = opened(filled)
    section(page, "About")
    main = page.get_by_role("main")
    expect(main).to_contain_text(re.compile(r"Version\s*\d+\.\d+\.\d+"))
    expect(main).to_contain_text(filled.json("digest")["notebook"])
    for words, content in (("Licences", "preact"), ("The guide", "InfoView")):
        with page.expect_popup() as popup:
            main.get_by_role("link", name=words).click()
        expect(popup.value.locator("body")).to_contain_text(content)
        popup.value.close()


def test_what_a_browser_cannot_keep_is_said_before_it_matters(
    filled: Laptop, chromium: Browser, picture: Callable[[Page, str], None]
) -> None:
    context = chromium.new_context(viewport=PHONE, device_scale_factor=2)
    # What Safari on iOS says of a page that is not on the Home Screen, and any of plain http.
    context.add_init_script(
        "Object.defineProperty(navigator, 'standalone', { value: false });"
        "Object.defineProperty(window, 'isSecureContext', { value: false });"
    )
    page = context.new_page()
    page.goto(filled.url)
    main = page.get_by_role("main")
    expect(main).to_contain_text("First put InfoView on your Home Screen")
    expect(main).to_contain_text("Opens only while the laptop answers")
    picture(page, "start-ios-phone")
    # In the same tab: only what stands after the # changes, and it is taken in all the same.
    page.goto(filled.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    assert "#" not in page.url
    section(page, "About")
    expect(main).to_contain_text("First put InfoView on your Home Screen")
    context.close()
