"""A shared folder from the command line: one round, and what a round with any store did."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import typer

from infoview_sync.cli import words
from infoview_sync.cli.errors import INTEGRITY
from infoview_sync.cli.output import print_json, progress_bar, say, warn
from infoview_sync.cli.session import Setting, with_notebook
from infoview_sync.devices.last_times import note_synced
from infoview_sync.errors import Fork, SyncError, UnknownEpoch, UsageError
from infoview_sync.events.author import local_moment
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME
from infoview_sync.stores.folder import FolderStore, check_folder
from infoview_sync.stores.names import Place
from infoview_sync.stores.round import Round, Rounds

REASONS_SHOWN = 5
NOT_OPENABLE = (
    "no 24 words bring the notebook back from there yet: infoview recovery new makes some"
)


def folder_store(folder: Path, notebook: str, setting: Setting) -> FolderStore:
    return FolderStore(folder, notebook, random_bytes=setting.world.random_bytes, seconds=time.time)


def sync_folder(setting: Setting, folder: Path, *, as_json: bool) -> None:
    """One round with the folder, told. Raises: SyncError and its kinds, UsageError."""
    folder = checked_folder(setting, folder)

    async def work(notebook: Notebook) -> Round:
        rounds = Rounds(notebook, folder_store(folder, notebook.who.notebook, setting))
        with progress_bar() as bar:
            task = bar.add_task("syncing", total=None)
            done = await rounds.round(
                lambda done, total: bar.update(task, completed=done, total=total)
            )
        await note_round(notebook, str(folder))
        return done

    tell_round(with_notebook(setting, work, create=False), setting.world.tz, as_json=as_json)


def tell_round(done: Round, tz: str, *, as_json: bool) -> None:
    """What it did. Raises: Exit with the code of an integrity problem if there was a fork."""
    if as_json:
        print_json(_as_json(done, tz))
    else:
        say_round(done, tz)
        if not done.is_openable:
            say(NOT_OPENABLE, "dim")
    if any(isinstance(error, Fork) for error in done.aside.values()):
        raise typer.Exit(INTEGRITY)


async def note_round(notebook: Notebook, address: str) -> None:
    """For `infoview doctor`."""
    own = (await notebook.heads()).get(notebook.who.log)
    note_synced(
        notebook.database.parent,
        address=address,
        own_events=own.seq if own else 0,
        now_ms=notebook.world.wall_ms(),
    )


def checked_folder(setting: Setting, folder: Path) -> Path:
    folder = folder.expanduser().absolute()
    check_folder(folder)
    if not (setting.home / DATABASE_NAME).exists():
        raise UsageError(
            f"there is no notebook in {setting.home} yet. With the 24 words, bring yours back:"
            f" infoview restore --from {folder}. With another device of yours, let this one in"
            " first: infoview sync URL"
        )
    return folder


def say_round(done: Round, tz: str) -> None:
    mended = f", {words.counted(done.mended, 'damaged file')} replaced" if done.mended else ""
    resealed = f", {words.counted(done.resealed, 'file')} sealed anew" if done.resealed else ""
    say(f"{words.counted(done.pulled, 'event')} in, {done.pushed:,} out{mended}{resealed}")
    if done.heard_ms is not None:
        say(f"the newest word of another device is of {words.moment(done.heard_ms, tz)}", "dim")
    if done.ignored:
        say(f"{words.counted(done.ignored, 'other file')} there left alone", "dim")
    for reason in done.refused.values():
        warn(f"left out: {reason}")
    tell_aside(done.aside)


def tell_aside(aside: dict[Place, SyncError]) -> None:
    """Why some files count for nothing; not one line for each of ten thousand."""
    sealed = [place for place, error in aside.items() if isinstance(error, UnknownEpoch)]
    others = [(place, error) for place, error in aside.items() if place not in set(sealed)]
    for place, error in others[:REASONS_SHOWN]:
        warn(f"set aside {place}: {error}")
    if len(others) > REASONS_SHOWN:
        warn(f"and {words.counted(len(others) - REASONS_SHOWN, 'file')} more")
    if sealed:
        warn(
            f"{words.counted(len(sealed), 'file')} sealed by a key that this device does not have:"
            " it has not arrived yet, or this device was cut off"
        )


def _as_json(done: Round, tz: str) -> dict[str, Any]:
    return {
        "pulled": done.pulled, "pushed": done.pushed, "agrees": None, "joined": False,
        "refused": {log: str(error) for log, error in done.refused.items()},
        "set_aside": aside_as_json(done.aside),
        "mended": done.mended, "sealed_anew": done.resealed, "ignored": done.ignored,
        "newest_of_others": None if done.heard_ms is None else local_moment(done.heard_ms, tz),
        "phrase_opens_it": done.is_openable,
    }  # fmt: skip


def aside_as_json(aside: dict[Place, SyncError]) -> list[dict[str, str]]:
    return [
        {"file": str(place), "code": error.code, "message": str(error)}
        for place, error in aside.items()
    ]
