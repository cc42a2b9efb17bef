"""Where things are and what surrounds the program: paths, the wall clock, the zone, randomness.

The core never fetches these: it is handed a `World`, so that tests can hand it another.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from pathlib import Path
from typing import NamedTuple

import platformdirs
import tzlocal

from infoview_sync.clock import WallClock
from infoview_sync.ids import RandomBytes

HOME_VARIABLE = "INFOVIEW_HOME"
DATABASE_NAME = "notebook.sqlite3"
CALENDAR_SECRET_NAME = "calendar.secret"  # noqa: S105 - the name of the file, not the secret
IMPORT_LOCK_NAME = "import.lock"
"""Held while a file is compared with the notebook and recorded: two at once would add twice."""


class World(NamedTuple):
    """What a device knows of its surroundings."""

    wall_ms: WallClock
    tz: str
    random_bytes: RandomBytes
    device_name: str
    device_form: str = "laptop"


def this_world() -> World:
    return World(
        wall_ms=lambda: time.time_ns() // 1_000_000,
        tz=tzlocal.get_localzone_name() or "UTC",
        random_bytes=secrets.token_bytes,
        device_name=socket.gethostname() or "laptop",
    )


def home_folder(chosen: Path | None = None) -> Path:
    """`--home`, else INFOVIEW_HOME, else the platform's own folder for application data."""
    if chosen is not None:
        return chosen
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path("infoview", appauthor=False)
