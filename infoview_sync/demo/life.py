"""The ground of the sample notebook: a clock, chance from a seed, people, and what was said."""

from __future__ import annotations

import random
from collections.abc import Callable
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from infoview_sync.ids import new_id
from infoview_sync.practice.bank import bank

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Said(NamedTuple):
    """One event to be written: when it happened, how much later it was logged, on which device."""

    at: int
    logged_after: int
    device: str
    type: str
    subject: str
    data: dict[str, Any]


class Life:
    """Whom the student knows and what was said so far, until `now` (ms).

    `moment` writes an instant in the zone `tz`, as events do.
    """

    def __init__(
        self, seed: int, *, now: int, notebook: str, tz: str, moment: Callable[[int], str]
    ) -> None:
        self._rng = random.Random(seed)
        self._now = now
        self._notebook = notebook
        self._tz = tz
        self._moment = moment
        self._midnight = now - _ms_of_day(moment(now))
        self._material: dict[str, Any] = msgspec.json.decode(
            resources.files("infoview_sync.demo").joinpath("material.json").read_bytes()
        )
        self._questions = [(seed.category, seed.text) for seed in bank().questions]
        self.said: list[Said] = []
        self._unasked: list[str] = []
        self._met: list[str] = []
        self._orgs: dict[str, str] = {}
        self._cards: dict[str, dict[str, Any]] = {}
        self._insights: dict[str, list[str]] = {}
        self._names: set[str] = set()

    def _say(
        self, at: int, type_: str, subject: str, data: dict[str, Any] | None = None, *,
        device: str | None = None,
    ) -> str:  # fmt: skip
        """`subject` back, for what follows. One in twenty is logged two to five days late."""
        rng = self._rng
        late = rng.random() < 0.05 and type_ not in ("import.completed", "contact.added")
        delay = rng.randrange(2 * DAY + HOUR, 5 * DAY) if late else rng.randrange(1, 40) * MINUTE
        at = at // 1000 * 1000
        where = device or ("phone" if rng.random() < 0.3 else "laptop")
        delay = min(delay, max(0, self._now - at))
        self.said.append(Said(at, delay, where, type_, subject, data or {}))
        return subject

    def _day_of(self, at: int) -> int:
        """The midnight before, as the student's clocks showed it at the end."""
        return (at - self._midnight) // DAY * DAY + self._midnight

    def _new(self) -> str:
        return new_id(self._rng.randbytes)

    def _pick(self, name: str) -> Any:
        return self._rng.choice(self._material[name])

    def _person(self, at: int, source: str, **fields: Any) -> str:
        rng = self._rng
        name = f"{self._pick('first_names')} {self._pick('last_names')}"
        while name in self._names and len(self._names) < 800:
            name = f"{self._pick('first_names')} {self._pick('last_names')}"
        self._names.add(name)
        org = fields.pop("org", None) or self._pick("organisations")
        slug = "".join(char for char in name.lower() if char.isascii() and char.isalnum())
        contact = self._new()
        data = {
            "name": name, "org": org, "title": self._pick("titles"), "source": source,
            "emails": [f"{slug or 'editor'}{len(self._names)}@example.org"],
            "urls": [f"https://profiles.example.org/in/{slug or 'p'}-{len(self._names)}"], **fields,
        }  # fmt: skip
        if rng.random() < 0.5:
            data["location"] = self._pick("places")
        if rng.random() < 0.3:
            data["tags"] = [self._pick("tags")]
        self._orgs[contact] = org
        self._cards[contact] = data
        self._say(at, "contact.added", contact, data, device="laptop")
        self._unasked.append(contact)
        return contact


def _ms_of_day(moment: str) -> int:
    hours, minutes, seconds = (int(part) for part in moment[11:19].split(":"))
    return hours * HOUR + minutes * MINUTE + seconds * 1000
