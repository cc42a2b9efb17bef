"""`infoview restore`: the notebook back, by the 24 words: from a file, a folder or a relay."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.confirming import LINE_CHARS_MAX, ask_line
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, progress_bar, say, warn
from infoview_sync.cli.reaching import checked_address, client_of, is_folder
from infoview_sync.cli.relayed import ask_token, is_relay_at, remember_relay
from infoview_sync.cli.session import Setting, setting_of, with_notebook
from infoview_sync.cli.sharing import aside_as_json, folder_store, tell_aside
from infoview_sync.devices.restoring import Restored, check_room, restore
from infoview_sync.errors import InputError, UsageError
from infoview_sync.events.author import local_moment
from infoview_sync.keys.phrase import PHRASE_WORDS, secret_of, typed_words
from infoview_sync.stores.folder import notebooks_in
from infoview_sync.stores.restoring import Restored as RestoredFrom
from infoview_sync.stores.restoring import restore_from

TRIES_MAX = 5
_NEXT = "If the old device was lost or stolen, cut it off: `infoview devices`, `infoview revoke`."


def bring_back(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The backup.", dir_okay=False)
    ] = None,
    *,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FOLDER|URL",
            help="The folder that devices share, or their relay, instead of a file.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Bring back the notebook in a backup, a shared folder or a relay, in an empty home, as a new
    device.

    The 24 words are asked for, or read from standard input; before them a relay's token.
    """
    setting = setting_of(ctx)
    if (file is None) == (source is None):
        raise UsageError("say from where: infoview restore FILE, or infoview restore --from FOLDER")
    check_room(setting.home)
    if file is not None:
        _from_file(setting, file, as_json=as_json)
    elif source is not None and is_folder(source):
        _from_folder(setting, Path(source).expanduser(), as_json=as_json)
    elif source is not None:
        _from_relay(setting, checked_address(source), as_json=as_json)


def _from_file(setting: Setting, file: Path, *, as_json: bool) -> None:
    if not file.is_file():
        raise UsageError(f"there is no file {file}")
    secret = _secret()
    with progress_bar() as bar:
        task = bar.add_task("restoring", total=None)
        done = asyncio.run(
            restore(
                setting.home, setting.world, file, secret,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        )  # fmt: skip
    _tell(done, setting.world.tz, as_json=as_json)


def _from_folder(setting: Setting, folder: Path, *, as_json: bool) -> None:
    notebooks = notebooks_in(folder)
    if not notebooks:
        raise UsageError(
            f"there is no notebook in {folder}: what devices share is in its sub-folders"
            " infoview-…; name the folder around them"
        )
    secret = _secret()
    with progress_bar() as bar:
        task = bar.add_task("restoring", total=None)
        done = asyncio.run(
            restore_from(
                setting.home, setting.world, secret,
                store_of=partial(folder_store, folder, setting=setting), notebooks=notebooks,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        )  # fmt: skip
    _tell_from(done, str(folder), setting.world.tz, as_json=as_json)


def _from_relay(setting: Setting, address: str, *, as_json: bool) -> None:
    from infoview_sync.stores.relayed import (  # noqa: PLC0415 - httpx costs every start
        RelayStore,
        notebook_at,
    )

    if not asyncio.run(is_relay_at(address)):
        raise UsageError(f"{address} is no relay; with another device of yours: infoview sync URL")
    token = ask_token()
    secret = _secret()

    async def restored() -> RestoredFrom:
        with progress_bar() as bar:
            task = bar.add_task("restoring", total=None)
            async with client_of(address, token) as client:
                notebook = await notebook_at(client)
                done = await restore_from(
                    setting.home, setting.world, secret,
                    store_of=partial(RelayStore, client),
                    notebooks=[] if notebook is None else [notebook],
                    progress=lambda done, total: bar.update(task, completed=done, total=total),
                )  # fmt: skip
        return done

    done = asyncio.run(restored())
    with_notebook(setting, partial(remember_relay, address, token), create=False)
    _tell_from(done, address, setting.world.tz, as_json=as_json)


def _tell(done: Restored, tz: str, *, as_json: bool) -> None:
    manifest = done.manifest
    if as_json:
        print_json({
            "notebook": manifest.notebook, "events": manifest.events, "log": done.log,
            "made_at": local_moment(manifest.made_at, tz), "made_by": manifest.device_name,
            "left_out": {log: str(error) for log, error in done.left_out.items()},
        })  # fmt: skip
        return
    for reason in done.left_out.values():
        warn(f"left out: {reason}")
    say(
        f"restored {words.counted(manifest.events, 'event')}, as they were on"
        f" {manifest.device_name} on {words.moment(manifest.made_at, tz)}",
        "green",
    )
    say(
        "This is a new device of the notebook. What other devices hold since then comes by"
        " `infoview sync URL`, or when they are paired with this one: `infoview pair`.\n"
        f"{_NEXT}"
    )


def _tell_from(done: RestoredFrom, place: str, tz: str, *, as_json: bool) -> None:
    if as_json:
        print_json({
            "notebook": done.notebook, "events": done.events, "log": done.log,
            "newest": None if done.heard_ms is None else local_moment(done.heard_ms, tz),
            "left_out": {log: str(error) for log, error in done.left_out.items()},
            "set_aside": aside_as_json(done.aside), "missing": done.missing,
            "is_behind": done.is_behind,
        })  # fmt: skip
        return
    for reason in done.left_out.values():
        warn(f"left out: {reason}")
    tell_aside(done.aside)
    for log, events in done.missing.items():
        warn(
            f"of log {log}, {words.counted(events, 'event')} could not be read: files before them"
            " are missing or damaged there"
        )
    if done.is_behind:
        warn(
            "what was written there after a device was cut off cannot be read (yet), so that device"
            " counts as one of yours here. Cut it off again with `infoview revoke`, or"
            " restore anew when the folder has arrived whole"
        )
    newest = "" if done.heard_ms is None else f", the newest of {words.moment(done.heard_ms, tz)}"
    say(f"restored {words.counted(done.events, 'event')}{newest}", "green")
    say(
        "This is a new device of the notebook. What was written after that and had not arrived"
        f" there is not here. Go on with `infoview sync {place}`.\n{_NEXT}"
    )


def _secret() -> bytes:
    """What the phrase stands for. Raises: InputError that names what is wrong with it."""
    if not sys.stdin.isatty():
        return secret_of(sys.stdin.read(LINE_CHARS_MAX))
    for _ in range(TRIES_MAX - 1):
        try:
            return secret_of(_phrase())
        except InputError as error:
            warn(f"{error}. Once more:")
    return secret_of(_phrase())


def _phrase() -> str:
    """The words from the terminal, over as many lines as it takes."""
    text = ask_line(f"the {PHRASE_WORDS} words of the recovery phrase, in one line or several:\n")
    while 0 < len(typed_words(text)) < PHRASE_WORDS:
        line = ask_line("")
        if not line.strip():
            break
        text += line
    return text
