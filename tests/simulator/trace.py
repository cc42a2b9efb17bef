"""What happened, line by line, and what it means that something did not hold."""

from __future__ import annotations

from hashlib import sha256

from infoview_sync.errors import SyncError
from infoview_sync.projections.notebook import Summary
from infoview_sync.sync.http import Round


class Broken(AssertionError):
    """An invariant of FAULTS C does not hold."""

    def __init__(self, invariant: str, what: str) -> None:
        super().__init__(f"{invariant}: {what}")
        self.invariant = invariant


class Trace:
    """Equal seeds give equal lines (I14), so nothing may be said here that differs between runs:
    no path, no time of this machine, no text of an error.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(f"{len(self.lines):03d} {line}")

    @property
    def hash(self) -> str:
        return sha256("\n".join(self.lines).encode()).hexdigest()


def shown(summary: Summary) -> str:
    """Heads and digest in a few letters: `3 logs 17 events 9f2c41aa/03b1c2d4`."""
    heads = sorted(summary.heads.items())
    lines = "".join(f"{log} {head.seq} {head.hash.hex()}\n" for log, head in heads)
    summed = sha256(lines.encode()).hexdigest()
    events = sum(head.seq for head in summary.heads.values())
    return f"{len(summary.heads)} logs {events} events {summed[:8]}/{summary.digest[:8]}"


def told(done: Round | SyncError | None) -> str:
    """What came of a round, without words that differ between runs."""
    match done:
        case None:
            return "died"
        case Round():
            refused = sorted(f"{log} {why.code}" for log, why in done.refused.items())
            return f"{done.pulled} in {done.pushed} out, agrees: {done.agrees} {refused}"
        case SyncError():
            return f"{type(done).__name__} {done.fields()}"
