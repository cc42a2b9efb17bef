"""I9: any flipped bit, deletion, swap or truncation below a known head is found and named."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from infoview_sync.errors import Corrupt
from infoview_sync.log import store
from infoview_sync.log.database import open_writer
from infoview_sync.settings import DATABASE_NAME
from tests.fold import NOTEBOOK, fold_segments
from tests.notebooks import make_notebook
from tests.segments import segments_of


@pytest.fixture
async def connection(tmp_path: Path) -> sqlite3.Connection:
    await fold_segments(tmp_path, segments_of(NOTEBOOK, make_notebook(5, events=120)))
    return open_writer(tmp_path / DATABASE_NAME)


def found(connection: sqlite3.Connection) -> tuple[str, int]:
    with pytest.raises(Corrupt) as caught:
        list(store.verify(connection, notebook=NOTEBOOK))
    return caught.value.log, caught.value.seq


def some_event(connection: sqlite3.Connection, rng: random.Random) -> tuple[str, int]:
    events = connection.execute(
        "SELECT log, seq FROM event WHERE body IS NOT NULL AND type <> '' ORDER BY log, seq"
    ).fetchall()
    log, seq = rng.choice(events)
    return log, seq


async def test_a_sound_log_verifies(connection: sqlite3.Connection) -> None:
    assert sum(count for _, count in store.verify(connection, notebook=NOTEBOOK)) == 120
    connection.close()


@pytest.mark.parametrize("seed", range(25))
async def test_i9_one_flipped_bit_of_a_body_is_named(
    connection: sqlite3.Connection, seed: int
) -> None:
    rng = random.Random(seed)
    log, seq = some_event(connection, rng)
    name = (log, seq)
    [(body,)] = connection.execute(
        "SELECT CAST(body AS BLOB) FROM event WHERE log = ? AND seq = ?", name
    )
    changed = bytearray(body)
    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    connection.execute(
        "UPDATE event SET body = CAST(? AS TEXT) WHERE log = ? AND seq = ?", (changed, *name)
    )
    assert found(connection) == name
    connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET hlc = hlc + 1 WHERE log = :log AND seq = :seq",
        "UPDATE event SET subject = 'zzzzzzzzzzzzzzzz' WHERE log = :log AND seq = :seq",
        "UPDATE event SET type = 'contact.archived' WHERE log = :log AND seq = :seq",
        "UPDATE event SET occurred_at = occurred_at + 1 WHERE log = :log AND seq = :seq",
        "UPDATE event SET hash = zeroblob(32) WHERE log = :log AND seq = :seq",
        "UPDATE event SET body = NULL, body_hash = zeroblob(32) WHERE log = :log AND seq = :seq",
        "DELETE FROM event WHERE log = :log AND seq = :seq",
    ],
)
async def test_i9_every_column_is_covered(connection: sqlite3.Connection, change: str) -> None:
    log, seq = some_event(connection, random.Random(change))
    connection.execute(change, {"log": log, "seq": seq})
    where = found(connection)
    # An event missing at the very end shows as a head that is not reached.
    assert where[0] == log
    assert where[1] in {seq, seq - 1}
    connection.close()


async def test_i9_two_swapped_events_are_found(connection: sqlite3.Connection) -> None:
    [(log,)] = connection.execute("SELECT min(log) FROM event").fetchall()
    rows = connection.execute(
        "SELECT seq, body FROM event WHERE log = ? AND seq IN (5, 6) ORDER BY seq", (log,)
    ).fetchall()
    for (seq, _), (_, body) in zip(rows, reversed(rows), strict=True):
        connection.execute("UPDATE event SET body = ? WHERE log = ? AND seq = ?", (body, log, seq))
    assert found(connection) == (log, 5)
    connection.close()


async def test_i9_a_truncated_log_is_found(connection: sqlite3.Connection) -> None:
    [(log, last)] = connection.execute(
        "SELECT log, max(seq) FROM event GROUP BY log ORDER BY log LIMIT 1"
    ).fetchall()
    connection.execute("DELETE FROM event WHERE log = ? AND seq = ?", (log, last))
    assert found(connection)[0] == log
    connection.close()


async def test_an_erased_event_keeps_the_chain(connection: sqlite3.Connection) -> None:
    from infoview_sync.events.chain import body_hash

    log, seq = some_event(connection, random.Random(3))
    [(body,)] = connection.execute(
        "SELECT CAST(body AS BLOB) FROM event WHERE log = ? AND seq = ?", (log, seq)
    )
    connection.execute(
        "UPDATE event SET body = NULL, body_hash = ?, hlc = 0, type = '', subject = '',"
        " occurred_at = 0, offset_min = 0 WHERE log = ? AND seq = ?",
        (body_hash(body), log, seq),
    )
    assert sum(count for _, count in store.verify(connection, notebook=NOTEBOOK)) == 120
    connection.close()
