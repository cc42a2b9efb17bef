"""The second opinion must be able to disagree: each of these bugs in the SQL is caught."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from infoview_sync.projections.sql_files import sql_files
from tests.audit.second_opinion import Question, question
from tests.audit.stories import Story
from tests.properties.test_latest_fact import facts_of
from tests.replica import Replica, shuffled_runs

STORIES = 300
QUESTIONS = 8
BUGS = [
    ("measure_reply_rate", "BETWEEN 0 AND 1209600000", "BETWEEN 0 AND 1209599999"),
    ("measure_reply_rate", "1209600000 <= :now THEN", "1209600000 < :now THEN"),
    ("measure_reply_interview", "i.contact = o.contact", "i.id <> o.contact"),
    ("measure_reply_interview", "o.sent_at IS NOT NULL AND", ""),
    ("measure_thanked", "BETWEEN 0 AND 86400000", "BETWEEN 0 AND 86401000"),
    ("measure_thanked", "BETWEEN 0 AND 86400000", "<= 86400000"),
    ("measure_thanked", "i.ended_at < :until", "i.ended_at <= :until"),
    ("measure_thank_time", "(s.n + 1) / 2, (s.n + 2) / 2", "(s.n + 1) / 2"),
    ("measure_referrals", "SELECT DISTINCT", "SELECT"),
    ("measure_referrals", 'r."to" <> r."from"', "1"),
    ("measure_referrals", "lower(nullif(trim(r.name_only), ''))", "r.name_only"),
    ("measure_referrals", "AND i.ended_at >= p.received_at", ""),
    ("views", "ORDER BY d.at, d.id", "ORDER BY d.at DESC, d.id"),
    ("views", "< (w.start_at, w.start_id, w.start)", "> (w.start_at, w.start_id, w.start)"),
    ("measure_dormant", "two_way_at > e.every_days", "two_way_at >= e.every_days"),
    ("measure_dormant", ":now >= e.paused_until", "0"),
    ("measure_dormant", "WHERE NOT c.archived", ""),
    ("measure_insights", "coalesce(n.contact, i.contact)", "n.contact"),
    ("measure_weeks", "a.day - (a.day + 3) % 7 AS week", "a.day - (a.day + 2) % 7 AS week"),
    ("views", "o.sent_at AS at, o.sent_day AS day", "o.sent_at AS at, o.sent_at / 86400000 AS day"),
    ("measure_weeks", "substr(date((w.week + 3)", "substr(date((w.week)"),
    ("measure_streak", "% 7 - 7\n", "% 7\n"),
    ("measure_streak", "coalesce(d.count, 0) < m.per_week", "coalesce(d.count, 0) <= m.per_week"),
    ("measure_advice", "AND a.reported_back_at IS NOT NULL", ""),
    ("measure_prepared", "q.prepared_at < c.start", "q.prepared_at <= c.start"),
    ("measure_prepared", "AND NOT q.removed", ""),
    ("measure_reciprocity", "advice a WHERE a.received_at >= :from AND", "advice a WHERE"),
    ("measure_late", "> 172800000", ">= 172800000"),
    ("measure_late", "FROM live e", "FROM event e"),
    ("measure_late", "'recovery', 'goal'", "'recovery'"),
    ("fold/outreach", "AND NOT coalesce(e.body ->> '$.data.automatic', 0)", ""),
    ("fold/outreach", "coalesce(c.survivor, said.contact)", "said.contact"),
    ("fold/outreach", "min(CASE WHEN e.type = 'outreach.sent'",
     "max(CASE WHEN e.type = 'outreach.sent'"),
]  # fmt: skip


class Known(NamedTuple):
    """A story in a notebook, and what plain Python answers to questions about it."""

    story: Story
    replica: Replica
    answers: list[tuple[Question, dict[str, Any]]]


class Stories:
    """Told as far as somebody asks: most bugs show in the first dozen."""

    def __init__(self) -> None:
        self.known: list[Known] = []

    def __iter__(self) -> Iterator[Known]:
        for seed in range(STORIES):
            if seed == len(self.known):
                self.known.append(_told(seed))
            yield self.known[seed]


def _told(seed: int) -> Known:
    story, rng = Story(seed, events=120), random.Random(seed)
    replica, facts = Replica(), facts_of(story.logs)
    replica.deliver(shuffled_runs(rng, story.logs))
    asked = [question(story, rng) for _ in range(QUESTIONS)]
    return Known(story, replica, [(each, each.naively(facts)) for each in asked])


@pytest.fixture(scope="module")
def stories() -> Iterator[Stories]:
    told = Stories()
    yield told
    for each in told.known:
        each.replica.connection.close()


@pytest.mark.parametrize(("file", "right", "wrong"), BUGS)
def test_a_planted_bug_is_caught(
    file: str, right: str, wrong: str, stories: Stories, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_made_anew = "/" in file or file == "views"
    name = f"{file}.sql" if is_made_anew else f"query/{file}.sql"
    texts = sql_files().text_by_name
    assert right in texts[name]
    for each in stories:
        # Only while it is asked: the stories that others will ask are told without the bug.
        with monkeypatch.context() as planting:
            planting.setitem(texts, name, texts[name].replace(right, wrong))
            if disagrees(each, rebuild=is_made_anew):
                return
    pytest.fail("no story shows it")


def disagrees(known: Known, *, rebuild: bool) -> bool:
    if not rebuild:
        return any(asked.by_sql(known.replica) != told for asked, told in known.answers)
    with Replica() as replica:
        replica.deliver(shuffled_runs(random.Random(1), known.story.logs))
        return any(asked.by_sql(replica) != told for asked, told in known.answers)
