"""Fills the notebook of a home with what a hostile device says: `python -m … HOME`.

In a process of its own: Playwright keeps an event loop running in the test's.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.exchange import Pushed
from tests.attack.hostile import hostile_segments
from tests.authors import author_of
from tests.segments import runs_in
from tests.world import world


async def main(home: Path) -> None:
    notebook = await Notebook.open(home, world(name="beside"))
    runs = runs_in(hostile_segments(notebook.who.notebook, time.time_ns() // 1_000_000))
    author = await author_of(notebook, *sorted({run.log for run in runs}))
    raw = b"".join(author.segment(run.log, run.bodies, run.after) for run in runs)
    epochs = (await notebook.keyring()).epochs
    accepted = await notebook.admit(Pushed(notebook.who.notebook, raw, epochs))
    assert not accepted.refused, accepted.refused
    await notebook.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
