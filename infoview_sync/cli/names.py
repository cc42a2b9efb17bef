"""Names as people type them: case and accents do not count."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Lower case without accents: `Ångström` and `angstrom` are the same."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def words_of(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def has_words(text: str, wanted: list[str]) -> bool:
    """True if every wanted word begins a word of the text."""
    words = words_of(text)
    return all(any(word.startswith(each) for word in words) for each in wanted)
