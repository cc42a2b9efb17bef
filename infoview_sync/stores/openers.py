"""What the 24 words begin with when there is nothing but a store: an *opener*.

It is sealed to the recovery phrase's public key, as a backup is, and holds the epoch keys and the
notebook's first log with the phrase's own signature over it; outside it says for which keys it
stands, and the device that made it signs all that is sealed. So whoever has the words and no other
knowledge can tell a true one from one that a device that was cut off makes up.

    {"format": 1, "notebook": …, "from": <log>, "epochs": [1, 2], "sealed": …, "signature": …}
    sealed: the container of keys/backup.py around
    {"format": 1, "notebook": …, "root": {"log": …, "key": …}, "root_signature": …, "epochs": […]}
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from typing import Annotated

import msgspec
from msgspec import Meta

from infoview_sync.devices.recovery import earlier_phrases, recovery_now
from infoview_sync.errors import NOT_JSON, BadSegment, InputError, SyncError, TooNew, Untrusted
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.keys.backup import (
    HEADER_BYTES,
    SealedWriter,
    hint_of,
    new_opening,
    opened_chunks,
    opening_by,
)
from infoview_sync.keys.derivation import EPOCH_MAX, RecoveryKeys
from infoview_sync.keys.grant import GrantedEpoch, GrantedRoot
from infoview_sync.keys.primitives import KEY_BYTES, SIGNATURE_BYTES
from infoview_sync.keys.signing import is_opener_signed, is_root_signed, sign_opener
from infoview_sync.keys.texts import from_text, to_text
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.judging import read_item
from infoview_sync.stores.names import OpenerName, Place, mark_of
from infoview_sync.stores.store import READ_AT_ONCE, SegmentStore

FORMAT = 1
EPOCHS_MAX = 10_000
"""A device cut off every day for thirty years."""
Number = Annotated[int, Meta(ge=1, le=EPOCH_MAX)]


class Opener(msgspec.Struct, frozen=True, kw_only=True):
    """As it lies there; `sender` is `from`."""

    format: int
    notebook: Id
    sender: Id = msgspec.field(name="from")
    epochs: Annotated[list[Number], Meta(min_length=1, max_length=EPOCHS_MAX)]
    sealed: str
    signature: str


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What is sealed in it."""

    format: int
    notebook: Id
    root: GrantedRoot
    root_signature: str
    epochs: list[GrantedEpoch]

    def epoch_keys(self) -> dict[int, bytes]:
        """Raises: InputError if one is no key."""
        return {each.number: from_text(each.key, length=KEY_BYTES) for each in self.epochs}


