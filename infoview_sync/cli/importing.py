"""`infoview import FILE…`: bring people and interviews in from what other programs export.

Who is new is added, what changed is changed, what is not taken is named with its line. What is in
a file is read by `files`, compared with the notebook and recorded by `files/taking`, and told by
`import_told`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from infoview_sync.cli.errors import USER_ERROR
from infoview_sync.cli.import_own import (
    OwnImport,
    import_own,
    is_own_export,
    own_as_json,
    tell_own,
)
from infoview_sync.cli.import_told import as_json as outcome_as_json
from infoview_sync.cli.import_told import tell_outcome
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, progress_bar, warn
from infoview_sync.cli.session import Setting, setting_of, with_notebook
from infoview_sync.errors import UsageError
from infoview_sync.files.columns import FIELDS, MANY
from infoview_sync.files.identity import email_address
from infoview_sync.files.reading import read_path
from infoview_sync.files.refusal import FileRefused
from infoview_sync.files.taking.plan import Knowledge, Outcome, knowledge_of, plan
from infoview_sync.files.taking.writing import BATCH_EVENTS, write
from infoview_sync.locking import one_at_a_time
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.own_emails import own_emails
from infoview_sync.settings import DATABASE_NAME, IMPORT_LOCK_NAME

__all__ = ["BATCH_EVENTS", "Wishes", "import_files", "import_people"]


class Wishes(NamedTuple):
    """What the options say of how to read."""

    columns: tuple[tuple[str, str], ...] = ()
    """(field, column's title) of a plain table."""
    me: tuple[str, ...] = ()
    """The user's own e-mails, beside those in the settings."""
    dry_run: bool = False
    follow: bool = True
    """Symbolic links; the inbox takes none."""


def import_files(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="LinkedIn's Connections.csv, a Google Contacts CSV, vCards (.vcf), an invitation"
            " (.ics), a table with a header (.csv, .tsv), or our own export (.ndjson).",
        ),
    ],
    *,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Which column of a table holds what, such as name='Full name'; may be repeated."
            f" Fields: {', '.join(FIELDS)}.",
        ),
    ] = None,
    me: Annotated[
        list[str] | None,
        typer.Option(
            "--me", metavar="EMAIL",
            help="Your own address on an invitation, so that the other one is taken; may be"
            " repeated. Those in the setting my_email count anyway.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")
    ] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Import people and interviews from files; importing a file again adds nothing.

    What `infoview export --to FILE.ndjson` wrote becomes that notebook again.
    """
    setting = setting_of(ctx)
    wishes = Wishes(_columns_said(columns or ()), _own_addresses(me or ()), dry_run)
    outcomes: list[Outcome | OwnImport] = []
    for file in files:
        try:
            outcome = (
                import_own(setting, file, dry_run=dry_run) if is_own_export(file)
                else import_people(setting, file, wishes)
            )  # fmt: skip
        except KeyboardInterrupt:
            warn("stopped; what is recorded is kept, importing again adds the rest")
            raise
        outcomes.append(outcome)
        if as_json:
            continue
        if isinstance(outcome, OwnImport):
            tell_own(outcome)
        else:
            tell_outcome(outcome, tz=setting.world.tz, dry_run=dry_run)
    if as_json:
        told = [
            own_as_json(each) if isinstance(each, OwnImport)
            else outcome_as_json(each, dry_run=dry_run)
            for each in outcomes
        ]  # fmt: skip
        print_json({"dry_run": dry_run, "files": told})
    if any(each.error is not None or each.refused for each in outcomes):
        raise typer.Exit(USER_ERROR)


def import_people(setting: Setting, file: Path, wishes: Wishes) -> Outcome:
    """Take one file of another program's. What is wrong with it is in the outcome."""
    try:
        with progress_bar() as bar:
            task = bar.add_task(f"reading {file.name}", total=None)
            reading = read_path(
                file,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
                columns_said=wishes.columns,
                follow=wishes.follow,
            )
    except FileRefused as refusal:
        return Outcome(str(file), error=refusal)
    if wishes.dry_run and not (setting.home / DATABASE_NAME).exists():
        return plan(str(file), reading, Knowledge(), setting.world, me=wishes.me)

    async def work(notebook: Notebook) -> Outcome:
        knowledge = await knowledge_of(notebook, reading)
        me = (*wishes.me, *await own_emails(notebook))
        outcome = plan(str(file), reading, knowledge, notebook.world, me=me)
        if wishes.dry_run:
            return outcome
        with progress_bar() as bar:
            task = bar.add_task("recording", total=None)
            return await write(
                notebook, outcome,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip

    if wishes.dry_run:
        return with_notebook(setting, work, create=False)
    # Comparing and writing belong together: two imports at once would add everybody twice.
    with one_at_a_time(setting.home / IMPORT_LOCK_NAME, _waiting):
        return with_notebook(setting, work, create=True)


def _waiting() -> None:
    warn("another import is under way; waiting for it …")


def _columns_said(options: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """`name=Full name` → ("name", "Full name"). Raises: UsageError."""
    said: list[tuple[str, str]] = []
    for option in options:
        field, separator, title = option.partition("=")
        field = field.strip().lower()
        if not separator or not title.strip() or field not in FIELDS:
            raise UsageError(
                f"cannot read --map '{option}': say FIELD=COLUMN, such as name='Full name'; the"
                f" fields are {', '.join(FIELDS)}"
            )
        if field not in MANY and any(field == before for before, _ in said):
            raise UsageError(f"--map says twice which column holds the {field}; say it once")
        said.append((field, title))
    return tuple(said)


def _own_addresses(options: Sequence[str]) -> tuple[str, ...]:
    """Raises: UsageError."""
    for option in options:
        if email_address(option.strip()) is None:
            raise UsageError(f"--me '{option}' is not an e-mail address")
    return tuple(option.strip() for option in options)
