"""Puts a file in its place whole or not at all: written beside it, synced, then renamed."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from infoview_sync.errors import UsageError

_REMEDY_BY_ERROR = {
    errno.ENOSPC: "free some space, or choose another disk",
    errno.EDQUOT: "free some space, or choose another disk",
    errno.ENOENT: "make the folder first, or choose another one",
    errno.ENOTDIR: "a part of the path is a file; choose another one",
    errno.EACCES: "choose a folder that you may write to",
    errno.EPERM: "choose a folder that you may write to",
    errno.EROFS: "that disk can only be read; choose another one",
    errno.ENAMETOOLONG: "choose a shorter name",
}


@contextmanager
def draft_of(path: Path, *, force: bool) -> Iterator[Path]:
    """An empty file beside `path`, readable by its owner only; it takes the name at the end.

    If anything fails, it is removed and `path` is as it was. Raises: UsageError if there is such a
    file already (unless `force`), or the disk refuses.
    """
    check_free(path, force=force)
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield draft
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            check_free(path, force=force)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


@contextmanager
def saved(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """As `draft_of`, opened for writing."""
    with draft_of(path, force=force) as draft, draft.open("wb") as file:
        yield file


def check_free(path: Path, *, force: bool) -> None:
    """Raises: UsageError if something has that name."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")
    if not force and (path.exists() or path.is_symlink()):
        raise UsageError(f"{path} exists; choose another name, or --force replaces it")


def made_folder(path: Path) -> Path:
    """The folder, made if it was not there. Raises: UsageError."""
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    return path


def cannot_write(path: Path, error: OSError) -> UsageError:
    remedy = _REMEDY_BY_ERROR.get(error.errno or 0, "choose another place")
    return UsageError(f"{path} cannot be written ({error.strerror or error}); {remedy}")
