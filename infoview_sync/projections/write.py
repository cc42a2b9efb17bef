"""The one write path: validate → append → fold → head, all inside the caller's transaction.

Pure of threads and files: the notebook runs these on its writing connection, the tests on theirs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from infoview_sync.errors import NotAdmitted
from infoview_sync.events.author import Draft, event_data, local_moment
from infoview_sync.ids import new_id
from infoview_sync.keys.texts import to_text
from infoview_sync.log import keyring, place, store
from infoview_sync.log.keyring import Joining
from infoview_sync.log.store import Identity, Stored
from infoview_sync.projections import projector, roster
from infoview_sync.projections.forget import chunks, forget
from infoview_sync.projections.projector import Progress
from infoview_sync.projections.roster import ROSTER_TYPES
from infoview_sync.projections.run import Run, SignedRun
from infoview_sync.settings import World

PASSES_MAX = 8
"""How often what waits is judged anew in one call. Each pass opens all of it again, and whoever
sends devices in the worst order could ask for one pass a device; honest senders need two. The rest
is refused like any log that waits, and taken when it is sent again."""


class Accepted(NamedTuple):
    """How many events were new, and, by log, why some were not taken."""

    new: int
    refused: dict[str, NotAdmitted]


class Ready(NamedTuple):
    """Whose notebook was opened. `goes_on_as_copy`: just now it began a log of its own."""

    who: Identity
    goes_on_as_copy: bool


def make_ready(
    connection: sqlite3.Connection,
    world: World,
    joining: Joining | None,
    notebook_id: str | None,
    progress: Progress | None,
    *,
    introduce: bool = True,
    lies: str | None,
) -> Ready:
    """Whose notebook this is; founds it, or joins one, if there is none here yet.

    Without `introduce`, a device says who it is only with its first own event. Rebuilds the
    projections if other SQL files made them. A copy of a notebook's file goes on in a log of its
    own; `lies` says where the file does (log/place.py).
    """
    who = opened = store.identity(connection)
    is_rebuilt = not projector.is_current(connection)
    if is_rebuilt:
        projector.rebuild(connection, progress)
    if who is None:
        who = _begin(connection, world, joining, notebook_id)
        if introduce:
            latest_seen = 0 if joining is None else joining.hlc
            _say(connection, [_introduction(connection, who, world)], who, world, latest_seen)
    elif keyring.read_keyring(connection, who) is None:
        # Begun by a version without keys: from now on this log is the root of its notebook.
        keyring.found(connection, who, world.random_bytes)
        if who.log in store.heads(connection):
            _say(connection, [_introduction(connection, who, world)], who, world)
    elif place.is_copy(connection, lies):
        who = go_on_in_own_log(connection, who, world)
    place.note_place(connection, lies)
    if is_rebuilt:
        # These SQL files may find words of somebody forgotten that the older ones overlooked.
        _forget(connection, who, world, None)
    return Ready(who, goes_on_as_copy=opened not in (None, who))


def go_on_in_own_log(connection: sqlite3.Connection, who: Identity, world: World) -> Identity:
    """Write another log from now on, because the one of `who` has two writers."""
    if who.log not in store.heads(connection):
        # Nothing to contradict yet, and nobody who could let another log in.
        return who
    own = keyring.keyring_of(connection, who)
    joining = keyring.let_in_by(own, new_id(world.random_bytes), world.random_bytes)
    return go_on_as(connection, joining, who, world)


def go_on_as(
    connection: sqlite3.Connection, joining: Joining, who: Identity, world: World
) -> Identity:
    """Write the log of `joining` from now on; the one of `who` stays as it is."""
    own = keyring.keyring_of(connection, who)
    keyring.go_on_as(connection, joining, own, store.heads(connection).get(who.log))
    store.write_another_log(connection, joining.log)
    who = Identity(who.notebook, joining.log, who.device_name)
    _say(connection, [_introduction(connection, who, world)], who, world, joining.hlc)
    return who


def _begin(
    connection: sqlite3.Connection, world: World, joining: Joining | None, notebook_id: str | None
) -> Identity:
    if joining is None:
        notebook = notebook_id or new_id(world.random_bytes)
        who = Identity(notebook, new_id(world.random_bytes), world.device_name)
        keyring.found(connection, who, world.random_bytes)
    else:
        who = Identity(joining.notebook, joining.log, world.device_name)
        keyring.join(connection, joining)
    store.begin_notebook(connection, who)
    return who


def append(
    connection: sqlite3.Connection, drafts: Sequence[Draft], who: Identity, world: World
) -> list[Stored]:
    """Say these events in this device's log, after `device.added` if they are its first."""
    if who.log not in store.heads(connection):
        drafts = [_introduction(connection, who, world), *drafts]
    stored = _say(connection, drafts, who, world)
    _forget(connection, who, world, [(event.type, event.subject) for event in stored])
    return stored


