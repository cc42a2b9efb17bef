"""The door of this layer: a path or a stream in, a `Reading` out. The only place with disk I/O."""

from __future__ import annotations

import os
import stat
from pathlib import Path

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
    path: Path, *, progress: Progress | None = None, columns_said: ColumnsSaid = ()
) -> Reading:
    """All that the file says. `columns_said`: which column of a plain table holds which field.

    Raises: FileRefused, whose message names the file and a remedy.
    """
    file_name = path.name or str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(
                "it is not a file",
                file_name=shown(file_name),
                remedy="Name the file itself, such as Connections.csv",
            )
        with os.fdopen(os.open(path, _OPEN_FLAGS), "rb") as stream:
            return read_stream(
                stream, file_name=file_name, bytes_total=status.st_size, progress=progress,
                columns_said=columns_said,
            )  # fmt: skip
    except OSError as error:
        raise Unreadable(
            error.strerror or "it cannot be read",
            file_name=shown(file_name),
            remedy="Check the path, and that you may read it",
        ) from error


def read_stream(
    stream: ByteStream, *, file_name: str, bytes_total: int, progress: Progress | None = None,
    columns_said: ColumnsSaid = (),
) -> Reading:  # fmt: skip
    """All that the stream says, by whichever reader serves it. Raises: FileRefused."""
    source = Source(stream, file_name=shown(file_name), bytes_total=bytes_total, progress=progress)
    reader = reader_for(source.head(), file_name=source.file_name, columns_said=columns_said)
    return reader(source)
