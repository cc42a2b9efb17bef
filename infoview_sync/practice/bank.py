"""The question bank: thirty seed questions beside the user's own, and which to take to a talk.

Mirrored by web/shared/practice/bank.ts; tests/vectors/practice.json keeps both the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from infoview_sync.practice.rulebook import book
from infoview_sync.practice.texts import key


class BankQuestion(NamedTuple):
    """`id`: `role-1`, or the user's own `own-1`."""

    id: str
    category: str
    text: str


class Bank(NamedTuple):
    """`categories` in the order of a talk; `pick_order`: which a short list needs first."""

    categories: tuple[str, ...]
    pick_order: tuple[str, ...]
    questions: tuple[BankQuestion, ...]


@cache
def bank() -> Bank:
    """The seed bank as installed, read once."""
    file = msgspec.json.decode(
        resources.files("infoview_sync.practice").joinpath("bank.json").read_bytes()
    )
    questions = tuple(
        BankQuestion(each["id"], each["category"], each["text"]) for each in file["questions"]
    )
    return Bank(tuple(file["categories"]), tuple(file["pick_order"]), questions)


def question_key(text: str) -> str:
    """The same for two wordings of one question that differ in case, accents or marks."""
    return key(text, book().scripts)


def with_own(own: Sequence[tuple[str, str]]) -> list[BankQuestion]:
    """The seeds and after them the user's own (category, text), each question once."""
    questions = list(bank().questions)
    known = {question_key(each.text) for each in questions}
    for category, text in own:
        if question_key(text) not in known:
            known.add(question_key(text))
            place = len(questions) - len(bank().questions) + 1
            questions.append(BankQuestion(f"own-{place}", category, text))
    return questions


def suggest(
    prepared_texts: Collection[str],
    asked_texts: Collection[str],
    n: int,
    categories: Collection[str] = (),
    *,
    uses_by_text: Mapping[str, int] | None = None,
    candidates: Sequence[BankQuestion] = (),
) -> list[BankQuestion]:
    """At most n questions for one interview, in the order of a talk.

    None that is prepared for it (`prepared_texts`) or was asked of the same person
    (`asked_texts`). Spread: each comes from the category that has the fewest, prepared ones
    included; in it, the one that the user has prepared least. `categories`: only from these.
    `candidates`: the bank, unless given. Ties fall to the bank's order, so the pick is stable.
    """
    every = tuple(candidates) or bank().questions
    uses = Counter[str]()
    for text, number in (uses_by_text or {}).items():
        uses[question_key(text)] += number
    prepared = {question_key(text) for text in prepared_texts}
    taken = prepared | {question_key(text) for text in asked_texts}
    free = [
        (uses[question_key(each.text)], place, each)
        for place, each in enumerate(every)
        if question_key(each.text) not in taken and (not categories or each.category in categories)
    ]
    filled = Counter(each.category for each in every if question_key(each.text) in prepared)
    picked: list[tuple[int, int, BankQuestion]] = []
    while free and len(picked) < n:
        best = min(
            free,
            key=lambda one: (filled[one[2].category], _rank(one[2].category), one[0], one[1]),
        )
        free.remove(best)
        filled[best[2].category] += 1
        picked.append(best)
    order = bank().categories
    picked.sort(key=lambda one: (_in(order, one[2].category), one[1]))
    return [each for _, _, each in picked]


def _rank(category: str) -> int:
    return _in(bank().pick_order, category)


def _in(order: Sequence[str], category: str) -> int:
    """The place of a category; the user's own come last."""
    return order.index(category) if category in order else len(order)
