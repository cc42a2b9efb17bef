"""Markdown: a page a person, to be read in any editor and kept beside one's other notes.

What people wrote is escaped, so that it reads as they wrote it and is never taken for markup.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infoview_sync.files.export.texts import (
    agreed,
    day,
    entry_detail,
    entry_words,
    moment,
    strings_in,
    without_steering,
)
from infoview_sync.files.report.markdown import escaped
from infoview_sync.projections import queries
from infoview_sync.projections.queries import Row

TIMELINE_ROWS_MAX = 10_000
NAME_CHARS_MAX = 60
ID_CHARS = 10
"""50 bits: two of ten thousand people of one name share them never in practice."""
_NO_FILE_NAME = re.compile(r"[^\w\- ]+")


class Page(NamedTuple):
    """All that one page tells."""

    contact: Row
    threads: Sequence[Row]
    interviews: Sequence[Row]
    questions_by_interview: dict[str, Sequence[Row]]
    notes_by_interview: dict[str, Sequence[Row]]
    insights: Sequence[Row]
    referrals: Sequence[Row]
    advice: Sequence[Row]
    opportunities: Sequence[Row]
    helps: Sequence[Row]
    timeline: Sequence[Row]


def file_name(name: str, contact_id: str) -> str:
    """`Ada Novak k3f9xxab.md`: no two are alike, on any file system."""
    words = " ".join(_NO_FILE_NAME.sub(" ", name).split())
    return f"{words[:NAME_CHARS_MAX].strip()} {contact_id[:ID_CHARS]}.md".strip()


def page_of(connection: sqlite3.Connection, contact_id: str, *, now: int) -> Page:
    """What is known of one contact as of `now` (ms)."""

    def ask(name: str, **parameters: object) -> list[Row]:
        return queries.ask(connection, name, now=now, **parameters)

    interviews = ask("interviews", contact=contact_id, id=None, status=None)
    ids = [each["id"] for each in interviews]
    return Page(
        contact=ask("contact", id=contact_id)[0],
        threads=ask("outreach", contact=contact_id),
        interviews=interviews,
        questions_by_interview={one: ask("questions", interview=one) for one in ids},
        notes_by_interview={one: ask("notes", interview=one) for one in ids},
        insights=ask("insights", contact=contact_id, interview=None, theme=None),
        referrals=ask("referrals", contact=contact_id),
        advice=ask("advice", contact=contact_id, open=0),
        opportunities=ask("opportunities", contact=contact_id, open=0),
        helps=ask("helps", contact=contact_id),
        timeline=ask(
            "entries", contact=contact_id, type=None, since=None, until=None, recorded=0,
            limit=TIMELINE_ROWS_MAX,
        ),
    )  # fmt: skip


def markdown(page: Page, tz: ZoneInfo) -> str:
    """The page, with a line feed at its end."""
    return "\n".join(_lines(page, tz)) + "\n"


def _lines(page: Page, tz: ZoneInfo) -> Iterator[str]:
    contact = page.contact
    yield f"# {escaped(contact['name'])}"
    yield ""
    for label, value in _facts(contact, tz):
        yield f"- {label}: {escaped(value)}"
    if contact["notes"]:
        yield from _quoted(contact["notes"])
    yield from _section("Outreach", [_thread(row, tz) for row in page.threads])
    for interview in page.interviews:
        yield from _interview(page, interview, tz)
    loose = [row for row in page.insights if not row["interview"]]
    yield from _section("Insights", [_insight(row) for row in loose])
    yield from _section("Referrals", [_referral(row, contact["id"], tz) for row in page.referrals])
    yield from _section("Advice", [_advice(row, tz) for row in page.advice])
    yield from _section("Opportunities", [_opportunity(row, tz) for row in page.opportunities])
    yield from _section("Help given", [_help(row, tz) for row in page.helps])
    yield from _section("Timeline", [_entry(row, tz) for row in page.timeline])


def _facts(contact: Row, tz: ZoneInfo) -> Iterator[tuple[str, str]]:
    role = ", ".join(part for part in (contact["title"], contact["org"]) if part)
    yield from (
        (label, value)
        for label, value in (
            ("Stage", contact["stage"].replace("_", " ")),
            ("Role", role),
            ("E-mail", ", ".join(strings_in(contact["emails"]))),
            ("Phone", ", ".join(strings_in(contact["phones"]))),
            ("Web", " ".join(strings_in(contact["urls"]))),
            ("Location", contact["location"]),
            ("Met through", contact["met_through"]),
            ("Tags", ", ".join(strings_in(contact["tags"]))),
            ("Added", day(contact["added_at"], tz)),
        )
        if value
    )


def _interview(page: Page, row: Row, tz: ZoneInfo) -> Iterator[str]:
    when = agreed(row["starts_local"], row["tz"], tz) or "no date"
    yield ""
    yield f"## Interview {when}, {row['status']}"
    yield ""
    details = [row["mode"] and row["mode"].replace("_", " "), row["place"]]
    if row["actual_minutes"] is not None:
        details.append(f"{row['actual_minutes']} minutes")
    if row["status"] == "completed":
        thanked = row["thanked_at"]
        details.append("not thanked yet" if thanked is None else f"thanked {day(thanked, tz)}")
    yield escaped(" · ".join(each for each in details if each))
    for question in page.questions_by_interview[row["id"]]:
        yield ""
        category = (question["category"] or "other").replace("_", " ")
        yield f"- **{escaped(question['text'])}** ({escaped(category)})"
        if question["answer"]:
            yield from (f"  {line}" for line in _quoted(question["answer"]))
    for note in page.notes_by_interview[row["id"]]:
        yield from _quoted(note["text"])
    insights = [each for each in page.insights if each["interview"] == row["id"]]
    yield from _section("Insights", [_insight(each) for each in insights], level=3)
    if row["debrief"]:
        yield ""
        yield "### Debrief"
        yield from _quoted(row["debrief"])


def _section(title: str, items: Sequence[str], *, level: int = 2) -> Iterator[str]:
    if items:
        yield ""
        yield f"{'#' * level} {title}"
        yield ""
        yield from (f"- {item}" for item in items)


def _thread(row: Row, tz: ZoneInfo) -> str:
    sent = "draft" if row["sent_at"] is None else f"sent {day(row['sent_at'], tz)}"
    parts = [sent, (row["channel"] or "").replace("_", " ")]
    if row["follow_ups"]:
        parts.append(f"followed up {row['follow_ups']}×")
    if row["disposition"]:
        parts.append(f"{row['disposition']} {day(row['last_reply_at'], tz)}")
    if row["closed_at"] is not None:
        parts.append(f"closed {day(row['closed_at'], tz)}")
    return escaped(", ".join(part for part in parts if part))


def _insight(row: Row) -> str:
    return f"{escaped(row['text'])} ({escaped(row['theme'].replace('_', ' '))})"


def _referral(row: Row, me: str, tz: ZoneInfo) -> str:
    at = day(row["received_at"], tz)
    if row["to"] == me:
        return f"named by {escaped(row['from_name'] or '?')}, {at}"
    org = f" ({row['org']})" if row["org"] else ""
    pursued = ", pursued" if row["pursued_at"] is not None else ""
    return f"named {escaped((row['to_name'] or '?') + org)}, {at}{pursued}"


def _advice(row: Row, tz: ZoneInfo) -> str:
    done = [
        f"{words} {day(row[key], tz)}"
        for words, key in (("acted on", "acted_on_at"), ("reported back", "reported_back_at"))
        if row[key] is not None
    ]
    return ", ".join([f"{escaped(row['text'])} ({day(row['received_at'], tz)})", *done])


def _opportunity(row: Row, tz: ZoneInfo) -> str:
    sort = (row["sort"] or "other").replace("_", " ")
    state = row["stage"] or "open"
    if row["closed_at"] is not None:
        state = f"closed: {row['outcome']}" if row["outcome"] else "closed"
    said = f"{row['title']} ({sort}), {state}"
    return f"{escaped(said)}, {day(row['surfaced_at'], tz)}"


def _help(row: Row, tz: ZoneInfo) -> str:
    return f"{escaped(row['text'])}, {day(row['given_at'], tz)}"


def _entry(row: Row, tz: ZoneInfo) -> str:
    detail = entry_detail(row, lambda local: agreed(local, None, tz))
    said = f"{entry_words(row)}: {escaped(detail)}" if detail else entry_words(row)
    return f"{moment(row['occurred_at'], tz)} {said}{' (undone)' if row['retracted'] else ''}"


def _quoted(text: str) -> Iterator[str]:
    """A text of several lines as a block of its own."""
    yield ""
    yield from (
        f"> {escaped(line)}".rstrip() for line in without_steering(text).strip().split("\n")
    )
