"""Letting a device in: the grant it is handed once a person has approved it."""

from __future__ import annotations

import sqlite3
from base64 import urlsafe_b64encode

from infoview_sync.devices.access import TOKEN_BYTES, grant_access
from infoview_sync.ids import RandomBytes
from infoview_sync.keys.grant import Grant, GrantedEpoch, GrantedRoot
from infoview_sync.keys.pairing import Applicant
from infoview_sync.keys.signing import sign_approval
from infoview_sync.keys.texts import to_text
from infoview_sync.log import store
from infoview_sync.log.keyring import keyring_of
from infoview_sync.log.store import Identity


def admit_device(
    connection: sqlite3.Connection,
    applicant: Applicant,
    *,
    who: Identity,
    is_here: bool,
    now_ms: int,
    random_bytes: RandomBytes,
    in_the_open: bool = False,
) -> Grant:
    """All that the device needs from now on; its token opens this server's door.

    `in_the_open`: only that without encryption, over which it is handed out.
    """
    keyring = keyring_of(connection, who)
    token = urlsafe_b64encode(random_bytes(TOKEN_BYTES)).rstrip(b"=").decode()
    grant_access(
        connection,
        token=token,
        log=applicant.log,
        is_here=is_here,
        now_ms=now_ms,
        in_the_open=in_the_open,
    )
    approval = sign_approval(
        keyring.secrets.signing_seed,
        notebook=who.notebook,
        log=applicant.log,
        keys=applicant.keys,
    )
    return Grant(
        notebook=who.notebook,
        token=token,
        epochs=[
            GrantedEpoch(number=number, key=to_text(key))
            for number, key in sorted(keyring.epochs.items())
        ],
        root=GrantedRoot(log=keyring.root.log, key=to_text(keyring.root.key)),
        approved_by=who.log,
        approval=to_text(approval),
        hlc=store.latest_hlc(connection, who.log),
    )
