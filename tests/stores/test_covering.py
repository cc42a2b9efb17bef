"""Tidying up never takes away the last copy, whoever does it and however old their listing is."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.stores.covering import Cover, Piece, is_covered, superfluous, to_merge
from infoview_sync.stores.names import SegmentName
from infoview_sync.sync.header import EVENTS_MAX

LOG = "9q3rm2e8hk4t7w5z"
END = 30


def piece(first: int, last: int, erased: int = 0, mark: str = "a", size: int = 100) -> Piece:
    return Piece(SegmentName(LOG, first, last, erased, mark), size)


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    found = {}
    for mark in range(draw(st.integers(0, 14))):
        first = draw(st.integers(1, END))
        last = draw(st.integers(first, END))
        found[mark] = piece(first, last, draw(st.integers(0, 1)), f"{mark:x}")
    return list(found.values())


def events(held: list[Piece]) -> set[int]:
    return {seq for each in held for seq in range(each.first, each.last + 1)}


@given(pieces(), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=400, deadline=None)
def test_devices_that_tidy_up_at_once_leave_every_event(
    held: list[Piece], rng: random.Random, devices: int
) -> None:
    """Each sees a part of what lies there, the others' removals come late or never."""
    before = events(held)
    gone: set[Piece] = set()
    for _ in range(devices):
        seen = [each for each in held if rng.random() < 0.8]
        gone |= set(superfluous(seen))
    assert events([each for each in held if each not in gone]) == before


@given(pieces())
@settings(max_examples=300, deadline=None)
def test_what_is_left_after_tidying_up_needs_no_more(held: list[Piece]) -> None:
    gone = superfluous(held)
    left = [each for each in held if each not in gone]
    assert superfluous(left) == []
    assert events(left) == events(held)


@given(pieces(), st.integers(0, END))
@settings(max_examples=300, deadline=None)
def test_a_cover_leads_as_far_as_one_piece_does(held: list[Piece], seq: int) -> None:
    ends = [each.last for each in held if each.first <= seq + 1 and each.last > seq]
    assert Cover(held).end_after(seq) == (max(ends) if ends else None)


@given(pieces(), st.integers(1, END), st.integers(1, END))
@settings(max_examples=300, deadline=None)
def test_covered_means_that_every_event_is_there(held: list[Piece], one: int, two: int) -> None:
    first, last = min(one, two), max(one, two)
    wanted = set(range(first, last + 1))
    assert is_covered(SegmentName(LOG, first, last, 0, "z"), held) == (wanted <= events(held))


def test_of_two_equal_ones_all_devices_keep_the_same() -> None:
    one, two = piece(1, 9, mark="a"), piece(1, 9, mark="b")
    assert superfluous([one, two]) == superfluous([two, one]) == [one]


def test_the_one_with_fewer_words_is_kept() -> None:
    words, erased = piece(1, 9, mark="f"), piece(1, 9, erased=2, mark="0")
    assert superfluous([words, erased]) == [words]


def test_neighbours_are_merged_up_to_one_segment() -> None:
    tail = [piece(n, n, mark=f"{n}") for n in range(1, 8)]
    assert to_merge(tail, at_end=8, before=2) == []
    tail.append(piece(8, 8))
    assert to_merge(tail, at_end=8, before=2) == [tail]
    whole = [piece(1, 300), piece(301, EVENTS_MAX), piece(EVENTS_MAX + 1, EVENTS_MAX + 2)]
    assert to_merge(whole, at_end=8, before=2) == [whole[:2]]
    assert to_merge([piece(1, 5), piece(7, 9)], at_end=2, before=2) == [], "a gap parts them"
    large = [piece(n, n, mark=f"{n}", size=200_000) for n in range(1, 9)]
    assert to_merge(large, at_end=8, before=2) == []
