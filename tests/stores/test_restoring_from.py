"""After the loss of all devices: the 24 words and the folder give the notebook back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from infoview_sync.devices.recovery import set_recovery
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import InputError, Untrusted, UsageError
from infoview_sync.keys.backup import hint_of
from infoview_sync.keys.derivation import recovery_keys
from infoview_sync.keys.signing import sign_root
from infoview_sync.keys.texts import to_text
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.folder import notebooks_in
from infoview_sync.stores.names import OpenerName, Place, mark_of, named
from infoview_sync.stores.openers import Openers
from infoview_sync.stores.restoring import OPENERS_TRIED_MAX, Restored, restore_from
from tests.authors import joined
from tests.backups import SECRET, reopened
from tests.shared_folder import (
    all_through,
    emptied,
    letters_in,
    met,
    openers_in,
    segments_in,
    store_at,
    through,
)
from tests.world import draft, subject_id, world

OTHER = bytes(32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared"


async def restored(home: Path, folder: Path, secret: bytes = SECRET) -> Restored:
    return await restore_from(
        home, world(name=home.name), secret, store_of=partial(store_at, folder),
        notebooks=notebooks_in(folder),
    )  # fmt: skip


async def revoke(by: Notebook, device: Notebook) -> None:
    await by.write(partial(revoke_device, log=device.who.log, who=by.who, world=by.world))


async def test_after_the_loss_of_all_devices_everything_comes_back_and_goes_on(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    await met(notebook, 1, 1_100)
    await met(desk, 2_000, 2_010)
    await set_recovery(notebook, SECRET)
    before, _ = await all_through(folder, notebook, desk)
    done = await restored(tmp_path / "new", folder)
    assert done.events == sum(head.seq for head in before.heads.values())
    assert (done.left_out, done.aside, done.missing) == ({}, {}, {})
    new = await reopened(tmp_path / "new")
    heads = await new.heads()
    assert heads.pop(new.who.log).seq == 1
    assert heads == before.heads, "in a log of its own"
    await new.append([draft("contact.corrected", subject_id(1), org="Later")])
    shown = await all_through(folder, new, notebook, desk)
    assert shown[0] == shown[1] == shown[2], "should the lost ones turn up, they take its log"
    assert (await notebook.ask("contact", id=subject_id(1)))[0]["org"] == "Later"
    assert len(list((tmp_path / "new").glob(".restore-*"))) == 0
    for device in (new, desk):
        await device.close()


async def test_it_comes_back_after_a_device_was_cut_off_and_everything_sealed_by_a_new_key(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await set_recovery(notebook, SECRET)
    await met(lost, 1, 3)
    await all_through(folder, notebook, lost)
    (first,) = openers_in(folder)
    await revoke(notebook, lost)
    await met(notebook, 4)
    await all_through(folder, notebook)
    (second,) = openers_in(folder)
    assert first != second, "one opener, with both keys"
    await met(lost, 5)
    await through(lost, folder)
    done = await restored(tmp_path / "new", folder)
    assert list(done.left_out) == [lost.who.log], "what it said after that"
    new = await reopened(tmp_path / "new")
    assert (await new.keyring()).epochs == (await notebook.keyring()).epochs
    people = {row["name"] for row in await new.ask("people", archived=0)}
    assert people == {"P1", "P2", "P3", "P4"}
    one, two = await all_through(folder, new, notebook)
    assert one == two
    for device in (new, lost):
        await device.close()


async def test_the_openers_of_a_device_that_was_cut_off_are_taken_away(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """It could lay down any number of them, each of which the 24 words would have to try."""
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await set_recovery(notebook, SECRET)
    await all_through(folder, notebook, lost)
    for _ in range(3):
        openers_in(folder)[0].unlink()
        await through(lost, folder)
    assert {lost.who.log in each.name for each in openers_in(folder)} == {True}
    await revoke(notebook, lost)
    await all_through(folder, notebook)
    (left,) = openers_in(folder)
    assert notebook.who.log in left.name
    assert (await restored(tmp_path / "new", folder)).missing == {}
    await lost.close()


async def test_a_second_phrase_replaces_the_first_in_the_folder_too(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    await met(notebook, 1)
    await set_recovery(notebook, OTHER)
    await through(notebook, folder)
    await set_recovery(notebook, SECRET)
    await through(notebook, folder)
    assert len(openers_in(folder)) == 1
    with pytest.raises(Untrusted, match="another recovery phrase"):
        await restored(tmp_path / "old", folder, OTHER)
    assert (await restored(tmp_path / "new", folder)).missing == {}


async def test_a_device_that_has_not_heard_of_the_new_phrase_does_not_take_its_opener_away(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    await set_recovery(notebook, OTHER)
    await all_through(folder, notebook, desk)
    await set_recovery(notebook, SECRET)
    await through(notebook, folder)
    (opener,) = openers_in(folder)
    for _, path in segments_in(folder, notebook.who.log):
        path.unlink()  # The news is slower than the opener.
    await through(desk, folder)
    assert opener.exists()
    await all_through(folder, notebook, desk)
    assert openers_in(folder) == [opener]
    await desk.close()


async def test_what_is_wrong_is_told_and_makes_nothing(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    await met(notebook, 1)
    await through(notebook, folder)
    with pytest.raises(InputError, match="no device has synced there since it has one"):
        await restored(tmp_path / "new", folder)
    await set_recovery(notebook, SECRET)
    await through(notebook, folder)
    with pytest.raises(Untrusted, match="another recovery phrase"):
        await restored(tmp_path / "new", folder, OTHER)
    (opener,) = openers_in(folder)
    raw = opener.read_bytes()
    opener.write_bytes(raw[:-9])
    with pytest.raises(Untrusted, match="damaged, or has not arrived whole"):
        await restored(tmp_path / "new", folder)
    await through(notebook, folder)
    (mended,) = openers_in(folder)
    assert mended != opener, "the next device that comes by makes another"
    for _, path in segments_in(folder):
        path.unlink()
    with pytest.raises(Untrusted, match="whose own log is missing there"):
        await restored(tmp_path / "new", folder)
    assert not (tmp_path / "new" / "notebook.sqlite3").exists()
    await through(notebook, folder)
    await restored(tmp_path / "new", folder)
    with pytest.raises(UsageError, match="there is a notebook in"):
        await restored(tmp_path / "new", folder)


async def test_what_is_missing_is_counted_and_the_rest_comes_back(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    await set_recovery(notebook, SECRET)
    await met(notebook, 1, 1_100)
    await through(notebook, folder)
    files = segments_in(folder)
    files[1][1].unlink()
    done = await restored(tmp_path / "new", folder)
    assert (done.events, done.missing) == (512, {notebook.who.log: 1_102 - 512})
    await through(notebook, folder)
    new = await reopened(tmp_path / "new")
    one, two = await all_through(folder, new, notebook)
    assert one == two, "and from whoever has it later"
    await new.close()


async def test_a_device_that_was_cut_off_cannot_make_up_another_notebook_for_the_words(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """It knows the phrase's public keys and may write to the folder. It cannot sign as the phrase,
    and what it signs itself counts for nothing.
    """
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await set_recovery(notebook, SECRET)
    await met(notebook, 1)
    await all_through(folder, notebook, lost)
    await revoke(notebook, lost)
    await through(notebook, folder)
    genuine = openers_in(folder)
    # What the lost one would lay down now: it still believes that it is in.
    await Openers(lost, store_at(folder, notebook.who.notebook), []).give()
    forged = [each for each in openers_in(folder) if each not in genuine]
    assert len(forged) == 1
    done = await restored(tmp_path / "new", folder)
    assert (done.missing, done.is_behind) == ({}, False), "the genuine one is found beside it"
    genuine[0].unlink()
    done = await restored(tmp_path / "other", folder)
    assert done.is_behind, "withholding: all that is left shows an older state, which is told"
    await lost.close()


async def test_a_beginning_that_the_phrase_never_signed_is_refused(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """Somebody sets a notebook of their own under the same id beside it, for the same phrase."""
    fake = await Notebook.open(
        tmp_path / "fake", world(name="fake"), notebook_id=notebook.who.notebook
    )
    keys = recovery_keys(SECRET)
    stranger = recovery_keys(OTHER)
    root = (await fake.keyring()).root
    signature = sign_root(
        stranger.signing_seed, notebook=notebook.who.notebook, log=root.log, public_key=root.key
    )
    await fake.append(
        [
            draft(
                "recovery.set", notebook.who.notebook, public_key=to_text(keys.signing_key),
                agreement_key=to_text(keys.agreement_key), root_signature=to_text(signature),
            )
        ]
    )  # fmt: skip
    await through(fake, folder)
    (opener,) = openers_in(folder)
    assert opener.name.startswith(hint_of(notebook.who.notebook, keys.agreement_key).hex())
    with pytest.raises(Untrusted, match="a device that this recovery phrase never knew"):
        await restored(tmp_path / "new", folder)
    await fake.close()


async def test_an_older_phrase_makes_no_opener_and_says_so(
    notebook: Notebook, folder: Path
) -> None:
    keys = recovery_keys(SECRET)
    await notebook.append(
        [
            draft(
                "recovery.set", notebook.who.notebook, public_key=to_text(keys.signing_key),
                agreement_key=to_text(keys.agreement_key),
            )
        ]
    )  # fmt: skip
    assert not (await through(notebook, folder)).is_openable
    assert openers_in(folder) == letters_in(folder) == []
    await set_recovery(notebook, SECRET)
    assert (await through(notebook, folder)).is_openable
    emptied(folder)
    assert (await through(notebook, folder)).is_openable


async def test_no_heap_of_made_up_openers_hides_the_genuine_one(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """Anybody who can write there can name them after the genuine one, and say a newer epoch."""
    await set_recovery(notebook, SECRET)
    await met(notebook, 1)
    await through(notebook, folder)
    (genuine,) = openers_in(folder)
    name = named(Place("recovery", genuine.name))
    assert isinstance(name, OpenerName)
    for number in range(OPENERS_TRIED_MAX + 1):
        raw = f"made up, number {number}".encode()
        made = name._replace(epoch=2, sender=subject_id(number), mark=mark_of(raw))
        (genuine.parent / made.place.name).write_bytes(raw)
    assert (await restored(tmp_path / "new", folder)).events == 3
    genuine.unlink()
    with pytest.raises(Untrusted, match=r"and 98 more") as caught:
        await restored(tmp_path / "other", folder)
    assert len(str(caught.value)) < 1_000, "one line, and not one for each of them"
