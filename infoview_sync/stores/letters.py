"""Epoch keys that lie in a store, each wrapped for one device and signed by another.

When a device is cut off, a new key seals the rest; whoever made or got it leaves it here for every
device that is in. Only its recipient can open a letter; anybody in the notebook can check whose it
is.

    {"format": 1, "notebook": …, "epoch": 3, "to": <log>, "from": <log>,
     "sealed": …, "signature": …}
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from functools import partial
from typing import Annotated

import msgspec
from msgspec import Meta

from infoview_sync.devices.peers import paired_keys
from infoview_sync.devices.revoking import renew_epoch
from infoview_sync.errors import BadSegment, InputError, SyncError, TooNew, Untrusted
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.keys.derivation import EPOCH_MAX, EpochKey
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.texts import from_text, to_text
from infoview_sync.keys.wrap import WrappedKey, is_wrapped_by, unwrap_epoch, wrap_epoch
from infoview_sync.log.keyring import add_epoch, keyring_of
from infoview_sync.log.store import Identity
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.judging import read_item
from infoview_sync.stores.names import LetterName, Place, mark_of
from infoview_sync.stores.store import READ_AT_ONCE, SegmentStore

FORMAT = 1
FIRST_EPOCH_SENT = 2
"""Every device was given the first one when it was let in."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """As it lies there; `sender` is `from`."""

    format: int
    notebook: Id
    epoch: Annotated[int, Meta(ge=1, le=EPOCH_MAX)]
    to: Id
    sender: Id = msgspec.field(name="from")
    sealed: Annotated[str, Meta(max_length=200)]
    signature: Annotated[str, Meta(max_length=200)]

    @property
    def wrapped(self) -> WrappedKey:
        """Raises: InputError if these are no keys."""
        return WrappedKey(self.epoch, self.to, from_text(self.sealed), from_text(self.signature))


class Letters:
    """The letters of one round; `aside` says why some of them count for nothing."""

    def __init__(
        self, notebook: Notebook, store: SegmentStore, names: Sequence[LetterName]
    ) -> None:
        self._notebook = notebook
        self._store = store
        self._names = names
        self.aside: dict[Place, SyncError] = {}

    async def take(self) -> bool:
        """Keep the keys for this device that it lacks; whether there were any."""
        keyring = await self._notebook.keyring()
        wanted = [
            each
            for each in self._names
            if each.to == self._notebook.who.log and each.epoch not in keyring.epochs
        ]
        taken = []
        for letter, sender in await self._read(wanted):
            try:
                taken.append(
                    unwrap_epoch(
                        letter.wrapped,
                        notebook=self._notebook.who.notebook,
                        agreement_secret=keyring.secrets.agreement_secret,
                        sender=sender,
                    )
                )
            except Untrusted as error:
                places = [each.place for each in wanted if _is_name_of(letter, each)]
                self.aside |= dict.fromkeys(places, error)
        if taken:

            def keep(connection: sqlite3.Connection) -> None:
                for epoch in taken:
                    add_epoch(connection, epoch)

            await self._notebook.write(keep)
        return bool(taken)

    async def renew(self) -> bool:
        """Make a new key if somebody who was cut off has been left the present one: two devices
        that cut off others at the same time each wrote to whom the other cut off.
        """
        who, random_bytes = self._notebook.who, self._notebook.world.random_bytes
        cut_off = await self._notebook.read(roster.cut_off)
        now = (await self._notebook.keyring()).current
        left = [each for each in self._names if each.epoch == now.number and each.to in cut_off]
        if not await self._read(left):
            return False
        await self._notebook.write(partial(renew_epoch, who=who, random_bytes=random_bytes))
        return True

    async def give(self) -> int:
        """Lay down every key of this device for every other; returns how many were missing."""
        who = self._notebook.who
        keyring = await self._notebook.keyring()
        own = [each for each in self._names if each.sender == who.log]
        there = {(letter.epoch, letter.to) for letter, _ in await self._read(own)}
        given = 0
        for log, keys in (await self._notebook.read(roster.device_keys)).items():
            for number, key in sorted(keyring.epochs.items()):
                if log == who.log or number < FIRST_EPOCH_SENT or (number, log) in there:
                    continue
                try:
                    wrapped = wrap_epoch(
                        EpochKey(number, key),
                        notebook=who.notebook,
                        recipient=log,
                        agreement_key=keys.agreement_key,
                        ephemeral_secret=self._notebook.world.random_bytes(KEY_BYTES),
                        signing_seed=keyring.secrets.signing_seed,
                    )
                except Untrusted:
                    continue  # It wrote a key into its log that is none: nobody can write to it.
                await self._put(wrapped)
                given += 1
        for name in own:
            why = self.aside.get(name.place)
            if isinstance(why, BadSegment) and not isinstance(why, TooNew):
                await self._store.remove(name.place)
        return given

    async def _put(self, wrapped: WrappedKey) -> None:
        who = self._notebook.who
        raw = msgspec.json.encode(
            Letter(
                format=FORMAT,
                notebook=who.notebook,
                epoch=wrapped.epoch,
                to=wrapped.recipient,
                sender=who.log,
                sealed=to_text(wrapped.sealed),
                signature=to_text(wrapped.signature),
            )
        )
        name = LetterName(wrapped.epoch, wrapped.recipient, who.log, mark_of(raw))
        await self._store.put(name.place, raw)

    async def _read(self, names: Sequence[LetterName]) -> list[tuple[Letter, bytes]]:
        """Those that are whole and signed by whom they say, with the sender's signing key.

        None of a sender who is not known (yet).
        """
        known = await self._notebook.read(
            partial(_signers, senders={each.sender for each in names}, who=self._notebook.who)
        )
        letters = []
        for start in range(0, len(names), READ_AT_ONCE):
            batch = names[start : start + READ_AT_ONCE]
            raws = await self._store.read([each.place for each in batch])
            for raw, name in zip(raws, batch, strict=True):
                self.aside.pop(name.place, None)
                if name.sender not in known:
                    continue
                sender = known[name.sender]
                try:
                    letter = _checked(raw, name, self._notebook.who.notebook, sender=sender)
                except SyncError as error:
                    self.aside[name.place] = error
                else:
                    letters.append((letter, sender))
        return letters


def _signers(
    connection: sqlite3.Connection, senders: Collection[str], who: Identity
) -> dict[str, bytes]:
    """The signing keys of those that may write letters, by log.

    Before its first round a device knows the notebook's first log, and who let it in.
    """
    root = keyring_of(connection, who).root
    paired = paired_keys(connection)
    keys = {log: roster.trusted_key(connection, log, root, paired.get(log)) for log in senders}
    return {log: key for log, key in keys.items() if key is not None}


def _checked(raw: bytes | None, name: LetterName, notebook: str, *, sender: bytes) -> Letter:
    """Raises: BadSegment, TooNew, Untrusted, Unreachable."""
    letter = read_item(raw, name.mark, Letter, newest=FORMAT)
    try:
        wrapped = letter.wrapped
    except InputError as error:
        raise BadSegment(f"it holds no key: {error}") from error
    if letter.notebook != notebook or not _is_name_of(letter, name):
        raise BadSegment("it holds another key than its name says")
    if not is_wrapped_by(sender, wrapped, notebook=notebook):
        raise Untrusted("it is not signed by the device that it is said to come from")
    return letter


def _is_name_of(letter: Letter, name: LetterName) -> bool:
    return (letter.epoch, letter.to, letter.sender) == (name.epoch, name.to, name.sender)
