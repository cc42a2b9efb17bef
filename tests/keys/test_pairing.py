"""Pairing: whatever is changed, guessed or mixed up on the way, nobody is let in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.errors import InputError, Untrusted
from infoview_sync.keys import pairing_device, pairing_server
from infoview_sync.keys.grant import Grant, GrantedEpoch, GrantedRoot, open_grant, seal_grant
from infoview_sync.keys.pairing import Applicant, Begin, Begun, Reveal, fingerprint, secret_hash
from infoview_sync.keys.primitives import ONCE, seal
from infoview_sync.keys.signing import sign_approval
from infoview_sync.keys.texts import to_text
from tests.vectors.keys import EPOCH, LAPTOP, LOG, NOTEBOOK, OTHER_LOG, PHONE, secret

CODE = secret("code")[:16]
KEYS = st.binary(min_size=32, max_size=32)


@dataclass
class Pairing:
    """Both machines, and what each message becomes on the way."""

    asking: pairing_device.Asking
    offering: pairing_server.Offering

    def run(self, **changed: dict[str, str]) -> tuple[str, str]:
        """Both sides' digits. `begin`, `begun`, `reveal`: fields that somebody changes."""
        begin = replaced(pairing_device.begin(self.asking), changed.get("begin"))
        begun, waiting = pairing_server.answer(self.offering, begin)
        begun = replaced(begun, changed.get("begun"))
        reveal, revealed = pairing_device.reveal(self.asking, begun)
        reveal = replaced(reveal, changed.get("reveal"))
        _, agreed = pairing_server.check(waiting, reveal, hash_of_secret=secret_hash(CODE))
        return revealed.agreed.digits, agreed.digits


def replaced(message: Any, fields: dict[str, str] | None) -> Any:
    return msgspec.structs.replace(message, **fields) if fields else message


def pairing(**asking: Any) -> Pairing:
    start = pairing_device.Asking(
        CODE,
        secret("device ephemeral"),
        secret("device nonce"),
        Applicant(OTHER_LOG, PHONE.public, "Phone", "phone"),
        fingerprint(LAPTOP.public.public_key),
    )
    offering = pairing_server.Offering(
        LOG, secret("server ephemeral"), secret("server nonce"), LOG, LAPTOP.signing_seed
    )
    return Pairing(start._replace(**asking), offering)


def test_both_sides_show_the_same_six_digits() -> None:
    here, there = pairing().run()
    assert here == there
    assert len(here) == 6
    assert here.isdigit()


@settings(deadline=None)
@given(KEYS, KEYS)
def test_the_digits_follow_from_both_ephemeral_keys(one: bytes, other: bytes) -> None:
    first = pairing(ephemeral_secret=one).run()
    assert first[0] == first[1]
    second = pairing(ephemeral_secret=one)
    second.offering = second.offering._replace(ephemeral_secret=other)
    assert len(set(second.run())) == 1


def test_a_wrong_code_is_refused() -> None:
    with pytest.raises(Untrusted, match="does not know the code"):
        pairing(secret=bytes(16)).run()


def test_another_server_than_the_codes_is_refused() -> None:
    with pytest.raises(Untrusted, match="another computer"):
        pairing(server=fingerprint(PHONE.public.public_key)).run()


KEY = to_text(PHONE.public.agreement_key)


@pytest.mark.parametrize(
    "changed",
    [
        {"begin": {"commitment": KEY}},
        {"begin": {"invitation": "0" * 16}},
        *(
            {"begun": {name: value}}
            for name, value in (
                ("session", OTHER_LOG),
                ("ephemeral", KEY),
                ("nonce", KEY),
                ("log", OTHER_LOG),
                ("public_key", KEY),
                ("signature", to_text(bytes(64))),
            )
        ),
        *(
            {"reveal": {name: value}}
            for name, value in (
                ("session", OTHER_LOG),
                ("ephemeral", KEY),
                ("nonce", KEY),
                ("log", LOG),
                ("public_key", KEY),
                ("agreement_key", to_text(PHONE.public.public_key)),
                ("name", "Fone"),
                ("form", "laptop"),
                ("proof", KEY),
            )
        ),
    ],
    ids=str,
)
def test_whatever_is_changed_on_the_way_ends_the_pairing(changed: dict[str, Any]) -> None:
    with pytest.raises(Untrusted):
        pairing().run(**changed)


@pytest.mark.parametrize("message", [Begin, Begun, Reveal])
@pytest.mark.parametrize("junk", ["", "x", "=" * 43, "\x00", "é" * 43, "A" * 10_000])
def test_junk_in_a_message_is_a_typed_refusal(message: Any, junk: str) -> None:
    for name in message.__struct_fields__:
        with pytest.raises((Untrusted, InputError)):
            pairing().run(**{message.__name__.lower(): {name: junk}})


def grant(**changed: Any) -> Grant:
    approval = sign_approval(
        LAPTOP.signing_seed, notebook=NOTEBOOK, log=OTHER_LOG, keys=PHONE.public
    )
    good = Grant(
        notebook=NOTEBOOK,
        token="token",
        epochs=[GrantedEpoch(number=1, key=to_text(EPOCH.key))],
        root=GrantedRoot(log=LOG, key=to_text(LAPTOP.public.public_key)),
        approved_by=LOG,
        approval=to_text(approval),
        hlc=1795000000000000,
    )
    return msgspec.structs.replace(good, **changed)


def take(given_: Grant | bytes) -> Grant:
    one = pairing()
    begun, _ = pairing_server.answer(one.offering, pairing_device.begin(one.asking))
    _, revealed = pairing_device.reveal(one.asking, begun)
    key = revealed.agreed.grant_key
    return pairing_device.take_grant(
        revealed, given_ if isinstance(given_, bytes) else seal_grant(key, given_)
    )


def test_a_grant_is_taken_if_the_paired_server_approved() -> None:
    assert take(grant()) == grant()


@pytest.mark.parametrize(
    "wrong",
    [
        {"notebook": OTHER_LOG},
        {"notebook": "no id"},
        {"approved_by": OTHER_LOG},
        {"approval": to_text(bytes(64))},
        {"approval": "junk"},
        {"epochs": []},
        {"epochs": [GrantedEpoch(number=1, key="AAAA")]},
        {"epochs": [GrantedEpoch(number=0, key=to_text(EPOCH.key))]},
        {"epochs": [GrantedEpoch(number=2**32, key=to_text(EPOCH.key))]},
        {"hlc": -1},
        {"hlc": 2**53},
        {"root": GrantedRoot(log="no id", key=KEY)},
        {"root": GrantedRoot(log=LOG, key="AAAA")},
    ],
    ids=str,
)
def test_any_other_grant_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Untrusted):
        take(grant(**wrong))


def test_a_grant_for_another_pairing_does_not_open() -> None:
    with pytest.raises(Untrusted):
        take(seal_grant(bytes(32), grant()))


def test_a_grant_that_opens_but_is_none_is_refused() -> None:
    with pytest.raises(Untrusted):
        open_grant(bytes(32), seal(bytes(32), ONCE, b'{"notebook":1}'))
