"""Letters and openers that are no JSON of ours, and whatever a newer version has written.

Anybody can lay such files down; they must not stop a round, and an older version must not take a
newer one's files away.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec
import pytest

from infoview_sync.devices.recovery import set_recovery
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import BadSegment, TooNew
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.names import LetterName, OpenerName, Place, mark_of, named
from tests.authors import joined
from tests.backups import SECRET
from tests.shared_folder import all_through, letters_in, met, openers_in, segments_in, through

DEEP = 100_000
UNREADABLE = {
    "nested beyond all measure": b'{"x":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "not text": b"\xff\xfe",
    "empty": b"",
    "another thing": b'{"format":1}',
    "of no format": b'{"format":0}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared"


async def filled(notebook: Notebook, tmp_path: Path, folder: Path) -> Notebook:
    """A folder with segments, a letter to the other device, which is returned, and an opener."""
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await all_through(folder, notebook, desk, lost)
    await lost.close()
    await notebook.write(
        partial(revoke_device, log=lost.who.log, who=notebook.who, world=notebook.world)
    )
    await set_recovery(notebook, SECRET)
    await met(notebook, 1, 9)
    await through(notebook, folder)
    return desk


def beside(path: Path, raw: bytes, epochs_on: int = 0) -> Path:
    """These bytes under a name like this letter's or opener's, so many epochs later."""
    name = named(Place(path.parent.name, path.name))
    assert isinstance(name, LetterName | OpenerName)
    made = name._replace(epoch=name.epoch + epochs_on, mark=mark_of(raw))
    (path.parent / made.place.name).write_bytes(raw)
    return path.parent / made.place.name


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
async def test_what_is_no_letter_or_opener_is_named_and_stops_nothing(
    notebook: Notebook, tmp_path: Path, folder: Path, raw: bytes
) -> None:
    desk = await filled(notebook, tmp_path, folder)
    beside(letters_in(folder)[0], raw, 1)
    beside(openers_in(folder)[0], raw)
    done = await through(desk, folder)
    assert {type(each) for each in done.aside.values()} == {BadSegment}
    await through(notebook, folder)
    assert len(openers_in(folder)) == 1, "there is a good one, so the damaged one goes"
    one, two = await all_through(folder, notebook, desk)
    assert one == two
    await desk.close()


async def test_what_a_newer_version_wrote_is_left_where_it_is(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    desk = await filled(notebook, tmp_path, folder)
    raw = msgspec.json.encode({"format": 2, "contents": "unknown today"})
    newer = [beside(path, raw) for path in (*letters_in(folder), *openers_in(folder))]
    (name, path), *_ = segments_in(folder, notebook.who.log)
    for at, value in ((4, 2), (5, 9)):
        changed = bytearray(path.read_bytes())
        changed[at] = value
        newer.append(path.parent / name._replace(mark=mark_of(changed)).place.name)
        newer[-1].write_bytes(changed)
    for device in (notebook, desk, notebook):
        done = await through(device, folder)
        assert {type(each) for each in done.aside.values()} == {TooNew}
    assert [each.exists() for each in newer] == [True] * len(newer)
    assert await notebook.summary() == await desk.summary()
    await desk.close()


async def test_an_opener_that_holds_a_newer_key_is_not_removed_while_it_arrives(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """Half there, it looks damaged; and nobody here could write another one with that key."""
    desk = await filled(notebook, tmp_path, folder)
    (whole,) = openers_in(folder)
    half = beside(whole, b"half", 1)
    await all_through(folder, notebook, desk)
    assert half.exists()
    assert whole.exists()
    await desk.close()
