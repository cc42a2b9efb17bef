"""All thirteen measures by a second, naive implementation: it agrees on random notebooks."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.projections.audit import day_start_ms
from tests.audit.naive import first_instant
from tests.audit.second_opinion import question
from tests.audit.stories import ZONES, Story
from tests.properties.test_latest_fact import facts_of
from tests.replica import Replica, shuffled_runs


@settings(max_examples=250, deadline=None)
@given(seed=st.integers(0, 2**32), events=st.integers(5, 130))
def test_sql_and_plain_python_agree_on_all_thirteen(seed: int, events: int) -> None:
    story = Story(seed, events=events)
    rng = random.Random(seed)
    facts = facts_of(story.logs)
    with Replica() as replica:
        replica.deliver(shuffled_runs(rng, story.logs))
        for _ in range(4):
            asked = question(story, rng)
            assert asked.by_sql(replica) == asked.naively(facts)


@pytest.mark.parametrize("tz", [*ZONES, "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe"])
def test_a_local_day_begins_where_trying_finds_it(tz: str) -> None:
    day = date(2026, 1, 1)
    while day < date(2027, 1, 1):
        assert day_start_ms(day, tz) == first_instant(day, tz), (tz, day)
        day += timedelta(days=1)
