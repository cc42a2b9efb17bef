"""Views a second while the time machine plays, in Chromium; against jumping over half the life.

A view is a day whose every question was answered and drawn. The jump folds all subjects anew, as
opening a cut does; a day that follows a day folds only what lies between. Alone:
`python -m tests.bench.time_machine`.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright
from rich.console import Console

from tests.bench.first_sync import start_peer
from tests.bench.material import make_home
from tests.bench.measure import Result, duration

LAPTOP: Any = {"width": 1280, "height": 800}
FIRST_SYNC_MS = 180_000
PLAYED_MS = 5000
JUMPS = 6
VIEWS_PER_S = 20
EVENTS = 10_000

# Notes when another day is shown: the bar changes only after the last day was drawn.
WATCH = """() => {
  globalThis.seen = [];
  let last = "";
  new MutationObserver(() => {
    const day = document.querySelector(".past-bar-when strong")?.textContent ?? "";
    if (day !== "" && day !== last) globalThis.seen.push(performance.now());
    last = day;
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
# Wishes for the other end as soon as one is shown, which waits until that one was answered;
# resolves to when each was shown, in milliseconds.
JUMP = """([ends, jumps]) => new Promise((resolve) => {
  const slider = document.querySelector(".machine-line input");
  const shown = [];
  const goOn = () => {
    slider.value = String(ends[shown.length % 2]);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  let last = "";
  new MutationObserver((_, observer) => {
    const day = document.querySelector(".past-bar-when strong")?.textContent ?? "";
    if (day === "" || day === last) return;
    last = day;
    shown.push(performance.now());
    if (shown.length <= jumps) goOn();
    else {
      observer.disconnect();
      resolve(shown);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  goOn();
})"""


async def measure(home: Path) -> list[Result]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("INFOVIEW_CHROMIUM") or None,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        peer = start_peer(home)
        page = await (await browser.new_context(viewport=LAPTOP)).new_page()
        try:
            await page.goto(peer.link)
            state = page.get_by_role("status", name="Sync state")
            await state.get_by_text("Synced").wait_for(timeout=FIRST_SYNC_MS)
            await page.goto(f"http://127.0.0.1:{peer.port}/history")
            counted = page.locator(".tile-count", has_text=re.compile("[1-9]"))
            await counted.nth(4).wait_for()
            jump_s = await _jump_s(page)
            view_s = await _view_s(page)
        finally:
            await browser.close()
            peer.process.kill()
    return [
        duration(
            f"time machine, one view (goal ≥ {VIEWS_PER_S} views/s)",
            jump_s,
            view_s,
            most=1 / VIEWS_PER_S / jump_s,
            detail=f"{1 / view_s:.0f} views/s while playing; against a jump over half the life",
        )
    ]


async def _jump_s(page: Page) -> float:
    slider = page.get_by_role("slider", name="Day")
    first = int(await slider.get_attribute("min") or 0)
    last = int(await slider.get_attribute("max") or 0)
    shown = await page.evaluate(JUMP, [[first + 1, (first + last) // 2], JUMPS])
    taken = [after - before for before, after in itertools.pairwise(shown)]
    return statistics.median(taken[1:]) / 1000


async def _view_s(page: Page) -> float:
    slider = page.get_by_role("slider", name="Day")
    await slider.press("Home")
    await page.get_by_label("Speed").select_option("Medium")
    await page.evaluate(WATCH)
    await page.get_by_role("button", name="Play").click()
    await page.wait_for_timeout(PLAYED_MS)
    await page.get_by_role("button", name="Pause").click()
    seen = await page.evaluate("() => globalThis.seen")
    return float(seen[-1] - seen[0]) / 1000 / (len(seen) - 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = make_home(Path(folder) / "home", events=EVENTS)
        for each in asyncio.run(measure(home)):
            Console().print(f"{each.name}: {each.detail}; a jump {each.baseline_s * 1000:.0f} ms")


if __name__ == "__main__":
    main()
