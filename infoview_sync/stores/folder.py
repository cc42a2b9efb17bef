"""A shared folder (Syncthing, Dropbox, iCloud, a USB stick) as a store.

    FOLDER/infoview-<notebook>/<shelf>/<name>

Somebody else writes there too: another device, the program that syncs the folder, whoever hosts it.
So every step goes through the descriptor of the folder before it and follows no link, only regular
files with names of ours are opened, and a file comes into being under a hidden name, is synced to
the disk and then renamed: killed in between, it leaves something that nobody reads.
"""

from __future__ import annotations

import asyncio
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from infoview_sync.errors import SyncError, Unreachable, UsageError
from infoview_sync.ids import RandomBytes, is_id
from infoview_sync.stores.names import Place, is_shelf, named
from infoview_sync.stores.store import ITEM_BYTES_MAX, Found, Listing

PREFIX = "infoview-"
PART_SUFFIX = ".part"
PART_KEPT_S = 3_600.0
"""What was being written so long ago is what somebody's killed program left behind."""
ITEMS_MAX = 1_000_000
"""Some hundred million events; more is somebody filling the folder."""

_PART = re.compile(r"\.[0-9a-z.-]{20,120}\.[0-9a-f]{8}\.part")
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
# Not blocking, so that a named pipe is refused instead of waited for.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | _NO_LINK
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | _NO_LINK


