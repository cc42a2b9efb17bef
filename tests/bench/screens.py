"""How long each screen's questions take in Chromium, and whether typing in the search stutters.

What a screen asks is noted while it is opened, and then asked again, each question by itself: its
time is what the worker spends on it, the way to it and back included, and not what the page draws
meanwhile. The baseline is the same screen of a notebook of no people.
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
ROUNDS = 5
SCREENS = ("/", "/people", "/insights", "/network", "/progress", "/history", "/settings")
# Runs before the page's own code: notes what is asked of the worker, and can ask it again.
STOPWATCH = """
(() => {
  globalThis.questions = [];
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.longTasks.push(entry.duration);
  }).observe({ type: "longtask" });
  let latest = 0;
  globalThis.Worker = class extends Worker {
    postMessage(message, ...more) {
      const { request } = message;
      if (["ask", "agenda", "search"].includes(request.tag)) globalThis.questions.push(request);
      super.postMessage(message, ...more);
    }
    constructor(...given) {
      super(...given);
      // The app's own questions are numbered from 1 on.
      globalThis.timeOf = (request) => new Promise((resolve, reject) => {
        latest -= 1;
        const id = latest;
        const begun = performance.now();
        const hear = ({ data }) => {
          if (data.id !== id) return;
          this.removeEventListener("message", hear);
          if (data.ok) resolve(performance.now() - begun);
          else reject(new Error(JSON.stringify(data.failure)));
        };
        this.addEventListener("message", hear);
        super.postMessage({ id, request });
      });
    }
  };
})();
"""
FORGET = "() => globalThis.questions.splice(0)"
NAMES = "() => globalThis.questions.map((request) => request.name ?? request.tag)"
TIME = "(at) => globalThis.timeOf(globalThis.questions[at])"


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
        # The first is open already, and would ask nothing.
        await _open(page, SCREENS[-1])
        for screen in SCREENS:
            await page.evaluate(FORGET)
            await _open(page, screen)
            for at, name in enumerate(await page.evaluate(NAMES)):
                best = min([await page.evaluate(TIME, at) for _ in range(ROUNDS)])
                # The same question of different things: the dearest counts.
                found[screen][name] = max(found[screen].get(name, 0), best)
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
