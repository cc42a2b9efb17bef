"""The recovery phrase: which one holds, and making another one hold."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import NamedTuple

from infoview_sync.clock import wall_ms_of
from infoview_sync.errors import InputError, UsageError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.keys.derivation import recovery_keys
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.texts import from_text, to_text
from infoview_sync.projections.notebook import Notebook

WITHOUT_PHRASE = (
    "there is no recovery phrase yet, and without one nobody could open a backup:"
    " run `infoview recovery new` first"
)


class Recovery(NamedTuple):
    """The public keys of the phrase that holds, and since when (ms since 1970)."""

    public_key: bytes
    agreement_key: bytes
    since_ms: int


def recovery_now(connection: sqlite3.Connection, notebook: str) -> Recovery | None:
    """The phrase that holds, if one does."""
    row = connection.execute(
        "SELECT r.public_key, r.agreement_key, max(e.hlc) FROM recovery r"
        " JOIN event e ON e.subject = r.subject AND e.type = 'recovery.set'"
        " WHERE r.subject = ? GROUP BY r.subject",
        (notebook,),
    ).fetchone()
    if row is None:
        return None
    try:
        public_key, agreement_key = (from_text(text, length=KEY_BYTES) for text in row[:2])
    except InputError:
        return None
    return Recovery(public_key, agreement_key, wall_ms_of(row[2]))


async def must_have_recovery(notebook: Notebook) -> Recovery:
    """The phrase that holds. Raises: UsageError that names the remedy, if there is none yet."""
    found = await notebook.read(partial(recovery_now, notebook=notebook.who.notebook))
    if found is None:
        raise UsageError(WITHOUT_PHRASE)
    return found


async def set_recovery(notebook: Notebook, secret: bytes) -> None:
    """From now on the phrase of this secret holds, no earlier one; only public keys are said."""
    keys = recovery_keys(secret)
    said = {"public_key": to_text(keys.signing_key), "agreement_key": to_text(keys.agreement_key)}
    await notebook.append(
        [
            Draft(
                subject=notebook.who.notebook,
                data=event_data("recovery.set", said),
                occurred_at=notebook.now_local(),
            )
        ]
    )
