"""What is: people, interviews, search."""

from __future__ import annotations

from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.names import has_words, words_of
from infoview_sync.cli.options import Json, Limit
from infoview_sync.cli.output import presentable_all, print_json, say, table
from infoview_sync.cli.people import ID_SHOWN_CHARS
from infoview_sync.cli.tables import interviews_table, people_table, sorted_people
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row

SNIPPET_CHARS = 60
_TITLED = ("question", "opportunity")
"""Their words are in the title too; of the others it is the name, or the theme."""


async def people(
    notebook: Notebook,
    wanted: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="Words of name, organisation or title."),
    ] = None,
    *,
    everyone: Annotated[bool, typer.Option("--all", help="Archived people too.")] = False,
    as_json: Json = False,
) -> None:
    """List people, all or those who fit some words."""
    said = words_of(" ".join(wanted or ()))
    rows = [
        row
        for row in await notebook.ask("people", archived=int(everyone))
        if has_words(f"{row['name']} {row['org'] or ''} {row['title'] or ''}", said)
    ]
    rows = sorted_people(rows)
    if as_json:
        print_json(presentable_all(rows, notebook.world.tz))
    elif rows:
        people_table(rows)
        say(words.counted(len(rows), "person", "people"), "dim")
    elif said:
        say(f"nobody fits '{' '.join(wanted or ())}'")
    else:
        say("nobody is here yet; `infoview add NAME` or `infoview import Connections.csv` begins")


async def interviews(notebook: Notebook, *, as_json: Json = False) -> None:
    """List interviews, latest first."""
    rows = await notebook.ask("interviews", contact=None, id=None, status=None)
    if as_json:
        print_json(presentable_all(rows, notebook.world.tz))
    elif rows:
        interviews_table(rows, notebook.world.tz)
    else:
        say("no interview yet; `infoview schedule PERSON WHEN` records one")


async def search(
    notebook: Notebook,
    wanted: Annotated[list[str], typer.Argument(metavar="WORDS", help="All must be found.")],
    *,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """Find people, insights, notes and debriefs by their words."""
    rows = await notebook.search(" ".join(wanted), limit=limit)
    if as_json:
        print_json(presentable_all(rows, notebook.world.tz))
    elif rows:
        table(
            ("Kind", "Who", "Words", "Id"),
            [
                (
                    "debrief" if row["kind"] == "interview" else row["kind"], row["name"] or "",
                    _snippet(row, words_of(" ".join(wanted))), row["subject"][:ID_SHOWN_CHARS],
                )
                for row in rows
            ],
        )  # fmt: skip
    else:
        say(f"nothing holds '{' '.join(wanted)}'")


def _snippet(row: Row, wanted: list[str]) -> str:
    """The part of the text around the first word found."""
    said = f"{row['title']} {row['text']}" if row["kind"] in _TITLED else str(row["text"] or "")
    text = " ".join(said.split())
    lowered = text.casefold()
    found = [place for word in wanted if (place := lowered.find(word)) >= 0]
    start = max(0, min(found, default=0) - SNIPPET_CHARS // 3)
    part = text[start : start + SNIPPET_CHARS]
    return ("…" if start else "") + part + ("…" if start + SNIPPET_CHARS < len(text) else "")
