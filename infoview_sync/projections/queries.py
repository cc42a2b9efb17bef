"""Named questions: each is one file in sql/query, answered as rows of plain values."""

from __future__ import annotations

import sqlite3
from typing import Any

from infoview_sync.projections.sql_files import sql_files

Row = dict[str, Any]

# Scripts written without spaces: Thai to Khmer, kana, Han, Hangul. A word of these is looked up
# anywhere in the text, because FTS5's tokenizer takes a whole run of them for one word.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0xD7FF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)

SEARCH_CHARS_MAX = 200
ROWS_MAX = 1_000_000
DAY_MS = 86_400_000


def ask(connection: sqlite3.Connection, /, name: str, **parameters: object) -> list[Row]:
    """The rows of `sql/query/<name>.sql`; every named parameter of the file must be given."""
    cursor = connection.execute(sql_files().text_by_name[f"query/{name}.sql"], parameters)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def agenda(
    connection: sqlite3.Connection,
    *,
    now_ms: int,
    offset_min: int,
    days: int = 0,
    contact: str | None = None,
    limit: int = -1,
) -> list[Row]:
    """What is due at an instant, for someone `offset_min` minutes east of UTC.

    With `days`, also what will be due within that many days after today; `contact` limits it.
    The first `limit` of them (-1: all); each row's `total` says how many there are.
    """
    today = (now_ms // 60_000 + offset_min) // 1440
    until = now_ms if days == 0 else (today + days + 1) * DAY_MS - offset_min * 60_000 - 1
    return ask(
        connection,
        "agenda",
        now=now_ms,
        today=today,
        offset_min=offset_min,
        until=until,
        until_day=today + days,
        contact=contact,
        limit=limit,
    )


def search(connection: sqlite3.Connection, words: str, *, limit: int = 50) -> list[Row]:
    """Whatever was indexed (fold/search.sql) and holds all of the words, as prefixes."""
    terms = words[:SEARCH_CHARS_MAX].split()
    if not terms:
        return []
    match = " ".join('"' + term.replace('"', '""') + '"*' for term in terms)
    unspaced = any(
        first <= ord(char) <= last for term in terms for char in term for first, last in _UNSPACED
    )
    pattern = None
    if unspaced:
        escaped = [
            term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for term in terms
        ]
        pattern = "%" + "%".join(escaped) + "%"
    return ask(connection, "search", match=match, pattern=pattern, limit=limit)
