"""Backup and restore between real notebooks: everything comes back, and goes on as another log."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import httpx
import pytest

from infoview_sync.devices.backing_up import BackedUp
from infoview_sync.devices.recovery import set_recovery
from infoview_sync.devices.restoring import restore
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import (
    Fork,
    Revoked,
    SyncError,
)
from infoview_sync.log import store
from infoview_sync.log.keyring import Keyring
from infoview_sync.log.store import Body
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.run import Run
from infoview_sync.sync.exchange import outgoing, run_of
from infoview_sync.sync.heads import Range
from infoview_sync.sync.http import sync_once
from infoview_sync.sync.segment import open_segment
from tests.authors import admit_all, joined
from tests.backups import SECRET, backed_up, exchange, let_in_again, reopened, restored
from tests.clones import clone
from tests.segments import runs_of
from tests.world import draft, subject_id, world

ADA = subject_id(1)


async def test_a_notebook_comes_back_with_equal_heads_and_digest_in_a_log_of_its_own(
    notebook: Notebook, tmp_path: Path
) -> None:
    people = [draft("contact.added", subject_id(n), name=f"P{n}", source="typed")
              for n in range(1, 1100)]  # fmt: skip
    await notebook.append(people)
    phone = await joined(notebook, tmp_path / "phone", name="phone")
    await phone.append([draft("contact.corrected", ADA, org="Fieldnote")])
    await exchange(phone, notebook)
    await set_recovery(notebook, SECRET)
    said = await backed_up(notebook, tmp_path / "one.backup")
    before = await notebook.heads()
    assert said == BackedUp(logs=2, events=sum(head.seq for head in before.values()))
    told: list[tuple[int, int]] = []
    done = await restore(
        tmp_path / "new", world(name="new"), tmp_path / "one.backup", SECRET,
        lambda *each: told.append(each),
    )  # fmt: skip
    assert done.left_out == {}
    assert told[-1] == (2 * said.events, 2 * said.events)
    new = await reopened(tmp_path / "new")
    after = await new.heads()
    own = after.pop(new.who.log)
    assert new.who.log == done.log not in before
    assert (after, own.seq) == (before, 1), "only `device.added` is new"
    await exchange(new, notebook)
    assert await new.summary() == await notebook.summary()
    assert (await new.verify()).keys() == {*before, done.log}
    await new.close()
    await phone.close()


async def test_an_edit_after_restoring_goes_on_above_all_that_was_restored(
    file: Path, tmp_path: Path
) -> None:
    await restored(tmp_path / "new", file)
    new = await reopened(tmp_path / "new")
    await new.append([draft("contact.corrected", ADA, org="Later")])
    assert (await new.ask("contact", id=ADA))[0]["org"] == "Later"
    assert (await new.heads())[new.who.log].seq == 2
    await new.close()


async def test_restoring_twice_begins_two_logs(file: Path, tmp_path: Path) -> None:
    """No sequence number is given out twice, so the two do not fork."""
    one = await restore(tmp_path / "a", world("a"), file, SECRET)
    two = await restore(tmp_path / "b", world("b"), file, SECRET)
    first, second = await reopened(tmp_path / "a"), await reopened(tmp_path / "b")
    assert one.log != two.log
    for each in (first, second):
        await each.append([draft("contact.corrected", ADA, org=each.who.log)])
    await exchange(first, second)
    assert await first.summary() == await second.summary()
    await first.close()
    await second.close()


async def test_a_clone_of_a_restored_folder_is_found_out_as_a_fork(
    file: Path, notebook: Notebook, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    await restored(tmp_path / "new", file)
    clone(tmp_path / "new", tmp_path / "copy")
    new, copy = await reopened(tmp_path / "new"), await reopened(tmp_path / "copy")
    await new.append([draft("contact.corrected", ADA, org="One")])
    await copy.append([draft("contact.corrected", ADA, org="Other")])
    await sync_once(new, client)
    done = await sync_once(copy, client)
    assert isinstance(done.refused[new.who.log], Fork)
    await new.close()
    await copy.close()


async def test_the_restored_device_and_an_old_one_sync_both_ways(
    file: Path, notebook: Notebook, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    await notebook.append([draft("contact.corrected", ADA, org="After the backup")])
    await restored(tmp_path / "new", file)
    new = await reopened(tmp_path / "new")
    await new.append([draft("contact.added", subject_id(2), name="Bo", source="typed")])
    done = await sync_once(new, client)
    assert (done.pulled, done.pushed, done.agrees, done.refused) == (2, 2, True, {})
    await new.close()


async def test_the_restored_device_hands_on_what_others_wrote(
    notebook: Notebook, tmp_path: Path
) -> None:
    """A phone that only meets the restored laptop still gets the lost one's log, signed by it."""
    await notebook.append([draft("contact.added", ADA, name="Ada", source="typed")])
    await set_recovery(notebook, SECRET)
    phone = await joined(notebook, tmp_path / "phone", name="phone")
    await notebook.append([draft("contact.corrected", ADA, org="Fieldnote")])
    await backed_up(notebook, tmp_path / "one.backup")
    await restored(tmp_path / "new", tmp_path / "one.backup")
    new = await reopened(tmp_path / "new")
    await exchange(phone, new)
    assert await phone.summary() == await new.summary()
    assert {row["name"] for row in await phone.ask("devices")} == {"laptop", "new", "phone"}
    await phone.close()
    await new.close()


