"""Both tellings of the thirteen measures, brought into one shape so that they compare."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from infoview_sync.projections.audit import Window, audit, local_day
from infoview_sync.projections.measures import ACTIVITIES, Audit
from tests.audit.naive import Fact, Naive, first_instant
from tests.audit.stories import DAY, SECOND, Story
from tests.replica import Replica

NOW_STEPS = (0, 0, SECOND, DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY)


def opinions(
    replica: Replica, story: Story, facts: list[Fact], rng: random.Random
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What SQL and what plain Python say of some window at some moment."""
    tz = story.tz
    turns = rng.choice((story.moments, story.meetings, story.pauses)) or story.moments
    now = rng.choice(turns) + rng.choice(NOW_STEPS)
    edges = (rng.choice(story.moments), rng.choice((rng.choice(story.moments), story.midnight)))
    first, last = sorted(local_day(edge, tz) for edge in edges)
    window = Window(first, last + timedelta(days=rng.choice((0, 1, 91)) or int(first == last)))
    naive = Naive(
        facts,
        first=first_instant(window.first, tz),
        until=first_instant(window.until, tz),
        now=now,
        today=local_day(now, tz),
    )
    return told_by_sql(audit(replica.connection, window, now_ms=now, tz=tz)), told_naively(naive)


def opinions_agree(replica: Replica, story: Story, facts: list[Fact], rng: random.Random) -> bool:
    by_sql, naively = opinions(replica, story, facts, rng)
    return by_sql == naively


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
