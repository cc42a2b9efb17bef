"""`infoview watch`: in step with a shared folder or a relay; with `--inbox`, what is dropped into a
folder is recorded.

A file is read like `infoview import` reads it, or as a Markdown note; then it moves to done/ or to
refused/, there with a file beside it that says why. Between recording and moving the program may be
killed: the file is then taken again, and nothing is recorded twice.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from infoview_sync.cli import words
from infoview_sync.cli.errors import USER_ERROR
from infoview_sync.cli.import_own import import_own, is_own_export
from infoview_sync.cli.import_told import told_lines
from infoview_sync.cli.importing import Wishes, import_people
from infoview_sync.cli.in_step import watch_folder, watch_relay
from infoview_sync.cli.noting import Noted, noted
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, say, warn
from infoview_sync.cli.reaching import checked_address, is_folder
from infoview_sync.cli.relayed import sync_relay
from infoview_sync.cli.session import Setting, setting_of, with_notebook
from infoview_sync.cli.sharing import sync_folder
from infoview_sync.cli.stopping import stop_at_first_signal
from infoview_sync.errors import ForeignNotebook, Fork, InputError, UsageError
from infoview_sync.files.inbox import DONE, REFUSED, SETTLE_S, Inbox, Waiting
from infoview_sync.files.note import SUFFIXES, read_note
from infoview_sync.files.reading import opened
from infoview_sync.locking import one_at_a_time
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import IMPORT_LOCK_NAME

RESCAN_MS = 2_000
"""How long a file can stay unseen where the file system tells nothing (network folders)."""
DEBOUNCE_MS = 300


class Taken(NamedTuple):
    """What became of one file: `told` has a line or more, `refusal` is why it was not taken,
    `reason` what its rows lack, and `left` why it still lies in the inbox.
    """

    told: str
    refusal: str = ""
    reason: str = ""
    left: str = ""


def watch(
    ctx: typer.Context,
    place: Annotated[
        str,
        typer.Argument(
            metavar="FOLDER|URL", help="The folder that devices share, a relay, or the inbox."
        ),
    ],
    *,
    inbox: Annotated[
        bool,
        typer.Option("--inbox", help="Take in the .vcf, .csv, .ics, .ndjson and .md files there."),
    ] = False,
    once: Annotated[
        bool, typer.Option("--once", help="One look or one round, and end.")
    ] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Keep in step with other devices through a shared folder or a relay, or with --inbox take in
    whatever is dropped into a folder; Ctrl-C stops.
    """
    if as_json and not once:
        raise UsageError("--json needs --once: watching has no end to print a document at")
    setting = setting_of(ctx)
    if not inbox:
        _keep_in_step(setting, place, once=once, as_json=as_json)
        return
    box = Inbox(Path(place), time.monotonic)
    if once:
        _once(setting, box, as_json=as_json)
        return
    say(f"watching {box.folder}; Ctrl-C stops")
    sys.stdout.flush()
    stop_at_first_signal()
    try:
        for _ in _looks(box):
            for file in box.look():
                _tell(file, _handle(setting, box, file))
    except KeyboardInterrupt:
        say("stopped; everything recorded is kept", "dim")


def _keep_in_step(setting: Setting, place: str, *, once: bool, as_json: bool) -> None:
    if is_folder(place):
        folder = Path(place)
        if once:
            sync_folder(setting, folder, as_json=as_json)
        else:
            watch_folder(setting, folder)
        return
    address = checked_address(place)
    if once:
        sync_relay(setting, address, as_json=as_json)
    else:
        watch_relay(setting, address)


def _once(setting: Setting, box: Inbox, *, as_json: bool) -> None:
    box.look()
    time.sleep(SETTLE_S)
    handled = [(file, _handle(setting, box, file)) for file in box.look()]
    growing = box.growing
    if as_json:
        print_json({
            "handled": [_as_json(file, taken) for file, taken in handled if taken is not None],
            "waiting": [path.name for path in growing],
        })  # fmt: skip
    else:
        for file, taken in handled:
            _tell(file, taken)
        if not handled and not growing:
            say("nothing is there to take")
        for path in growing:
            warn(f"{path.name} is empty or still growing; it was left for the next time")
    if any(taken is not None and (taken.refusal or taken.left) for _, taken in handled):
        raise typer.Exit(USER_ERROR)


