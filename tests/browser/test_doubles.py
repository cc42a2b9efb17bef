"""Somebody who is on the list already: noticed while one types, and two who are one are merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Laptop, go
from tests.browser.soundness import sound
from tests.browser.test_settings import Open, opened

__all__ = ["opened"]
pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])


@pytest.fixture
def doubled(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "doubled")
    laptop.run("add", "Greta Holm", "--email", "greta@example.org", "--notes", "From the fair")
    laptop.run(
        "add", "Greta Holm", "--org", "Fieldnote", "--email", "holm@example.org", "--notes", "Tall",
        "--tag", "radio",
    )  # fmt: skip
    laptop.run("add", "Zoë Ångström", "--url", "https://www.linkedin.com/in/zoe")
    laptop.start()
    yield laptop
    laptop.stop()


@SIZES
def test_who_is_on_the_list_already_is_told_while_one_types(
    doubled: Laptop, opened: Open, size: dict[str, int]
) -> None:
    page = opened(doubled, size)
    page.get_by_role("button", name="Add person").click()
    dialog = page.get_by_role("dialog")
    known = dialog.get_by_role("status", name="Already known")
    name = dialog.get_by_label("Name", exact=True)
    name.fill("Zoe Nobody")
    expect(known).to_be_empty()
    name.fill("zoe  angstrom")
    expect(known).to_contain_text("In your notebook already: Zoë Ångström")
    sound(page, "somebody known")
    field, line = name.bounding_box(), known.bounding_box()
    assert field is not None
    assert line is not None
    assert line["y"] > field["y"], "it stands beneath the name, which it must not push away"
    name.fill("G. Holm")
    expect(known).to_be_empty()
    dialog.get_by_label("Email").fill("GRETA@example.org")
    expect(known).to_contain_text("In your notebook already: Greta Holm")
    # Told, not refused: there are namesakes.
    name.fill("Greta Holm")
    dialog.get_by_role("button", name="Add person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Greta Holm")


def choose(page: Page, *names: str) -> None:
    page.get_by_role("button", name="Select", exact=True).click()
    for name in names:
        page.get_by_role("list", name="People").get_by_label(name).check()


@SIZES
def test_two_who_are_one_are_merged_and_parted_again(
    doubled: Laptop, opened: Open, size: dict[str, int]
) -> None:
    page = opened(doubled, size)
    go(page, "People")
    people = page.get_by_role("list", name="People").get_by_role("listitem")
    page.get_by_role("button", name="Select", exact=True).click()
    merge = page.get_by_role("button", name="Merge", exact=True)
    boxes = people.filter(has_text="Greta Holm").get_by_role("checkbox")
    boxes.nth(0).check()
    expect(merge).to_have_count(0)
    boxes.nth(1).check()
    merge.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="greta@example.org").check()
    sound(page, "merging")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(people).to_have_count(2)
    messages = page.get_by_role("status", name="Messages")
    expect(messages).to_contain_text("Merged")
    expect(page.get_by_role("status", name="Sync state")).to_contain_text("Synced")
    (said,) = [row for row in doubled.json("log") if row["type"] == "contacts.merged"]
    told = doubled.run("person", "Greta Holm")
    for each in ("Fieldnote", "greta@example.org", "holm@example.org", "From the fair", "Tall"):
        assert each in told, said
    assert "radio" in told
    messages.get_by_role("button", name="Undo").click()
    expect(people).to_have_count(3)
