"""Both tellings of the thirteen measures, brought into one shape so that they compare."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any, NamedTuple

from infoview_sync.projections.audit import Window, audit, local_day
from infoview_sync.projections.measures import ACTIVITIES, Audit
from tests.audit.naive import Fact, Naive, first_instant
from tests.audit.stories import DAY, SECOND, Story
from tests.replica import Replica

NOW_STEPS = (0, 0, SECOND, DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY)


class Question(NamedTuple):
    """A window of a story, seen from a moment."""

    window: Window
    now: int
    tz: str

    def by_sql(self, replica: Replica) -> dict[str, Any]:
        found = audit(replica.connection, self.window, now_ms=self.now, tz=self.tz)
        return told_by_sql(found)

    def naively(self, facts: list[Fact]) -> dict[str, Any]:
        naive = Naive(
            facts,
            first=first_instant(self.window.first, self.tz),
            until=first_instant(self.window.until, self.tz),
            now=self.now,
            today=local_day(self.now, self.tz),
        )
        return told_naively(naive)


def question(story: Story, rng: random.Random) -> Question:
    """Edges and moment are likely to coincide with what happened."""
    turns = rng.choice((story.moments, story.meetings, story.pauses)) or story.moments
    now = rng.choice(turns) + rng.choice(NOW_STEPS)
    edges = (rng.choice(story.moments), rng.choice((rng.choice(story.moments), story.midnight)))
    first, last = sorted(local_day(edge, story.tz) for edge in edges)
    until = last + timedelta(days=rng.choice((0, 1, 91)) or int(first == last))
    return Question(Window(first, until), now, story.tz)


def told_by_sql(found: Audit) -> dict[str, Any]:
    def rate(value: Any) -> tuple[int, int, int]:
        return value.hits, value.n, value.pending

    return {
        "reply_rate": rate(found.reply_rate),
        "reply_to_interview": rate(found.reply_to_interview),
        "thanked": rate(found.thanked_in_time),
        "thank_time": (found.thank_time.ms, found.thank_time.n, found.thank_time.unsent),
        "referrals": (
            *(found.referrals.hits, found.referrals.n),
            *(found.referral_yield.hits, found.referral_yield.n),
        ),
        "chain": (
            *(found.chain.n, found.chain.max, found.chain.total),
            {p.contact: (p.depth, p.parent) for p in found.chain.people if p.interviewed},
        ),
        "dormant": (
            *(found.dormant.hits, found.dormant.n, found.dormant.never_touched),
            {each.contact for each in found.dormant.people},
        ),
        "insights": {
            each.theme: (each.count, each.contacts, each.first_at, each.last_at)
            for each in found.insights
        },
        "weeks": {
            (week.iso_year, week.iso_week): tuple(getattr(week, name) for name in ACTIVITIES)
            for week in found.weeks
            if week.acts
        },
        "streak": found.streak,
        "advice": rate(found.advice),
        "prepared": (
            *(found.prepared.hits, found.prepared.n, found.overrun.n),
            None if found.overrun.ms is None else found.overrun.ms // 1000,
        ),
        "reciprocity": (found.reciprocity.hits, found.reciprocity.n),
        "late": (found.late.hits, found.late.n),
    }


def told_naively(naive: Naive) -> dict[str, Any]:
    return {
        "reply_rate": naive.reply_rate(),
        "reply_to_interview": naive.reply_to_interview(),
        "thanked": naive.thanked(),
        "thank_time": naive.thank_time(),
        "referrals": naive.referral_measure(),
        "chain": naive.chain(),
        "dormant": naive.dormant(),
        "insights": naive.insights(),
        "weeks": naive.weeks(),
        "streak": naive.streak(),
        "advice": naive.advice_loop(),
        "prepared": naive.prepared(),
        "reciprocity": naive.reciprocity(),
        "late": naive.late(),
    }
