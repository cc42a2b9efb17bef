"""What to do next, decided from two version vectors alone: no I/O, no state of its own.

Server, command line and tests move the bytes; `next_step` is the whole protocol's judgement. Each
step makes one side's heads grow, so a round ends; run again, it does nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from infoview_sync.events.chain import Heads
from infoview_sync.sync.heads import Range, missing


class Pull(NamedTuple):
    """Ask the other side for what we lack; `ranges` says how much that is."""

    ranges: list[Range]


class Push(NamedTuple):
    """Send the other side what it lacks."""

    ranges: list[Range]


class Agree(NamedTuple):
    """Heads are equal: compare digests and rest."""


Step = Pull | Push | Agree


def next_step(
    mine: Heads,
    theirs: Heads,
    *,
    refused: Collection[str] = (),
    waiting: Collection[str] = (),
    holds_keys: bool = True,
) -> Step:
    """Pull before push: what we push may answer what we pull.

    But what is sealed by a key that is not here (`holds_keys`) cannot be pulled: then we push first
    and so say who we are, since the other side wraps keys for whom it knows.
    `refused`: logs that were pulled in this round and that are left out here; `waiting`: logs that
    were pushed and that are left out there.
    """
    lacking = [each for each in missing(mine, theirs) if each.log not in refused]
    owed = [each for each in missing(theirs, mine) if each.log not in waiting]
    if lacking and (holds_keys or not owed):
        return Pull(lacking)
    if owed:
        return Push(owed)
    return Agree()


def events_in(ranges: list[Range]) -> int:
    return sum(each.until - each.after for each in ranges)


def arrived(ranges: list[Range], heads: Heads) -> int:
    """How many events of these ranges a side with these heads holds."""
    held = {log: head.seq for log, head in heads.items()}
    return sum(max(0, min(each.until, held.get(each.log, 0)) - each.after) for each in ranges)
