"""Devices of one notebook meet in a folder alone and show the same (I1)."""

from __future__ import annotations

import shutil
import time
from functools import partial
from pathlib import Path

import pytest

from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import UnknownEpoch, Unreachable
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.folder import FolderStore
from infoview_sync.stores.giving import OWN_AT_END
from infoview_sync.stores.round import Rounds
from infoview_sync.stores.store import Listing
from tests.authors import joined
from tests.backups import exchange
from tests.shared_folder import (
    all_through,
    emptied,
    files_in,
    met,
    segments_in,
    store_at,
    through,
)
from tests.world import canary, draft, subject_id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared"


async def test_three_devices_meet_in_a_folder_alone(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    await met(notebook, 1, 1_300)
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    old = await joined(desk, tmp_path / "old", name="old")
    await met(desk, 2_000, 2_010)
    await old.append([draft("contact.corrected", subject_id(1), org="Fieldnote")])
    one, two, three = await all_through(folder, notebook, desk, old)
    assert one == two == three
    assert len(one.heads) == 3
    for device in (notebook, desk, old):
        assert (await through(device, folder)).is_quiet
    for device in (desk, old):
        await device.close()


async def test_a_first_round_is_one_segment_for_512_events(
    notebook: Notebook, folder: Path
) -> None:
    await met(notebook, 1, 1_300)
    done = await through(notebook, folder)
    assert done.pushed == 1_301
    assert [(name.first, name.last) for name, _ in segments_in(folder)] == [
        (1, 512), (513, 1024), (1025, 1301),
    ]  # fmt: skip


async def test_small_segments_become_one_and_the_smaller_go(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    rounds = Rounds(notebook, store_at(folder, notebook.who.notebook))
    for number in range(1, 60):
        await met(notebook, number)
        await rounds.round()
        assert len(segments_in(folder)) <= OWN_AT_END
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    one, two = await all_through(folder, notebook, desk)
    assert one == two
    await desk.close()


async def test_what_a_phone_pushed_to_one_device_reaches_the_other_through_the_folder(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """Every device lays down what lacks there, whoever wrote it; the author's signature stays."""
    phone = await joined(notebook, tmp_path / "phone", name="phone")
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    for number in range(1, 6):
        await met(phone, number)
        await exchange(phone, notebook)
        await through(notebook, folder)
    await all_through(folder, notebook, desk)
    await exchange(phone, notebook)
    assert await desk.summary() == await notebook.summary() == await phone.summary()
    for device in (phone, desk):
        await device.close()


async def test_a_folder_copied_by_hand_on_a_stick_joins_two_that_never_share_one(
    notebook: Notebook, tmp_path: Path
) -> None:
    here, there, stick = tmp_path / "here", tmp_path / "there", tmp_path / "stick"
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    for turn in range(3):
        await met(notebook, 10 * turn, 10 * turn + 8)
        await met(desk, 100 + turn)
        await through(notebook, here)
        shutil.copytree(here, stick, dirs_exist_ok=True)
        shutil.copytree(stick, there, dirs_exist_ok=True)
        await through(desk, there)
        shutil.copytree(there, stick, dirs_exist_ok=True)
        shutil.copytree(stick, here, dirs_exist_ok=True)
        await through(notebook, here)
        assert await notebook.summary() == await desk.summary()
    await desk.close()


async def test_an_emptied_folder_takes_nothing_away_and_is_filled_again(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    await met(notebook, 1, 20)
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    before = await all_through(folder, notebook, desk)
    rounds = Rounds(notebook, store_at(folder, notebook.who.notebook))
    await rounds.round()
    emptied(folder)
    assert (await rounds.round()).pushed == 22
    assert [await each.summary() for each in (notebook, desk)] == before
    shutil.rmtree(folder)
    with pytest.raises(Unreachable, match="is the disk plugged in"):
        await rounds.round()
    await desk.close()


async def test_i13_no_word_of_anybody_lies_in_the_folder(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    words = [canary() for _ in range(4)]
    for number, word in enumerate(words):
        await met((notebook, desk)[number % 2], number, name=word)
    await all_through(folder, notebook, desk)
    for path in files_in(folder):
        raw = path.read_bytes()
        assert not any(word.encode() in raw or word in str(path) for word in words)
    await desk.close()


async def test_forgetting_leaves_no_old_ciphertext_behind(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """What carried a forgotten person's words is sealed anew without them, whoever laid it down."""
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    await met(notebook, 1, 30)
    await desk.append([draft("contact.corrected", subject_id(7), notes="Knows everybody.")])
    await all_through(folder, notebook, desk)
    before = {path for _, path in segments_in(folder)}
    await desk.append([draft("contact.forgotten", subject_id(7), subjects=[subject_id(7)])])
    one, two = await all_through(folder, desk, notebook, rounds=2)
    assert one == two
    after = segments_in(folder)
    assert not before & {path for _, path in after if path.parent.name == notebook.who.log}
    assert sum(name.erased for name, _ in after) == 2
    new = await joined(notebook, tmp_path / "new", name="new")
    assert (await through(new, folder)).aside == {}
    await all_through(folder, new, notebook, desk)
    assert await new.summary() == await desk.summary()
    await new.close()
    await desk.close()


async def test_a_key_made_when_a_device_was_cut_off_reaches_the_others_by_the_folder(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await met(lost, 1)
    await all_through(folder, notebook, desk, lost)
    await notebook.write(
        partial(revoke_device, log=lost.who.log, who=notebook.who, world=notebook.world)
    )
    await met(notebook, 2)
    await met(lost, 3)
    await all_through(folder, lost, notebook, lost)
    reasons = (await through(lost, folder)).aside.values()
    assert {type(each) for each in reasons} == {UnknownEpoch}
    assert len((await lost.keyring()).epochs) == 1, "letters are written for the others only"
    one, two = await all_through(folder, notebook, desk)
    assert one == two
    assert one.heads[lost.who.log].seq == 2, "I12: nothing after the revocation is taken"
    assert (await desk.keyring()).epochs == (await notebook.keyring()).epochs
    for device in (lost, desk):
        await device.close()


async def test_the_first_round_of_a_device_finds_everything_sealed_by_a_newer_key(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """It knows nobody yet but the notebook's first log, which wrote it a letter."""
    new = await joined(notebook, tmp_path / "new", name="new")
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await exchange(lost, notebook)
    await notebook.write(
        partial(revoke_device, log=lost.who.log, who=notebook.who, world=notebook.world)
    )
    one, two = await all_through(folder, notebook, new)
    assert one == two
    for device in (new, lost):
        await device.close()


async def test_two_devices_that_cut_off_others_at_the_same_time_agree_on_a_key_that_neither_has(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """Each makes a new key and leaves it for whom the other has just cut off (I12)."""
    desk, one, two = [
        await joined(notebook, tmp_path / name, name=name) for name in ("desk", "one", "two")
    ]
    await all_through(folder, notebook, desk, one, two)
    for by, device in ((notebook, one), (desk, two)):
        await by.write(partial(revoke_device, log=device.who.log, who=by.who, world=by.world))
        await met(by, 1, 3)
    shown = await all_through(folder, notebook, desk, rounds=4)
    assert shown[0] == shown[1]
    rounds = [await through(each, folder) for each in (notebook, desk)]
    assert all(each.is_quiet and each.aside == {} for each in rounds), "and it rests"
    current = {(await each.keyring()).current for each in (notebook, desk)}
    assert len(current) == 1
    for lost in (one, two):
        await through(lost, folder)
        assert not current & {EpochKey(*each) for each in (await lost.keyring()).epochs.items()}
    for device in (desk, one, two):
        await device.close()


class Hurried(FolderStore):
    """Another device merges and removes right after this one has looked."""

    async def look(self) -> Listing:
        listing = await super().look()
        for found in listing.found[:1]:
            await self.remove(found.place)
        return listing


async def test_what_another_device_takes_away_meanwhile_is_no_damage(
    notebook: Notebook, folder: Path
) -> None:
    await met(notebook, 1, 600)
    await through(notebook, folder)
    hurried = Hurried(
        folder, notebook.who.notebook, random_bytes=notebook.world.random_bytes, seconds=time.time
    )
    done = await Rounds(notebook, hurried).round()
    assert (done.aside, done.pushed) == ({}, 512), "and it is laid down again"


async def test_words_that_another_device_erased_do_not_come_back_by_merging(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """The author has not heard of the forgetting yet, and would make one file of small ones."""
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    for number in range(1, OWN_AT_END):
        await met(notebook, number)
        await through(notebook, folder)
    await through(desk, folder)
    await desk.append([draft("contact.forgotten", subject_id(2), subjects=[subject_id(2)])])
    await through(desk, folder)
    for _, path in segments_in(folder, desk.who.log):
        path.unlink()  # The news is slower than what was sealed anew.
    await met(notebook, OWN_AT_END)
    await through(notebook, folder)
    names = [name for name, _ in segments_in(folder, notebook.who.log)]
    assert [name.erased for name in names if name.first <= 3 <= name.last] == [1]
    one, two = await all_through(folder, desk, notebook)
    assert one == two
    await desk.close()
