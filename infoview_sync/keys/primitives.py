"""The four primitives that everything here is made of, each with one fixed choice.

HKDF-SHA256 (RFC 5869), AES-256-GCM with a 96-bit nonce and a 128-bit tag, Ed25519 (RFC 8032) and
X25519 (RFC 7748). tests/keys runs the RFCs' and Wycheproof's vectors over exactly these functions.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infoview_sync.errors import Untrusted

KEY_BYTES = 32
"""Of a symmetric key, an Ed25519 seed or public key, an X25519 secret or public key."""
NONCE_BYTES = 12
TAG_BYTES = 16
SIGNATURE_BYTES = 64
ONCE = bytes(NONCE_BYTES)
"""The nonce of a key that seals one message in its life."""


def derive(secret: bytes, *, salt: bytes = b"", info: bytes, length: int = KEY_BYTES) -> bytes:
    """HKDF-SHA256 of a secret that is already random."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def seal(key: bytes, nonce: bytes, plaintext: bytes, *, aad: bytes = b"") -> bytes:
    """Ciphertext and tag. A nonce must never seal twice under one key."""
    return AESGCM(key).encrypt(nonce, plaintext, aad)


def open_sealed(key: bytes, nonce: bytes, sealed: bytes | memoryview, *, aad: bytes = b"") -> bytes:
    """The plaintext. Raises: Untrusted if one bit of anything is not as it was sealed."""
    try:
        return AESGCM(key).decrypt(nonce, sealed, aad)
    except InvalidTag as error:
        raise Untrusted("sealed bytes do not open: another key, or they were changed") from error


def signing_public(seed: bytes) -> bytes:
    """The Ed25519 public key of this 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this key's owner signed; false too for a key or signature that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def agreement_public(secret: bytes) -> bytes:
    """The X25519 public key of this 32-byte secret."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def agree(secret: bytes, public_key: bytes) -> bytes:
    """The X25519 secret that both sides share.

    Raises: Untrusted if it is all zero (a point of low order: anyone could know it) or the key is
    no key.
    """
    try:
        other = X25519PublicKey.from_public_bytes(public_key)
        return X25519PrivateKey.from_private_bytes(secret).exchange(other)
    except ValueError as error:
        raise Untrusted("a public key is not one to agree a secret with") from error