def _looks(box: Inbox) -> Iterator[None]:
    """At once, whenever something changes in the folder, and every few seconds anyway."""
    # Imported here: a compiled library that only watching needs.
    from watchfiles import watch as changes  # noqa: PLC0415 - as above

    yield
    try:
        for _ in changes(
            box.folder, recursive=False, debounce=DEBOUNCE_MS, rust_timeout=RESCAN_MS,
            yield_on_timeout=True,
        ):  # fmt: skip
            yield
    except FileNotFoundError as error:
        raise UsageError(f"{box.folder} is gone") from error


def _handle(setting: Setting, box: Inbox, file: Waiting) -> Taken | None:
    """Take one file and put it away; None if it was changed meanwhile and waits again.

    Raises: StoreError if the notebook cannot be written: that is not the file's fault.
    """
    try:
        taken = _take(setting, file.path)
    except (InputError, UsageError, ForeignNotebook, Fork) as error:
        taken = Taken("", refusal=str(error))
    into, reason = REFUSED if taken.refusal else DONE, taken.refusal or taken.reason
    try:
        return taken if box.put_away(file, into, reason=reason) else None
    except UsageError as error:
        return taken._replace(left=str(error))


def _take(setting: Setting, path: Path) -> Taken:
    """Raises: InputError, UsageError, ForeignNotebook, Fork; then nothing of it was recorded."""
    if path.suffix.lower() in SUFFIXES:
        return _take_note(setting, path)
    if is_own_export(path):
        own = import_own(setting, path, follow=False)
        if own.error is not None:
            raise own.error
        return Taken(f"{words.counted(own.events, 'event')}, {own.new:,} of them new")
    outcome = import_people(setting, path, Wishes(follow=False))
    rows = [f"line {row.line}: {row.reason}. {row.remedy}" for row in outcome.refused]
    if outcome.error is not None:
        return Taken("", refusal="\n".join([str(outcome.error), *rows]))
    if rows and not (outcome.decisions or outcome.meetings):
        return Taken("", refusal="\n".join(rows))
    return Taken("\n".join(told_lines(outcome)), reason="\n".join(rows))


def _take_note(setting: Setting, path: Path) -> Taken:
    with opened(path, follow=False) as (stream, _):
        note = read_note(stream, file_name=path.name)

    async def work(notebook: Notebook) -> tuple[Noted, str]:
        made = await noted(notebook, note)
        if not made.drafts:
            return made, ""
        stored = await notebook.append(made.drafts)
        return made, words.event_name(stored[-1].log, stored[-1].seq)

    # Looking whether it is recorded and recording it belong together.
    with one_at_a_time(setting.home / IMPORT_LOCK_NAME, lambda: None):
        made, event = with_notebook(setting, work, create=True)
    unread = f"; not read: {', '.join(note.unread)}" if note.unread else ""
    undo = f" · undo with: infoview undo {event}" if event else ""
    return Taken(f"{made.told}{unread}{undo}")


def _tell(file: Waiting, taken: Taken | None) -> None:
    if taken is None:
        warn(f"{file.path.name} was changed meanwhile; it is looked at again")
    elif taken.left:
        said = taken.refusal.splitlines()[0] if taken.refusal else taken.told
        warn(f"{file.path.name} stays here, as {taken.left}: {said}")
    elif taken.refusal:
        warn(f"{file.path.name} → {REFUSED}: {taken.refusal.splitlines()[0]}")
    else:
        told = taken.told.replace("\n", "\n  ")
        say(f"{file.path.name} → {DONE}: {told}")
    sys.stdout.flush()


def _as_json(file: Waiting, taken: Taken) -> dict[str, Any]:
    return {
        "file": file.path.name,
        "result": "left" if taken.left else REFUSED if taken.refusal else DONE,
        "message": taken.refusal or taken.told, "reason": taken.reason or None,
    }  # fmt: skip
