"""A folder in which others write too: nothing that lies there does harm (FAULTS, row folder)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infoview_sync.errors import BadSegment, SyncError, UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.folder import PART_KEPT_S, PREFIX, notebooks_in
from infoview_sync.stores.names import SegmentName, mark_of
from infoview_sync.stores.round import Rounds
from tests.authors import joined
from tests.shared_folder import met, segments_in, store_at, through

LOG = "9q3rm2e8hk4t7w5z"
NOTEBOOK = "0123456789abcdef"
RAW = b"some sealed bytes"
PLACE = SegmentName(LOG, 1, 5, 0, mark_of(RAW)).place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


async def test_links_pipes_and_folders_under_our_names_are_left_alone(
    folder: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(RAW)
    shelf = folder / f"{PREFIX}{NOTEBOOK}" / LOG
    shelf.mkdir(parents=True)
    store = store_at(folder, NOTEBOOK)
    name = shelf / PLACE.name
    name.symlink_to(secret)
    assert await store.look() == ([], 1)
    assert await store.read([PLACE]) == [None]
    await store.put(PLACE, RAW)
    assert (name.is_symlink(), secret.read_bytes()) == (False, RAW), "replaced, not written through"
    name.unlink()
    os.mkfifo(name)
    assert await store.read([PLACE]) == [None]
    name.unlink()
    name.mkdir()
    assert await store.look() == ([], 1)
    with pytest.raises(SyncError, match="cannot be written"):
        await store.put(PLACE, RAW)
    assert [path.name for path in shelf.iterdir()] == [PLACE.name], "no half file stays behind"


async def test_a_link_in_place_of_a_shelf_or_of_the_notebook_leads_nowhere(
    folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / PLACE.name).write_bytes(RAW)
    inside = folder / f"{PREFIX}{NOTEBOOK}"
    inside.mkdir()
    (inside / LOG).symlink_to(outside)
    store = store_at(folder, NOTEBOOK)
    for _ in range(2):
        assert (await store.look()).found == []
        assert await store.read([PLACE]) == [None]
        with pytest.raises(SyncError, match="is a link or a file"):
            await store.put(PLACE, RAW)
        await store.remove(PLACE)
        assert [path.name for path in outside.iterdir()] == [PLACE.name]
        (inside / LOG).unlink(missing_ok=True)
        if inside.is_dir() and not inside.is_symlink():
            inside.rmdir()
            (outside / LOG).mkdir()
            (outside / LOG).rmdir()
            inside.symlink_to(outside)


async def test_what_is_too_long_is_not_read(folder: Path) -> None:
    store = store_at(folder, NOTEBOOK)
    await store.put(PLACE, RAW)
    with (folder / f"{PREFIX}{NOTEBOOK}" / LOG / PLACE.name).open("ab") as file:
        file.truncate(2**40)
    assert await store.read([PLACE]) == [None]


async def test_a_file_that_was_damaged_is_laid_down_again_under_its_name(folder: Path) -> None:
    store = store_at(folder, NOTEBOOK)
    await store.put(PLACE, RAW)
    path = folder / f"{PREFIX}{NOTEBOOK}" / LOG / PLACE.name
    path.write_bytes(b"half")
    await store.put(PLACE, RAW)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (RAW, 0o600)


async def test_half_written_files_are_swept_away_only_when_nobody_can_be_writing_them(
    folder: Path,
) -> None:
    store = store_at(folder, NOTEBOOK)
    await store.put(PLACE, RAW)
    half = folder / f"{PREFIX}{NOTEBOOK}" / LOG / f".{PLACE.name}.0a1b2c3d.part"
    half.write_bytes(b"ha")
    assert (await store.look()).ignored == 0
    assert half.exists()
    long_ago = time.time() - PART_KEPT_S - 60
    os.utime(half, (long_ago, long_ago))
    await store.look()
    assert not half.exists()


def test_no_folder_is_made_where_none_is(tmp_path: Path) -> None:
    """A stick that is not plugged in must not become a folder on the disk below it."""
    with pytest.raises(UsageError, match="plug in the disk"):
        notebooks_in(tmp_path / "missing")


def test_the_notebooks_of_a_folder_are_found_by_their_names(folder: Path) -> None:
    for name in (NOTEBOOK, "fedcba9876543210", "no-id", NOTEBOOK.upper(), f"{NOTEBOOK} (copy)"):
        (folder / f"{PREFIX}{name}").mkdir()
    assert notebooks_in(folder) == [NOTEBOOK, "fedcba9876543210"]


async def test_ten_thousand_foreign_files_hinder_nothing_and_stay(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    await met(notebook, 1, 20)
    await through(notebook, folder)
    ((name, path),) = segments_in(folder)
    for number in range(10_000):
        os.mknod(path.parent / f"{name.place.name}.sync-conflict-{number}")
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    done = await through(desk, folder)
    assert (done.pulled, done.ignored, done.aside) == (22 - 1, 10_000, {})
    await through(notebook, folder)
    assert await notebook.summary() == await desk.summary()
    assert len(os.listdir(path.parent)) == 10_000 + 1  # noqa: PTH208 - names are enough
    await desk.close()


async def test_ten_thousand_files_of_ours_that_hold_nothing_end_in_a_clean_folder(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    await met(notebook, 1, 40)
    await through(notebook, folder)
    ((name, path),) = segments_in(folder)
    for number in range(2_000):
        forged = name._replace(mark=f"{number:016x}", last=name.last - number % 3)
        (path.parent / forged.place.name).write_bytes(b"IVSG" + bytes(number % 200))
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    assert (await through(desk, folder)).pulled == 41
    await through(notebook, folder)
    assert len(segments_in(folder, notebook.who.log)) == 1
    await desk.close()


_WRITER = """
import asyncio, random, sys, time
from pathlib import Path
from infoview_sync.stores.folder import FolderStore
from infoview_sync.stores.names import SegmentName, mark_of
async def write(folder, notebook, log):
    rng = random.Random(1)
    store = FolderStore(Path(folder), notebook, random_bytes=rng.randbytes, seconds=time.time)
    for number in range(1, 100_000):
        raw = rng.randbytes(300_000)
        await store.put(SegmentName(log, number, number, 0, mark_of(raw)).place, raw)
        print(number, flush=True)
asyncio.run(write(*sys.argv[1:]))
"""


def write_until_killed(folder: Path, after_files: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), NOTEBOOK, LOG],
        stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for _ in range(after_files):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("after_files", [1, 2, 5])
async def test_i2_killed_while_writing_every_file_is_whole_or_not_there(
    folder: Path, after_files: int
) -> None:
    write_until_killed(folder, after_files)
    store = store_at(folder, NOTEBOOK)
    found = segments_in(folder)
    assert len(found) >= after_files
    for name, _ in found:
        (raw,) = await store.read([name.place])
        assert raw is not None
        assert mark_of(raw) == name.mark
    assert (await store.look()).ignored == 0


async def test_a_file_changed_in_place_with_its_time_set_back_is_noticed_by_who_watches(
    notebook: Notebook, folder: Path
) -> None:
    """A watching process opens again only what may have changed; whoever can write there can set
    size and time of a file, not when they did so.
    """
    await met(notebook, 1, 20)
    rounds = Rounds(notebook, store_at(folder, notebook.who.notebook))
    for _ in range(2):
        await rounds.round()
    ((_, path),) = segments_in(folder)
    before = path.stat()
    path.write_bytes(bytes(before.st_size))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    done = await rounds.round()
    assert [type(each) for each in done.aside.values()] == [BadSegment]
    assert done.mended == 1
    assert (await rounds.round()).aside == {}
