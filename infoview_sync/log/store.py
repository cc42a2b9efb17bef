"""The append-only store: what is in each log, and the two ways in.

Both ways in run inside the caller's transaction and take the whole decision there, so that two
processes on one file cannot hand out one sequence number twice:

- `append` gives this device's next events their stamp, number and hash;
- `accept` takes a run of another device's log, byte for byte, if it continues what is here.

Nothing here knows what an event means; that is the projections' work.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from infoview_sync.clock import HLC_RECEIVED_MAX, next_hlc
from infoview_sync.errors import Corrupt, Fork, Gap, StoreError, SyncError
from infoview_sync.events.author import Draft, write_body
from infoview_sync.events.chain import Head, Heads, body_hash, genesis, next_head
from infoview_sync.events.envelope import read_envelope
from infoview_sync.ids import RandomBytes

_INSERT = (
    "INSERT INTO event"
    " (log, seq, hlc, type, subject, occurred_at, offset_min, body, body_hash, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?)"
)


LOGS_MAX = 10_000
"""A notebook of a thousand devices restored ten times each; more is an attack."""
HLC_FOLLOWED_MAX = HLC_RECEIVED_MAX - 2**40
"""Above this, another log's stamp is kept but not counted on from: one event at the very bound
would make every later one of ours unreadable. 2^40 leaves room for more than anybody can write."""


class Identity(NamedTuple):
    """Whose notebook this is and which log this device writes."""

    notebook: str
    log: str
    device_name: str


class Erased(NamedTuple):
    """What is left of an event whose words were erased: the hash of its body."""

    hash_of_body: bytes


Body = bytes | Erased


class Stored(NamedTuple):
    """One event as it was put into the log; `body` as authored."""

    log: str
    seq: int
    type: str
    subject: str
    body: bytes


class Kept(NamedTuple):
    """What was new of a run: how many events, and those of them that still have their words."""

    events: int
    spoken: list[Stored]


def identity(connection: sqlite3.Connection) -> Identity | None:
    row = connection.execute("SELECT id, log, device_name FROM notebook").fetchone()
    return None if row is None else Identity(*row)


def begin_notebook(connection: sqlite3.Connection, who: Identity) -> None:
    connection.execute("INSERT INTO notebook (one, id, log, device_name) VALUES (1, ?, ?, ?)", who)


def check_own(connection: sqlite3.Connection, who: Identity) -> None:
    """Raises: StoreError if another process began a new log for this device since."""
    now = identity(connection)
    if now is not None and now.log != who.log:
        raise StoreError(
            "nothing was saved: this device writes another log since this program was started;"
            " start InfoView again"
        )


def write_another_log(connection: sqlite3.Connection, log: str) -> None:
    connection.execute("UPDATE notebook SET log = ?", (log,))


def heads(connection: sqlite3.Connection) -> Heads:
    return {
        log: Head(seq, hash_)
        for log, seq, hash_ in connection.execute("SELECT log, seq, hash FROM head ORDER BY log")
    }


def first_stamps(connection: sqlite3.Connection) -> dict[str, int]:
    """The stamp of each log's first event. Who lets a device in has begun before the device."""
    return dict(connection.execute("SELECT log, hlc FROM event WHERE seq = 1 ORDER BY log"))


def head_at(connection: sqlite3.Connection, *, notebook: str, log: str, seq: int) -> Head | None:
    """The head that the log had after `seq` events, or None if it is shorter here."""
    if seq == 0:
        return genesis(notebook=notebook, log=log)
    row = connection.execute(
        "SELECT hash FROM event WHERE log = ? AND seq = ?", (log, seq)
    ).fetchone()
    return None if row is None else Head(seq, row[0])


def bodies_after(
    connection: sqlite3.Connection, *, log: str, after: int, until: int
) -> Generator[tuple[Body, bytes], None, None]:
    """(body, chain hash) of the events `after` < seq ≤ `until`, in order."""
    for body, hash_of_body, hash_ in connection.execute(
        "SELECT CAST(body AS BLOB), body_hash, hash FROM event"
        " WHERE log = ? AND seq > ? AND seq <= ? ORDER BY seq",
        (log, after, until),
    ):
        yield (Erased(hash_of_body) if body is None else body), hash_


def append(
    connection: sqlite3.Connection,
    drafts: Sequence[Draft],
    *,
    who: Identity,
    wall_ms: int,
    tz: str,
    random_bytes: RandomBytes,
    latest_seen: int = 0,
) -> list[Stored]:
    """Write this device's next events, stamped above all that it holds and `latest_seen`.

    Raises: InvalidEvent, StoreError (then the caller rolls back).
    """
    check_own(connection, who)
    head = heads(connection).get(who.log) or genesis(notebook=who.notebook, log=who.log)
    hlc = max(latest_hlc(connection, who.log), latest_seen)
    stored = []
    for draft in drafts:
        hlc = next_hlc(wall_ms=wall_ms, latest_seen=hlc)
        body = write_body(draft, hlc=hlc, recorded_ms=wall_ms, tz=tz, random_bytes=random_bytes)
        head = next_head(head, body_hash(body))
        connection.execute(_INSERT, _row(who.log, head, body))
        stored.append(Stored(who.log, head.seq, draft.data.wire_type, draft.subject, body))
    if stored:
        _set_head(connection, who.log, head, hlc)
    return stored


