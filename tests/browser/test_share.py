"""A link from another app, or pasted: it finds whose it is or becomes somebody new; no network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, go, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

Take = Callable[[Page, str], None]
MANIFEST = json.loads((ROOT / "web/public/manifest.webmanifest").read_text(encoding="utf-8"))
KNOWN = "https://www.linkedin.com/in/zoe-angstrom/"
SAME = "https://de.linkedin.com/in/Zoe-Angstrom?utm_source=share&utm_medium=android_app"
NEW = "https://www.linkedin.com/in/lea-marin-1a2b3c"


@pytest.fixture(scope="module")
def chromium(whole_chromium: Browser) -> Browser:
    """An app is installed and shared to: not in its shell."""
    return whole_chromium


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    laptop = Laptop(Path(tmp_path_factory.mktemp("share")) / "home")
    laptop.run("add", "Zoë Ångström", "--org", "Fieldnote, Inc.", "--url", KNOWN)
    laptop.run("add", "Tomasz Wilk", "--org", "Kestrel Podcasts")
    laptop.start()
    yield laptop
    laptop.stop()


@pytest.fixture(params=[("phone", PHONE), ("laptop", LAPTOP)], ids=lambda view: view[0])
def view(
    request: pytest.FixtureRequest, chromium: Browser, filled: Laptop
) -> Iterator[tuple[Page, str]]:
    name, size = request.param
    context = chromium.new_context(
        viewport=size, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce",
        is_mobile=name == "phone", has_touch=name == "phone",
        device_scale_factor=2 if name == "phone" else 1,
    )  # fmt: skip
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=filled.url)
    problems: list[str] = []
    page = watched(context.new_page(), problems)
    page.goto(filled.address)
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    page.wait_for_function("document.documentElement.dataset.offline === 'ready'")
    yield page, name
    context.close()
    assert problems == []


def look(page: Page, take: Take, name: str) -> None:
    take(page, f"share-{name}")
    sound(page, name)


def share(page: Page, laptop: Laptop, **parts: str) -> None:
    """As Android does it: a form is sent to the address that the manifest names."""
    target = MANIFEST["share_target"]
    fields = "".join(
        f'<input name="{target["params"][name]}" value="{value}">' for name, value in parts.items()
    )
    page.goto("about:blank")
    page.set_content(
        f'<form method="{target["method"]}" enctype="{target["enctype"]}"'
        f' action="{laptop.url}{target["action"]}">{fields}</form>'
    )
    page.evaluate("document.forms[0].submit()")
    expect(page.get_by_role("heading", level=1)).to_have_text("From a link")


def offline(context: BrowserContext) -> None:
    context.set_offline(True)


def test_a_shared_profile_becomes_somebody_new_without_a_network(
    view: tuple[Page, str], filled: Laptop, picture: Take
) -> None:
    page, name = view
    offline(page.context)
    words = f"Check out Lea Marin {name}’s profile on LinkedIn {NEW}-{name}?utm_source=share"
    share(page, filled, title="", text=words)
    # Nothing of it is in the address, and a reload does not lose it.
    assert page.url == f"{filled.url}/share"
    page.reload()
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"Lea Marin {name}")
    look(page, picture, f"new-{name}")
    main.get_by_role("button", name="Add person").click()
    form = page.get_by_role("dialog", name="Add a person")
    expect(form.get_by_label("Name")).to_have_value(f"Lea Marin {name}")
    expect(form.get_by_label("Link")).to_have_value(f"{NEW}-{name}")
    form.get_by_label("Organisation").fill("Quill & Co")
    look(page, picture, f"new-form-{name}")
    form.get_by_role("button", name="Add person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Lea Marin {name}")
    expect(
        main.get_by_role("link", name=f"linkedin.com/in/lea-marin-1a2b3c-{name}")
    ).to_be_visible()
    assert page.evaluate("() => caches.has('infoview-shared')") is False


def test_a_shared_profile_finds_whom_an_import_brought(
    view: tuple[Page, str], filled: Laptop, picture: Take
) -> None:
    page, name = view
    share(page, filled, title="Zoë Ångström | LinkedIn", text=f"Knows the archive {SAME}")
    main = page.get_by_role("main")
    expect(main.get_by_role("region", name="In your notebook already")).to_contain_text("Fieldnote")
    look(page, picture, f"known-{name}")
    main.get_by_role("button", name="Log outreach").click()
    expect(page.get_by_role("dialog", name="Log outreach")).to_be_visible()
    page.keyboard.press("Escape")
    main.get_by_role("button", name="Add the words to the notes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoë Ångström")
    expect(main).to_contain_text("Knows the archive")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Undone")


def test_a_link_is_given_to_somebody_who_had_none(
    view: tuple[Page, str], filled: Laptop, picture: Take
) -> None:
    page, name = view
    share(page, filled, title="Radio, slowly", url=f"https://example.org/@wilk-{name}")
    main = page.get_by_role("main")
    expect(main).to_contain_text("The link does not say who")
    main.get_by_label("Whose link it is").fill("tom")
    look(page, picture, f"give-{name}")
    main.get_by_role("button", name=re.compile("Tomasz Wilk")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tomasz Wilk")
    expect(main.get_by_role("link", name=f"example.org/@wilk-{name}")).to_be_visible()


def test_a_link_is_pasted_wherever_somebody_is_added(view: tuple[Page, str], picture: Take) -> None:
    page, name = view
    page.evaluate("(text) => navigator.clipboard.writeText(text)", SAME)
    go(page, "People")
    page.get_by_role("button", name="Add person").click()
    form = page.get_by_role("dialog", name="Add a person")
    form.get_by_role("button", name="Paste link").click()
    expect(form.get_by_label("Link")).to_have_value("https://de.linkedin.com/in/Zoe-Angstrom")
    expect(form.get_by_label("Name")).to_have_value("Zoe Angstrom")
    known = form.get_by_role("status", name="Already known")
    expect(known).to_contain_text("In your notebook already: Zoë Ångström")
    look(page, picture, f"paste-{name}")
    known.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoë Ångström")
    expect(page.get_by_role("dialog")).to_have_count(0)

    # Into the name, where one is most likely to paste it.
    page.evaluate("(text) => navigator.clipboard.writeText(text)", f"see {NEW}")
    go(page, "People")
    page.get_by_role("button", name="Add person").click()
    expect(form.get_by_label("Name")).to_be_focused()
    page.keyboard.press("Control+v")
    expect(form.get_by_label("Name")).to_have_value("Lea Marin")
    expect(form.get_by_label("Link")).to_have_value(NEW)
    expect(form.get_by_label("Notes")).to_have_value("see")
    expect(known).to_be_empty()
    page.keyboard.press("Escape")

    # And into the palette.
    page.keyboard.press("Control+k")
    page.keyboard.insert_text(SAME)
    expect(page.get_by_role("listbox", name="Choices").get_by_role("option")).to_have_text(
        ["Link of Zoe Angstrom"]
    )
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("From a link")
    expect(page.get_by_role("main")).to_contain_text("Zoë Ångström")


def test_what_was_copied_without_a_link_is_not_pasted_as_one(view: tuple[Page, str]) -> None:
    page, _ = view
    page.evaluate("navigator.clipboard.writeText('no link here')")
    go(page, "People")
    page.get_by_role("button", name="Add person").click()
    form = page.get_by_role("dialog", name="Add a person")
    form.get_by_label("Link").fill(NEW)
    form.get_by_role("button", name="Paste link").click()
    told = form.get_by_role("status", name="Pasting")
    expect(told).to_have_text("There is no link in what was copied.")
    expect(form.get_by_label("Link")).to_have_value(NEW)
    expect(form.get_by_label("Notes")).to_have_value("")
    form.get_by_role("button", name="Cancel").click()


def test_the_screen_without_anything_shared_takes_a_link(
    view: tuple[Page, str], filled: Laptop, picture: Take
) -> None:
    page, name = view
    page.goto(f"{filled.url}/share")
    field = page.get_by_label("Link or message")
    field.fill("no link in here, and nobody’s name")
    look(page, picture, f"empty-{name}")
    field.fill(KNOWN)
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("main")).to_contain_text("In your notebook already")


def test_the_icon_s_shortcuts_lead_where_they_say(view: tuple[Page, str], filled: Laptop) -> None:
    page, _ = view
    places = {each["name"]: each["url"] for each in MANIFEST["shortcuts"]}
    page.goto(filled.url + places["Add person"])
    expect(page.get_by_role("dialog", name="Add a person")).to_be_visible()
    assert page.url == f"{filled.url}/"
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    # Nothing is planned.
    page.goto(filled.url + places["Next interview"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    filled.run("schedule", "Tomasz Wilk", "tomorrow 10:00")
    page.goto(filled.url)
    expect(page.get_by_role("main")).to_contain_text("Tomorrow, 10:00")
    page.goto(filled.url + places["Next interview"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tomasz Wilk")
    assert "/interviews/" in page.url
    filled.run("undo")


def test_the_manifest_is_what_a_rich_install_needs(view: tuple[Page, str], filled: Laptop) -> None:
    page, _ = view
    pictures = MANIFEST["icons"] + MANIFEST["screenshots"]
    pictures += [icon for each in MANIFEST["shortcuts"] for icon in each["icons"]]
    for each in pictures:
        size = page.evaluate(
            """(src) => new Promise((resolve) => {
              const image = new Image();
              image.onload = () => resolve(`${image.naturalWidth}x${image.naturalHeight}`);
              image.onerror = () => resolve("missing");
              image.src = src;
            })""",
            each["src"],
        )
        assert size == each["sizes"] or each["sizes"] == "any" != size, each
        assert size != "missing", each
    assert {each["form_factor"] for each in MANIFEST["screenshots"]} == {"narrow", "wide"}
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getAppManifest")["errors"] == []
    hindrances = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # Playwright's contexts are private windows; nothing else stands in the way.
    assert [each["errorId"] for each in hindrances] == ["in-incognito"]
