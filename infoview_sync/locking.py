"""One process at a time, by a lock on a file in the home; the system drops it with the process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SERVED_NAME = "up.lock"
"""Holds the port as text, and is locked as long as it is served."""
PORT_CHARS_MAX = 5
WAIT_S = 0.1
"""Between two tries."""


@contextmanager
def one_at_a_time(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock; `waiting` is called once if another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with held_file(path) as descriptor:
        if not try_lock(descriptor):
            waiting()
            while not try_lock(descriptor):
                time.sleep(WAIT_S)
        yield


@contextmanager
def being_served(home: Path, port: int) -> Iterator[None]:
    """Tell other processes the port on which this home is served, as long as it is."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with held_file(home / SERVED_NAME) as descriptor:
        # Served on two ports, the home is told to be on the first.
        if try_lock(descriptor):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(port).encode())
        yield


def port_served(home: Path) -> int | None:
    """The port on which a process serves this home now, if one does."""
    path = home / SERVED_NAME
    if not path.exists():
        return None
    with held_file(path) as descriptor:
        if try_lock(descriptor):
            return None
        try:
            said = os.read(descriptor, PORT_CHARS_MAX)
        except OSError:
            return None  # Windows lets nobody read what is locked.
        return int(said) if said.isdigit() else None


@contextmanager
def held_file(path: Path) -> Iterator[int]:
    """The open file, made if it is not there; closing it drops its lock."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def try_lock(descriptor: int) -> bool:
    """Take the lock without waiting; False if another process holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists there only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists here only

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