async def test_old_keys_come_back_after_a_rotation(notebook: Notebook, tmp_path: Path) -> None:
    keyring = await rotated(notebook, tmp_path)
    assert len(keyring.epochs) == 2
    await backed_up(notebook, tmp_path / "one.backup")
    await restored(tmp_path / "new", tmp_path / "one.backup")
    new = await reopened(tmp_path / "new")
    own = await new.keyring()
    assert (own.epochs, own.root) == (keyring.epochs, keyring.root)
    assert own.secrets != keyring.secrets, "the lost device's own keys are not handed on"
    await new.close()


async def test_a_log_that_nobody_signed_comes_back(notebook: Notebook, tmp_path: Path) -> None:
    """From an import of our own export: the device stood for it, and so does the backup."""
    stranger = "5tranger5tranger"
    body = (
        b'{"hlc":1700000000000000,"type":"contact.added","subject":"%s","occurred_at":'
        b'"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin","recorded_at":'
        b'"2026-05-01T10:00:00+02:00","salt":"","data":{"name":"Bo","source":"typed"}}'
        % subject_id(2).encode()
    )
    runs: list[Run] = runs_of(notebook.who.notebook, stranger, [body])
    await notebook.accept(runs)
    await set_recovery(notebook, SECRET)
    await backed_up(notebook, tmp_path / "one.backup")
    done = await restored(tmp_path / "new", tmp_path / "one.backup")
    new = await reopened(tmp_path / "new")
    assert done.left_out == {}
    assert (await new.heads())[stranger] == (await notebook.heads())[stranger]
    await new.close()


async def test_a_log_out_of_a_file_comes_back_and_syncs_though_its_device_was_cut_off(
    notebook: Notebook, tmp_path: Path
) -> None:
    """All logs came in by a file, which carries no signatures: this device stands for them."""
    phone = await joined(notebook, tmp_path / "phone", name="phone")
    await phone.append([draft("contact.added", ADA, name="Ada", source="typed")])
    await exchange(phone, notebook)
    await notebook.write(
        partial(revoke_device, log=phone.who.log, who=notebook.who, world=notebook.world)
    )
    other = await Notebook.open(
        tmp_path / "other", world(name="other"), notebook_id=notebook.who.notebook
    )
    bodies_by_log = await notebook.read(bodies_of_all)
    for log, bodies in bodies_by_log.items():
        await other.accept(runs_of(other.who.notebook, log, bodies))
    await set_recovery(other, SECRET)
    await backed_up(other, tmp_path / "one.backup")
    done = await restored(tmp_path / "new", tmp_path / "one.backup")
    new = await reopened(tmp_path / "new")
    late = await joined(other, tmp_path / "late", name="late")
    await exchange(late, other)
    assert done.left_out == {}
    for each in (new, late):
        assert (await each.heads())[phone.who.log] == (await other.heads())[phone.who.log]
    await phone.append([draft("contact.corrected", ADA, org="After")])
    with pytest.raises(SyncError):
        await exchange(phone, late)
    for each in (new, late, other, phone):
        await each.close()


