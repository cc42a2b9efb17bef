"""Takes the pictures of the install sheet and draws the shortcuts' icons: `scripts/pictures`.

The manifest (web/public/manifest.webmanifest) names them; they are files of the app. The icons are
the app's own line icons on its own ground, so that they look like the app's.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from infoview_sync.demo.write import write_demo
from infoview_sync.settings import this_world
from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop

FOLDER = ROOT / "web/public"
SYNC_TIMEOUT_MS = 30_000
SHORTCUTS = {"add": "plus", "today": "today", "next": "calendar"}
_ICON = """<!doctype html><style>body {{ margin: 0 }}</style>
<svg width="96" height="96" viewBox="0 0 96 96">
<rect width="96" height="96" rx="22" fill="#14524b"/>
<path transform="translate(22 22) scale(2.1667)" fill="none" stroke="#fbf7ef" stroke-width="1.9"
stroke-linecap="round" stroke-linejoin="round" d="{path}"/></svg>"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        laptop = Laptop(Path(folder) / "demo")
        laptop.home.mkdir(mode=0o700)
        write_demo(laptop.home, this_world())
        laptop.start()
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("INFOVIEW_CHROMIUM") or None,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        try:
            _screens(browser, laptop)
            _icons(browser)
        finally:
            browser.close()
            laptop.stop()


def _screens(browser: Browser, laptop: Laptop) -> None:
    interviews = laptop.json("interviews")
    coming = [each for each in interviews if each["status"] == "scheduled" and each["questions"]]
    told = [each for each in interviews if each["status"] == "completed" and each["insights"]]
    prepared = max(coming or told, key=lambda each: each["questions"])
    phone = _open(browser, laptop, PHONE, scale=2)
    for name, path in (
        ("today", "/"),
        ("interview", f"/interviews/{prepared['id']}"),
        ("person", f"/people/{told[0]['contact']}"),
    ):
        _keep(phone, laptop.url + path, name)
    phone.context.close()
    wide = _open(browser, laptop, LAPTOP, scale=1)
    _keep(wide, f"{laptop.url}/progress", "progress")
    wide.context.close()


def _open(browser: Browser, laptop: Laptop, size: Any, *, scale: float) -> Page:
    context = browser.new_context(
        viewport=size, device_scale_factor=scale, color_scheme="light", locale="en-GB",
        timezone_id=this_world().tz, reduced_motion="reduce",
        is_mobile=size is PHONE, has_touch=size is PHONE,
    )  # fmt: skip
    page = context.new_page()
    page.goto(laptop.address)
    _wait(page)
    return page


def _keep(page: Page, address: str, name: str) -> None:
    page.goto(address)
    _wait(page)
    page.screenshot(path=FOLDER / f"screenshot-{name}.png")


def _wait(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced", timeout=SYNC_TIMEOUT_MS)


def _icons(browser: Browser) -> None:
    shapes = (ROOT / "web/page/components/Icon.tsx").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": 96, "height": 96})
    for name, icon in SHORTCUTS.items():
        path = re.search(rf'^  {icon}:\s*"([^"]+)"', shapes, re.MULTILINE)
        assert path is not None, icon
        page.set_content(_ICON.format(path=path[1]))
        page.screenshot(path=FOLDER / f"shortcut-{name}.png", omit_background=True)
    page.close()


if __name__ == "__main__":
    main()
