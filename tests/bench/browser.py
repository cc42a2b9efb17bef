"""Start of the browser app until Today shows what is due, in Chromium, against an empty notebook.

Four starts: as usual, with Today's answers kept, on the same day or one of the next month; after an
upgrade, with the views gone, since they are made anew; after more than a month, from the snapshot
alone; and cold, with the log in IndexedDB and nothing beside it.
The baseline opens the same page with a notebook of no people, in the same run.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.bench.first_sync import start_peer
from tests.bench.material import make_home
from tests.bench.measure import Result, duration

PHONE = {"width": 390, "height": 844}
FIRST_SYNC_MS = 180_000
ROUNDS = 5
KEPT_POLLS = 300
ALL = ("views", "log", "first")
DROPPED = ((), ("views",), ("first",), ALL)
COLD_S = 1.5
SNAPSHOT_S = 0.4

# Runs before the page's own code: notes when a due item, or the empty state, can be pressed.
STOPWATCH = """
(() => {
  const look = () => {
    const usable = ".shell:not([inert]) .dues li, .shell:not([inert]) .empty";
    if (globalThis.usableAt === undefined && document.querySelector(usable)) {
      globalThis.usableAt = performance.now();
    }
  };
  const what = { childList: true, subtree: true, attributes: true, attributeFilter: ["inert"] };
  new MutationObserver(look).observe(document, what);
})();
"""
DROP_SNAPSHOT = """
(names) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("infoview");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const change = opening.result.transaction("snapshot", "readwrite");
    const store = change.objectStore("snapshot");
    for (const name of names) store.delete(IDBKeyRange.bound(name, `${name} ~`));
    change.oncomplete = () => { opening.result.close(); resolve(null); };
  };
})
"""
HAS_SNAPSHOT = """
(names) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("infoview");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const keys = opening.result.transaction("snapshot").objectStore("snapshot").getAllKeys();
    keys.onsuccess = () => {
      opening.result.close();
      // Answers are a record a day, of which this start needs today's.
      const today = Math.floor(Date.now() / 86400000 - new Date().getTimezoneOffset() / 1440);
      const keyOf = (name) => (name === "first" ? `first ${today}` : name);
      resolve(names.every((name) => keys.result.includes(keyOf(name))));
    };
  };
})
"""


async def measure(folder: Path, home: Path) -> list[Result]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("INFOVIEW_CHROMIUM") or None,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        empty = make_home(folder / "empty", events=3)
        (empty_s,) = await _starts(browser, empty, [()], keeps=("first",))
        usual_s, upgraded_s, later_s, cold_s = await _starts(browser, home, DROPPED, keeps=ALL)
        await browser.close()
    return [
        duration(
            f"browser start, {name} (goal ≤ {most_s} s)",
            empty_s,
            ours_s,
            most=most_s / empty_s,
            detail=detail,
        )
        for name, ours_s, most_s, detail in (
            ("as usual", usual_s, SNAPSHOT_S, "navigation to a Today that can be used"),
            ("after an upgrade", upgraded_s, COLD_S, "as above, the views deleted first"),
            ("after a month", later_s, SNAPSHOT_S, "as above, the kept answers deleted first"),
            ("nothing kept", cold_s, COLD_S, "as above, all but the log deleted first"),
        )
    ]


async def _starts(
    browser: Browser, home: Path, dropped: Sequence[Sequence[str]], *, keeps: Sequence[str]
) -> list[float]:
    """Median seconds to a usable Today, after each of these was dropped from what the app keeps."""
    peer = start_peer(home)
    context = await browser.new_context(viewport=PHONE)
    await context.add_init_script(STOPWATCH)
    page = await context.new_page()
    url = f"http://127.0.0.1:{peer.port}/"
    try:
        await page.goto(peer.link)
        state = page.get_by_role("status", name="Sync state")
        await state.get_by_text("Synced").wait_for(timeout=FIRST_SYNC_MS)
        # The first start after the first sync notes what Today asks.
        await _usable_s(page, url)
        taken: list[list[float]] = [[] for _ in dropped]
        for _ in range(ROUNDS):
            for names, times in zip(dropped, taken, strict=True):
                await _until_kept(page, keeps)
                await page.evaluate(DROP_SNAPSHOT, names)
                times.append(await _usable_s(page, url))
    finally:
        await context.close()
        peer.process.kill()
    return [statistics.median(times) for times in taken]


async def _usable_s(page: Page, url: str) -> float:
    await page.goto("about:blank")
    await page.goto(url)
    usable = await page.wait_for_function("() => globalThis.usableAt", timeout=FIRST_SYNC_MS)
    return float(await usable.json_value()) / 1000


async def _until_kept(page: Page, names: Sequence[str]) -> None:
    for _ in range(KEPT_POLLS):
        if await page.evaluate(HAS_SNAPSHOT, names):
            return
        await page.wait_for_timeout(200)
    raise TimeoutError(f"the app kept none of {', '.join(names)}")
