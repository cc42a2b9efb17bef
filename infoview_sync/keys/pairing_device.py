"""Pairing as the device that asks to be let in: Begin → Begun → Reveal → Grant. No I/O."""

from __future__ import annotations

from typing import NamedTuple

from infoview_sync.clock import HLC_RECEIVED_MAX
from infoview_sync.errors import InputError, Untrusted
from infoview_sync.ids import is_id
from infoview_sync.keys.derivation import is_epoch
from infoview_sync.keys.grant import Grant, open_grant
from infoview_sync.keys.pairing import (
    Agreed,
    Applicant,
    Begin,
    Begun,
    Reveal,
    agreed_from,
    begun_bytes,
    commitment,
    fingerprint,
    invitation_of,
    proof_of,
    secret_hash,
    transcript_of,
)
from infoview_sync.keys.primitives import (
    KEY_BYTES,
    SIGNATURE_BYTES,
    agree,
    agreement_public,
    is_signed,
)
from infoview_sync.keys.signing import is_approved
from infoview_sync.keys.texts import from_text, to_text


class Asking(NamedTuple):
    """One attempt: `ephemeral_secret` and `nonce` are 32 fresh random bytes each.

    `server`: the fingerprint from the QR code or link; None after a typed code, which has none.
    """

    secret: bytes
    ephemeral_secret: bytes
    nonce: bytes
    applicant: Applicant
    server: bytes | None


class Revealed(NamedTuple):
    """`agreed.digits` are to be shown; the rest waits for the grant."""

    agreed: Agreed
    applicant: Applicant
    server_log: str
    server_key: bytes


def begin(asking: Asking) -> Begin:
    ephemeral = agreement_public(asking.ephemeral_secret)
    return Begin(
        commitment=to_text(commitment(ephemeral, asking.nonce)),
        invitation=invitation_of(secret_hash(asking.secret)),
    )


def reveal(asking: Asking, begun: Begun) -> tuple[Reveal, Revealed]:
    """What to send next, and what to remember.

    Raises: Untrusted if the server is not the one of the QR code, or did not sign what it said;
    InputError if its answer is malformed.
    """
    server_key = from_text(begun.public_key, length=KEY_BYTES)
    if asking.server is not None and fingerprint(server_key) != asking.server:
        raise Untrusted("another computer answers than the one that showed the code")
    signed = begun_bytes(begin(asking), begun)
    if not is_signed(server_key, signed, from_text(begun.signature, length=SIGNATURE_BYTES)):
        raise Untrusted("the computer's answer is not signed by its own key")
    ephemeral = agreement_public(asking.ephemeral_secret)
    transcript = transcript_of(
        signed,
        begun.signature,
        ephemeral=ephemeral,
        nonce=asking.nonce,
        applicant=asking.applicant,
    )
    shared = agree(asking.ephemeral_secret, from_text(begun.ephemeral, length=KEY_BYTES))
    agreed = agreed_from(shared, transcript)
    message = Reveal(
        session=begun.session,
        ephemeral=to_text(ephemeral),
        nonce=to_text(asking.nonce),
        log=asking.applicant.log,
        public_key=to_text(asking.applicant.keys.public_key),
        agreement_key=to_text(asking.applicant.keys.agreement_key),
        name=asking.applicant.name,
        form=asking.applicant.form,
        proof=to_text(proof_of(agreed, secret_hash(asking.secret))),
    )
    return message, Revealed(agreed, asking.applicant, begun.log, server_key)


def take_grant(revealed: Revealed, sealed: bytes) -> Grant:
    """The keys of the notebook, their approval checked.

    Raises: Untrusted if they do not open, or the server that was paired with did not approve.
    """
    grant = open_grant(revealed.agreed.grant_key, sealed)
    try:
        approval = from_text(grant.approval, length=SIGNATURE_BYTES)
        from_text(grant.root.key, length=KEY_BYTES)
        for epoch in grant.epochs:
            from_text(epoch.key, length=KEY_BYTES)
    except InputError as error:
        raise Untrusted("a grant holds a key that is none") from error
    is_good = (
        bool(grant.epochs)
        and all(is_epoch(epoch.number) for epoch in grant.epochs)
        and 0 <= grant.hlc <= HLC_RECEIVED_MAX
        and is_id(grant.notebook)
        and is_id(grant.root.log)
        and grant.approved_by == revealed.server_log
        and is_approved(
            revealed.server_key,
            approval,
            notebook=grant.notebook,
            log=revealed.applicant.log,
            keys=revealed.applicant.keys,
        )
    )
    if not is_good:
        raise Untrusted("the computer did not approve this device, or with no key of its own")
    return grant
