"""Where things stand in the charts: pure arithmetic, drawn by charts.py.

Everything has a limit: a picture with a thousand names shows nothing, and says what it left out.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from infoview_sync.projections.audit import monday
from infoview_sync.projections.measures import ChainPerson, ThankTime

TREE_NODES_MAX = 80
HOUR_MS = 3_600_000
CALENDAR_WEEKS_MAX = 106
"""Two years: a page holds two bands of a year each."""
BAND_WEEKS = 53
DOT_COLUMNS = 60
SPREAD_HOURS = (0.25, 24 * 60)
"""The axis of the thank-yous: from a quarter of an hour to sixty days, in equal ratios."""


class Node(NamedTuple):
    """A person in the tree: `depth` is the column, `row` the place from the top."""

    person: ChainPerson
    depth: int
    row: float
    parent: int | None


class Tree(NamedTuple):
    nodes: list[Node]
    rows: int
    left_out: int
    alone: int
    """People interviewed whom nobody named and who led to nobody: they are counted, not drawn."""


def tree(people: list[ChainPerson]) -> Tree:
    """The forest of who led to whom; parents stand in the middle of their children."""
    known = {each.contact: each for each in people}
    children: dict[str | None, list[ChainPerson]] = {}
    for each in people:
        parent = each.parent if each.parent in known else None
        children.setdefault(parent, []).append(each)
    roots = [each for each in children.get(None, []) if each.contact in children]
    placed: list[tuple[ChainPerson, int, int | None]] = []
    stack: list[tuple[ChainPerson, int, int | None]] = [(root, 0, None) for root in roots[::-1]]
    while stack and len(placed) < TREE_NODES_MAX:
        person, depth, parent_place = stack.pop()
        placed.append((person, depth, parent_place))
        own = len(placed) - 1
        stack += [(each, depth + 1, own) for each in children.get(person.contact, [])[::-1]]
    rows = [0.0] * len(placed)
    below: dict[int, list[int]] = {}
    for place, (_, _, parent_place) in enumerate(placed):
        if parent_place is not None:
            below.setdefault(parent_place, []).append(place)
    leaves = 0
    for place in range(len(placed)):
        if place not in below:
            rows[place] = leaves
            leaves += 1
    for place in sorted(below, reverse=True):  # children come after their parent
        rows[place] = (rows[below[place][0]] + rows[below[place][-1]]) / 2
    nodes = [
        Node(person, depth, rows[place], parent_place)
        for place, (person, depth, parent_place) in enumerate(placed)
    ]
    alone = len(children.get(None, [])) - len(roots)
    return Tree(nodes, leaves, len(people) - alone - len(placed), alone)


class Dot(NamedTuple):
    """A thank-you: `column` of DOT_COLUMNS along the axis, `height` in the pile."""

    column: int
    height: int
    in_time: bool


def dots(times: list[ThankTime]) -> list[Dot]:
    """The sent ones, piled up where they coincide."""
    piles: dict[int, int] = {}
    placed = []
    for ms in sorted(each.ms for each in times if each.ms is not None):
        in_time = 0 <= ms <= 24 * HOUR_MS
        column = int(along(ms) * DOT_COLUMNS)
        # The line at 24 h stands between two columns, and no dot on the wrong side of it.
        limit = int(along(24 * HOUR_MS) * DOT_COLUMNS)
        column = min(column, limit - 1) if in_time else max(column, limit) if ms > 0 else 0
        column = min(column, DOT_COLUMNS - 1)
        placed.append(Dot(column, piles.get(column, 0), in_time))
        piles[column] = piles.get(column, 0) + 1
    return placed


def along(ms: int) -> float:
    """0 … 1: the place on the axis, logarithmic, ends included."""
    least, most = SPREAD_HOURS
    hours = min(max(ms / HOUR_MS, least), most)
    return math.log(hours / least) / math.log(most / least)


class Cell(NamedTuple):
    """A day of the calendar: `band` (a year of weeks), week within it, weekday from Monday."""

    band: int
    week: int
    weekday: int
    day: int
    acts: int
    shade: int


def drawn_from(first: int, last: int) -> int:
    """The first day from `first` on within the latest CALENDAR_WEEKS_MAX weeks."""
    return max(first, monday(last) - 7 * (CALENDAR_WEEKS_MAX - 1))


def calendar(acts_by_day: dict[int, int], first: int, last: int) -> list[Cell]:
    """Every day from `first` to `last`, as far as it is drawn."""
    drawn = drawn_from(first, last)
    start = monday(drawn)
    weeks = (monday(last) - start) // 7 + 1
    bands = math.ceil(weeks / BAND_WEEKS)
    wide = math.ceil(weeks / bands)
    most = max(acts_by_day.values(), default=0)
    cells = []
    for day in range(drawn, last + 1):
        week, acts = (day - start) // 7, acts_by_day.get(day, 0)
        shade = 0 if acts == 0 else 1 + min(3, (acts - 1) * 4 // max(most, 4))
        cells.append(Cell(week // wide, week % wide, (day + 3) % 7, day, acts, shade))
    return cells
