"""Which logs are let in: the one place that decides whether a run of events may be taken.

Everything needed stands in the log itself (`device.added`, `device.revoked`, `log.vouched`,
`recovery.set`), so that every device decides alike; only the notebook's first log is pinned in the
keyring. docs/security.md tells the rules and what they keep out.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

import msgspec

from infoview_sync.errors import NOT_JSON, BadSegment, InputError, NotAdmitted, Revoked
from infoview_sync.events.catalogue.fields import UNSET
from infoview_sync.events.catalogue.system import DeviceAdded
from infoview_sync.events.envelope import read_envelope
from infoview_sync.keys.primitives import KEY_BYTES, SIGNATURE_BYTES
from infoview_sync.keys.signing import DeviceKeys, is_approved, is_head_signed
from infoview_sync.keys.texts import from_text
from infoview_sync.log.keyring import Root
from infoview_sync.log.store import Erased
from infoview_sync.projections.run import SignedRun

ROSTER_TYPES = frozenset({"device.added", "device.revoked", "log.vouched", "recovery.set"})
"""Events after which the rules below may decide otherwise; folded before the next run is judged."""
RECOVERY = "recovery"


class _Known(NamedTuple):
    """What the log says of a device. `last_seq`: None unless it was cut off."""

    key: bytes | None
    last_seq: int | None


def check(connection: sqlite3.Connection, run: SignedRun, *, notebook: str, root: Root) -> None:
    """Returns if somebody who was let in stands for this run.

    That is its author, known before or by the run's own first event, or a device that vouches.
    Raises: NotAdmitted if nobody known here does (they may come later), Revoked, BadSegment if
    the author is known and did not sign this.
    """
    known = _known(connection, run.log, root)
    if known.last_seq is not None and run.head.seq > known.last_seq:
        raise Revoked(
            f"log {run.log} was cut off after event {known.last_seq}; the rest is refused"
        )
    key, reason = known.key, None
    if key is None:
        try:
            key = _introduced(connection, run, notebook=notebook, root=root)
        except NotAdmitted as error:
            reason = error
    signers = [*_vouchers(connection, run.log, run.head.seq, root), *([key] if key else [])]
    if any(_signed(each, run, notebook) for each in signers):
        return
    if reason is not None and (not signers or _signed_by_itself(run, notebook)):
        raise reason
    raise BadSegment(f"a segment of log {run.log} is not signed by the device that writes this log")


def device_keys(connection: sqlite3.Connection) -> dict[str, DeviceKeys]:
    """The public keys of every device that was let in and not cut off, by its log."""
    keys_by_log = {}
    for log, *texts in connection.execute(
        "SELECT log, public_key, agreement_key FROM device WHERE NOT revoked ORDER BY log"
    ):
        public_key, agreement_key = map(_key, texts)
        if public_key is not None and agreement_key is not None:
            keys_by_log[log] = DeviceKeys(public_key, agreement_key)
    return keys_by_log


def trusted_key(
    connection: sqlite3.Connection, log: str, root: Root, otherwise: bytes | None
) -> bytes | None:
    """The signing key of a device that was let in and not cut off; `otherwise` of one not met."""
    known = _known(connection, log, root)
    return (known.key or otherwise) if known.last_seq is None else None


def in_need_of_vouching(connection: sqlite3.Connection, *, own_log: str) -> dict[str, int]:
    """Logs that this device must stand for before it can pass them on: the seq held, by log.

    These are logs with events that nobody signed (from a file, or older than keys are), whether
    cut off since or not; and logs that were not cut off but whose approver was, or is a recovery
    phrase, which may be replaced, so that whoever has not met them yet still lets them in.
    """
    return dict(
        connection.execute(
            "SELECT h.log, h.seq FROM head h"
            " LEFT JOIN device d ON d.log = h.log"
            " LEFT JOIN device a ON a.log = d.approved_by"
            " LEFT JOIN vouched v ON v.log = h.log AND v.voucher = :own"
            " WHERE h.log <> :own"
            " AND ("
            "  ((a.revoked = 1 OR d.approved_by = 'recovery') AND d.revoked = 0 AND v.log IS NULL)"
            "  OR (h.seq > coalesce(v.last_seq, 0) AND h.seq > coalesce("
            "   (SELECT max(s.seq) FROM signed_head s WHERE s.log = h.log), 0))"
            " ) ORDER BY h.log",
            {"own": own_log},
        ).fetchall()
    )


def longer_than_revoked(connection: sqlite3.Connection, *, own_log: str) -> dict[str, int]:
    """Logs of which more is held here than their revocation lets in: the seq held, by log.

    What this device itself said of it counts before a higher word: that may stand in a log that
    nobody takes who has not got this one.
    """
    return dict(
        connection.execute(
            "SELECT h.log, h.seq FROM head h JOIN device d ON d.log = h.log"
            " WHERE d.revoked AND h.seq > coalesce("
            "  (SELECT max(e.body ->> '$.data.last_seq') FROM event e"
            "   WHERE e.subject = h.log AND e.log = :own AND e.type = 'device.revoked'),"
            "  d.last_seq) ORDER BY h.log",
            {"own": own_log},
        ).fetchall()
    )


def cut_off(connection: sqlite3.Connection) -> dict[str, int]:
    """The last event that counts of every log that was cut off, by log."""
    return dict(
        connection.execute("SELECT log, last_seq FROM device WHERE revoked ORDER BY log").fetchall()
    )


def _known(connection: sqlite3.Connection, log: str, root: Root) -> _Known:
    row = connection.execute(
        "SELECT public_key, last_seq FROM device WHERE log = ?", (log,)
    ).fetchone()
    last_seq = None if row is None else row[1]
    if log == root.log:
        return _Known(root.key, last_seq)
    return _Known(None if row is None else _key(row[0]), last_seq)


def _key(text: str | None) -> bytes | None:
    """The key that stands in the log, where a device may have written anything; None if none."""
    try:
        return None if text is None else from_text(text, length=KEY_BYTES)
    except InputError:
        return None


def _introduced(
    connection: sqlite3.Connection, run: SignedRun, *, notebook: str, root: Root
) -> bytes:
    """The key that the run's own first event brings, approved. Raises: NotAdmitted."""
    added = _added(run)
    if added is None:
        raise NotAdmitted(f"log {run.log} is of no device that was let in (yet)")
    keys, approved_by, approval = added
    approvers = _approvers(connection, run.log, approved_by, notebook=notebook, root=root)
    if not any(
        is_approved(each, approval, notebook=notebook, log=run.log, keys=keys) for each in approvers
    ):
        raise NotAdmitted(f"log {run.log} claims an approval that {approved_by} did not give")
    return keys.public_key


