"""`infoview import notebook.ndjson`: an export of a notebook, back into a notebook, whole or not.

Into an empty home it becomes that very notebook, on a new device that has said nothing yet, so
heads and digest are those of the export. Into the same notebook it brings what is missing, like a
sync from a file. Another notebook refuses it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from infoview_sync.cli import words
from infoview_sync.cli.errors import tell
from infoview_sync.cli.output import heading, progress_bar, say
from infoview_sync.cli.session import Setting, with_notebook
from infoview_sync.errors import ForeignNotebook, Fork, InfoViewError
from infoview_sync.files.own import ByteFile, Checked, Progress, check, looks_own
from infoview_sync.files.reading import opened
from infoview_sync.files.refusal import FileRefused
from infoview_sync.files.taking.own import take_own
from infoview_sync.settings import DATABASE_NAME

HEAD_BYTES = 200


class OwnImport(NamedTuple):
    """What became of one export; `new` counts events that were missing here."""

    file: str
    events: int = 0
    new: int = 0
    joined: bool = False
    error: InfoViewError | None = None
    dry_run: bool = False

    @property
    def refused(self) -> bool:
        return self.error is not None


def is_own_export(path: Path) -> bool:
    """True if the name or the first bytes say so. A file that cannot be read is somebody else's."""
    try:
        with opened(path) as (file, _):
            return looks_own(file.read(HEAD_BYTES), file_name=path.name)
    except FileRefused:
        return False


def import_own(
    setting: Setting, path: Path, *, dry_run: bool = False, follow: bool = True
) -> OwnImport:
    """Take one export. Raises: StoreError; what is wrong with the file is in the outcome."""
    try:
        with opened(path, follow=follow) as (file, _), progress_bar() as bar:
            task = bar.add_task(f"checking {path.name}", total=None)
            checked = check(
                file, file_name=str(path),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip
            bar.update(task, description=f"importing {path.name}")

            def imported(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            return _import(setting, str(path), file, checked, imported, dry_run=dry_run)
    except (FileRefused, ForeignNotebook, Fork) as error:
        return OwnImport(str(path), error=error)


def _import(
    setting: Setting, path: str, file: ByteFile, checked: Checked, progress: Progress,
    *, dry_run: bool,
) -> OwnImport:  # fmt: skip
    """Raises: ForeignNotebook, Fork, FileRefused, StoreError; then nothing was imported."""
    is_empty = not (setting.home / DATABASE_NAME).exists()
    if dry_run and is_empty:
        return OwnImport(path, checked.events, checked.events, joined=True, dry_run=True)
    taken = with_notebook(
        setting,
        lambda notebook: take_own(
            notebook, file, checked, file_name=path, dry_run=dry_run, progress=progress
        ),
        create=not dry_run, notebook_id=checked.notebook, introduce=False,
    )  # fmt: skip
    return OwnImport(path, taken.events, taken.new, joined=is_empty, dry_run=dry_run)


def tell_own(outcome: OwnImport) -> None:
    if outcome.error is not None:
        tell({"message": str(outcome.error)}, as_json=False)
        return
    heading(outcome.file + (" (dry run: nothing is written)" if outcome.dry_run else ""))
    done = "joined the notebook" if outcome.joined else "the same notebook"
    if outcome.dry_run and outcome.joined:
        done = "would join the notebook"
    say(f"  {done}: {words.counted(outcome.events, 'event')}, {outcome.new:,} of them new here")


def own_as_json(outcome: OwnImport) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": outcome.file, "source": "infoview", "events": outcome.events,
        "added": outcome.new, "joined": outcome.joined,
    }  # fmt: skip
    if outcome.error is not None:
        told["error"] = {
            "code": outcome.error.code, "message": str(outcome.error), **outcome.error.fields(),
        }  # fmt: skip
    return told
