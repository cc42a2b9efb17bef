"""Which questions are suggested, how letters are filled and how a mail link is made."""

from __future__ import annotations

from typing import get_args
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from infoview_sync.practice.bank import bank, suggest, with_own
from infoview_sync.practice.letters import MAILTO_CHARS_MAX, LetterKind, draft, mailto
from tests.vectors import practice

TEXTS = [each.text for each in bank().questions]


def test_the_vectors_are_what_python_answers_today() -> None:
    stale = "run python -m tests.vectors.practice and look at what changed"
    assert practice.FILE.read_text(encoding="utf-8") == practice.vectors(), stale


def test_the_bank_holds_five_seeds_in_each_of_six_categories() -> None:
    categories = [each.category for each in bank().questions]
    assert len(categories) == len(set(TEXTS)) == 30
    assert all(categories.count(each) == 5 for each in set(categories))
    assert set(bank().categories) - set(categories) == {"skills", "other"}
    assert set(bank().pick_order) == set(bank().categories)


def test_five_questions_come_from_five_categories_and_one_asks_for_a_name() -> None:
    picked = [each.category for each in suggest([], [], 5)]
    assert len(set(picked)) == 5
    assert picked[-1] == "referrals"


def test_nothing_prepared_for_it_or_asked_of_them_is_suggested_however_it_is_typed() -> None:
    picked = suggest([TEXTS[0].upper()], [f"  {TEXTS[1].rstrip('?')} "], 99)
    assert len(picked) == 28
    assert {TEXTS[0], TEXTS[1]}.isdisjoint(each.text for each in picked)


def test_a_category_that_is_prepared_already_waits() -> None:
    picked = [each.category for each in suggest([TEXTS[0]], [], 5)]
    assert "role" not in picked


def test_the_least_used_comes_first_within_its_category() -> None:
    first = suggest([], [], 1)[0]
    uses = {each.text: 1 for each in bank().questions if each.category == first.category}
    del uses[TEXTS[3]]
    assert [each.text for each in suggest([], [], 1, uses_by_text=uses)] == [TEXTS[3]]


def test_own_questions_stand_beside_the_seeds_once() -> None:
    every = with_own([("skills", "Which tool?"), ("role", TEXTS[0]), ("skills", "which tool")])
    assert [each.id for each in every[30:]] == ["own-1"]
    picked = suggest([], [], 1, ["skills"], candidates=every)
    assert [each.text for each in picked] == ["Which tool?"]


@pytest.mark.parametrize("kind", get_args(LetterKind))
def test_a_letter_never_shows_a_placeholder_or_an_empty_paragraph(kind: str) -> None:
    for facts in ({}, {"name": "Ada"}, {"name": "Ada", "minutes": "20", "day": " "}):
        letter = draft(kind, facts)  # type: ignore[arg-type]  # a literal
        assert letter.subject
        assert "{" not in letter.body
        assert "\n\n\n" not in letter.body
        assert not letter.body.startswith("\n")


def test_a_fact_is_put_in_as_it_is() -> None:
    letter = draft("thank_you", {"name": "{org}", "insight": "Read {name}!", "org": "x"})
    assert "Dear {org}," in letter.body
    assert "most: Read {name}!" in letter.body
    assert "!." not in letter.body


def test_a_mail_link_carries_the_letter_and_nothing_else() -> None:
    body = "Dear Zoë,\n50 % & more? #1 + 2 = 3\nbcc=eve@example.org&cc=x"
    mail = mailto("zoe+news@example.org", "a&bcc=eve@example.org", body)
    assert mail is not None
    assert mail.is_whole
    parts = urlsplit(mail.href)
    assert unquote(parts.path) == "zoe+news@example.org"
    assert parts.fragment == ""
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields == {
        "subject": ["a&bcc=eve@example.org"],
        "body": [body.replace("\n", "\r\n")],
    }
    assert "+" not in parts.query


def test_a_link_is_never_longer_than_programs_take() -> None:
    fitting = mailto("a@example.org", "s", "x" * (MAILTO_CHARS_MAX - 39))
    assert fitting is not None
    assert len(fitting.href) <= MAILTO_CHARS_MAX
    long = mailto("a@example.org", "s", "ß" * 1000)
    assert long is not None
    assert not long.is_whole
    assert "body" not in long.href


@pytest.mark.parametrize(
    "address",
    ["", "ada", "a@b@example.org", "a@example.org,b@example.org", "a@example.org?cc=b", "a b@c.d",
     "a@example.org\nbcc:x", "Ada <ada@example.org>"],
)  # fmt: skip
def test_what_is_no_single_address_makes_no_link(address: str) -> None:
    assert mailto(address, "s", "b") is None
