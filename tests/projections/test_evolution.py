"""Schema evolution: a renamed field, an old log, and an old version that relays what it cannot
read.

`insight.captured` said `confidence` in version 0.1 and says `confidence_percent` since 0.2; the
step is in projections/sql/upcast.sql.
"""

from __future__ import annotations

import sqlite3

from infoview_sync.log.database import migrate
from infoview_sync.log.store import Body, accept, bodies_after, heads
from infoview_sync.projections import projector
from infoview_sync.projections.sql_files import sql_files
from tests.replica import NOTEBOOK, Replica
from tests.segments import runs_in, runs_of, segments_of

LOG = "fedcba9876543210"
INSIGHT = "0000000000000007"


def captured(number: int, data: str) -> bytes:
    """`insight.captured`, exactly as some version wrote it."""
    return (
        f'{{"hlc":{1795000000000000 + number},"type":"insight.captured","subject":"{INSIGHT}",'
        '"occurred_at":"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin",'
        '"recorded_at":"2026-05-01T10:00:00+02:00","salt":"x","data":'
        f'{{"theme":"role","text":"Nine to nine",{data}}}}}'
    ).encode()


def confidence(*bodies: bytes) -> int | None:
    with Replica() as replica:
        replica.deliver(runs_of(NOTEBOOK, LOG, list(bodies)))
        (found,) = replica.connection.execute("SELECT confidence FROM insight").fetchone()
        folded = replica.digest
        replica.rebuild()
        assert replica.digest == folded
        return found if found is None else int(found)


def test_an_old_body_and_a_new_one_fold_alike() -> None:
    assert confidence(captured(1, '"confidence":70')) == 70
    assert confidence(captured(1, '"confidence_percent":70')) == 70


def test_the_later_fact_wins_whichever_version_wrote_it() -> None:
    old, new = captured(1, '"confidence":70'), captured(2, '"confidence_percent":20')
    assert confidence(old, new) == 20
    assert confidence(captured(1, '"confidence_percent":20'), captured(2, '"confidence":70')) == 70


def test_a_body_that_says_both_means_the_newer_name() -> None:
    assert confidence(captured(1, '"confidence":70,"confidence_percent":20')) == 20


def test_the_body_itself_is_never_rewritten() -> None:
    old = captured(1, '"confidence":70')
    with Replica() as replica:
        replica.deliver(runs_of(NOTEBOOK, LOG, [old]))
        assert replica.bodies(LOG) == [old]


def test_an_old_version_relays_what_it_cannot_read() -> None:
    """Version 0.1 knew no rhythm, no settings and no merges: those types fold into nothing there,
    and leave as they came."""
    new: list[Body] = [
        captured(1, '"confidence_percent":20'),
        _body(2, "touch.logged", '{"contact":"0000000000000001","direction":"both"}'),
        _body(3, "contact.warmed", '{"by":9}'),
    ]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    projector.open_session(connection)
    connection.execute("DELETE FROM kind_of WHERE type GLOB 'touch.*' OR type GLOB 'insight.*'")
    projector.rebuild(connection)
    for run in runs_of(NOTEBOOK, LOG, new):
        kept = accept(
            connection, notebook=NOTEBOOK, log=run.log, after=run.after, bodies=run.bodies
        )
        projector.fold(connection, [(event.type, event.subject) for event in kept.spoken])
    assert connection.execute("SELECT count(*) FROM insight").fetchone() == (0,)
    end = heads(connection)[LOG].seq
    passed_on = [body for body, _ in bodies_after(connection, log=LOG, after=0, until=end)]
    assert passed_on == new
    with Replica() as upgraded:
        said = [body for body in passed_on if isinstance(body, bytes)]
        upgraded.deliver(runs_in(segments_of(NOTEBOOK, {LOG: said})))
        assert upgraded.connection.execute("SELECT confidence FROM insight").fetchone() == (20,)
        assert upgraded.connection.execute("SELECT count(*) FROM touch").fetchone() == (1,)


def test_views_of_another_version_are_known_by_their_hash() -> None:
    with Replica() as replica:
        assert projector.is_current(replica.connection)
        replica.connection.execute("UPDATE projection SET sql_hash = 'older'")
        assert not projector.is_current(replica.connection)
        assert len(sql_files().hash) == 64


def _body(number: int, type_: str, data: str) -> bytes:
    return (
        f'{{"hlc":{1795000000000000 + number},"type":"{type_}","subject":"{number:016d}",'
        '"occurred_at":"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin",'
        f'"recorded_at":"2026-05-01T10:00:00+02:00","salt":"x","data":{data}}}'
    ).encode()
