"""What a store lacks of this notebook: laid down, kept in order, and never more taken away than a
better copy replaces.

Log by log: every file there is judged (judging.py); what carries words that were erased here is
sealed anew without them; what no good file holds is laid down; small neighbours become one; and
what greater files hold is taken away (covering.py says why that cannot lose anything). Files that
reach beyond what is held here, or that cannot be opened yet, are not touched.
"""

from __future__ import annotations

import asyncio
import sqlite3
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from infoview_sync.errors import BadSegment, SyncError, TooNew, UnknownEpoch
from infoview_sync.keys.primitives import NONCE_BYTES
from infoview_sync.log import store as log_store
from infoview_sync.log.keyring import keyring_of
from infoview_sync.log.store import Identity
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.covering import Cover, Piece, is_covered, superfluous, to_merge
from infoview_sync.stores.judging import objections
from infoview_sync.stores.names import Place, SegmentName, mark_of
from infoview_sync.stores.store import READ_AT_ONCE, Found, SegmentStore
from infoview_sync.stores.taking import Progress, open_all
from infoview_sync.sync.exchange import next_segment
from infoview_sync.sync.header import header_of
from infoview_sync.sync.heads import Range
from infoview_sync.sync.segment import Segment, seal_segment

OWN_AT_END = 8
"""So many small files of its own log a device leaves at the end before it makes them one. The same
events are written anew at most some seventy times, 45 kB each, until a segment is full."""
OWN_BEFORE = 2
OTHERS = 64
"""Of another's log: only where its author (a phone) does not come here to do it."""


class Given(NamedTuple):
    """`events` were laid down; `mended`, `resealed`, `removed` count files; `aside`: why some files
    count for nothing, by place.
    """

    events: int
    mended: int
    resealed: int
    removed: int
    aside: dict[Place, SyncError]


class Giving:
    """One giving. `good` remembers, by place, the stamps of files that were found good before."""

    def __init__(
        self, notebook: Notebook, store: SegmentStore, found: Sequence[tuple[SegmentName, Found]],
        good: dict[Place, str], progress: Progress | None = None,
    ) -> None:  # fmt: skip
        self._notebook = notebook
        self._store = store
        self._good = good
        self._progress = progress
        self._found_by_log: dict[str, list[tuple[SegmentName, Found]]] = defaultdict(list)
        for name, each in found:
            self._found_by_log[name.log].append((name, each))
        self._aside: dict[Place, SyncError] = {}
        self._events = self._mended = self._resealed = self._removed = 0

    async def run(self) -> Given:
        """Raises: SyncError if the store is out of reach."""
        heads = await self._notebook.heads()
        total, done = sum(head.seq for head in heads.values()), 0
        for log, head in heads.items():
            await self._log(log, head.seq)
            done += head.seq
            if self._progress is not None:
                self._progress(done, total)
        return Given(self._events, self._mended, self._resealed, self._removed, self._aside)

    async def _log(self, log: str, head: int) -> None:
        here = [each for each in self._found_by_log[log] if each[0].last <= head]
        pieces, bad = await self._judged(here)
        erased = await self._notebook.read(partial(_erased_seqs, log=log))
        if erased:
            pieces += await self._without_words(pieces, erased)
        laid = _Laying(self._notebook, self._store, log, erased)
        pieces += await laid.fill(pieces, head)
        is_own = log == self._notebook.who.log
        pieces += await laid.merge(
            pieces,
            at_end=OWN_AT_END if is_own else OTHERS,
            before=OWN_BEFORE if is_own else OTHERS,
        )
        self._events += laid.events
        self._aside |= laid.aside
        for piece in superfluous(pieces):
            await self._store.remove(piece.name.place)
            self._removed += 1
        for name in bad:
            if is_covered(name, pieces):
                await self._store.remove(name.place)
                self._mended += 1

    async def _judged(
        self, here: Sequence[tuple[SegmentName, Found]]
    ) -> tuple[list[Piece], list[SegmentName]]:
        """The good ones, and those that are damaged or forged."""
        pieces: list[Piece] = []
        bad: list[SegmentName] = []
        unknown = []
        for name, each in here:
            if self._good.get(name.place) == each.stamp:
                pieces.append(Piece(name, each.size))
            else:
                unknown.append((name, each))
        epochs = (await self._notebook.keyring()).epochs
        for start in range(0, len(unknown), READ_AT_ONCE):
            batch = unknown[start : start + READ_AT_ONCE]
            verdicts = await self._verdicts([name for name, _ in batch], epochs)
            for (name, each), verdict in zip(batch, verdicts, strict=True):
                if verdict is None:
                    pieces.append(Piece(name, each.size))
                    self._good[name.place] = each.stamp
                    continue
                self._aside[name.place] = verdict
                if isinstance(verdict, BadSegment) and not isinstance(
                    verdict, UnknownEpoch | TooNew
                ):
                    bad.append(name)
        return pieces, bad

    async def _verdicts(
        self, names: Sequence[SegmentName], epochs: Mapping[int, bytes]
    ) -> list[SyncError | None]:
        opened = await _opened(self._notebook, self._store, names, epochs)
        segments = [each for each in opened if isinstance(each, Segment)]
        objected = iter(
            await self._notebook.read(
                partial(objections, segments=segments, who=self._notebook.who)
            )
        )
        return [next(objected) if isinstance(each, Segment) else each for each in opened]

    async def _without_words(self, pieces: Sequence[Piece], erased: Sequence[int]) -> list[Piece]:
        """The same events sealed anew, of each file that carries words which were erased here."""
        lesser = {each.name for each in superfluous(pieces)}
        wordy = [
            each.name
            for each in pieces
            if each.name not in lesser and _count(erased, each.first, each.last) > each.name.erased
        ]
        epochs = (await self._notebook.keyring()).epochs
        made = []
        for name in wordy:
            (segment,) = await _opened(self._notebook, self._store, [name], epochs)
            if not isinstance(segment, Segment):
                continue  # It was changed since: the next round sees it.
            raw = await self._notebook.read(
                partial(
                    _seal_again,
                    segment=segment,
                    who=self._notebook.who,
                    nonce=self._notebook.world.random_bytes(NONCE_BYTES),
                )
            )
            made.append(await _put(self._store, raw, name.log, erased))
            self._resealed += 1
        return made


