"""How long each screen's questions take in Chromium, and whether typing in the search stutters.

A question's time is what the worker spends on it, as seen from the page: from its asking, or from
the answer before it, to its own answer. The baseline is the same screen of a notebook of no people.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.bench.browser import FIRST_SYNC_MS
from tests.bench.first_sync import start_peer
from tests.bench.material import make_home
from tests.bench.measure import Result, duration

LAPTOP = {"width": 1280, "height": 800}
QUESTION_MS = 50
FRAME_MS = 50
ROUNDS = 3
SCREENS = ("/", "/people", "/insights", "/network", "/progress", "/history", "/settings")
# Runs before the page's own code: notes what is asked of the worker and when it is answered.
STOPWATCH = """
(() => {
  const asked = new Map();
  globalThis.answers = [];
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.longTasks.push(entry.duration);
  }).observe({ type: "longtask" });
  let last = 0;
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const begun = asked.get(data.id);
        if (begun === undefined) return;
        const now = performance.now();
        globalThis.answers.push({ name: begun.name, ms: now - Math.max(begun.at, last) });
        last = now;
      });
    }
    postMessage(message, ...more) {
      const { id, request } = message;
      asked.set(id, { at: performance.now(), name: request.name ?? request.tag });
      super.postMessage(message, ...more);
    }
  };
})();
"""
TAKE = "() => globalThis.answers.splice(0)"


async def measure(folder: Path, home: Path) -> list[Result]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("INFOVIEW_CHROMIUM") or None,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        empty = make_home(folder / "nobody", events=3)
        bare, _ = await _walk(browser, empty)
        full, longest_ms = await _walk(browser, home)
        await browser.close()
    results = []
    for screen in SCREENS:
        name, ms = max(full[screen].items(), key=lambda item: item[1])
        bare_ms = max(max(bare[screen].values(), default=0), 0.1)
        results.append(
            duration(
                f"{screen}: its dearest question, {name} (goal ≤ {QUESTION_MS} ms)",
                bare_ms / 1000,
                ms / 1000,
                most=QUESTION_MS / bare_ms,
                detail=f"{len(full[screen])} questions, {sum(full[screen].values()):.0f} ms in all",
            )
        )
    results.append(
        duration(
            f"typing in the search: the longest task of the page (goal ≤ {FRAME_MS} ms)",
            FRAME_MS / 1000,
            longest_ms / 1000,
            most=1,
            detail="nine letters, a hundred milliseconds apart; 0: none over 50 ms",
        )
    )
    return results


async def _walk(browser: Browser, home: Path) -> tuple[dict[str, dict[str, float]], float]:
    """By screen the best time of each question, in ms; and the longest task while searching."""
    peer = start_peer(home)
    context = await browser.new_context(viewport=LAPTOP)
    await context.add_init_script(STOPWATCH)
    page = await context.new_page()
    try:
        await page.goto(peer.link)
        state = page.get_by_role("status", name="Sync state")
        await state.get_by_text("Synced").wait_for(timeout=FIRST_SYNC_MS)
        await page.wait_for_timeout(5000)
        found: dict[str, dict[str, float]] = {screen: {} for screen in SCREENS}
        for _ in range(ROUNDS):
            for screen in SCREENS:
                await page.evaluate(TAKE)
                await _open(page, screen)
                for answer in await page.evaluate(TAKE):
                    best = found[screen].get(answer["name"], float("inf"))
                    found[screen][answer["name"]] = min(best, answer["ms"])
        longest = min([await _typing(page) for _ in range(ROUNDS)])
    finally:
        await context.close()
        peer.process.kill()
    return found, longest


async def _open(page: Page, screen: str) -> None:
    """As a click would, without loading the page anew."""
    await page.evaluate(
        "(to) => { history.pushState(null, '', to); dispatchEvent(new Event('popstate')); }",
        screen,
    )
    await page.wait_for_timeout(1500)


async def _typing(page: Page) -> float:
    await _open(page, "/people")
    search = page.get_by_role("searchbox")
    await search.fill("")
    await page.wait_for_timeout(500)
    await page.evaluate("() => globalThis.longTasks.splice(0)")
    await search.press_sequentially("ada field", delay=100)
    await page.wait_for_timeout(500)
    return float(max(await page.evaluate("() => globalThis.longTasks.splice(0)"), default=0))
