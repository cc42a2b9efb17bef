"""Writes the student's two years into a folder, as a laptop and a phone recorded them."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from infoview_sync.clock import next_hlc
from infoview_sync.demo.student import Student
from infoview_sync.events.author import Draft, event_data, local_moment, write_body
from infoview_sync.events.chain import genesis
from infoview_sync.ids import new_id
from infoview_sync.log import store
from infoview_sync.log.database import open_writer
from infoview_sync.log.store import Identity
from infoview_sync.projections import projector
from infoview_sync.projections.projector import Progress
from infoview_sync.settings import DATABASE_NAME, World

DEMO_FOLDER = "demo"
"""Below the home: the sample is never mixed with the user's own notebook."""
SEED = 2038


def write_demo(
    home: Path, world: World, *, seed: int = SEED, progress: Progress | None = None
) -> int:
    """Make the sample notebook in an empty folder; returns how many events it has.

    The same seed, day and zone make the same notebook. Raises: StoreError.
    """
    rng = random.Random(f"devices {seed}")
    notebook = new_id(rng.randbytes)
    logs = {device: new_id(rng.randbytes) for device in ("laptop", "phone")}
    now = world.wall_ms()
    student = Student(
        seed, now=now, notebook=notebook, tz=world.tz, moment=lambda at: local_moment(at, world.tz)
    )
    said = student.live()
    bodies: dict[str, list[bytes]] = {device: [] for device in logs}
    hlc = 0

    def write(device: str, draft: Draft, recorded_ms: int) -> None:
        nonlocal hlc
        hlc = next_hlc(wall_ms=recorded_ms, latest_seen=hlc)
        body = write_body(
            draft, hlc=hlc, recorded_ms=recorded_ms, tz=world.tz, random_bytes=rng.randbytes
        )
        bodies[device].append(body)

    for device, log in logs.items():
        added = event_data("device.added", {"name": f"Robin's {device}", "form": device})
        begun = said[0].at
        write(
            device, Draft(subject=log, data=added, occurred_at=local_moment(begun, world.tz)), begun
        )
    for each in sorted(said, key=lambda event: event.at + event.logged_after):
        draft = Draft(
            subject=each.subject,
            data=event_data(each.type, each.data),
            occurred_at=local_moment(each.at, world.tz),
        )
        write(each.device, draft, each.at + each.logged_after)
    # Under another name until it is whole: one that was interrupted is made anew.
    making = home / f"{DATABASE_NAME}.making"
    for ending in ("", "-wal", "-shm"):
        making.with_name(making.name + ending).unlink(missing_ok=True)
    writer = open_writer(making)
    try:
        projector.open_session(writer)
        _fill(writer, notebook, logs, bodies, progress)
    finally:
        writer.close()
    making.replace(home / DATABASE_NAME)
    return sum(len(each) for each in bodies.values())


def _fill(
    writer: sqlite3.Connection, notebook: str, logs: dict[str, str],
    bodies: dict[str, list[bytes]], progress: Progress | None,
) -> None:  # fmt: skip
    """All or nothing."""
    writer.execute("BEGIN IMMEDIATE")
    try:
        for device, log in logs.items():
            after = genesis(notebook=notebook, log=log)
            store.accept(writer, notebook=notebook, log=log, after=after, bodies=bodies[device])
        store.begin_notebook(writer, Identity(notebook, logs["laptop"], "Robin's laptop"))
        projector.rebuild(writer, progress)
        writer.execute("COMMIT")
    except BaseException:
        writer.execute("ROLLBACK")
        raise
