"""A new epoch key where another device has cut one off, and its key for the rest is not here.

Whoever cuts a device off makes a new key and leaves it for the others. It may come late or never
(over HTTP a server is asked for keys, and asks nobody), or be less new than one that was made here
meanwhile and that the lost device was still given. So whoever learns of it, and goes on by a key
from before that, makes one of its own. Nothing that lies in a store decides this: the lost device
could take it away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import NamedTuple

from infoview_sync.devices.revoking import renew_epoch
from infoview_sync.log.keyring import keyring_of
from infoview_sync.log.store import Identity
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook


@asynccontextmanager
async def sealing_anew(notebook: Notebook) -> AsyncIterator[None]:
    """Around taking from others: what it brings about devices that were cut off is heeded."""
    before = await notebook.read(partial(_state, who=notebook.who))
    try:
        yield
    finally:
        # Also after what broke off: the next round would find the device cut off already.
        await _heed(notebook, before)


async def _heed(notebook: Notebook, before: _State) -> None:
    # Also where nobody was met before: this device may have let the lost one in, or have been let
    # in by one that had not heard of the end; then the lost one has the key that seals here.
    after = await notebook.read(partial(_state, who=notebook.who))
    if after.cut_off - before.cut_off and after.epoch == before.epoch:
        await notebook.write(
            partial(renew_epoch, who=notebook.who, random_bytes=notebook.world.random_bytes)
        )


class _State(NamedTuple):
    epoch: int
    cut_off: frozenset[str]


def _state(connection: sqlite3.Connection, who: Identity) -> _State:
    return _State(
        keyring_of(connection, who).current.number,
        frozenset(roster.cut_off(connection)),
    )
