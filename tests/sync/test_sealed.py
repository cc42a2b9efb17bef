"""Sealed segments: golden bytes, and no changed bit, wrong key or foreign signature gets in."""

from __future__ import annotations

import base64
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.errors import BadSegment, UnknownEpoch
from infoview_sync.events.chain import Head, genesis
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.keys.signing import is_head_signed, sign_head
from infoview_sync.log.store import Body, Erased
from infoview_sync.sync.header import size_of
from infoview_sync.sync.lines import Packed
from infoview_sync.sync.plain import decode_segment, encode_segment
from infoview_sync.sync.segment import Segment, open_segment, seal_packed, seal_segment
from tests.keys.vectors import read
from tests.vectors.keys import EPOCH, LAPTOP, LOG, NOTEBOOK, OTHER_LOG, PHONE, secret
from tests.vectors.sealed import BODIES, NONCE, START, sealed_cases, sign

SEALED = read("sealed.json")
EPOCHS = {SEALED["epoch"]: bytes.fromhex(SEALED["epoch_key"])}
PUBLIC_KEY = bytes.fromhex(SEALED["public_key"])


def is_signed(segment: Segment) -> bool:
    return is_head_signed(
        PUBLIC_KEY, segment.signature, segment.head, notebook=segment.notebook, log=segment.log
    )


def take(raw: bytes) -> Segment:
    """As a device that knows the author's key. Raises: BadSegment."""
    segment = open_segment(raw, EPOCHS)
    if not is_signed(segment):
        raise BadSegment("its author did not sign it")
    return segment


def body_of(case: dict[str, str]) -> Body:
    if "erased" in case:
        return Erased(bytes.fromhex(case["erased"]))
    return base64.b64decode(case["body_base64"])


@pytest.mark.parametrize("case", SEALED["good"])
def test_a_golden_segment_opens_and_seals_to_the_same_bytes(case: dict[str, Any]) -> None:
    raw = base64.b64decode(case["segment_base64"])
    segment = take(raw)
    after = Head(case["after_seq"], bytes.fromhex(case["after_hash"]))
    bodies = [body_of(each) for each in case["bodies"]]
    signature = bytes.fromhex(case["signature"])
    head = Head(after.seq + len(bodies), bytes.fromhex(case["head_hash"]))
    assert segment == Segment(
        NOTEBOOK, LOG, after, head, bodies, case["lines_bytes"], EPOCH.number, signature
    )
    deflated = base64.b64decode(case["deflated_base64"])
    again = seal_packed(
        Packed(head, len(bodies), case["lines_bytes"], deflated),
        notebook=NOTEBOOK,
        log=LOG,
        after=after,
        epoch=EPOCH,
        nonce=NONCE,
        signature=signature,
    )
    assert again == raw


def test_the_bad_vectors_are_what_their_maker_makes() -> None:
    # Another zlib may deflate otherwise; the good ones are held to their bytes above.
    made = sealed_cases()
    for kind in ("bad", "unsigned"):
        assert list(made[kind]) == list(SEALED[kind])


@pytest.mark.parametrize("name", SEALED["bad"])
def test_a_bad_segment_does_not_open(name: str) -> None:
    with pytest.raises(BadSegment):
        open_segment(base64.b64decode(SEALED["bad"][name]), EPOCHS)


@pytest.mark.parametrize("name", SEALED["unsigned"])
def test_a_segment_that_its_author_did_not_sign_opens_and_is_known(name: str) -> None:
    assert not is_signed(open_segment(base64.b64decode(SEALED["unsigned"][name]), EPOCHS))


def test_a_segment_of_an_unknown_epoch_says_which_key_to_fetch() -> None:
    with pytest.raises(UnknownEpoch, match="key 9") as caught:
        open_segment(base64.b64decode(SEALED["unknown_epoch"]), EPOCHS)
    assert caught.value.fields() == {"epoch": 9}


def sealed(
    bodies: list[Body],
    *,
    notebook: str = NOTEBOOK,
    log: str = LOG,
    epoch: EpochKey = EPOCH,
    seed: bytes = LAPTOP.signing_seed,
) -> bytes:
    return seal_segment(
        notebook=notebook,
        log=log,
        after=genesis(notebook=notebook, log=log),
        bodies=bodies,
        epoch=epoch,
        nonce=NONCE,
        sign=partial(sign_head, seed, notebook=notebook, log=log),
    )


LINES = st.binary(max_size=60).filter(lambda line: b"\n" not in line and line[:1] != b"!")
ERASED = st.binary(min_size=32, max_size=32).map(Erased)


@settings(deadline=None)
@given(st.lists(st.one_of(LINES, ERASED), min_size=1, max_size=20))
def test_what_is_sealed_opens_as_it_was(bodies: list[Body]) -> None:
    segment = take(sealed(bodies))
    assert segment.bodies == bodies
    assert (segment.after, segment.notebook, segment.log) == (START, NOTEBOOK, LOG)


GOOD = sealed(BODIES)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(GOOD) * 8 - 1))
def test_any_flipped_bit_is_refused(bit: int) -> None:
    changed = bytearray(GOOD)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadSegment):
        take(bytes(changed))


@settings(deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40))
def test_any_cut_or_inserted_bytes_are_refused(at: int, extra: bytes) -> None:
    for changed in (GOOD[:at], GOOD[:at] + extra + GOOD[at:]):
        with pytest.raises(BadSegment):
            take(changed)


@pytest.mark.parametrize(
    "other",
    [
        {"notebook": OTHER_LOG, "epoch": EpochKey(EPOCH.number, secret("their epoch"))},
        {"log": OTHER_LOG, "seed": PHONE.signing_seed},
        {"epoch": EpochKey(EPOCH.number, secret("an older epoch"))},
        {"epoch": EpochKey(EPOCH.number + 1, EPOCH.key)},
        {"seed": PHONE.signing_seed},
    ],
    ids=["notebook", "log", "epoch key", "epoch", "signature"],
)
def test_a_segment_of_another_is_refused(other: dict[str, Any]) -> None:
    with pytest.raises(BadSegment):
        take(sealed(BODIES, **other))


@pytest.mark.parametrize("at", [6, 10, 20])
def test_a_header_of_another_epoch_notebook_or_log_does_not_open_this_payload(at: int) -> None:
    other = {6: (7).to_bytes(4, "big"), 10: bytes(10), 20: bytes(10)}[at]
    changed = GOOD[:at] + other + GOOD[at + len(other) :]
    with pytest.raises(BadSegment, match="does not open"):
        open_segment(changed, {**EPOCHS, 7: EPOCH.key})


def test_neither_suite_reads_the_other() -> None:
    plain = encode_segment(notebook=NOTEBOOK, log=LOG, after=START, bodies=BODIES)
    with pytest.raises(BadSegment, match="not sealed"):
        open_segment(plain, EPOCHS)
    with pytest.raises(BadSegment, match="is sealed"):
        decode_segment(GOOD)


def test_a_stream_is_cut_into_sealed_segments_by_their_headers() -> None:
    size = size_of(GOOD + GOOD)
    assert size is not None
    assert size.segment_bytes == len(GOOD)


def test_a_signature_is_made_for_the_head_that_the_bodies_lead_to() -> None:
    asked: list[Head] = []

    def remember(head: Head) -> bytes:
        asked.append(head)
        return sign(head)

    raw = seal_segment(
        notebook=NOTEBOOK,
        log=LOG,
        after=START,
        bodies=BODIES,
        epoch=EPOCH,
        nonce=NONCE,
        sign=remember,
    )
    assert [take(raw).head] == asked
