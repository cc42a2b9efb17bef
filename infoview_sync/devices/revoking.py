"""Cutting a device off: its door closes, its later events are refused, a new key seals the rest.

All in one transaction. What the device already holds stays with it; nothing can call that back.
"""

from __future__ import annotations

import sqlite3

from infoview_sync.devices.access import end_access, has_access
from infoview_sync.errors import NotFound, UsageError
from infoview_sync.events.author import Draft, event_data, local_moment
from infoview_sync.ids import RandomBytes
from infoview_sync.keys.derivation import EPOCH_MAX, EpochKey
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.log import store
from infoview_sync.log.keyring import add_epoch, keyring_of
from infoview_sync.log.store import Identity
from infoview_sync.projections.write import append, stand_by
from infoview_sync.settings import World

STEP_BYTES = 2
"""Some 130,000 devices can be cut off before the four bytes of a number are used up."""


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
    epoch = renew_epoch(connection, who, world.random_bytes)
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


def renew_epoch(
    connection: sqlite3.Connection, who: Identity, random_bytes: RandomBytes
) -> EpochKey:
    """A new key, which seals from now on.

    Its number is greater than the last by 1 to 65,536, at random: two devices that make one at the
    same time would otherwise give one number to two keys, and neither could read the other again.
    """
    now = keyring_of(connection, who).current
    if now.number == EPOCH_MAX:
        return now
    step = 1 + int.from_bytes(random_bytes(STEP_BYTES), "big")
    made = EpochKey(min(now.number + step, EPOCH_MAX), random_bytes(KEY_BYTES))
    add_epoch(connection, made)
    return made


def _logs_of_device(connection: sqlite3.Connection, log: str) -> list[str]:
    """This log, and those that a browser went on in when its storage was set back."""
    same_key = connection.execute(
        "SELECT d.log FROM device d JOIN device o ON o.public_key = d.public_key"
        " WHERE o.log = ? AND d.log <> ? ORDER BY d.log",
        (log, log),
    )
    return [log, *(each for (each,) in same_key)]
