"""Golden vectors of the keys: derivations, signatures, wrapped keys, phrases, one whole pairing.

Every secret is the SHA-256 of a word, so that anybody can make it again.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from infoview_sync.events.chain import Head
from infoview_sync.ids import id_from_bytes
from infoview_sync.keys import pairing_device, pairing_server
from infoview_sync.keys.derivation import EpochKey, recovery_keys, segment_key
from infoview_sync.keys.grant import Grant, GrantedEpoch, GrantedRoot, seal_grant
from infoview_sync.keys.pairing import Applicant, fingerprint, secret_hash
from infoview_sync.keys.phrase import phrase_of
from infoview_sync.keys.primitives import signing_public
from infoview_sync.keys.signing import DeviceSecrets, sign_approval, sign_head
from infoview_sync.keys.texts import to_text
from infoview_sync.keys.wrap import wrap_epoch

NOTEBOOK = "0123456789abcdef"
LOG = "fedcba9876543210"
OTHER_LOG = id_from_bytes(bytes(range(10)))


def secret(word: str) -> bytes:
    return sha256(word.encode()).digest()


EPOCH = EpochKey(2, secret("epoch"))
LAPTOP = DeviceSecrets(secret("laptop signing"), secret("laptop agreement"))
PHONE = DeviceSecrets(secret("phone signing"), secret("phone agreement"))


def keys_cases() -> dict[str, Any]:
    recovery = recovery_keys(secret("recovery"))
    head = Head(2**40 + 7, secret("head"))
    wrapped = wrap_epoch(
        EPOCH,
        notebook=NOTEBOOK,
        recipient=OTHER_LOG,
        agreement_key=PHONE.public.agreement_key,
        ephemeral_secret=secret("ephemeral"),
        signing_seed=LAPTOP.signing_seed,
    )
    return {
        "notebook": NOTEBOOK,
        "segment_keys": [
            {
                "epoch": number,
                "epoch_key": EPOCH.key.hex(),
                "log": log,
                "key": segment_key(EpochKey(number, EPOCH.key), notebook=NOTEBOOK, log=log).hex(),
            }
            for number, log in ((1, LOG), (2, LOG), (2, OTHER_LOG), (2**32 - 1, LOG))
        ],
        "recovery": {
            "secret": secret("recovery").hex(),
            "signing_seed": recovery.signing_seed.hex(),
            "signing_key": recovery.signing_key.hex(),
            "agreement_secret": recovery.agreement_secret.hex(),
            "agreement_key": recovery.agreement_key.hex(),
        },
        "head": {
            "signing_seed": LAPTOP.signing_seed.hex(),
            "public_key": LAPTOP.public.public_key.hex(),
            "log": LOG,
            "seq": head.seq,
            "hash": head.hash.hex(),
            "signature": sign_head(LAPTOP.signing_seed, head, notebook=NOTEBOOK, log=LOG).hex(),
        },
        "approval": {
            "signing_seed": LAPTOP.signing_seed.hex(),
            "log": OTHER_LOG,
            "public_key": PHONE.public.public_key.hex(),
            "agreement_key": PHONE.public.agreement_key.hex(),
            "approval": sign_approval(
                LAPTOP.signing_seed, notebook=NOTEBOOK, log=OTHER_LOG, keys=PHONE.public
            ).hex(),
        },
        "wrapped": {
            "epoch": EPOCH.number,
            "epoch_key": EPOCH.key.hex(),
            "recipient": OTHER_LOG,
            "agreement_secret": PHONE.agreement_secret.hex(),
            "ephemeral_secret": secret("ephemeral").hex(),
            "signing_seed": LAPTOP.signing_seed.hex(),
            "sealed": wrapped.sealed.hex(),
            "signature": wrapped.signature.hex(),
        },
    }


def phrase_cases() -> dict[str, Any]:
    """The first four secrets and their words are among BIP39's published vectors."""
    raws = [bytes([byte]) * 32 for byte in (0x00, 0x7F, 0x80, 0xFF)] + [secret("recovery")]
    good = phrase_of(secret("recovery"))
    return {
        "good": [{"secret": raw.hex(), "phrase": " ".join(phrase_of(raw))} for raw in raws],
        "typed": [
            {"secret": secret("recovery").hex(), "phrase": phrase}
            for phrase in (
                "  ".join(good).upper(),
                "\n".join(f"{nth}. {word}" for nth, word in enumerate(good, start=1)),
                ", ".join(good) + ".",
                # As they are printed: in columns, by their numbers.
                "\n".join(
                    "  ".join(f"{place + 1:>2} {good[place]}" for place in range(row, 24, 8))
                    for row in range(8)
                ),
                # Numbers that tell nothing: not every word has one, or they are not 1 to 24.
                " ".join(f"{word}{nth}" for nth, word in enumerate(good, start=7)),
            )
        ],
        "bad": [
            {"phrase": " ".join(good[:23]), "says": "has 24 words, here are 23"},
            {"phrase": "", "says": "has 24 words, here are 0"},
            {"phrase": "abandon " * 24, "says": "do not belong together"},
            {"phrase": " ".join([good[1], good[0], *good[2:]]), "says": "do not belong together"},
            {
                "phrase": " ".join([*good[:6], "abandn", *good[7:]]),
                "says": "7, “abandn”",
            },
            {"phrase": " ".join([*good[:6], "abandn", *good[7:]]), "says": "“abandon”?"},
            {"phrase": " ".join([*good[:23], "zoos"]), "says": "“zoo”?"},
            {"phrase": "ünïcode " * 24, "says": "“ünïcode”"},
        ],
    }


