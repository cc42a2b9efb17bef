"""A cut of history, open for as long as a command asks it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from infoview_sync.log.serial import Serial
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.replay import Cut


@asynccontextmanager
async def replayed(notebook: Notebook, cut: Cut) -> AsyncIterator[Serial]:
    """A connection on which every query answers as of the cut."""
    past = await notebook.at(cut)
    try:
        yield past
    finally:
        await past.close()
