"""A device in memory: the real log and the real projector on an in-memory SQLite."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Self

from infoview_sync.errors import Gap
from infoview_sync.events.chain import Heads
from infoview_sync.log import store
from infoview_sync.log.database import migrate
from infoview_sync.log.store import Body
from infoview_sync.projections import projector
from infoview_sync.projections.run import Run
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.projections.write import accept
from tests.segments import runs_of

NOTEBOOK = "0123456789abcdef"


class Replica:
    """`deliver` takes runs in any order; what does not fit yet waits, as a sync would ask again."""

    def __init__(self, notebook: str = NOTEBOOK) -> None:
        self._notebook = notebook
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(self.connection)
        projector.open_session(self.connection)
        projector.rebuild(self.connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def deliver(self, runs: Iterable[Run]) -> None:
        waiting: list[Run] = []
        for run in runs:
            waiting.append(run)
            while fitting := [each for each in waiting if self._took(each)]:
                waiting = [each for each in waiting if each not in fitting]
        assert not waiting, "a run never fitted"

    def _took(self, run: Run) -> bool:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            accept(self.connection, [run], self._notebook)
        except Gap:
            self.connection.execute("ROLLBACK")
            return False
        self.connection.execute("COMMIT")
        return True

    def rebuild(self) -> None:
        projector.rebuild(self.connection)

    @property
    def digest(self) -> str:
        return projector.digest(self.connection)

    @property
    def heads(self) -> Heads:
        return store.heads(self.connection)

    def rows(self, *, without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
        """Every row of every projection table as text."""
        text = sql_files().text_by_name["digest.sql"]
        return [row for row in self.connection.execute(text) if row[0] not in without]

    def words(self) -> list[tuple[str, str, str, str]]:
        """What search would find, in one order."""
        return sorted(self.connection.execute("SELECT subject, kind, title, text FROM document"))

    def indexed(self, word: str) -> set[str]:
        """The subjects that the index finds for a word."""
        return {
            subject
            for (subject,) in self.connection.execute(
                "SELECT d.subject FROM search s JOIN document d ON d.id = s.rowid"
                " WHERE search MATCH ?",
                (f'"{word}"',),
            )
        }

    def bodies(self, log: str) -> list[Body]:
        end = self.heads[log].seq
        rows = store.bodies_after(self.connection, log=log, after=0, until=end)
        return [body for body, _ in rows]


def shuffled_runs(
    rng: random.Random, logs: dict[str, Sequence[Body]], *, most: int = 12
) -> list[Run]:
    """All runs of these logs in a random order, some of them twice."""
    runs = [
        run
        for log, bodies in logs.items()
        for run in runs_of(NOTEBOOK, log, bodies, most=rng.randrange(1, most))
    ]
    runs += rng.sample(runs, len(runs) // 3)
    rng.shuffle(runs)
    return runs
