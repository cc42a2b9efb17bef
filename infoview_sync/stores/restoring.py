"""From a store and the 24 words to a notebook that goes on, in a log of its own.

The opener says with which device the notebook begins and by which keys it is read; the phrase has
signed the first, and a device that turns out to be in has signed all of it. What is then taken is
taken by the same rules as by any device. The notebook takes its place only when it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from infoview_sync.devices.recovery import recovery_now
from infoview_sync.devices.restoring import (
    check_room,
    introduce,
    joining_by_phrase,
    own_folder,
    take_place,
)
from infoview_sync.errors import InputError, NotAdmitted, SyncError, UnknownEpoch, Untrusted
from infoview_sync.keys.backup import hint_of
from infoview_sync.keys.derivation import RecoveryKeys, recovery_keys
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.texts import from_text
from infoview_sync.log.keyring import Root
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import World
from infoview_sync.stores.letters import Letters
from infoview_sync.stores.names import OpenerName, Place, SegmentName
from infoview_sync.stores.openers import Contents as Opened
from infoview_sync.stores.openers import Opener, check_maker, opened, read_opener
from infoview_sync.stores.round import Contents, contents_of, heard_ms
from infoview_sync.stores.store import SegmentStore
from infoview_sync.stores.taking import Progress, Taking

OPENERS_TRIED_MAX = 100
"""There is one, or one a device; each that opens may read the whole store. Those that do not open
at all, which anybody can lay down, cost next to nothing and do not count."""
REASONS_TOLD = 3

StoreOf = Callable[[str], SegmentStore]
"""The store of a notebook by its id."""


class Restored(NamedTuple):
    """What came back. `left_out`: why some logs did not, `aside`: why some files count for nothing,
    `missing`: by log, how many of its events lie there and could not be reached.
    """

    notebook: str
    log: str
    events: int
    heard_ms: int | None
    left_out: dict[str, NotAdmitted]
    aside: dict[Place, SyncError]
    missing: dict[str, int]

    @property
    def is_behind(self) -> bool:
        """Whether something is sealed by a newer key than the opener held: it is from before a
        device was cut off, and so is the notebook that it gives back.
        """
        return any(isinstance(error, UnknownEpoch) for error in self.aside.values())


async def restore_from(
    home: Path, world: World, secret: bytes, *, store_of: StoreOf, notebooks: Sequence[str],
    progress: Progress | None = None,
) -> Restored:  # fmt: skip
    """Make the notebook that the phrase opens in this folder, where there must be none.

    `notebooks`: those that lie there. Raises: UsageError if there is one in the folder, InputError,
    Untrusted, StoreError; then nothing was made.
    """
    check_room(home)
    keys = recovery_keys(secret)
    others, tried, reasons = 0, 0, list[str]()
    for notebook in notebooks:
        store = store_of(notebook)
        contents = await contents_of(store)
        hint = hint_of(notebook, keys.agreement_key).hex()
        mine = sorted(
            (each for each in contents.openers if each.hint == hint),
            key=lambda each: each.epoch, reverse=True,
        )  # fmt: skip
        others += len(contents.openers) - len(mine)
        for name in mine:
            if tried == OPENERS_TRIED_MAX:
                break
            try:
                opener, inside = await _opened(store, name, notebook, keys)
                tried += 1
                return await _restored(
                    home, world, _Found(opener, inside, keys), store=store, contents=contents,
                    progress=progress,
                )  # fmt: skip
            except (Untrusted, InputError, SyncError) as error:
                reasons.append(f"{name.place}: {error}")
    if reasons:
        more = len(reasons) - REASONS_TOLD
        told = reasons[:REASONS_TOLD] + ([f"and {more:,} more"] if more > 0 else [])
        raise Untrusted("; ".join(told))
    if others:
        raise Untrusted("what lies there was made for another recovery phrase than this one")
    raise InputError(
        "nothing lies there that a recovery phrase opens: either no device has synced there since"
        " it has one, or the subfolder `recovery` has not arrived (yet)"
    )


class _Found(NamedTuple):
    opener: Opener
    inside: Opened
    keys: RecoveryKeys


async def _opened(
    store: SegmentStore, name: OpenerName, notebook: str, keys: RecoveryKeys
) -> tuple[Opener, Opened]:
    (raw,) = await store.read([name.place])
    opener = read_opener(raw, name, notebook)
    return opener, opened(opener, keys)


async def _restored(
    home: Path, world: World, found: _Found, *, store: SegmentStore, contents: Contents,
    progress: Progress | None,
) -> Restored:  # fmt: skip
    inside = found.inside
    root = Root(inside.root.log, from_text(inside.root.key, length=KEY_BYTES))
    with own_folder(home) as folder:
        joining = joining_by_phrase(
            inside.notebook, root, inside.epoch_keys(), found.keys, world.random_bytes
        )
        notebook = await Notebook.open(folder, world, joining=joining, introduce=False)
        try:
            names = [name for name, _ in contents.segments]
            letters = Letters(notebook, store, contents.letters)
            taken = await Taking(notebook, store, names, letters, progress).run()
            await _check(notebook, found)
            restored = Restored(
                notebook=inside.notebook,
                log=joining.log,
                events=taken.new,
                heard_ms=await notebook.read(partial(heard_ms, own_log=joining.log)),
                left_out=taken.refused,
                aside=taken.aside,
                missing=await _missing(notebook, names, taken.refused),
            )
            await introduce(notebook)
        finally:
            await notebook.close()
        take_place(folder, home)
    return restored


async def _check(notebook: Notebook, found: _Found) -> None:
    """Raises: Untrusted if whoever made the opener is not in, or the phrase does not hold."""
    maker = (await notebook.read(roster.device_keys)).get(found.opener.sender)
    if maker is None:
        raise Untrusted(
            "it was made by a device that is not in this notebook, or was cut off, or whose own log"
            " is missing there"
        )
    check_maker(found.opener, maker.public_key)
    said = await notebook.read(partial(recovery_now, notebook=notebook.who.notebook))
    if said is None or said.public_key != found.keys.signing_key:
        raise Untrusted("the notebook there knows another recovery phrase, or none")


async def _missing(
    notebook: Notebook, names: Sequence[SegmentName], refused: dict[str, NotAdmitted]
) -> dict[str, int]:
    heads = await notebook.heads()
    furthest: dict[str, int] = {}
    for name in names:
        furthest[name.log] = max(name.last, furthest.get(name.log, 0))
    return {
        log: last - (heads[log].seq if log in heads else 0)
        for log, last in sorted(furthest.items())
        if log not in refused and last > (heads[log].seq if log in heads else 0)
    }