class Openers:
    """The openers of one round; `aside` says why some of them count for nothing."""

    def __init__(
        self, notebook: Notebook, store: SegmentStore, names: Sequence[OpenerName]
    ) -> None:
        self._notebook = notebook
        self._store = store
        self._names = names
        self.aside: dict[Place, SyncError] = {}

    async def give(self) -> bool:
        """See to it that the phrase that holds opens all that is sealed, and no earlier one does.

        Returns whether the words bring the notebook back from here. False without a phrase, or
        with one older than openers: nobody then could tell a true opener from a false one.
        """
        who = self._notebook.who
        recovery = await self._notebook.read(partial(recovery_now, notebook=who.notebook))
        if recovery is None or recovery.root_signature is None:
            return False
        keyring = await self._notebook.keyring()
        hint = hint_of(who.notebook, recovery.agreement_key).hex()
        good = await self._good([each for each in self._names if each.hint == hint])
        if not any(set(epochs) >= set(keyring.epochs) for epochs in good.values()):
            contents = Contents(
                format=FORMAT,
                notebook=who.notebook,
                root=GrantedRoot(log=keyring.root.log, key=to_text(keyring.root.key)),
                root_signature=to_text(recovery.root_signature),
                epochs=[
                    GrantedEpoch(number=number, key=to_text(key))
                    for number, key in sorted(keyring.epochs.items())
                ],
            )
            opener = self._sealed(contents, recovery.agreement_key, keyring.secrets.signing_seed)
            raw = msgspec.json.encode(opener)
            name = OpenerName(hint, max(keyring.epochs), who.log, mark_of(raw))
            await self._store.put(name.place, raw)
            good[name] = opener.epochs
        await self._tidy(hint, good)
        return True

    def _sealed(self, contents: Contents, recipient: bytes, signing_seed: bytes) -> Opener:
        who, random_bytes = self._notebook.who, self._notebook.world.random_bytes
        opening = new_opening(
            recipient,
            notebook=who.notebook,
            file_key=random_bytes(KEY_BYTES),
            ephemeral_secret=random_bytes(KEY_BYTES),
        )
        written = io.BytesIO()
        writer = SealedWriter(written, opening)
        writer.write(msgspec.json.encode(contents))
        writer.finish()
        sealed = written.getvalue()
        signature = sign_opener(signing_seed, notebook=who.notebook, log=who.log, sealed=sealed)
        return Opener(
            format=FORMAT,
            notebook=who.notebook,
            sender=who.log,
            epochs=[each.number for each in contents.epochs],
            sealed=to_text(sealed),
            signature=to_text(signature),
        )

    async def _good(self, names: Sequence[OpenerName]) -> dict[OpenerName, list[int]]:
        """The epochs of those that a device that is in has signed."""
        known = await self._notebook.read(roster.device_keys)
        good = {}
        for start in range(0, len(names), READ_AT_ONCE):
            batch = names[start : start + READ_AT_ONCE]
            raws = await self._store.read([each.place for each in batch])
            for raw, name in zip(raws, batch, strict=True):
                keys = known.get(name.sender)
                if keys is None:
                    continue
                try:
                    opener = read_opener(raw, name, self._notebook.who.notebook)
                    check_maker(opener, keys.public_key)
                except SyncError as error:
                    self.aside[name.place] = error
                else:
                    good[name] = opener.epochs
        return good

    async def _tidy(self, hint: str, good: dict[OpenerName, list[int]]) -> None:
        """Take away what a good one replaces: those of earlier phrases, those with fewer keys, and
        those of this phrase that were damaged, or that come from a device that was cut off since.
        What a later phrase made, unknown here yet, stays; so does one with a newer key than is
        here, or of a newer format: nothing here replaces it.
        """
        newest = max((await self._notebook.keyring()).epochs)
        cut_off = await self._notebook.read(roster.cut_off)
        notebook = self._notebook.who.notebook
        earlier = {
            hint_of(notebook, key).hex()
            for key in await self._notebook.read(partial(earlier_phrases, notebook=notebook))
        } - {hint}
        for name in self._names:
            mine = good.get(name)
            is_lesser = mine is not None and any(set(mine) < set(other) for other in good.values())
            why = self.aside.get(name.place)
            is_damaged = isinstance(why, BadSegment) and not isinstance(why, TooNew)
            is_of_no_one = name.hint == hint and name.sender in cut_off
            is_replaced = name.epoch <= newest and (is_damaged or is_of_no_one)
            if name.hint in earlier or is_lesser or is_replaced:
                await self._store.remove(name.place)


def read_opener(raw: bytes | None, name: OpenerName, notebook: str) -> Opener:
    """As it lies there, nothing believed yet. Raises: BadSegment, TooNew, Unreachable."""
    opener = read_item(raw, name.mark, Opener, newest=FORMAT)
    said = opener.notebook, opener.sender, max(opener.epochs)
    if said != (notebook, name.sender, name.epoch):
        raise BadSegment("it is another opener than its name says")
    return opener


def check_maker(opener: Opener, public_key: bytes) -> None:
    """Returns if the device with this signing key made it. Raises: Untrusted, BadSegment."""
    try:
        sealed = from_text(opener.sealed)
        signature = from_text(opener.signature, length=SIGNATURE_BYTES)
    except InputError as error:
        raise BadSegment(f"it is no opener: {error}") from error
    if not is_opener_signed(
        public_key, signature, notebook=opener.notebook, log=opener.sender, sealed=sealed
    ):
        raise Untrusted("it is not signed by the device that it is said to come from")


def opened(opener: Opener, keys: RecoveryKeys) -> Contents:
    """What the phrase finds in it, its first log being what the phrase once signed.

    Raises: Untrusted, InputError; Untrusted too if it was made for another phrase.
    """
    sealed = io.BytesIO(from_text(opener.sealed))
    opening = opening_by(sealed.read(HEADER_BYTES), keys.agreement_secret)
    try:
        contents = msgspec.json.decode(b"".join(opened_chunks(sealed, opening)), type=Contents)
    except NOT_JSON as error:
        raise InputError(f"the opener's contents cannot be read: {error}") from error
    root = contents.root
    if contents.notebook != opener.notebook or not is_root_signed(
        keys.signing_key,
        from_text(contents.root_signature, length=SIGNATURE_BYTES),
        notebook=contents.notebook,
        log=root.log,
        public_key=from_text(root.key, length=KEY_BYTES),
    ):
        raise Untrusted("it begins with a device that this recovery phrase never knew")
    if [each.number for each in contents.epochs] != opener.epochs:
        raise Untrusted("it holds other keys than it says")
    return contents
