"""Whether a thank-you holds anything of the talk that it thanks for.

Measured by content words: stop words and short ones dropped, endings cut, so that `pitching` and
`pitches` meet. In scripts without spaces two neighbouring letters stand for a word.
"""

from __future__ import annotations

from infoview_sync.practice.rulebook import Book, Context
from infoview_sync.practice.texts import Reading, read

SHARED_WORDS_MIN = 2
"""One word in common may be chance; a note of a single content word needs that one."""
_WORD_CHARS_MIN = 4
_STEM_CHARS_MAX = 5
_ENDINGS = ("ings", "ing", "ed", "es", "s")


def shares_anything(reading: Reading, context: Context, rules: Book) -> bool:
    """True if the text names one of `names`, or shares words with one piece of the material."""
    words = {word.folded for word in reading.words}
    for name in context.names:
        parts = [word.folded for word in read(name, rules.scripts).words]
        if any(part in words for part in parts if len(part) > 1 or not part.isascii()):
            return True
    own = {word.folded for word in read(context.name, rules.scripts).words}
    content = content_words(reading, rules) - {_stem(word) for word in own}
    for said in context.material:
        wanted = content_words(read(said, rules.scripts), rules) - {_stem(word) for word in own}
        if wanted and len(wanted & content) >= min(SHARED_WORDS_MIN, len(wanted)):
            return True
    return False


def content_words(reading: Reading, rules: Book) -> set[str]:
    """The words that say what a text is about, their endings cut."""
    found = set()
    before = None
    for word in reading.words:
        is_unspaced = len(word.folded) == 1 and any(
            script.has(reading.text[word.start]) for script in rules.scripts
        )
        if is_unspaced:
            if before is not None and before.end == word.start:
                found.add(before.folded + word.folded)
            before = word
            continue
        before = None
        written = reading.text[word.start : word.end]
        is_acronym = len(written) > 1 and written == written.upper()
        if word.folded not in rules.stop_words and (
            is_acronym or len(word.folded) >= _WORD_CHARS_MIN
        ):
            found.add(_stem(word.folded))
    return found


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _WORD_CHARS_MIN:
            word = word[: -len(ending)]
            break
    return word[:_STEM_CHARS_MAX]
