"""`infoview draft`: a letter filled from the notebook, coached, sent, recorded by one keystroke.

The program itself sends nothing: the user's own mail program does, or the user pastes it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from infoview_sync.cli.coaching import context_of, facts_of, findings_rows, tell_findings
from infoview_sync.cli.entries import Entry, record_each
from infoview_sync.cli.handing_over import (
    copy_to_clipboard,
    copying_terminal,
    edited_by_user,
    open_link,
)
from infoview_sync.cli.letter_cases import Case, Wanted, case_of
from infoview_sync.cli.options import At, InterviewId, Json, Person
from infoview_sync.cli.output import heading, print_json, say, warn
from infoview_sync.cli.people import Someone, find_person
from infoview_sync.cli.recording import moment_after, moment_of
from infoview_sync.errors import UsageError
from infoview_sync.files.export.texts import strings_in
from infoview_sync.practice.coach import Finding, coach
from infoview_sync.practice.letters import Letter, LetterKind, Mail, mailto
from infoview_sync.projections.notebook import Notebook


class LetterName(StrEnum):
    """Which letter."""

    outreach = "outreach"
    follow_up = "follow-up"
    confirm = "confirm"
    thank = "thank"
    report_back = "report-back"


_KINDS: dict[LetterName, LetterKind] = {
    LetterName.outreach: "outreach",
    LetterName.follow_up: "follow_up",
    LetterName.confirm: "confirmation",
    LetterName.thank: "thank_you",
    LetterName.report_back: "report_back",
}
_MY_NAME = "my_name"


async def draft(
    notebook: Notebook,
    letter: Annotated[LetterName, typer.Argument(help="Which letter.", case_sensitive=False)],
    person: Person,
    *,
    minutes: Annotated[
        int | None,
        typer.Option(
            "--minutes",
            min=1,
            max=1440,
            help="How long an outreach asks for, 20 unless said; an edited one says it itself.",
        ),
    ] = None,
    referrer: Annotated[
        str | None,
        typer.Option("--referrer", metavar="NAME", help="Who named them, if you may say so."),
    ] = None,
    sender: Annotated[
        str | None,
        typer.Option("--from", metavar="NAME", help="Your name below it; it is remembered."),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Begin anew, not with the draft that was recorded.")
    ] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Open it in $EDITOR first.")] = False,
    mail: Annotated[bool, typer.Option("--mail", help="Open it in your mail program.")] = False,
    copy: Annotated[bool, typer.Option("--copy", help="Copy it, by way of the terminal.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Record the draft, not yet sent.")] = False,
    sent: Annotated[bool, typer.Option("--sent", help="Record that it was sent.")] = False,
    channel: Annotated[
        str, typer.Option("--channel", help="How it goes: email, linkedin, letter, …")
    ] = "email",
    interview: InterviewId = None,
    at: At = None,
    as_json: Json = False,
) -> None:
    """Draft a letter from what the notebook knows, hear the coach, send and record it."""
    who = await find_person(notebook, person)
    moment = moment_of(notebook, at)
    named = await find_person(notebook, [referrer]) if referrer else None
    wanted = Wanted(moment.ms, minutes, named, sender, interview)
    case = await case_of(notebook, _KINDS[letter], who, wanted)
    if log and not sent and case.drafted is None:
        raise UsageError(f"a draft of {letter.value} is not kept; --sent records that it went out")
    # Before the editor opens: nobody is to write what then cannot go.
    address = await _address(notebook, who)
    if mail and address is None:
        raise UsageError(
            f'no e-mail address of {who.name} is known; infoview edit "{who.name}" --email ADDRESS'
        )
    terminal = copying_terminal() if copy else None
    before = case.letter if new or case.saved is None else case.letter._replace(body=case.saved)
    text = edited_by_user(before) if edit else before
    context = await context_of(
        notebook, who, interview=case.interview, follow_ups=case.follow_ups, referrer=case.referrer
    )
    findings = coach(case.kind, text.body, context)
    link = mailto(address, text.subject, text.body) if address else None
    # What is piped is the letter alone.
    tell = say if sys.stdout.isatty() else warn
    if not as_json:
        _show(text, findings, case, tell)
    if mail and link is not None and not as_json:
        _mail(link, tell)
    if terminal is not None:
        copy_to_clipboard(str(text), terminal)
    is_asked = not (sent or log or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
    is_sent = sent or (is_asked and _is_sent_now())
    # What was written in the editor stands nowhere else.
    is_kept = log or (is_asked and text.body != before.body)
    entries = await _entries(
        notebook, case, text, channel, sender, is_sent=is_sent, is_kept=is_kept
    )
    if is_kept and not is_sent and case.drafted is None:
        say(f"not kept, as a draft of {letter.value} is not: copy it from above")
    rows = []
    if entries:
        sent_at = moment_after(notebook, moment, *case.follows)
        rows = await record_each(notebook, entries, at=sent_at, quiet=as_json, tell=tell)
    if as_json:
        print_json({
            "kind": case.kind, "subject": text.subject, "body": text.body,
            "mailto": link.href if link else None, "findings": findings_rows(findings),
            "recorded": rows,
        })  # fmt: skip


def _show(
    text: Letter, findings: Sequence[Finding], case: Case, tell: Callable[[str], None]
) -> None:
    heading(f"Subject: {text.subject}")
    say(f"\n{text.body}\n")
    tell_findings(findings, tell)
    if case.hint:
        tell(case.hint)
    if not case.is_signed and text.body == case.letter.body:
        tell('it ends without your name; say it once: infoview settings my_name "…"')


async def _address(notebook: Notebook, who: Someone) -> str | None:
    """The first address that a letter can go to; None if there is none."""
    contact = (await notebook.ask("contact", id=who.id))[0]
    return next((each for each in strings_in(contact["emails"]) if mailto(each, "", "")), None)


def _mail(link: Mail, tell: Callable[[str], None]) -> None:
    if not open_link(link.href):
        tell(f"no mail program can be opened here; the link: {link.href}")
    if not link.is_whole:
        tell("the letter is too long for a link: paste it, --copy puts it on the clipboard")


def _is_sent_now() -> bool:
    """One keystroke of whoever sits at the terminal."""
    typer.echo("sent? [y/N] ", nl=False)
    try:
        key = typer.getchar()
    except EOFError:
        key = ""
    typer.echo()
    return key in ("y", "Y")


async def _entries(
    notebook: Notebook, case: Case, text: Letter, channel: str, sender: str | None, *,
    is_sent: bool, is_kept: bool,
) -> list[Entry]:  # fmt: skip
    entries = []
    if sender is not None:
        known = (await facts_of(notebook, None)).get("preference", [])
        if (_MY_NAME, sender) not in [(row["about"], row["text"]) for row in known]:
            fields = {"name": _MY_NAME, "value": sender}
            told = f"your letters are from {sender}"
            entries.append(Entry("setting.changed", notebook.who.notebook, fields, told))
    if is_sent:
        entries += case.sent(text.body, channel)
    elif is_kept and case.drafted is not None:
        entries += case.drafted(text.body, channel)
    return entries
