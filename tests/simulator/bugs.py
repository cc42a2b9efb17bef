"""Bugs that somebody could write, planted into the real code: a simulator must find each of them.

Every one is a few lines in one place, and each loses or changes something only if the story brings
the one situation in which it matters.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from infoview_sync.clock import HLC_RECEIVED_MAX, TICKS_PER_MS
from infoview_sync.devices import renewing
from infoview_sync.events.author import Draft
from infoview_sync.events.chain import Head
from infoview_sync.log import database, place, store
from infoview_sync.log.database import Writer
from infoview_sync.log.keyring import Root
from infoview_sync.log.serial import Serial
from infoview_sync.log.store import Body, Kept, Stored
from infoview_sync.projections import notebook, projector, roster, write
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.server import sync_routes
from infoview_sync.sync import exchange, http
from infoview_sync.sync.heads import Range
from tests import replica

Plant = Callable[[pytest.MonkeyPatch], None]


def synchronous_normal(patch: pytest.MonkeyPatch) -> None:
    """The log is synced at checkpoints only: faster, and a power cut takes what was said saved."""

    def open_writer(path: Path) -> Writer:
        writer = database.open_writer(path)
        writer.execute("PRAGMA synchronous = NORMAL")
        return writer

    patch.setattr(notebook, "open_writer", open_writer)


def acknowledged_before_the_commit(patch: pytest.MonkeyPatch) -> None:
    """ "Saved" is said as soon as it is written; the commit comes with whatever is done next."""
    uncommitted: list[Serial] = []
    run, close = Serial.run, Serial.close

    async def commit() -> None:
        while uncommitted:
            await run(uncommitted.pop(), lambda connection: connection.execute("COMMIT"))

    async def run_later(self: Serial, function: Any, *args: Any, **kwargs: Any) -> Any:
        await commit()
        return await run(self, function, *args, **kwargs)

    async def close_later(self: Serial) -> None:
        await commit()
        await close(self)

    async def append(self: Notebook, drafts: Sequence[Draft]) -> list[Stored]:
        await commit()
        await run(self._writer, lambda connection: connection.execute("BEGIN IMMEDIATE"))
        stored = await run(self._writer, write.append, drafts, self.who, self.world)
        uncommitted.append(self._writer)
        return stored

    patch.setattr(Serial, "run", run_later)
    patch.setattr(Serial, "close", close_later)
    patch.setattr(Notebook, "append", append)


def duplicates_are_not_checked(patch: pytest.MonkeyPatch) -> None:
    """What arrives a second time is appended a second time."""
    real = store.accept

    def accept(
        connection: sqlite3.Connection, *, notebook: str, log: str, after: Head,
        bodies: Sequence[Body],
    ) -> Kept:  # fmt: skip
        mine = store._head(connection, notebook=notebook, log=log)
        start = mine if after.seq < mine.seq else after
        return real(connection, notebook=notebook, log=log, after=start, bodies=bodies)

    patch.setattr(store, "accept", accept)


def forks_are_passed_over(patch: pytest.MonkeyPatch) -> None:
    """Events are known by their number alone: two branches of a log stay apart, nobody is told."""
    real = store.accept

    def accept(
        connection: sqlite3.Connection, *, notebook: str, log: str, after: Head,
        bodies: Sequence[Body],
    ) -> Kept:  # fmt: skip
        mine = store._head(connection, notebook=notebook, log=log)
        if after.seq <= mine.seq:
            bodies, after = bodies[mine.seq - after.seq :], mine
        return real(connection, notebook=notebook, log=log, after=after, bodies=bodies)

    patch.setattr(http, "forks", lambda _mine, _theirs: {})
    patch.setattr(store, "accept", accept)


def the_last_arrival_wins(patch: pytest.MonkeyPatch) -> None:
    """Facts count by when they came here, not by their stamp."""
    real = database.migrate

    def migrate(connection: sqlite3.Connection) -> None:
        real(connection)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS arrival (n INTEGER PRIMARY KEY, log TEXT, seq INTEGER)"
        )
        connection.execute("CREATE INDEX IF NOT EXISTS arrived ON arrival (log, seq)")
        connection.execute(
            "CREATE TRIGGER IF NOT EXISTS arrives AFTER INSERT ON event BEGIN"
            " INSERT INTO arrival (log, seq) VALUES (new.log, new.seq); END"
        )

    by_stamp = "e.hlc || e.log AS place"
    by_arrival = (
        "printf('%016d', (SELECT a.n FROM arrival a WHERE a.log = e.log AND a.seq = e.seq))"
        " || e.log AS place"
    )
    texts = sql_files().text_by_name
    assert by_stamp in texts["session.sql"]
    patch.setitem(texts, "session.sql", texts["session.sql"].replace(by_stamp, by_arrival))
    patch.setattr(database, "migrate", migrate)
    patch.setattr(replica, "migrate", migrate)


def the_tail_of_a_log_stays(patch: pytest.MonkeyPatch) -> None:
    """The last event of a log is not sent, as a page boundary that is off by one does it."""
    real = exchange.outgoing

    async def outgoing(
        notebook: Notebook, ranges: Sequence[Range], *, epoch: int | None = None
    ) -> AsyncIterator[bytes]:
        shorter = [
            each._replace(until=each.until - 1) for each in ranges if each.until - each.after > 1
        ]
        async for raw in real(notebook, shorter, epoch=epoch):
            yield raw

    patch.setattr(http, "outgoing", outgoing)
    patch.setattr(sync_routes, "outgoing", outgoing)


def stamps_follow_the_wall_clock_alone(patch: pytest.MonkeyPatch) -> None:
    """A slow clock's word comes before what it answers."""

    def next_hlc(*, wall_ms: int, latest_seen: int) -> int:
        wall = wall_ms * TICKS_PER_MS
        return wall if wall <= HLC_RECEIVED_MAX else latest_seen + 1

    patch.setattr(store, "next_hlc", next_hlc)


