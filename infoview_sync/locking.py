"""One process at a time, by a lock on a file in the home; the system drops it with the process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

SERVED_NAME = "up.lock"
"""Holds the addresses as text, the port first, and is locked as long as it is served."""
SERVED_CHARS_MAX = 1_000
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


class ServedAt(NamedTuple):
    """`here`: the address on this machine; `outside`: as other machines reach it, if they can."""

    port: int
    here: str
    outside: str | None


@contextmanager
def being_served(home: Path, at: ServedAt) -> Iterator[None]:
    """Tell other processes where this home is served, as long as it is."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with held_file(home / SERVED_NAME) as descriptor:
        # Served on two ports, the home is told to be on the first.
        if try_lock(descriptor):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, " ".join((str(at.port), at.here, at.outside or "")).encode())
        yield


def port_served(home: Path) -> int | None:
    """The port on which a process serves this home now, if one does."""
    at = served_at(home)
    return None if at is None else at.port


def served_at(home: Path) -> ServedAt | None:
    """Where a process serves this home now, if one does."""
    path = home / SERVED_NAME
    if not path.exists():
        return None
    with held_file(path) as descriptor:
        if try_lock(descriptor):
            return None
        try:
            said = os.read(descriptor, SERVED_CHARS_MAX).decode("ascii", "replace").split()
        except OSError:
            return None  # Windows lets nobody read what is locked.
    match said:
        case [port, here, *outside] if port.isdigit():
            return ServedAt(int(port), here, outside[0] if outside else None)
        case _:
            return None


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
