"""One round with a store: take what is lacking here, then give what is lacking there.

Nothing is remembered about a store between rounds but, within one process, which files were found
good: what to take and give follows from the logs and from what lies there. So a store that was
emptied, rolled back or copied by hand is simply filled again, and nothing that is missing there is
ever missing here because of it.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import NamedTuple

from infoview_sync.clock import wall_ms_of
from infoview_sync.devices.renewing import sealing_anew
from infoview_sync.errors import NotAdmitted, Revoked, SyncError, Unreachable
from infoview_sync.log.store import HLC_FOLLOWED_MAX
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.giving import Giving
from infoview_sync.stores.letters import Letters
from infoview_sync.stores.names import LetterName, OpenerName, Place, SegmentName, named
from infoview_sync.stores.openers import Openers
from infoview_sync.stores.store import Found, SegmentStore
from infoview_sync.stores.taking import Progress, Taking


class Round(NamedTuple):
    """What one round did.

    `refused`: why some logs were not taken. `aside`: why some files there count for nothing;
    `mended` of them were replaced. `ignored`: how many files there are not ours. `heard_ms`: when
    the newest thing that another device said was said, None if none has said anything.
    `is_openable`: whether the recovery phrase brings the notebook back from there.
    """

    pulled: int
    pushed: int
    refused: dict[str, NotAdmitted]
    aside: dict[Place, SyncError]
    mended: int
    resealed: int
    removed: int
    ignored: int
    heard_ms: int | None
    is_openable: bool

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was moved."""
        return not (self.pulled or self.pushed or self.mended or self.resealed or self.removed)


class Contents(NamedTuple):
    """What lies in a store, by kind."""

    segments: list[tuple[SegmentName, Found]]
    letters: list[LetterName]
    openers: list[OpenerName]
    ignored: int


class Rounds:
    """Rounds of one notebook with one store."""

    def __init__(self, notebook: Notebook, store: SegmentStore) -> None:
        self._notebook = notebook
        self._store = store
        self._good: dict[Place, str] = {}

    async def round(self, progress: Progress | None = None) -> Round:
        """Raises: SyncError if the store is out of reach, Revoked if this device was cut off."""
        notebook, store = self._notebook, self._store
        contents = await contents_of(store)
        letters = Letters(notebook, store, contents.letters)
        names = [name for name, _ in contents.segments]
        async with sealing_anew(notebook):
            taken = await Taking(notebook, store, names, letters, progress).run()
        if notebook.who.log in await notebook.read(roster.cut_off):
            raise Revoked(
                "this device was cut off by another one: what it took is kept, and nothing that it"
                " writes is taken by the others"
            )
        await notebook.stand_by()
        await letters.renew()
        given = await Giving(notebook, store, contents.segments, self._good, progress).run()
        await letters.give()
        openers = Openers(notebook, store, contents.openers)
        is_openable = await openers.give()
        return Round(
            pulled=taken.new,
            pushed=given.events,
            refused=taken.refused,
            aside=await self._still_there(
                {**taken.aside, **given.aside, **letters.aside, **openers.aside}
            ),
            mended=given.mended,
            resealed=given.resealed,
            removed=given.removed,
            ignored=contents.ignored,
            heard_ms=await notebook.read(partial(heard_ms, own_log=notebook.who.log)),
            is_openable=is_openable,
        )

    async def _still_there(self, aside: dict[Place, SyncError]) -> dict[Place, SyncError]:
        """Without what could not be read because another device has taken it away meanwhile."""
        if not any(isinstance(error, Unreachable) for error in aside.values()):
            return aside
        there = {found.place for found in (await self._store.look()).found}
        return {
            place: error
            for place, error in aside.items()
            if place in there or not isinstance(error, Unreachable)
        }


async def contents_of(store: SegmentStore) -> Contents:
    """What lies there now. Raises: SyncError."""
    listing = await store.look()
    segments: list[tuple[SegmentName, Found]] = []
    letters: list[LetterName] = []
    openers: list[OpenerName] = []
    for found in listing.found:
        match named(found.place):
            case SegmentName() as name:
                segments.append((name, found))
            case LetterName() as name:
                letters.append(name)
            case OpenerName() as name:
                openers.append(name)
            case None:
                continue
    return Contents(segments, letters, openers, listing.ignored)


def heard_ms(connection: sqlite3.Connection, own_log: str) -> int | None:
    """By the clocks of those who said it; a clock beyond all reason is left out."""
    (hlc,) = connection.execute(
        "SELECT max(hlc) FROM head WHERE log <> ? AND hlc <= ?", (own_log, HLC_FOLLOWED_MAX)
    ).fetchone()
    return None if hlc is None else wall_ms_of(hlc)
