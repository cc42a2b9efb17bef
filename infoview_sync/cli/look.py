"""What is: today, people, interviews, insights, search."""

from __future__ import annotations

from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.moments import When, day_end_ms, read_when
from infoview_sync.cli.names import has_words, words_of
from infoview_sync.cli.options import Json, Limit
from infoview_sync.cli.output import heading, presentable_all, print_json, say, table
from infoview_sync.cli.people import ID_SHOWN_CHARS
from infoview_sync.cli.replaying import replayed
from infoview_sync.cli.tables import due_table, interviews_table, people_table, sorted_people
from infoview_sync.projections import queries
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row

SNIPPET_CHARS = 60


async def today(
    notebook: Notebook,
    *,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="As of the end of another day.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what is due, most urgent first."""
    tz, now_ms = notebook.world.tz, notebook.world.wall_ms()
    if at is None:
        when = read_when("now", now_ms=now_ms, tz=tz, lean="past")
        moment_ms = now_ms
        due = await notebook.agenda(now_ms=now_ms, offset_min=_offset_min(when))
        talks = await notebook.ask("interviews", contact=None, id=None, status="started")
    else:
        when = read_when(at, now_ms=now_ms, tz=tz, lean="future")
        moment_ms = day_end_ms(when, tz)
        offset_min = _offset_min(when)
        cut = await notebook.cut(before_ms=moment_ms, axis="occurred")
        async with replayed(notebook, cut) as past:
            due = await past.run(queries.agenda, now_ms=moment_ms, offset_min=offset_min)
            talks = await past.run(
                queries.ask, "interviews", contact=None, id=None, status="started"
            )
    due = [_talk(row) for row in talks] + due
    if as_json:
        print_json(presentable_all(due, tz))
        return
    day = words.day(when.ms, tz)
    if not due:
        say(f"{day}: nothing is due" + await _invitation(notebook))
        return
    heading(f"{day}: {words.counted(len(due), 'thing')} to do")
    due_table(due, now_ms=moment_ms, tz=tz)


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


async def insights(
    notebook: Notebook,
    *,
    theme: Annotated[str | None, typer.Option("--theme", help="Only this theme.")] = None,
    as_json: Json = False,
) -> None:
    """List what was learned, latest first."""
    rows = await notebook.ask("insights", contact=None, interview=None, theme=theme)
    tz = notebook.world.tz
    if as_json:
        print_json(presentable_all(rows, tz))
    elif rows:
        table(
            ("Theme", "Insight", "From", "When"),
            [
                (
                    words.plain(row["theme"]), row["text"], row["name"] or "",
                    words.short_day(row["captured_at"], tz),
                )
                for row in rows
            ],
        )  # fmt: skip
    else:
        say("no insight yet; `infoview insight PERSON TEXT` captures one")


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


async def _invitation(notebook: Notebook) -> str:
    """Whom to ask is what is left to decide when nothing is due."""
    listed = len(await notebook.ask("people", archived=0))
    if not listed:
        return ""
    return f". {words.counted(listed, 'person', 'people')}; ask one: infoview outreach NAME"


def _talk(interview: Row) -> Row:
    """A talk under way, as a row of the agenda."""
    copied = (
        "contact", "name", "org", "starts_local", "planned_minutes", "mode", "place", "questions",
    )  # fmt: skip
    return {name: interview[name] for name in copied} | {
        "rule": "talking", "todo": "Talking now", "text": None, "subject": interview["id"], "interview": interview["id"],
        "since_at": interview["started_at"], "due_at": None, "overdue": 0,
    }  # fmt: skip


def _offset_min(when: When) -> int:
    offset = when.at.utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) // 60


def _snippet(row: Row, wanted: list[str]) -> str:
    """The part of the text around the first word found."""
    text = " ".join(str(row["text"] or "").split())
    lowered = text.casefold()
    found = [place for word in wanted if (place := lowered.find(word)) >= 0]
    start = max(0, min(found, default=0) - SNIPPET_CHARS // 3)
    part = text[start : start + SNIPPET_CHARS]
    return ("…" if start else "") + part + ("…" if start + SNIPPET_CHARS < len(text) else "")
