"""The sealed file: what is not exactly as it was sealed does not open, whatever was done to it."""

from __future__ import annotations

import io
import random
from hashlib import sha256

import pytest

from infoview_sync.errors import InputError, Untrusted
from infoview_sync.keys.backup import (
    CHUNK_BYTES,
    HEADER_BYTES,
    SealedWriter,
    new_opening,
    opened_chunks,
    opening_by,
)
from infoview_sync.keys.derivation import RecoveryKeys, recovery_keys
from infoview_sync.keys.primitives import TAG_BYTES
from tests.replica import NOTEBOOK

EXPECTED = "f96fdd47d4482b889efcbfeeaf87e028502ad4f7c6c5a9594ec8b4d0be70752f"
KEYS = recovery_keys(bytes(range(32)))
SEALED_BYTES = CHUNK_BYTES + TAG_BYTES


def sealed(plaintext: bytes, *, seed: int = 1, keys: RecoveryKeys = KEYS) -> bytes:
    rng = random.Random(seed)
    opening = new_opening(
        keys.agreement_key,
        notebook=NOTEBOOK,
        file_key=rng.randbytes(32),
        ephemeral_secret=rng.randbytes(32),
    )
    file = io.BytesIO()
    writer = SealedWriter(file, opening)
    for at in range(0, len(plaintext), 300_000):
        writer.write(plaintext[at : at + 300_000])
    writer.finish()
    return file.getvalue()


def opened(raw: bytes, keys: RecoveryKeys = KEYS) -> bytes:
    file = io.BytesIO(raw)
    opening = opening_by(file.read(HEADER_BYTES), keys.agreement_secret)
    return b"".join(opened_chunks(file, opening))


def test_the_bytes_are_these() -> None:
    """If this fails, the change is wrong and not the hash: old backups must open for ever."""
    raw = sealed(b"a notebook" * 200_000)
    assert sha256(raw).hexdigest() == EXPECTED


@pytest.mark.parametrize("length", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1,
                                    3 * CHUNK_BYTES])  # fmt: skip
def test_what_was_sealed_opens_at_every_length(length: int) -> None:
    plaintext = random.Random(length).randbytes(length)
    raw = sealed(plaintext)
    assert opened(raw) == plaintext
    chunks = max(1, -(-length // CHUNK_BYTES))
    assert len(raw) == HEADER_BYTES + length + chunks * TAG_BYTES, "no empty chunk behind the last"


def test_a_flipped_bit_anywhere_is_found() -> None:
    raw = sealed(bytes(CHUNK_BYTES + 500))
    rng = random.Random(2)
    places = [*range(HEADER_BYTES), *(rng.randrange(HEADER_BYTES, len(raw)) for _ in range(60))]
    for place in [*places, len(raw) - 1, HEADER_BYTES + SEALED_BYTES]:
        changed = bytearray(raw)
        changed[place] ^= 1 << rng.randrange(8)
        with pytest.raises((Untrusted, InputError)):
            opened(bytes(changed))


def test_a_cut_anywhere_is_found() -> None:
    raw = sealed(bytes(2 * CHUNK_BYTES + 500))
    ends = [HEADER_BYTES + n * SEALED_BYTES + extra for n in range(3) for extra in (0, 1, 16, 400)]
    for end in [0, 8, HEADER_BYTES - 1, *ends, len(raw) - 1]:
        with pytest.raises((Untrusted, InputError)):
            opened(raw[:end])


def test_chunks_moved_doubled_dropped_or_added_are_found() -> None:
    raw = sealed(random.Random(3).randbytes(3 * CHUNK_BYTES + 500))
    head = raw[:HEADER_BYTES]
    parts = [raw[at : at + SEALED_BYTES] for at in range(HEADER_BYTES, len(raw), SEALED_BYTES)]
    one, two, three, last = parts
    for wrong in (
        [two, one, three, last],
        [one, one, two, three, last],
        [one, three, last],
        [one, two, last],
        [one, two, three],
        [one, two, three, last, last],
        [one, two, three, last + b"\0"],
        [last],
    ):
        with pytest.raises(Untrusted, match="part"):
            opened(head + b"".join(wrong))


def test_a_chunk_of_another_backup_is_found() -> None:
    plaintext = bytes(CHUNK_BYTES + 500)
    raw, other = sealed(plaintext), sealed(plaintext, seed=2)
    for mixed in (
        raw[:HEADER_BYTES] + other[HEADER_BYTES:],
        raw[: HEADER_BYTES + SEALED_BYTES] + other[HEADER_BYTES + SEALED_BYTES :],
    ):
        with pytest.raises(Untrusted, match="does not open"):
            opened(mixed)


def test_another_phrase_and_another_file_are_named() -> None:
    raw = sealed(b"a notebook")
    with pytest.raises(Untrusted, match="another recovery phrase"):
        opened(raw, recovery_keys(bytes(32)))
    with pytest.raises(InputError, match="no backup"):
        opened(b"PK\x03\x04" + raw[4:])
    with pytest.raises(InputError, match="format 2"):
        opened(raw[:8] + b"\x02" + raw[9:])


def test_nothing_in_the_file_tells_the_recipient() -> None:
    """Who has backups only must not be able to make another one that opens."""
    assert KEYS.agreement_key not in sealed(b"a notebook")
