"""`infoview backup` and `infoview restore`: one sealed file, and the notebook out of it again."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.confirming import LINE_CHARS_MAX, ask_line
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, progress_bar, say, warn
from infoview_sync.cli.session import setting_of
from infoview_sync.devices.backing_up import BackedUp, write_backup
from infoview_sync.devices.last_times import note_backup
from infoview_sync.devices.recovery import must_have_recovery
from infoview_sync.devices.restoring import Restored, check_room, restore
from infoview_sync.errors import InputError, UsageError
from infoview_sync.events.author import local_moment
from infoview_sync.files.export.saving import draft_of
from infoview_sync.keys.phrase import PHRASE_WORDS, secret_of
from infoview_sync.projections.notebook import Notebook

TRIES_MAX = 5

File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", dir_okay=False)]


async def backup(
    notebook: Notebook,
    file: File,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that exists already.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write everything into one encrypted file, which only the recovery phrase opens.

    It is read back and compared before it takes its name.
    """
    await must_have_recovery(notebook)
    with draft_of(file, force=force) as draft:
        done = await _written(notebook, draft)
    note_backup(notebook.database.parent, now_ms=notebook.world.wall_ms())
    size = file.stat().st_size
    if as_json:
        print_json({"file": str(file), "logs": done.logs, "events": done.events, "bytes": size})
        return
    say(f"wrote {file}, {words.counted(done.events, 'event')}, {size:,} bytes, read back and whole")
    say("only the 24 words of your recovery phrase open it", "dim")


async def _written(notebook: Notebook, draft: Path) -> BackedUp:
    with progress_bar() as bar:
        task = bar.add_task("backing up", total=None)
        return await write_backup(
            notebook, draft, lambda done, total: bar.update(task, completed=done, total=total)
        )


def restore_file(ctx: typer.Context, file: File, as_json: Json = False) -> None:
    """Bring the notebook in a backup back, in an empty folder, as a new device.

    The 24 words are asked for, or read from standard input.
    """
    setting = setting_of(ctx)
    check_room(setting.home)
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
        "If the old device was lost or stolen, cut it off: `infoview devices`, `infoview revoke`."
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
    while 0 < len(text.split()) < PHRASE_WORDS:
        line = ask_line("")
        if not line.strip():
            break
        text += line
    return text
