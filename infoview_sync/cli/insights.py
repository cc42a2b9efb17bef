"""What was learned: insights by theme, how many people say so, and what contradicts them."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from infoview_sync.cli import words
from infoview_sync.cli.names import folded
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import Row, heading, presentable_all, print_json, say, table
from infoview_sync.cli.people import ID_SHOWN_CHARS
from infoview_sync.projections.notebook import Notebook

Org = Annotated[str | None, typer.Option("--org", help="Only from people of this organisation.")]


async def themes(
    notebook: Notebook,
    *,
    org: Org = None,
    tag: Annotated[
        str | None, typer.Option("--tag", help="With --by-month: only from people so tagged.")
    ] = None,
    by_month: Annotated[
        bool, typer.Option("--by-month", help="Month by month instead of in all.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Count what was learned by theme: how many, from how many people, when."""
    tz = notebook.world.tz
    if by_month:
        rows = await notebook.ask("insights_by_month", org=org, tag=tag)
    else:
        rows = await notebook.ask("themes", org=org, **{"from": None}, until=None)
    if as_json:
        print_json(presentable_all(rows, tz))
    elif not rows:
        say("no insight like that yet; `infoview insight PERSON TEXT` captures one")
    elif by_month:
        _months_table(rows)
    else:
        _themes_table(rows, tz)


async def insights(
    notebook: Notebook,
    *,
    theme: Annotated[str | None, typer.Option("--theme", help="Only this theme.")] = None,
    org: Org = None,
    as_json: Json = False,
) -> None:
    """List what was learned, corroborated and contradicted."""
    tz = notebook.world.tz
    rows = await notebook.ask("insights", contact=None, interview=None, theme=theme)
    if org is not None:
        rows = [row for row in rows if folded(row["org"] or "") == folded(org)]
    for row in rows:
        row["contradicted_by"] = msgspec.json.decode(row["contradicted_by"])
    if as_json:
        print_json(presentable_all(rows, tz))
    elif not rows:
        say("no insight yet; `infoview insight PERSON TEXT` captures one")
    elif theme is None:
        _table(rows, tz)
    else:
        _by_claim(rows, tz)


def _table(rows: list[Row], tz: str) -> None:
    table(
        ("Theme", "Insight", "From", "People", "When", "Id"),
        [
            (
                words.plain(row["theme"]), row["text"], row["name"] or "",
                f"{row['people']}{' !' if row['contradicted_by'] else ''}",
                words.short_day(row["captured_at"], tz), row["id"][:ID_SHOWN_CHARS],
            )
            for row in rows
        ],
    )  # fmt: skip


def _by_claim(rows: list[Row], tz: str) -> None:
    """One theme: best corroborated first, what contradicts it right below."""
    by_id = {row["id"]: row for row in rows}
    shown: set[str] = set()
    heading(words.plain(rows[0]["theme"]))
    for row in sorted(rows, key=lambda each: (-each["people"], -each["captured_at"])):
        if row["id"] in shown:
            continue
        shown.add(row["id"])
        say(f"  {_claim(row, tz)}")
        for other in row["contradicted_by"]:
            if other in by_id:
                shown.add(other)
                say(f"    but: {_claim(by_id[other], tz)}")


def _claim(row: Row, tz: str) -> str:
    said_by = words.counted(row["people"], "person", "people") if row["people"] > 1 else ""
    parts = (row["name"] or "", said_by, words.short_day(row["captured_at"], tz))
    source = ", ".join(part for part in parts if part)
    return f"{row['text']} ({source}) {row['id'][:ID_SHOWN_CHARS]}"


def _months_table(rows: list[Row]) -> None:
    """Months down, themes across."""
    themes = sorted({row["theme"] for row in rows})
    count = {(row["month"], row["theme"]): row["insights"] for row in rows}
    months = sorted({row["month"] for row in rows})
    table(
        ("Month", *(words.plain(theme) for theme in themes)),
        [(month, *(str(count.get((month, theme), "")) for theme in themes)) for month in months],
    )


def _themes_table(rows: list[Row], tz: str) -> None:
    table(
        ("Theme", "Insights", "People", "Organisations", "First", "Last"),
        [
            (
                words.plain(row["theme"]), str(row["insights"]), str(row["people"]),
                str(row["organisations"]), words.short_day(row["first_at"], tz),
                words.short_day(row["last_at"], tz),
            )
            for row in rows
        ],
    )  # fmt: skip
