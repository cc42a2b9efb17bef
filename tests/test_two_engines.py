"""I1 across engines: Python's SQLite and the browser's fold the same logs to the same digest.

The browser's SQLite runs in Node here; tests/browser folds the golden log in Chromium.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from pathlib import Path

from tests.fold import NOTEBOOK, fold_segments
from tests.notebooks import make_notebook
from tests.segments import segments_of

LOGS = 100
ROOT = Path(__file__).parents[1]


def test_i1_a_hundred_random_logs_fold_alike_in_both_engines(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    expected = {}
    for seed in range(LOGS):
        raw = segments_of(NOTEBOOK, make_notebook(seed, events=20 + seed * 2))
        name = f"{seed:03}.segments"
        (folder / name).write_bytes(raw)
        home = tmp_path / f"home{seed}"
        home.mkdir()
        expected[name] = asyncio.run(fold_segments(home, raw))["digest"]
    done = subprocess.run(
        ["scripts/web", "npx", "vitest", "run", "tests/random_logs.test.ts"],
        cwd=ROOT,
        env={**os.environ, "INFOVIEW_RANDOM_LOGS": str(folder)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((folder / "digests.json").read_text(encoding="utf-8"))
    assert len(found) == LOGS
    assert found == expected