def _added(run: SignedRun) -> tuple[DeviceKeys, str, bytes] | None:
    """Keys, approver and approval in the log's first event, if that is here and holds them all."""
    if run.after.seq > 0:
        return None
    first = run.bodies[0]
    envelope = None if isinstance(first, Erased) else read_envelope(first)
    if isinstance(first, Erased) or envelope is None or envelope.type != DeviceAdded.wire_type:
        return None
    try:
        said = msgspec.json.decode(first, type=_Body).data
    except NOT_JSON:
        return None
    if (
        said.public_key is UNSET
        or said.agreement_key is UNSET
        or said.approved_by is UNSET
        or said.approval is UNSET
    ):
        return None
    try:
        keys = DeviceKeys(
            from_text(said.public_key, length=KEY_BYTES),
            from_text(said.agreement_key, length=KEY_BYTES),
        )
        return keys, said.approved_by, from_text(said.approval, length=SIGNATURE_BYTES)
    except InputError:
        return None


def _approvers(
    connection: sqlite3.Connection, log: str, approved_by: str, *, notebook: str, root: Root
) -> list[bytes]:
    """The keys by which an approval is checked. Raises: NotAdmitted if it counts for nothing."""
    if approved_by == RECOVERY:
        keys = _recovery_keys(connection, notebook)
        # A phrase that was replaced lets nobody in; whom it let in before, others stand for.
        if keys and not _vouchers(connection, log, 0, root):
            keys = keys[:1]
        is_cut_off = False
    else:
        known = _known(connection, approved_by, root)
        keys = [] if known.key is None else [known.key]
        is_cut_off = known.last_seq is not None
    if not keys:
        raise NotAdmitted(f"log {log} was let in by {approved_by}, whom nobody here knows (yet)")
    if is_cut_off and not _vouchers(connection, log, 0, root):
        raise NotAdmitted(f"log {log} was let in by {approved_by}, which was cut off")
    return keys


def _recovery_keys(connection: sqlite3.Connection, notebook: str) -> list[bytes]:
    """Of every recovery phrase that ever held, the one that holds now first."""
    rows = connection.execute(
        "SELECT public_key FROM recovery WHERE subject = :notebook"
        " UNION ALL SELECT body ->> '$.data.public_key' FROM event"
        " WHERE subject = :notebook AND type = 'recovery.set' AND body IS NOT NULL",
        {"notebook": notebook},
    ).fetchall()
    keys = [_key(text) if isinstance(text, str) else None for (text,) in rows]
    return [key for key in keys if key is not None]


def _vouchers(connection: sqlite3.Connection, log: str, least_seq: int, root: Root) -> list[bytes]:
    """The keys of those not cut off that stand for this log, at least so far."""
    rows = connection.execute(
        "SELECT voucher FROM vouched WHERE log = ? AND last_seq >= ? ORDER BY voucher",
        (log, least_seq),
    ).fetchall()
    known = [_known(connection, voucher, root) for (voucher,) in rows]
    return [each.key for each in known if each.key is not None and each.last_seq is None]


def _signed_by_itself(run: SignedRun, notebook: str) -> bool:
    """By the key that its own first event brings: it waits for whoever let that device in, though
    somebody vouches for it.
    """
    added = _added(run)
    return added is not None and _signed(added[0].public_key, run, notebook)


def _signed(key: bytes, run: SignedRun, notebook: str) -> bool:
    return is_head_signed(key, run.signature, run.head, notebook=notebook, log=run.log)


class _Body(msgspec.Struct):
    data: DeviceAdded
