"""The golden vectors of the keys; web/tests/worker/keys runs the same files."""

from __future__ import annotations

from typing import Any

import pytest

from infoview_sync.errors import InputError
from infoview_sync.events.chain import Head
from infoview_sync.keys.derivation import EpochKey, recovery_keys, segment_key
from infoview_sync.keys.phrase import phrase_of, secret_of, word_list
from infoview_sync.keys.signing import (
    DeviceKeys,
    is_approved,
    is_head_signed,
    sign_approval,
    sign_head,
)
from infoview_sync.keys.wrap import WrappedKey, unwrap_epoch, wrap_epoch
from tests.keys.vectors import raw, read
from tests.vectors.keys import LAPTOP, keys_cases, pairing_case, phrase_cases

KEYS = read("keys.json")
NOTEBOOK = KEYS["notebook"]


def test_the_vectors_are_what_their_maker_makes() -> None:
    assert keys_cases() == KEYS
    assert phrase_cases() == read("phrases.json")
    assert pairing_case() == read("pairing.json")


@pytest.mark.parametrize("case", KEYS["segment_keys"])
def test_a_segment_key_follows_from_epoch_notebook_and_log(case: dict[str, Any]) -> None:
    epoch = EpochKey(case["epoch"], bytes.fromhex(case["epoch_key"]))
    assert segment_key(epoch, notebook=NOTEBOOK, log=case["log"]).hex() == case["key"]


def test_three_keys_follow_from_the_recovery_secret() -> None:
    case = KEYS["recovery"]
    keys = recovery_keys(bytes.fromhex(case["secret"]))
    for name in ("signing_seed", "signing_key", "agreement_secret", "agreement_key"):
        assert getattr(keys, name).hex() == case[name]


def test_a_head_is_signed() -> None:
    case = KEYS["head"]
    seed, public, hash_, signature = raw(case, "signing_seed", "public_key", "hash", "signature")
    head, said = Head(case["seq"], hash_), {"notebook": NOTEBOOK, "log": case["log"]}
    assert sign_head(seed, head, **said) == signature
    assert is_head_signed(public, signature, head, **said)


def test_a_device_is_approved() -> None:
    case = KEYS["approval"]
    seed, *public, approval = raw(case, "signing_seed", "public_key", "agreement_key", "approval")
    said = {"notebook": NOTEBOOK, "log": case["log"], "keys": DeviceKeys(*public)}
    assert sign_approval(seed, **said) == approval
    assert is_approved(LAPTOP.public.public_key, approval, **said)


def test_an_epoch_key_is_wrapped_for_one_device() -> None:
    case = KEYS["wrapped"]
    epoch = EpochKey(case["epoch"], bytes.fromhex(case["epoch_key"]))
    agreement, ephemeral, seed = raw(case, "agreement_secret", "ephemeral_secret", "signing_seed")
    wrapped = WrappedKey(case["epoch"], case["recipient"], *raw(case, "sealed", "signature"))
    public = bytes.fromhex(KEYS["approval"]["agreement_key"])
    again = wrap_epoch(
        epoch,
        notebook=NOTEBOOK,
        recipient=case["recipient"],
        agreement_key=public,
        ephemeral_secret=ephemeral,
        signing_seed=seed,
    )
    assert again == wrapped
    sender = LAPTOP.public.public_key
    opened = unwrap_epoch(wrapped, notebook=NOTEBOOK, agreement_secret=agreement, sender=sender)
    assert opened == epoch


def test_the_words_are_those_of_bip39() -> None:
    assert len(word_list()) == 2048
    assert list(word_list()) == sorted(word_list())
    assert len({word[:4] for word in word_list()}) == 2048


@pytest.mark.parametrize("case", read("phrases.json")["good"])
def test_a_secret_is_24_words_and_back(case: dict[str, str]) -> None:
    assert " ".join(phrase_of(bytes.fromhex(case["secret"]))) == case["phrase"]
    assert secret_of(case["phrase"]).hex() == case["secret"]


@pytest.mark.parametrize("case", read("phrases.json")["typed"])
def test_a_phrase_is_read_as_people_type_it(case: dict[str, str]) -> None:
    assert secret_of(case["phrase"]).hex() == case["secret"]


@pytest.mark.parametrize("case", read("phrases.json")["bad"])
def test_a_wrong_phrase_is_told_what_is_wrong(case: dict[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        secret_of(case["phrase"])
    assert case["says"] in str(caught.value)
