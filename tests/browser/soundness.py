"""What holds of every screen at every size: nothing for axe to find, and no sideways scroll."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import ROOT

AXE = (ROOT / "web/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = "() => axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def sound(page: Page, told: str) -> None:
    """`told` names the screen, should it fail."""
    # Half a megabyte of script: once a page is enough.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(VIOLATIONS)
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == [], (
        told
    )
    wider = page.evaluate(WIDER)
    assert wider <= 0, f"{told} scrolls sideways by {wider} px"
