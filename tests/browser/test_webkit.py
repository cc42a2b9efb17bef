"""The main story in WebKitGTK, as far as it goes: lobby → interview → thank-you → train → home."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import PICTURES, Laptop
from tests.browser.rooms import make_room
from tests.browser.webkit import Hands, webkit

pytestmark = [
    pytest.mark.browser,
    # Selenium's own way to WebKitGTK is one that Selenium calls old.
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
]

TALK = "Zoë Ångström"
NOTE = "Two people read every correction aloud"
INSIGHT = "Bad news travels by corridor"


@pytest.fixture
def hands() -> Iterator[Hands]:
    path = os.environ.get("INFOVIEW_WEBKIT_DRIVER")
    if not path:
        reason = (
            "no WebKitGTK: scripts/webkit says why; INFOVIEW_WEBKIT_DRIVER=PATH names its driver"
        )
        # Only a person may do without: CI that skips it would say that all is well.
        assert os.environ.get("CI") != "true", reason
        pytest.skip(reason)
    with webkit(path) as made:
        yield made


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Laptop]:
    laptop = make_room(tmp_path / "home")
    yield laptop
    laptop.stop()


def test_an_interview_held_offline_is_thanked_for_and_reaches_home_by_itself(
    room: Laptop, hands: Hands
) -> None:
    hands.open(room.address)
    hands.sees("Synced")
    hands.waits_for("navigator.serviceWorker.ready")

    # The lobby: the laptop is off, and the page is opened anew.
    room.stop()
    hands.open(room.url)
    hands.sees("Offline since")
    hands.press("People")
    hands.press(TALK)
    hands.sees("Timeline")
    look(hands, "person")
    hold(room, hands)
    thank(hands)

    # The train: still no network, and the tab was closed.
    hands.open(room.url)
    hands.sees("events not synced yet")
    hands.press("People")
    hands.press(TALK)
    hands.sees("Thank-you sent")
    hands.sees(INSIGHT)
    look(hands, "train")

    # Home: nobody presses anything.
    room.start()
    hands.sees("Synced")
    hands.sees_no("not synced")
    assert "thank_you.sent" in str(room.json("log", "--person", TALK))
    hands.open(f"{room.url}/settings/sync")
    hands.press("Show digest")
    hands.sees(room.json("digest")["digest"])
    look(hands, "home")


def hold(room: Laptop, hands: Hands) -> None:
    (talk,) = [row for row in room.json("interviews") if row["name"] == TALK]
    hands.open(f"{room.url}/interviews/{talk['id']}")
    hands.press("Start interview")
    # It was agreed for tomorrow.
    hands.press("Start now")
    hands.sees("End interview")
    hands.tick(1)
    hands.fill("Note", NOTE, then=Keys.ENTER)
    hands.sees(NOTE)
    hands.press("Capture insight")
    hands.fill("What you learned", INSIGHT)
    hands.press("Save insight")
    hands.sees("Insight")
    look(hands, "during")
    hands.press("End interview")


def thank(hands: Hands) -> None:
    hands.sees("Dear Zoë")
    look(hands, "thank-you")
    hands.press("I sent it")
    hands.sees("Thank-you sent")


def look(hands: Hands, name: str) -> None:
    hands.picture(PICTURES / f"story-{name}-webkit.png")
