"""Who named whom, as a tree, DOT or JSON; and whom I know in which organisation."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from infoview_sync.cli import words
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import Row, heading, presentable_all, print_json, say, table
from infoview_sync.errors import UsageError
from infoview_sync.files.export.dot import as_dot
from infoview_sync.projections.notebook import Notebook

DEPTH_DRAWN_MAX = 40
"""Deeper branches are drawn no further to the right."""


async def network(
    notebook: Notebook,
    *,
    dot: Annotated[bool, typer.Option("--dot", help="Print a graph for Graphviz.")] = False,
    as_json: Json = False,
) -> None:
    """Show who named whom, generation by generation."""
    if dot and as_json:
        raise UsageError("say --dot or --json, not both")
    rows = await notebook.ask("network")
    if as_json:
        print_json(presentable_all(rows, notebook.world.tz))
    elif dot:
        typer.echo(as_dot(rows))
    elif not rows:
        say('nobody has named anybody yet; infoview refer PERSON "NAME"')
    else:
        _tree(rows)


async def organisations(notebook: Notebook, *, as_json: Json = False) -> None:
    """Show whom you know where, and who is next there."""
    rows = await notebook.ask("organisations")
    for row in rows:
        row["members"] = msgspec.json.decode(row["members"])
    if as_json:
        print_json(presentable_all(rows, notebook.world.tz))
    elif not rows:
        say("no organisation yet; `infoview edit PERSON --org ORG` says where somebody works")
    else:
        table(
            ("Organisation", "People", "Written to", "Interviewed", "Waiting for", "Next", "Last"),
            [
                (
                    row["org"], str(row["people"]), str(row["written_to"]),
                    str(row["interviewed"]), row["waiting_for"] or "",
                    "" if row["waiting_for"] else row["next_name"] or "",
                    words.short_day(row["last_contact_at"], notebook.world.tz),
                )
                for row in rows
            ],
        )  # fmt: skip


def _tree(rows: list[Row]) -> None:
    children: dict[str | None, list[Row]] = {}
    for row in rows:
        children.setdefault(row["giver"], []).append(row)
    people = [row for row in rows if not row["name_only"]]
    deepest = max((row["depth"] for row in people), default=0)
    named = len(rows) - len(people)
    heading(
        f"{words.counted(len(people), 'person', 'people')} in"
        f" {words.counted(deepest + 1, 'generation')}"
        + (f", {words.counted(named, 'name')} not on the list yet" if named else "")
    )
    # Not recursive: a chain of referrals may be longer than Python's stack.
    waiting = [(row, "", "") for row in reversed(children.get(None, []))]
    while waiting:
        row, lead, branch = waiting.pop()
        say(f"{lead}{branch}{_line(row)}")
        below = children.get(row["contact"], []) if row["contact"] else []
        inner = lead + ("" if not branch else "│  " if branch.startswith("├") else "   ")
        for number, child in reversed(list(enumerate(below))):
            last = number == len(below) - 1
            waiting.append((child, inner[: 3 * DEPTH_DRAWN_MAX], "└─ " if last else "├─ "))


def _line(row: Row) -> str:
    org = f" ({row['org']})" if row["org"] else ""
    return f"{row['name']}{org}  {words.stage(row['stage'])}"
