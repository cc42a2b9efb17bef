"""Phrases as coach.json writes them, and where they stand in a text.

A phrase is words with a space between: `a|b` is either, `*` up to four words of any kind, `^` the
beginning and `$` the end of a sentence. Case, accents and apostrophes do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from infoview_sync.practice.texts import Reading, Word, fold_word

GAP_WORDS_MAX = 4


class Span(NamedTuple):
    """The words from `first` up to, not including, `after`."""

    first: int
    after: int


def find(reading: Reading, phrases: Iterable[str]) -> list[Span]:
    """Where the phrases stand, at most one span a phrase and place, in the text's order."""
    patterns = [_elements(phrase) for phrase in phrases]
    found = []
    for at, end in enumerate(_sentence_ends(reading.words)):
        for pattern in patterns:
            after = _matched(reading.words, at, pattern, end)
            if after is not None:
                found.append(Span(at, after))
    return found


def find_literal(reading: Reading, passage: Reading) -> list[Span]:
    """Where the very words of another text stand, whatever sentences they make there."""
    wanted = [word.folded for word in passage.words]
    folded = [word.folded for word in reading.words]
    size = len(wanted)
    return [
        Span(at, at + size)
        for at in range(len(folded) - size + 1)
        if size and folded[at : at + size] == wanted
    ]


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span.first < other.after and other.first < span.after for other in others)


@cache
def _elements(phrase: str) -> tuple[frozenset[str] | str, ...]:
    return tuple(
        element if element in ("*", "^", "$")
        else frozenset(fold_word(each) for each in element.split("|"))
        for element in phrase.split()
    )  # fmt: skip


def _sentence_ends(words: Sequence[Word]) -> list[int]:
    """For each word, the place after its sentence's last word."""
    ends = [len(words)] * len(words)
    for at in range(len(words) - 2, -1, -1):
        ends[at] = ends[at + 1] if words[at].sentence == words[at + 1].sentence else at + 1
    return ends


def _matched(
    words: Sequence[Word], at: int, pattern: Sequence[frozenset[str] | str], end: int
) -> int | None:
    """The place after the shortest match from `at` that stays before `end`, its sentence's."""
    if not pattern:
        return at
    element, rest = pattern[0], pattern[1:]
    if element == "*":
        tries = (
            _matched(words, place, rest, end)
            for place in range(at, min(at + GAP_WORDS_MAX, end) + 1)
        )
        return next((after for after in tries if after is not None), None)
    if element == "^":
        is_met = at == 0 or words[at - 1].sentence != words[at].sentence
        return _matched(words, at, rest, end) if is_met else None
    if element == "$":
        return _matched(words, at, rest, end) if at == end else None
    is_met = at < end and words[at].folded in element
    return _matched(words, at + 1, rest, end) if is_met else None
