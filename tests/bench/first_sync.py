"""First sync of an empty Python peer until its views answer, against the raw transfer.

The sending side of both is a process of its own, as it would be.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import socket
from multiprocessing.connection import Connection
from pathlib import Path

import httpx
import uvicorn

from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.serve import bind, browser_token, serve
from infoview_sync.settings import DATABASE_NAME
from infoview_sync.sync.http import sync_once
from tests.bench.material import NOTEBOOK
from tests.bench.measure import Result, duration, in_turns
from tests.bench.raw_transfer import raw_app, receive
from tests.world import world

ROUNDS = 3


async def measure(folder: Path, home: Path, *, events: int) -> Result:
    raw_process, raw = _start(_serve_raw, home)
    peer_process, own = start_peer(home)
    headers = {"authorization": f"Bearer {browser_token(home)}"}
    try:
        async with (
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{raw}", timeout=120) as raw_client,
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{own}", timeout=120, headers=headers
            ) as client,
        ):

            async def transfer() -> None:
                assert await receive(raw_client, folder / "received.sqlite3") >= events

            async def first_sync() -> None:
                shutil.rmtree(folder / "peer", ignore_errors=True)
                notebook = await Notebook.open(
                    folder / "peer", world(name="peer"), notebook_id=NOTEBOOK
                )
                assert (await sync_once(notebook, client)).pulled >= events
                assert await notebook.ask("people", archived=1)
                await notebook.close()

            raw_s, ours_s = await in_turns(transfer, first_sync, rounds=ROUNDS)
    finally:
        peer_process.kill()
        raw_process.kill()
    return duration(
        "first sync of an empty peer",
        raw_s,
        ours_s,
        most=1.5,
        detail="verified, folded, digests compared; against NDJSON + gzip into one table",
    )


def start_peer(home: Path) -> tuple[multiprocessing.Process, int]:
    """A process that serves this notebook, and its port."""
    return _start(_serve_peer, home)


def _start(serving: object, home: Path) -> tuple[multiprocessing.Process, int]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=serving, args=(home, there), daemon=True
    )
    process.start()
    return process, int(here.recv())


def _serve_peer(home: Path, told: Connection) -> None:
    async def run() -> None:
        notebook = await Notebook.open(home, world())
        listener = bind(0)
        await serve(
            notebook,
            listener,
            browser_token(home),
            lambda _address: told.send(listener.getsockname()[1]),
        )

    asyncio.run(run())


def _serve_raw(home: Path, told: Connection) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    told.send(listener.getsockname()[1])
    config = uvicorn.Config(raw_app(home / DATABASE_NAME), log_level="warning")
    asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))
