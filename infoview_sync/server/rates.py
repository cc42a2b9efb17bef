"""How often one device, or one address without a token, may ask: a bucket that refills.

A device that has gone mad must not keep the laptop busy, and whoever guesses must not do it fast.
The limits are far above what any number of tabs asks.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple


class Rate(NamedTuple):
    """`burst` at once, then `per_s` every second."""

    burst: float
    per_s: float


DEVICE = Rate(1_500, 50)
"""A day's worth of an offline device's events are some hundred pushes."""
PAIRING = Rate(60, 0.5)
"""A pairing is three requests, and one every twenty seconds while a person compares digits."""
REFUSED = Rate(120, 1)
"""An old tab whose token is dead asks every five seconds."""
KEYS_MAX = 4_096
"""Buckets kept; those not asked for longest make room. An attacker with more addresses than this
has a network to guess from, and 40 bits to guess."""


class Rates:
    """`clock`: seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, key: str, rate: Rate) -> bool:
        """Take one from the bucket; False if it is empty."""
        now = self._clock()
        left, at = self._buckets.pop(key, (rate.burst, now))
        left = min(rate.burst, left + (now - at) * rate.per_s)
        is_allowed = left >= 1
        self._buckets[key] = (left - 1 if is_allowed else left, now)
        if len(self._buckets) > KEYS_MAX:
            self._buckets.popitem(last=False)
        return is_allowed
