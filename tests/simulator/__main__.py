"""`python -m tests.simulator SEED` prints a story; `--seeds N [--first M]` runs many."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.progress import track

from tests.simulator.run import Outcome, run

say = Console(highlight=False, soft_wrap=True, markup=False).print


def main() -> int:
    """0 if everything held; 1 if not; 130 after Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("seed", type=int, nargs="?", help="print the story of this seed")
    parser.add_argument("--seeds", type=int, default=100, help="how many seeds to run")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    arguments = parser.parse_args()
    if arguments.seed is not None:
        return _print(run(arguments.seed))
    failed = ran = 0
    try:
        for seed in track(
            range(arguments.first, arguments.first + arguments.seeds),
            description="seeds", console=Console(stderr=True), transient=True,
        ):  # fmt: skip
            outcome = run(seed)
            ran += 1
            if outcome.broken is not None:
                failed += 1
                say(f"seed {seed}: {outcome.report}")
    except KeyboardInterrupt:
        say(f"stopped after {ran:,} seeds; {failed:,} of them failed")
        return 130
    say(f"{ran:,} seeds, {failed:,} failed")
    return 1 if failed else 0


def _print(outcome: Outcome) -> int:
    for line in outcome.trace.lines:
        say(line)
    say(outcome.trace.hash)
    return 1 if outcome.broken is not None else 0


if __name__ == "__main__":
    sys.exit(main())
