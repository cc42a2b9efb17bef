"""What a stranger, a listener and a careless device cannot do with keys, signatures, words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.errors import InputError, Untrusted
from infoview_sync.events.chain import Head
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.keys.phrase import phrase_of, secret_of
from infoview_sync.keys.signing import is_head_signed, sign_head
from infoview_sync.keys.texts import from_text, to_text
from infoview_sync.keys.wrap import WrappedKey, unwrap_epoch, wrap_epoch
from tests.vectors.keys import EPOCH, LAPTOP, LOG, NOTEBOOK, OTHER_LOG, PHONE, secret

KEYS = st.binary(min_size=32, max_size=32)


@settings(deadline=None)
@given(KEYS)
def test_every_secret_survives_its_phrase(raw: bytes) -> None:
    assert secret_of(" ".join(phrase_of(raw))) == raw


@settings(deadline=None)
@given(st.binary(max_size=100))
def test_every_key_survives_its_text(raw: bytes) -> None:
    assert from_text(to_text(raw)) == raw


@pytest.mark.parametrize("text", ["AB", "A", "AA==", "A+/A", "AAAA\n", "ÄAAA", "AA AA"])
def test_a_key_has_one_spelling(text: str) -> None:
    with pytest.raises(InputError):
        from_text(text)


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(InputError, match="32 bytes are expected here, not 31"):
        from_text(to_text(bytes(31)), length=32)


def test_a_signed_head_is_of_one_notebook_log_and_event() -> None:
    head, own = Head(7, secret("head")), LAPTOP.public.public_key
    signature = sign_head(LAPTOP.signing_seed, head, notebook=NOTEBOOK, log=LOG)
    assert is_head_signed(own, signature, head, notebook=NOTEBOOK, log=LOG)
    for key, wrong, notebook, log in (
        (own, head, OTHER_LOG, LOG),
        (own, head, NOTEBOOK, OTHER_LOG),
        (own, Head(8, head.hash), NOTEBOOK, LOG),
        (own, Head(7, secret("other")), NOTEBOOK, LOG),
        (PHONE.public.public_key, head, NOTEBOOK, LOG),
    ):
        assert not is_head_signed(key, signature, wrong, notebook=notebook, log=log)


def wrapped() -> WrappedKey:
    return wrap_epoch(
        EPOCH,
        notebook=NOTEBOOK,
        recipient=OTHER_LOG,
        agreement_key=PHONE.public.agreement_key,
        ephemeral_secret=secret("ephemeral"),
        signing_seed=LAPTOP.signing_seed,
    )


def unwrap(
    key: WrappedKey,
    *,
    notebook: str = NOTEBOOK,
    agreement_secret: bytes = PHONE.agreement_secret,
    sender: bytes = LAPTOP.public.public_key,
) -> EpochKey:
    return unwrap_epoch(key, notebook=notebook, agreement_secret=agreement_secret, sender=sender)


@settings(deadline=None)
@given(st.integers(0, (80 + 64) * 8 - 1))
def test_a_wrapped_key_with_a_flipped_bit_is_refused(bit: int) -> None:
    key = wrapped()
    whole = bytearray(key.sealed + key.signature)
    whole[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Untrusted):
        unwrap(key._replace(sealed=bytes(whole[:80]), signature=bytes(whole[80:])))


def test_a_wrapped_key_is_of_one_notebook_epoch_recipient_and_sender() -> None:
    assert unwrap(wrapped()) == EPOCH
    for wrong in (
        lambda: unwrap(wrapped()._replace(epoch=3)),
        # Equal in the last four bytes.
        lambda: unwrap(wrapped()._replace(epoch=EPOCH.number + 2**32)),
        lambda: unwrap(wrapped()._replace(epoch=-1)),
        lambda: unwrap(wrapped()._replace(recipient=LOG)),
        lambda: unwrap(wrapped(), notebook=LOG),
        lambda: unwrap(wrapped(), agreement_secret=LAPTOP.agreement_secret),
        lambda: unwrap(wrapped(), sender=PHONE.public.public_key),
    ):
        with pytest.raises(Untrusted):
            wrong()
