"""A text as the coach reads it: words with their places, sentence by sentence.

Mirrored by web/shared/practice/texts.ts, character by character: both walk code points and look
only at Unicode categories, because Python's and JavaScript's regular expressions differ.

What a word is. A run of letters (with their marks) or a run of digits, an apostrophe inside it
included: `20min` is two words, `don't` is one. Scripts written without spaces have no such runs,
so each of their letters stands as a word of its own here; `count` weighs them (coach.json,
`counting`): two letters of Chinese or Japanese, four of Thai, Lao, Burmese or Khmer make one word
of a letter's length, which is about what translators reckon.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

APOSTROPHES = "'\u2019"
_ENDS = ".!?\u2026\u3002\uff01\uff1f"
_WIDE_ENDS = "\u3002\uff01\uff1f"
"""No space follows these."""
_CLOSING = ")\"'\u201d\u2019"
_ASKING = "?\uff1f"


class Script(NamedTuple):
    """A script without spaces: its code points and how many letters weigh one word."""

    ranges: tuple[tuple[int, int], ...]
    letters_per_word: int

    def has(self, char: str) -> bool:
        return any(first <= ord(char) <= last for first, last in self.ranges)


class Word(NamedTuple):
    """One word: `folded` has no case, accents or apostrophes; it stands at text[start:end]."""

    folded: str
    start: int
    end: int
    sentence: int


class Reading(NamedTuple):
    """A text read once. `questions`: the sentences, by number, that end with a question mark."""

    text: str
    words: tuple[Word, ...]
    questions: tuple[int, ...]

    def sentence(self, number: int) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.sentence == number)

    def passage(self, start: int, end: int) -> str:
        return self.text[start:end]


def fold_word(word: str) -> str:
    """`Ångström’s` and `angstrom` are the same."""
    lower = word.lower()
    if len(lower) > 2 and lower[-1] == "s" and lower[-2] in APOSTROPHES:
        lower = lower[:-2]
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", lower)
        if char not in APOSTROPHES and unicodedata.category(char) != "Mn"
    )


def read(text: str, scripts: Sequence[Script]) -> Reading:
    """The words of a text. A blank line, or a closing mark before a space, ends a sentence."""
    words: list[Word] = []
    questions: list[int] = []
    sentence = 0
    for start, end, kind in _runs(text, scripts):
        if kind == "end":
            # An empty sentence is none: the marks of `?!` close one together.
            if words and words[-1].sentence == sentence:
                if any(char in _ASKING for char in text[start:end]):
                    questions.append(sentence)
                sentence += 1
            continue
        folded = fold_word(text[start:end])
        if folded:
            words.append(Word(folded, start, end, sentence))
    return Reading(text, tuple(words), tuple(questions))


def count(text: str, scripts: Sequence[Script]) -> int:
    """How many words a reader would say the text has: between spaces, where there are spaces."""
    spaced = 0
    is_counted = False
    letters = [0] * len(scripts)
    for char in text:
        if _is_space(char):
            is_counted = False
        elif unicodedata.category(char)[0] in "LN":
            place = _script_of(char, scripts)
            if place is not None:
                letters[place] += 1
            elif not is_counted:
                is_counted = True
                spaced += 1
    return spaced + sum(
        -(-found // script.letters_per_word) for found, script in zip(letters, scripts, strict=True)
    )


def key(text: str, scripts: Sequence[Script]) -> str:
    """What two texts have in common that differ in case, accents, spaces or marks alone."""
    return " ".join(word.folded for word in read(text, scripts).words)


def trimmed(text: str) -> str:
    """Without the spaces at its ends; str.strip takes other characters than JavaScript's trim."""
    start, end = 0, len(text)
    while start < end and _is_space(text[start]):
        start += 1
    while end > start and _is_space(text[end - 1]):
        end -= 1
    return text[start:end]


def _script_of(char: str, scripts: Sequence[Script]) -> int | None:
    return next((place for place, script in enumerate(scripts) if script.has(char)), None)


def _runs(text: str, scripts: Sequence[Script]) -> Iterator[tuple[int, int, str]]:
    """`(start, end, kind)` of each word and each end of a sentence, in order."""
    at = 0
    while at < len(text):
        kind = _kind(text, at, scripts)
        start, at = at, at + 1
        if kind == "other":
            continue
        if kind == "end":
            while at < len(text) and _kind(text, at, scripts) == "end":
                at += 1
        else:
            while at < len(text) and _goes_on(text, at, kind, scripts):
                at += 1
        yield start, at, kind


def _goes_on(text: str, at: int, kind: str, scripts: Sequence[Script]) -> bool:
    """True if the word of this kind takes in the character there."""
    if unicodedata.category(text[at])[0] == "M":
        return True
    if kind == "letters" and text[at] in APOSTROPHES:
        return at + 1 < len(text) and _kind(text, at + 1, scripts) == "letters"
    return kind != "unspaced" and _kind(text, at, scripts) == kind


def _kind(text: str, at: int, scripts: Sequence[Script]) -> str:
    char = text[at]
    category = unicodedata.category(char)
    if category == "Nd":
        return "digits"
    if category[0] == "L" and _script_of(char, scripts) is not None:
        return "unspaced"
    if category[0] in "LNM":
        return "letters"
    following = text[at + 1] if at + 1 < len(text) else "\n"
    is_last = _is_space(following) or following in _ENDS + _CLOSING
    if char in _ENDS and (is_last or char in _WIDE_ENDS):
        return "end"
    if char == "\n" and following in "\r\n":
        return "end"
    return "other"


def _is_space(char: str) -> bool:
    return char in "\t\n\v\f\r" or unicodedata.category(char)[0] == "Z"
