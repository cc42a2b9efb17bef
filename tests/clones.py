"""Copies of a notebook's folder that nothing tells apart from it: two that write one log."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from infoview_sync.log.place import note_place, place_of
from infoview_sync.settings import DATABASE_NAME


def clone(home: Path, target: Path) -> None:
    """As an image of the whole disk is, or a virtual machine that was set back."""
    shutil.copytree(home, target)
    file = target / DATABASE_NAME
    with closing(sqlite3.connect(file)) as connection, connection:
        note_place(connection, place_of(file))
