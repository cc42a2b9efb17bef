"""`infoview diff`: what changed between the ends of two days, in sentences.

Mirrored by web/page/history/changes.ts; tests/vectors/changes.json keeps both the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Annotated, NamedTuple

import typer

from infoview_sync.cli import words
from infoview_sync.cli.moments import day_end_ms, read_when
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import heading, print_json, say
from infoview_sync.cli.past import Axis
from infoview_sync.cli.replaying import replayed
from infoview_sync.projections import queries
from infoview_sync.projections.notebook import Notebook

TEXT_CHARS = 80
"""Of an insight or a piece of advice in its sentence; --json has it whole."""
TITLES = {
    "people": "People",
    "interviews": "Interviews held",
    "thank_yous": "Thank-yous sent",
    "referrals": "Referrals",
    "insights": "Insights",
    "advice": "Advice",
    "opportunities": "Opportunities",
    "cadences": "Keeping in touch",
}


class Thing(NamedTuple):
    """A person, or a row of query/things.sql; `name` is the person it belongs to."""

    kind: str
    id: str
    name: str
    state: str
    text: str


class Change(NamedTuple):
    """A thing that is new (no `before`), gone (no `after`) or in another state."""

    thing: Thing
    before: str | None
    after: str | None


class _Day(NamedTuple):
    """A day as it is shown, its end, and the moment from which it is looked at."""

    shown: str
    before_ms: int
    now_ms: int


async def diff(
    notebook: Notebook,
    first: Annotated[str, typer.Argument(metavar="DATE", help="One day; its end counts.")],
    second: Annotated[str, typer.Argument(metavar="DATE", help="The other day.")],
    *,
    axis: Annotated[
        Axis,
        typer.Option(
            "--axis",
            case_sensitive=False,
            help="What had happened by then, or what was recorded by then.",
        ),
    ] = Axis.occurred,
    as_json: Json = False,
) -> None:
    """Say in sentences what changed between two days."""
    early, late = sorted(
        (_day(notebook, each) for each in (first, second)), key=lambda day: day.before_ms
    )
    found = list(changes(await _stood(notebook, early, axis), await _stood(notebook, late, axis)))
    if as_json:
        print_json({
            "from": early.shown, "to": late.shown, "axis": axis.value,
            "groups": [
                {
                    "group": kind, "count": len(group),
                    "changes": [
                        {
                            "id": each.thing.id, "person": each.thing.name or None,
                            "text": each.thing.text or None,
                            "before": each.before,
                            "after": each.after,
                            "sentence": sentence(each),
                        }
                        for each in group
                    ],
                }
                for kind, group in _grouped(found)
            ],
        })  # fmt: skip
        return
    done = "happened" if axis is Axis.occurred else "was recorded"
    if not found:
        say(f"nothing {done} between {early.shown} and {late.shown} that changed anything")
        return
    say(f"What {done} after {early.shown}, up to {late.shown}", "bold reverse")
    for kind, group in _grouped(found):
        heading(f"\n{TITLES[kind]}: {words.counted(len(group), 'change')}")
        for each in group:
            say(f"  {sentence(each)}")


def changes(before: dict[str, Thing], after: dict[str, Thing]) -> Iterator[Change]:
    """What is new, in another state or gone, in the order of the names."""
    for key, thing in after.items():
        was = before.get(key)
        if was is None or was.state != thing.state:
            yield Change(thing, was and was.state, thing.state)
    for key, thing in before.items():
        if key not in after:
            yield Change(thing, thing.state, None)


def sentence(change: Change) -> str:
    """`Ada Novak: outreach sent → thanked`."""
    thing, name = change.thing, change.thing.name or "somebody"
    text = thing.text if len(thing.text) <= TEXT_CHARS else f"{thing.text[: TEXT_CHARS - 1]}…"
    about = {
        "people": name,
        "interviews": f"talked with {name}",
        "thank_yous": f"thanked {name}",
        "referrals": f"{name} named {text or 'somebody'}",
        "insights": f"{words.plain(thing.state)}, from {name}: {text}",
        "advice": f"{name} advised: {text}",
        "opportunities": f"{text} (from {name})" if thing.name else text,
        "cadences": name,
    }[thing.kind]
    if change.after is None:
        return f"no longer: {about}"
    if change.before is not None:
        return f"{about}: {_state(thing.kind, change.before)} → {_state(thing.kind, change.after)}"
    match thing.kind:
        case "people":
            stage = _state(thing.kind, thing.state)
            return f"{about} was added" + (f", now: {stage}" if stage != "identified" else "")
        case "interviews" | "thank_yous" | "insights":
            return about
        case _:
            began = thing.state in ("received", "surfaced")
            return about if began else f"{about}: {_state(thing.kind, thing.state)}"


def _state(kind: str, state: str) -> str:
    return words.stage(state) if kind == "people" else words.plain(state)


def _grouped(found: list[Change]) -> list[tuple[str, list[Change]]]:
    groups = [(kind, [each for each in found if each.thing.kind == kind]) for kind in TITLES]
    return [(kind, group) for kind, group in groups if group]


def _day(notebook: Notebook, text: str) -> _Day:
    tz, wall_ms = notebook.world.tz, notebook.world.wall_ms()
    when = read_when(text, now_ms=wall_ms, tz=tz, lean="past")
    before_ms = day_end_ms(when, tz)
    shown = words.moment(when.ms, tz) if when.has_time else words.day(when.ms, tz)
    return _Day(shown, before_ms, min(before_ms - 1, wall_ms))


async def _stood(notebook: Notebook, day: _Day, axis: Axis) -> dict[str, Thing]:
    """How everything stood, by kind and id."""

    def things(connection: sqlite3.Connection) -> dict[str, Thing]:
        people = queries.ask(connection, "people", archived=1, now=day.now_ms)
        found = [Thing("people", row["id"], row["name"], row["stage"], "") for row in people]
        rows = queries.ask(connection, "things")
        found += [Thing(**{key: str(value or "") for key, value in row.items()}) for row in rows]
        return {f"{each.kind} {each.id}": each for each in found}

    cut = await notebook.cut(before_ms=day.before_ms, axis=axis.value)
    async with replayed(notebook, cut) as past:
        return await past.run(things)
