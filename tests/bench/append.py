"""Durable append of one event through the whole path, against a bare INSERT and COMMIT.

Both wait for the disk (WAL, synchronous=FULL). The whole path also validates, chains, folds, keeps
the search index, and crosses a thread.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from infoview_sync.events.author import Draft
from infoview_sync.projections.notebook import Notebook
from tests.bench.measure import Result, in_turns, speed
from tests.world import draft, subject_id, world

EACH_TURN = 500
TURNS = 12


async def measure(folder: Path, home: Path) -> Result:
    raw = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL").fetchone()
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE event (log TEXT, seq INTEGER, body TEXT, PRIMARY KEY (log, seq))")
    notebook = await Notebook.open(home, world())
    said = 0

    async def bare_insert() -> None:
        nonlocal said
        for _ in range(EACH_TURN):
            said += 1
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO event VALUES (?, ?, ?)", ("log", said, "x" * 336))
            raw.execute("COMMIT")

    own = 0

    async def whole_path() -> None:
        nonlocal own
        for _ in range(EACH_TURN):
            own += 1
            await notebook.append([some_event(own)])

    await in_turns(bare_insert, whole_path, rounds=4)
    raw_s, ours_s = await in_turns(bare_insert, whole_path, rounds=TURNS)
    await notebook.close()
    raw.close()
    return speed(
        "append one event, durable",
        raw_s / EACH_TURN,
        ours_s / EACH_TURN,
        least=0.5,
        detail="validate, chain, insert, fold, index, commit; against INSERT + COMMIT",
    )


def some_event(number: int) -> Draft:
    """What a notebook is made of: two events in five bring words for the search index."""
    new, interview = subject_id(10**9 + number), subject_id(number % 50)
    words = "Bad news travels by corridor before it travels by mail. " * 2
    match number % 5:
        case 0:
            return draft("note.taken", new, interview=interview, text=words)
        case 1:
            return draft("insight.captured", new, interview=interview, theme="role", text=words)
        case 2:
            return draft(
                "question.prepared", new, interview=interview, category="role", text=words, rank=1
            )
        case 3:
            return draft("outreach.sent", new, contact=interview, channel="email")
        case _:
            return draft("thank_you.sent", interview, channel="email")
