"""A notebook on this device: the one write path, and the ways to read.

validate → append → fold → head, in one transaction; the caller hears "saved" after the commit.
Readers have a connection of their own and see the state between two transactions, never inside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from infoview_sync.errors import NotebookMissing
from infoview_sync.events.author import Draft, local_moment
from infoview_sync.events.chain import Heads
from infoview_sync.log import keyring, store
from infoview_sync.log.database import open_reader, open_writer
from infoview_sync.log.keyring import Joining, Keyring
from infoview_sync.log.place import place_of
from infoview_sync.log.serial import Serial
from infoview_sync.log.store import Stored
from infoview_sync.projections import projector, queries
from infoview_sync.projections.forget import scrub
from infoview_sync.projections.projector import Progress
from infoview_sync.projections.queries import Row
from infoview_sync.projections.replay import Axis, Cut, cut_at, open_cut
from infoview_sync.projections.run import Run, SignedRun
from infoview_sync.projections.write import (
    Accepted,
    Ready,
    accept,
    admit,
    append,
    go_on_as,
    go_on_in_own_log,
    make_ready,
    stand_by,
    unsaid,
)
from infoview_sync.settings import DATABASE_NAME, World

T = TypeVar("T")


class Summary(NamedTuple):
    """Heads and digest of one instant; digests compare only under the same `projection`."""

    heads: Heads
    digest: str


class Notebook:
    """Open with `await Notebook.open(…)`, close with `await notebook.close()`."""

    def __init__(
        self, database: Path, world: World, ready: Ready, writer: Serial, reader: Serial
    ) -> None:
        self.database = database
        self.world = world
        self.who = ready.who
        self.goes_on_as_copy = ready.goes_on_as_copy
        self._writer = writer
        self._reader = reader
        self._on_change: list[Callable[[], None]] = []

    @classmethod
    async def open(
        cls,
        home: Path,
        world: World,
        *,
        create: bool = True,
        joining: Joining | None = None,
        notebook_id: str | None = None,
        introduce: bool = True,
        progress: Progress | None = None,
    ) -> Notebook:
        """Open the notebook in a folder, beginning one if there is none and `create` allows it.

        `joining` joins the notebook that let this device in; `notebook_id` founds one under an id
        known from a file. Without `introduce` the log stays empty until the first own event.
        Rebuilds the projections if other SQL files made them.
        Raises: NotebookMissing, NewerFormat, StoreError.
        """
        database = home / DATABASE_NAME
        if not create and not database.exists():
            raise NotebookMissing(f"no notebook in {home}; `infoview up` begins one")
        writer = await Serial.open(lambda: open_writer(database))
        try:
            await writer.run(projector.open_session)
            ready = await writer.transact(
                make_ready, world, joining, notebook_id, progress,
                introduce=introduce, lies=place_of(database),
            )  # fmt: skip
            await writer.run(scrub)
            reader = await Serial.open(lambda: open_reader(database))
            await reader.run(projector.open_session)
        except BaseException:
            await writer.close()
            raise
        return cls(database, world, ready, writer, reader)

    async def close(self) -> None:
        await self._reader.close()
        await self._writer.close()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every commit of this process that changed the heads."""
        self._on_change.append(listener)

    async def append(self, drafts: Sequence[Draft]) -> list[Stored]:
        """Say these events, all or none; they are durable when this returns.

        Raises: InvalidEvent if one of them cannot be kept (author.write_body), StoreError.
        """
        stored = await self._writer.transact(append, drafts, self.who, self.world)
        await self._writer.run(scrub)
        self._changed(len(stored))
        return stored

    async def admit(self, runs: Sequence[SignedRun]) -> Accepted:
        """Take runs that came over a wire or from a folder, in one transaction.

        What nobody known here lets in is left out and named.
        Raises: BadSegment, Gap, Fork; then nothing of these runs is kept.
        """
        accepted = await self._writer.transact(admit, runs, self.who, self.world)
        await self._writer.run(scrub)
        self._changed(accepted.new)
        return accepted

    async def stand_by(self) -> None:
        """Vouch for what this device is about to pass on without its author's signature.

        Waits for the writer only if there is something to say.
        """
        if await self._reader.run(unsaid, self.who):
            self._changed(len(await self._writer.transact(stand_by, self.who, self.world)))

    async def go_on_in_own_log(self) -> None:
        """Somebody else writes this device's log: from now on it writes another one."""
        self.who = await self._writer.transact(go_on_in_own_log, self.who, self.world)
        await self._writer.run(scrub)
        self._changed(1)

    async def go_on_as(self, joining: Joining) -> None:
        """This device was let in anew: from now on it writes the log that it asked under."""
        self.who = await self._writer.transact(go_on_as, joining, self.who, self.world)
        await self._writer.run(scrub)
        self._changed(1)

    async def keyring(self) -> Keyring:
        """This device's keys and the notebook's, as they are now."""
        return await self._reader.run(keyring.keyring_of, self.who)

    async def told(self) -> None:
        """Wake whoever listens, after `write` has said something."""
        await self._writer.run(scrub)
        self._changed(1)

    async def write(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """What `function` does on the writer's connection, in a transaction of its own.

        For what is not said in events: who may come in by this device's server.
        """
        return await self._writer.transact(function)

    async def accept(self, runs: Sequence[Run]) -> int:
        """Take runs of a file that the user chose; returns how many events were new.

        Raises: Gap, Fork; then nothing of these runs is kept.
        """
        new = await self._writer.transact(
            accept, runs, self.who.notebook, speaker=(self.who, self.world)
        )
        await self._writer.run(scrub)
        self._changed(new)
        return new

    async def rebuild(self, progress: Progress | None = None) -> None:
        await self._writer.transact(projector.rebuild, progress)

    async def heads(self) -> Heads:
        return await self._reader.run(store.heads)

    async def read(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """What `function` finds on the reader's connection."""
        return await self._reader.run(function)

    async def ask(self, name: str, **parameters: object) -> list[Row]:
        """The rows of a named query (projections/sql/query); `now` is the present by default."""
        parameters.setdefault("now", self.world.wall_ms())
        return await self._reader.run(queries.ask, name, **parameters)

    async def agenda(
        self, *, now_ms: int, offset_min: int, days: int = 0, contact: str | None = None
    ) -> list[Row]:
        return await self._reader.run(
            queries.agenda, now_ms=now_ms, offset_min=offset_min, days=days, contact=contact
        )

    async def search(self, words: str, *, limit: int = 50) -> list[Row]:
        return await self._reader.run(queries.search, words, limit=limit)

    async def summary(self) -> Summary:
        """Heads and digest as of one instant."""
        return await self._reader.run(_summary)

    async def verify(self, progress: Callable[[str, int], None] | None = None) -> dict[str, int]:
        """Events verified by log. Raises: Corrupt at the first thing that does not add up."""
        return await self._reader.run(_verify, self.who.notebook, progress)

    async def cut(self, *, before_ms: int, axis: Axis) -> Cut:
        return await self._reader.run(cut_at, before_ms=before_ms, axis=axis)

    async def at(self, cut: Cut) -> Serial:
        """A connection on which every query answers as of the cut; the caller closes it."""
        return await Serial.open(lambda: open_cut(self.database, cut))

    def now_local(self) -> str:
        """The present moment as an event writes it."""
        return local_moment(self.world.wall_ms(), self.world.tz)

    def _changed(self, new: int) -> None:
        if new:
            for listener in self._on_change:
                listener()


def _summary(connection: sqlite3.Connection) -> Summary:
    connection.execute("BEGIN")
    try:
        return Summary(store.heads(connection), projector.digest(connection))
    finally:
        connection.execute("COMMIT")


def _verify(
    connection: sqlite3.Connection, notebook: str, progress: Callable[[str, int], None] | None
) -> dict[str, int]:
    connection.execute("BEGIN")
    try:
        verified = {}
        for log, events in store.verify(connection, notebook=notebook):
            verified[log] = events
            if progress is not None:
                progress(log, events)
        return verified
    finally:
        connection.execute("COMMIT")
