"""Cutting a device off: its door closes, its later events are refused, a new key seals the rest.

All in one transaction. What the device already holds stays with it; nothing can call that back.
"""

from __future__ import annotations

import sqlite3

from infoview_sync.devices.access import end_access, has_access
from infoview_sync.errors import NotFound, UsageError
from infoview_sync.events.author import Draft, event_data, local_moment
from infoview_sync.keys.derivation import EPOCH_MAX, EpochKey
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.log import store
from infoview_sync.log.keyring import add_epoch, keyring_of
from infoview_sync.log.store import Identity
from infoview_sync.projections.write import append, stand_by
from infoview_sync.settings import World


def revoke_device(connection: sqlite3.Connection, log: str, who: Identity, world: World) -> int:
    """Cut the device of this log off, with every log that it writes under the same key.

    Returns the number of the new epoch key.
    Raises: NotFound if there is no such log, UsageError if it is this device's own.
    """
    if log == who.log:
        raise UsageError("a device cannot cut itself off: do it on another one")
    heads = store.heads(connection)
    if log not in heads and not has_access(connection, log):
        raise NotFound(f"there is no device with the log {log}")
    logs = _logs_of_device(connection, log)
    for each in logs:
        end_access(connection, each)
    epoch = keyring_of(connection, who).current
    if epoch.number < EPOCH_MAX:
        epoch = EpochKey(epoch.number + 1, world.random_bytes(KEY_BYTES))
        add_epoch(connection, epoch)
    now = local_moment(world.wall_ms(), world.tz)
    revoked = [
        Draft(
            subject=each,
            data=event_data(
                "device.revoked", {"last_seq": heads[each].seq if each in heads else 0}
            ),
            occurred_at=now,
        )
        for each in logs
    ]
    append(connection, revoked, who, world)
    stand_by(connection, who, world)
    return epoch.number


def _logs_of_device(connection: sqlite3.Connection, log: str) -> list[str]:
    """This log, and those that a browser went on in when its storage was set back."""
    same_key = connection.execute(
        "SELECT d.log FROM device d JOIN device o ON o.public_key = d.public_key"
        " WHERE o.log = ? AND d.log <> ? ORDER BY d.log",
        (log, log),
    )
    return [log, *(each for (each,) in same_key)]
