"""A full rebuild of every projection, against the best single SQL pass over the same events."""

from __future__ import annotations

from pathlib import Path

from infoview_sync.log.database import open_writer
from infoview_sync.projections import projector
from infoview_sync.settings import DATABASE_NAME
from tests.bench.measure import Result, in_turns, speed

# One aggregate: the latest fact of every field of every subject. No table, index or search.
SINGLE_PASS = """
CREATE TEMP TABLE latest AS
SELECT e.subject, f.key, substr(max(e.hlc || e.log || f.value), 33) AS value
FROM event e
JOIN json_each(e.body, '$.data') f
WHERE e.type <> ''
GROUP BY e.subject, f.key
"""


async def measure(home: Path) -> Result:
    writer = open_writer(home / DATABASE_NAME)
    projector.open_session(writer)

    async def single_pass() -> None:
        writer.execute("BEGIN")
        writer.execute(SINGLE_PASS)
        writer.execute("ROLLBACK")

    async def rebuild() -> None:
        writer.execute("BEGIN IMMEDIATE")
        projector.rebuild(writer)
        writer.execute("COMMIT")

    raw_s, ours_s = await in_turns(single_pass, rebuild, rounds=3)
    writer.close()
    return speed(
        "rebuild everything",
        raw_s,
        ours_s,
        least=0.7,
        detail="all tables, indexes and search; against one aggregate over every field",
    )
