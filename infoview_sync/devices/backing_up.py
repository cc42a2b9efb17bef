"""Writes a backup (backup.py says what is in it), and reads it back before it counts as one."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from infoview_sync.devices.backup import FORMAT, LENGTH_BYTES, Manifest, checked, read_backup
from infoview_sync.devices.recovery import must_have_recovery
from infoview_sync.errors import BadSegment, NotAdmitted, Untrusted
from infoview_sync.keys.backup import HEADER_BYTES, SealedWriter, new_opening
from infoview_sync.keys.grant import GrantedEpoch, GrantedRoot
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.texts import to_text
from infoview_sync.log import store
from infoview_sync.log.database import open_reader
from infoview_sync.log.keyring import keyring_of
from infoview_sync.log.serial import Serial
from infoview_sync.log.store import Identity
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.exchange import next_segment, run_of
from infoview_sync.sync.heads import Range, WireHead
from infoview_sync.sync.segment import Segment

Progress = Callable[[int, int], None]
"""Called with (done, in all)."""


class BackedUp(NamedTuple):
    """What a backup holds."""

    logs: int
    events: int


async def write_backup(notebook: Notebook, to: Path, progress: Progress | None = None) -> BackedUp:
    """Write the notebook as it is now into the empty file `to`, and read it back.

    Raises: UsageError if there is no recovery phrase, Untrusted if what stands on the disk is not
    what was written, or could not be restored. The file is then no backup: the caller removes it.
    """
    who, random_bytes = notebook.who, notebook.world.random_bytes
    recovery = await must_have_recovery(notebook)
    # As before a sync: what no author signed, this device stands for, or nobody could restore it.
    await notebook.stand_by()
    opening = new_opening(
        recovery.agreement_key,
        notebook=who.notebook,
        file_key=random_bytes(KEY_BYTES),
        ephemeral_secret=random_bytes(KEY_BYTES),
    )
    reader = await Serial.open(lambda: open_reader(notebook.database))
    try:
        await reader.run(_begin)
        manifest = await reader.run(_manifest, who, notebook.world.wall_ms())
        total, done = manifest.events, 0
        with to.open("wb") as file:
            sealed = SealedWriter(file, opening)
            encoded = msgspec.json.encode(manifest)
            sealed.write(len(encoded).to_bytes(LENGTH_BYTES, "big") + encoded)
            for log, head in await reader.run(_ordered, manifest):
                sent = 0
                while sent < head.seq:
                    wanted = Range(log, sent, head.seq)
                    made = await reader.run(
                        next_segment, who=who, wanted=wanted, random_bytes=random_bytes
                    )
                    sealed.write(made.raw)
                    sent += made.events
                    done += made.events
                    if progress is not None:
                        # Reading back is the other half.
                        progress(done, 2 * total)
            sealed.finish()
        with to.open("rb") as file:
            if file.read(HEADER_BYTES) != opening.header:
                raise Untrusted("the backup on the disk begins otherwise than it was written")
            written = read_backup(file, opening)
            if written.manifest != manifest:
                raise Untrusted("the backup on the disk holds another notebook than was written")
            done = 0
            for segment in checked(written):
                await reader.run(_admissible, segment, who)
                done += len(segment.bodies)
                if progress is not None:
                    progress(total + done, 2 * total)
                await asyncio.sleep(0)  # where Ctrl-C comes in
    finally:
        await reader.close()
    return BackedUp(len(manifest.heads), total)


def _begin(connection: sqlite3.Connection) -> None:
    """All that follows on this connection sees one instant."""
    connection.execute("BEGIN")


def _manifest(connection: sqlite3.Connection, who: Identity, now_ms: int) -> Manifest:
    keyring = keyring_of(connection, who)
    return Manifest(
        format=FORMAT,
        notebook=who.notebook,
        log=who.log,
        device_name=who.device_name,
        made_at=now_ms,
        root=GrantedRoot(log=keyring.root.log, key=to_text(keyring.root.key)),
        epochs=[
            GrantedEpoch(number=number, key=to_text(key))
            for number, key in sorted(keyring.epochs.items())
        ],
        heads={
            log: WireHead(head.seq, head.hash.hex())
            for log, head in store.heads(connection).items()
        },
    )


def _admissible(connection: sqlite3.Connection, segment: Segment, who: Identity) -> None:
    """Returns if restoring takes or leaves out this segment, by the rules of any sync.

    Raises: Untrusted if it would break off there.
    """
    root = keyring_of(connection, who).root
    try:
        roster.check(connection, run_of(segment), notebook=who.notebook, root=root)
    except NotAdmitted:
        return  # Restoring leaves out what was cut off, and takes the rest on the backup's word.
    except BadSegment as error:
        raise Untrusted(
            f"a backup of this notebook could not be restored: {error}; everything is still in"
            " what `infoview export` writes"
        ) from error


def _ordered(connection: sqlite3.Connection, manifest: Manifest) -> list[tuple[str, WireHead]]:
    """The logs, the oldest first: who lets a device in is then mostly read before the device."""
    logs = [
        log
        for (log,) in connection.execute(
            "SELECT h.log FROM head h JOIN event e ON e.log = h.log AND e.seq = 1"
            " ORDER BY e.hlc, h.log"
        )
    ]
    return [(log, manifest.heads[log]) for log in logs]
