"""Insights, the network and progress on the sample notebook: at every size and theme, and in use.

The numbers of the Progress screen are held against `infoview audit --json` over the same windows.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from infoview_sync.files.report.charts import FUNNEL_STEPS
from infoview_sync.projections.audit import local_day
from infoview_sync.settings import this_world
from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, go, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

VIEWS = [(name, scheme) for name in ("phone", "laptop") for scheme in ("light", "dark")]
FILL = (
    "import sys; from pathlib import Path; from infoview_sync.demo.write import write_demo;"
    " from infoview_sync.settings import this_world; write_demo(Path(sys.argv[1]), this_world())"
)
READ_MEASURES = """() => [...document.querySelectorAll("[data-measure]")].map((line) => {
  const text = (name) => line.querySelector(name)?.textContent ?? "";
  return {
    key: line.dataset.measure, name: text(".measure-name"), value: text(".measure-value"),
    meaning: text(".measure-meaning"), change: text(".measure-change"),
    counts: [...line.querySelectorAll(".measure-count span")].map((each) => each.textContent),
  };
})"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    home: Path = tmp_path_factory.mktemp("looking-back") / "home"
    home.mkdir(mode=0o700)
    subprocess.run([sys.executable, "-c", FILL, str(home)], cwd=ROOT, check=True)
    laptop = Laptop(home)
    laptop.start()
    yield laptop
    laptop.stop()


