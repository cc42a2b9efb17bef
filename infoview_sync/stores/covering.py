"""Which pieces of a log a store should have, keep and lose: pure arithmetic over intervals.

A piece may be taken away only if every event in it lies in *greater* pieces, where greater means
longer, then with more words erased, then by name. This order is the same for everybody, so two
devices that tidy up at once, each with an old listing, never take away each other's cover: of all
pieces that ever held an event, the greatest one can never be taken away.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from infoview_sync.stores.names import SegmentName
from infoview_sync.sync.header import EVENTS_MAX

MERGE_BYTES_MAX = 256 * 1024
"""Sealed; some 1 MiB of bodies, which is what one segment takes."""


class Piece(NamedTuple):
    """A segment that lies in a store and was found good; `size` in bytes."""

    name: SegmentName
    size: int

    @property
    def first(self) -> int:
        return self.name.first

    @property
    def last(self) -> int:
        return self.name.last

    @property
    def rank(self) -> tuple[int, int, str]:
        return self.last - self.first, self.name.erased, self.name.mark


class Cover:
    """How far one gets from any place in a log."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        ordered = sorted(pieces, key=lambda each: each.first)
        self._firsts = [each.first for each in ordered]
        self._reach = list(accumulate((each.last for each in ordered), max))

    def end_after(self, seq: int) -> int | None:
        """The last event that follows `seq` without a gap in one piece, or None if none does."""
        place = bisect_right(self._firsts, seq + 1)
        if place == 0 or self._reach[place - 1] <= seq:
            return None
        return self._reach[place - 1]


def superfluous(pieces: Sequence[Piece]) -> list[Piece]:
    """Those whose every event lies in greater ones."""
    held = _Union()
    lesser = []
    for piece in sorted(pieces, key=lambda each: each.rank, reverse=True):
        if held.holds(piece.first, piece.last):
            lesser.append(piece)
        else:
            held.add(piece.first, piece.last)
    return lesser


def is_covered(name: SegmentName, pieces: Iterable[Piece]) -> bool:
    """Whether every event that a name stands for lies in these pieces."""
    held = _Union()
    for piece in pieces:
        held.add(piece.first, piece.last)
    return held.holds(name.first, name.last)


def to_merge(pieces: Sequence[Piece], *, at_end: int, before: int) -> list[list[Piece]]:
    """Neighbours that fit one segment: `at_end` or more of them at the log's end, which grows;
    `before` or more of them before that.
    """
    gone = {each.name for each in superfluous(pieces)}
    ordered = sorted((e for e in pieces if e.name not in gone), key=lambda each: each.first)
    groups: list[list[Piece]] = []
    for piece in ordered:
        group = groups[-1] if groups else []
        if (
            group
            and piece.first <= max(each.last for each in group) + 1
            and piece.last - group[0].first < EVENTS_MAX
            and sum(each.size for each in group) + piece.size <= MERGE_BYTES_MAX
        ):
            group.append(piece)
        else:
            groups.append([piece])
    return [group for group in groups if len(group) >= (at_end if group is groups[-1] else before)]


class _Union:
    """Whole numbers in disjoint intervals, neighbours joined."""

    def __init__(self) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []

    def holds(self, first: int, last: int) -> bool:
        place = bisect_right(self._firsts, first) - 1
        return place >= 0 and self._lasts[place] >= last

    def add(self, first: int, last: int) -> None:
        begin = bisect_left(self._lasts, first - 1)
        end = bisect_right(self._firsts, last + 1)
        if begin < end:
            first = min(first, self._firsts[begin])
            last = max(last, self._lasts[end - 1])
        self._firsts[begin:end] = [first]
        self._lasts[begin:end] = [last]
