"""Who hears that another device was cut off, and has no newer key, seals by one of its own."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from infoview_sync.devices.renewing import sealing_anew
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import Unreachable
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.exchange import incoming, outgoing
from infoview_sync.sync.heads import missing
from infoview_sync.sync.segment import open_segment
from tests.authors import joined
from tests.shared_folder import all_through, letters_in, through


async def take_all(notebook: Notebook, of: Notebook) -> None:
    """What the other one holds, sealed by the first key, which both have."""
    lacking = missing(await notebook.heads(), await of.heads())
    epochs = (await notebook.keyring()).epochs
    segments = [open_segment(raw, epochs) async for raw in outgoing(of, lacking, epoch=1)]
    await incoming(notebook, segments)


async def newest(notebook: Notebook) -> int:
    return (await notebook.keyring()).current.number


async def test_what_was_taken_before_a_round_broke_off_is_heeded_too(
    notebook: Notebook, tmp_path: Path
) -> None:
    """The next round finds the device cut off already, and would renew nothing."""
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await all_through(tmp_path / "shared", notebook, desk, lost)
    await notebook.write(
        partial(revoke_device, log=lost.who.log, who=notebook.who, world=notebook.world)
    )

    async def round_that_breaks_off() -> None:
        async with sealing_anew(desk):
            await take_all(desk, notebook)
            raise Unreachable("the disk was pulled out")

    with pytest.raises(Unreachable):
        await round_that_breaks_off()
    renewed = await newest(desk)
    assert renewed > 1
    async with sealing_anew(desk):
        await take_all(desk, notebook)
    assert await newest(desk) == renewed, "once"
    for device in (desk, lost):
        await device.close()


async def test_who_began_the_notebook_and_has_met_nobody_yet_makes_a_key_too(
    notebook: Notebook, tmp_path: Path
) -> None:
    """Found by the simulator (seed 188): it gave the lost device the key by which it seals."""
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await take_all(desk, notebook)
    await take_all(desk, lost)
    await desk.write(partial(revoke_device, log=lost.who.log, who=desk.who, world=desk.world))
    async with sealing_anew(notebook):
        await take_all(notebook, desk)
    assert await newest(notebook) not in (await lost.keyring()).epochs
    for device in (desk, lost):
        await device.close()


async def test_who_has_just_been_let_in_makes_a_key_too(notebook: Notebook, tmp_path: Path) -> None:
    """Whoever let it in may not have heard of the end, and have given it a key of before."""
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    unaware = await joined(notebook, tmp_path / "unaware", name="unaware")
    for device in (lost, unaware):
        await take_all(notebook, device)
    await notebook.write(
        partial(revoke_device, log=lost.who.log, who=notebook.who, world=notebook.world)
    )
    desk = await joined(unaware, tmp_path / "desk", name="desk")
    async with sealing_anew(desk):
        await take_all(desk, notebook)
    assert await newest(desk) not in (await lost.keyring()).epochs
    for device in (desk, lost, unaware):
        await device.close()


async def test_a_lost_device_that_takes_its_letter_away_with_it_does_not_read_on(
    notebook: Notebook, tmp_path: Path
) -> None:
    """Two cut off others at the same time; that the newest key was left for a lost device nobody
    sees in the folder: it has deleted the letter.
    """
    folder = tmp_path / "shared"
    desk, one, two = [
        await joined(notebook, tmp_path / name, name=name) for name in ("desk", "one", "two")
    ]
    await all_through(folder, notebook, desk, one, two)
    for by, device in ((notebook, one), (desk, two)):
        await by.write(partial(revoke_device, log=device.who.log, who=by.who, world=by.world))
    shutil.copytree(folder, tmp_path / "apart")
    await through(notebook, folder)
    await through(desk, tmp_path / "apart")
    for shared, lost in ((folder, two), (tmp_path / "apart", one)):
        await through(lost, shared)
        for letter in letters_in(shared):
            if f"-{lost.who.log}-" in letter.name:
                letter.unlink()
    shutil.copytree(tmp_path / "apart", folder, dirs_exist_ok=True)
    shown = await all_through(folder, notebook, desk)
    assert shown[0] == shown[1]
    current = {(await each.keyring()).current for each in (notebook, desk)}
    assert len(current) == 1
    for lost in (one, two):
        assert len((await lost.keyring()).epochs) == 2, "it did read the letter"
        assert not current & {EpochKey(*each) for each in (await lost.keyring()).epochs.items()}
    for device in (desk, one, two):
        await device.close()
