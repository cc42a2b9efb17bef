"""From a backup and the 24 words to a notebook that goes on, in a log of its own.

The whole file is read and checked before anything is written. The notebook then comes into being
in a folder of its own and takes its place only when it is whole. What was the backed-up device's
own log is another device's log from now on, with that device's signatures; the new log is let in
by the recovery key, which every other device of the notebook knows.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from infoview_sync.devices.backing_up import Progress
from infoview_sync.devices.backup import Backup, Manifest, checked, read_backup
from infoview_sync.devices.filling import Filling
from infoview_sync.devices.joining import new_device
from infoview_sync.devices.recovery import recovery_now
from infoview_sync.errors import NotAdmitted, Untrusted, UsageError
from infoview_sync.ids import RandomBytes
from infoview_sync.keys.backup import HEADER_BYTES, Opening, opening_by
from infoview_sync.keys.derivation import RecoveryKeys, recovery_keys
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.signing import sign_approval
from infoview_sync.keys.texts import from_text
from infoview_sync.log.database import settle
from infoview_sync.log.keyring import Approval, Joining, Root
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.roster import RECOVERY
from infoview_sync.projections.write import append
from infoview_sync.settings import DATABASE_NAME, World
from infoview_sync.sync.heads import WireHead

FOLDER_PREFIX = ".restore-"
ELSEWHERE = "restore into an empty folder: infoview --home DIR restore FILE"


class Restored(NamedTuple):
    """What came back. `left_out`: why some logs did not, by log."""

    manifest: Manifest
    log: str
    left_out: dict[str, NotAdmitted]


async def restore(
    home: Path, world: World, file: Path, secret: bytes, progress: Progress | None = None
) -> Restored:
    """Make the backed-up notebook in this folder, where there must be none.

    Raises: UsageError if there is one, InputError, Untrusted, StoreError; then nothing was made.
    """
    check_room(home)
    keys = recovery_keys(secret)
    with file.open("rb") as opened:
        opening = opening_by(opened.read(HEADER_BYTES), keys.agreement_secret)
        backup = _from_start(opened, opening)
        total = backup.manifest.events

        def tell(done: int) -> None:
            if progress is not None:
                progress(done, 2 * total)

        events = 0
        for segment in checked(backup):
            events += len(segment.bodies)
            tell(events)
            await asyncio.sleep(0)  # where Ctrl-C comes in
        manifest = backup.manifest
        with own_folder(home) as folder:
            root = Root(manifest.root.log, from_text(manifest.root.key, length=KEY_BYTES))
            joining = joining_by_phrase(
                manifest.notebook, root, manifest.epoch_keys(), keys, world.random_bytes
            )
            notebook = await Notebook.open(folder, world, joining=joining, introduce=False)
            try:
                filling = Filling(
                    notebook, partial(_from_start, opened, opening), lambda new: tell(total + new)
                )
                left_out = await filling.fill()
                await _check(notebook, backup.manifest, keys, left_out)
                await introduce(notebook)
            finally:
                await notebook.close()
            take_place(folder, home)
    return Restored(backup.manifest, joining.log, left_out)


def check_room(home: Path) -> None:
    """Raises: UsageError if there is a notebook in this folder, or what one has left there."""
    place = home / DATABASE_NAME
    if os.path.lexists(place):
        raise UsageError(f"there is a notebook in {home} already; {ELSEWHERE}")
    for suffix in ("-wal", "-shm", "-journal"):
        left = home / f"{DATABASE_NAME}{suffix}"
        if os.path.lexists(left):
            # SQLite would play it back into whatever has the name that it belongs to.
            raise UsageError(
                f"{left} belongs to a notebook that lay here, and may hold the last of it: move it"
                f" to where that notebook is now, or {ELSEWHERE}"
            )


def take_place(folder: Path, home: Path) -> None:
    """The whole notebook in this folder of its own, which is closed, becomes the home's.

    Raises: StoreError if the disk did not take all of it, UsageError if another one has come there
    meanwhile; then nothing was made.
    """
    made, place = folder / DATABASE_NAME, home / DATABASE_NAME
    settle(made)
    check_room(home)
    try:
        place.hardlink_to(made)  # Unlike a rename, this replaces nothing, however late it came.
    except FileExistsError as error:
        raise UsageError(f"there is a notebook in {home} already; {ELSEWHERE}") from error
    except OSError:
        made.rename(place)  # FAT and some shares know no links.
    if sys.platform != "win32":  # There, folders are not synced.
        descriptor = os.open(home, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _from_start(file: BinaryIO, opening: Opening) -> Backup:
    file.seek(HEADER_BYTES)
    return read_backup(file, opening)


def joining_by_phrase(
    notebook: str, root: Root, epochs: dict[int, bytes], keys: RecoveryKeys,
    random_bytes: RandomBytes,
) -> Joining:  # fmt: skip
    """A new log with new keys, let in by the recovery key."""
    device = new_device(random_bytes)
    approval = sign_approval(
        keys.signing_seed, notebook=notebook, log=device.log, keys=device.secrets.public
    )
    return Joining(
        notebook=notebook,
        log=device.log,
        secrets=device.secrets,
        root=root,
        approval=Approval(RECOVERY, approval),
        epochs=epochs,
        hlc=0,  # Its first event comes after all that is restored before.
    )


async def introduce(notebook: Notebook) -> None:
    """Say who this device is, once all that was restored is there: the log's first event."""
    await notebook.write(
        # `device.added` goes before a log's first event, also before none.
        partial(append, drafts=[], who=notebook.who, world=notebook.world)
    )
    await notebook.stand_by()


async def _check(
    notebook: Notebook, manifest: Manifest, keys: RecoveryKeys, left_out: Container[str]
) -> None:
    """Raises: Untrusted if what came out is not what the backup lists, or names another phrase."""
    heads = await notebook.heads()
    for log, head in manifest.heads.items():
        if log not in left_out and WireHead(heads[log].seq, heads[log].hash.hex()) != head:
            raise Untrusted(f"the backup's log {log} ends otherwise than it says")
    said = await notebook.read(partial(recovery_now, notebook=manifest.notebook))
    if said is None or said.public_key != keys.signing_key:
        raise Untrusted("the notebook in the backup knows nothing of this recovery phrase")


@contextmanager
def own_folder(home: Path) -> Iterator[Path]:
    """A folder in `home` that goes again, with whatever a killed restore left there before."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in home.glob(f"{FOLDER_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = home / f"{FOLDER_PREFIX}{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
