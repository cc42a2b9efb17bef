"""Before the talk: `infoview prep` and `infoview questions`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.coaching import facts_of, findings_rows, tell_findings
from infoview_sync.cli.completing import people_completing
from infoview_sync.cli.entries import Entry, record_each
from infoview_sync.cli.fitting import needed_interview, which
from infoview_sync.cli.moments import When
from infoview_sync.cli.options import At, InterviewId, Json
from infoview_sync.cli.output import Row, heading, presentable_all, print_json, say, table
from infoview_sync.cli.people import AmbiguousPerson, Someone, find_person
from infoview_sync.cli.question_list import Meant, added, dropped, edited, moved
from infoview_sync.cli.recording import fresh_id, moment_of
from infoview_sync.cli.words import plain
from infoview_sync.errors import NotFound, UsageError
from infoview_sync.practice.bank import BankQuestion, bank, question_key, suggest, with_own
from infoview_sync.practice.coach import Finding, coach
from infoview_sync.practice.rulebook import Context
from infoview_sync.projections.notebook import Notebook

AHEAD = ("started", "scheduled")
SUGGESTED_MIN = 3
"""Shown even when enough are prepared: there may be a better one."""
_DEFAULT_CATEGORY = "role"


async def prep(
    notebook: Notebook,
    person: Annotated[
        list[str],
        typer.Argument(
            metavar="PERSON [QUESTION]",
            help="Who, and a question of your own in quotes; without one, what is prepared is"
            " listed and more is suggested.",
            autocompletion=people_completing,
            show_default=False,
        ),
    ],
    *,
    category: Annotated[
        str | None,
        typer.Option(
            "--category",
            help="role, culture, industry_demand, career_path, skills, advice, referrals, other."
            " A question without one is about the role.",
        ),
    ] = None,
    pick: Annotated[
        list[int] | None,
        typer.Option("--pick", metavar="N", min=1, help="Add this question of the bank; repeat."),
    ] = None,
    suggest_n: Annotated[
        int | None,
        typer.Option("--suggest", metavar="N", min=1, max=50, help="Choose so many for me."),
    ] = None,
    edit: Annotated[
        int | None,
        typer.Option("--edit", metavar="N", min=1, help="Reword question N of the list."),
    ] = None,
    move: Annotated[
        int | None,
        typer.Option("--move", metavar="N", min=1, help="Move question N of the list to --rank."),
    ] = None,
    drop: Annotated[
        int | None,
        typer.Option("--drop", metavar="N", min=1, help="Take question N off the list."),
    ] = None,
    rank: Annotated[
        int | None,
        typer.Option("--rank", metavar="N", min=1, help="Its place on the list; else the last."),
    ] = None,
    interview: InterviewId = None,
    at: At = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Add what --suggest chooses without asking.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Prepare the coming interview: list, suggest, add, reorder and drop questions."""
    who, question = await _who_and_question(notebook, person)
    if sum(each is not None for each in (pick, suggest_n, edit, move, drop)) > 1:
        raise UsageError("say one of --pick, --suggest, --edit, --move and --drop at a time")
    if question is not None and (pick or suggest_n or move or drop):
        raise UsageError("a question of your own is added alone, or replaces one with --edit N")
    moment = moment_of(notebook, at)
    row = await needed_interview(notebook, who, statuses=AHEAD, near_ms=moment.ms, chosen=interview)
    meant = Meant(
        who, row, await notebook.ask("questions", interview=row["id"]), tz=notebook.world.tz
    )
    if edit is not None:
        entries = edited(meant, edit, question, category)
    elif move is not None:
        entries = moved(meant, move, rank)
    elif drop is not None:
        entries = dropped(meant, drop)
    elif question is not None:
        wanted = [(category or _DEFAULT_CATEGORY, question)]
        entries = added(meant, wanted, rank, [fresh_id(notebook)])
    else:
        chosen = await _chosen(notebook, meant, pick, suggest_n, category)
        if not pick and not _is_agreed(chosen, suggest_n, yes=yes, as_json=as_json):
            await _listed(notebook, meant, chosen, as_json=as_json)
            return
        wanted = [(each.category, each.text) for _, each in chosen]
        entries = added(meant, wanted, rank, [fresh_id(notebook) for _ in wanted])
    await _recorded(notebook, entries, question, moment, as_json=as_json)


