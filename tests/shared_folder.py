"""Devices that meet in a shared folder, as tests need them."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from infoview_sync.projections.notebook import Notebook, Summary
from infoview_sync.stores.folder import PREFIX, FolderStore
from infoview_sync.stores.names import Place, SegmentName, named
from infoview_sync.stores.round import Round, Rounds
from tests.world import draft, subject_id


def store_at(folder: Path, notebook: str, *, seed: object = 1) -> FolderStore:
    """The notebook's part of a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(str(seed))
    return FolderStore(folder, notebook, random_bytes=rng.randbytes, seconds=time.time)


async def through(notebook: Notebook, folder: Path) -> Round:
    """One round, by somebody who knows nothing of earlier ones."""
    return await Rounds(notebook, store_at(folder, notebook.who.notebook)).round()


async def all_through(folder: Path, *notebooks: Notebook, rounds: int = 3) -> list[Summary]:
    """So many rounds of each; what they show then."""
    for _ in range(rounds):
        for notebook in notebooks:
            await through(notebook, folder)
    return [await each.summary() for each in notebooks]


def segments_in(folder: Path, log: str | None = None) -> list[tuple[SegmentName, Path]]:
    """The segments that lie there, by log and first event."""
    found = []
    for path in folder.glob(f"{PREFIX}*/*/*.segment"):
        name = named(Place(path.parent.name, path.name))
        if isinstance(name, SegmentName) and log in (None, name.log):
            found.append((name, path))
    return sorted(found)


def letters_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{PREFIX}*/keys/*.key"))


def openers_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{PREFIX}*/recovery/*.opener"))


def files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


async def met(notebook: Notebook, first: int, last: int | None = None, name: str = "P") -> None:
    """Add these people, by number."""
    await notebook.append(
        [
            draft("contact.added", subject_id(number), name=f"{name}{number}", source="typed")
            for number in range(first, (last or first) + 1)
        ]
    )


def emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
