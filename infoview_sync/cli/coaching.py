"""`infoview coach`: what a career adviser would point out in a draft; it never blocks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from infoview_sync.cli.fitting import interview_of
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import Row, print_json, say
from infoview_sync.cli.people import Someone, find_person
from infoview_sync.errors import InputError, UsageError
from infoview_sync.practice.coach import Finding, coach
from infoview_sync.practice.rulebook import Context
from infoview_sync.projections.notebook import Notebook

TEXT_BYTES_MAX = 100_000
"""Five times what an event holds; a longer file is no letter."""
_MATERIAL = ("insight", "note", "answer", "advice")
_MARKS = {"warning": "!", "hint": "·"}
_NOTHING = "coach: nothing to add"

Facts = dict[str, list[Row]]


class DraftKind(StrEnum):
    """What the text is."""

    outreach = "outreach"
    follow_up = "follow_up"
    question = "question"
    questions = "questions"
    thank_you = "thank_you"


async def coach_file(
    notebook: Notebook,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The draft as plain text; - reads what is piped.")
    ],
    *,
    kind: Annotated[
        DraftKind,
        typer.Option("--kind", help="What it is; questions: one a line.", case_sensitive=False),
    ] = DraftKind.outreach,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="To whom it goes.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Point out what a career adviser would, with the rule and where it comes from."""
    text = _read(file)
    if not text.strip():
        raise UsageError(f"there is nothing to read in '{file}'")
    who = await find_person(notebook, [person]) if person else None
    context = await context_of(notebook, who)
    findings = coach(kind.value, text, context)
    if as_json:
        print_json(findings_rows(findings))
    else:
        tell_findings(findings)


async def facts_of(notebook: Notebook, who: Someone | None) -> Facts:
    """What is known about a person (and the user's norms and preferences), by kind."""
    facts: Facts = {}
    for row in await notebook.ask("letter_facts", contact=who.id if who else ""):
        facts.setdefault(row["kind"], []).append(row)
    return facts


async def context_of(
    notebook: Notebook, who: Someone | None, *, interview: str | None = None, follow_ups: int = 0,
    referrer: str = "",
) -> Context:  # fmt: skip
    """What the coach compares a draft with; of the interview meant, else of the latest one held."""
    facts = await facts_of(notebook, who)
    norms = {row["about"]: int(row["text"]) for row in facts.get("norm", [])}
    if who is None:
        return Context(norms=norms)
    if interview is None:
        latest = await interview_of(
            notebook, who, statuses=("completed",), near_ms=notebook.world.wall_ms(), chosen=None
        )
        interview = latest["id"] if latest else None
    contact = (await notebook.ask("contact", id=who.id))[0]
    return Context(
        name=who.name,
        referrer=referrer or next((row["text"] for row in facts.get("referrer", [])), ""),
        shared=tuple(filter(None, [contact["met_through"]])),
        material=tuple(_of(facts, _MATERIAL, interview)),
        names=tuple(_of(facts, ("referred",), interview)),
        follow_ups=follow_ups,
        norms=norms,
    )


def _of(facts: Facts, kinds: Sequence[str], interview: str | None) -> list[str]:
    """The texts that come from this interview, or from none."""
    return [
        row["text"]
        for kind in kinds
        for row in facts.get(kind, [])
        if row["interview"] is None or row["interview"] == interview
    ]


def tell_findings(findings: Sequence[Finding], tell: Callable[[str], None] = say) -> None:
    if not findings:
        tell(_NOTHING)
    for each in findings:
        tell(f"{_MARKS[each.severity]} {each.message} ({each.rule}; {each.source})")


def findings_rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [each._asdict() for each in findings]


def _read(file: str) -> str:
    """Raises: InputError if it is missing, too long or no text."""
    try:
        if file == "-":
            raw = sys.stdin.buffer.read(TEXT_BYTES_MAX + 1)
        else:
            with Path(file).open("rb") as opened:
                raw = opened.read(TEXT_BYTES_MAX + 1)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error
    if len(raw) > TEXT_BYTES_MAX:
        raise InputError(f"{file} has more than {TEXT_BYTES_MAX:,} bytes; give one letter")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8 text; save it as plain text") from error
