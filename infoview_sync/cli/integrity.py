"""Whether it is whole and the same everywhere: verify, digest, devices."""

from __future__ import annotations

import sqlite3

import typer

from infoview_sync.cli import words
from infoview_sync.cli.errors import FROM_ANOTHER_DEVICE, INTEGRITY, ViewsDiffer, is_damage
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, progress_bar, say, table, warn
from infoview_sync.cli.replaying import replayed
from infoview_sync.errors import Corrupt
from infoview_sync.log import store
from infoview_sync.projections import projector
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.replay import Cut
from infoview_sync.projections.sql_files import sql_files


async def verify(notebook: Notebook, *, as_json: Json = False) -> None:
    """Walk every log's chain from its first event; exit 3 names the first damage.

    Then check that the views are what the log says; if not, they are rebuilt, and that is told.
    """
    try:
        total = sum(head.seq for head in (await notebook.heads()).values())
        with progress_bar() as bar:
            task = bar.add_task("verifying", total=total)
            verified = await notebook.verify(lambda _, events: bar.advance(task, events))
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        log, seq = await notebook.read(_last_readable)
        name = words.event_name(log, seq + 1)
        raise Corrupt(
            f"event {name} cannot be read ({error}); those before it can."
            f" {_remedy(notebook)}",
            log=log, seq=seq + 1,
        ) from error  # fmt: skip
    except Corrupt as error:
        name = words.event_name(error.log, error.seq)
        found = str(error).removeprefix(f"log {error.log}: ")
        if f"event {error.seq}" in found:
            found = found.replace(f"event {error.seq}", f"event {name}")
        else:
            found = f"event {name}: {found}"
        raise Corrupt(
            f"{found}. {_remedy(notebook)}", log=error.log, seq=error.seq
        ) from error  # fmt: skip
    try:
        await _check_views(notebook)
    except ViewsDiffer as repaired:
        if as_json:
            raise
        warn(f"repaired: {repaired}")
        raise typer.Exit(INTEGRITY) from repaired
    if as_json:
        print_json([{"log": log, "events": events} for log, events in verified.items()])
    else:
        events = words.counted(sum(verified.values()), "event")
        say(f"{events} in {words.counted(len(verified), 'log')}: every chain is whole")


async def _check_views(notebook: Notebook) -> None:
    """Raises: ViewsDiffer if the views were not what a fresh fold of the same events gives."""
    summary = await notebook.summary()
    cut = Cut({log: head.seq for log, head in summary.heads.items()})
    async with replayed(notebook, cut) as fresh:
        is_same = await fresh.run(projector.digest) == summary.digest
    if not is_same:
        await notebook.rebuild()
        raise ViewsDiffer(
            "every chain is whole, but the views did not show what the log says; they were"
            " rebuilt from it. If this comes again, check the disk"
        )


async def digest(notebook: Notebook, *, as_json: Json = False) -> None:
    """Print the heads and the digest: equal on every device that has the same events."""
    summary = await notebook.summary()
    heads = [
        {"log": log, "seq": head.seq, "hash": head.hash.hex()}
        for log, head in sorted(summary.heads.items())
    ]
    if as_json:
        print_json({
            "notebook": notebook.who.notebook, "heads": heads, "projection": sql_files().hash,
            "digest": summary.digest,
        })  # fmt: skip
        return
    table(
        ("Log", "Events", "Hash"),
        [(str(each["log"]), str(each["seq"]), str(each["hash"])[:16]) for each in heads],
    )
    say(f"digest {summary.digest}")


def _remedy(notebook: Notebook) -> str:
    return f"Keep a copy of {notebook.database}. {FROM_ANOTHER_DEVICE}"


def _last_readable(connection: sqlite3.Connection) -> tuple[str, int]:
    """(log, seq) of the last event before the first one that SQLite cannot read."""
    log, seq = "?", 0
    for log, head in store.heads(connection).items():
        seq = 0
        try:
            for _ in store.bodies_after(connection, log=log, after=0, until=head.seq):
                seq += 1
        except sqlite3.DatabaseError:
            break
    return log, seq
