"""Writes docs/coach.md from coach.json: `python -m infoview_sync.practice.generate`.

With `--check` it writes nothing and exits 1 if the file is stale; a test does the same.
"""

from __future__ import annotations

import sys
from pathlib import Path

from infoview_sync.practice.rulebook import Rule, book

DOCUMENT = Path(__file__).parents[2] / "docs" / "coach.md"

_KINDS = {
    "outreach": "A request for a talk",
    "follow_up": "A reminder",
    "question": "A question",
    "questions": "The list of questions",
    "thank_you": "A thank-you",
    "confirmation": "A confirmation",
    "report_back": "A report on what came of advice",
}
_OPENING = """# The coach

Generated from `infoview_sync/practice/coach.json` by
`python -m infoview_sync.practice.generate`. Do not edit.

The coach reads a draft and points out what a career adviser would. It works without a network, says
the same on every device, and never blocks: whatever it says, you decide. `infoview coach FILE`,
`infoview draft` and `infoview prep` show its findings; `!` is a warning, `·` a hint.

Its rules look for English phrases; for a text in another language it checks what does not need them
(length, time asked for, names, gaps) and says so. Case, accents and apostrophes do not count. Words
are counted between spaces; in scripts without spaces, {scripts}.

A thank-you is specific if it names somebody they named, or shares at least two content words with
one thing that was noted from the talk (one, if that thing has no more). Content words have four
letters or more, or are capitals such as AI; words that fit any thank-you do not count, and endings
are cut, so that *pitches* and *pitching* meet. In scripts without spaces two neighbouring letters
make a word.

The norms are yours to set, `infoview settings`; `follow_up_words` and `thank_you_words` are fixed.
"""


def document() -> str:
    """The whole file's text: each rule once, under the first kind of draft that it reads."""
    rules = book().rules
    scripts = (
        "two letters of Chinese or Japanese and four of Thai, Lao, Burmese or Khmer are one word"
    )
    parts = [_OPENING.replace("{scripts}", scripts)]
    for kind, title in _KINDS.items():
        own = [rule for rule in rules if rule.kinds[0] == kind]
        if own:
            parts.append(f"\n## {title}\n")
            parts += [_rule(rule) for rule in own]
    return "".join(parts)


def _rule(rule: Rule) -> str:
    message = rule.message.replace("{passage}", "…").replace("{count}", "*n*")
    limit = book().norms.get(rule.norm)
    if limit is not None:
        message = message.replace("{limit}", f"{limit}")
    also = ", ".join(_KINDS[kind].lower() for kind in rule.kinds[1:])
    lines = [
        f"\n### {rule.id}\n",
        f"{message}\n",
        f"- **{rule.severity}**, from: {rule.source}"
        + (f"; norm `{rule.norm}`, {limit} by default" if limit is not None else ""),
        *([f"- also read by it: {also}"] if also else []),
        f"- fires: “{_shown(rule.fires.text)}”",
        f"- silent: “{_shown(rule.silent.text)}”",
    ]
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    return " / ".join(text.split("\n"))


if __name__ == "__main__":
    if "--check" not in sys.argv:
        DOCUMENT.write_text(document(), encoding="utf-8")
    elif DOCUMENT.read_text(encoding="utf-8") != document():
        sys.exit("docs/coach.md is stale: run .venv/bin/python -m infoview_sync.practice.generate")
