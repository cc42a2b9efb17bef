"""Opens the SQLite file, with the settings that durability rests on, and migrates it.

WAL with synchronous=FULL kept every acknowledged event in 300 of 300 simulated power cuts; NORMAL
lost some (FACTS). Only the writer checkpoints: SQLite before 3.51.3 has a rare race when two do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from infoview_sync.errors import NewerFormat, NotebookMissing, StoreError

C = TypeVar("C", bound=sqlite3.Connection)

BUSY_TIMEOUT_S = 30.0
"""How long one process waits for another's transaction; a large sync holds it for seconds."""
STATEMENTS_CACHED = 256


class Writer(sqlite3.Connection):
    """A connection that writes to one file, and knows which one that is.

    SQLite in WAL mode goes on writing into a file that was deleted or replaced meanwhile: what it
    acknowledges then is gone with the last process that has it open.
    """

    path: Path
    opened: tuple[int, int]
    """Device and inode of the file at the time it was opened."""

    def check_file(self) -> None:
        """Raises: StoreError if the path leads to another file now, or to none."""
        try:
            is_same = _identity(self.path) == self.opened
        except OSError:
            is_same = False
        if not is_same:
            raise StoreError(
                "nothing was saved: the notebook's file was moved, deleted or replaced while it was"
                " open; start InfoView again"
            )


def open_writer(path: Path, prepare: Callable[[sqlite3.Connection], None] | None = None) -> Writer:
    """The one connection of this process that writes; creates and migrates the file.

    `prepare` does the latter for a file that is not a notebook. Raises: NewerFormat, StoreError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    connection = _connect(f"{path.absolute().as_uri()}?mode=rw", Writer)
    connection.path, connection.opened = path.absolute(), _identity(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        (prepare or migrate)(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(f"{path} cannot be opened: {error}") from error
    except BaseException:
        connection.close()
        raise
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that can only read the file. Raises: NotebookMissing, StoreError."""
    if not path.exists():
        raise NotebookMissing(f"no notebook in {path.parent}; `infoview up` begins one")
    try:
        connection = _connect(f"{path.absolute().as_uri()}?mode=ro", sqlite3.Connection)
        connection.execute("PRAGMA wal_autocheckpoint = 0").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    return connection


def settle(path: Path) -> None:
    """Bring all of a closed notebook into its one file, on the disk, so that it may be moved.

    Raises: StoreError if the disk has no room for it, or somebody has the notebook open.
    """
    try:
        connection = _connect(f"{path.absolute().as_uri()}?mode=rw", sqlite3.Connection)
        try:
            # Nobody else should be there to wait for.
            connection.execute("PRAGMA busy_timeout = 0").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
            is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{path} is not whole on the disk ({error}): free some space, or choose another disk"
        ) from error
    if is_busy or path.with_name(f"{path.name}-wal").exists():
        raise StoreError(
            f"{path} is not whole on the disk, as another program has it open: end that, try again"
        )


def migrate(connection: sqlite3.Connection) -> None:
    """Apply what is new among log/migrations, each with its record in one transaction.

    Raises: NewerFormat if a newer version of InfoView has migrated the file further.
    """
    steps = _steps()
    done = format_version(connection)
    if done > len(steps):
        raise NewerFormat(
            f"this notebook has format {done}, this version of InfoView knows {len(steps)}:"
            " upgrade InfoView; nothing was changed"
        )
    for number, step in enumerate(steps, start=1):
        if number <= done:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            if format_version(connection) < number:
                for statement in step.read_text(encoding="utf-8").split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number:d}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def format_known() -> int:
    """The format that this version of InfoView writes."""
    return len(_steps())


def _steps() -> list[Traversable]:
    return sorted(
        (
            entry
            for entry in resources.files("infoview_sync.log").joinpath("migrations").iterdir()
            if entry.name.endswith(".sql")
        ),
        key=lambda entry: entry.name,
    )


def format_version(connection: sqlite3.Connection) -> int:
    """The format that the file has: how many migrations it went through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _connect(uri: str, factory: type[C]) -> C:
    connection = sqlite3.connect(
        uri,
        uri=True,
        factory=factory,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=STATEMENTS_CACHED,
    )
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA cell_size_check = ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(f"{uri} cannot be opened: {error}") from error
    return connection
