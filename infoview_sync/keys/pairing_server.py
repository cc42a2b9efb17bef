"""Pairing as the device that lets another in: Begin → Begun, Reveal → digits. No I/O.

The caller keeps invitations (kind, expiry, tries), finds one by `Begin.invitation`, and counts a
try for every Untrusted that `check` raises.
"""

from __future__ import annotations

from typing import NamedTuple

from infoview_sync.errors import Untrusted
from infoview_sync.keys.pairing import (
    PAIRING_NONCE_BYTES,
    Agreed,
    Applicant,
    Begin,
    Begun,
    Reveal,
    agreed_from,
    begun_bytes,
    commitment,
    is_proof,
    transcript_of,
)
from infoview_sync.keys.primitives import KEY_BYTES, agree, agreement_public, sign, signing_public
from infoview_sync.keys.signing import DeviceKeys
from infoview_sync.keys.texts import from_text, to_text


class Offering(NamedTuple):
    """One session: `ephemeral_secret` and `nonce` are 32 fresh random bytes each."""

    session: str
    ephemeral_secret: bytes
    nonce: bytes
    log: str
    signing_seed: bytes


class Waiting(NamedTuple):
    """What the server remembers of a session between Begun and Reveal."""

    begin: Begin
    begun: Begun
    ephemeral_secret: bytes


def answer(offering: Offering, begin: Begin) -> tuple[Begun, Waiting]:
    """What to send, and what to remember. Raises: Untrusted, InputError if `begin` is malformed."""
    unsigned = Begun(
        session=offering.session,
        ephemeral=to_text(agreement_public(offering.ephemeral_secret)),
        nonce=to_text(offering.nonce),
        log=offering.log,
        public_key=to_text(signing_public(offering.signing_seed)),
        signature="",
    )
    signature = sign(offering.signing_seed, begun_bytes(begin, unsigned))
    begun = Begun(
        session=unsigned.session,
        ephemeral=unsigned.ephemeral,
        nonce=unsigned.nonce,
        log=unsigned.log,
        public_key=unsigned.public_key,
        signature=to_text(signature),
    )
    return begun, Waiting(begin, begun, offering.ephemeral_secret)


def check(waiting: Waiting, reveal: Reveal, *, hash_of_secret: bytes) -> tuple[Applicant, Agreed]:
    """Who asks to be let in, and the digits to compare.

    Raises: Untrusted if the commitment was to something else or the proof is wrong: that costs a
    try; InputError if the message is malformed.
    """
    ephemeral = from_text(reveal.ephemeral, length=KEY_BYTES)
    nonce = from_text(reveal.nonce, length=PAIRING_NONCE_BYTES)
    if reveal.session != waiting.begun.session:
        raise Untrusted("this message belongs to another pairing")
    if to_text(commitment(ephemeral, nonce)) != waiting.begin.commitment:
        raise Untrusted("the device shows another key than it committed to")
    applicant = Applicant(
        reveal.log,
        DeviceKeys(
            from_text(reveal.public_key, length=KEY_BYTES),
            from_text(reveal.agreement_key, length=KEY_BYTES),
        ),
        reveal.name,
        reveal.form,
    )
    transcript = transcript_of(
        begun_bytes(waiting.begin, waiting.begun),
        waiting.begun.signature,
        ephemeral=ephemeral,
        nonce=nonce,
        applicant=applicant,
    )
    agreed = agreed_from(agree(waiting.ephemeral_secret, ephemeral), transcript)
    if not is_proof(agreed, hash_of_secret, from_text(reveal.proof, length=KEY_BYTES)):
        raise Untrusted("the device does not know the code")
    return applicant, agreed
