"""Runs two ways of doing one thing in turns and prints how they compare.

Turns, because the machine's noise drifts: each round does some of the baseline, then some of ours,
and the medians of the rounds are compared.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple

Work = Callable[[], Awaitable[None]]


class Result(NamedTuple):
    """`ratio`: ours to the baseline, in the unit that `goal` is written in."""

    name: str
    baseline_s: float
    ours_s: float
    ratio: float
    goal: str
    reached: bool
    detail: str


Clock = Callable[[], float]


async def seconds(work: Work, clock: Clock = time.perf_counter) -> float:
    begun = clock()
    await work()
    return clock() - begun


async def in_turns(
    baseline: Work, ours: Work, *, rounds: int, clock: Clock = time.perf_counter
) -> tuple[float, float]:
    """The median seconds of both, done in turns. `clock`: another than the wall's, if given."""
    raw, own = [], []
    for _ in range(rounds):
        raw.append(await seconds(baseline, clock))
        own.append(await seconds(ours, clock))
    return statistics.median(raw), statistics.median(own)


def speed(name: str, raw_s: float, ours_s: float, *, least: float, detail: str) -> Result:
    """Ours as a share of the baseline's speed: more is better."""
    ratio = raw_s / ours_s
    return Result(name, raw_s, ours_s, ratio, f"≥ {least:.2f}× its speed", ratio >= least, detail)


def duration(name: str, raw_s: float, ours_s: float, *, most: float, detail: str) -> Result:
    """Ours as a multiple of the baseline's time: less is better."""
    ratio = ours_s / raw_s
    return Result(name, raw_s, ours_s, ratio, f"≤ {most:.2f}× its time", ratio <= most, detail)
