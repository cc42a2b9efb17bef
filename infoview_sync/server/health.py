"""What `infoview doctor` finds out about the notebook itself; it only reads, and repairs nothing.

The file is opened as it is: nothing is migrated or folded anew, and a file that cannot be opened
any more is a finding like the others.
"""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from infoview_sync.clock import DRIFT_FLAGGED_MS, wall_ms_of
from infoview_sync.devices.access import seen_devices
from infoview_sync.devices.last_times import LastTimes
from infoview_sync.devices.recovery import recovery_now
from infoview_sync.errors import Corrupt, NotebookMissing, StoreError
from infoview_sync.log import store
from infoview_sync.log.database import format_known, format_version, open_reader
from infoview_sync.log.store import Identity
from infoview_sync.projections import projector
from infoview_sync.projections.forget import is_scrub_due

BACKUP_EVERY_MS = 30 * 86_400_000
"""As the app reminds (web/page/settings/backups.ts)."""
DAMAGES_SHOWN = 3

OK, ATTENTION, DAMAGED = "ok", "attention", "damaged"


class Finding(NamedTuple):
    """`state`: ok, attention (something to do) or damaged (an integrity problem)."""

    name: str
    state: str
    told: str
    remedy: str = ""


class Asked(NamedTuple):
    """What the findings depend on. `moment` says a time (ms since 1970) in words."""

    database: Path
    now_ms: int
    last: LastTimes
    moment: Callable[[int], str]
    remedy: str


def notebook_findings(asked: Asked) -> Iterator[Finding]:
    """Raises: NotebookMissing."""
    try:
        connection = open_reader(asked.database)
    except NotebookMissing:
        raise
    except StoreError as error:
        yield Finding("file", DAMAGED, str(error), asked.remedy)
        return
    try:
        # One instant for all: a server may write meanwhile, and chains be longer than their heads.
        connection.execute("BEGIN")
        yield from _of(connection, asked)
    except sqlite3.DatabaseError as error:
        yield Finding("file", DAMAGED, f"{asked.database}: {error}", asked.remedy)
    finally:
        connection.close()


def _of(connection: sqlite3.Connection, asked: Asked) -> Iterator[Finding]:
    damages = [
        text
        for (text,) in connection.execute(f"PRAGMA quick_check({DAMAGES_SHOWN:d})")
        if text != "ok"
    ]
    if damages:
        yield Finding("file", DAMAGED, "; ".join(damages), asked.remedy)
        return
    mib = asked.database.stat().st_size / 2**20
    yield Finding("file", OK, f"{asked.database}, {mib:,.1f} MiB, sound as SQLite sees it")
    done, known = format_version(connection), format_known()
    if done != known:
        upgrade = "start InfoView once" if done < known else "upgrade InfoView"
        told = f"the file has format {done}, this version knows {known}; the rest was not looked at"
        yield Finding("format", ATTENTION, told, upgrade)
        return
    who = store.identity(connection)
    if who is None:
        yield Finding("chain", ATTENTION, "the notebook is empty", "`infoview up` begins it")
        return
    yield _chain(connection, who, asked)
    yield _views(connection)
    if is_scrub_due(connection):
        told = "words that were erased are still in the file"
        remedy = "free some disk space, end other InfoView programs; the next command erases them"
        yield Finding("forgetting", ATTENTION, told, remedy)
    yield from _clocks(connection, asked)
    yield _phrase(connection, who)
    yield _backup(asked)
    yield from _waiting(connection, who, asked)


def _chain(connection: sqlite3.Connection, who: Identity, asked: Asked) -> Finding:
    try:
        verified = dict(store.verify(connection, notebook=who.notebook))
    except Corrupt as error:
        remedy = f"`infoview verify` names it exactly. {asked.remedy}"
        return Finding("chain", DAMAGED, str(error), remedy)
    events, logs = _counted(sum(verified.values()), "event"), _counted(len(verified), "log")
    return Finding("chain", OK, f"every chain is whole: {events} in {logs}")


