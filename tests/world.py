"""Surroundings for tests: a clock that the test moves, seeded randomness, no machine of ours."""

from __future__ import annotations

import random
import uuid
from typing import Any

from infoview_sync.events.author import Draft, event_data
from infoview_sync.settings import World

START_MS = 1_780_000_000_000


class Clock:
    """Moves one second at each look, or wherever the test sets it."""

    def __init__(self, at_ms: int = START_MS) -> None:
        self.at_ms = at_ms

    def __call__(self) -> int:
        self.at_ms += 1000
        return self.at_ms


def world(seed: int | str = 1, *, name: str = "laptop", clock: Clock | None = None) -> World:
    rng = random.Random(f"{seed} {name}")
    return World(
        wall_ms=clock or Clock(), tz="Europe/Berlin", random_bytes=rng.randbytes, device_name=name
    )


def draft(type_: str, subject: str, at: str = "2026-05-01T10:00:00+02:00", **data: Any) -> Draft:
    return Draft(subject=subject, data=event_data(type_, data), occurred_at=at)


def subject_id(number: int) -> str:
    """A readable id: 0000000000000007."""
    return f"{number:016d}"


def canary() -> str:
    """A word that occurs nowhere else."""
    return f"canary{uuid.uuid4().hex}"