async def questions(
    notebook: Notebook,
    *,
    category: Annotated[
        str | None, typer.Option("--category", help="Only of this category.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the question bank and your own questions, with how often you prepared and asked each."""
    numbered, uses = await _bank(notebook)
    rows = [
        {
            "number": number, "id": each.id, "category": each.category, "text": each.text,
            "prepared": sum(use["prepared"] for use in found),
            "asked": sum(use["asked"] for use in found),
        }
        for number, each in enumerate(numbered, 1)
        if category in (None, each.category)
        for found in [[use for use in uses if question_key(use["text"]) == question_key(each.text)]]
    ]  # fmt: skip
    if as_json:
        print_json(rows)
        return
    if not rows:
        known = ", ".join(bank().categories)
        raise NotFound(f"no question of the category '{category}'; there are {known}")
    table(
        ["No", "Category", "Prepared", "Asked", "Question"],
        [
            [str(row["number"]), plain(str(row["category"])), str(row["prepared"] or ""),
             str(row["asked"] or ""), str(row["text"])]
            for row in rows
        ],
    )  # fmt: skip


async def _who_and_question(notebook: Notebook, said: Sequence[str]) -> tuple[Someone, str | None]:
    """The last word is a question if it asks, or is several words in quotes and not the name."""
    *before, last = said
    if not before:
        return await find_person(notebook, said), None
    is_phrase = len(last.split()) != 1
    if not is_phrase and not last.rstrip().endswith(("?", "\uff1f")):
        return await find_person(notebook, said), None
    if is_phrase and last.strip() and not last.rstrip().endswith("?"):
        try:
            return await find_person(notebook, said), None
        except (NotFound, AmbiguousPerson):
            pass
    return await find_person(notebook, before, then=last), last


async def _bank(
    notebook: Notebook, meant: Meant | None = None
) -> tuple[list[BankQuestion], list[Row]]:
    """The bank with the user's own questions, and how each wording was used."""
    uses = await notebook.ask(
        "bank_use",
        contact=meant.who.id if meant else None,
        interview=meant.interview["id"] if meant else None,
    )
    own = [(use["category"] or "other", use["text"]) for use in uses]
    return with_own(own), uses


async def _chosen(
    notebook: Notebook,
    meant: Meant,
    pick: Sequence[int] | None,
    suggest_n: int | None,
    category: str | None,
) -> list[tuple[int, BankQuestion]]:
    """The questions meant, with their numbers in the bank."""
    every, uses = await _bank(notebook, meant)
    if pick:
        if max(pick) > len(every):
            raise NotFound(f"the bank ends with number {len(every)}; `infoview questions` lists it")
        return [(number, every[number - 1]) for number in dict.fromkeys(pick)]
    facts = await facts_of(notebook, None)
    questions_min = next(
        int(row["text"]) for row in facts["norm"] if row["about"] == "questions_min"
    )
    found = suggest(
        [row["text"] for row in meant.prepared],
        [use["text"] for use in uses if use["asked_of_them"]],
        suggest_n or max(SUGGESTED_MIN, questions_min - len(meant.prepared)),
        [category] if category else (),
        uses_by_text=Counter({use["text"]: use["prepared"] for use in uses}),
        candidates=every,
    )
    return [(every.index(each) + 1, each) for each in found]


def _is_agreed(
    chosen: Sequence[tuple[int, BankQuestion]], suggest_n: int | None, *, yes: bool, as_json: bool
) -> bool:
    """Whether the suggested ones are to be added: said with --yes, or when asked."""
    if suggest_n is None or not chosen:
        return False
    if yes or as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return yes
    _suggestions(chosen)
    return typer.confirm("add these?")


async def _recorded(
    notebook: Notebook, entries: list[Entry], question: str | None, at: When, *,
    as_json: bool,
) -> None:  # fmt: skip
    """Say it, then what the coach thinks of a question of the user's own."""
    rows = await record_each(notebook, entries, at=at, quiet=as_json)
    findings = coach("question", question) if question is not None else []
    if as_json:
        message = "; ".join(entry.told for entry in entries if entry.told)
        print_json({"recorded": rows, "message": message, "findings": findings_rows(findings)})
        return
    if not entries:
        say("it is there already")
    if findings:
        tell_findings(findings)


async def _listed(
    notebook: Notebook, meant: Meant, chosen: Sequence[tuple[int, BankQuestion]], *, as_json: bool
) -> None:
    findings = await _of_list(notebook, meant)
    if as_json:
        print_json({
            "interview": meant.interview["id"],
            "questions": presentable_all(meant.prepared, notebook.world.tz),
            "suggested": [{"number": number, **each._asdict()} for number, each in chosen],
            "findings": findings_rows(findings),
        })  # fmt: skip
        return
    tz = notebook.world.tz
    heading(f"Questions for {which(meant.interview, tz)} with {meant.who}")
    if meant.prepared:
        table(["No", "Category", "Asked", "Question"], [
            [str(number), plain(row["category"] or ""), words.short_day(row["asked_at"], tz),
             row["text"]]
            for number, row in enumerate(meant.prepared, 1)
        ])  # fmt: skip
    else:
        say("none yet")
    if chosen:
        _suggestions(chosen)
        name = meant.who.name
        say(f'add some: infoview prep "{name}" --pick {chosen[0][0]}'
            f' · or all: infoview prep "{name}" --suggest {len(chosen)} --yes')  # fmt: skip
    if findings:
        tell_findings(findings)


async def _of_list(notebook: Notebook, meant: Meant) -> list[Finding]:
    """What the coach says about the list as a whole."""
    facts = await facts_of(notebook, None)
    context = Context(
        categories=tuple(row["category"] or "" for row in meant.prepared),
        norms={row["about"]: int(row["text"]) for row in facts["norm"]},
    )
    lines = "\n".join(" ".join(row["text"].split()) for row in meant.prepared)
    return coach("questions", lines, context)


def _suggestions(chosen: Sequence[tuple[int, BankQuestion]]) -> None:
    heading("Suggested")
    table(["No", "Category", "Question"], [
        [str(number), plain(each.category), each.text] for number, each in chosen
    ])  # fmt: skip
