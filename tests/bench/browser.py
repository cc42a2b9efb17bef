"""Start of the browser app until Today shows what is due, in Chromium, against an empty notebook.

`cold`: the log is in IndexedDB, the snapshot is gone, everything is folded again. `snapshot`: as
on any other day. The baseline opens the same page with a notebook of no people, in the same run.
"""

from __future__ import annotations

import os
import statistics
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from infoview_sync.server.serve import browser_token
from tests.bench.first_sync import start_peer
from tests.bench.material import make_home
from tests.bench.measure import Result, duration

PHONE = {"width": 390, "height": 844}
FIRST_SYNC_MS = 180_000
ROUNDS = 5
COLD_S = 1.5
SNAPSHOT_S = 0.4

# Runs before the page's own code: notes when the first due item, or the empty state, is drawn.
STOPWATCH = """
(() => {
  const look = () => {
    if (globalThis.usableAt === undefined && document.querySelector(".dues li, .empty")) {
      globalThis.usableAt = performance.now();
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();
"""
DROP_SNAPSHOT = """
() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("infoview");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const change = opening.result.transaction("snapshot", "readwrite");
    change.objectStore("snapshot").clear();
    change.oncomplete = () => { opening.result.close(); resolve(null); };
  };
})
"""
HAS_SNAPSHOT = """
() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("infoview");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const count = opening.result.transaction("snapshot").objectStore("snapshot").count();
    count.onsuccess = () => { opening.result.close(); resolve(count.result > 0); };
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
        empty_s, _ = await _starts(browser, empty, large=False)
        snapshot_s, cold_s = await _starts(browser, home, large=True)
        await browser.close()
    return [
        duration(
            f"browser start with the snapshot (goal ≤ {SNAPSHOT_S} s)",
            empty_s,
            snapshot_s,
            most=SNAPSHOT_S / empty_s,
            detail="navigation to Today drawn; against no people",
        ),
        duration(
            f"browser start, everything folded (goal ≤ {COLD_S} s)",
            empty_s,
            cold_s,
            most=COLD_S / empty_s,
            detail="as above, the snapshot deleted first",
        ),
    ]


async def _starts(browser: Browser, home: Path, *, large: bool) -> tuple[float, float]:
    """Median seconds to a usable Today: (with the snapshot, without). Few events get none."""
    process, port = start_peer(home)
    context = await browser.new_context(viewport=PHONE)
    await context.add_init_script(STOPWATCH)
    page = await context.new_page()
    url = f"http://127.0.0.1:{port}/"
    try:
        await page.goto(f"{url}#token={browser_token(home)}")
        state = page.get_by_role("status", name="Sync state")
        await state.get_by_text("Synced").wait_for(timeout=FIRST_SYNC_MS)
        with_snapshot, without = [], []
        for _ in range(ROUNDS):
            if large:
                await _until_snapshot(page)
            with_snapshot.append(await _usable_s(page, url))
            await page.evaluate(DROP_SNAPSHOT)
            without.append(await _usable_s(page, url))
    finally:
        await context.close()
        process.kill()
    return statistics.median(with_snapshot), statistics.median(without)


async def _usable_s(page: Page, url: str) -> float:
    await page.goto("about:blank")
    await page.goto(url)
    await page.locator(".dues li, .empty").first.wait_for(timeout=FIRST_SYNC_MS)
    return float(await page.evaluate("() => globalThis.usableAt")) / 1000


async def _until_snapshot(page: Page) -> None:
    for _ in range(200):
        if await page.evaluate(HAS_SNAPSHOT):
            return
        await page.wait_for_timeout(200)
    raise TimeoutError("the app wrote no snapshot")
