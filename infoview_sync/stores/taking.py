"""What a store holds and this notebook lacks: read, opened, admitted by the rules of any peer.

One bad file hinders nothing but itself: it is set aside with its reason, and another one that holds
the same events is tried. A gap waits. What is lacking follows from the log alone, so a round that
is cut off is simply run again.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from infoview_sync.errors import (
    BadSegment,
    Fork,
    Gap,
    NotAdmitted,
    Revoked,
    SyncError,
    UnknownEpoch,
    Unreachable,
)
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.judging import read_segment
from infoview_sync.stores.letters import Letters
from infoview_sync.stores.names import Place, SegmentName
from infoview_sync.stores.store import READ_AT_ONCE, SegmentStore
from infoview_sync.sync.exchange import incoming
from infoview_sync.sync.http import BYTES_A_TRANSACTION, EVENTS_A_TRANSACTION
from infoview_sync.sync.segment import Segment

PASSES_MAX = 1_000
"""Each takes events or sets a file aside: a hostile folder ends here, an honest one after three."""

Progress = Callable[[int, int], None]
"""Called with (events done, events to do)."""


class Taken(NamedTuple):
    """`aside`: why some files were not taken, by place; `refused`: why some logs, by log."""

    new: int
    aside: dict[Place, SyncError]
    refused: dict[str, NotAdmitted]


class _Step(NamedTuple):
    """A file that leads on from event `seq` of a log."""

    log: str
    seq: int
    name: SegmentName


class Taking:
    """One taking of all that can be taken of these files."""

    def __init__(
        self, notebook: Notebook, store: SegmentStore, names: Sequence[SegmentName],
        letters: Letters, progress: Progress | None = None,
    ) -> None:  # fmt: skip
        self._notebook = notebook
        self._store = store
        self._letters = letters
        self._progress = progress
        self._names_by_log: dict[str, list[SegmentName]] = defaultdict(list)
        for name in sorted(names, key=lambda each: each.first):
            self._names_by_log[name.log].append(name)
        self._unread: dict[Place, SyncError] = {}
        self._doubted: dict[Place, SyncError] = {}
        self._refused: dict[str, NotAdmitted] = {}
        self._new = self._total = 0

    async def run(self) -> Taken:
        """Raises: SyncError if the store is out of reach, StoreError."""
        for _ in range(PASSES_MAX):
            if await self._letters.take():
                self._unread = {
                    place: error
                    for place, error in self._unread.items()
                    if not isinstance(error, UnknownEpoch)
                }
            new, aside = self._new, len(self._unread) + len(self._doubted)
            self._refused = {}
            await self._pass()
            if self._new > new:
                # Whoever signed what was doubted may be known by now.
                self._doubted = {}
            elif len(self._unread) + len(self._doubted) == aside:
                break
        return Taken(self._new, {**self._unread, **self._doubted}, self._refused)

    async def _pass(self) -> None:
        way = await self._way()
        self._total = self._new + sum(name.last - seq for _, seq, name in way)
        epochs = (await self._notebook.keyring()).epochs
        waiting: list[tuple[SegmentName, Segment]] = []
        events = lines_bytes = 0
        stopped: dict[str, int] = {}
        for start in range(0, len(way), READ_AT_ONCE):
            steps = [each for each in way[start : start + READ_AT_ONCE] if each.log not in stopped]
            opened = await self._opened([each.name for each in steps], epochs)
            for (log, seq, name), segment in zip(steps, opened, strict=True):
                if isinstance(segment, SyncError):
                    self._unread[name.place] = segment
                    stopped.setdefault(log, seq)
                elif log not in stopped:
                    waiting.append((name, segment))
                    events += len(segment.bodies)
                    lines_bytes += segment.lines_bytes
            if events >= EVENTS_A_TRANSACTION or lines_bytes >= BYTES_A_TRANSACTION:
                await self._admit(waiting)
                waiting, events, lines_bytes = [], 0, 0
        await self._admit(waiting)
        for log, seq in stopped.items():
            await self._weed(log, seq, epochs)

    async def _weed(self, log: str, seq: int, epochs: Mapping[int, bytes]) -> None:
        """Find a file that leads on from `seq`; ten thousand others must not take a pass each."""
        leading = [
            each
            for each in self._names_by_log[log]
            if each.first <= seq + 1 and each.last > seq and each.place not in self._unread
        ]
        for start in range(0, len(leading), READ_AT_ONCE):
            names = leading[start : start + READ_AT_ONCE]
            opened = await self._opened(names, epochs)
            self._unread |= {
                name.place: segment
                for name, segment in zip(names, opened, strict=True)
                if isinstance(segment, SyncError)
            }
            if any(isinstance(each, Segment) for each in opened):
                return

    async def _way(self) -> list[_Step]:
        """From the end of each log here as far as files lead, none twice."""
        heads = await self._notebook.heads()
        cut_off = await self._notebook.read(roster.cut_off)
        way: list[_Step] = []
        for log, names in self._names_by_log.items():
            counting = names
            if log in cut_off:
                counting = [each for each in names if each.last <= cut_off[log]]
                if len(counting) < len(names):
                    self._refused[log] = Revoked(
                        f"log {log} was cut off after event {cut_off[log]}; the rest is refused"
                    )
            usable = [
                each
                for each in counting
                if each.place not in self._unread and each.place not in self._doubted
            ]
            way += _steps(log, usable, heads[log].seq if log in heads else 0)
        return way

    async def _opened(
        self, names: Sequence[SegmentName], epochs: Mapping[int, bytes]
    ) -> list[Segment | SyncError]:
        raws = await self._store.read([each.place for each in names])
        return await asyncio.to_thread(
            open_all, raws, names, notebook=self._notebook.who.notebook, epochs=epochs
        )

    async def _admit(self, waiting: Sequence[tuple[SegmentName, Segment]]) -> None:
        """All at once; if that fails, one by one, so that only the culprit is left out."""
        if not waiting:
            return
        try:
            await self._took([segment for _, segment in waiting])
        except (BadSegment, Gap, Fork):
            for name, segment in waiting:
                try:
                    await self._took([segment])
                except Gap:
                    continue  # It follows one that was left out.
                except (BadSegment, Fork) as error:
                    self._doubted[name.place] = error

    async def _took(self, segments: Sequence[Segment]) -> None:
        accepted = await incoming(self._notebook, segments)
        self._new += accepted.new
        self._refused |= accepted.refused
        if self._progress is not None:
            self._progress(min(self._new, self._total), self._total)


def open_all(
    raws: Sequence[bytes | None], names: Sequence[SegmentName], *, notebook: str,
    epochs: Mapping[int, bytes],
) -> list[Segment | SyncError]:  # fmt: skip
    """Each file opened, or why it is not."""
    opened: list[Segment | SyncError] = []
    for raw, name in zip(raws, names, strict=True):
        try:
            if raw is None:
                raise Unreachable("it cannot be read now")
            opened.append(read_segment(raw, name, notebook=notebook, epochs=epochs))
        except SyncError as error:
            opened.append(error)
    return opened


def _steps(log: str, names: Sequence[SegmentName], seq: int) -> Iterator[_Step]:
    """The fewest files that lead on from `seq`; `names` are sorted by their first event."""
    best: SegmentName | None = None
    place = 0
    while True:
        while place < len(names) and names[place].first <= seq + 1:
            if best is None or names[place].last > best.last:
                best = names[place]
            place += 1
        if best is None or best.last <= seq:
            return
        yield _Step(log, seq, best)
        seq = best.last
