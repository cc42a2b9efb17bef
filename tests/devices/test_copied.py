"""FAULTS B, a cloned or restored device: a copied folder goes on as a device of its own."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import httpx
import pytest

from infoview_sync.devices.peers import Peer, keep_peer, peer_at
from infoview_sync.errors import StoreError
from infoview_sync.log import place
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME
from infoview_sync.sync.http import sync_once
from tests.authors import joined
from tests.cli.processes import infoview
from tests.world import draft, subject_id, world

ADA = subject_id(1)


async def reopened(home: Path, seed: int) -> Notebook:
    return await Notebook.open(home, world(seed, name="desk"))


@pytest.fixture
async def desk(notebook: Notebook, client: httpx.AsyncClient, tmp_path: Path) -> Path:
    """The closed folder of a device that said something and synced."""
    opened = await joined(notebook, tmp_path / "desk", name="desk")
    await opened.append([draft("contact.added", ADA, name="Ada", source="typed")])
    await sync_once(opened, client)
    await opened.close()
    return tmp_path / "desk"


async def test_both_go_on_and_nothing_that_either_says_is_lost(
    notebook: Notebook, client: httpx.AsyncClient, desk: Path, tmp_path: Path
) -> None:
    """I1, I2, I3: no fork comes about, in whichever order they sync."""
    shutil.copytree(desk, tmp_path / "copy")
    old, copy = await reopened(desk, 5), await reopened(tmp_path / "copy", 6)
    assert (old.goes_on_as_copy, copy.goes_on_as_copy) == (False, True)
    assert old.who.log != copy.who.log
    for number, (device, org) in enumerate([(old, "One"), (copy, "Other")], start=2):
        await device.append([draft("contact.corrected", ADA, org=org)])
        await device.append([
            draft("contact.added", subject_id(number), name=org, source="typed")
        ])  # fmt: skip
    for device in (copy, old, copy):
        done = await sync_once(device, client)
        assert (done.agrees, done.refused) == (True, {})
    assert await old.summary() == await copy.summary() == await notebook.summary()
    people = {row["name"] for row in await notebook.ask("people", archived=0)}
    assert people == {"Ada", "One", "Other"}
    await old.close()
    await copy.close()


async def test_what_comes_back_older_from_a_backup_of_the_disk_goes_on_beside_its_own_past(
    notebook: Notebook, client: httpx.AsyncClient, desk: Path, tmp_path: Path
) -> None:
    shutil.copytree(desk, tmp_path / "yesterday")
    opened = await reopened(desk, 5)
    await opened.append([draft("contact.corrected", ADA, org="Today")])
    await sync_once(opened, client)
    log = opened.who.log
    await opened.close()
    shutil.rmtree(desk)
    shutil.copytree(tmp_path / "yesterday", desk)
    back = await reopened(desk, 6)
    await back.append([draft("contact.corrected", ADA, title="Editor")])
    assert (await sync_once(back, client)).agrees
    (row,) = await notebook.ask("contact", id=ADA)
    assert (row["org"], row["title"]) == ("Today", "Editor")
    assert (await back.heads())[log].seq == 3
    await back.close()


async def test_only_the_first_opening_of_a_copy_begins_a_log(desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk, tmp_path / "copy")
    (tmp_path / "copy").rename(tmp_path / "moved")
    logs = []
    for seed in (6, 7):
        opened = await reopened(tmp_path / "moved", seed)
        logs.append((opened.who.log, opened.goes_on_as_copy, len(await opened.heads())))
        await opened.verify()
        await opened.close()
    (log, first, _), (again, second, _) = logs
    assert (log, first, second) == (again, True, False)


async def test_what_the_copied_log_said_passes_on_with_its_own_word_for_it(
    notebook: Notebook, client: httpx.AsyncClient, desk: Path, tmp_path: Path
) -> None:
    """Nothing needs to be vouched for: said, but not synced before the folder was copied."""
    opened = await reopened(desk, 5)
    await opened.append([draft("contact.corrected", ADA, org="Not synced yet")])
    await opened.close()
    shutil.copytree(desk, tmp_path / "copy")
    copy = await reopened(tmp_path / "copy", 6)
    assert (await sync_once(copy, client)).agrees
    (row,) = await notebook.ask("contact", id=ADA)
    assert row["org"] == "Not synced yet"
    said = await notebook.ask(
        "log", contact=None, type="log.vouched", device=None, since=None, until=None, undone=None,
        limit=9,
    )  # fmt: skip
    assert said == []
    await copy.close()


async def test_nothing_by_which_the_other_is_let_in_stays_in_the_copy(
    desk: Path, tmp_path: Path
) -> None:
    """Whoever cuts the copy off must not find it let in by the token of the one that stays."""
    opened = await reopened(desk, 5)
    peer = Peer("https://laptop.example.org", "token-of-the-desk", "0" * 16, bytes(32))
    await opened.write(partial(keep_peer, peer=peer))
    secrets = (await opened.keyring()).secrets
    await opened.close()
    shutil.copytree(desk, tmp_path / "copy")
    copy = await reopened(tmp_path / "copy", 6)
    assert await copy.read(partial(peer_at, address=peer.address)) is None
    await copy.close()
    raw = b"".join(each.read_bytes() for each in (tmp_path / "copy").iterdir())
    for secret in (peer.token.encode(), secrets.signing_seed, secrets.agreement_secret):
        assert secret not in raw
        assert secret in (desk / DATABASE_NAME).read_bytes()


async def test_another_process_writes_no_more_into_a_log_that_was_left(desk: Path) -> None:
    """It has the new log's keys before it, and would sign the old log's heads by them."""
    server, shell = await reopened(desk, 5), await reopened(desk, 6)
    await shell.go_on_in_own_log()
    before = await shell.summary()
    with pytest.raises(StoreError, match="start InfoView again"):
        await server.append([draft("contact.corrected", ADA, org="Said too late")])
    with pytest.raises(StoreError, match="start InfoView again"):
        await server.keyring()
    assert await shell.summary() == before
    await server.close()
    again = await reopened(desk, 7)
    await again.append([draft("contact.corrected", ADA, org="Said again")])
    assert again.who == shell.who
    await again.close()
    await shell.close()


async def test_where_files_change_their_numbers_a_file_is_no_copy(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = (desk / DATABASE_NAME).stat()
    mounts = tmp_path / "mounts"
    device = f"{status.st_dev >> 8 & 0xFFF}:{status.st_dev & 0xFF}"
    mounts.write_text(f"36 35 {device} / /media/stick rw,noatime - vfat /dev/sdb1 rw\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    shutil.copytree(desk, tmp_path / "copy")
    opened = await reopened(tmp_path / "copy", 6)
    assert not opened.goes_on_as_copy
    await opened.close()


def test_the_command_line_says_so_once(tmp_path: Path) -> None:
    infoview(tmp_path / "laptop", "add", "Ada Novak")
    shutil.copytree(tmp_path / "laptop", tmp_path / "copy")
    said = infoview(tmp_path / "copy", "people")
    assert "this notebook is a copy" in said.stderr
    assert "Ada Novak" in said.stdout
    assert infoview(tmp_path / "copy", "people").stderr == ""
    assert infoview(tmp_path / "laptop", "people").stderr == ""
