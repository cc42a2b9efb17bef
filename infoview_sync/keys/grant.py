"""What a device is given when it is let in: the notebook's keys, its token, the approval."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from infoview_sync.errors import NOT_JSON, Untrusted
from infoview_sync.keys.primitives import ONCE, open_sealed, seal


class GrantedEpoch(Struct, frozen=True, kw_only=True):
    number: int
    key: str
    """base64url of 32 bytes."""


class GrantedRoot(Struct, frozen=True, kw_only=True):
    """The notebook's first log, to be pinned."""

    log: str
    key: str
    """Its signing key, base64url."""


class Grant(Struct, frozen=True, kw_only=True):
    """`approval`: over this device's log and keys, by `approved_by`; `hlc`: to start above it."""

    notebook: str
    token: str
    epochs: list[GrantedEpoch]
    root: GrantedRoot
    approved_by: str
    approval: str
    hlc: int


def seal_grant(grant_key: bytes, grant: Grant) -> bytes:
    """The grant for one device. The key follows from one pairing, so it seals only this."""
    return seal(grant_key, ONCE, msgspec.json.encode(grant))


def open_grant(grant_key: bytes, sealed: bytes) -> Grant:
    """Raises: Untrusted if it does not open or is no grant."""
    try:
        return msgspec.json.decode(open_sealed(grant_key, ONCE, sealed), type=Grant)
    except NOT_JSON as error:
        raise Untrusted("what the server sent opens, but does not let a device in") from error
