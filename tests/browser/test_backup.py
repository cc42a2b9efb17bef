"""The encrypted backup out of the app: what is missing for it is said, and what comes restores."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, ROOT, Laptop, Problems, watched
from tests.browser.soundness import sound
from tests.browser.test_settings import section

pytestmark = pytest.mark.browser


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def page(
    laptop: Laptop, chromium: Browser, problems: Problems, request: pytest.FixtureRequest
) -> Iterator[Page]:
    laptop.run("add", "Ada Novak")
    laptop.start()
    context = chromium.new_context(
        viewport=request.param, device_scale_factor=2 if request.param is PHONE else 1,
        locale="en-GB", timezone_id="Europe/Berlin",
    )  # fmt: skip
    opened = watched(context.new_page(), problems)
    opened.goto(laptop.address)
    state = opened.get_by_role("status", name="Sync state")
    expect(state).to_contain_text("Synced")
    yield opened
    context.close()


def test_a_backup_is_offered_once_somebody_could_open_it_and_restores_everything(
    laptop: Laptop, page: Page, tmp_path: Path, picture: Callable[[Page, str], None]
) -> None:
    size = "phone" if page.viewport_size == PHONE else "laptop"
    section(page, "Export and backup")
    offer = page.get_by_role("region", name="For the worst case")
    button = offer.get_by_role("button", name="Download: Encrypted backup")
    expect(offer).to_contain_text("There are no 24 words yet")
    expect(offer).to_contain_text("infoview recovery new")
    expect(button).to_be_disabled()
    sound(page, "without words")
    picture(page, f"backup-without-words-{size}")

    phrase = words_in(laptop.run("recovery", "new", "--yes"))
    expect(offer).to_contain_text("Sealed: only the 24 words of")
    expect(button).to_be_enabled()
    sound(page, "with words")
    picture(page, f"backup-{size}")
    with page.expect_download() as downloading:
        button.click()
    file = tmp_path / downloading.value.suggested_filename
    assert re.fullmatch(r"infoview-\d{4}-\d\d-\d\d-notebook\.backup", file.name)
    downloading.value.save_as(file)
    expect(page.get_by_role("main")).to_contain_text("Last backup just now")
    assert people_in(restored(tmp_path / "other", file, phrase)) == ["Ada Novak"]

    laptop.stop()
    expect(offer).to_contain_text("it cannot be reached now")
    expect(button).to_be_disabled()


def words_in(shown: str) -> str:
    """The words by their numbers, from the four columns."""
    word_by_number = {int(number): word for number, word in re.findall(r"(\d+) ([a-z]+)", shown)}
    return " ".join(word_by_number[number] for number in range(1, 25))


def restored(home: Path, file: Path, phrase: str) -> Laptop:
    command = [sys.executable, "-m", "infoview_sync.cli", "--home", str(home), "restore", str(file)]
    subprocess.run(command, input=phrase, text=True, cwd=ROOT, check=True, timeout=60)
    return Laptop(home)


def people_in(laptop: Laptop) -> list[str]:
    return [each["name"] for each in laptop.json("people")]
