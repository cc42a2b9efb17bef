"""Writes practice.json: what Python's coach, bank and letters answer, for TypeScript to repeat.

Unlike the frozen vectors it follows the rules: `python -m tests.vectors.practice` after a change of
infoview_sync/practice. A test says when it is stale, so a change of an answer is seen in review.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any, get_args

import msgspec

from infoview_sync.practice.bank import bank, suggest, with_own
from infoview_sync.practice.coach import coach
from infoview_sync.practice.letters import LetterKind, draft, mailto
from infoview_sync.practice.rulebook import Context, Kind, book
from infoview_sync.practice.texts import count, key

FILE = Path(__file__).parent / "practice.json"

TEXTS = (
    "",
    " \n\t ",
    "?!",
    "Ada’s 20-minute call, isn't it?",
    "don't DON’T dont",
    "ÅNGSTRÖM ångström",
    "What's it like?",
    "Straße STRASSE ﬁn ½ ２０分",
    "Dr. Novak e.g. this",
    "a.b.c",
    "one…two … three",
    "我想请教您二十分钟，可以吗？谢谢！",
    "20分钟可以吗",
    "ガギグゲゴー、すみません。",
    "ขอเวลายี่สิบนาทีได้ไหม",
    "20분만 시간을 내주실 수 있을까요?",
    "क्या आप मुझे बीस मिनट दे सकते हैं?",
    "हिन्दी में",
    "Не могли бы вы уделить 20 минут?",
    "İstanbul’s ΟΔΟΣ",
    "naïve café—résumé",
    "a\n\nb\r\n\r\nc\nd",
    "𝒜da 🎉 𠀀𠀁 x",
    "e\u0301\u0302x \u0301y",
    "(Really?) \"Yes!\" 'No.' Then",
    "٢٠ دقيقة من وقتك؟",
    "0123456789 minutes",
    "12345 minutes",
    "\u00a0x\u2003y\ufeffz\x1cw",
    "half an hour",
    "an hour",
    "half hour",
    "twenty-five minutes",
    "ninety minutes",
    "two hours",
    "hour",
    "your 45 minute talk",
    "I met you 90 minutes ago. An hour?",
    "within 24 hours",
    "5 hrs",
    "twenty. Five minutes",
)
FRAGMENTS = (
    "Dear Ada,",
    "\n\n",
    "\n",
    "Boris Kim suggested that I write to you.",
    "your",
    "job",
    "not",
    "a job",
    "20 minutes",
    "an hour",
    "Could we talk?",
    "resume",
    "résumé attached",
    "the job market",
    "do you",
    "Do you",
    "How many employees",
    "have?",
    "isn't it?",
    "and why did",
    "Why?",
    "Who else should I ask?",
    "pitches",
    "Good pitches beat the job board",
    "thank you",
    "Fieldnote",
    "Novák",
    "[…]",
    "您好",
    "我想请教您",
    "ich",
    "und die",
    "or",
    "or should I write?",
    "would you tell",
    "you have not replied",
    "I",
    "am",
    ".",
    "!",
    ",",
    "…",
    "to",
    "at Fieldnote",
    "work",
    "AI",
    "2026",
    "radio",
    "Radio's",
    "“quoted”",
    "hire",
    "hiring?",
    "Dear Sir",
)
FULL = Context(
    name="Ada Novák",
    referrer="Boris Kim",
    shared=("Fieldnote",),
    material=("Good pitches beat the job board", "Radio pays late", "我想请教您", "AI"),
    names=("Chi Tran",),
    follow_ups=1,
    categories=("role",),
    norms={"request_words": 30},
)
FACTS = {
    "name": "Ada Novák",
    "org": "Fieldnote, Inc.",
    "title": "Editor",
    "referrer": "Boris Kim",
    "met_through": "the radio fair",
    "about_me": "I study media writing",
    "minutes": "20",
    "my_name": "Sam Lee",
    "sent_day": "Monday, 4 May",
    "day": "Friday, 8 May",
    "time": "10:00",
    "tz": "Europe/Berlin",
    "mode": "by phone",
    "place": "her desk.",
    "insight": "Pitch on Thursdays!",
    "advice": "read {name} “well”",
    "referred": "Chi Tran",
    "outcome": " two\npitches sold… ",
}


EDGES = ("\x1c", "\x1f", "\x85", "\ufeff", "\u2028", "\u3000", "\u00a0", "\u200b", "\v", "\x00")
"""At the edge of a text, Python's strip and JavaScript's trim agree on only some of these."""


def coach_case(kind: Kind, text: str, context: Context) -> dict[str, Any]:
    findings = [
        {
            "rule": each.rule,
            "message": each.message,
            "passage": None if each.start is None else text[each.start : each.end],
        }
        for each in coach(kind, text, context)
    ]
    named: Any = "full" if context == FULL else _plain(context)
    return {"kind": kind, "text": text, "context": named, "findings": findings}


def _plain(context: Context) -> dict[str, Any]:
    """Only what is said, so that the file stays readable."""
    given: dict[str, Any] = msgspec.to_builtins(context)
    return {name: value for name, value in given.items() if value}


def coach_cases() -> list[dict[str, Any]]:
    kinds: tuple[Kind, ...] = get_args(Kind)
    cases = [
        coach_case(kind, example.text, example.context)
        for rule in book().rules
        for kind in rule.kinds
        for example in (rule.fires, rule.silent)
    ]
    cases += [coach_case("question", each.text, Context()) for each in bank().questions]
    cases += [coach_case(kind, text, FULL) for text in TEXTS for kind in ("outreach", "thank_you")]
    lines = [f"Why?\n{edge}\nHow?\nWho else should I ask?\nWhen?" for edge in EDGES]
    cases += [coach_case("questions", text, Context()) for text in lines]
    random = Random(20261122)
    for place in range(240):
        text = " ".join(random.choices(FRAGMENTS, k=random.randint(1, 14)))
        context = FULL if random.random() < 0.5 else Context(name="Ada Novák")
        cases.append(coach_case(kinds[place % len(kinds)], text, context))
    return cases


def suggest_cases() -> list[dict[str, Any]]:
    texts = [each.text for each in bank().questions]
    own = [
        ("skills", "Which tool do you open first?"),
        ("my own", "Why boats?"),
        ("role", texts[0].upper()),
    ]
    uses = {texts[0]: 3, texts[1].lower(): 2, texts[25]: 1}
    asked: list[tuple[list[str], list[str], int, list[str], dict[str, int], bool]] = [
        ([], [], 5, [], {}, False),
        ([], [], 0, [], {}, False),
        ([], [], 99, [], {}, True),
        ([texts[0].upper() + " "], [texts[25]], 6, [], uses, True),
        ([], texts[:10], 4, ["culture", "industry_demand"], uses, False),
        (texts[:5], [], 8, ["role", "my own", "skills"], uses, True),
        ([], texts, 3, [], {}, False),
    ]
    return [
        {
            "prepared": prepared, "asked": told, "n": n, "categories": categories, "uses": used,
            "own": [list(each) for each in own] if with_theirs else [],
            "ids": [
                each.id
                for each in suggest(
                    prepared, told, n, categories, uses_by_text=used,
                    candidates=with_own(own) if with_theirs else (),
                )
            ],
        }
        for prepared, told, n, categories, used, with_theirs in asked
    ]  # fmt: skip


def letter_cases() -> list[dict[str, Any]]:
    random = Random(7)
    facts = [FACTS, {}, {"name": "Ada"}]
    facts += [{name: FACTS[name] for name in FACTS if random.random() < 0.5} for _ in range(6)]
    asked = [(kind, each) for kind in get_args(LetterKind) for each in facts]
    asked += [("thank_you", {"name": edge, "insight": f"{edge}Yes.{edge}"}) for edge in EDGES]
    return [
        {"kind": kind, "facts": each, "letter": list(draft(kind, each))} for kind, each in asked
    ]


def mail_cases() -> list[dict[str, Any]]:
    asked = [
        ("ada@example.org", "Hello", "Dear Ada,\r\na\rb\nc"),
        ("ada+x'y@exämple.org", "a&bcc=eve@example.org?#", "100 % (ok)! *~_-. 👋"),
        ("ada@example.org", "s", "\udcff half"),
        ("ada@example.org", "s", "x" * 2000),
        ("ada@example.org,eve@example.org", "s", "b"),
        ("ada", "s", "b"),
        ("ada @example.org", "s", "b"),
        ("ada@example.org?bcc=eve@example.org", "s", "b"),
        ("", "", ""),
    ]
    cases = []
    for address, subject, body in asked:
        mail = mailto(address, subject, body)
        cases.append({"mail": [address, subject, body], "link": mail and list(mail)})
    return cases


def practice() -> dict[str, Any]:
    scripts = book().scripts
    words = [
        {"text": text, "count": count(text, scripts), "key": key(text, scripts)} for text in TEXTS
    ]
    return {
        "full": [_plain(FULL)],
        "words": words,
        "coach": coach_cases(),
        "suggest": suggest_cases(),
        "letters": letter_cases(),
        "mailto": mail_cases(),
    }


def vectors() -> str:
    """The whole file; a lone surrogate is escaped, as JSON allows and UTF-8 does not."""
    parts = [
        f'"{name}": [\n'
        + ",\n".join(json.dumps(case, ensure_ascii=name == "mailto") for case in cases)
        + "\n]"
        for name, cases in practice().items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(vectors(), encoding="utf-8")
