"""`infoview backup`: everything in one sealed file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, progress_bar, say
from infoview_sync.devices.backing_up import BackedUp, write_backup
from infoview_sync.devices.last_times import note_backup
from infoview_sync.devices.recovery import must_have_recovery
from infoview_sync.files.export.saving import draft_of
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
