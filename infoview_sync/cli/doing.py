"""What to do with a due thing that no other command does: tick it off, snooze or dismiss it."""

from __future__ import annotations

from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.due import WEEK_DAYS, due_now, offset_at
from infoview_sync.cli.numbers import name_of, printed_last
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import Row
from infoview_sync.cli.people import find_person
from infoview_sync.cli.recording import moment_ahead, moment_of, record
from infoview_sync.cli.tables import due_title
from infoview_sync.errors import Ambiguous, NotFound, UsageError
from infoview_sync.projections.notebook import Notebook

_RECORDED_BY = {
    "time_up": 'done "{0}"',
    "hold": 'done "{0}"',
    "thank_you": 'thank "{0}"',
    "follow_up": 'follow-up "{0}"',
    "close": 'close "{0}" --reason "…"',
    "debrief": 'debrief "{0}" "…"',
    "schedule": 'schedule "{0}" WHEN',
    "prepare": 'prep "{0}"',
    "report_back": 'reported "{0}"',
    "referral": 'pursue "{1}"',
    "keep_in_touch": 'touch "{0}"',
    "check_in": 'touch "{0}"',
}
"""What has a command of its own is recorded, not ticked off: otherwise it would never have been.

{0} is the person, {1} who is meant if that is somebody who is not on the list yet.
"""

What = Annotated[
    list[str],
    typer.Argument(metavar="WHAT", help="Its number in the last `infoview today`, or the person."),
]
Rule = Annotated[
    str | None,
    typer.Option("--rule", help="Which of several: thank_you, follow_up, keep_in_touch, …"),
]


async def tick(notebook: Notebook, what: What, *, rule: Rule = None, as_json: Json = False) -> None:
    """Tick off a due thing that no other command records, such as a confirmation."""
    item = await _due_item(notebook, what, rule)
    if item["rule"] in _RECORDED_BY:
        command = _RECORDED_BY[item["rule"]].format(item["name"], item["text"] or item["name"])
        raise UsageError(f"{item['todo']}: record it instead, with: infoview {command}")
    await _mark(notebook, item, "reminder.completed", {}, told="done", as_json=as_json)


async def dismiss(
    notebook: Notebook, what: What, *, rule: Rule = None, as_json: Json = False
) -> None:
    """Drop a due thing: it will not be done."""
    item = await _due_item(notebook, what, rule)
    await _mark(notebook, item, "reminder.dismissed", {}, told="dismissed", as_json=as_json)


async def snooze(
    notebook: Notebook,
    what: What,
    until: Annotated[str, typer.Argument(metavar="UNTIL", help="'tomorrow', 'mon 9:00', quoted.")],
    *,
    rule: Rule = None,
    as_json: Json = False,
) -> None:
    """Hide a due thing until then; nothing was done about it."""
    when = moment_ahead(notebook, until)
    item = await _due_item(notebook, what, rule)
    await _mark(
        notebook, item, "reminder.snoozed", {"until": when.text},
        told=f"snoozed until {words.moment_of(when.text)}", as_json=as_json,
    )  # fmt: skip


async def _mark(
    notebook: Notebook, item: Row, wire_type: str, fields: dict[str, str], *, told: str,
    as_json: bool,
) -> None:  # fmt: skip
    about = due_title(item) + (f", {item['name']}" if item["name"] else "")
    own = {} if item["rule"] == "reminder" else {"rule": item["rule"]}
    await record(
        notebook, wire_type, item["subject"], fields | own, at=moment_of(notebook, None),
        told=f"{about}: {told}", as_json=as_json,
    )  # fmt: skip


async def _due_item(notebook: Notebook, what: list[str], rule: str | None) -> Row:
    """The one due thing meant. Raises: NotFound, Ambiguous, UsageError."""
    said = " ".join(what)
    if said.isdecimal():
        item = await _numbered(notebook, int(said))
        if item["rule"] == "talking":
            raise UsageError(f'a talk under way ends with: infoview done "{item["name"]}"')
        return item
    who = await find_person(notebook, what)
    now_ms = notebook.world.wall_ms()
    rows = await notebook.agenda(
        now_ms=now_ms, offset_min=offset_at(now_ms, notebook.world.tz), days=WEEK_DAYS,
        contact=who.id,
    )  # fmt: skip
    fitting = [row for row in rows if rule is None or row["rule"] == rule]
    if not fitting:
        raise NotFound(f"nothing{f' of the rule {rule}' if rule else ''} is due about {who}")
    if len(fitting) > 1:
        rules = ", ".join(row["rule"] for row in fitting)
        raise Ambiguous(f"several things are due about {who}: say --rule with one of {rules}")
    return fitting[0]


async def _numbered(notebook: Notebook, number: int) -> Row:
    """What has this number in the list printed last; if none was, among what is due now."""
    due_by_name = {name_of(row): row for row in await due_now(notebook)}
    printed = printed_last(notebook.database.parent)
    names = list(due_by_name) if printed is None else printed
    if not 1 <= number <= len(names):
        listed = "due now" if printed is None else "in the list printed last"
        raise NotFound(
            f"there is no number {number}: {words.counted(len(names), 'thing')} {listed};"
            " `infoview today` numbers them"
        )
    item = due_by_name.get(names[number - 1])
    if item is None:
        raise NotFound(
            f"number {number} of the list printed last is no longer due; `infoview today` prints"
            " what is, with new numbers"
        )
    return item
