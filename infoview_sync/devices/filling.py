"""Fills a new notebook from a backup, by the same rules as if its segments came over a wire."""

from __future__ import annotations

from collections.abc import Callable

from infoview_sync.devices.backup import Backup
from infoview_sync.errors import NotAdmitted, Revoked
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.run import Run
from infoview_sync.sync.exchange import run_of
from infoview_sync.sync.segment import Segment

EVENTS_A_TRANSACTION = 131_072
"""As a first sync: each transaction folds nearly every subject again, so the fewer the better."""
BYTES_A_TRANSACTION = 16 * 1024 * 1024
"""The same for events of any length. A restore of 190 MB of bodies peaked at 256 MB with this, half
of it SQLite's cache, and at 461 MB with four times as much."""


class Filling:
    """Reads the backup over and over, until everything has found its place in the notebook."""

    def __init__(
        self, notebook: Notebook, backup: Callable[[], Backup], tell: Callable[[int], None]
    ) -> None:
        """`backup` reads it from its start; `tell` hears how many events have been taken."""
        self._notebook = notebook
        self._backup = backup
        self._tell = tell
        self._new = 0

    async def fill(self) -> dict[str, NotAdmitted]:
        """Take every log that somebody stands for; then the others on the word of the backup.

        Those are logs whose approver was cut off before anybody vouched for them: this device does
        so now. Returns what stays outside, because it was cut off itself.
        """
        while True:
            before = self._new
            refused = await self._read()
            if not refused:
                return {}
            if self._new > before:
                continue
            orphans = [log for log, why in refused.items() if not isinstance(why, Revoked)]
            if not orphans:
                return refused
            await self._take_on_its_word(orphans[0])

    async def _read(self) -> dict[str, NotAdmitted]:
        """One reading of the whole; returns what nobody known stands for yet."""
        held = await self._notebook.heads()
        refused: dict[str, NotAdmitted] = {}
        waiting: list[Segment] = []
        events = lines_bytes = 0
        for segment in self._backup().segments:
            log = segment.log
            if log in refused or (log in held and segment.head.seq <= held[log].seq):
                continue
            waiting.append(segment)
            events += len(segment.bodies)
            lines_bytes += segment.lines_bytes
            if events >= EVENTS_A_TRANSACTION or lines_bytes >= BYTES_A_TRANSACTION:
                refused |= await self._admit(waiting)
                waiting, events, lines_bytes = [], 0, 0
        return refused | await self._admit(waiting)

    async def _admit(self, segments: list[Segment]) -> dict[str, NotAdmitted]:
        accepted = await self._notebook.admit([run_of(each) for each in segments])
        self._took(accepted.new)
        return accepted.refused

    async def _take_on_its_word(self, log: str) -> None:
        for segment in self._backup().segments:
            if segment.log == log:
                run = Run(log, segment.after, segment.bodies)
                self._took(await self._notebook.accept([run]))

    def _took(self, new: int) -> None:
        self._new += new
        self._tell(self._new)
