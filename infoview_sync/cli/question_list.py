"""The list of questions of one interview: which events change it. Pure but for new ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from infoview_sync.cli.entries import Entry
from infoview_sync.cli.fitting import which
from infoview_sync.cli.output import Row
from infoview_sync.cli.people import Someone
from infoview_sync.cli.words import counted
from infoview_sync.errors import NotFound, UsageError


class Meant(NamedTuple):
    """For which interview with whom, and what is on its list."""

    who: Someone
    interview: Row
    prepared: list[Row]
    tz: str
    """Of the reader."""


def numbered(meant: Meant, number: int) -> Row:
    if number > len(meant.prepared):
        raise NotFound(
            f"{which(meant.interview, meant.tz)} with {meant.who.name} has"
            f" {counted(len(meant.prepared), 'question')}, so there is no number {number}"
        )
    return meant.prepared[number - 1]


def edited(meant: Meant, number: int, question: str | None, category: str | None) -> list[Entry]:
    changed = numbered(meant, number)
    given = {"text": question, "category": category}
    fields = {name: value for name, value in given.items() if value is not None}
    if not fields:
        raise UsageError("say the new wording in quotes, or --category")
    told = f"question {number} is now: {question or changed['text']}"
    return [Entry("question.edited", changed["id"], fields, told)]


def dropped(meant: Meant, number: int) -> list[Entry]:
    row = numbered(meant, number)
    return [Entry("question.removed", row["id"], {}, f"dropped: {row['text']}")]


def moved(meant: Meant, number: int, rank: int | None) -> list[Entry]:
    if rank is None:
        raise UsageError("say where to: --move N --rank M")
    chosen = numbered(meant, number)
    order = [row["id"] for row in meant.prepared if row is not chosen]
    order.insert(rank - 1, chosen["id"])
    if order == [row["id"] for row in meant.prepared]:
        return []
    place = order.index(chosen["id"]) + 1
    return _ranked(meant, order, f"moved to {place}: {chosen['text']}")


def added(
    meant: Meant, wanted: Sequence[tuple[str, str]], rank: int | None, ids: Sequence[str]
) -> list[Entry]:
    """New questions from `rank` on, else after the last; the others make room."""
    order = [row["id"] for row in meant.prepared]
    last = max((row["rank"] or 0 for row in meant.prepared), default=0)
    first = len(order) if rank is None else min(rank - 1, len(order))
    entries = []
    for place, ((category, text), identifier) in enumerate(zip(wanted, ids, strict=True), first):
        order.insert(place, identifier)
        number = place + 1 if rank is not None else last + 1 + place - first
        fields = {
            "interview": meant.interview["id"], "category": category, "text": text, "rank": number
        }  # fmt: skip
        told = f"question {place + 1} for {which(meant.interview, meant.tz)} with {meant.who}"
        if len(wanted) > 1:
            told += f": {text}"
        entries.append(Entry("question.prepared", identifier, fields, told))
    return entries if rank is None else entries + _ranked(meant, order)


def _ranked(meant: Meant, order: Sequence[str], told: str = "") -> list[Entry]:
    """The edits that put the known questions in this order; the first says what was done."""
    rank_by_id = {row["id"]: row["rank"] for row in meant.prepared}
    changes = [
        (each, place)
        for place, each in enumerate(order, 1)
        if each in rank_by_id and rank_by_id[each] != place
    ]
    return [
        Entry("question.edited", each, {"rank": place}, "" if number else told)
        for number, (each, place) in enumerate(changes)
    ]
