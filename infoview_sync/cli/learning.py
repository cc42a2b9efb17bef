"""What a talk leads to: advice and what came of it, opportunities, insights compared."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.entries import Entry, record_told
from infoview_sync.cli.fitting import begun_interview
from infoview_sync.cli.interviews import Text
from infoview_sync.cli.options import At, InterviewId, Json, Person
from infoview_sync.cli.outreach import Channel
from infoview_sync.cli.people import ID_SHOWN_CHARS, Someone, find_person
from infoview_sync.cli.recording import fresh_id, given, moment_after, moment_of, record
from infoview_sync.errors import Ambiguous, NotFound, UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row

Which = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="Which one, if there are several.")
]


class OpportunityKind(StrEnum):
    """What came up; the catalogue's own words."""

    job = "job"
    freelance = "freelance"
    project = "project"
    internship = "internship"
    event = "event"


async def advice(
    notebook: Notebook,
    person: Person,
    text: Text,
    *,
    interview: InterviewId = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record advice that a person gave."""
    who = await find_person(notebook, person, then=text)
    moment = moment_of(notebook, at)
    held = await begun_interview(notebook, who, said=moment, chosen=interview)
    fields = given(interview=held["id"] if held else None) | {"contact": who.id, "text": text}
    await record(
        notebook, "advice.received", fresh_id(notebook), fields,
        at=moment_after(notebook, moment, held),
        told=f"advice from {who}", as_json=as_json,
    )  # fmt: skip


async def acted(
    notebook: Notebook,
    person: Person,
    *,
    outcome: Annotated[str | None, typer.Option("--outcome", help="What came of it.")] = None,
    which: Which = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record that you followed a person's advice."""
    who = await find_person(notebook, person)
    meant = await _advice(notebook, who, which, until="acted_on_at")
    await record(
        notebook, "advice.acted_on", meant["id"], given(text=outcome),
        at=moment_after(notebook, moment_of(notebook, at), meant),
        told=f"acted on {who}'s advice: {_short(meant['text'])}", as_json=as_json,
    )  # fmt: skip


async def reported(
    notebook: Notebook,
    person: Person,
    *,
    channel: Channel = "email",
    which: Which = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record that you told a person what came of their advice."""
    who = await find_person(notebook, person)
    meant = await _advice(notebook, who, which, until="reported_back_at")
    await record(
        notebook, "advice.reported_back", meant["id"], {"channel": channel},
        at=moment_after(notebook, moment_of(notebook, at), meant),
        told=f"reported back to {who} on: {_short(meant['text'])}", as_json=as_json,
    )  # fmt: skip


async def opportunity(
    notebook: Notebook,
    person: Person,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What came up, quoted.")],
    *,
    kind: Annotated[
        OpportunityKind, typer.Option("--kind", help="What it is.", case_sensitive=False)
    ] = OpportunityKind.job,
    stage: Annotated[str | None, typer.Option("--stage", help="How far it went by now.")] = None,
    closed: Annotated[
        str | None, typer.Option("--closed", metavar="OUTCOME", help="It ended, and how.")
    ] = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Record an opportunity that a person mentioned, or what became of it (same title)."""
    who = await find_person(notebook, person, then=title)
    moment = moment_of(notebook, at)
    rows = await notebook.ask("opportunities", contact=who.id, open=1)
    known = next((row for row in rows if row["title"].casefold() == title.casefold()), None)
    held: Row | None = None
    subject = known["id"] if known else fresh_id(notebook)
    entries: list[Entry] = []
    about = f"{title} from {who}"
    if known is None:
        held = await begun_interview(notebook, who, said=moment, chosen=None)
        fields = given(source_interview=held["id"] if held else None)
        fields |= {"kind": kind.value, "title": title, "contact": who.id}
        entries.append(Entry("opportunity.surfaced", subject, fields, f"{about}, {kind.value}"))
    if stage:
        told = f"{about}: {stage}"
        entries.append(Entry("opportunity.stage_changed", subject, {"stage": stage}, told))
    if closed:
        told = f"{about}: {closed}"
        entries.append(Entry("opportunity.closed", subject, {"outcome": closed}, told))
    if not entries:
        raise UsageError(f"{title} is known already; --stage or --closed says what became of it")
    moment = moment_after(notebook, moment, known, held)
    await record_told(notebook, entries, at=moment, as_json=as_json)


async def compare(
    notebook: Notebook,
    one: Annotated[str, typer.Argument(metavar="INSIGHT", help="The id, as `insights` shows it.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other insight's id.")],
    *,
    contradicts: Annotated[
        bool, typer.Option("--contradicts", help="They say the contrary, not the same.")
    ] = False,
    unrelated: Annotated[bool, typer.Option("--unrelated", help="Take the link back.")] = False,
    as_json: Json = False,
) -> None:
    """Link two insights that say the same, or the contrary."""
    if contradicts and unrelated:
        raise UsageError("say --contradicts or --unrelated, not both")
    rows = await notebook.ask("insights", contact=None, interview=None, theme=None)
    first, second = _insight(rows, one), _insight(rows, other)
    if first["id"] == second["id"]:
        raise UsageError("these are one insight; name two")
    relation = "unrelated" if unrelated else "contradicts" if contradicts else "corroborates"
    fields = {"other": second["id"], "relation": relation}
    told = f"'{_short(first['text'])}' {relation} '{_short(second['text'])}'"
    await record(
        notebook, "insight.linked", first["id"], fields, at=moment_of(notebook, None), told=told,
        as_json=as_json,
    )  # fmt: skip


async def _advice(notebook: Notebook, who: Someone, which: str | None, *, until: str) -> Row:
    """The one piece of advice meant: by id, else the only one of which `until` has not happened.

    Raises: NotFound, Ambiguous.
    """
    rows = await notebook.ask("advice", contact=who.id, open=0)
    if which is not None:
        rows = [row for row in rows if row["id"].startswith(which.lower())]
    else:
        rows = [row for row in rows if row[until] is None]
    if not rows:
        raise NotFound(f'no advice from {who} waits for that; infoview advice "{who.name}" "…"')
    if len(rows) > 1:
        shown = "; ".join(f"{row['id'][:ID_SHOWN_CHARS]} {_short(row['text'])}" for row in rows[:9])
        raise Ambiguous(f"{who} gave several pieces of advice: {shown}. Say which with --id")
    return rows[0]


def _insight(rows: list[Row], said: str) -> Row:
    fitting = [row for row in rows if said and row["id"].startswith(said.lower())]
    if len(fitting) != 1:
        raise NotFound(
            f"{words.counted(len(fitting), 'insight')} with an id that begins with '{said}';"
            " `infoview insights` shows the ids"
        )
    return fitting[0]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 50 else line[:49] + "…"
