"""The one write path: validate → append → fold → head, all inside the caller's transaction.

Pure of threads and files: the notebook runs these on its writing connection, the tests on theirs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from infoview_sync.events.author import Draft, event_data, local_moment
from infoview_sync.events.chain import Head
from infoview_sync.ids import new_id
from infoview_sync.log import store
from infoview_sync.log.store import Body, Identity, Stored
from infoview_sync.projections import projector
from infoview_sync.projections.forget import chunks, forget
from infoview_sync.projections.projector import Progress
from infoview_sync.settings import World


class Run(NamedTuple):
    """Events of one log that follow `after`: what a segment carries, once opened."""

    log: str
    after: Head
    bodies: Sequence[Body]


def make_ready(
    connection: sqlite3.Connection,
    world: World,
    notebook_id: str | None,
    progress: Progress | None,
    *,
    introduce: bool = True,
) -> Identity:
    """Whose notebook this is; founds it, or joins `notebook_id`, if there is none here yet.

    Without `introduce`, a device says who it is only with its first own event. Rebuilds the
    projections if other SQL files made them.
    """
    who = store.identity(connection)
    if not projector.is_current(connection):
        projector.rebuild(connection, progress)
        # These SQL files may find words of somebody forgotten that the older ones overlooked.
        _forget(connection, who, world, None)
    if who is not None:
        return who
    who = Identity(
        notebook_id or new_id(world.random_bytes), new_id(world.random_bytes), world.device_name
    )
    store.begin_notebook(connection, who)
    if introduce:
        append(connection, [], who, world)
    return who


def append(
    connection: sqlite3.Connection, drafts: Sequence[Draft], who: Identity, world: World
) -> list[Stored]:
    """Say these events in this device's log, after `device.added` if they are its first."""
    if who.log not in store.heads(connection):
        drafts = [_introduction(who, world), *drafts]
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
    """Take runs of other logs; returns how many events were new.

    `speaker` is this device: it says which more words it erased because of a forgetting.
    """
    touched: list[tuple[str, str]] = []
    new = 0
    for run in runs:
        stored = store.accept(
            connection, notebook=notebook, log=run.log, after=run.after, bodies=run.bodies
        )
        new += len(stored)
        touched += [(event.type, event.subject) for event in stored]
    if touched:
        projector.fold(connection, touched)
        who, world = speaker or (None, None)
        _forget(connection, who, world, touched)
    return new


def _say(
    connection: sqlite3.Connection, drafts: Sequence[Draft], who: Identity, world: World
) -> list[Stored]:
    stored = store.append(
        connection,
        drafts,
        who=who,
        wall_ms=world.wall_ms(),
        tz=world.tz,
        random_bytes=world.random_bytes,
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


def _introduction(who: Identity, world: World) -> Draft:
    return Draft(
        subject=who.log,
        data=event_data("device.added", {"name": who.device_name, "form": world.device_form}),
        occurred_at=local_moment(world.wall_ms(), world.tz),
    )
