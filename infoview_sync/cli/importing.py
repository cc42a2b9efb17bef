"""`infoview import FILE…`: bring people in, add who is new, change what changed, name what is not.

Events are written in batches, each one transaction: interrupted anywhere, whole batches are kept,
and importing the file again writes the rest. The record of the import comes with the last batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import msgspec
import typer

from infoview_sync.cli import words
from infoview_sync.cli.errors import USER_ERROR, tell
from infoview_sync.cli.locking import one_at_a_time
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import (
    Row,
    heading,
    print_json,
    progress_bar,
    say,
    strings_in,
    table,
    warn,
)
from infoview_sync.cli.people import ID_SHOWN_CHARS
from infoview_sync.cli.session import Setting, setting_of, with_notebook
from infoview_sync.events.author import Draft, event_data
from infoview_sync.events.catalogue.fields import EventData
from infoview_sync.files.found import Reading, RefusedRow
from infoview_sync.files.known import KnownPerson, LastImport
from infoview_sync.files.matching import Added, AlreadyKnown, Changed, Decision, Repeated, decide
from infoview_sync.files.reading import read_path
from infoview_sync.files.refusal import FileRefused, NoPeople
from infoview_sync.ids import new_id
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME

BATCH_EVENTS = 500
"""A transaction of this size takes some ten milliseconds: short enough to stop at, long enough
that syncing to disk is not what one waits for."""
LOCK_NAME = "import.lock"
SHOWN_ROWS_MAX = 50
"""More refused rows than this are counted; `--json` lists all."""


class Outcome(NamedTuple):
    """What became of one file; `error` if it was refused as a whole, `event` names its record."""

    file: str
    reading: Reading | None
    decisions: tuple[Decision, ...]
    error: FileRefused | None
    event: str | None = None

    @property
    def refused(self) -> tuple[RefusedRow, ...]:
        if isinstance(self.error, NoPeople):
            return self.error.refused
        return self.reading.refused if self.reading is not None else ()

    def count(self, kind: type[Decision]) -> int:
        return sum(isinstance(each, kind) for each in self.decisions)


def import_files(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="LinkedIn's Connections.csv.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Import people from files; importing a file again adds nothing."""
    setting = setting_of(ctx)
    outcomes = []
    for file in files:
        try:
            outcome = _import_file(setting, file, dry_run=dry_run)
        except KeyboardInterrupt:
            warn("stopped; what was recorded so far is kept, importing again adds the rest")
            raise
        outcomes.append(outcome)
        if not as_json:
            _tell(outcome, dry_run=dry_run)
    if as_json:
        print_json({"dry_run": dry_run, "files": [_as_json(each) for each in outcomes]})
    if any(each.error is not None or each.refused for each in outcomes):
        raise typer.Exit(USER_ERROR)


