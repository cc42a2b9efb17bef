"""I1, I4, I5: however a folder's files are delayed, doubled, lost, cut off or brought back between
the devices, and whoever comes when, in the end all show the same, and nothing said is lost.

Each device has a replica of the folder, as with Syncthing. Between them files move one by one, in
any order, whole or not; a removal may travel, come late, or be undone by an old stick.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.folder import PREFIX
from tests.authors import joined
from tests.shared_folder import through
from tests.world import draft, subject_id, world

DEVICES = 3
PEOPLE = 6
ROUNDS_TO_REST = 4


@given(st.integers(0, 2**32), st.integers(4, 30))
@settings(max_examples=12, deadline=None)
def test_any_interleaving_of_rounds_through_any_folder_converges(seed: int, steps: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(_story(Path(place), random.Random(seed), steps))


async def _story(place: Path, rng: random.Random, steps: int) -> None:
    first = await Notebook.open(place / "device0", world(seed=rng.random()))
    devices = [first]
    for number in range(1, DEVICES):
        name = f"device{number}"
        devices.append(await joined(rng.choice(devices), place / name, name=name))
    replicas = [place / f"replica{number}" for number in range(DEVICES)]
    said = 0
    for _ in range(steps):
        which = rng.randrange(DEVICES)
        match rng.randrange(5):
            case 0 | 1:
                said += await _say(rng, devices[which])
            case 2 | 3:
                await through(devices[which], replicas[which])
            case _:
                _carry(rng, replicas[which], replicas[rng.randrange(DEVICES)])
    for _ in range(ROUNDS_TO_REST):
        for device, replica in zip(devices, replicas, strict=True):
            await through(device, replica)
        for replica in replicas:
            for other in replicas:
                _copy_all(replica, other)
    shown = [await each.summary() for each in devices]
    assert shown[0] == shown[1] == shown[2]
    kept = sum(head.seq for log, head in shown[0].heads.items())
    assert kept >= said, "nothing that was said is lost"
    for device in devices:
        await device.close()


async def _say(rng: random.Random, device: Notebook) -> int:
    """Somebody is met, corrected or forgotten; returns how many events were said."""
    person = subject_id(rng.randrange(1, PEOPLE))
    word = f"W{rng.randrange(1_000)}"
    match rng.randrange(8):
        case 0:
            said = [draft("contact.forgotten", person, subjects=[person])]
        case 1 | 2:
            said = [
                draft("contact.added", person, name=word, source="typed")
                for _ in range(rng.randrange(1, 40))
            ]
        case _:
            said = [draft("contact.corrected", person, org=word, notes=f"{word} said so.")]
    await device.append(said)
    return len(said)


def _carry(rng: random.Random, here: Path, there: Path) -> None:
    """Some files travel, some only in part, some as conflict copies; some removals do too."""
    if here == there or not here.exists():
        return
    for path in sorted(here.glob(f"{PREFIX}*/*/*")):
        target = there / path.relative_to(here)
        target.parent.mkdir(parents=True, exist_ok=True)
        match rng.randrange(6):
            case 0:
                continue
            case 1:
                target.write_bytes(path.read_bytes()[: rng.randrange(1, 400)])
            case 2:
                name = f"{path.stem}.sync-conflict-20260501-101010-ABCDEFG{path.suffix}"
                shutil.copy(path, target.with_name(name))
            case _:
                shutil.copy(path, target)
    for path in sorted(there.glob(f"{PREFIX}*/*/*")):
        if not (here / path.relative_to(there)).exists() and rng.random() < 0.3:
            path.unlink()


def _copy_all(here: Path, there: Path) -> None:
    if here != there:
        shutil.copytree(here, there, dirs_exist_ok=True)
