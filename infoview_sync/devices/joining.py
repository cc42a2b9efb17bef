"""Being let in: what a grant means to the device that asked for it."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from infoview_sync.errors import ForeignNotebook, Untrusted
from infoview_sync.ids import RandomBytes, new_id
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.keys.grant import Grant
from infoview_sync.keys.primitives import KEY_BYTES, SIGNATURE_BYTES
from infoview_sync.keys.signing import DeviceSecrets
from infoview_sync.keys.texts import from_text
from infoview_sync.log.keyring import (
    Approval,
    Joining,
    Root,
    add_epoch,
    keyring_of,
    new_secrets,
)
from infoview_sync.log.store import Identity


class NewDevice(NamedTuple):
    """A log that is about to be let in, and its keys."""

    log: str
    secrets: DeviceSecrets


def new_device(random_bytes: RandomBytes) -> NewDevice:
    return NewDevice(new_id(random_bytes), new_secrets(random_bytes))


def joining_by(grant: Grant, *, log: str, secrets: DeviceSecrets) -> Joining:
    """How this device joins the notebook. Raises: InputError if the grant holds what is no key."""
    return Joining(
        notebook=grant.notebook,
        log=log,
        secrets=secrets,
        root=Root(grant.root.log, from_text(grant.root.key, length=KEY_BYTES)),
        approval=Approval(grant.approved_by, from_text(grant.approval, length=SIGNATURE_BYTES)),
        epochs={each.number: from_text(each.key, length=KEY_BYTES) for each in grant.epochs},
        hlc=grant.hlc,
    )


def take_keys(connection: sqlite3.Connection, joining: Joining, who: Identity) -> None:
    """What a grant means to a device that has the notebook already: epoch keys that it lacks.

    So a restored device meets its old peers: they may seal by a key newer than its backup.
    Raises: ForeignNotebook, Untrusted if the notebook there begins with another log.
    """
    if joining.notebook != who.notebook:
        raise ForeignNotebook(
            f"the other side keeps notebook {joining.notebook}, this one {who.notebook}"
        )
    if joining.root != keyring_of(connection, who).root:
        raise Untrusted("the notebook there begins with another device than this one")
    for number, key in joining.epochs.items():
        add_epoch(connection, EpochKey(number, key))