class FolderStore:
    """The part of a folder that belongs to one notebook."""

    def __init__(
        self, folder: Path, notebook: str, *, random_bytes: RandomBytes,
        seconds: Callable[[], float],
    ) -> None:  # fmt: skip
        """`seconds`: since 1970, as the file system counts."""
        check_folder(folder)
        self.folder = folder
        self._name = f"{PREFIX}{notebook}"
        self._random_bytes = random_bytes
        self._seconds = seconds

    @property
    def path(self) -> Path:
        """Where it all lies, once something does."""
        return self.folder / self._name

    @property
    def address(self) -> str:
        return str(self.folder)

    def folders(self) -> dict[Path, int]:
        """What of it is there to be watched: each folder's inode. None that a link leads to.

        Raises: Unreachable.
        """
        found: dict[Path, int] = {}
        with self._opened() as notebook:
            if notebook is None:
                return found
            found[self.path] = os.fstat(notebook).st_ino
            for shelf in filter(is_shelf, os.listdir(notebook)):  # noqa: PTH208 - as in _look
                with _entered(shelf, notebook) as descriptor:
                    if descriptor is not None:
                        found[self.path / shelf] = os.fstat(descriptor).st_ino
        return found

    async def look(self) -> Listing:
        return await asyncio.to_thread(self._look)

    async def read(self, places: Sequence[Place]) -> list[bytes | None]:
        return await asyncio.to_thread(lambda: [self._read(each) for each in places])

    async def put(self, place: Place, raw: bytes) -> None:
        await asyncio.to_thread(self._put, place, raw)

    async def remove(self, place: Place) -> None:
        await asyncio.to_thread(self._remove, place)

    def _look(self) -> Listing:
        found: list[Found] = []
        ignored = 0
        with self._opened() as notebook:
            if notebook is None:
                return Listing([], 0)
            for shelf in sorted(os.listdir(notebook)):  # noqa: PTH208 - a descriptor has no path
                if not is_shelf(shelf):
                    ignored += 1
                    continue
                with _entered(shelf, notebook) as descriptor:
                    if descriptor is None:
                        ignored += 1
                        continue
                    ignored += self._look_at(shelf, descriptor, found)
        return Listing(found, ignored)

    def _look_at(self, shelf: str, descriptor: int, found: list[Found]) -> int:
        """Add what is ours; returns how many entries are not."""
        ignored = 0
        with os.scandir(descriptor) as entries:
            for entry in entries:
                place = Place(shelf, entry.name)
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue  # Gone since.
                if named(place) is not None and stat.S_ISREG(status.st_mode):
                    # Not by its mtime alone, which whoever writes there can set back.
                    changed = f"{status.st_mtime_ns}-{status.st_ctime_ns}"
                    stamp = f"{status.st_ino}-{changed}-{status.st_size}"
                    found.append(Found(place, status.st_size, stamp))
                    if len(found) > ITEMS_MAX:
                        raise SyncError(f"{self.folder} holds more than {ITEMS_MAX:,} files")
                elif _PART.fullmatch(entry.name) is None:
                    ignored += 1
                elif self._seconds() - status.st_mtime > PART_KEPT_S:
                    with suppress(OSError):
                        os.unlink(entry.name, dir_fd=descriptor)
        return ignored

    def _read(self, place: Place) -> bytes | None:
        with self._shelf(place) as descriptor:
            return None if descriptor is None else _bytes_of(place.name, descriptor)

    def _put(self, place: Place, raw: bytes) -> None:
        try:
            with self._shelf(place, create=True) as descriptor:
                if descriptor is None:
                    raise SyncError(f"{self.folder}: {place.shelf} is a link or a file, no folder")
                if _bytes_of(place.name, descriptor) != raw:
                    self._write(place.name, raw, descriptor)
        except OSError as error:
            raise SyncError(f"{self.folder} cannot be written: {error.strerror}") from error

    def _write(self, name: str, raw: bytes, descriptor: int) -> None:
        part = f".{name}.{self._random_bytes(4).hex()}{PART_SUFFIX}"
        try:
            with os.fdopen(os.open(part, _WRITE, 0o600, dir_fd=descriptor), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            os.rename(part, name, src_dir_fd=descriptor, dst_dir_fd=descriptor)
        except BaseException:
            with suppress(OSError):
                os.unlink(part, dir_fd=descriptor)
            raise
        os.fsync(descriptor)

    def _remove(self, place: Place) -> None:
        with self._shelf(place) as descriptor:
            if descriptor is not None:
                with suppress(OSError):
                    os.unlink(place.name, dir_fd=descriptor)

    @contextmanager
    def _shelf(self, place: Place, *, create: bool = False) -> Iterator[int | None]:
        if named(place) is None:
            raise ValueError(f"{place} is not a name of a store")
        with (
            self._opened(create=create) as notebook,
            _entered(place.shelf, notebook, create=create) as descriptor,
        ):
            yield descriptor

    @contextmanager
    def _opened(self, *, create: bool = False) -> Iterator[int | None]:
        """The notebook's own folder. Raises: Unreachable if the folder around it is gone."""
        try:
            outer = os.open(self.folder, _FOLDER)
        except OSError as error:
            raise Unreachable(
                f"{self.folder} is not there ({error.strerror}); is the disk plugged in?"
            ) from error
        try:
            with _entered(self._name, outer, create=create) as descriptor:
                yield descriptor
        finally:
            os.close(outer)


def check_folder(folder: Path) -> None:
    """Raises: UsageError if it is no folder that can be synced through."""
    if os.open not in os.supports_dir_fd:
        raise UsageError("syncing through a folder does not work on Windows yet")
    if not folder.is_dir():
        raise UsageError(
            f"there is no folder {folder}; make it first, or plug in the disk that it is on"
        )


def notebooks_in(folder: Path) -> list[str]:
    """The notebooks that have a part of this folder, sorted."""
    check_folder(folder)
    named_so = (each.name for each in folder.glob(f"{PREFIX}*"))
    return sorted(name for each in named_so if is_id(name := each.removeprefix(PREFIX)))


@contextmanager
def _entered(name: str, parent: int | None, *, create: bool = False) -> Iterator[int | None]:
    """The folder of this name, never through a link; None if there is none."""
    descriptor = None
    if parent is not None:
        if create:
            with suppress(FileExistsError):
                os.mkdir(name, 0o700, dir_fd=parent)
                os.fsync(parent)
        with suppress(OSError):
            descriptor = os.open(name, _FOLDER | _NO_LINK, dir_fd=parent)
    try:
        yield descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _bytes_of(name: str, descriptor: int) -> bytes | None:
    """What a regular file holds; None if it is none, gone, too long, or cannot be read."""
    try:
        with os.fdopen(os.open(name, _READ, dir_fd=descriptor), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            raw = file.read(ITEM_BYTES_MAX + 1)
    except OSError:
        return None
    return raw if len(raw) <= ITEM_BYTES_MAX else None
