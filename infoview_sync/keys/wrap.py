"""An epoch key on its way to one device: sealed to its agreement key, signed by who sends it.

    key    = HKDF(X25519(ephemeral, recipient), salt = ephemeral public ‖ recipient public,
                  info = "infoview wrap 1" ‖ notebook ‖ epoch)
    sealed = ephemeral public (32) ‖ AES-256-GCM(key, zero nonce, epoch key) (48)
    signed = "infoview wrapped key 1" ‖ notebook ‖ recipient log ‖ epoch ‖ sealed

The nonce may be zero because the ephemeral key, and so the key, is used once. Anyone can keep and
pass on a wrapped key; only its recipient opens it.
"""

from __future__ import annotations

from typing import NamedTuple

from infoview_sync.errors import Untrusted
from infoview_sync.ids import id_to_bytes
from infoview_sync.keys.derivation import EpochKey, epoch_bytes, is_epoch
from infoview_sync.keys.primitives import (
    KEY_BYTES,
    ONCE,
    TAG_BYTES,
    agree,
    agreement_public,
    derive,
    is_signed,
    open_sealed,
    seal,
    sign,
)

WRAPPED_BYTES = KEY_BYTES + KEY_BYTES + TAG_BYTES


class WrappedKey(NamedTuple):
    """Epoch key number `epoch` for the log `recipient`."""

    epoch: int
    recipient: str
    sealed: bytes
    signature: bytes


def wrap_epoch(
    epoch: EpochKey,
    *,
    notebook: str,
    recipient: str,
    agreement_key: bytes,
    ephemeral_secret: bytes,
    signing_seed: bytes,
) -> WrappedKey:
    """The key for one recipient. `ephemeral_secret`: 32 fresh random bytes, never used again.

    Raises: Untrusted if the recipient's agreement key is none.
    """
    public = agreement_public(ephemeral_secret)
    shared = agree(ephemeral_secret, agreement_key)
    key = _wrapping_key(shared, public, agreement_key, notebook=notebook, epoch=epoch.number)
    sealed = public + seal(key, ONCE, epoch.key)
    message = _message(notebook, recipient, epoch.number, sealed)
    return WrappedKey(epoch.number, recipient, sealed, sign(signing_seed, message))


def unwrap_epoch(
    wrapped: WrappedKey, *, notebook: str, agreement_secret: bytes, sender: bytes
) -> EpochKey:
    """The epoch key. `sender`: the signing key of the log that it comes from.

    Raises: Untrusted if the sender did not sign it for this log, or it does not open.
    """
    if not is_epoch(wrapped.epoch):
        raise Untrusted(f"a wrapped key has number {wrapped.epoch}, which no epoch has")
    if not is_wrapped_by(sender, wrapped, notebook=notebook):
        raise Untrusted("a wrapped key is not signed by the device that it is said to come from")
    if len(wrapped.sealed) != WRAPPED_BYTES:
        raise Untrusted(f"a wrapped key has {WRAPPED_BYTES} bytes, here are {len(wrapped.sealed)}")
    public, sealed = wrapped.sealed[:KEY_BYTES], wrapped.sealed[KEY_BYTES:]
    shared = agree(agreement_secret, public)
    own = agreement_public(agreement_secret)
    key = _wrapping_key(shared, public, own, notebook=notebook, epoch=wrapped.epoch)
    return EpochKey(wrapped.epoch, open_sealed(key, ONCE, sealed))


def is_wrapped_by(sender: bytes, wrapped: WrappedKey, *, notebook: str) -> bool:
    """Whether `sender`, a signing key, wrapped this key; its number must be one of an epoch."""
    message = _message(notebook, wrapped.recipient, wrapped.epoch, wrapped.sealed)
    return is_signed(sender, message, wrapped.signature)


def _wrapping_key(
    shared: bytes, ephemeral: bytes, recipient: bytes, *, notebook: str, epoch: int
) -> bytes:
    info = b"infoview wrap 1" + id_to_bytes(notebook) + epoch_bytes(epoch)
    return derive(shared, salt=ephemeral + recipient, info=info)


def _message(notebook: str, recipient: str, epoch: int, sealed: bytes) -> bytes:
    ids = id_to_bytes(notebook) + id_to_bytes(recipient)
    return b"infoview wrapped key 1" + ids + epoch_bytes(epoch) + sealed
