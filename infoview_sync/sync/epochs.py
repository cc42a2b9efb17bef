"""Epoch keys from the other side, when it seals by newer ones than are held here."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import Annotated, NamedTuple

import httpx
import msgspec
from msgspec import Meta

from infoview_sync.errors import NOT_JSON, BadSegment, UnknownSender
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.keys.derivation import EPOCH_MAX, is_epoch
from infoview_sync.keys.texts import from_text
from infoview_sync.keys.wrap import WrappedKey, unwrap_epoch
from infoview_sync.log.keyring import add_epoch
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.answers import ask
from infoview_sync.sync.refusals import check_answer

KEYS_MAX = 10_000
KEYS_BYTES_MAX = KEYS_MAX * 512
"""A wrapped key takes some 350 bytes."""


class Paired(NamedTuple):
    """The server that let this device in, by its log, and the signing key that it showed then."""

    log: str
    public_key: bytes


async def keys_for(
    epoch: int, notebook: Notebook, client: httpx.AsyncClient, paired: Paired | None
) -> bool:
    """Whether the key of this epoch is here, or has come now, wrapped for this device.

    It has not if the other side wraps none for a log that has not arrived there yet.
    Raises: Untrusted if one is not signed by a device that was let in here; UnknownSender if that
    device is not known at all.
    """
    keyring = await notebook.keyring()
    if not is_epoch(epoch) or epoch in keyring.epochs:
        return True
    answer = await ask(client, client.build_request("GET", "/sync/keys"), KEYS_BYTES_MAX)
    if answer.status == httpx.codes.NOT_FOUND:
        return False
    check_answer(answer.status, answer.body)
    try:
        told = msgspec.json.decode(answer.body, type=_WireKeys).keys
    except NOT_JSON as error:
        raise BadSegment(f"the other side's answer holds no keys: {error}") from error
    epochs = []
    for each in told:
        if each.epoch in keyring.epochs:
            continue
        # Whoever syncs for the first time has met nobody but the server that let it in.
        met = paired.public_key if paired is not None and paired.log == each.sender else None
        sender = await notebook.read(
            partial(roster.trusted_key, log=each.sender, root=keyring.root, otherwise=met)
        )
        if sender is None:
            raise UnknownSender(
                f"key {each.epoch} comes from {each.sender}, whom nobody here knows (yet)"
            )
        wrapped = WrappedKey(
            each.epoch, notebook.who.log, from_text(each.sealed), from_text(each.signature)
        )
        epochs.append(
            unwrap_epoch(
                wrapped,
                notebook=notebook.who.notebook,
                agreement_secret=keyring.secrets.agreement_secret,
                sender=sender,
            )
        )

    def keep(connection: sqlite3.Connection) -> None:
        for each in epochs:
            add_epoch(connection, each)

    await notebook.write(keep)
    return True


class _WireKey(msgspec.Struct):
    epoch: Annotated[int, Meta(ge=1, le=EPOCH_MAX)]
    sender: Id = msgspec.field(name="from")
    sealed: Annotated[str, Meta(max_length=200)] = ""
    signature: Annotated[str, Meta(max_length=200)] = ""


class _WireKeys(msgspec.Struct):
    keys: Annotated[list[_WireKey], Meta(max_length=KEYS_MAX)]
