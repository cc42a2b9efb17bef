"""Writes changes.json: what `infoview diff` says of two states, for TypeScript to repeat.

It follows the words: `python -m tests.vectors.changes` after a change of cli/differing.py. A test
says when it is stale.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from infoview_sync.cli.differing import TITLES, Thing, changes, sentence

FILE = Path(__file__).parent / "changes.json"

NAMES = ("Ada Novak", "", "علي", "O'Brien, Sam")
TEXTS = (
    "",
    "Read the paper",
    "x" * 80,
    "x" * 81,
    "🙂" * 80,
    "Wörter " * 20,
    "e\u0301" * 50,
)
STATES = {
    "people": (
        "identified", "outreach_sent", "accepted", "deferred", "redirected", "closed_no_reply",
        "conducted", "keep_in_touch", "archived", "of_a_later_version",
    ),
    "interviews": ("held",),
    "thank_yous": ("sent",),
    "referrals": ("received", "pursued", "declined"),
    "insights": ("role", "industry_demand", "my own theme"),
    "advice": ("received", "acted_on", "reported_back"),
    "opportunities": ("surfaced", "applied_for", "closed: ", "closed: they_hired_me"),
    "cadences": ("every 1 day", "every 30 days", "paused", "stopped"),
}  # fmt: skip


def cases() -> list[dict[str, Any]]:
    """Each kind through its states: come, gone and changed, with every name and text once."""
    made = []
    turn = 0
    for kind, states in STATES.items():
        for was in (None, *states):
            for is_now in (None, *states):
                if was is None and is_now is None:
                    continue
                name, text = NAMES[turn % len(NAMES)], TEXTS[turn % len(TEXTS)]
                turn += 1
                sides = [
                    {} if state is None else {"a": Thing(kind, "a", name, state, text)}
                    for state in (was, is_now)
                ]
                made.append({
                    "before": _plain(sides[0]), "after": _plain(sides[1]),
                    "sentences": [sentence(each) for each in changes(*sides)],
                })  # fmt: skip
    return made


def _plain(side: dict[str, Thing]) -> list[dict[str, str]]:
    return [each._asdict() for each in side.values()]


def mixed() -> dict[str, Any]:
    """Many at once, for the order: as asked for, what is gone last."""
    names = ("Zoë", "Ada", "Mia", "Bob", "Ines")
    before = {
        f"{n}": Thing("people", f"{n}", name, "identified", "") for n, name in enumerate(names)
    }
    after = {
        key: each._replace(state="accepted") if key == "1" else each
        for key, each in before.items()
        if key != "3"
    }
    after["9"] = Thing("people", "9", "New", "identified", "")
    return {
        "before": _plain(before), "after": _plain(after),
        "sentences": [sentence(each) for each in changes(before, after)],
    }  # fmt: skip


def vectors() -> str:
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in [*cases(), mixed()])
    titles = json.dumps(TITLES, ensure_ascii=False)
    return f'{{"titles": {titles}, "cases": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(vectors(), encoding="utf-8")
