"""The audit's page in Chromium: opens from disk, loads nothing, axe finds nothing, two sizes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import warm
from tests.browser.conftest import LAPTOP, PHONE, Laptop, Problems, watched
from tests.browser.soundness import sound

pytestmark = pytest.mark.browser

A4 = {"width": 680, "height": 1000}
"""The printed area in CSS pixels."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home: Path = tmp_path_factory.mktemp("report") / "home"
    warm.run("tests.browser.sample", str(home))
    laptop = Laptop(home)
    laptop.run("add", "<img src=x onerror=alert(1)>")
    laptop.run("audit", "-o", str(home / "audit.html"))
    return home / "audit.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP, A4], ids=["phone", "laptop", "a4"])
def test_the_page_opens_and_axe_finds_nothing(
    chromium: Browser,
    file: Path,
    *,
    size: dict[str, int],
    scheme: str,
    problems: Problems,
    picture: Callable[[Page, str], None],
) -> None:
    context = chromium.new_context(
        viewport=size, color_scheme=scheme, bypass_csp=True  # axe is our script, not the page's
    )  # fmt: skip
    page = watched(context.new_page(), problems)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    if size is A4:
        page.emulate_media(media="print", color_scheme=scheme)
    assert asked == [file.as_uri()]
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    assert page.locator("script, img, iframe, link").count() == 0
    assert page.locator("svg").count() >= 3
    sound(page, f"report {scheme}")
    picture(page, f"report-{size['width']}-{scheme}")
    context.close()


def test_it_prints_on_a4(chromium: Browser, file: Path) -> None:
    page = chromium.new_page()
    page.goto(file.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert pdf.startswith(b"%PDF")
    assert 1 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 12
    assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf
