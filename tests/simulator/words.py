"""What the people of a story say: of few contacts, so that what devices say meets."""

from __future__ import annotations

import random

from infoview_sync.events.author import Draft
from tests.simulator.device import Promises
from tests.world import draft, subject_id

PEOPLE = 5


def some_drafts(rng: random.Random, promises: Promises, log: str) -> list[Draft]:
    """One to three events; an undo names something that this log said before."""
    return [_draft(rng, promises, log) for _ in range(rng.randrange(1, 4))]


def _draft(rng: random.Random, promises: Promises, log: str) -> Draft:
    person, word = subject_id(rng.randrange(1, PEOPLE + 1)), f"W{rng.randrange(10**9)}"
    match rng.randrange(8):
        case 0 | 1:
            return draft("contact.added", person, name=word, org=word, source="typed")
        case 2:
            return draft("contact.tagged", person, tag=rng.choice("abc"))
        case 3:
            return draft("contact.untagged", person, tag=rng.choice("abc"))
        case 4:
            seqs = [seq for own, seq in promises.said if own == log]
            return draft("event.retracted", person, log=log, seq=rng.choice(seqs or [1]))
        case 5:
            return draft("contact.archived", person)
        case _:
            return draft("contact.corrected", person, org=word, notes=word * 20)
