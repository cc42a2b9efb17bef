"""Epoch keys from the other side, when it seals by newer ones than are held here."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import httpx
import msgspec
from msgspec import Meta

from infoview_sync.errors import BadSegment, Untrusted
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.keys.derivation import EPOCH_MAX
from infoview_sync.keys.texts import from_text
from infoview_sync.keys.wrap import WrappedKey, unwrap_epoch
from infoview_sync.log.keyring import add_epoch
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.refusals import check_answer, no_answer


async def fetch_keys(notebook: Notebook, client: httpx.AsyncClient) -> None:
    """Take the epoch keys that the other side wraps for this device.

    Raises: Untrusted if one is not signed by a device that was let in here.
    """
    try:
        answer = await client.get("/sync/keys")
    except httpx.HTTPError as error:
        raise no_answer(client, error) from error
    check_answer(answer.status_code, answer.content)
    try:
        told = msgspec.json.decode(answer.content, type=_WireKeys).keys
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadSegment(f"the other side's answer holds no keys: {error}") from error
    keyring = await notebook.keyring()
    known = await notebook.read(roster.device_keys)
    epochs = []
    for each in told:
        if each.epoch in keyring.epochs:
            continue
        if each.sender not in known:
            raise Untrusted(f"key {each.epoch} comes from {each.sender}, whom nobody here knows")
        wrapped = WrappedKey(
            each.epoch, notebook.who.log, from_text(each.sealed), from_text(each.signature)
        )
        epochs.append(
            unwrap_epoch(
                wrapped,
                notebook=notebook.who.notebook,
                agreement_secret=keyring.secrets.agreement_secret,
                sender=known[each.sender].public_key,
            )
        )

    def keep(connection: sqlite3.Connection) -> None:
        for epoch in epochs:
            add_epoch(connection, epoch)

    await notebook.write(keep)


class _WireKey(msgspec.Struct):
    epoch: Annotated[int, Meta(ge=1, le=EPOCH_MAX)]
    sender: Id = msgspec.field(name="from")
    sealed: Annotated[str, Meta(max_length=200)] = ""
    signature: Annotated[str, Meta(max_length=200)] = ""


class _WireKeys(msgspec.Struct):
    keys: Annotated[list[_WireKey], Meta(max_length=10_000)]