async def test_logs_come_back_though_their_approver_was_cut_off(
    notebook: Notebook, tmp_path: Path
) -> None:
    """A second laptop let the phone in, and the phone cut the second laptop off."""
    await set_recovery(notebook, SECRET)
    second = await joined(notebook, tmp_path / "second", name="second")
    phone = await joined(second, tmp_path / "phone", name="phone")
    await exchange(second, notebook)
    await exchange(phone, second)
    await phone.append([draft("contact.added", ADA, name="Ada", source="typed")])
    await phone.write(partial(revoke_device, log=second.who.log, who=phone.who, world=phone.world))
    await backed_up(phone, tmp_path / "one.backup")
    done = await restored(tmp_path / "new", tmp_path / "one.backup")
    new = await reopened(tmp_path / "new")
    assert done.left_out == {}
    assert (await new.ask("contact", id=ADA))[0]["name"] == "Ada"
    for each in (new, phone, second):
        await each.close()


async def test_a_backup_older_than_a_revocation_lets_nobody_back_in(
    notebook: Notebook, tmp_path: Path
) -> None:
    await set_recovery(notebook, SECRET)
    phone = await joined(notebook, tmp_path / "phone", name="phone", token="the-phones")
    await exchange(phone, notebook)
    await backed_up(notebook, tmp_path / "one.backup")
    await notebook.write(
        partial(revoke_device, log=phone.who.log, who=notebook.who, world=notebook.world)
    )
    await phone.append([draft("contact.added", ADA, name="After", source="typed")])
    await restored(tmp_path / "new", tmp_path / "one.backup")
    new = await reopened(tmp_path / "new")
    assert await new.read(lambda c: c.execute("SELECT count(*) FROM access").fetchone()) == (0,)
    await let_in_again(new, notebook)
    await exchange(new, notebook)  # here it hears of the revocation
    assert await new.summary() == await notebook.summary()
    sealed = [raw async for raw in outgoing(phone, [Range(phone.who.log, 1, 2)])]
    epochs = (await new.keyring()).epochs
    with pytest.raises(Revoked):
        await admit_all(new, [run_of(open_segment(raw, epochs)) for raw in sealed])
    with pytest.raises(SyncError):
        await exchange(phone, new)
    assert await new.ask("contact", id=ADA) == []
    await new.close()
    await phone.close()


async def test_a_device_let_in_by_a_phrase_stays_when_another_phrase_replaces_it(
    file: Path, notebook: Notebook, tmp_path: Path
) -> None:
    """Others stand for it, so that a phone that comes later takes its log too."""
    await restored(tmp_path / "new", file)
    new = await reopened(tmp_path / "new")
    await new.append([draft("contact.added", subject_id(2), name="Bo", source="typed")])
    await exchange(new, notebook)
    await set_recovery(notebook, bytes(32))
    phone = await joined(notebook, tmp_path / "phone", name="phone")
    await exchange(phone, notebook)
    assert await phone.summary() == await notebook.summary()
    assert new.who.log in await phone.heads()
    for each in (new, phone):
        await each.close()


async def test_a_phrase_that_was_replaced_lets_nobody_in(
    file: Path, notebook: Notebook, tmp_path: Path
) -> None:
    await restored(tmp_path / "new", file)
    await set_recovery(notebook, bytes(32))
    new = await reopened(tmp_path / "new")
    done = await exchange(new, notebook)
    assert "did not give" in str(done.refused[new.who.log])
    assert new.who.log not in await notebook.heads()
    await new.close()


def bodies_of_all(connection: sqlite3.Connection) -> dict[str, list[Body]]:
    """As our own export holds them: every log, without signatures."""
    return {
        log: [body for body, _ in store.bodies_after(connection, log=log, after=0, until=head.seq)]
        for log, head in store.heads(connection).items()
    }


async def rotated(notebook: Notebook, tmp_path: Path) -> Keyring:
    """A phone came and was cut off, so that there is a second epoch key."""
    await set_recovery(notebook, SECRET)
    phone = await joined(notebook, tmp_path / "phone", name="phone")
    await exchange(phone, notebook)
    await phone.close()
    await notebook.write(
        partial(revoke_device, log=phone.who.log, who=notebook.who, world=notebook.world)
    )
    return await notebook.keyring()
