"""Tells live streams that the heads moved, whoever moved them.

This process's own commits call `tell`; another process's (the command line beside a running
server) are noticed by watchfiles on the database's folder, with a slow look as a fallback.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from watchfiles import awatch

from infoview_sync.projections.notebook import Notebook

RESCAN_MS = 2_000
"""How long a change can stay unseen where the file system tells nothing (network folders)."""
SETTLE_MS = 30


class Changes:
    """`tell` wakes every listener; `close` ends every stream."""

    def __init__(self) -> None:
        self._events: set[asyncio.Event] = set()
        self.closed = False

    @property
    def listeners(self) -> int:
        return len(self._events)

    @contextmanager
    def listen(self) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self._events.add(event)
        try:
            yield event
        finally:
            self._events.discard(event)

    def tell(self) -> None:
        for event in self._events:
            event.set()

    def close(self) -> None:
        self.closed = True
        self.tell()


async def watch_other_processes(notebook: Notebook, changes: Changes) -> None:
    """Run until cancelled; calls `changes.tell` when the heads differ from the last look."""
    last = await notebook.heads()
    async for _ in awatch(
        notebook.database.parent,
        step=SETTLE_MS,
        debounce=SETTLE_MS * 3,
        recursive=False,
        rust_timeout=RESCAN_MS,
        yield_on_timeout=True,
    ):
        heads = await notebook.heads()
        if heads != last:
            last = heads
            changes.tell()
