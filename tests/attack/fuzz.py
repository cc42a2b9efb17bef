"""A hundred thousand nearly right messages against the app in this process: `scripts/fuzz`.

Segments and heads are made from real ones and broken where a reader decides; some are sealed and
signed by a device gone bad. Prints what was answered, the slowest answer and the growth of memory;
ends with 1 if anything was a fault of ours, or anything was kept that nobody authored.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import track

from infoview_sync.events.chain import body_hash
from infoview_sync.log import store
from infoview_sync.log.store import Erased
from infoview_sync.projections.notebook import Notebook
from tests.attack.knocks import HEADS, SEGMENTS, resident_mb
from tests.attack.mutations import Mutator
from tests.authors import author_of, let_in
from tests.conftest import PORT, app_of
from tests.notebooks import make_notebook
from tests.world import world

say = Console(highlight=False).print
MESSAGES_A_DEVICE = 1_000
"""Fewer than the door lets one device send at once."""
GROWTH_MB_MAX = 64
ANSWER_S_MAX = 1.0


class Faults(logging.Handler):
    """What the server would have written into its log as a fault."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen = 0

    def emit(self, _record: logging.LogRecord) -> None:
        self.seen += 1


async def fuzz(messages: int, seed: int) -> bool:
    faults = Faults()
    logging.getLogger("infoview_sync").addHandler(faults)
    with tempfile.TemporaryDirectory() as folder:
        notebook = await Notebook.open(Path(folder), world())
        logs = make_notebook(seed, events=150)
        mutator = Mutator(await author_of(notebook, *logs), logs, seed=seed)
        own = {body_hash(body) for body in await bodies_of(notebook)}
        statuses: Counter[int] = Counter()
        slowest_s = 0.0
        with app_of(notebook) as app:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://127.0.0.1:{PORT}"
            ) as client:
                started_mb = resident_mb(0) if sys.platform == "linux" else 0.0
                for number in track(range(messages), "messages"):
                    if number % MESSAGES_A_DEVICE == 0:
                        token = f"device-{number}"
                        await let_in(notebook, token=token, log=f"{number:016d}", is_here=False)
                        client.headers["authorization"] = f"Bearer {token}"
                    began = time.perf_counter()
                    if number % 2:
                        answer = await client.post(
                            "/sync/push", content=mutator.segment(), headers=SEGMENTS
                        )
                    else:
                        answer = await client.post(
                            "/sync/pull", content=mutator.heads(), headers=HEADS
                        )
                    slowest_s = max(slowest_s, time.perf_counter() - began)
                    statuses[answer.status_code] += 1
                grown_mb = resident_mb(0) - started_mb if sys.platform == "linux" else 0.0
        kept = {body_hash(body) for body in await bodies_of(notebook)} - own - mutator.authored
        await notebook.verify()
        await notebook.close()
    say(f"seed {seed}: {messages:,} messages, {dict(sorted(statuses.items()))}")
    say(f"slowest {slowest_s * 1000:.0f} ms, memory +{grown_mb:.0f} MB, faults {faults.seen}")
    say(f"{len(kept)} events kept that nobody authored; every chain verified")
    is_well = max(statuses) < 500 and not faults.seen and not kept
    return is_well and slowest_s < ANSWER_S_MAX and grown_mb < GROWTH_MB_MAX


async def bodies_of(notebook: Notebook) -> list[bytes]:
    """Every body that is kept whole, own bookkeeping included."""
    heads = await notebook.heads()
    bodies = []
    for log, head in heads.items():
        rows = await notebook.read(
            lambda connection, log=log, until=head.seq: list(
                store.bodies_after(connection, log=log, after=0, until=until)
            )
        )
        bodies += [body for body, _ in rows if not isinstance(body, Erased)]
    return bodies


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    sys.exit(0 if asyncio.run(fuzz(given.messages, given.seed)) else 1)
