"""The recovery phrase: which one holds, and making another one hold."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from infoview_sync.clock import wall_ms_of
from infoview_sync.errors import InputError, UsageError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.keys.derivation import recovery_keys
from infoview_sync.keys.primitives import KEY_BYTES, SIGNATURE_BYTES
from infoview_sync.keys.signing import sign_root
from infoview_sync.keys.texts import from_text, to_text
from infoview_sync.projections.notebook import Notebook

WITHOUT_PHRASE = (
    "there is no recovery phrase yet, and without one nobody could open a backup:"
    " run `infoview recovery new` first"
)


class Recovery(NamedTuple):
    """The public keys of the phrase that holds, and since when (ms since 1970).

    `root_signature`: its word for the notebook's first log; None of a phrase older than that.
    """

    public_key: bytes
    agreement_key: bytes
    since_ms: int
    root_signature: bytes | None


def recovery_now(connection: sqlite3.Connection, notebook: str) -> Recovery | None:
    """The phrase that holds, if one does."""
    # SQLite takes the body from the row of the one max().
    row = connection.execute(
        "SELECT r.public_key, r.agreement_key, max(e.hlc || e.log), e.hlc,"
        " e.body ->> '$.data.root_signature' FROM recovery r"
        " JOIN event e ON e.subject = r.subject AND e.type = 'recovery.set'"
        " AND e.body ->> '$.data.public_key' = r.public_key"
        " WHERE r.subject = ? GROUP BY r.subject",
        (notebook,),
    ).fetchone()
    if row is None:
        return None
    public_key, agreement_key, _, hlc, signature = row
    try:
        return Recovery(
            from_text(public_key, length=KEY_BYTES),
            from_text(agreement_key, length=KEY_BYTES),
            wall_ms_of(hlc),
            from_text(signature, length=SIGNATURE_BYTES) if isinstance(signature, str) else None,
        )
    except InputError:
        return None


def earlier_phrases(connection: sqlite3.Connection, notebook: str) -> list[bytes]:
    """The agreement keys of all phrases that ever held, the present one among them."""
    keys = []
    for (text,) in connection.execute(
        "SELECT body ->> '$.data.agreement_key' FROM event"
        " WHERE subject = ? AND type = 'recovery.set'"
        " AND json_type(body, '$.data.agreement_key') = 'text'",
        (notebook,),
    ):
        with suppress(InputError):
            keys.append(from_text(text, length=KEY_BYTES))
    return keys


async def must_have_recovery(notebook: Notebook) -> Recovery:
    """The phrase that holds. Raises: UsageError that names the remedy, if there is none yet."""
    found = await notebook.read(partial(recovery_now, notebook=notebook.who.notebook))
    if found is None:
        raise UsageError(WITHOUT_PHRASE)
    return found


async def set_recovery(notebook: Notebook, secret: bytes) -> None:
    """From now on the phrase of this secret holds, no earlier one; only public keys are said."""
    keys = recovery_keys(secret)
    root = (await notebook.keyring()).root
    signature = sign_root(
        keys.signing_seed, notebook=notebook.who.notebook, log=root.log, public_key=root.key
    )
    said = {
        "public_key": to_text(keys.signing_key),
        "agreement_key": to_text(keys.agreement_key),
        "root_signature": to_text(signature),
    }
    await notebook.append(
        [
            Draft(
                subject=notebook.who.notebook,
                data=event_data("recovery.set", said),
                occurred_at=notebook.now_local(),
            )
        ]
    )
