"""The coach: reads a draft and points out what a career adviser would, with rule and source.

Deterministic, offline, and it never blocks: every finding is advice. The rules are data
(coach.json); here is what each `check` of theirs looks at. Mirrored by
web/shared/practice/coach.ts; tests/vectors/practice.json keeps both the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from infoview_sync.practice.material import shares_anything
from infoview_sync.practice.phrases import Span, find, find_literal, overlaps
from infoview_sync.practice.rulebook import Book, Context, Kind, Rule, Severity, book
from infoview_sync.practice.texts import Reading, count, read, trimmed
from infoview_sync.practice.times import times_in

_SECOND_QUESTION_WORDS_MIN = 4
"""A second question shorter than this (`Why?`) only asks for more of the first."""


class Finding(NamedTuple):
    """One piece of advice; with a place, it is about text[start:end]."""

    rule: str
    severity: Severity
    message: str
    source: str
    start: int | None
    end: int | None


class _Draft(NamedTuple):
    """What every check is given."""

    reading: Reading
    rule: Rule
    context: Context
    book: Book

    @property
    def limit(self) -> int:
        norm = self.rule.norm
        return self.context.norms.get(norm, self.book.norms.get(norm, 0))

    def spans(self, phrases: tuple[str, ...]) -> list[Span]:
        return find(self.reading, self.book.phrases_of(phrases))


class _Hit(NamedTuple):
    """A rule fires: how many there are of what it counts, and where."""

    number: int = 0
    place: tuple[int, int] | None = None


def coach(kind: Kind, text: str, context: Context | None = None) -> list[Finding]:
    """What is to be said about a draft, in the order of the rules; empty if nothing is.

    For the kind `questions`, the text holds one question a line.
    """
    rules = book()
    reading = read(text, rules.scripts)
    is_english = _is_english(reading, rules)
    findings = []
    for rule in rules.rules:
        if kind not in rule.kinds or (rule.english and not is_english):
            continue
        draft = _Draft(reading, rule, context or Context(), rules)
        hit = _CHECKS[rule.check](draft)
        if hit is not None:
            findings.append(_finding(draft, hit))
    return findings


def minutes_asked(text: str) -> int | None:
    """How long a letter asks for: the first time in it, as the coach reads it; None if none."""
    rules = book()
    return next((time.minutes for time in times_in(read(text, rules.scripts), rules)), None)


def _finding(draft: _Draft, hit: _Hit) -> Finding:
    rule = draft.rule
    start, end = hit.place or (None, None)
    passage = "" if hit.place is None else draft.reading.text[start:end]
    message = (
        rule.message.replace("{count}", str(hit.number))
        .replace("{limit}", str(draft.limit))
        .replace("{passage}", passage)
    )
    return Finding(rule.id, rule.severity, message, rule.source, start, end)


def _is_english(reading: Reading, rules: Book) -> bool:
    """True unless other words speak against it; a question's first word may be anything."""
    words = [word.folded for word in reading.words]
    plain = sum(word.isascii() for word in words)
    others = sum(word in rules.other_words for word in words)
    return plain * 2 >= len(words) and others <= sum(word in rules.english_words for word in words)


def _place(reading: Reading, span: Span) -> tuple[int, int]:
    return reading.words[span.first].start, reading.words[span.after - 1].end


def _words_over(draft: _Draft) -> _Hit | None:
    number = count(draft.reading.text, draft.book.scripts)
    return _Hit(number) if number > draft.limit else None


def _says(draft: _Draft) -> _Hit | None:
    """Unless it is said otherwise, denied, or quoted from what they said."""
    reading = draft.reading
    spared = draft.spans(draft.rule.unless)
    for said in draft.context.material:
        spared += find_literal(reading, read(said, draft.book.scripts))
    for span in draft.spans(draft.rule.phrases):
        if overlaps(span, spared) or (draft.rule.negatable and _is_denied(draft, span)):
            continue
        return _Hit(place=_place(reading, span))
    return None


def _is_denied(draft: _Draft, span: Span) -> bool:
    words = draft.reading.words
    before = words[max(0, span.first - draft.book.negation_words_max) : span.first]
    return any(
        word.folded in draft.book.negations and word.sentence == words[span.first].sentence
        for word in before
    )


