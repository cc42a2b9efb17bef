"""This device's secret keys, the notebook's epoch keys, and the heads that others have signed.

They live in the notebook's own file (0600), so that they change in the transaction of the event
that they belong to. Which logs may come in is not decided here but in projections/roster.py.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from infoview_sync.errors import StoreError
from infoview_sync.events.chain import Head
from infoview_sync.ids import RandomBytes
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.signing import DeviceSecrets, sign_approval, sign_head
from infoview_sync.log.store import Identity, check_own

_LEAVE_OUT = (
    "DELETE FROM keyring",
    "DELETE FROM epoch",
    "DELETE FROM access",
    "DELETE FROM invitation",
    "DELETE FROM applicant",
    "DELETE FROM peer",
    "DELETE FROM relay",
    "DELETE FROM place",
)


class Root(NamedTuple):
    """The notebook's first log and its signing key: what every approval leads back to."""

    log: str
    key: bytes


class Approval(NamedTuple):
    """Who let this device in (a log, or `recovery`), and their signature over its keys."""

    by: str
    signature: bytes


class Keyring(NamedTuple):
    """What this device can sign, read and be known by. `approval`: None for the first log."""

    who: Identity
    secrets: DeviceSecrets
    root: Root
    approval: Approval | None
    epochs: dict[int, bytes]

    @property
    def current(self) -> EpochKey:
        """The epoch key that seals."""
        number = max(self.epochs)
        return EpochKey(number, self.epochs[number])

    def sealing_for(self, epoch: int) -> EpochKey:
        """The key of this number, or the one that seals if there is none."""
        key = self.epochs.get(epoch)
        return self.current if key is None else EpochKey(epoch, key)

    def sign(self, head: Head) -> bytes:
        """This device's word for its own log."""
        return self.sign_as(self.who.log, head)

    def sign_as(self, log: str, head: Head) -> bytes:
        """This device's word for a log that it vouches for."""
        return sign_head(self.secrets.signing_seed, head, notebook=self.who.notebook, log=log)


class Joining(NamedTuple):
    """What a device that was let in begins with; its log's id and keys are made before."""

    notebook: str
    log: str
    secrets: DeviceSecrets
    root: Root
    approval: Approval
    epochs: dict[int, bytes]
    hlc: int
    """The approver's latest stamp: this device's first event comes after it."""


def new_secrets(random_bytes: RandomBytes) -> DeviceSecrets:
    return DeviceSecrets(random_bytes(KEY_BYTES), random_bytes(KEY_BYTES))


def found(connection: sqlite3.Connection, who: Identity, random_bytes: RandomBytes) -> None:
    """Keys for a notebook that begins here, or that is older than keys are."""
    secrets = new_secrets(random_bytes)
    _keep(connection, secrets, Root(who.log, secrets.public.public_key), None)
    add_epoch(connection, EpochKey(1, random_bytes(KEY_BYTES)))


def join(connection: sqlite3.Connection, joining: Joining) -> None:
    """Keys for a device that was let in."""
    _keep(connection, joining.secrets, joining.root, joining.approval)
    for number, key in joining.epochs.items():
        add_epoch(connection, EpochKey(number, key))


def let_in_by(own: Keyring, log: str, random_bytes: RandomBytes) -> Joining:
    """Other keys for another log of this device, let in by the one that it wrote until now."""
    secrets = new_secrets(random_bytes)
    approval = sign_approval(
        own.secrets.signing_seed, notebook=own.who.notebook, log=log, keys=secrets.public
    )
    return Joining(
        notebook=own.who.notebook,
        log=log,
        secrets=secrets,
        root=own.root,
        approval=Approval(own.who.log, approval),
        epochs=own.epochs,
        hlc=0,
    )


def go_on_as(
    connection: sqlite3.Connection, joining: Joining, old: Keyring, head: Head | None
) -> None:
    """The keys of another log in place of those of the old one, which ends at `head`.

    What that one said is passed on with its own word for it, which nobody here can give any more.
    The tokens go too, and what SQLite keeps of all that in its pages (projections/forget.py): they
    are of the old log, and would outlive the day on which the new one is cut off.
    """
    if head is not None:
        keep_signed_head(connection, log=old.who.log, seq=head.seq, signature=old.sign(head))
    connection.execute("DELETE FROM keyring")
    connection.execute("DELETE FROM peer")
    connection.execute("INSERT OR IGNORE INTO scrub (one) VALUES (1)")
    join(connection, joining)


def read_keyring(connection: sqlite3.Connection, who: Identity) -> Keyring | None:
    """The keys, or None if this notebook is older than keys are."""
    row = connection.execute(
        "SELECT signing_seed, agreement_secret, root_log, root_key, approved_by, approval"
        " FROM keyring"
    ).fetchone()
    if row is None:
        return None
    seed, secret, root_log, root_key, approved_by, approval = row
    return Keyring(
        who,
        DeviceSecrets(seed, secret),
        Root(root_log, root_key),
        None if approved_by is None else Approval(approved_by, approval),
        dict(connection.execute("SELECT number, key FROM epoch").fetchall()),
    )


def keyring_of(connection: sqlite3.Connection, who: Identity) -> Keyring:
    """Raises: StoreError if opening the notebook made none yet, or if they are another log's."""
    check_own(connection, who)
    keyring = read_keyring(connection, who)
    if keyring is None:
        raise StoreError("this notebook has no keys yet: start InfoView again")
    return keyring


def add_epoch(connection: sqlite3.Connection, epoch: EpochKey) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO epoch (number, key) VALUES (?, ?)", (epoch.number, epoch.key)
    )


def keep_signed_head(
    connection: sqlite3.Connection, *, log: str, seq: int, signature: bytes
) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO signed_head (log, seq, signature) VALUES (?, ?, ?)",
        (log, seq, signature),
    )


def signed_heads_within(
    connection: sqlite3.Connection, *, log: str, after: int, until: int
) -> list[tuple[int, bytes]]:
    """(seq, signature) of the signed heads with `after` < seq ≤ `until`, last first."""
    return connection.execute(
        "SELECT seq, signature FROM signed_head WHERE log = ? AND seq > ? AND seq <= ?"
        " ORDER BY seq DESC",
        (log, after, until),
    ).fetchall()


def leave_keys_out(copy: sqlite3.Connection) -> None:
    """Take every secret out of a copy of the notebook's file, free pages included."""
    copy.execute("PRAGMA journal_mode = OFF").fetchone()
    for statement in _LEAVE_OUT:
        copy.execute(statement)
    copy.execute("VACUUM")


def _keep(
    connection: sqlite3.Connection, secrets: DeviceSecrets, root: Root, approval: Approval | None
) -> None:
    connection.execute(
        "INSERT INTO keyring"
        " (one, signing_seed, agreement_secret, root_log, root_key, approved_by, approval)"
        " VALUES (1, ?, ?, ?, ?, ?, ?)",
        (*secrets, *root, *(approval or (None, None))),
    )
