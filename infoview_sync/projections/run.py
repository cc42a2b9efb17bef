"""Events of one log as they arrive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from infoview_sync.events.chain import Head
from infoview_sync.log.store import Body


class Run(NamedTuple):
    """Events of one log that follow `after`."""

    log: str
    after: Head
    bodies: Sequence[Body]


class SignedRun(NamedTuple):
    """The same as a segment carries them: `signature` is said to be their author's over `head`."""

    log: str
    after: Head
    bodies: Sequence[Body]
    head: Head
    signature: bytes
