"""The notebook that is measured: the same seed, so the same events, in every run."""

from __future__ import annotations

from pathlib import Path

from infoview_sync.log import store
from infoview_sync.log.database import open_writer
from infoview_sync.log.store import Identity
from infoview_sync.projections import projector
from infoview_sync.settings import DATABASE_NAME
from tests.notebooks import make_notebook
from tests.segments import runs_of

NOTEBOOK = "0123456789abcdef"
SEED = 20261122


def make_home(home: Path, *, events: int) -> Path:
    """A data folder with a notebook of so many events, written by three devices."""
    writer = open_writer(home / DATABASE_NAME)
    try:
        writer.execute("BEGIN IMMEDIATE")
        projector.open_session(writer)
        logs = make_notebook(SEED, events=events)
        for log, bodies in logs.items():
            for run in runs_of(NOTEBOOK, log, bodies):
                store.accept(writer, notebook=NOTEBOOK, log=log, after=run.after, bodies=run.bodies)
        store.begin_notebook(writer, Identity(NOTEBOOK, next(iter(logs)), "bench"))
        projector.rebuild(writer)
        writer.execute("COMMIT")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        writer.close()
    return home
