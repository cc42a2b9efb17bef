"""coach.json as types: the rules, their phrases and what they are measured by."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from infoview_sync.practice.texts import Script, fold_word

Kind = Literal[
    "outreach", "follow_up", "confirmation", "question", "questions", "thank_you", "report_back"
]
Severity = Literal["warning", "hint"]


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the notebook knows about the person and the talk; all of it may be missing."""

    name: str = ""
    referrer: str = ""
    """Who named them."""
    shared: tuple[str, ...] = ()
    """Schools, employers or groups that both know."""
    material: tuple[str, ...] = ()
    """What was said: insights, notes, advice, answers."""
    names: tuple[str, ...] = ()
    """Whom they named."""
    follow_ups: int = 0
    """Sent already."""
    categories: tuple[str, ...] = ()
    """Of the prepared questions."""
    norms: dict[str, int] = {}
    """The user's own, over the defaults."""


class Example(msgspec.Struct, frozen=True):
    text: str
    context: Context = Context()


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule; which of the optional fields it has depends on its check."""

    id: str
    kinds: tuple[Kind, ...]
    check: str
    severity: Severity
    message: str
    source: str
    fires: Example
    silent: Example
    english: bool = False
    """It reads English phrases, so it is left out for a text in another language."""
    negatable: bool = False
    norm: str = ""
    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sentences: int = 1_000_000
    context: tuple[str, ...] = ()
    key: str = ""
    category: str = ""


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file, phrases looked up and words folded."""

    scripts: tuple[Script, ...]
    norms: dict[str, int]
    rules: tuple[Rule, ...]
    phrases: dict[str, tuple[str, ...]]
    english_words: frozenset[str]
    other_words: frozenset[str]
    minute_words: frozenset[str]
    hour_words: frozenset[str]
    numbers: dict[str, int]
    not_after: frozenset[str]
    negations: frozenset[str]
    negation_words_max: int
    stop_words: frozenset[str]

    def phrases_of(self, names: tuple[str, ...]) -> list[str]:
        """The phrases of named lists; what is no list's name is a phrase itself."""
        return [each for name in names for each in self.phrases.get(name, (name,))]


@cache
def book() -> Book:
    """The file as installed, read once."""
    raw = resources.files("infoview_sync.practice").joinpath("coach.json").read_bytes()
    file = msgspec.json.decode(raw)
    time, english = file["time"], file["english"]
    return Book(
        scripts=tuple(
            Script(tuple((first, last) for first, last in each["ranges"]), each["letters_per_word"])
            for each in file["scripts"]
        ),
        norms=file["norms"],
        rules=msgspec.convert(file["rules"], tuple[Rule, ...]),
        phrases=msgspec.convert(file["phrases"], dict[str, tuple[str, ...]]),
        english_words=_words(english["words"]),
        other_words=_words(english["others"]),
        minute_words=_words(time["minute"]),
        hour_words=_words(time["hour"]),
        numbers=time["numbers"],
        not_after=_words(time["not_after"]),
        negations=_words(file["negations"]),
        negation_words_max=file["negation_words_max"],
        stop_words=_words(file["stop_words"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(fold_word(word) for word in text.split())
