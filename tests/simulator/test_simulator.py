"""The simulator runs (FAULTS C), tells the same story twice, and finds what is planted."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulator.bugs import BUGS, Bug
from tests.simulator.run import run
from tests.simulator.story import faults_known

SEEDS = range(28)
"""These and the planted bugs take some 20 s of a processor; `--seeds` runs more."""
TOLD_TWICE = 3


@pytest.mark.parametrize("seed", SEEDS)
def test_i1_to_i6_i11_i12_hold_whatever_happens(seed: int) -> None:
    outcome = run(seed)
    assert outcome.broken is None, outcome.report


def test_i14_the_same_seed_tells_the_same_story_in_this_process_and_in_another() -> None:
    here = run(TOLD_TWICE).trace
    assert run(TOLD_TWICE).trace.lines == here.lines
    there = subprocess.run(
        [sys.executable, "-m", "tests.simulator", str(TOLD_TWICE)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert there.splitlines() == [*here.lines, here.hash]


def test_another_seed_tells_another_story() -> None:
    assert run(0).trace.hash != run(1).trace.hash


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.plant.__name__)
def test_a_planted_bug_is_found_by_one_of_these_seeds(
    bug: Bug, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug.plant(monkeypatch)
    seeds = [seed for seed in SEEDS if bug.takes in (None, *faults_known(random.Random(seed)))]
    assert any(run(seed).broken for seed in seeds)
