"""The door of this layer: a path or a stream in, a `Reading` out. The only place with disk I/O."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from infoview_sync.files.cells import shown
from infoview_sync.files.found import Reading
from infoview_sync.files.recognise import reader_for
from infoview_sync.files.refusal import Unreadable
from infoview_sync.files.source import ByteStream, Progress, Source
from infoview_sync.files.table import ColumnsSaid

# Not blocking, so that a named pipe is refused instead of waited for. Windows has neither pipes
# in folders nor this flag, but needs to be told not to translate line ends.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_path(
    path: Path, *, progress: Progress | None = None, columns_said: ColumnsSaid = (),
    follow: bool = True,
) -> Reading:  # fmt: skip
    """All that the file says. `columns_said`: which column of a plain table holds which field.
    Without `follow`, no symbolic link is.

    Raises: FileRefused, whose message names the file and a remedy.
    """
    with opened(path, follow=follow) as (stream, size):
        return read_stream(
            stream, file_name=path.name or str(path), bytes_total=size, progress=progress,
            columns_said=columns_said,
        )  # fmt: skip


@contextmanager
def opened(path: Path, *, follow: bool = True) -> Iterator[tuple[BinaryIO, int]]:
    """The file and its size; only a regular file, and without `follow` no symbolic link.

    Raises: FileRefused.
    """
    file_name = shown(path.name or str(path))
    try:
        flags = _OPEN_FLAGS if follow else _OPEN_FLAGS | getattr(os, "O_NOFOLLOW", 0)
        if not stat.S_ISREG(path.stat().st_mode):
            raise _not_a_file(file_name)
        with os.fdopen(os.open(path, flags), "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _not_a_file(file_name)
            yield stream, status.st_size
    except OSError as error:
        raise Unreadable(
            error.strerror or "it cannot be read",
            file_name=file_name,
            remedy="Check the path, and that you may read it",
        ) from error


def _not_a_file(file_name: str) -> Unreadable:
    return Unreadable(
        "it is not a file",
        file_name=file_name,
        remedy="Name the file itself, such as Connections.csv",
    )


def read_stream(
    stream: ByteStream, *, file_name: str, bytes_total: int, progress: Progress | None = None,
    columns_said: ColumnsSaid = (),
) -> Reading:  # fmt: skip
    """All that the stream says, by whichever reader serves it. Raises: FileRefused."""
    source = Source(stream, file_name=shown(file_name), bytes_total=bytes_total, progress=progress)
    reader = reader_for(source.head(), file_name=source.file_name, columns_said=columns_said)
    return reader(source)
