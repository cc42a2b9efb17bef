"""Whatever a body says, if it is readable it folds, and every question is still answered.

One event that made a fold or a query fail would stop the notebook on every device for good.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.events.catalogue import EVENT_TYPES
from infoview_sync.projections import queries
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.projections.write import accept
from tests.replica import NOTEBOOK, Replica
from tests.segments import runs_of

LOG = "fedcba9876543210"
SUBJECTS = tuple(f"{number:016d}" for number in range(1, 3))
MOMENTS = ("2026-05-01T10:00:00+02:00", "2026-99-99T10:00:00+02:00", "now", "2026-02-30")
NOW = 1_790_000_000_000

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.sampled_from((*SUBJECTS, *MOMENTS, "", "me", "them", "accepted", "both", "5", "'\"%_\\")),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner,
                                                              max_size=2),
    max_leaves=4,
)  # fmt: skip


KINDS = sorted({event.kind for event in EVENT_TYPES.values()})


@st.composite
def notebooks(draw: st.DrawFn, kind: str) -> list[bytes]:
    """Events of one kind, with merges, undos and forgetting between: they meet in few subjects."""
    mixed = {kind, "contact", "merge", "retraction", "forgetting"}
    near = [type_ for type_, event in EVENT_TYPES.items() if event.kind == kind]
    types = near * 4 + [type_ for type_, event in EVENT_TYPES.items() if event.kind in mixed]
    return draw(st.lists(bodies(types), min_size=1, max_size=14))


@st.composite
def bodies(draw: st.DrawFn, types: list[str]) -> bytes:
    """An event whose fields hold anything, or what they should; two may have one stamp."""
    type_ = draw(st.sampled_from(types))
    names = [field.encode_name for field in msgspec.structs.fields(EVENT_TYPES[type_])]
    data: dict[str, Any] = {name: draw(values) for name in names if draw(st.booleans())}
    for reference in ("contact", "interview", "from"):
        if reference in names and draw(st.integers(0, 4)):
            data[reference] = draw(st.sampled_from(SUBJECTS))
    hlc = 1_795_000_000_000_000 + draw(st.integers(0, 1))
    text = json.dumps(data, ensure_ascii=False).replace("\n", " ")
    return (
        f'{{"hlc":{hlc},"type":"{type_}","subject":"{draw(st.sampled_from(SUBJECTS))}",'
        '"occurred_at":"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin",'
        f'"recorded_at":"2026-05-01T10:00:00+02:00","salt":"","data":{text}}}'
    ).encode()


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_readable_body_folds_and_every_question_is_answered(
    kind: str, data: st.DataObject
) -> None:
    said = data.draw(notebooks(kind))
    with Replica() as replica:
        for run in runs_of(NOTEBOOK, LOG, said, most=3):
            accept(replica.connection, [run], NOTEBOOK)
        digest = replica.digest
        replica.rebuild()
        forgotten = any(b'"contact.forgotten"' in body for body in said)
        assert forgotten or replica.digest == digest
        queries.agenda(replica.connection, now_ms=NOW, offset_min=120, days=365)
        queries.search(replica.connection, "now")
        for name, text in sql_files().text_by_name.items():
            if name.startswith("query/"):
                _answer(replica, text)


def _answer(replica: Replica, text: str) -> None:
    bare = re.sub(r"--.*|'[^']*'", "", text)
    given_: dict[str, object] = {
        "id": SUBJECTS[0], "contact": SUBJECTS[0], "interview": SUBJECTS[0], "now": NOW,
        "limit": 50, "match": '"a"*', "source": "linkedin", "stage": "thanked", "from": 0,
        "until": NOW, "before": NOW, "since": 0, "today": 20_700, "until_day": 20_800,
        "offset_min": 120, "archived": 1, "open": 0, "recorded": 0,
    }  # fmt: skip
    names = set(re.findall(r":([a-z_]+)", bare))
    replica.connection.execute(text, {name: given_.get(name) for name in names}).fetchall()


def test_two_events_of_one_stamp_fold() -> None:
    """Found by hand: two follow-ups that a log gave the same stamp stopped every later fold."""
    sent = _plain("outreach.sent", f'{{"contact":"{SUBJECTS[0]}","channel":"email"}}')
    again = _plain("outreach.followed_up", '{"n":1}')
    with Replica() as replica:
        for run in runs_of(NOTEBOOK, LOG, [sent, again, again]):
            accept(replica.connection, [run], NOTEBOOK)
        assert replica.connection.execute("SELECT follow_ups FROM outreach").fetchone() == (2,)


def _plain(type_: str, data: str) -> bytes:
    return (
        f'{{"hlc":1795000000000000,"type":"{type_}","subject":"{SUBJECTS[1]}",'
        '"occurred_at":"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin",'
        f'"recorded_at":"2026-05-01T10:00:00+02:00","salt":"","data":{data}}}'
    ).encode()
