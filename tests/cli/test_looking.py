"""What makes `infoview watch FOLDER` look again: its own folders, and nothing behind a link."""

from __future__ import annotations

import asyncio
from pathlib import Path

from infoview_sync.cli import in_step
from tests.shared_folder import store_at

NOTEBOOK = "0123456789abcdef"
LOG = "fedcba9876543210"
QUIET_S = 1.0
WAIT_S = 60.0


async def test_a_link_in_a_shared_folder_has_nothing_else_watched(tmp_path: Path) -> None:
    """A link to `/` would have the whole disk watched: every file there, and every change."""
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    store = store_at(tmp_path / "shared", NOTEBOOK)
    for each in (home, elsewhere / "below", store.path / LOG):
        each.mkdir(parents=True)
    (store.path / "link").symlink_to(elsewhere)
    (store.path / "keys").symlink_to(elsewhere)
    looks = in_step._looks(home, lambda: in_step._folders(store), int(WAIT_S * 1_000))
    await anext(looks)
    again = asyncio.ensure_future(anext(looks))
    await asyncio.sleep(QUIET_S)
    (elsewhere / "below" / "one").write_text("1")
    (elsewhere / "two").write_text("2")
    await asyncio.sleep(QUIET_S)
    assert not again.done()
    (store.path / LOG / "three").write_text("3")
    await asyncio.wait_for(again, WAIT_S / 2)
    (store.path / "recovery").mkdir()
    await asyncio.wait_for(anext(looks), WAIT_S / 2)
    await looks.aclose()
