"""The raw baseline of a first sync: NDJSON, gzipped, over HTTP, into one SQLite table."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

ROWS_AT_ONCE = 512
GZIP = 31
LEVEL = 6


def raw_app(database: Path) -> Starlette:
    async def everything(_request: Request) -> StreamingResponse:
        return StreamingResponse(_lines(database), media_type="application/gzip")

    return Starlette(routes=[Route("/all", everything)])


async def _lines(database: Path) -> AsyncIterator[bytes]:
    connection = sqlite3.connect(database)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    rows = connection.execute("SELECT CAST(body AS BLOB) FROM event ORDER BY log, seq")
    while some := rows.fetchmany(ROWS_AT_ONCE):
        yield packer.compress(b"".join(body + b"\n" for (body,) in some))
    yield packer.flush()
    connection.close()


async def receive(client: httpx.AsyncClient, database: Path) -> int:
    """Fetch everything into a fresh table; returns the number of rows."""
    database.unlink(missing_ok=True)  # noqa: ASYNC240 - a bench may block
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT)")
    connection.execute("BEGIN")
    unpacker = zlib.decompressobj(GZIP)
    rest = b""
    async with client.stream("GET", "/all") as answer:
        async for chunk in answer.aiter_raw():
            *lines, rest = (rest + unpacker.decompress(chunk)).split(b"\n")
            connection.executemany(
                "INSERT INTO event (body) VALUES (CAST(? AS TEXT))", [(line,) for line in lines]
            )
    connection.execute("COMMIT")
    count = int(connection.execute("SELECT count(*) FROM event").fetchone()[0])
    connection.close()
    return count
