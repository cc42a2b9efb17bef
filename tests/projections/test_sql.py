"""Rules about the shared SQL files themselves."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest

from infoview_sync.projections.sql_files import sql_files
from tests.replica import Replica

# Missing from SQLite 3.40 or different between engines (FACTS).
FORBIDDEN = re.compile(
    r"\b(concat|concat_ws|string_agg|jsonb\w*|json_pretty|octet_length|median|percentile\w*|unistr"
    r"|subsec|soundex|avg|round|total|random|datetime|strftime|julianday)\s*\(|'now'|\"now\"",
    re.IGNORECASE,
)
FILES = sql_files().text_by_name


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with Replica() as replica:
        yield replica.connection


def _without_comments(text: str) -> str:
    return re.sub(r"--.*", "", text)


@pytest.mark.parametrize("name", FILES)
def test_a_file_opens_with_what_it_is_for(name: str) -> None:
    assert FILES[name].startswith("-- ")


@pytest.mark.parametrize("name", FILES)
def test_no_function_that_the_engines_disagree_on(name: str) -> None:
    assert FORBIDDEN.findall(_without_comments(FILES[name])) == []


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("query/")])
def test_a_query_compiles_and_names_its_parameters(
    connection: sqlite3.Connection, name: str
) -> None:
    text = _without_comments(FILES[name])
    names = set(re.findall(r":([a-z_]+)", text))
    assert "?" not in re.sub(r"'[^']*'", "", text)
    connection.execute(f"EXPLAIN {text}", dict.fromkeys(names)).fetchall()


def test_the_digest_names_every_column_of_every_projection_table(
    connection: sqlite3.Connection,
) -> None:
    tables = re.findall(r"^CREATE TABLE (\w+)", FILES["schema.sql"], re.MULTILINE)
    digest = {part.split("'")[1]: part for part in FILES["digest.sql"].split("SELECT ")[1:]}
    for table in set(tables) - {"projection", "document"}:
        assert table in digest, f"digest.sql leaves out the table {table}"
        for _, column, *_ in connection.execute(f"PRAGMA table_info({table})"):
            assert re.search(rf'quote\("?{column}"?\)', digest[table]), (table, column)


def test_a_rebuild_drops_every_table_that_it_makes() -> None:
    made = set(re.findall(r"^CREATE (?:VIRTUAL )?TABLE (\w+)", FILES["schema.sql"], re.MULTILINE))
    dropped = set(re.findall(r"^DROP TABLE IF EXISTS (\w+)", FILES["drop.sql"], re.MULTILINE))
    assert made <= dropped


def test_no_projection_column_holds_a_real_number(connection: sqlite3.Connection) -> None:
    assert "REAL" not in _without_comments(FILES["schema.sql"]).upper().split()
