"""What a phone loads before it shows Today, as it comes over the wire (`pytest -s` prints it)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Laptop

pytestmark = pytest.mark.browser

KB = 1000
FIRST_LOAD_BYTES_MAX = 700 * KB
"""Everything up to a usable Today, SQLite's 475 KB among it."""
APP_CODE_BYTES_MAX = 120 * KB
"""Our own JavaScript in it: the page's and the worker's, not SQLite's."""

LOADED = """() => performance.getEntriesByType("resource").map((each) =>
  [new URL(each.name).pathname, each.encodedBodySize])"""


def test_the_first_load_keeps_to_its_budget(chromium: Browser, laptop: Laptop) -> None:
    laptop.start()
    # The service worker keeps what the page has loaded, and the rest, for later.
    context = chromium.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    page.goto(laptop.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    [worker] = page.workers
    sizes: dict[str, int] = dict(page.evaluate(LOADED) + worker.evaluate(LOADED))
    sizes["/"] = page.evaluate(
        "() => performance.getEntriesByType('navigation')[0].encodedBodySize"
    )
    context.close()
    own = {path: size for path, size in sizes.items() if not path.startswith(("/sync/", "/files/"))}
    later = {path: own.pop(path) for path in list(own) if "/rest-" in path}
    code = {path for path in own if path.endswith(".js") and "/sqlite3-" not in path}
    app_code, first_load = sum(own[path] for path in code), sum(own.values())
    told = [
        *((size, path) for path, size in sorted(own.items(), key=lambda each: -each[1])),
        (app_code, f"app code, of {APP_CODE_BYTES_MAX / KB:.0f}: {', '.join(sorted(code))}"),
        (first_load, f"first load, of {FIRST_LOAD_BYTES_MAX / KB:.0f}"),
        (sum(later.values()), "loaded after the start"),
    ]
    table = "\n".join(f"{size / KB:8.1f} KB  {what}" for size, what in told)
    print(f"\n{table}")  # noqa: T201 - the numbers are for people
    # The page's two scripts, the worker's, and appearance.js: none is missed.
    assert len([path for path in code if re.match("/assets/(index|main)-", path)]) == 3
    assert any(path.endswith(".wasm") for path in own)
    assert app_code <= APP_CODE_BYTES_MAX, table
    assert first_load <= FIRST_LOAD_BYTES_MAX, table
