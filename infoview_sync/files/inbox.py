"""The inbox: a folder whose files are taken one by one and put away into done/ or refused/.

A file is taken only once it has stopped growing. Hidden, temporary and conflict files, links, pipes
and folders are left alone; nothing is ever deleted. What has happened to a file is told by where it
is, so a program that is killed finds the file again and takes it again: taking is what must not
count twice (the importers and `Note.id_for` see to that).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from infoview_sync.errors import UsageError

DONE = "done"
REFUSED = "refused"
REASON_SUFFIX = ".reason.txt"
SETTLE_S = 1.0
"""How long a file must stay the same before it is taken."""
EMPTY_SETTLE_S = 30.0
"""The same for an empty one, which some program is probably about to fill."""
FILES_A_LOOK_MAX = 1_000
"""More are taken at the next look."""
NAMES_TRIED_MAX = 10_000
NAME_BYTES_MAX = 255
"""Of one name, on nearly every file system."""
ENDING_BYTES_MAX = 32
"""What is longer is no ending that anybody needs."""

_UNFINISHED = (
    ".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".opdownload", ".swp",
    ".lock", "~", REASON_SUFFIX,
)  # fmt: skip
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_CONFLICTS = (".sync-conflict-", "conflicted copy", "(conflict")

Seconds = Callable[[], float]
"""A clock that only runs forward."""


class Waiting(NamedTuple):
    """One file as it was seen: if any of this changes, it is another one."""

    path: Path
    inode: int
    size: int
    changed_ns: int


class Inbox:
    """One folder. `look` again and again; `put_away` what was handled."""

    def __init__(self, folder: Path, seconds: Seconds) -> None:
        """Raises: UsageError if it is no folder, or cannot be one."""
        self.folder = folder
        self._seconds = seconds
        self._seen: dict[Waiting, float] = {}
        self._stuck: set[Waiting] = set()
        for name in ("", DONE, REFUSED):
            place = folder / name if name else folder
            try:
                if name:
                    place.mkdir(exist_ok=True, mode=0o700)
                is_folder = stat.S_ISDIR((place.lstat() if name else place.stat()).st_mode)
            except OSError as error:
                raise UsageError(
                    f"{place} cannot be used ({error.strerror}); make the folder and see that you"
                    " may write to it"
                ) from error
            if not is_folder:
                raise UsageError(f"{place} is no folder; move it away, or choose another inbox")

    def look(self) -> list[Waiting]:
        """The files that have stopped growing, by name. Raises: UsageError if it is gone."""
        now = self._seconds()
        seen = {each: self._seen.get(each, now) for each in self._files()}
        self._seen = seen
        self._stuck &= seen.keys()
        return [
            each
            for each, since in seen.items()
            if now - since >= (SETTLE_S if each.size else EMPTY_SETTLE_S)
            and each not in self._stuck
        ]

    @property
    def growing(self) -> list[Path]:
        """What the last look saw and did not give yet."""
        now = self._seconds()
        return [
            each.path
            for each, since in self._seen.items()
            if now - since < (SETTLE_S if each.size else EMPTY_SETTLE_S)
        ]

    def is_same(self, file: Waiting) -> bool:
        """False if it was changed, replaced or taken away since it was seen."""
        return _waiting(file.path) == file

    def put_away(self, file: Waiting, into: str, *, reason: str = "") -> Path | None:
        """Move it, with the reason in a file beside it if there is one; returns where it is now.

        None if it was changed meanwhile: then it is looked at again. Raises: UsageError if it
        cannot be moved: then it stays, and is left alone until it changes.
        """
        if not self.is_same(file):
            return None
        try:
            target = self._free(into, file.path.name)
            if reason:
                # First the reason: a file that is put away without it would say nothing.
                _write(target.with_name(target.name + REASON_SUFFIX), reason)
            file.path.rename(target)
        except OSError as error:
            self._stuck.add(file)
            raise UsageError(
                f"it cannot be moved to {into}/ ({error.strerror}); move it away yourself"
            ) from error
        self._seen.pop(file, None)
        return target

    def _files(self) -> list[Waiting]:
        try:
            with os.scandir(self.folder) as entries:
                names = sorted(entry.name for entry in entries if _is_meant(entry.name))
        except OSError as error:
            raise UsageError(f"{self.folder} is gone ({error.strerror})") from error
        found = (_waiting(self.folder / name) for name in names)
        return [each for each in found if each is not None][:FILES_A_LOOK_MAX]

    def _free(self, into: str, name: str) -> Path:
        folder = self.folder / into
        for number in range(1, NAMES_TRIED_MAX):
            tried = folder / _numbered(name, number)
            if not os.path.lexists(tried):
                return tried
        raise OSError(errno.EEXIST, f"too many files there are called {name}")


def _numbered(name: str, number: int) -> str:
    """With that number, if it is not the first, and short enough for a reason to lie beside it."""
    stem, ending = Path(name).stem, Path(name).suffix
    if len(os.fsencode(ending)) > ENDING_BYTES_MAX:
        stem, ending = name, ""
    ending = ending if number == 1 else f" ({number}){ending}"
    room = NAME_BYTES_MAX - len(os.fsencode(ending + REASON_SUFFIX))
    kept = os.fsencode(stem)
    if len(kept) > room:
        stem = kept[:room].decode("utf-8", "ignore")
    return stem + ending


def _is_meant(name: str) -> bool:
    lowered = name.lower()
    return not (
        lowered.startswith((".", "~"))
        or lowered.endswith(_UNFINISHED)
        or lowered in _SYSTEM
        or any(mark in lowered for mark in _CONFLICTS)
    )


def _waiting(path: Path) -> Waiting | None:
    """None if it is no regular file (a link is none), or gone."""
    try:
        status = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return Waiting(path, status.st_ino, status.st_size, status.st_mtime_ns)


def _write(path: Path, text: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
        file.write(text + "\n")
