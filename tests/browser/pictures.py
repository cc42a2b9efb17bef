"""Takes the README's pictures from the sample notebook: `scripts/pictures`.

A real server on a free port, a real Chromium, a home that is thrown away. Writes
docs/pictures/app.png (Today, a person and an interview, on a phone, with Today on a laptop) and
docs/pictures/audit.png (the printable page of `infoview audit`). The sample ends today, so the
pictures are others tomorrow; nothing checks them but eyes.
"""

from __future__ import annotations

import base64
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from infoview_sync.demo.write import write_demo
from infoview_sync.settings import this_world
from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop

FOLDER = ROOT / "docs/pictures"
BYTES_MAX = 400_000
"""Of one picture: a README should open at once."""
INSIGHTS_SHOWN = 3
"""The person shown told so many things, so that the page is worth a look."""
SHEET_WIDTH = 1180
AUDIT_PAGE = {"width": 900, "height": 1000}
AUDIT_CLIP = {"x": 50, "width": 800, "height": 1045}
AUDIT_MARGIN = 24
SYNC_TIMEOUT_MS = 30_000

_SHEET = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 20px; background: #e9e7e1 }
main { display: grid; grid-template-columns: repeat(6, 1fr); gap: 20px }
img { display: block; width: 100%; border-radius: 14px; border: 1px solid #bdb9ae;
  box-sizing: border-box }
.whole { grid-column: span 6 }
.half { grid-column: span 3 }
.third { grid-column: span 2 }
</style><main>"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder) / "demo")
        laptop.home.mkdir(mode=0o700)
        write_demo(laptop.home, this_world())
        page = Path(folder) / "audit.html"
        laptop.run("audit", "-o", str(page))
        person, interview = _worth_showing(laptop)
        laptop.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=os.environ.get("INFOVIEW_CHROMIUM") or None,
                    args=["--no-sandbox"] if os.geteuid() == 0 else [],
                )
                _app(browser, laptop, person, interview)
                _audit(browser, page)
                browser.close()
        finally:
            laptop.stop()


def _worth_showing(laptop: Laptop) -> tuple[dict[str, Any], dict[str, Any]]:
    """The latest talk that told much, and the next one that is prepared (else that same talk)."""
    interviews = laptop.json("interviews")
    told = next(
        each for each in interviews
        if each["status"] == "completed" and each["insights"] >= INSIGHTS_SHOWN
    )  # fmt: skip
    coming = [each for each in interviews if each["status"] == "scheduled" and each["questions"]]
    return told, max(coming, key=lambda each: each["questions"], default=told)


def _app(browser: Browser, laptop: Laptop, told: Any, coming: Any) -> None:
    """Every screen is opened by its address, as a bookmark would; then all go on one sheet."""
    paths = ["/", f"/people/{told['contact']}", f"/interviews/{coming['id']}"]
    phone = _open(browser, laptop, PHONE, scale=1.5)
    pictures = [_picture(phone, laptop.url + path) for path in paths]
    phone.context.close()
    wide = _open(browser, laptop, LAPTOP, scale=1)
    pictures.insert(0, _picture(wide, f"{laptop.url}/interviews/{told['id']}"))
    wide.context.close()
    places = ["whole", "third", "third", "third"]
    _sheet(browser, "app.png", list(zip(pictures, places, strict=True)))


def _audit(browser: Browser, page: Path) -> None:
    """The table of measures, and beside it the figures that follow it on the page."""
    shown = browser.new_page(viewport=AUDIT_PAGE, color_scheme="light")
    shown.goto(page.as_uri())
    top = shown.get_by_role("heading", level=2).nth(1).bounding_box()
    assert top is not None
    parts = [
        shown.screenshot(full_page=True, clip={**AUDIT_CLIP, "y": y})
        for y in (0, top["y"] - AUDIT_MARGIN)
    ]
    shown.close()
    _sheet(browser, "audit.png", [(part, "half") for part in parts])


def _sheet(browser: Browser, name: str, pictures: list[tuple[bytes, str]]) -> None:
    """Lays pictures out by their classes and keeps the sheet."""
    figures = [
        f'<img class="{place}" alt="" src="data:image/png;base64,'
        f'{base64.b64encode(image).decode()}">'
        for image, place in pictures
    ]
    sheet = browser.new_page(viewport={"width": SHEET_WIDTH, "height": 100})
    sheet.set_content(_SHEET + "".join(figures))
    _keep(name, sheet.screenshot(full_page=True))
    sheet.close()


def _open(browser: Browser, laptop: Laptop, size: Any, *, scale: float) -> Page:
    context = browser.new_context(
        viewport=size, device_scale_factor=scale, color_scheme="light", locale="en-GB",
        timezone_id=this_world().tz, reduced_motion="reduce",
        is_mobile=size is PHONE, has_touch=size is PHONE,
    )  # fmt: skip
    page = context.new_page()
    page.goto(laptop.address)
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced", timeout=SYNC_TIMEOUT_MS)
    return page


def _picture(page: Page, address: str) -> bytes:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    state = page.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced", timeout=SYNC_TIMEOUT_MS)
    return page.screenshot()


def _keep(name: str, image: bytes) -> None:
    if len(image) > BYTES_MAX:
        sys.exit(f"{name} has {len(image):,} bytes, more than {BYTES_MAX:,}: show less in it")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_bytes(image)
    print(f"docs/pictures/{name}: {len(image):,} bytes")  # noqa: T201 - a script for people


if __name__ == "__main__":
    main()