def _import_file(setting: Setting, file: Path, *, dry_run: bool) -> Outcome:
    try:
        with progress_bar() as bar:
            task = bar.add_task(f"reading {file.name}", total=None)
            reading = read_path(
                file, progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
    except FileRefused as refusal:
        return Outcome(str(file), None, (), refusal)
    if dry_run and not (setting.home / DATABASE_NAME).exists():
        return Outcome(str(file), reading, decide(reading.people, []), None)

    async def work(notebook: Notebook) -> Outcome:
        decisions = await _decisions(notebook, reading)
        event = None if dry_run else await _write(notebook, reading, decisions)
        return Outcome(str(file), reading, decisions, None, event)

    if dry_run:
        return with_notebook(setting, work, create=False)
    # Comparing and writing belong together: two imports at once would add everybody twice.
    with one_at_a_time(setting.home / LOCK_NAME, _waiting):
        return with_notebook(setting, work, create=True)


def _waiting() -> None:
    warn("another import is under way; waiting for it …")


async def _decisions(notebook: Notebook, reading: Reading) -> tuple[Decision, ...]:
    known = [_known(row) for row in await notebook.ask("known")]
    last: dict[str, dict[str, Any]] = {}
    for row in await notebook.ask("imported", source=reading.source):
        last.setdefault(row["subject"], {}).update(_said(row["data"]))
    imported = {subject: LastImport(**fields) for subject, fields in last.items()}
    return decide(reading.people, known, imported=imported)


async def _write(notebook: Notebook, reading: Reading, decisions: Sequence[Decision]) -> str | None:
    """Say what was decided; returns the name of the import's record, None if nothing was new."""
    now = notebook.now_local()
    drafts = [
        Draft(subject=subject, data=data, occurred_at=now)
        for decision in decisions
        for subject, data in _events(notebook, reading.source, decision)
    ]
    if not drafts:
        return None
    counts = {kind: sum(isinstance(each, kind) for each in decisions) for kind in (Added, Changed)}
    completed = event_data(
        "import.completed",
        {
            "source": reading.source, "file_name": reading.file_name,
            "file_hash": reading.file_sha256, "added": counts[Added],
            "updated": counts[Changed],
            "skipped": len(decisions) - sum(counts.values()) + len(reading.refused),
        },
    )  # fmt: skip
    drafts.append(
        Draft(subject=new_id(notebook.world.random_bytes), data=completed, occurred_at=now)
    )
    with progress_bar() as bar:
        task = bar.add_task("recording", total=len(drafts))
        for start in range(0, len(drafts), BATCH_EVENTS):
            batch = drafts[start : start + BATCH_EVENTS]
            stored = await notebook.append(batch)
            bar.advance(task, len(batch))
    return words.event_name(stored[-1].log, stored[-1].seq)


def _events(notebook: Notebook, source: str, decision: Decision) -> list[tuple[str, EventData]]:
    """What one decision says, as (subject, data)."""
    if isinstance(decision, Added):
        person = decision.person
        fields = {
            name: value
            for name in (
                "name", "org", "title", "emails", "phones", "urls", "location", "notes", "tags",
                "connected_on",
            )
            if (value := getattr(person, name))
        }  # fmt: skip
        subject = new_id(notebook.world.random_bytes)
        return [(subject, event_data("contact.added", {**fields, "source": source}))]
    if isinstance(decision, Changed):
        fields = dict(decision.fields)
        tags = fields.pop("tags", ())
        said = [event_data("contact.tagged", {"tag": tag}) for tag in tags]
        if fields:
            said.append(event_data("contact.corrected", {**fields, "source": source}))
        return [(decision.person_id, data) for data in said]
    return []


def _known(row: Row) -> KnownPerson:
    lists = {name: tuple(strings_in(row[name])) for name in ("emails", "phones", "urls")}
    return KnownPerson(**(row | lists))


def _said(data: str) -> dict[str, Any]:
    """What an earlier import said, as far as it can be compared."""
    fields = msgspec.json.decode(data)
    said: dict[str, Any] = {}
    for field in msgspec.structs.fields(LastImport):
        value = fields.get(field.name)
        if field.default is None and isinstance(value, str):
            said[field.name] = value
        elif field.default is not None and isinstance(value, list):
            said[field.name] = tuple(each for each in value if isinstance(each, str))
    return said


def _tell(outcome: Outcome, *, dry_run: bool) -> None:
    if outcome.error is not None:
        tell({"message": _as_typed(outcome.file, outcome.error)}, as_json=False)
    else:
        heading(outcome.file + (" (dry run: nothing is written)" if dry_run else ""))
        _tell_counts(outcome)
    refused = outcome.refused
    if refused:
        table(
            ("Line", "Field", "Refused because", "What to do"),
            [
                (str(row.line), row.field or "", row.reason, row.remedy)
                for row in refused[:SHOWN_ROWS_MAX]
            ],
        )
    if len(refused) > SHOWN_ROWS_MAX:
        warn(f"and {len(refused) - SHOWN_ROWS_MAX:,} more refused rows; --json lists all")


def _as_typed(file: str, error: FileRefused) -> str:
    """The refusal with the path that the user typed instead of the bare name."""
    name = Path(file).name
    message = str(error)
    return file + message.removeprefix(name) if message.startswith(name) else message


def _tell_counts(outcome: Outcome) -> None:
    say(
        f"  {outcome.count(Added):,} added · {outcome.count(Changed):,} changed"
        f" · {outcome.count(AlreadyKnown):,} already known · {len(outcome.refused):,} refused"
        + (f" · undo with: infoview undo {outcome.event}" if outcome.event else "")
    )
    if repeated := outcome.count(Repeated):
        say(f"  {words.counted(repeated, 'row')} said again what an earlier row says")
    kept = sum(
        bool(each.kept) for each in outcome.decisions if isinstance(each, Changed | AlreadyKnown)
    )
    if kept:
        say(f"  your own corrections were kept for {words.counted(kept, 'person', 'people')}")
    alike = [each for each in outcome.decisions if isinstance(each, Added) and each.resembles]
    for each in alike[:SHOWN_ROWS_MAX]:
        ids = ", ".join(identifier[:ID_SHOWN_CHARS] for identifier in each.resembles)
        say(f"  line {each.line}: {each.person.name} may be someone known already: {ids}")
    for note in outcome.reading.notes if outcome.reading is not None else ():
        say(f"  {note}")


def _as_json(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": outcome.file,
        "event": outcome.event,
        "source": outcome.reading.source if outcome.reading is not None else None,
        "added": outcome.count(Added),
        "changed": outcome.count(Changed),
        "known": outcome.count(AlreadyKnown),
        "repeated": outcome.count(Repeated),
        "refused": [msgspec.structs.asdict(row) for row in outcome.refused],
        "notes": list(outcome.reading.notes) if outcome.reading is not None else [],
    }
    if outcome.error is not None:
        told["error"] = {
            "code": outcome.error.code, "message": str(outcome.error), **outcome.error.fields(),
        }  # fmt: skip
    return told
