"""First sync of an empty Python peer until its views answer, against the raw transfer.

The sending side of both is a process of its own, as it would be.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import socket
import uuid
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
import uvicorn

from infoview_sync.devices.admitting import admit_device
from infoview_sync.devices.joining import joining_by, new_device
from infoview_sync.keys.pairing import Applicant
from infoview_sync.log.keyring import Joining
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.serve import bind, serve
from infoview_sync.settings import DATABASE_NAME
from infoview_sync.sync.http import sync_once
from tests.bench.measure import Result, duration, in_turns
from tests.bench.raw_transfer import raw_app, receive
from tests.world import world

ROUNDS = 3


async def measure(folder: Path, home: Path, *, events: int) -> Result:
    raw_process, raw = start(_serve_raw, home)
    joining, token = await let_in(home)
    peer = start_peer(home)
    headers = {"authorization": f"Bearer {token}"}
    try:
        async with (
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{raw}", timeout=120) as raw_client,
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{peer.port}", timeout=120, headers=headers
            ) as client,
        ):

            async def transfer() -> None:
                assert await receive(raw_client, folder / "received.sqlite3") >= events

            async def first_sync() -> None:
                shutil.rmtree(folder / "peer", ignore_errors=True)
                notebook = await Notebook.open(folder / "peer", world(name="peer"), joining=joining)
                assert (await sync_once(notebook, client)).pulled >= events
                assert await notebook.ask("people", archived=1)
                await notebook.close()

            raw_s, ours_s = await in_turns(transfer, first_sync, rounds=ROUNDS)
    finally:
        peer.process.kill()
        raw_process.kill()
    return duration(
        "first sync of an empty peer",
        raw_s,
        ours_s,
        most=1.5,
        detail="verified, folded, digests compared; against NDJSON + gzip into one table",
    )


async def let_in(home: Path, *, name: str = "peer") -> tuple[Joining, str]:
    """What an empty peer joins with, and its token; by another name, another device."""
    notebook = await Notebook.open(home, world())
    random_bytes = world(name=name).random_bytes
    device = new_device(random_bytes)
    grant = await notebook.write(
        partial(
            admit_device,
            applicant=Applicant(device.log, device.secrets.public, name, "laptop"),
            who=notebook.who,
            is_here=False,
            now_ms=notebook.world.wall_ms(),
            random_bytes=random_bytes,
        )
    )
    await notebook.close()
    return joining_by(grant, log=device.log, secrets=device.secrets), grant.token


class Peer(NamedTuple):
    """A process that serves a notebook, and a link that lets one browser in."""

    process: multiprocessing.Process
    port: int
    link: str


def start_peer(home: Path) -> Peer:
    process, link = start(_serve_peer, home)
    return Peer(process, urlsplit(link).port or 0, link)


def start(serving: object, home: Path) -> tuple[multiprocessing.Process, str]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serving, args=(home, there), daemon=True
    )
    process.start()
    return process, str(here.recv())


def _serve_peer(home: Path, told: Connection) -> None:
    async def run() -> None:
        notebook = await Notebook.open(home, world(uuid.uuid4().hex))
        await serve(notebook, bind(0), told.send)

    asyncio.run(run())


def _serve_raw(home: Path, told: Connection) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    told.send(listener.getsockname()[1])
    config = uvicorn.Config(raw_app(home / DATABASE_NAME), log_level="warning")
    asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))
