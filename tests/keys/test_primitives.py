"""The primitives against Project Wycheproof and the RFCs' own vectors."""

from __future__ import annotations

from typing import Any

import pytest

from infoview_sync.errors import Untrusted
from infoview_sync.keys.primitives import (
    agree,
    agreement_public,
    derive,
    is_signed,
    open_sealed,
    seal,
    sign,
    signing_public,
)
from tests.keys.vectors import raw, read


def cases(name: str) -> Any:
    return pytest.mark.parametrize(
        "case", read(f"wycheproof/{name}.json"), ids=lambda case: str(case["id"])
    )


@cases("aes_gcm")
def test_aes_gcm_is_wycheproofs(case: dict[str, Any]) -> None:
    key, nonce, aad, plaintext, sealed = raw(case, "key", "nonce", "aad", "plaintext", "sealed")
    if case["result"] == "valid":
        assert seal(key, nonce, plaintext, aad=aad) == sealed
        assert open_sealed(key, nonce, sealed, aad=aad) == plaintext
    else:
        with pytest.raises(Untrusted):
            open_sealed(key, nonce, sealed, aad=aad)


@cases("ed25519")
def test_ed25519_is_wycheproofs(case: dict[str, Any]) -> None:
    verdict = is_signed(*raw(case, "public_key", "message", "signature"))
    # Keys of small or mixed order: see the vectors' README.
    assert case["result"] == "acceptable" or verdict == (case["result"] == "valid")


@cases("x25519")
def test_x25519_is_wycheproofs_and_refuses_an_all_zero_secret(case: dict[str, Any]) -> None:
    secret, public, shared = raw(case, "secret", "public_key", "shared")
    if any(shared):
        assert agree(secret, public) == shared
    else:
        with pytest.raises(Untrusted):
            agree(secret, public)


@cases("hkdf_sha256")
def test_hkdf_is_wycheproofs(case: dict[str, Any]) -> None:
    secret, salt, info, derived = raw(case, "secret", "salt", "info", "derived")
    if case["result"] == "valid":
        assert derive(secret, salt=salt, info=info, length=case["length"]) == derived
    else:
        with pytest.raises(ValueError, match="derive"):
            derive(secret, salt=salt, info=info, length=case["length"])


@pytest.mark.parametrize("case", read("rfc.json")["hkdf"], ids=lambda case: case["name"])
def test_hkdf_is_rfc_5869s(case: dict[str, Any]) -> None:
    secret, salt, info, derived = raw(case, "secret", "salt", "info", "derived")
    assert derive(secret, salt=salt, info=info, length=len(derived)) == derived


@pytest.mark.parametrize("case", read("rfc.json")["ed25519"], ids=lambda case: case["name"])
def test_ed25519_is_rfc_8032s(case: dict[str, Any]) -> None:
    seed, public, message, signature = raw(case, "seed", "public_key", "message", "signature")
    assert signing_public(seed) == public
    assert sign(seed, message) == signature
    assert is_signed(public, message, signature)


@pytest.mark.parametrize("case", read("rfc.json")["x25519"], ids=lambda case: case["name"])
def test_x25519_is_rfc_7748s(case: dict[str, Any]) -> None:
    secret, public, shared = raw(case, "secret", "public_key", "shared")
    assert agree(secret, public) == shared
    if "own_public_key" in case:
        assert agreement_public(secret).hex() == case["own_public_key"]


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_no_key(length: int) -> None:
    assert not is_signed(bytes(length), b"", bytes(64))
    with pytest.raises(Untrusted):
        agree(bytes(32), bytes(length))
