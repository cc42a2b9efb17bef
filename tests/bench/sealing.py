"""What sealing and signing cost: segments of the whole notebook encoded and decoded, both suites.

Stricter than the goal, which is 25 % of a first sync: that also appends and folds. Nothing here
waits for anything, so the processor's time is measured, and other programs do not disturb.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from functools import partial
from pathlib import Path

from infoview_sync.keys.derivation import EpochKey
from infoview_sync.keys.primitives import signing_public
from infoview_sync.keys.signing import is_head_signed, sign_head
from infoview_sync.sync.plain import decode_segment, encode_segment
from infoview_sync.sync.segment import open_segment, seal_segment
from tests.bench.material import NOTEBOOK, SEED
from tests.bench.measure import Result, duration, in_turns
from tests.notebooks import make_notebook
from tests.segments import runs_of, segments_of

ROUNDS = 3
MOST = 1.25
ROOT = Path(__file__).parents[2]
SIGNING_SEED = bytes(32)
EPOCH = EpochKey(1, bytes(32))


async def measure(folder: Path, *, events: int) -> list[Result]:
    logs = make_notebook(SEED, events=events)
    runs = [run for log, bodies in logs.items() for run in runs_of(NOTEBOOK, log, bodies)]
    public_key = signing_public(SIGNING_SEED)

    async def plain() -> None:
        for log, after, bodies in runs:
            decode_segment(encode_segment(notebook=NOTEBOOK, log=log, after=after, bodies=bodies))

    async def sealed() -> None:
        for log, after, bodies in runs:
            raw = seal_segment(
                notebook=NOTEBOOK,
                log=log,
                after=after,
                bodies=bodies,
                epoch=EPOCH,
                nonce=secrets.token_bytes(12),
                sign=partial(sign_head, SIGNING_SEED, notebook=NOTEBOOK, log=log),
            )
            opened = open_segment(raw, {EPOCH.number: EPOCH.key})
            assert is_head_signed(
                public_key, opened.signature, opened.head, notebook=NOTEBOOK, log=log
            )

    plain_s, sealed_s = await in_turns(plain, sealed, rounds=ROUNDS, clock=time.process_time)
    file = folder / "plain.segments"
    file.write_bytes(segments_of(NOTEBOOK, logs))
    in_node = await _in_node(file)
    file.unlink()
    detail = (
        f"{len(runs)} segments packed, sealed, signed, opened, verified; against the plain suite"
    )
    return [
        duration(f"sealed segments, {where}", base_s, ours_s, most=MOST, detail=detail)
        for where, base_s, ours_s in (
            ("Python", plain_s, sealed_s),
            ("WebCrypto in Node", in_node["plain"], in_node["webcrypto"]),
            ("noble in Node", in_node["plain"], in_node["noble"]),
        )
    ]


async def _in_node(file: Path) -> dict[str, float]:
    """Median seconds by way: plain, webcrypto, noble."""
    process = await asyncio.create_subprocess_exec(
        ROOT / "scripts/web",
        "node",
        "tests/bench/sealing.ts",
        str(file),
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    medians: dict[str, float] = json.loads(told)
    return medians
