"""What is not a whole backup under this phrase restores nothing, and says why."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from infoview_sync.devices.recovery import WITHOUT_PHRASE, set_recovery
from infoview_sync.devices.restoring import FOLDER_PREFIX, restore
from infoview_sync.errors import (
    BadSegment,
    InputError,
    StoreError,
    Untrusted,
    UsageError,
)
from infoview_sync.keys.backup import HEADER_BYTES
from infoview_sync.log.store import Identity
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME
from tests.authors import joined
from tests.backups import SECRET, backed_up, exchange, restored
from tests.world import canary, draft, subject_id, world

ADA = subject_id(1)
OTHER = bytes(32)


async def test_without_a_phrase_there_is_no_backup(notebook: Notebook, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="infoview recovery new") as caught:
        await backed_up(notebook, tmp_path / "one.backup")
    assert str(caught.value) == WITHOUT_PHRASE
    assert not (tmp_path / "one.backup").exists()


async def test_only_the_phrase_that_holds_opens_a_backup(
    notebook: Notebook, file: Path, tmp_path: Path
) -> None:
    await set_recovery(notebook, OTHER)
    newer = tmp_path / "two.backup"
    await backed_up(notebook, newer)
    for wrong, secret in ((file, OTHER), (newer, SECRET)):
        with pytest.raises(Untrusted, match="another recovery phrase"):
            await restored(tmp_path / "wrong", wrong, secret=secret)
    assert not (tmp_path / "wrong").exists()
    await restored(tmp_path / "a", file)
    await restored(tmp_path / "b", newer, secret=OTHER)


async def test_nothing_that_was_changed_is_restored(file: Path, tmp_path: Path) -> None:
    for _ in damaged(file):
        with pytest.raises((Untrusted, InputError, BadSegment)):
            await restored(tmp_path / "new", file)
        assert not (tmp_path / "new").exists()


async def test_nothing_is_restored_over_a_notebook(
    file: Path, notebook: Notebook, tmp_path: Path
) -> None:
    before = await notebook.summary()
    with pytest.raises(UsageError, match="already"):
        await restored(tmp_path / "laptop", file)
    assert await notebook.summary() == before


async def test_what_could_not_be_restored_does_not_count_as_a_backup(
    notebook: Notebook, tmp_path: Path
) -> None:
    """A signature rots on the disk: the chain is whole, but whoever restores would refuse it."""
    phone = await joined(notebook, tmp_path / "phone", name="phone")
    await exchange(phone, notebook)
    await phone.close()
    await set_recovery(notebook, SECRET)
    await notebook.write(lambda c: c.execute("UPDATE signed_head SET signature = zeroblob(64)"))
    with pytest.raises(Untrusted, match=f"{phone.who.log} is not signed.*infoview export"):
        await backed_up(notebook, tmp_path / "one.backup")


async def test_nothing_is_restored_beside_what_another_notebook_left(
    file: Path, tmp_path: Path
) -> None:
    """SQLite would play the old write-ahead log back into the restored notebook."""
    home = tmp_path / "new"
    home.mkdir()
    for suffix in ("-wal", "-shm", "-journal"):
        left = home / f"{DATABASE_NAME}{suffix}"
        left.write_bytes(b"the last of it")
        with pytest.raises(UsageError, match=f"{suffix} belongs to.*move it"):
            await restored(home, file)
        assert [path.read_bytes() for path in home.iterdir()] == [b"the last of it"]
        left.unlink()
    await restored(home, file)


async def test_a_notebook_that_was_begun_there_meanwhile_is_not_replaced(
    file: Path, tmp_path: Path
) -> None:
    home, mine = tmp_path / "new", list[Identity]()

    async def begun() -> Identity:
        notebook = await Notebook.open(home, world(name="mine"))
        await notebook.close()
        return notebook.who

    def begin(_done: int, _total: int) -> None:
        if not mine:
            with ThreadPoolExecutor() as beside:
                mine.append(beside.submit(asyncio.run, begun()).result())

    with pytest.raises(UsageError, match="already"):
        await restore(home, world(name="new"), file, SECRET, begin)
    kept = await Notebook.open(home, world(name="mine"), create=False)
    assert [kept.who] == mine
    await kept.close()
    assert [path.name for path in home.iterdir()] == [DATABASE_NAME]


async def test_what_does_not_all_stand_in_one_file_does_not_take_its_place(
    file: Path, tmp_path: Path
) -> None:
    """As on a full disk: the end of it lies in the write-ahead log, which would stay behind."""
    home, held = tmp_path / "new", list[sqlite3.Connection]()

    def hold(done: int, total: int) -> None:
        if done > total // 2 and not held:
            (made,) = home.glob(f"{FOLDER_PREFIX}*/{DATABASE_NAME}")
            held.append(sqlite3.connect(made))
            held[0].execute("BEGIN")
            held[0].execute("SELECT count(*) FROM event").fetchone()

    with pytest.raises(StoreError, match="not whole on the disk"):
        await restore(home, world(name="new"), file, SECRET, hold)
    held[0].close()
    assert list(home.iterdir()) == []


async def test_no_words_and_no_keys_stand_in_the_file(notebook: Notebook, tmp_path: Path) -> None:
    word = canary()
    await notebook.append([draft("contact.added", ADA, name=word, source="typed")])
    await set_recovery(notebook, SECRET)
    await backed_up(notebook, tmp_path / "one.backup")
    raw = (tmp_path / "one.backup").read_bytes()
    keyring = await notebook.keyring()
    for secret in (word.encode(), *keyring.secrets, *keyring.epochs.values(), SECRET):
        assert secret not in raw


async def test_a_restore_that_fails_late_leaves_nothing(
    file: Path, tmp_path: Path, notebook: Notebook
) -> None:
    """The notebook takes its place only when it is whole; what a killed one left is swept."""
    home = tmp_path / "new"
    (home / ".restore-dead").mkdir(parents=True)
    (home / ".restore-dead" / DATABASE_NAME).touch()

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await restore(home, world(name="new"), file, SECRET, stop)
    assert list(home.iterdir()) == []
    await restored(home, file)
    assert [path.name for path in home.iterdir()] == [DATABASE_NAME]
    assert (home / DATABASE_NAME).stat().st_mode & 0o777 == 0o600


def damaged(file: Path) -> Iterator[None]:
    """The file changed in every way that matters, one after another."""
    raw = file.read_bytes()
    flipped = bytearray(raw)
    flipped[-40] ^= 1
    for wrong in (bytes(flipped), raw[:-1], raw[: HEADER_BYTES + 20], raw + b"\0", b""):
        file.write_bytes(wrong)
        yield