def accept(
    connection: sqlite3.Connection,
    runs: Sequence[Run],
    notebook: str,
    *,
    speaker: tuple[Identity, World] | None = None,
) -> int:
    """Take runs of other logs on this user's word; returns how many events were new.

    `speaker` is this device: it says which more words it erased because of a forgetting.
    """
    touched: list[tuple[str, str]] = []
    new = 0
    for run in runs:
        kept = store.accept(
            connection, notebook=notebook, log=run.log, after=run.after, bodies=run.bodies
        )
        new += kept.events
        touched += [(event.type, event.subject) for event in kept.spoken]
    _fold(connection, touched, speaker)
    return new


def admit(
    connection: sqlite3.Connection,
    runs: Sequence[SignedRun],
    who: Identity,
    world: World,
) -> Accepted:
    """Take those runs of other logs for which somebody stands who was let in (roster.check).

    A run whose log nobody knows yet waits for the others: they may say who let it in.
    Raises: BadSegment, Gap, Fork; then the caller rolls back.
    """
    root = keyring.keyring_of(connection, who).root
    touched: list[tuple[str, str]] = []
    new, roster_said = 0, False
    waiting: Sequence[int] = range(len(runs))
    refused: dict[str, NotAdmitted] = {}
    for _ in range(PASSES_MAX):
        refused, late = {}, []
        for number in waiting:
            run = runs[number]
            if run.log in refused:
                late.append(number)
                continue
            try:
                roster.check(connection, run, notebook=who.notebook, root=root)
            except NotAdmitted as error:
                refused[run.log] = error
                late.append(number)
                continue
            kept = store.accept(
                connection, notebook=who.notebook, log=run.log, after=run.after, bodies=run.bodies
            )
            keyring.keep_signed_head(
                connection, log=run.log, seq=run.head.seq, signature=run.signature
            )
            new += kept.events
            fresh = [(event.type, event.subject) for event in kept.spoken]
            said = {each for each in fresh if each[0] in ROSTER_TYPES}
            if said:
                projector.fold(connection, said)
                roster_said = True
            touched += fresh
        if len(late) in (0, len(waiting)):
            break
        waiting = late
    _fold(connection, touched, (who, world))
    if roster_said:
        stand_by(connection, who, world)
    return Accepted(new, refused)


def stand_by(connection: sqlite3.Connection, who: Identity, world: World) -> list[Stored]:
    """Say what others need to take all that is held here."""
    now = local_moment(world.wall_ms(), world.tz)
    drafts = [
        Draft(subject=log, data=event_data(wire_type, {"last_seq": seq}), occurred_at=now)
        for wire_type, log, seq in unsaid(connection, who)
    ]
    return append(connection, drafts, who, world) if drafts else []


def unsaid(connection: sqlite3.Connection, who: Identity) -> list[tuple[str, str, int]]:
    """The type, log and last seq of what `stand_by` says: whom this device vouches for, and how
    much of a log that was cut off was taken before that was known here.
    """
    wanted = {
        "device.revoked": roster.longer_than_revoked(connection, own_log=who.log),
        "log.vouched": roster.in_need_of_vouching(connection, own_log=who.log),
    }
    return [
        (wire_type, log, seq)
        for wire_type, seq_by_log in wanted.items()
        for log, seq in seq_by_log.items()
    ]


def _fold(
    connection: sqlite3.Connection,
    touched: list[tuple[str, str]],
    speaker: tuple[Identity, World] | None,
) -> None:
    if touched:
        projector.fold(connection, touched)
        who, world = speaker or (None, None)
        _forget(connection, who, world, touched)


def _say(
    connection: sqlite3.Connection,
    drafts: Sequence[Draft],
    who: Identity,
    world: World,
    latest_seen: int = 0,
) -> list[Stored]:
    stored = store.append(
        connection,
        drafts,
        who=who,
        wall_ms=world.wall_ms(),
        tz=world.tz,
        random_bytes=world.random_bytes,
        latest_seen=latest_seen,
    )
    projector.fold(connection, [(event.type, event.subject) for event in stored])
    return stored


def _forget(
    connection: sqlite3.Connection,
    who: Identity | None,
    world: World | None,
    fresh: Sequence[tuple[str, str]] | None,
) -> None:
    unnamed = forget(connection, fresh)
    if unnamed and who is not None and world is not None:
        now = local_moment(world.wall_ms(), world.tz)
        drafts = [
            Draft(
                subject=contact,
                data=event_data("contact.forgotten", {"subjects": portion}),
                occurred_at=now,
            )
            for contact, subjects in unnamed.items()
            for portion in chunks(subjects)
        ]
        _say(connection, drafts, who, world)


def _introduction(connection: sqlite3.Connection, who: Identity, world: World) -> Draft:
    own = keyring.keyring_of(connection, who)
    public = own.secrets.public
    said = {
        "name": who.device_name,
        "form": world.device_form,
        "public_key": to_text(public.public_key),
        "agreement_key": to_text(public.agreement_key),
    }
    if own.approval is not None:
        said |= {"approved_by": own.approval.by, "approval": to_text(own.approval.signature)}
    return Draft(
        subject=who.log,
        data=event_data("device.added", said),
        occurred_at=local_moment(world.wall_ms(), world.tz),
    )
