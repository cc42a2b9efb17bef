"""What a place that holds no key can do for one notebook. tests/stores runs one suite over all.

A store sees names and sealed bytes. It can lose them, keep old ones, or make some up; the round
(round.py) is written so that none of that takes anything away from a device or gives it anything
that nobody wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from infoview_sync.stores.names import Place
from infoview_sync.sync.header import (
    HEADER_BYTES,
    PAYLOAD_BYTES_MAX,
    SIGNED_HEAD_BYTES_MAX,
)

ITEM_BYTES_MAX = HEADER_BYTES + PAYLOAD_BYTES_MAX + SIGNED_HEAD_BYTES_MAX
"""The longest segment; nothing else in a store is longer."""
READ_AT_ONCE = 32
"""Items in one `read`: at most 40 MB, usually one or two."""


class Found(NamedTuple):
    """Something that lies there. `stamp` differs if it may have been changed since a last look."""

    place: Place
    size: int
    stamp: str


class Listing(NamedTuple):
    """All that lies there under names of ours; `ignored`: how many others there are."""

    found: list[Found]
    ignored: int


class SegmentStore(Protocol):
    """The store of one notebook. Every method raises SyncError if the place is out of reach."""

    @property
    def address(self) -> str:
        """How the user calls the place."""

    async def look(self) -> Listing:
        """What is there now. A place that was emptied is an empty one, not an error."""

    async def read(self, places: Sequence[Place]) -> list[bytes | None]:
        """The bytes at each of at most READ_AT_ONCE places; None for what cannot be read now."""

    async def put(self, place: Place, raw: bytes) -> None:
        """Lay it there whole or not at all; nothing happens if it lies there already."""

    async def remove(self, place: Place) -> None:
        """Take it away; nothing happens if it is gone."""
