"""Data folders made of segments: `python -m tests.browser.homes HOME golden|random`."""

from __future__ import annotations

import sys
from pathlib import Path

from infoview_sync.ids import new_id
from infoview_sync.log import store
from infoview_sync.log.database import open_writer
from infoview_sync.log.store import Identity
from infoview_sync.projections import projector
from infoview_sync.settings import DATABASE_NAME
from tests.fold import NOTEBOOK
from tests.notebooks import make_notebook
from tests.segments import runs_in, segments_of

GOLDEN = Path(__file__).parents[1] / "vectors/golden.segments"
RANDOM_NOTEBOOKS = 100


def make_home(home: Path, raw: bytes) -> None:
    writer = open_writer(home / DATABASE_NAME)
    projector.open_session(writer)
    writer.execute("BEGIN IMMEDIATE")
    for run in runs_in(raw):
        store.accept(writer, notebook=NOTEBOOK, log=run.log, after=run.after, bodies=run.bodies)
    store.begin_notebook(writer, Identity(NOTEBOOK, new_id(), "laptop"))
    projector.rebuild(writer)
    writer.execute("COMMIT")
    writer.close()


def material(name: str) -> bytes:
    if name == "golden":
        return GOLDEN.read_bytes()
    logs = {}
    for seed in range(RANDOM_NOTEBOOKS):
        logs.update(make_notebook(1000 + seed, events=20 + seed))
    return segments_of(NOTEBOOK, logs)


if __name__ == "__main__":
    make_home(Path(sys.argv[1]), material(sys.argv[2]))
