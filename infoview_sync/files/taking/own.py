"""Takes an export of a notebook (see export/ndjson) into the notebook that it is of, whole or not.

It brings what is missing, like a sync from a file. Another notebook refuses it.
"""

from __future__ import annotations

import asyncio
import threading
from typing import NamedTuple

from infoview_sync.errors import ForeignNotebook
from infoview_sync.files.own import ByteFile, Checked, Progress, RunsOfFile
from infoview_sync.projections.notebook import Notebook


class OwnTaken(NamedTuple):
    """`new` counts the events that were missing here; those whose words were erased count too."""

    events: int
    new: int


class _Stopped(Exception):
    """The stop, told to the thread that writes."""


async def take_own(
    notebook: Notebook, file: ByteFile, checked: Checked, *, file_name: str,
    dry_run: bool = False, progress: Progress | None = None,
) -> OwnTaken:  # fmt: skip
    """Take a checked file in one transaction; cancelled, it leaves nothing.

    Raises: ForeignNotebook, Fork, FileRefused, StoreError; then nothing was taken.
    """
    mine = notebook.who.notebook
    if mine != checked.notebook:
        raise ForeignNotebook(
            f"{file_name} is an export of notebook {checked.notebook}, and this one is {mine};"
            " nothing was imported. To have that one too: infoview --home NEW import FILE"
        )
    known = {log: head.seq for log, head in (await notebook.heads()).items()}
    new = sum(max(0, head.seq - known.get(log, 0)) for log, head in checked.heads.items())
    if not dry_run:
        stopped = threading.Event()

        def told(done: int, total: int) -> None:
            if stopped.is_set():
                raise _Stopped
            if progress is not None:
                progress(done, total)

        try:
            await notebook.accept(RunsOfFile(file, checked, file_name=file_name, progress=told))
        except asyncio.CancelledError:
            stopped.set()  # the writer's thread rolls back at the next run
            raise
    return OwnTaken(checked.events, new)
