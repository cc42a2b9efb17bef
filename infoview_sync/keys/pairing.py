"""Pairing, what both sides compute alike: messages, transcript, digits, proof, grant. No I/O.

1. The device sends a commitment to its ephemeral key (Begin); the server answers with its own,
   signed by its log's key (Begun).
2. The device opens the commitment and proves that it knows the invitation's secret (Reveal).
   Both sides now show the same six digits.
3. A person compares them and approves; the server seals the notebook's keys to the device (Grant).

    begun      = "infoview pairing 1" ‖ invitation (8) ‖ commitment (32) ‖ session (10)
                 ‖ server ephemeral (32) ‖ server nonce (32) ‖ log (10) ‖ signing key (32)
    transcript = SHA-256(begun ‖ signature (64) ‖ device ephemeral (32) ‖ device nonce (32)
                 ‖ log (10) ‖ signing key (32) ‖ agreement key (32)
                 ‖ bytes of the name (2) ‖ name ‖ bytes of the form (2) ‖ form)
    shared     = X25519(both ephemeral keys)
    digits     = HKDF(shared, salt = transcript, "infoview digits 1", 8 bytes) mod 10^6
    grant key  = HKDF(shared, salt = transcript, "infoview grant 1")
    proof      = HMAC-SHA256(HKDF(shared, "infoview proof 1"), SHA-256(secret) ‖ transcript)

Why a commitment: the server chooses its key before it knows the device's, and the device before
it knows the server's. Somebody between them gets one guess in a million at equal digits, and
cannot try keys until they fit. The proof is over the secret's hash, all that the server keeps.
"""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest, digest
from typing import NamedTuple

from msgspec import Struct

from infoview_sync.errors import Untrusted
from infoview_sync.ids import id_to_bytes
from infoview_sync.keys.primitives import KEY_BYTES, SIGNATURE_BYTES, derive
from infoview_sync.keys.signing import DeviceKeys
from infoview_sync.keys.texts import from_text

PAIRING_NONCE_BYTES = 32
NAME_BYTES_MAX = 800
"""Of a device's name in UTF-8: 200 characters of any script."""
INVITATION_BYTES = 8
FINGERPRINT_BYTES = 16


class Begin(Struct, frozen=True, kw_only=True):
    """Device → server. Bytes are base64url; `invitation` is 16 hex digits."""

    commitment: str
    invitation: str


class Begun(Struct, frozen=True, kw_only=True):
    """Server → device: the server's half, signed by the key of the log that it writes."""

    session: str
    ephemeral: str
    nonce: str
    log: str
    public_key: str
    signature: str


class Reveal(Struct, frozen=True, kw_only=True):
    """Device → server: what was committed to, who asks, and the proof."""

    session: str
    ephemeral: str
    nonce: str
    log: str
    public_key: str
    agreement_key: str
    name: str
    form: str
    proof: str


class Applicant(NamedTuple):
    """Who asks to be let in, as the approving person sees it and as the approval signs it."""

    log: str
    keys: DeviceKeys
    name: str
    form: str


class Agreed(NamedTuple):
    """What both sides hold once the device has revealed itself."""

    transcript: bytes
    digits: str
    grant_key: bytes
    proof_key: bytes


def secret_hash(secret: bytes) -> bytes:
    """What the server keeps of an invitation's secret."""
    return sha256(secret).digest()


def invitation_of(hash_of_secret: bytes) -> str:
    """By which name an invitation is asked for.

    It tells nothing about a secret of 128 bits. The 40 bits of a typed code can be searched by
    whoever reads it on the wire: the code only bounds strangers, the digits keep out the listener.
    """
    return hash_of_secret[:INVITATION_BYTES].hex()


def fingerprint(public_key: bytes) -> bytes:
    """What a QR code or a link holds of the server's signing key."""
    return sha256(public_key).digest()[:FINGERPRINT_BYTES]


def commitment(ephemeral: bytes, nonce: bytes) -> bytes:
    return sha256(b"infoview commit 1" + ephemeral + nonce).digest()


def begun_bytes(begin: Begin, begun: Begun) -> bytes:
    """The transcript so far: what the server signs. Raises: InputError, Untrusted."""
    return b"".join(
        (
            b"infoview pairing 1",
            _invitation_bytes(begin.invitation),
            from_text(begin.commitment, length=KEY_BYTES),
            _id_bytes(begun.session),
            from_text(begun.ephemeral, length=KEY_BYTES),
            from_text(begun.nonce, length=PAIRING_NONCE_BYTES),
            _id_bytes(begun.log),
            from_text(begun.public_key, length=KEY_BYTES),
        )
    )


def transcript_of(
    signed: bytes, signature: str, *, ephemeral: bytes, nonce: bytes, applicant: Applicant
) -> bytes:
    """The hash of everything that was said. Raises: InputError, Untrusted."""
    name, form = applicant.name.encode(), applicant.form.encode()
    if len(name) > NAME_BYTES_MAX or len(form) > NAME_BYTES_MAX:
        raise Untrusted(f"a device's name has at most {NAME_BYTES_MAX} bytes")
    return sha256(
        b"".join(
            (
                signed,
                from_text(signature, length=SIGNATURE_BYTES),
                ephemeral,
                nonce,
                _id_bytes(applicant.log),
                applicant.keys.public_key,
                applicant.keys.agreement_key,
                len(name).to_bytes(2, "big"),
                name,
                len(form).to_bytes(2, "big"),
                form,
            )
        )
    ).digest()


def agreed_from(shared: bytes, transcript: bytes) -> Agreed:
    """Digits and keys of this shared secret and transcript."""
    number = int.from_bytes(
        derive(shared, salt=transcript, info=b"infoview digits 1", length=8), "big"
    )
    return Agreed(
        transcript,
        f"{number % 10**6:06}",
        derive(shared, salt=transcript, info=b"infoview grant 1"),
        derive(shared, info=b"infoview proof 1"),
    )


def proof_of(agreed: Agreed, hash_of_secret: bytes) -> bytes:
    """That whoever said all this knows the invitation's secret."""
    return digest(agreed.proof_key, hash_of_secret + agreed.transcript, "sha256")


def is_proof(agreed: Agreed, hash_of_secret: bytes, proof: bytes) -> bool:
    return compare_digest(proof_of(agreed, hash_of_secret), proof)


def _id_bytes(text: str) -> bytes:
    try:
        return id_to_bytes(text)
    except ValueError as error:
        raise Untrusted(str(error)) from error


def _invitation_bytes(text: str) -> bytes:
    try:
        raw = bytes.fromhex(text)
    except ValueError as error:
        raise Untrusted("an invitation is named by 16 hex digits") from error
    if len(raw) != INVITATION_BYTES or raw.hex() != text:
        raise Untrusted("an invitation is named by 16 hex digits")
    return raw
