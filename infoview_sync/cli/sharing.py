"""A shared folder from the command line: one round, and rounds for as long as it is watched."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from infoview_sync.cli import words
from infoview_sync.cli.errors import INTEGRITY
from infoview_sync.cli.output import print_json, progress_bar, say, warn
from infoview_sync.cli.session import Setting, with_notebook
from infoview_sync.devices.last_times import note_synced
from infoview_sync.errors import Fork, Revoked, SyncError, UnknownEpoch, Unreachable, UsageError
from infoview_sync.events.author import local_moment
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME
from infoview_sync.stores.folder import FolderStore, check_folder
from infoview_sync.stores.names import Place
from infoview_sync.stores.round import Round, Rounds

REASONS_SHOWN = 5
DEBOUNCE_MS = 300
RESCAN_MS = 5_000
"""How long a change can stay unseen where the file system tells nothing (network folders)."""


def folder_store(folder: Path, notebook: str, setting: Setting) -> FolderStore:
    return FolderStore(folder, notebook, random_bytes=setting.world.random_bytes, seconds=time.time)


def sync_folder(setting: Setting, folder: Path, *, as_json: bool) -> None:
    """One round with the folder, told. Raises: SyncError and its kinds, UsageError."""
    folder = _checked(setting, folder)

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
        _tell(done, tz)
    if any(isinstance(error, Fork) for error in done.aside.values()):
        raise typer.Exit(INTEGRITY)


def watch_folder(setting: Setting, folder: Path) -> None:
    """Rounds whenever something changes here or there, until Ctrl-C."""
    folder = _checked(setting, folder)
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    async def work(notebook: Notebook) -> None:
        store = folder_store(folder, notebook.who.notebook, setting)
        rounds = Rounds(notebook, store)
        last: object = None
        told: object = None
        news: object
        async for _ in _looks(notebook.database.parent, store):
            try:
                now = await notebook.heads(), await store.look()
                if now == last:
                    continue
                done = await rounds.round()
                last, news = now, (done.aside.keys(), done.refused.keys())
                await note_round(notebook, str(folder))
            except Revoked:
                raise
            except SyncError as error:
                last, news = None, str(error)
                if told != news:
                    warn(f"{error}; waiting for it")
            else:
                if not done.is_quiet or told != news:
                    _tell(done, setting.world.tz)
            told = news
            sys.stdout.flush()

    say(f"keeping in step with {folder}; Ctrl-C stops")
    sys.stdout.flush()
    try:
        with_notebook(setting, work, create=False)
    except KeyboardInterrupt:
        # A second Ctrl-C while Python ends would end it by a signal.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        say("stopped; everything recorded is kept", "dim")


async def _looks(home: Path, store: FolderStore) -> AsyncIterator[None]:
    """At once, whenever something changes in either place, and every few seconds anyway."""
    # Imported here: a compiled library that only watching needs.
    from watchfiles import awatch  # noqa: PLC0415 - as above

    while True:
        yield
        watched = _folders(store)
        if not watched:
            await asyncio.sleep(RESCAN_MS / 1000)
            continue
        with suppress(FileNotFoundError):
            async for _ in awatch(
                home, *watched, debounce=DEBOUNCE_MS, rust_timeout=RESCAN_MS,
                yield_on_timeout=True,
                # It would follow links, wherever they lead.
                recursive=False,
            ):  # fmt: skip
                yield
                # Emptied and made anew, it is another folder, of which this watcher hears nothing.
                if _folders(store) != watched:
                    break


async def note_round(notebook: Notebook, address: str) -> None:
    """For `infoview doctor`."""
    own = (await notebook.heads()).get(notebook.who.log)
    note_synced(
        notebook.database.parent,
        address=address,
        own_events=own.seq if own else 0,
        now_ms=notebook.world.wall_ms(),
    )


def _folders(store: FolderStore) -> dict[Path, int]:
    try:
        return store.folders()
    except Unreachable:
        return {}


def _checked(setting: Setting, folder: Path) -> Path:
    folder = folder.expanduser().absolute()
    check_folder(folder)
    if not (setting.home / DATABASE_NAME).exists():
        raise UsageError(
            f"there is no notebook in {setting.home} yet. With the 24 words, bring yours back:"
            f" infoview restore --from {folder}. With another device of yours, let this one in"
            " first: infoview sync URL"
        )
    return folder


def _tell(done: Round, tz: str) -> None:
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
