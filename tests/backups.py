"""Backups of real notebooks, and rounds between devices, as tests need them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import httpx

from infoview_sync.devices.admitting import admit_device
from infoview_sync.devices.backing_up import BackedUp, write_backup
from infoview_sync.devices.joining import joining_by, take_keys
from infoview_sync.devices.restoring import Restored, restore
from infoview_sync.keys.pairing import Applicant
from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.http import Round, sync_once
from tests.authors import let_in
from tests.conftest import PORT, app_of
from tests.world import world

SECRET = bytes(range(32))


async def backed_up(notebook: Notebook, to: Path) -> BackedUp:
    return await write_backup(notebook, to)


async def restored(home: Path, file: Path, *, secret: bytes = SECRET) -> Restored:
    return await restore(home, world(name=home.name), file, secret)


async def reopened(home: Path) -> Notebook:
    return await Notebook.open(home, world(seed=9, name=home.name), create=False)


async def let_in_again(device: Notebook, by: Notebook) -> None:
    """As pairing does it with a device that has the notebook already."""
    own = await device.keyring()
    applicant = Applicant(device.who.log, own.secrets.public, "new", "laptop")
    grant = await by.write(
        partial(
            admit_device, applicant=applicant, who=by.who, is_here=False, now_ms=0,
            random_bytes=by.world.random_bytes,
        )
    )  # fmt: skip
    joining = joining_by(grant, log=device.who.log, secrets=own.secrets)
    await device.write(partial(take_keys, joining=joining, who=device.who))


async def exchange(one: Notebook, other: Notebook) -> Round:
    """One round between the two, over the other's real routes."""
    token = f"of-{one.who.log}"
    await let_in(other, token=token, log=one.who.log, is_here=False)
    with app_of(other) as app:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url=f"http://127.0.0.1:{PORT}",
            headers={"authorization": f"Bearer {token}"},
        ) as client:
            return await sync_once(one, client)
