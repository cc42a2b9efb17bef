"""What devices and the recovery phrase sign: heads, devices let in, where a notebook begins.

    head     = "infoview head 1" ‖ notebook ‖ log ‖ seq (8) ‖ chain hash (32)
    approval = "infoview device 1" ‖ notebook ‖ log ‖ signing key (32) ‖ agreement key (32)
    root     = "infoview root 1" ‖ notebook ‖ log ‖ signing key (32)
    opener   = "infoview opener 1" ‖ notebook ‖ log ‖ SHA-256 of the sealed bytes (32)

Every part has a fixed length and the first names its kind, so no message reads as another.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from infoview_sync.events.chain import HASH_BYTES, Head
from infoview_sync.ids import id_to_bytes
from infoview_sync.keys.primitives import (
    KEY_BYTES,
    agreement_public,
    is_signed,
    sign,
    signing_public,
)


class DeviceKeys(NamedTuple):
    """What others know of a log's keys: its Ed25519 and its X25519 public key."""

    public_key: bytes
    agreement_key: bytes


class DeviceSecrets(NamedTuple):
    """What never leaves the device that writes the log."""

    signing_seed: bytes
    agreement_secret: bytes

    @property
    def public(self) -> DeviceKeys:
        return DeviceKeys(
            signing_public(self.signing_seed), agreement_public(self.agreement_secret)
        )


def _head_message(notebook: str, log: str, head: Head) -> bytes:
    if len(head.hash) != HASH_BYTES:
        raise ValueError("a head's hash has 32 bytes")
    ids = id_to_bytes(notebook) + id_to_bytes(log)
    return b"infoview head 1" + ids + head.seq.to_bytes(8, "big") + head.hash


def sign_head(signing_seed: bytes, head: Head, *, notebook: str, log: str) -> bytes:
    """The author's word that its log's events up to `head` are these."""
    return sign(signing_seed, _head_message(notebook, log, head))


def is_head_signed(
    public_key: bytes, signature: bytes, head: Head, *, notebook: str, log: str
) -> bool:
    return is_signed(public_key, _head_message(notebook, log, head), signature)


def _approval_message(notebook: str, log: str, keys: DeviceKeys) -> bytes:
    if len(keys.public_key) != KEY_BYTES or len(keys.agreement_key) != KEY_BYTES:
        raise ValueError("a public key has 32 bytes")
    ids = id_to_bytes(notebook) + id_to_bytes(log)
    return b"infoview device 1" + ids + keys.public_key + keys.agreement_key


def sign_approval(signing_seed: bytes, *, notebook: str, log: str, keys: DeviceKeys) -> bytes:
    """An admitted device's (or the recovery key's) word that this log may come in."""
    return sign(signing_seed, _approval_message(notebook, log, keys))


def is_approved(
    approver: bytes, approval: bytes, *, notebook: str, log: str, keys: DeviceKeys
) -> bool:
    """Whether `approver`, a signing key, let this log in with these keys."""
    return is_signed(approver, _approval_message(notebook, log, keys), approval)


def _root_message(notebook: str, log: str, public_key: bytes) -> bytes:
    if len(public_key) != KEY_BYTES:
        raise ValueError("a public key has 32 bytes")
    return b"infoview root 1" + id_to_bytes(notebook) + id_to_bytes(log) + public_key


def sign_root(signing_seed: bytes, *, notebook: str, log: str, public_key: bytes) -> bytes:
    """The recovery phrase's word that the notebook begins with this log and its signing key."""
    return sign(signing_seed, _root_message(notebook, log, public_key))


def is_root_signed(
    recovery_key: bytes, signature: bytes, *, notebook: str, log: str, public_key: bytes
) -> bool:
    return is_signed(recovery_key, _root_message(notebook, log, public_key), signature)


def _opener_message(notebook: str, log: str, sealed: bytes) -> bytes:
    return b"infoview opener 1" + id_to_bytes(notebook) + id_to_bytes(log) + sha256(sealed).digest()


def sign_opener(signing_seed: bytes, *, notebook: str, log: str, sealed: bytes) -> bytes:
    """The word of the device that writes `log` that what is sealed here is true."""
    return sign(signing_seed, _opener_message(notebook, log, sealed))


def is_opener_signed(
    public_key: bytes, signature: bytes, *, notebook: str, log: str, sealed: bytes
) -> bool:
    return is_signed(public_key, _opener_message(notebook, log, sealed), signature)
