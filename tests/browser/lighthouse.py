"""Lighthouse over HTTPS on the real server with a small notebook: `scripts/lighthouse`.

A throw-away certificate that Chromium is told to accept, a real server process with the real app.
Prints the scores, and whatever pulls one below the wanted; ends with 1 if one is too low.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn

from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.app import create_app
from infoview_sync.server.changes import Changes
from infoview_sync.server.connection import Connection
from infoview_sync.server.inviting import Inviting
from infoview_sync.server.serve import LOOPBACK, bind, opened_doors
from infoview_sync.settings import this_world
from tests.browser import sample

WANTED = 95
CATEGORIES = ("accessibility", "best-practices", "performance")
RUN_TIMEOUT_S = 180
LOOK_EVERY_S = 0.05


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine's loopback address alone, good for a day, and its key."""
    pem, secret = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-nodes", "-days", "1", "-subj", f"/CN={LOOPBACK}"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-addext", f"subjectAltName=IP:{LOOPBACK}"),
            *("-keyout", str(secret), "-out", str(pem)),
        ],
        check=True,
        capture_output=True,
    )
    return pem, secret


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[Callable[[], Awaitable[str]]]:
    """Makes links that open the app, each once, while a small notebook is served over HTTPS."""
    home = folder / "home"
    await sample.fill(home)
    listener = bind(0)
    port = listener.getsockname()[1]
    notebook = await Notebook.open(home, this_world())
    changes = Changes()
    pem, secret = certificate(folder)
    origin = f"https://{LOOPBACK}:{port}"
    inviting = Inviting(here=origin, outside=None)
    with opened_doors(notebook, {f"{LOOPBACK}:{port}": origin}) as doors:
        config = uvicorn.Config(
            create_app(notebook, doors, inviting, changes),
            log_level="warning", http=Connection, ws="none", lifespan="on", server_header=False,
            date_header=False, ssl_certfile=str(pem), ssl_keyfile=str(secret),
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(LOOK_EVERY_S)

        async def link() -> str:
            return (await inviting.invite(notebook, "here")).link

        yield link
        changes.close()
        server.should_exit = True
        await serving
    await notebook.close()


async def look(tool: Path, node: str, address: str, preset: str, folder: Path) -> dict[str, Any]:
    """Lighthouse's own report."""
    # Node ends before a pipe has taken all of it.
    path = folder / "report.json"
    flags = "--headless=new --ignore-certificate-errors" + (
        " --no-sandbox" if os.geteuid() == 0 else ""
    )
    ran = await asyncio.create_subprocess_exec(
        node, str(tool / "node_modules/lighthouse/cli/index.js"), address,
        "--quiet", "--output=json", f"--output-path={path}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={flags}", *(["--preset=desktop"] if preset == "desktop" else []),
        stdout=subprocess.DEVNULL,
        env={**os.environ, "CHROME_PATH": os.environ["INFOVIEW_CHROMIUM"]},
    )  # fmt: skip
    await asyncio.wait_for(ran.communicate(), RUN_TIMEOUT_S)
    report: dict[str, Any] = json.loads(path.read_bytes())
    return report


def lines_of(report: dict[str, Any], preset: str) -> tuple[list[str], bool]:
    lines, is_good = [], True
    for name in CATEGORIES:
        category = report["categories"][name]
        score = round((category["score"] or 0) * 100)
        is_good = is_good and score >= WANTED
        lines.append(f"{preset:8} {name:15} {score:4}")
        for each in category["auditRefs"]:
            audit = report["audits"][each["id"]]
            if each["weight"] > 0 and audit["score"] is not None and audit["score"] < 1:
                value = audit.get("displayValue", "")
                lines.append(f"{'':9}  {audit['score']:.2f} {each['id']} {value}")
    return lines, is_good


async def main(tool: Path, node: str) -> int:
    are_good = []
    with tempfile.TemporaryDirectory() as folder:
        async with served(Path(folder)) as link:
            for preset in ("phone", "desktop"):
                lines, is_good = lines_of(
                    await look(tool, node, await link(), preset, Path(folder)), preset
                )
                are_good.append(is_good)
                print("\n".join(lines))  # noqa: T201 - a script for people
    return 0 if all(are_good) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1]), sys.argv[2])))
