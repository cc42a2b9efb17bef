"""The bytes of a file: limits, progress, hash."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
from pathlib import Path

import pytest

from infoview_sync.files.reading import read_path, read_stream
from infoview_sync.files.refusal import FileTooLarge
from infoview_sync.files.source import FILE_BYTES_MAX, HEAD_BYTES, Source


class Endless:
    """A stream that never ends and says nothing of its size; counts what is taken."""

    def __init__(self) -> None:
        self.taken_bytes = 0

    def read(self, size: int, /) -> bytes:
        self.taken_bytes += size
        return b"First Name,Last Name,Email Address,Company\n".ljust(size, b"\n")


def test_a_file_known_to_be_too_large_is_refused_before_it_is_read() -> None:
    stream = Endless()
    with pytest.raises(FileTooLarge) as refused:
        read_stream(stream, file_name="a.csv", bytes_total=FILE_BYTES_MAX + 1)
    assert "64 MiB" in str(refused.value)
    assert stream.taken_bytes == 0


def test_a_stream_that_lied_about_its_size_is_stopped() -> None:
    stream = Endless()
    with pytest.raises(FileTooLarge):
        for _ in Source(stream, file_name="a.csv", bytes_total=10):
            pass
    assert stream.taken_bytes <= FILE_BYTES_MAX + 2 * HEAD_BYTES


def test_progress_ends_at_the_size_of_the_file(linkedin_files: Path, tmp_path: Path) -> None:
    sample = (linkedin_files / "Connections.csv").read_bytes()
    path = tmp_path / "Connections.csv"
    path.write_bytes(sample + sample[sample.index(b"\nAlison") :] * 5)
    told: list[tuple[int, int]] = []
    read_path(path, progress=lambda done, total: told.append((done, total)))
    size = path.stat().st_size
    assert told[-1] == (size, size)
    assert len(told) > 3
    assert told == sorted(told)


def test_the_hash_is_that_of_the_file(linkedin_files: Path) -> None:
    for path in linkedin_files.glob("*.csv"):
        expected = hashlib.sha256(path.read_bytes()).hexdigest()
        assert read_path(path).file_sha256 == expected


def test_looking_at_the_head_takes_nothing_away() -> None:
    data = bytes(range(256)) * 1000
    source = Source(io.BytesIO(data), file_name="a", bytes_total=len(data))
    assert source.head() == data[:HEAD_BYTES]
    assert b"".join(source) == data


class LongLine:
    """A Connections.csv with one line of 50 MB, made as it is read."""

    def __init__(self) -> None:
        self._parts = [
            b"First Name,Last Name,Email Address,Company\nAnn,Lee,,\nBo,",
            *[b"x" * 10_000] * 5000,
            b",,\nCy,Ray,,\n",
        ]

    def read(self, size: int, /) -> bytes:
        part = self._parts.pop(0) if self._parts else b""
        if len(part) > size:
            self._parts.insert(0, part[size:])
        return part[:size]


def test_a_line_of_50_megabytes_is_never_held_whole() -> None:
    tracemalloc.start()
    try:
        reading = read_stream(LongLine(), file_name="a.csv", bytes_total=50_000_000)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [person.name for person in reading.people] == ["Ann Lee", "Cy Ray"]
    assert peak_bytes < 4_000_000
