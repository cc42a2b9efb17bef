"""The hybrid logical clock: one integer below 2^53 that orders events across devices.

`hlc = milliseconds since 1970 × 1024 + counter`. It follows the wall clock while that moves
forward and counts on when it does not, so that an event is always later than every event its
author had seen. SQL, Python and JavaScript all hold it exactly.

Why the bounds: from `HLC_MIN` (December 2000) on, the decimal text always has 16 digits, so SQL
can order by `hlc || log` as text. Above `HLC_RECEIVED_MAX` (the year 2213) an event is unreadable;
a log that comes near it is not counted on from (`HLC_FOLLOWED_MAX` in log/store.py), so that a
hostile or broken clock can never stop an honest device.
"""

from __future__ import annotations

from collections.abc import Callable

TICKS_PER_MS = 1024
HLC_MIN = 10**15
HLC_MAX = 2**53 - 1
HLC_RECEIVED_MAX = 2**53 - 2**50

# A device whose clock runs this far ahead of ours is shown to the user, never refused.
DRIFT_FLAGGED_MS = 5 * 60_000

WallClock = Callable[[], int]
"""Returns milliseconds since 1970, UTC."""


def next_hlc(*, wall_ms: int, latest_seen: int) -> int:
    """The stamp of a new event, above every stamp seen and never behind the wall clock.

    Raises: OverflowError once 2^53 is reached (the year 2248, or 34 years of ticks past it).
    """
    hlc = max(wall_ms * TICKS_PER_MS, latest_seen + 1, HLC_MIN)
    if wall_ms * TICKS_PER_MS > HLC_RECEIVED_MAX:
        hlc = max(latest_seen + 1, HLC_MIN)
    if hlc > HLC_MAX:
        raise OverflowError("the logical clock is exhausted")
    return hlc


def wall_ms_of(hlc: int) -> int:
    """The wall clock part, in milliseconds since 1970."""
    return hlc // TICKS_PER_MS