def opened(chromium: Browser, name: str, scheme: Any = "light") -> BrowserContext:
    size: Any = PHONE if name == "phone" else LAPTOP
    return chromium.new_context(
        viewport=size,
        color_scheme=scheme,
        locale="en-GB",
        timezone_id=this_world().tz,  # the same local days as the command line
        is_mobile=name == "phone",
        has_touch=name == "phone",
        device_scale_factor=2 if name == "phone" else 1,
        reduced_motion="reduce",
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


@pytest.mark.parametrize(("name", "scheme"), VIEWS)
def test_looking_back_pleases_axe_and_never_scrolls_sideways(
    chromium: Browser, demo: Laptop, picture: Callable[[Page, str], None], name: str, scheme: str
) -> None:
    context = opened(chromium, name, scheme)
    problems: list[str] = []
    page = started(context, demo, problems)

    def look(screen: str) -> None:
        picture(page, f"{screen}-{name}-{scheme}")
        sound(page, screen)

    go(page, "Insights")
    expect(page.get_by_text("people say so").first).to_be_visible()
    look("demo-insights")
    page.locator(".claim-disputed").first.scroll_into_view_if_needed()
    look("demo-insights-disputed")
    page.get_by_role("button", name=re.compile("^Link: ")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look("demo-insights-link")
    page.keyboard.press("Escape")
    go(page, "Network")
    expect(page.locator(".graph-node").first).to_be_visible()
    look("demo-network")
    slider = page.get_by_role("slider")
    slider.fill("300")
    look("demo-network-then")
    page.get_by_role("radio", name="List", exact=True).check()
    expect(page.get_by_text("named by").first).to_be_visible()
    look("demo-network-list")
    page.get_by_role("radio", name="Organisations", exact=True).check()
    page.locator(".organisation summary").first.click()
    expect(page.locator(".organisation-members a").first).to_be_visible()
    look("demo-organisations")
    go(page, "Progress")
    for window in ("30 days", "90 days", "12 months", "All", "Dates"):
        page.get_by_role("radio", name=window, exact=True).check()
        expect(page.locator(".progress-page[aria-busy=false] [data-measure]").first).to_be_visible()
        look(f"demo-progress-{window.replace(' ', '-').lower()}")
    page.emulate_media(media="print")
    for hidden in (page.get_by_role("navigation"), page.get_by_role("button", name="Print")):
        expect(hidden).to_be_hidden()
    expect(page.get_by_text("The measures", exact=True)).to_be_visible()
    look("demo-progress-printed")
    context.close()
    assert problems == []


def test_progress_shows_the_numbers_of_the_command_line(page: Page, demo: Laptop) -> None:
    go(page, "Progress")
    world = this_world()
    today = local_day(world.wall_ms(), world.tz)
    for words, days in (("30 days", 30), ("90 days", 90), ("12 months", 365)):
        page.get_by_role("radio", name=words, exact=True).check()
        first = today - timedelta(days=days - 1)
        assert_measures_agree(page, demo, first, today)
    page.get_by_role("radio", name="All", exact=True).check()
    expect(page.locator(".measure-step")).to_have_count(0)
    first, last = window_shown(page)
    assert (last, (today - first).days > 700) == (today, True)
    assert_measures_agree(page, demo, first, last, "--no-compare")
    page.get_by_role("radio", name="Dates", exact=True).check()
    # Over a change of the clocks, and long past: everything is ripe.
    first, last = today - timedelta(days=400), today - timedelta(days=200)
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill(last.isoformat())
    assert_measures_agree(page, demo, first, last)
    page.get_by_label("First day").fill("2010-01-01")
    expect(page.locator(".heat")).to_have_attribute("aria-label", re.compile("Not drawn"))
    expect(page.get_by_text("Week by week, in numbers: the latest 106 weeks")).to_be_visible()
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill((first - timedelta(days=1)).isoformat())
    expect(page.get_by_text("The last day lies before the first.")).to_be_visible()


def assert_measures_agree(page: Page, demo: Laptop, first: date, last: date, *more: str) -> None:
    expect(page.locator(".report-window")).to_contain_text(
        f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    )
    told = demo.json("audit", "--from", first.isoformat(), "--to", last.isoformat(), *more)
    wanted = [
        {
            "key": each["key"], "name": each["name"], "value": each["value"],
            "meaning": each["meaning"],
            "change": "" if each["change"] in (None, "—") else each["change"],
            "counts": ([] if each["n"] is None else [f"n {each['n']:,}"])
            + ([f"{each['pending']:,} pending"] if each["pending"] else []),
        }
        for each in told["measures"]
    ]  # fmt: skip
    assert page.evaluate(READ_MEASURES) == wanted
    funnel = page.locator(".steps-count").all_inner_texts()
    assert funnel == [f"{count:,}" for count in told["details"]["funnel"].values()]
    steps = page.locator(".steps-words").all_inner_texts()
    assert steps == [label for _, label in FUNNEL_STEPS]
    acts = sum(told["details"]["acts_by_day"].values())
    expect(page.locator(".heat")).to_have_attribute("aria-label", re.compile(rf" {acts:,} thing"))
    asleep = told["details"]["dormant"]["people"]
    region = page.get_by_role("region", name="Worth a message")
    expect(region.get_by_role("link").first).to_contain_text(asleep[0]["name"])
    expect(region.locator(".tally")).to_have_text(f"{len(asleep)} people")


def window_shown(page: Page) -> tuple[date, date]:
    text = page.locator(".report-window").inner_text()
    first, last = re.findall(r"\d+ \w+ \d{4}", text)
    return day_of(first), day_of(last)


def day_of(text: str) -> date:
    return datetime.strptime(text, "%d %B %Y").replace(tzinfo=UTC).date()


def test_the_network_grows_under_the_slider_and_by_itself(page: Page) -> None:
    go(page, "Network")
    nodes = page.locator(".graph-node")
    expect(nodes.first).to_be_visible()
    slider = page.get_by_role("slider")
    whole = slider.get_attribute("aria-valuetext") or ""
    assert re.match(r"Today: \d{3} people", whole)
    slider.focus()
    page.keyboard.press("Home")
    expect(nodes).to_have_count(2)
    expect(page.locator(".graph-edge")).to_have_count(1)
    expect(slider).to_have_attribute("aria-valuetext", re.compile("2 people"))
    page.get_by_role("button", name="Play how it grew").click()
    page.get_by_role("button", name="Pause").click(timeout=5_000)
    page.keyboard.press("End")
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator(".growth-date")).to_have_text("Today")
    expect(slider).to_have_attribute("aria-valuetext", whole)
    assert nodes.count() > 20  # those near the window; the others are not in the document


def test_a_person_in_the_graph_is_reached_by_keyboard_and_back(page: Page) -> None:
    go(page, "Network")
    node = page.locator(".graph-node").first
    node.focus()
    name = (node.get_attribute("aria-description") or "").split(",")[0].split(":")[0]
    page.evaluate("() => { window.stayed = true; }")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert page.evaluate("() => window.stayed"), "the page was loaded anew"
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Network")


def test_organisations_are_those_of_the_command_line(page: Page, demo: Laptop) -> None:
    go(page, "Network")
    page.get_by_role("radio", name="Organisations", exact=True).check()
    shown = page.locator(".organisation summary")
    told = demo.json("organisations")
    expect(shown).to_have_count(len(told))
    for place, row in enumerate(told):
        text = shown.nth(place).inner_text()
        assert row["org"] in text
        assert f"{row['people']} pe" in text
        nobody = row["next_name"] or ""
        step = f"Waiting for {row['waiting_for']}" if row["waiting_for"] else nobody
        assert step in text


def test_insights_are_filtered_linked_and_unlinked(page: Page) -> None:
    go(page, "Insights")
    page.get_by_role("button", name=re.compile("^Culture")).click()
    expect(page.locator(".section h2")).to_have_text(["Culture"])
    page.get_by_role("button", name=re.compile("^Culture")).click()
    page.get_by_label("Search insights").fill("nobody says this")
    expect(page.get_by_text("No insight fits that.")).to_be_visible()
    page.get_by_label("Search insights").fill("")
    disputes = page.locator(".claim-disputed")
    single = page.locator(".claim:not(.claim-disputed)").first
    text = single.locator(".claim-text").inner_text()
    before = disputed_with(page, text).count()
    single.get_by_role("button", name=re.compile("^Link: ")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Save link").click()
    expect(dialog).to_contain_text("Choose the insight that this one belongs with.")
    dialog.get_by_role("radio", name="Says the contrary").check()
    other = dialog.locator(".link-other").filter(has_not_text=text).first
    other.click()
    dialog.get_by_role("button", name="Save link").click()
    expect(dialog).to_have_count(0)
    expect(disputed_with(page, text)).to_have_count(before + 1)
    expect(disputes.first).to_contain_text("On the contrary")
    page.get_by_role("button", name="Undo").click()
    expect(disputed_with(page, text)).to_have_count(before)


def disputed_with(page: Page, text: str) -> Locator:
    return page.locator(".claim-disputed").filter(has_text=text)
