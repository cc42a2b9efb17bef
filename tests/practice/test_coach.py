"""Every rule's own examples, the bank and our own drafts in the coach's eyes, and its edges."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any, get_args

import pytest

from infoview_sync.practice import generate
from infoview_sync.practice.bank import bank
from infoview_sync.practice.coach import coach
from infoview_sync.practice.letters import draft
from infoview_sync.practice.rulebook import Context, Kind, Rule, book
from infoview_sync.practice.texts import count
from infoview_sync.projections.sql_files import sql_files


def rules_of(kind: Kind, text: str, **context: Any) -> list[str]:
    return [each.rule for each in coach(kind, text, Context(**context))]


CASES = [(kind, rule) for rule in book().rules for kind in rule.kinds]


@pytest.mark.parametrize(("kind", "rule"), CASES, ids=lambda each: getattr(each, "id", each))
def test_a_rule_fires_on_its_bad_example_and_is_silent_on_its_good_one(
    kind: Kind, rule: Rule
) -> None:
    found = {each.rule: each for each in coach(kind, rule.fires.text, rule.fires.context)}
    assert rule.id in found
    assert "{" not in found[rule.id].message
    silent = coach(kind, rule.silent.text, rule.silent.context)
    assert rule.id not in [each.rule for each in silent]


def test_the_rulebook_names_only_what_there_is() -> None:
    rules = book().rules
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert not rule.norm or rule.norm in book().norms
        assert set(rule.context) <= set(Context.__struct_fields__)
        assert not rule.phrases or rule.english


def test_the_coach_measures_by_the_norms_of_the_practice() -> None:
    told = re.findall(r"\('(\w+)', (\d+), \d+", sql_files().text_by_name["norms.sql"])
    own = {"follow_up_words", "thank_you_words"}
    assert {name: number for name, number in book().norms.items() if name not in own}.items() <= {
        name: int(number) for name, number in told
    }.items()


@pytest.mark.parametrize("question", bank().questions, ids=lambda each: each.id)
def test_the_coach_has_nothing_to_say_about_a_seed_question(question: Any) -> None:
    assert coach("question", question.text) == []


OPTIONAL = {
    "org": "Fieldnote",
    "title": "Editor",
    "referrer": "Boris Kim",
    "met_through": "the radio fair",
    "about_me": "I study media writing at Northbridge College",
    "my_name": "Sam Lee",
}


@pytest.mark.parametrize("left_out", range(len(OPTIONAL) + 1))
def test_our_own_outreach_passes_whatever_is_known(left_out: int) -> None:
    for missing in combinations(OPTIONAL, left_out):
        known = {name: value for name, value in OPTIONAL.items() if name not in missing}
        for minutes in ("20", "30"):
            letter = draft("outreach", {**known, "name": "Ada Novák", "minutes": minutes})
            assert coach("outreach", letter.body, Context(name="Ada Novák")) == []


def test_our_own_thanks_and_reminders_pass_once_the_notebook_can_fill_them() -> None:
    context = Context(name="Ada Novák", material=("Good pitches beat the job board",))
    facts = {"name": "Ada Novák", "insight": "Good pitches beat the job board", "minutes": "20"}
    assert coach("thank_you", draft("thank_you", facts).body, context) == []
    assert coach("follow_up", draft("follow_up", facts).body, context) == []
    empty = draft("thank_you", {"name": "Ada Novák"}).body
    assert {each.rule for each in coach("thank_you", empty, context)} == {
        "letter.gap",
        "thank_you.nothing_specific",
    }


@pytest.mark.parametrize(
    "text",
    [
        "I am not asking for a job",
        "I never look for a position this way",
        "What does the job market want?",
        "I am not writing to ask you for a job",
        "I read your opening paragraph twice",
        "during my internship I read your piece",
        "if you are in a position to say",
        "I hope to apply what you wrote",
        "How did you find your first job?",
    ],
)
def test_speaking_of_work_is_not_asking_for_it(text: str) -> None:
    assert "outreach.asks_for_a_job" not in rules_of("outreach", text)


@pytest.mark.parametrize(
    "text",
    [
        "Are you hiring?",
        "I attach my résumé",
        "Are there OPENINGS",
        "I'd love to work for you",
        "Is there an open role?",
        "May I apply to your desk?",
        "I am not shy. Is there a job for me?",
    ],
)
def test_asking_for_work_is_seen_in_any_case_and_accent(text: str) -> None:
    assert "outreach.asks_for_a_job" in rules_of("outreach", text)


def test_a_hundred_words_are_enough_and_one_more_is_not() -> None:
    assert "outreach.too_long" in rules_of("outreach", "word " * 101)
    assert "outreach.too_long" not in rules_of("outreach", "word " * 100)
    assert "outreach.too_long" in rules_of("outreach", "word " * 51, norms={"request_words": 50})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("twenty-minute call – e.g. this", 4),
        ("我想请教您", 3),
        ("我想请教您 for 20 minutes", 6),
        ("すみません", 3),
        ("ขอเวลา", 2),
        ("20분만 주세요", 2),
        ("— … !", 0),
    ],
)
def test_words_are_counted_in_scripts_with_spaces_and_without(text: str, number: int) -> None:
    assert count(text, book().scripts) == number


def test_thirty_minutes_pass_and_thirty_one_do_not() -> None:
    assert rules_of("outreach", "I read your book. 30 minutes?") == []
    assert rules_of("outreach", "I read your book. 31 minutes?") == ["outreach.asks_too_much_time"]
    assert rules_of("outreach", "I read your book. 20–45 min?") == ["outreach.asks_too_much_time"]


def test_the_referrer_and_what_is_shared_count_as_a_connection_only_near_the_beginning() -> None:
    late = "Dear Ada. I write. I study. I learn. Boris Kim is well. 20 minutes?"
    early = "Dear Ada. I know Boris Kim. 20 minutes?"
    assert "outreach.no_connection" in rules_of("outreach", late, referrer="Boris Kim")
    assert "outreach.no_connection" in rules_of("outreach", early)
    assert "outreach.no_connection" not in rules_of("outreach", early, referrer="Boris Kim")
    assert "outreach.no_connection" not in rules_of(
        "outreach", "Dear Ada. I am at Nörthbridge. 20 minutes?", shared=("Northbridge",)
    )


@pytest.mark.parametrize(
    ("text", "material", "is_specific"),
    [
        ("I sent a pitch and left the board alone", "Good pitches beat the job board", True),
        ("Your words on boards were kind", "Good pitches beat the job board", False),
        ("AI was new to me", "AI", True),
        ("谢谢您谈到夜间编辑工作", "夜间编辑很重要", True),
        ("谢谢您的时间", "夜间编辑很重要", False),
        ("Merci pour vos conseils sur les éditeurs indépendants", "Editeurs indépendants", True),
        ("Thank you, Ada", "Ada helps", False),
    ],
)
def test_a_thank_you_is_specific_if_it_shares_words_with_the_talk(
    text: str, material: str, is_specific: bool
) -> None:
    found = rules_of("thank_you", text, name="Ada Novák", material=(material,))
    assert ("thank_you.nothing_specific" in found) is not is_specific


def test_a_named_person_makes_a_thank_you_specific() -> None:
    assert rules_of("thank_you", "I have written to Trần already", names=("Chi Tran",)) == []


@pytest.mark.parametrize(
    "question",
    [
        "Did you study this?",
        "So, is it hard?",
        "I read your piece. Do you still write at night?",
        "Isn’t it hard?",
    ],
)
def test_a_yes_no_question_is_seen_behind_an_introduction(question: str) -> None:
    assert "question.yes_no" in rules_of("question", question)


@pytest.mark.parametrize(
    "question",
    [
        "Could you tell me how you began?",
        "Do you like it? What would you change first?",
        "May I quote you?",
        "Was dauert am längsten?",
        "Is it the pay, or the hours?",
    ],
)
def test_an_opening_question_is_no_yes_no_question(question: str) -> None:
    assert "question.yes_no" not in rules_of("question", question)


def test_another_language_is_told_and_spared_the_english_rules() -> None:
    letter = "Liebe Ada, ich studiere und möchte gern mit Ihnen über die Arbeit reden, 20 Minuten."
    assert rules_of("outreach", letter, name="Ada") == ["any.other_language"]
    assert "any.other_language" in rules_of("outreach", "您好！我想请教您20分钟。")


def test_every_kind_takes_any_text() -> None:
    for kind in get_args(Kind):
        for text in ("", "\n", "\ud800", "?" * 1000, "a" * 20_000, "\u0301"):
            coach(kind, text, Context(name="\u0301", material=("", "?"), names=("",)))


def test_the_document_lists_every_rule_with_its_source() -> None:
    text = generate.DOCUMENT.read_text(encoding="utf-8")
    assert text == generate.document(), "run .venv/bin/python -m infoview_sync.practice.generate"
    for rule in book().rules:
        assert text.count(f"### {rule.id}\n") == 1
        assert rule.source in text


@pytest.mark.parametrize(
    ("kind", "rule", "fires", "silent"),
    [
        ("question", "question.googleable", "Who is the CEO?", "Who is kind to newcomers?"),
        ("question", "question.googleable", "Who founded it?", "Who found it hard?"),
        ("question", "question.googleable", "What does your company do?",
         "What does your company do badly, if I may ask?"),
        ("question", "question.googleable", "Where are your offices?", "Where do you think best?"),
        ("question", "question.leading", "Print is dying, isn’t it?", "Is it dying, or changing?"),
        ("question", "question.leading", "You like it, don't you?", "Which one is right?"),
        ("question", "question.leading", "Surely you write daily?", "When do you write?"),
        ("question", "question.several_at_once", "What do you read and why do you?",
         "How and why did that change?"),
        ("question", "question.several_at_once", "What was hard? What did you learn from it?",
         "What was hard? Why?"),
        ("follow_up", "follow_up.reproach", "You haven't replied.", "You replied so kindly."),
        ("follow_up", "follow_up.reproach", "I am still waiting.", "You have replied to others."),
        ("follow_up", "follow_up.reproach", "As per my last message", "As my last message said"),
    ],
)  # fmt: skip
def test_a_phrase_is_told_from_its_neighbours(
    kind: Kind, rule: str, fires: str, silent: str
) -> None:
    assert rule in rules_of(kind, fires)
    assert rule not in rules_of(kind, silent)
