"""Whoever hosts the store can do anything with what lies there, and holds no key (FAULTS A).

What they do is detected and named, nothing wrong is taken, and the next honest round mends it.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from infoview_sync.errors import BadSegment, Fork, SyncError, UnknownEpoch
from infoview_sync.events.chain import Head
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.names import mark_of
from infoview_sync.sync.exchange import next_segment
from infoview_sync.sync.heads import Range
from infoview_sync.sync.segment import open_segment, seal_segment
from tests.authors import joined
from tests.clones import clone as clone_of
from tests.shared_folder import (
    all_through,
    emptied,
    letters_in,
    met,
    segments_in,
    store_at,
    through,
)
from tests.world import draft, subject_id, world

Tamper = Callable[[list[Path]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared"


def renamed(path: Path, raw: bytes, **other: int) -> None:
    """Put these bytes there under a name that fits them, as somebody without a key can."""
    ((name, _),) = [each for each in segments_in(path.parents[2]) if each[1] == path]
    path.unlink()
    (path.parent / name._replace(mark=mark_of(raw), **other).place.name).write_bytes(raw)


def flip_a_bit(paths: list[Path]) -> None:
    rng = random.Random(7)
    path = rng.choice(paths)
    raw = bytearray(path.read_bytes())
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    path.write_bytes(raw)


def flip_in_the(part: str) -> Tamper:
    def tamper(paths: list[Path]) -> None:
        raw = bytearray(paths[1].read_bytes())
        raw[{"header": 60, "epoch": 9, "nonce": 110, "payload": 300, "signature": -5}[part]] ^= 2
        renamed(paths[1], bytes(raw))

    return tamper


def swap_names(paths: list[Path]) -> None:
    one, two = paths[0].read_bytes(), paths[1].read_bytes()
    paths[0].write_bytes(two)
    paths[1].write_bytes(one)


def swap_payloads(paths: list[Path]) -> None:
    one, two = paths[0].read_bytes(), paths[1].read_bytes()
    renamed(paths[0], one[:126] + two[126:])
    renamed(paths[1], two[:126] + one[126:])


def call_it_longer(paths: list[Path]) -> None:
    """A name that claims events which are not in it hides that they are missing."""
    ((name, _), *_rest) = segments_in(paths[0].parents[2])
    renamed(paths[0], paths[0].read_bytes(), last=name.last + 512)


def of_another_log(paths: list[Path]) -> None:
    raw = bytearray(paths[1].read_bytes())
    raw[20:30] = bytes(10)
    renamed(paths[1], bytes(raw))


def unsealed(paths: list[Path]) -> None:
    raw = paths[1].read_bytes()
    renamed(paths[1], raw[:5] + b"\0" + bytes(4) + raw[10:])


HOSTILE: dict[str, tuple[Tamper, type[SyncError] | None]] = {
    "flip a bit": (flip_a_bit, BadSegment),
    "flip in the header, rightly named": (flip_in_the("header"), BadSegment),
    "flip in the epoch, rightly named": (flip_in_the("epoch"), UnknownEpoch),
    "flip in the nonce, rightly named": (flip_in_the("nonce"), BadSegment),
    "flip in the payload, rightly named": (flip_in_the("payload"), BadSegment),
    "flip in the signature, rightly named": (flip_in_the("signature"), BadSegment),
    "truncate": (lambda paths: paths[1].write_bytes(paths[1].read_bytes()[:-1]) and None,
                 BadSegment),
    "empty": (lambda paths: paths[1].write_bytes(b"") and None, BadSegment),
    "swap two files": (swap_names, BadSegment),
    "swap what is inside, rightly named": (swap_payloads, BadSegment),
    "call it longer": (call_it_longer, BadSegment),
    "say that it is another log's": (of_another_log, BadSegment),
    "leave the seal out": (unsealed, BadSegment),
    "drop one": (lambda paths: paths[1].unlink(), None),
    "drop the first": (lambda paths: paths[0].unlink(), None),
}  # fmt: skip


@pytest.mark.parametrize(("tamper", "named"), HOSTILE.values(), ids=HOSTILE)
async def test_what_the_host_does_is_named_and_the_next_honest_round_mends_it(
    notebook: Notebook, tmp_path: Path, folder: Path, tamper: Tamper,
    named: type[SyncError] | None,
) -> None:  # fmt: skip
    await met(notebook, 1, 1_100)
    await through(notebook, folder)
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    tamper([path for _, path in segments_in(folder, notebook.who.log)])
    done = await through(desk, folder)
    assert done.pulled in (0, 512), "no further than the log leads unbroken"
    assert {type(each) for each in done.aside.values()} == ({named} if named else set())
    mending = await through(notebook, folder)
    assert {type(each) for each in mending.aside.values()} == ({named} if named else set())
    one, two = await all_through(folder, notebook, desk)
    assert one == two
    fresh = await joined(notebook, tmp_path / "fresh", name="fresh")
    assert (await through(fresh, folder)).aside.keys() == (
        mending.aside.keys() if named is UnknownEpoch else set()
    )
    for device in (desk, fresh):
        await device.close()


async def test_a_folder_rolled_back_to_yesterday_takes_nothing_away_and_is_mended(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    await met(notebook, 1, 20)
    await all_through(folder, notebook, desk)
    shutil.copytree(folder, tmp_path / "yesterday")
    await met(notebook, 21, 40)
    before = await all_through(folder, notebook, desk)
    for _ in range(2):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "yesterday", folder)
        heard = (await through(desk, folder)).heard_ms
        assert [await each.summary() for each in (notebook, desk)] == before
    fresh = await joined(notebook, tmp_path / "fresh", name="fresh")
    done = await through(fresh, folder)
    assert done.heard_ms == heard, "what is withheld shows as: nothing newer than"
    assert await all_through(folder, fresh, notebook, desk) == [await desk.summary()] * 3
    for device in (desk, fresh):
        await device.close()


async def test_another_notebook_s_files_are_not_mixed_in(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    other = await Notebook.open(tmp_path / "other", world(name="other"))
    await met(other, 1, 5)
    await met(notebook, 1, 5)
    await through(other, tmp_path / "theirs")
    await through(notebook, folder)
    before = await notebook.summary()
    ((name, path),) = segments_in(tmp_path / "theirs")
    shelf = segments_in(folder)[0][1].parent.parent / name.log
    shelf.mkdir()
    shutil.copy(path, shelf)
    done = await through(notebook, folder)
    assert [each.code for each in done.aside.values()] == ["foreign_notebook"]
    assert await notebook.summary() == before
    done = await through(other, folder)
    assert done.aside == {}
    assert done.pulled == 0, "each notebook has a part of the folder to itself"
    await other.close()


async def test_somebody_with_an_old_key_and_no_signature_writes_nothing(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """A device that was cut off still has the first epoch key: it can seal, and not sign."""
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    await met(notebook, 1, 9)
    await all_through(folder, notebook, desk)
    before = await desk.summary()
    ((name, path),) = segments_in(folder, notebook.who.log)
    epochs = (await desk.keyring()).epochs
    genuine = open_segment(path.read_bytes(), epochs)
    last = genuine.bodies[-1]
    assert isinstance(last, bytes)
    made_up = last.replace(b"P9", b"XX")
    raw = seal_segment(
        notebook=notebook.who.notebook, log=name.log, after=genuine.after,
        bodies=[*genuine.bodies, made_up, made_up], epoch=(await desk.keyring()).current,
        nonce=bytes(12), sign=lambda _head: genuine.signature,
    )  # fmt: skip
    forged = name._replace(last=name.last + 2, mark=mark_of(raw))
    (path.parent / forged.place.name).write_bytes(raw)
    for _ in range(2):
        done = await through(desk, folder)
        assert {place: type(error) for place, error in done.aside.items()} == {
            forged.place: BadSegment
        }
        assert await desk.summary() == before
    await met(notebook, 10, 11)
    await through(notebook, folder)
    assert forged.place not in {each.place for each, _ in segments_in(folder)}
    one, two = await all_through(folder, notebook, desk)
    assert one == two
    await desk.close()


async def test_a_fork_by_a_cloned_device_is_named_and_both_branches_stay(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """I3: two pasts of one log, both signed by its own key; the other logs go on."""
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    await met(desk, 1)
    await desk.close()
    clone_of(tmp_path / "desk", tmp_path / "clone")
    desk = await Notebook.open(tmp_path / "desk", world(name="desk", seed=5))
    clone = await Notebook.open(tmp_path / "clone", world(name="desk", seed=6))
    await desk.append([draft("contact.corrected", subject_id(1), org="Fieldnote")])
    await clone.append([draft("contact.corrected", subject_id(1), org="Night Desk")])
    await through(desk, folder)
    for _ in range(3):
        await through(notebook, folder)
        done = await through(clone, folder)
        assert {type(each) for each in done.aside.values()} == {Fork}
    assert len(segments_in(folder, desk.who.log)) == 2, "nothing grows with the rounds"
    await met(notebook, 7)
    await all_through(folder, notebook, clone)
    assert (await clone.heads())[notebook.who.log] == (await notebook.heads())[notebook.who.log]
    for device in (desk, clone):
        await device.close()


async def test_a_letter_that_was_changed_is_named_and_written_again(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    from infoview_sync.devices.revoking import revoke_device

    desk = await joined(notebook, tmp_path / "desk", name="desk")
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await all_through(folder, notebook, desk, lost)
    await notebook.write(
        partial(revoke_device, log=lost.who.log, who=notebook.who, world=notebook.world)
    )
    await through(notebook, folder)
    (letter,) = letters_in(folder)
    letter.write_bytes(letter.read_bytes().replace(b'"sealed":"', b'"sealed":"A'))
    done = await through(desk, folder)
    assert {BadSegment, UnknownEpoch} == {type(each) for each in done.aside.values()}
    await through(notebook, folder)
    assert not letter.exists()
    one, two = await all_through(folder, notebook, desk)
    assert one == two
    for device in (desk, lost):
        await device.close()


async def test_everything_gone_but_the_names_is_filled_again(
    notebook: Notebook, folder: Path
) -> None:
    """A cloud that keeps the names and has lost the contents."""
    await met(notebook, 1, 600)
    await through(notebook, folder)
    for _, path in segments_in(folder):
        path.write_bytes(b"")
    done = await through(notebook, folder)
    assert (done.mended, done.pushed) == (2, 601)
    emptied(folder)
    assert (await through(notebook, folder)).pushed == 601


async def test_a_segment_that_ends_where_no_author_signed_is_never_laid_down(
    notebook: Notebook, tmp_path: Path, folder: Path
) -> None:
    """Of another's log one passes on what it signed, or nothing: it would come back for ever."""
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    await met(desk, 1, 9)
    await all_through(folder, notebook, desk)
    made = await notebook.read(
        partial(
            next_segment, who=notebook.who, wanted=Range(desk.who.log, 0, 10),
            random_bytes=notebook.world.random_bytes,
        )
    )  # fmt: skip
    segment = open_segment(made.raw, (await notebook.keyring()).epochs)
    assert isinstance(segment.head, Head)
    emptied(folder)
    assert (await through(notebook, folder)).aside == {}
    assert [name.last for name, _ in segments_in(folder, desk.who.log)] == [segment.head.seq]
    assert await store_at(folder, notebook.who.notebook).look() != ([], 0)
    await desk.close()
