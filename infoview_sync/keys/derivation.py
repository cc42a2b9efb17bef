"""Which key follows from which: the epoch key's and the recovery secret's descendants.

    segment key = HKDF(epoch key, salt = notebook ‖ log, info = "infoview segment 1" ‖ epoch)

One key a log, so that two devices never share a nonce's space; the epoch stands in `info`, so that
a number cannot be changed without changing the key. Recovery: HKDF(secret, empty salt, info below).
"""

from __future__ import annotations

from typing import NamedTuple

from infoview_sync.ids import id_to_bytes
from infoview_sync.keys.primitives import agreement_public, derive, signing_public

EPOCH_MAX = 2**32 - 1
"""Four bytes in a segment's header."""


class EpochKey(NamedTuple):
    """A notebook's key number 1, 2, …; a new one is made whenever a device is revoked."""

    number: int
    key: bytes


def is_epoch(number: int) -> bool:
    """Whether a key may have this number; what comes from outside is asked first."""
    return 1 <= number <= EPOCH_MAX


def epoch_bytes(number: int) -> bytes:
    return number.to_bytes(4, "big")


def segment_key(epoch: EpochKey, *, notebook: str, log: str) -> bytes:
    """The key under which one log's segments are sealed in this epoch."""
    return derive(
        epoch.key,
        salt=id_to_bytes(notebook) + id_to_bytes(log),
        info=b"infoview segment 1" + epoch_bytes(epoch.number),
    )


class RecoveryKeys(NamedTuple):
    """What the 24 words stand for: an approver, and a recipient of epoch keys."""

    signing_seed: bytes
    agreement_secret: bytes

    @property
    def signing_key(self) -> bytes:
        return signing_public(self.signing_seed)

    @property
    def agreement_key(self) -> bytes:
        return agreement_public(self.agreement_secret)


def recovery_keys(secret: bytes) -> RecoveryKeys:
    """The two keys of a 32-byte recovery secret."""
    return RecoveryKeys(
        derive(secret, info=b"infoview recovery signing 1"),
        derive(secret, info=b"infoview recovery agreement 1"),
    )