def pairing_case() -> dict[str, Any]:
    code = secret("code")[:16]
    asking = pairing_device.Asking(
        code,
        secret("device ephemeral"),
        secret("device nonce"),
        Applicant(OTHER_LOG, PHONE.public, "Zoë’s phone", "phone"),
        fingerprint(LAPTOP.public.public_key),
    )
    offering = pairing_server.Offering(
        id_from_bytes(bytes(range(10, 20))),
        secret("server ephemeral"),
        secret("server nonce"),
        LOG,
        LAPTOP.signing_seed,
    )
    begin = pairing_device.begin(asking)
    begun, waiting = pairing_server.answer(offering, begin)
    reveal, revealed = pairing_device.reveal(asking, begun)
    applicant, agreed = pairing_server.check(waiting, reveal, hash_of_secret=secret_hash(code))
    assert agreed == revealed.agreed
    approval = sign_approval(
        LAPTOP.signing_seed, notebook=NOTEBOOK, log=applicant.log, keys=applicant.keys
    )
    grant = Grant(
        notebook=NOTEBOOK,
        token=to_text(secret("token")),
        epochs=[GrantedEpoch(number=EPOCH.number, key=to_text(EPOCH.key))],
        root=GrantedRoot(log=LOG, key=to_text(signing_public(LAPTOP.signing_seed))),
        approved_by=LOG,
        approval=to_text(approval),
        hlc=1795000000000000,
    )
    sealed = seal_grant(agreed.grant_key, grant)
    assert pairing_device.take_grant(revealed, sealed) == grant
    return {
        "device": {
            "secret": code.hex(),
            "ephemeral_secret": asking.ephemeral_secret.hex(),
            "nonce": asking.nonce.hex(),
            "log": applicant.log,
            "public_key": applicant.keys.public_key.hex(),
            "agreement_key": applicant.keys.agreement_key.hex(),
            "name": applicant.name,
            "form": applicant.form,
            "server": fingerprint(LAPTOP.public.public_key).hex(),
        },
        "server": {
            "session": offering.session,
            "ephemeral_secret": offering.ephemeral_secret.hex(),
            "nonce": offering.nonce.hex(),
            "log": offering.log,
            "signing_seed": offering.signing_seed.hex(),
        },
        "begin": msgspec.to_builtins(begin),
        "begun": msgspec.to_builtins(begun),
        "reveal": msgspec.to_builtins(reveal),
        "transcript": agreed.transcript.hex(),
        "digits": agreed.digits,
        "grant": msgspec.to_builtins(grant),
        "sealed": to_text(sealed),
    }
