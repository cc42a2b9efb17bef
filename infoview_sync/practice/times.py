"""How long a letter asks for: `20-30 minutes`, `half an hour`, `twenty-five min`."""

from __future__ import annotations

from typing import NamedTuple

from infoview_sync.practice.phrases import Span
from infoview_sync.practice.rulebook import Book
from infoview_sync.practice.texts import Reading

_DIGITS_MAX = 4


class Time(NamedTuple):
    minutes: int
    span: Span


def times_in(reading: Reading, rules: Book) -> list[Time]:
    """Every length of time that is asked for, in the text's order; `your 90-minute film` is not."""
    times = []
    words = [word.folded for word in reading.words]
    for at, word in enumerate(words):
        if at == 0 or reading.words[at - 1].sentence != reading.words[at].sentence:
            continue
        if word in rules.hour_words and words[at - 1] in ("half", "an", "a"):
            first = at - 1
            is_half = words[first] == "half"
            if not is_half and first > 0 and words[first - 1] == "half":
                first, is_half = first - 1, True
            minutes = 30 if is_half else 60
        elif word in rules.minute_words or word in rules.hour_words:
            number, first = _number_before(words, at, rules)
            if number is None:
                continue
            minutes = number * (60 if word in rules.hour_words else 1)
        else:
            continue
        if first == 0 or words[first - 1] not in rules.not_after:
            times.append(Time(minutes, Span(first, at + 1)))
    return times


def _number_before(words: list[str], at: int, rules: Book) -> tuple[int | None, int]:
    """The number that ends before a place, and where it begins: `20`, `twenty`, `twenty five`."""
    word = words[at - 1]
    if word.isascii() and word.isdigit() and len(word) <= _DIGITS_MAX:
        return int(word), at - 1
    number = rules.numbers.get(word)
    if number is None or number > 9 or at < 2:
        return number, at - 1
    tens = rules.numbers.get(words[at - 2], 0)
    return (tens + number, at - 2) if 20 <= tens <= 90 else (number, at - 1)
