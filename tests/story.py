"""A notebook in memory, told event by event: what the worked examples are written with."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any, Self

from infoview_sync.log import keyring
from infoview_sync.log.database import migrate
from infoview_sync.log.store import Identity, begin_notebook
from infoview_sync.projections import projector, queries
from infoview_sync.projections.queries import Row
from infoview_sync.projections.write import append
from tests.world import Clock, draft, world

NOTEBOOK = "0123456789abcdef"
LOG = "fedcba9876543210"


def ms(text: str) -> int:
    """Ms since 1970 of `2026-05-01T10:00:00+02:00`."""
    return int(datetime.fromisoformat(text).timestamp() * 1000)


class Story:
    """`say` records an event that happened at a local time; `due` asks the agenda."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(self.connection)
        projector.open_session(self.connection)
        projector.rebuild(self.connection)
        self._who = Identity(NOTEBOOK, LOG, "laptop")
        begin_notebook(self.connection, self._who)
        keyring.found(self.connection, self._who, bytes)
        self.clock = Clock()
        self._world = world(clock=self.clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def say(self, type_: str, subject: str, at: str, **data: Any) -> int:
        """Returns the event's number in the log."""
        said = [draft(type_, subject, at, **data)]
        stored = append(self.connection, said, self._who, self._world)
        return stored[-1].seq

    def undo(self, subject: str, seq: int) -> None:
        self.say("event.retracted", subject, "2026-06-01T10:00:00+02:00", log=LOG, seq=seq)

    def setting(self, name: str, value: int) -> None:
        self.say("setting.changed", NOTEBOOK, "2026-01-01T10:00:00+01:00", name=name, value=value)

    def due(self, now: str, *, days: int = 0, contact: str | None = None) -> list[Row]:
        offset = datetime.fromisoformat(now).utcoffset()
        assert offset is not None
        return queries.agenda(
            self.connection,
            now_ms=ms(now),
            offset_min=int(offset.total_seconds()) // 60,
            days=days,
            contact=contact,
        )

    def rules(self, now: str, *, days: int = 0) -> list[str]:
        return [row["rule"] for row in self.due(now, days=days)]

    def stage(self, contact: str, now: str) -> str:
        (row,) = queries.ask(self.connection, "contact", id=contact, now=ms(now))
        return str(row["stage"])
