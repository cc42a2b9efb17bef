"""The hash chain along several events, for logs that are made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from infoview_sync.events.chain import Head, next_head


def heads_along(head: Head, hashes_of_bodies: Iterable[bytes]) -> list[Head]:
    """Each head after `head`, one per body hash, in order."""
    return list(accumulate(hashes_of_bodies, next_head, initial=head))[1:]