def _views(connection: sqlite3.Connection) -> Finding:
    if projector.is_current(connection):
        return Finding("views", OK, "made by this version")
    return Finding("views", OK, "of another version; made anew at the next start")


def _clocks(connection: sqlite3.Connection, asked: Asked) -> Iterator[Finding]:
    latest = asked.now_ms + DRIFT_FLAGGED_MS
    ahead = [
        (name or log, wall_ms_of(hlc))
        for name, log, hlc in connection.execute(
            "SELECT d.name, h.log, h.hlc FROM head h LEFT JOIN device d ON d.log = h.log"
            " WHERE coalesce(d.revoked, 0) = 0 ORDER BY d.name, h.log"
        )
        if wall_ms_of(hlc) > latest
    ]
    if not ahead:
        yield Finding("clocks", OK, "no device has recorded anything in the future")
    for name, at_ms in ahead:
        told = f"{name} recorded something at {asked.moment(at_ms)}, which is in the future"
        remedy = "set the clock there, or here if this one is slow; nothing recorded is lost"
        yield Finding("clocks", ATTENTION, told, remedy)


def _phrase(connection: sqlite3.Connection, who: Identity) -> Finding:
    phrase = recovery_now(connection, who.notebook)
    remedy = "`infoview recovery new` makes the 24 words that open backups"
    if phrase is None:
        return Finding("phrase", ATTENTION, "there is no recovery phrase", remedy)
    if phrase.root_signature is None:
        told = "the recovery phrase opens backups, and no shared folder or relay: it is too old"
        return Finding("phrase", ATTENTION, told, f"{remedy}, folders and relays")
    return Finding("phrase", OK, "a recovery phrase holds")


def _backup(asked: Asked) -> Finding:
    made_ms = asked.last.backup_ms
    remedy = "`infoview backup FILE`, and keep the file elsewhere"
    if made_ms is None:
        return Finding("backup", ATTENTION, "no backup was made on this machine", remedy)
    told = f"the last one on this machine was made {asked.moment(made_ms)}"
    is_old = asked.now_ms - made_ms > BACKUP_EVERY_MS
    return Finding("backup", ATTENTION, told, remedy) if is_old else Finding("backup", OK, told)


def _waiting(connection: sqlite3.Connection, who: Identity, asked: Asked) -> Iterator[Finding]:
    """What other devices lack, as far as it is known here, and since when."""
    total = sum(head.seq for head in store.heads(connection).values())
    name_by_log = dict(connection.execute("SELECT log, name FROM device ORDER BY log"))
    found = []
    for device in seen_devices(connection):
        if device.seen_at is None or device.events_known is None:
            continue
        name = name_by_log.get(device.log) or device.log
        lacks = max(0, total - device.events_known)
        told = f"{name} was here last {asked.moment(device.seen_at)}"
        remedy = f"open InfoView on {name} while this computer runs" if lacks else ""
        told += f" and lacks {lacks:,} of {total:,} events" if lacks else " and lacks nothing"
        found.append(Finding("sync", ATTENTION if lacks else OK, told, remedy))
    for address, synced in sorted(asked.last.synced_by_address.items()):
        since = connection.execute(
            "SELECT count(*), min(nullif(hlc, 0)) FROM event WHERE log = ? AND seq > ?",
            (who.log, synced.own_events),
        ).fetchone()
        told = f"synced with {address} {asked.moment(synced.at_ms)}"
        if since[0]:
            begun = "" if since[1] is None else f" since {asked.moment(wall_ms_of(since[1]))}"
            waits = "waits" if since[0] == 1 else "wait"
            told += f"; {_counted(since[0], 'event')} of this device {waits}{begun}"
        remedy = f"`infoview sync {shlex.quote(address)}`" if since[0] else ""
        found.append(Finding("sync", ATTENTION if since[0] else OK, told, remedy))
    if not found:
        told = "no other device has synced: all that you wrote is on this machine only"
        found.append(Finding("sync", ATTENTION, told, "`infoview pair`, or a backup"))
    yield from found


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
