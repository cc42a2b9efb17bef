"""What the recovery phrase and an opener's maker sign, to the bit."""

from __future__ import annotations

from hashlib import sha256

from infoview_sync.keys.primitives import is_signed, signing_public
from infoview_sync.keys.signing import (
    is_opener_signed,
    is_root_signed,
    sign_opener,
    sign_root,
)

SEED = bytes(range(32))
KEY = bytes(range(32, 64))
NOTEBOOK, LOG = "0123456789abcdef", "fedcba9876543210"
PUBLIC = signing_public(SEED)
IDS = bytes.fromhex("00443214c74254b635cf") + bytes.fromhex("7b9ac5a928398a418820")


def test_the_phrase_signs_the_notebook_s_first_log_and_its_key() -> None:
    """If this fails, the change is wrong: phrases on paper have signed these bytes."""
    signature = sign_root(SEED, notebook=NOTEBOOK, log=LOG, public_key=KEY)
    assert is_signed(PUBLIC, b"infoview root 1" + IDS + KEY, signature)
    assert is_root_signed(PUBLIC, signature, notebook=NOTEBOOK, log=LOG, public_key=KEY)


def test_an_opener_s_maker_signs_what_is_sealed() -> None:
    """If this fails, the change is wrong: folders hold openers signed so."""
    sealed = b"sealed bytes"
    signature = sign_opener(SEED, notebook=NOTEBOOK, log=LOG, sealed=sealed)
    message = b"infoview opener 1" + IDS + sha256(sealed).digest()
    assert is_signed(PUBLIC, message, signature)
    assert is_opener_signed(PUBLIC, signature, notebook=NOTEBOOK, log=LOG, sealed=sealed)


def test_the_phrase_s_word_is_for_this_beginning_alone() -> None:
    signature = sign_root(SEED, notebook=NOTEBOOK, log=LOG, public_key=KEY)
    for notebook, log, key in ((LOG, LOG, KEY), (NOTEBOOK, NOTEBOOK, KEY), (NOTEBOOK, LOG, SEED)):
        assert not is_root_signed(PUBLIC, signature, notebook=notebook, log=log, public_key=key)
