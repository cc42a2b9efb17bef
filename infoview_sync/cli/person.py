"""`infoview person NAME`: everything about one person on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.due import offset_at
from infoview_sync.cli.options import Json, Limit, Person
from infoview_sync.cli.output import (
    Row,
    heading,
    presentable,
    presentable_all,
    print_json,
    say,
    table,
)
from infoview_sync.cli.people import ID_SHOWN_CHARS, find_person
from infoview_sync.cli.tables import due_table, log_table
from infoview_sync.files.export.texts import event_words, strings_in
from infoview_sync.projections.notebook import Notebook

TIMELINE_ROWS = 100
TIMELINE_CHARS = 100
LOOKING_AHEAD_DAYS = 90
"""Of what is due next: the longest cadence by default."""


async def person(
    notebook: Notebook,
    person: Person,
    *,
    why: Annotated[
        bool,
        typer.Option("--why", help="Only the stage: by which events, and what is due next."),
    ] = False,
    limit: Limit = TIMELINE_ROWS,
    as_json: Json = False,
) -> None:
    """Show one person: stage, threads, interviews, what they gave and got, timeline."""
    who = await find_person(notebook, person)
    contact = (await notebook.ask("contact", id=who.id))[0]
    if why:
        await _explain(notebook, contact, as_json=as_json)
        return
    threads = await notebook.ask("outreach", contact=who.id)
    interviews = await notebook.ask("interviews", contact=who.id, id=None, status=None)
    questions = {
        each["id"]: await notebook.ask("questions", interview=each["id"]) for each in interviews
    }
    notes = {each["id"]: await notebook.ask("notes", interview=each["id"]) for each in interviews}
    insights = await notebook.ask("insights", contact=who.id, interview=None, theme=None)
    referrals = await notebook.ask("referrals", contact=who.id)
    advice = await notebook.ask("advice", contact=who.id, open=0)
    opportunities = await notebook.ask("opportunities", contact=who.id, open=0)
    helps = await notebook.ask("helps", contact=who.id)
    timeline = await notebook.ask(
        "entries", contact=who.id, type=None, since=None, until=None, recorded=0, limit=limit
    )
    tz = notebook.world.tz
    if as_json:
        print_json({
            "contact": presentable(contact, tz),
            "outreach": presentable_all(threads, tz),
            "interviews": [
                presentable(each, tz) | {
                    "questions": presentable_all(questions[each["id"]], tz),
                    "notes": presentable_all(notes[each["id"]], tz),
                    "insights": presentable_all(
                        [row for row in insights if row["interview"] == each["id"]], tz
                    ),
                }
                for each in interviews
            ],
            "insights": presentable_all(insights, tz),
            "referrals": presentable_all(referrals, tz),
            "advice": presentable_all(advice, tz),
            "opportunities": presentable_all(opportunities, tz),
            "help_given": presentable_all(helps, tz),
            "timeline": presentable_all(timeline, tz),
        })  # fmt: skip
        return
    _header(contact, tz)
    _threads(threads, tz)
    for each in interviews:
        _interview(each, questions[each["id"]], notes[each["id"]], insights, tz)
    _lines("Insights without an interview", [
        f"{words.plain(row['theme'])}: {row['text']}" for row in insights if not row["interview"]
    ])  # fmt: skip
    _lines("Referrals", [_referral(row, who.id, tz) for row in referrals])
    _lines("Advice", [_advice(row, tz) for row in advice])
    _lines("Opportunities", [_opportunity(row, tz) for row in opportunities])
    _lines("Help given", [f"{row['text']}, {words.day(row['given_at'], tz)}" for row in helps])
    if timeline:
        heading("\nTimeline")
        log_table([row | {"detail": _beginning(str(row["detail"]))} for row in timeline], tz=tz)


async def _explain(notebook: Notebook, contact: Row, *, as_json: bool) -> None:
    """Which events put them in their stage, and what is due about them and by which norm."""
    now_ms, tz = notebook.world.wall_ms(), notebook.world.tz
    because = await notebook.ask("why", contact=contact["id"], stage=contact["stage"])
    due = await notebook.agenda(
        now_ms=now_ms, offset_min=offset_at(now_ms, tz), days=LOOKING_AHEAD_DAYS,
        contact=contact["id"],
    )  # fmt: skip
    if as_json:
        print_json({
            "id": contact["id"], "name": contact["name"], "stage": contact["stage"],
            "because": [
                {"event": words.event_name(row["log"], row["seq"]), **row}
                for row in presentable_all(because, tz)
            ],
            "due": presentable_all(due, tz),
        })  # fmt: skip
        return
    heading(f"{contact['name']}  {words.stage(contact['stage'])}")
    for row in because:
        when = words.short_moment_at(row["occurred_at"], row["offset_min"])
        event = words.event_name(row["log"], row["seq"])
        say(f"  because of: {event_words(row['type'])}, {when} · {event}")
    if contact["stage"] == "dormant":
        last = words.day(contact["last_two_way_at"], tz)
        say(f"  and no contact both ways since {last}: more than {contact['every_days']} days")
    if due:
        heading(f"\nDue within {words.counted(LOOKING_AHEAD_DAYS, 'day')}")
        due_table(due, now_ms=now_ms, tz=tz, why=True)
    else:
        say(f"  nothing is due within {words.counted(LOOKING_AHEAD_DAYS, 'day')}")


def _header(contact: Row, tz: str) -> None:
    heading(f"{contact['name']}  {words.stage(contact['stage'])}")
    role = ", ".join(part for part in (contact["title"], contact["org"]) if part)
    lines = [
        role,
        contact["location"],
        *strings_in(contact["emails"]),
        *strings_in(contact["phones"]),
        *strings_in(contact["urls"]),
        f"met through {contact['met_through']}" if contact["met_through"] else "",
        f"connected on {contact['connected_on']}" if contact["connected_on"] else "",
        f"tags: {', '.join(strings_in(contact['tags']))}" if strings_in(contact["tags"]) else "",
        _rhythm(contact, tz),
        contact["notes"],
        f"id {contact['id']} · added {words.day(contact['added_at'], tz)}",
    ]
    for line in lines:
        if line:
            say(f"  {line}")


def _rhythm(contact: Row, tz: str) -> str:
    """How often to keep in touch, where the user said so."""
    state, until = contact["cadence_state"], contact["paused_until"]
    if state == "set":
        return f"keep in touch every {words.counted(contact['every_days'], 'day')}"
    if state == "paused" and until is not None:
        return f"reminders paused until {words.day(until, tz)}"
    return "no reminders" if state else ""


def _threads(threads: Sequence[Row], tz: str) -> None:
    if threads:
        heading("\nOutreach")
        table(
            ("Sent", "By", "Follow-ups", "Answer"),
            [
                (
                    words.day(row["sent_at"], tz), words.plain(row["channel"] or ""),
                    str(row["follow_ups"]), words.reply(row, tz),
                )
                for row in threads
            ],
        )  # fmt: skip


def _interview(
    interview: Row, questions: Sequence[Row], notes: Sequence[Row], insights: Sequence[Row], tz: str
) -> None:
    where = ", ".join(
        part for part in (words.plain(interview["mode"] or ""), interview["place"]) if part
    )
    held = interview["actual_minutes"]
    heading(
        f"\nInterview {words.start(interview, tz)} · {where}"
        f" · {words.status(interview['status'])}"
        + (f", {words.counted(held, 'minute')}" if held is not None else "")
        + f" · {interview['id'][:ID_SHOWN_CHARS]}"
    )
    for row in questions:
        answer = f" → {row['answer']}" if row["answer"] else ""
        mark = "✓" if row["asked_at"] else "?"
        say(f"  {mark} {row['text']} ({words.plain(row['category'] or 'other')}){answer}")
    for row in notes:
        say(f"  - {row['text']}")
    for row in insights:
        if row["interview"] == interview["id"]:
            say(f"  ! {row['text']} ({words.plain(row['theme'])})")
    if interview["debrief"]:
        say(f"  debrief: {interview['debrief']}")
    if interview["status"] == "completed":
        thanked = interview["thanked_at"]
        say(f"  thanked {words.day(thanked, tz)}" if thanked else "  not thanked yet")


def _referral(row: Row, me: str, tz: str) -> str:
    day = words.day(row["received_at"], tz)
    if row["to"] == me:
        return f"named by {row['from_name'] or '?'}, {day}"
    named = f"{row['to_name'] or '?'}" + (f" ({row['org']})" if row["org"] else "")
    return f"named {named}, {day}" + (", pursued" if row["pursued_at"] else "")


def _beginning(text: str) -> str:
    """Of a letter; the whole is in `log --person` and in JSON."""
    return text if len(text) <= TIMELINE_CHARS else text[:TIMELINE_CHARS].rstrip() + "…"


def _advice(row: Row, tz: str) -> str:
    done = ""
    if row["acted_on_at"]:
        done = ", followed" + (f": {row['outcome']}" if row["outcome"] else "")
    if row["reported_back_at"]:
        done += f", reported back {words.day(row['reported_back_at'], tz)}"
    return f"{row['text']} ({words.day(row['received_at'], tz)}{done})"


def _opportunity(row: Row, tz: str) -> str:
    if row["closed_at"]:
        state = f"closed: {row['outcome']}" if row["outcome"] else "closed"
    else:
        state = row["stage"] or "open"
    kind, day = words.plain(row["sort"] or "other"), words.day(row["surfaced_at"], tz)
    return f"{row['title']} ({kind}), {state}, {day}"


def _lines(title: str, lines: Sequence[str]) -> None:
    if lines:
        heading(f"\n{title}")
        for line in lines:
            say(f"  {line}")
