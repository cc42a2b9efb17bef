"""One seed from its beginning to its end."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.simulator.ending import end
from tests.simulator.story import Story
from tests.simulator.trace import Broken, Trace


class Outcome(NamedTuple):
    """`broken`: the invariant that does not hold, if one does not."""

    seed: int
    trace: Trace
    broken: Broken | None

    @property
    def report(self) -> str:
        """What a failing test says."""
        return f"{self.broken}\nreplay it: python -m tests.simulator {self.seed}"


def run(seed: int) -> Outcome:
    """Tell the story of this seed. An error that the product does not name is `Broken` as well."""
    trace = Trace()
    with tempfile.TemporaryDirectory(prefix="simulator-", dir=_memory()) as place:
        try:
            asyncio.run(_tell(seed, Path(place), trace))
        except Broken as broken:
            found = broken
        except Exception as error:  # noqa: BLE001 - an error that nobody named is a finding, too
            found = Broken("error", f"{type(error).__name__}: {error}")
            found.__cause__ = error
        else:
            return Outcome(seed, trace, None)
    trace.say(f"BROKEN {found.invariant}")
    return Outcome(seed, trace, found)


async def _tell(seed: int, place: Path, trace: Trace) -> None:
    story = Story(seed, place, trace)
    try:
        await story.tell()
        await end(story)
    finally:
        await story.close()


def _memory() -> Path | None:
    """Where files are kept in memory: the disk is simulated (disk.py), and a real one is slow."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None
