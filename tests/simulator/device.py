"""One simulated device: a real notebook in a folder of its own, and a process that can end.

A crash is taken where it hurts: just before the n-th SQL statement of what the device is doing, its
files are copied as they lie there. The process does not know that it is dead; nothing that it does
or says afterwards counts, and nobody hears it. The copy is what is opened again.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, NamedTuple

import httpx

from infoview_sync.events.chain import Heads
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME, World
from infoview_sync.sync.epochs import Paired
from tests.clones import clone
from tests.conftest import app_of
from tests.simulator import disk
from tests.world import Clock

End = Literal["kill", "power"]


class Died(BaseException):
    """The process that was about to do something is dead. No `except Exception` stops it."""


class Promises(NamedTuple):
    """What this device has told its user (`said`) or another device (`heads`) that it keeps."""

    said: dict[tuple[str, int], bytes]
    """SHA-256 of the body, by log and number."""
    heads: Heads

    def copy(self) -> Promises:
        return Promises(dict(self.said), dict(self.heads))


class Kept(NamedTuple):
    """A copy of a device's folder that somebody made."""

    files: Path
    promises: Promises


class Device:
    """`begin` it; then `notebook` is open and `app` answers. `clock` is everybody's.

    `let_in_by`: the log of the device that approved this one; None for the notebook's first.
    """

    def __init__(
        self, name: str, place: Path, seed: str, clock: Clock, *, let_in_by: str | None = None
    ) -> None:
        self.name = name
        self.let_in_by = let_in_by
        self.skew_ms = 0
        self.promises = Promises({}, {})
        self.kept: Kept | None = None
        self.token_by_server: dict[str, str] = {}
        self._wrote: str | None = None
        self._place = place
        self._seed = seed
        self._clock = clock
        self._lives = self._starts = self._copies = 0
        self._end: End | None = None
        self._statements_left = 0
        self._synchronous = disk.FULL
        self._before_commit = 0
        self._last_statement = ""
        self._image: Path | None = None
        self._rng = random.Random()

    @property
    def log(self) -> str:
        return self.notebook.who.log

    @property
    def home(self) -> Path:
        return self._place / self.name

    def is_dead(self) -> bool:
        return self._image is not None

    def world(self) -> World:
        """Each process draws from other dice, and so does each copy of a device."""
        self._starts += 1
        self._rng = random.Random(f"{self._seed} {self.name} {self._starts}")
        return World(
            wall_ms=lambda: self._clock() + self.skew_ms,
            tz="Europe/Berlin",
            random_bytes=self._rng.randbytes,
            device_name=self.name,
        )

    async def begin(self, opened: Notebook | None = None) -> None:
        self.notebook = opened or await Notebook.open(self.home, self.world())
        self.note_log()
        self._stack = ExitStack()
        self.app = httpx.ASGITransport(self._stack.enter_context(app_of(self.notebook)))

    async def show_key(self) -> None:
        """As pairing does: from now on others know it by its log and key of today."""
        self.paired = Paired(self.log, (await self.notebook.keyring()).secrets.public.public_key)

    def note_log(self) -> bool:
        """Whether it goes on in a new log; the one that it wrote before has let that in."""
        is_new = self._wrote not in (None, self.log)
        if is_new:
            self.let_in_by = self._wrote
        self._wrote = self.log
        return is_new

    async def close(self) -> None:
        self._stack.close()
        await self.notebook.close()

    async def will_end(self, how: End, *, after: int) -> None:
        """Die before the SQL statement of this number, or at `ended`, whatever comes first."""
        self._end, self._statements_left, self._last_statement = how, after, ""

        def listen(writer: sqlite3.Connection) -> None:
            (self._synchronous,) = writer.execute("PRAGMA synchronous").fetchone()
            writer.set_trace_callback(self._hear)

        await self.notebook._writer.run(listen)

    def _hear(self, statement: str) -> None:
        """Called before each SQL statement, on the writer's thread."""
        if statement.startswith("BEGIN"):
            self._before_commit = disk.committed_end(self.home / f"{DATABASE_NAME}-wal")
        self._statements_left -= 1
        if self._statements_left == 0:
            self._die()
        self._last_statement = statement

    async def ended(self) -> End | None:
        """Whether the process has ended; then it was begun again from what lies on the disk."""
        how = self._end
        if how is None:
            return None
        if self._image is None:
            self._die()
        assert self._image is not None
        await self._live_on(self._image)
        self._lives += 1
        self._end = self._image = None
        return how

    async def set_back(self, kept: Kept, *, unnoticed: bool) -> None:
        """Go on from a copy that was made earlier.

        `unnoticed`: with the whole machine, so that nothing tells the file from what it was.
        """
        self.promises = kept.promises.copy()
        if unnoticed:
            await self._live_on(kept.files)
            return
        await self.close()
        shutil.rmtree(self.home)
        shutil.copytree(kept.files, self.home)
        await self.begin()

    async def begin_again(self) -> None:
        await self.close()
        await self.begin()

    async def keep_copy(self) -> Kept:
        """As somebody copies the folder, with the program closed or not."""
        self._copies += 1
        files = self._place / f"{self.name}-copy-{self._copies}"
        await self.notebook._writer.run(lambda _: disk.copy_files(self.home, files))
        self.kept = Kept(files, self.promises.copy())
        return self.kept

    async def clone(self, name: str, *, unnoticed: bool) -> Device:
        """Another device, from a copy of this one's folder, or with `unnoticed` of its machine."""
        other = Device(name, self._place, self._seed, self._clock, let_in_by=self.let_in_by)
        kept = await self.keep_copy()
        if unnoticed:
            clone(kept.files, other.home)
        else:
            shutil.copytree(kept.files, other.home)
        other.promises = kept.promises.copy()
        other.token_by_server, other.paired = dict(self.token_by_server), self.paired
        other._wrote = self.log
        await other.begin()
        return other

    async def _live_on(self, files: Path) -> None:
        await self.close()
        disk.put_back(files, self.home)
        await self.begin()

    def _die(self) -> None:
        image = self._place / f"{self.name}-image-{self._lives}"
        disk.copy_files(self.home, image)
        if self._end == "power":
            # A commit that has not returned may not have reached the disk; nobody was told of it.
            before = self._before_commit if self._last_statement == "COMMIT" else None
            synced = disk.synced_end(self.home, synchronous=self._synchronous, before_commit=before)
            disk.lose_unsynced(image, synced, self._rng)
        self._image = image