class _Laying:
    """Makes new files for one log; `events` of them were not there before."""

    def __init__(
        self, notebook: Notebook, store: SegmentStore, log: str, erased: Sequence[int]
    ) -> None:
        self._notebook = notebook
        self._store = store
        self._log = log
        self._erased = erased
        self.events = 0
        self.aside: dict[Place, SyncError] = {}

    async def fill(self, pieces: Sequence[Piece], head: int) -> list[Piece]:
        """Files for all that no good one holds."""
        cover, made, seq = Cover(pieces), list[Piece](), 0
        while seq < head:
            end = cover.end_after(seq)
            if end is None:
                raw = await self._segment(seq, head)
                if raw is None:
                    break
                made.append(await _put(self._store, raw, self._log, self._erased))
                end = made[-1].last
                self.events += end - seq
            seq = end
        return made

    async def merge(self, pieces: Sequence[Piece], *, at_end: int, before: int) -> list[Piece]:
        """One file for neighbours, wherever that leaves fewer than there are."""
        made: list[Piece] = []
        for group in to_merge(pieces, at_end=at_end, before=before):
            if any(_count(self._erased, e.first, e.last) < e.name.erased for e in group):
                continue  # Words were erased there of which nobody has told us yet.
            raw = await self._segment(group[0].first - 1, max(each.last for each in group))
            if raw is None:
                continue
            merged = _piece(raw, self._log, self._erased)
            fewer = {each.name for each in superfluous([*pieces, merged])}
            if sum(each.name in fewer for each in group) >= OWN_BEFORE:
                await self._store.put(merged.name.place, raw)
                made.append(merged)
        return made

    async def _segment(self, after: int, until: int) -> bytes | None:
        """As many events as one segment takes; None if nobody would take it from us, which is kept
        in `aside` and never laid down: it would be laid down again at every round.
        """
        who, random_bytes = self._notebook.who, self._notebook.world.random_bytes
        wanted = Range(self._log, after, until)
        made = await self._notebook.read(
            partial(next_segment, who=who, wanted=wanted, random_bytes=random_bytes)
        )
        name = _piece(made.raw, self._log, self._erased).name
        epochs = (await self._notebook.keyring()).epochs
        (segment,) = await asyncio.to_thread(
            open_all, [made.raw], [name], notebook=who.notebook, epochs=epochs
        )
        if isinstance(segment, Segment):
            (objection,) = await self._notebook.read(
                partial(objections, segments=[segment], who=who)
            )
        else:
            objection = segment
        if objection is not None:
            self.aside[name.place] = objection
            return None
        return made.raw


async def _opened(
    notebook: Notebook, store: SegmentStore, names: Sequence[SegmentName],
    epochs: Mapping[int, bytes],
) -> list[Segment | SyncError]:  # fmt: skip
    raws = await store.read([each.place for each in names])
    return await asyncio.to_thread(
        open_all, raws, names, notebook=notebook.who.notebook, epochs=epochs
    )


async def _put(store: SegmentStore, raw: bytes, log: str, erased: Sequence[int]) -> Piece:
    piece = _piece(raw, log, erased)
    await store.put(piece.name.place, raw)
    return piece


def _piece(raw: bytes, log: str, erased: Sequence[int]) -> Piece:
    header = header_of(raw)
    first, last = header.first_seq, header.first_seq + header.event_count - 1
    return Piece(SegmentName(log, first, last, _count(erased, first, last), mark_of(raw)), len(raw))


def _count(seqs: Sequence[int], first: int, last: int) -> int:
    return bisect_right(seqs, last) - bisect_left(seqs, first)


def _erased_seqs(connection: sqlite3.Connection, log: str) -> list[int]:
    return [
        seq
        for (seq,) in connection.execute(
            "SELECT seq FROM event WHERE log = ? AND body IS NULL ORDER BY seq", (log,)
        )
    ]


def _seal_again(
    connection: sqlite3.Connection, *, segment: Segment, who: Identity, nonce: bytes
) -> bytes:
    """The same run as it is here now, under the newest key; its author's signature still covers it.

    It fits, since an erased event takes no more room than one with words does.
    """
    rows = log_store.bodies_after(
        connection, log=segment.log, after=segment.after.seq, until=segment.head.seq
    )
    return seal_segment(
        notebook=who.notebook,
        log=segment.log,
        after=segment.after,
        bodies=[body for body, _ in rows],
        epoch=keyring_of(connection, who).current,
        nonce=nonce,
        sign=lambda _head: segment.signature,
    )
