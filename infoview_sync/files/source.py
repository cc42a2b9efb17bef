"""A file's bytes, read once, in order, in bounded memory.

Every reader draws from here, so that the size limit, the hash and the progress bar hold for all
formats alike. What the bytes mean is the readers' business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Protocol

from infoview_sync.files.refusal import FileTooLarge

# The largest real export seen had 30,000 people in 4 MB; 64 MiB leaves ample room and still
# bounds the time that one import can hold the notebook's write lock.
FILE_BYTES_MAX = 64 * 1024 * 1024

# Enough for any preamble and header, so that one look at the head tells the format.
HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 64 * 1024

Progress = Callable[[int, int], None]
"""Told (bytes done, bytes in all) after every chunk."""


class ByteStream(Protocol):
    """What `open(path, "rb")` and `io.BytesIO` have in common here."""

    def read(self, size: int, /) -> bytes: ...


class Source:
    """Iterate once for the chunks; `head` may be looked at first and takes nothing away."""

    def __init__(
        self,
        stream: ByteStream,
        *,
        file_name: str,
        bytes_total: int,
        progress: Progress | None = None,
    ) -> None:
        self.file_name = file_name
        self._stream = stream
        self._bytes_total = bytes_total
        self._bytes_done = 0
        self._progress = progress
        self._hash = hashlib.sha256()
        self._head: bytes | None = None
        if bytes_total > FILE_BYTES_MAX:
            self._refuse_size()

    def head(self) -> bytes:
        """The first HEAD_BYTES, or all of a smaller file."""
        if self._head is None:
            head = b""
            while len(head) < HEAD_BYTES and (more := self._stream.read(HEAD_BYTES - len(head))):
                head += more
            self._head = head
        return self._head

    def __iter__(self) -> Iterator[bytes]:
        """The chunks. Raises: FileTooLarge if the file grows past the limit while it is read."""
        chunk = self.head()
        while chunk:
            self._bytes_done += len(chunk)
            if self._bytes_done > FILE_BYTES_MAX:
                self._refuse_size()
            self._hash.update(chunk)
            yield chunk
            if self._progress is not None:
                self._progress(self._bytes_done, max(self._bytes_total, self._bytes_done))
            chunk = self._stream.read(CHUNK_BYTES)

    def sha256(self) -> str:
        """In hex, of the bytes drawn so far: the whole file once the iteration has ended."""
        return self._hash.hexdigest()

    def _refuse_size(self) -> None:
        raise FileTooLarge(
            f"it is larger than {FILE_BYTES_MAX // 1024 // 1024} MiB",
            file_name=self.file_name,
            remedy="Split it into smaller files, each with the header line, and import them one "
            "by one",
        )