def who_was_cut_off_is_still_let_in(patch: pytest.MonkeyPatch) -> None:
    """A key that was known once opens for ever."""
    real = roster._known

    def known(connection: sqlite3.Connection, log: str, root: Root) -> Any:
        return real(connection, log, root)._replace(last_seq=None)

    patch.setattr(roster, "_known", known)


def what_arrives_is_folded_without_the_past(patch: pytest.MonkeyPatch) -> None:
    """Undos that come from elsewhere are not heeded until the next rebuild."""
    real = write._fold

    def fold(connection: sqlite3.Connection, touched: list[tuple[str, str]], speaker: Any) -> None:
        real(connection, [each for each in touched if each[0] != "event.retracted"], speaker)

    patch.setattr(write, "_fold", fold)


def views_outlive_their_sql(patch: pytest.MonkeyPatch) -> None:
    """After an upgrade the views stay as the older version made them."""

    real = projector.is_current

    def is_current(connection: sqlite3.Connection) -> bool:
        return real(connection) or _has_views(connection)

    patch.setattr(projector, "is_current", is_current)


def _has_views(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'projection'").fetchone()
    return row is not None


def a_copy_goes_on_in_the_same_log(patch: pytest.MonkeyPatch) -> None:
    """Whoever opens a copied folder says other things under the same numbers."""
    patch.setattr(place, "is_copy", lambda _connection, _place: False)


def the_old_key_seals_on(patch: pytest.MonkeyPatch) -> None:
    """Who hears that a device was cut off seals by the key that it has, as before."""

    async def heed(_notebook: Notebook, _before: Any) -> None:
        return

    patch.setattr(renewing, "_heed", heed)


class Bug(NamedTuple):
    """`takes`: the rare fault without which it changes nothing, if it takes one."""

    plant: Plant
    takes: str | None = None


BUGS = (
    Bug(synchronous_normal),
    Bug(acknowledged_before_the_commit),
    Bug(duplicates_are_not_checked),
    Bug(forks_are_passed_over, "clone"),
    Bug(the_last_arrival_wins),
    Bug(the_tail_of_a_log_stays),
    Bug(stamps_follow_the_wall_clock_alone),
    Bug(who_was_cut_off_is_still_let_in, "revoke"),
    Bug(what_arrives_is_folded_without_the_past),
    Bug(views_outlive_their_sql, "upgrade"),
    Bug(a_copy_goes_on_in_the_same_log, "clone"),
    Bug(the_old_key_seals_on, "revoke"),
)
