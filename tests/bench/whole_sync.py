"""What sealing and verifying cost a whole first sync: sealed against plain, Python and Chromium.

The same server process answers both ways, in turns: pulled, checked, kept, folded, digests
compared, a question answered. The processor's time of client and server together is compared, as it
does not depend on what else the machine does; the wall's is told beside it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import time
from collections.abc import Awaitable, Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import httpx
import uvicorn
from playwright.async_api import Page, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from infoview_sync.keys.texts import to_text
from infoview_sync.log.keyring import Joining
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.app import create_app
from infoview_sync.server.changes import Changes
from infoview_sync.server.inviting import Inviting
from infoview_sync.server.listening import config_of
from infoview_sync.server.serve import bind, loopback_origins, opened_doors
from infoview_sync.sync.http import sync_once
from tests.bench import plain_suite
from tests.bench.first_sync import let_in, start
from tests.bench.measure import Result, duration
from tests.bench.processor import tree_seconds
from tests.world import world

ROOT = Path(__file__).parents[2]
ROUNDS = 5
MOST = 1.25
BESIDE = ("/plain/", "/bench/")
WAYS = ("plain", "sealed")
LET_IN_MS = 180_000


class Spent(NamedTuple):
    """Seconds of one first sync."""

    processor: float
    wall: float


class Turn(NamedTuple):
    """One first sync: which way, what the device joins with, and its token."""

    way: str
    joining: Joining
    token: str


Sync = Callable[[Turn], Awaitable[None]]


async def measure(folder: Path, home: Path, *, events: int, with_browser: bool) -> list[Result]:
    assets = folder / "bench"
    if with_browser:
        await _build(assets)
    process, port = start(partial(_serve, assets=assets), home)
    origin = f"http://127.0.0.1:{port}"
    try:
        results = [await _compared("Python", home, partial(_in_python, folder, origin, events))]
        if with_browser:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=os.environ.get("INFOVIEW_CHROMIUM") or None,
                    args=["--no-sandbox"] if os.geteuid() == 0 else [],
                )
                sync = partial(_in_browser, await browser.new_page(), origin)
                results.append(await _compared("Chromium", home, sync))
                await browser.close()
    finally:
        process.kill()
    return results


async def _compared(where: str, home: Path, sync: Sync) -> Result:
    spent: dict[str, list[Spent]] = {way: [] for way in WAYS}
    # The first round warms caches and compilers up and is not counted.
    for number in range(ROUNDS + 1):
        for way in WAYS:
            joining, token = await let_in(home, name=f"{where} {way} {number}")
            processor, wall = tree_seconds(), time.perf_counter()
            await sync(Turn(way, joining, token))
            done = Spent(tree_seconds() - processor, time.perf_counter() - wall)
            if number > 0:
                spent[way].append(done)
    plain, sealed = (
        Spent(*(statistics.median(each) for each in zip(*spent[way], strict=True))) for way in WAYS
    )
    return duration(
        f"whole first sync sealed, {where}",
        plain.processor,
        sealed.processor,
        most=MOST,
        detail=(
            "processor's time of client and server, against the plain suite; by the wall"
            f" {sealed.wall:.2f} s against {plain.wall:.2f} s, {sealed.wall / plain.wall:.2f}×"
        ),
    )


async def _in_python(folder: Path, origin: str, events: int, turn: Turn) -> None:
    peer = folder / "whole"
    shutil.rmtree(peer, ignore_errors=True)
    headers = {"authorization": f"Bearer {turn.token}"}
    notebook = await Notebook.open(peer, world(name="peer"), joining=turn.joining)
    async with httpx.AsyncClient(base_url=origin, timeout=120, headers=headers) as client:
        if turn.way == "sealed":
            assert (await sync_once(notebook, client)).pulled >= events
        else:
            await client.get("/sync/heads")
            assert await plain_suite.pull(notebook, client) >= events
            await client.get("/sync/heads", params={"digest": "1"})
            await notebook.summary()
        assert await notebook.ask("people", archived=1)
    await notebook.close()


async def _in_browser(page: Page, origin: str, turn: Turn) -> None:
    # A page of its own, so that nothing of the one before is still at work.
    await page.goto(f"{origin}/bench/tests/bench/first_sync.html")
    joining, approval = turn.joining, turn.joining.approval
    assert approval is not None
    task = {
        "way": turn.way, "database": f"bench {joining.log}", "notebook": joining.notebook,
        "token": turn.token, "log": joining.log, "hlc": joining.hlc,
        "signingSeed": to_text(joining.secrets.signing_seed),
        "agreementSecret": to_text(joining.secrets.agreement_secret),
        "root": {"log": joining.root.log, "key": to_text(joining.root.key)},
        "approval": {"by": approval.by, "signature": to_text(approval.signature)},
        "epochs": [[number, to_text(key)] for number, key in joining.epochs.items()],
    }  # fmt: skip
    said = await page.evaluate("(task) => firstSync(task)", task)
    assert said == "done", said
    await page.evaluate("(name) => void indexedDB.deleteDatabase(name)", task["database"])
    await page.goto("about:blank")


async def _build(to: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        ROOT / "scripts/web", "build", "--config", "tests/bench/vite.config.ts",
        "--outDir", str(to), "--emptyOutDir", "--logLevel", "error",
    )  # fmt: skip
    assert await process.wait() == 0


def _serve(home: Path, told: Connection, *, assets: Path) -> None:
    """The real server, with the plain wire and the bench's own page beside it."""
    assets.mkdir(exist_ok=True)

    async def run() -> None:
        notebook = await Notebook.open(home, world())
        await notebook.stand_by()

        async def plain(request: Request) -> Response:
            return await plain_suite.answer(notebook, request)

        beside = Starlette(
            routes=[
                Route(plain_suite.PATH, plain, methods=["POST"]),
                Mount("/bench", StaticFiles(directory=assets)),
            ]
        )
        listener = bind(0)
        port = listener.getsockname()[1]
        inviting = Inviting(here=f"http://127.0.0.1:{port}", outside=None)
        with opened_doors(notebook, loopback_origins(port)) as doors:
            app = create_app(notebook, doors, inviting, Changes())

            async def both(scope: Scope, receive: Receive, send: Send) -> None:
                is_beside = scope["type"] == "http" and scope["path"].startswith(BESIDE)
                await (beside if is_beside else app)(scope, receive, send)

            told.send(port)
            await uvicorn.Server(config_of(both, lifespan=True)).serve(sockets=[listener])

    asyncio.run(run())
