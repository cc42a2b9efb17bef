"""The recovery phrase: 32 random bytes as 24 English words of BIP39, the last with a checksum.

The list is BIP-0039's own (bip39_english.txt, public with the BIP under the MIT licence): no word
begins with the same four letters as another. Only words and checksum are BIP39's here; keys follow
from the 32 bytes themselves (derivation.py), not through its PBKDF2, which exists for wallets.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib import resources

from infoview_sync.errors import InputError
from infoview_sync.keys.primitives import KEY_BYTES

PHRASE_WORDS = 24
_WORD_BITS = 11
_CHECKSUM_BITS = 8
_PHRASE_CHARS_MAX = 1000
"""Far above 24 words with numbers and line ends; a pasted book is refused unread."""


@cache
def word_list() -> tuple[str, ...]:
    """The 2048 words, sorted."""
    text = resources.files("infoview_sync.keys").joinpath("bip39_english.txt").read_text("ascii")
    return tuple(text.split())


def phrase_of(secret: bytes) -> list[str]:
    """The 24 words of a 32-byte secret."""
    if len(secret) != KEY_BYTES:
        raise ValueError("a recovery secret has 32 bytes")
    number = int.from_bytes(secret + sha256(secret).digest()[:1], "big")
    shifts = range((PHRASE_WORDS - 1) * _WORD_BITS, -1, -_WORD_BITS)
    return [word_list()[number >> shift & 2047] for shift in shifts]


def secret_of(phrase: str) -> bytes:
    """The 32 bytes of a phrase as people type it: any case, numbered, in lines or with commas.

    Raises: InputError naming the word that is wrong, and the nearest right one.
    """
    words = typed_words(phrase) if len(phrase) <= _PHRASE_CHARS_MAX else []
    if len(words) != PHRASE_WORDS:
        raise InputError(f"a recovery phrase has {PHRASE_WORDS} words, here are {len(words)}")
    place_by_word = {word: place for place, word in enumerate(word_list())}
    number = 0
    for nth, word in enumerate(words, start=1):
        place = place_by_word.get(word)
        if place is None:
            raise InputError(
                f"word {nth}, “{word[:32]}”, is not one that a recovery phrase has;"
                f" did you mean “{nearest_word(word)}”?"
            )
        number = number << _WORD_BITS | place
    secret = (number >> _CHECKSUM_BITS).to_bytes(KEY_BYTES, "big")
    if sha256(secret).digest()[0] != number & 0xFF:
        raise InputError(
            "these 24 words do not belong together: one is another word of the list,"
            " or two have changed places"
        )
    return secret


def typed_words(phrase: str) -> list[str]:
    """The words in what was typed. If they are numbered from 1 to 24, in this order: as they are
    printed, in columns, they are read line by line.
    """
    found = re.findall(r"(\d*)[\W_]*([^\W\d_]+)", phrase.lower())
    numbered = [(int(number or 0), word) for number, word in found]
    if sorted(number for number, _ in numbered) == list(range(1, PHRASE_WORDS + 1)):
        numbered.sort()
    return [word for _, word in numbered]


def nearest_word(word: str) -> str:
    """The word of the list that takes the fewest changed letters; the first of equals."""
    return min(word_list(), key=lambda known: _distance(word[:32], known))


def _distance(left: str, right: str) -> int:
    """How many letters to insert, drop or replace (Levenshtein)."""
    above = list(range(len(right) + 1))
    for row, one in enumerate(left, start=1):
        line = [row]
        for column, other in enumerate(right, start=1):
            replaced = above[column - 1] + (one != other)
            line.append(min(replaced, above[column] + 1, line[-1] + 1))
        above = line
    return above[-1]