def accept(
    connection: sqlite3.Connection,
    *,
    notebook: str,
    log: str,
    after: Head,
    bodies: Sequence[Body],
) -> Kept:
    """Take the events that follow `after` in another device's log; known ones are passed over.

    Raises: Gap if events before these are missing here, Fork if one of them
    is here with another hash, SyncError if there are too many logs (nothing is written then: the
    caller rolls back).
    """
    mine = _head(connection, notebook=notebook, log=log)
    if mine.seq == 0:
        _check_room(connection)
    if after.seq > mine.seq:
        raise Gap(
            f"log {log} ends at {mine.seq} here; send from {mine.seq + 1} on",
            log=log,
            seq=mine.seq + 1,
        )
    known = head_at(connection, notebook=notebook, log=log, seq=after.seq)
    if known is None or known.hash != after.hash:
        raise Fork(f"event {after.seq} of log {log} is another one here", log=log, seq=after.seq)
    rows, stored = [], []
    head = after
    latest_hlc = 0
    for body in bodies:
        head = next_head(head, body.hash_of_body if isinstance(body, Erased) else body_hash(body))
        if head.seq <= mine.seq:
            known = head_at(connection, notebook=notebook, log=log, seq=head.seq)
            if known is None or known.hash != head.hash:
                raise Fork(
                    f"event {head.seq} of log {log} is another one here", log=log, seq=head.seq
                )
            continue
        row = _row(log, head, body)
        rows.append(row)
        latest_hlc = max(latest_hlc, row[2])
        if not isinstance(body, Erased):
            stored.append(Stored(log, head.seq, row[3], row[4], body))
    if rows:
        connection.executemany(_INSERT, rows)
        _set_head(connection, log, head, latest_hlc)
    return Kept(len(rows), stored)


def verify(connection: sqlite3.Connection, *, notebook: str) -> Iterator[tuple[str, int]]:
    """Walk every chain from its first event; yields (log, events verified) after each log.

    Raises: Corrupt at the first event whose body, hash, number or envelope does not add up, and
    at a log that is shorter or longer than its recorded head.
    """
    recorded = heads(connection)
    logs = [log for (log,) in connection.execute("SELECT DISTINCT log FROM event ORDER BY log")]
    for log in sorted({*logs, *recorded}):
        head = genesis(notebook=notebook, log=log)
        for row in connection.execute(
            "SELECT log, seq, hlc, type, subject, occurred_at, offset_min, CAST(body AS BLOB),"
            " body_hash, hash FROM event WHERE log = ? ORDER BY seq",
            (log,),
        ):
            body: Body = Erased(row[8]) if row[7] is None else row[7]
            hash_of_body = body.hash_of_body if isinstance(body, Erased) else body_hash(body)
            head = next_head(head, hash_of_body)
            if row[1] != head.seq:
                raise Corrupt(f"log {log}: event {head.seq} is missing", log=log, seq=head.seq)
            if tuple(row) != _row(log, head, body):
                raise Corrupt(f"log {log}: event {head.seq} was changed", log=log, seq=head.seq)
        if recorded.get(log) != head:
            raise Corrupt(
                f"log {log}: does not end as its head says, after event {head.seq}",
                log=log,
                seq=head.seq,
            )
        yield log, head.seq


def _check_room(connection: sqlite3.Connection) -> None:
    """Heads of more logs than this would be refused by every other device, for good."""
    (logs,) = connection.execute("SELECT count(*) FROM head").fetchone()
    if logs >= LOGS_MAX:
        raise SyncError(f"this notebook has {logs:,} logs; no more are taken")


def _head(connection: sqlite3.Connection, *, notebook: str, log: str) -> Head:
    row = connection.execute("SELECT seq, hash FROM head WHERE log = ?", (log,)).fetchone()
    return genesis(notebook=notebook, log=log) if row is None else Head(*row)


def latest_hlc(connection: sqlite3.Connection, own_log: str) -> int:
    """The greatest stamp to count on from; another log's beyond all reason is left out."""
    row = connection.execute(
        "SELECT coalesce(max(hlc), 0) FROM head WHERE log = ? OR hlc <= ?",
        (own_log, HLC_FOLLOWED_MAX),
    ).fetchone()
    return int(row[0])


def _set_head(connection: sqlite3.Connection, log: str, head: Head, hlc: int) -> None:
    connection.execute(
        "INSERT INTO head (log, seq, hash, hlc) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (log) DO UPDATE SET seq = excluded.seq, hash = excluded.hash,"
        " hlc = max(hlc, excluded.hlc)",
        (log, head.seq, head.hash, hlc),
    )


def _row(
    log: str, head: Head, body: Body
) -> tuple[str, int, int, str, str, int, int, bytes | None, bytes | None, bytes]:
    """The row of one event: its envelope's columns follow from its body alone."""
    if isinstance(body, Erased):
        return log, head.seq, 0, "", "", 0, 0, None, body.hash_of_body, head.hash
    envelope = read_envelope(body)
    if envelope is None:
        return log, head.seq, 0, "", "", 0, 0, body, None, head.hash
    return (log, head.seq, *envelope, body, None, head.hash)