def _lacks(draft: _Draft) -> _Hit | None:
    words = [word for word in draft.reading.words if word.sentence < draft.rule.sentences]
    context = draft.context
    known = {"referrer": (context.referrer,), "shared": context.shared}
    folded = {word.folded for word in words}
    for value in (each for name in draft.rule.context for each in known[name]):
        if _names_in(value, draft.book) & folded:
            return None
    found = any(span.first < len(words) for span in draft.spans(draft.rule.phrases))
    return None if found else _Hit()


def _names_in(text: str, rules: Book) -> set[str]:
    """The words of a name that tell it apart."""
    words = {word.folded for word in read(text, rules.scripts).words}
    return {word for word in words if len(word) > 2 or not word.isascii()}


def _time_lacking(draft: _Draft) -> _Hit | None:
    return None if times_in(draft.reading, draft.book) else _Hit()


def _time_over(draft: _Draft) -> _Hit | None:
    for time in times_in(draft.reading, draft.book):
        if time.minutes > draft.limit:
            return _Hit(time.minutes, _place(draft.reading, time.span))
    return None


def _context_over(draft: _Draft) -> _Hit | None:
    number: int = getattr(draft.context, draft.rule.key)
    return _Hit(number) if number + 1 > draft.limit else None


def _last_question_says(draft: _Draft) -> _Hit | None:
    reading = draft.reading
    if not reading.words:
        return None
    last = reading.questions[-1] if reading.questions else reading.words[-1].sentence
    for span in draft.spans(draft.rule.unless):
        if reading.words[span.first].sentence == last:
            return None
    for span in draft.spans(draft.rule.phrases):
        if reading.words[span.first].sentence == last:
            return _Hit(place=_place(reading, span))
    return None


def _many_questions(draft: _Draft) -> _Hit | None:
    long = [
        number
        for number in draft.reading.questions[1:]
        if len(draft.reading.sentence(number)) >= _SECOND_QUESTION_WORDS_MIN
    ]
    return _Hit(len(long) + 1) if long else _says(draft)


def _lines(draft: _Draft) -> int:
    return sum(bool(trimmed(line)) for line in draft.reading.text.split("\n"))


def _lines_under(draft: _Draft) -> _Hit | None:
    number = _lines(draft)
    return _Hit(number) if number < draft.limit else None


def _lines_lack(draft: _Draft) -> _Hit | None:
    has_category = draft.rule.category in draft.context.categories
    if has_category or not draft.reading.words or draft.spans(draft.rule.phrases):
        return None
    return _Hit()


def _shares_nothing(draft: _Draft) -> _Hit | None:
    context = draft.context
    if not context.material and not context.names:
        return None
    return None if shares_anything(draft.reading, context, draft.book) else _Hit()


def _nothing_noted(draft: _Draft) -> _Hit | None:
    return None if draft.context.material or draft.context.names else _Hit()


def _name_lacking(draft: _Draft) -> _Hit | None:
    wanted = {word.folded for word in read(draft.context.name, draft.book.scripts).words}
    found = {word.folded for word in draft.reading.words}
    return None if not wanted or wanted & found else _Hit()


def _contains(draft: _Draft) -> _Hit | None:
    text = draft.reading.text
    for mark in draft.rule.marks:
        if mark in text:
            start = text.index(mark)
            return _Hit(place=(start, start + len(mark)))
    return None


def _other_language(draft: _Draft) -> _Hit | None:
    return None if _is_english(draft.reading, draft.book) else _Hit()


_CHECKS: dict[str, Callable[[_Draft], _Hit | None]] = {
    "words_over": _words_over,
    "says": _says,
    "lacks": _lacks,
    "time_lacking": _time_lacking,
    "time_over": _time_over,
    "context_over": _context_over,
    "last_question_says": _last_question_says,
    "many_questions": _many_questions,
    "lines_under": _lines_under,
    "lines_lack": _lines_lack,
    "shares_nothing": _shares_nothing,
    "nothing_noted": _nothing_noted,
    "name_lacking": _name_lacking,
    "contains": _contains,
    "other_language": _other_language,
}
