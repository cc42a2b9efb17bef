"""Questions to a large notebook: search as one types, what is due, everybody, the whole audit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from infoview_sync.log.database import open_reader
from infoview_sync.projections import projector, queries
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.settings import DATABASE_NAME
from tests.bench.measure import Result, duration, in_turns

WORDS = ("corridor", "news travels", "ang", "édit", "陽子", "p")
"""Rare and common, accents, a script without spaces, and the first letter of anything."""
SCAN = "SELECT count(*) FROM document WHERE title LIKE :word OR text LIKE :word"
READ_ALL = "SELECT sum(length(body)) FROM event"
ROUNDS = 5


async def measure(home: Path) -> list[Result]:
    reader = open_reader(home / DATABASE_NAME)
    projector.open_session(reader)
    (now,) = reader.execute("SELECT max(occurred_at) FROM event").fetchone()

    def scan_for(words: tuple[str, ...]) -> None:
        for word in words:
            reader.execute(SCAN, {"word": f"%{word}%"}).fetchone()

    def search_for(words: tuple[str, ...]) -> None:
        for word in words:
            queries.search(reader, word)

    results = [
        await _compare(
            "search as one types",
            lambda: scan_for(WORDS),
            lambda: search_for(WORDS),
            most=5.0,
            detail=f"{len(WORDS)} searches, the best 50 with whose they are; against a LIKE scan",
        )
    ]
    for name, ask in (
        ("what is due", lambda: queries.agenda(reader, now_ms=now, offset_min=120)),
        ("everybody with stage", lambda: queries.ask(reader, "people", archived=1, now=now)),
        ("the thirteen measures", lambda: _audit(reader, now)),
    ):
        results.append(
            await _compare(
                name,
                lambda: reader.execute(READ_ALL).fetchone(),
                ask,
                most=5.0,
                detail="against reading every event once",
            )
        )
    reader.close()
    return results


def _audit(reader: sqlite3.Connection, now: int) -> None:
    bounds = {"from": 0, "until": now, "now": now, "today": now // queries.DAY_MS}
    for name, text in sql_files().text_by_name.items():
        if name.startswith("query/measure_"):
            reader.execute(text, bounds).fetchall()


async def _compare(
    name: str,
    baseline: Callable[[], object],
    ours: Callable[[], object],
    *,
    most: float,
    detail: str,
) -> Result:
    async def raw() -> None:
        baseline()

    async def own() -> None:
        ours()

    raw_s, ours_s = await in_turns(raw, own, rounds=ROUNDS)
    return duration(name, raw_s, ours_s, most=most, detail=detail)
