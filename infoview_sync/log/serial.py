"""One SQLite connection on its own thread, running whole functions one at a time.

aiosqlite sends each statement to the thread by itself, so two coroutines on one connection share
a transaction (FACTS: the rolled-back row stayed). Here the unit is a function: a transaction is
one call, nothing can come between its statements, and the thread is the lock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import aiosqlite

from infoview_sync.errors import StoreError
from infoview_sync.log.database import Writer

P = ParamSpec("P")
T = TypeVar("T")

_FETCHED_AT_ONCE = 256


class Serial:
    """Runs functions of a `sqlite3.Connection` in order; create it with `await Serial.open(…)`."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, connector: Callable[[], sqlite3.Connection]) -> Serial:
        """Raises: whatever `connector` raises."""
        connection = aiosqlite.Connection(connector, _FETCHED_AT_ONCE)
        # A program that failed before it could close must still end: what was acknowledged is
        # committed, and SQLite undoes the rest at the next opening.
        connection._thread.daemon = True  # noqa: SLF001 - see above
        try:
            await connection
        except BaseException:
            # aiosqlite has told its thread to stop but does not wait: if the event loop closed
            # before the thread answers, Python would print that thread's traceback.
            connection._thread.join()  # noqa: SLF001 - see above
            raise
        return cls(connection)

    async def run(
        self,
        function: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Call `function(connection, …)` on the thread and return what it returns."""
        # The private method is the whole point: it is how aiosqlite runs anything on its thread.
        result: T = await self._connection._execute(  # type: ignore[no-untyped-call]  # noqa: SLF001 - as said
            lambda: function(self._connection._conn, *args, **kwargs)  # noqa: SLF001 - as above
        )
        return result

    async def transact(
        self,
        function: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """As `run`, between BEGIN IMMEDIATE and COMMIT; any error rolls everything back."""
        return await self.run(_in_transaction, lambda conn: function(conn, *args, **kwargs))

    async def close(self) -> None:
        await self._connection.close()


def _in_transaction(
    connection: sqlite3.Connection, function: Callable[[sqlite3.Connection], T]
) -> T:
    try:
        connection.execute("BEGIN IMMEDIATE")
        result = function(connection)
        if isinstance(connection, Writer):
            connection.check_file()
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        _roll_back(connection)
        raise StoreError(f"nothing was saved: {error}") from error
    except BaseException:
        _roll_back(connection)
        raise
    return result


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
