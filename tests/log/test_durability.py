"""I2: an acknowledged event is in the log after any crash; real processes, really killed."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from infoview_sync.errors import StoreError
from infoview_sync.projections.notebook import Notebook
from tests.world import draft, subject_id, world

WRITER = """
import asyncio, sys
from pathlib import Path
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import this_world
from tests.world import draft
from infoview_sync.ids import new_id

async def main():
    notebook = await Notebook.open(Path(sys.argv[1]), this_world())
    for _ in range(int(sys.argv[2])):
        [stored] = await notebook.append(
            [draft("contact.added", new_id(), name="Ada", source="typed", notes="x" * 500)]
        )
        print(stored.seq, flush=True)
    await notebook.close()

asyncio.run(main())
"""
KILLS = 8
WRITERS = 6
EACH = 25


def start(home: Path, events: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), str(events)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


async def test_i2_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    rng = random.Random(2)
    acknowledged = 1
    for _ in range(KILLS):
        process = start(tmp_path, 100_000)
        assert process.stdout is not None
        process.stdout.readline()
        await asyncio.sleep(rng.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().split("\n")
        process.stdout.close()
        process.wait()
        # The last line may be cut off; the ones before it were acknowledged.
        acknowledged = max([acknowledged, *(int(line) for line in lines[:-1] if line)])
        notebook = await Notebook.open(tmp_path, world())
        verified = await notebook.verify()
        assert verified[notebook.who.log] >= acknowledged
        folded = await notebook.summary()
        assert len(await notebook.ask("people", archived=1)) == verified[notebook.who.log] - 1
        await notebook.rebuild()
        assert await notebook.summary() == folded, "log and views were committed together"
        await notebook.close()
    assert acknowledged > KILLS


async def test_i3_many_processes_on_one_file_never_give_a_number_twice(tmp_path: Path) -> None:
    await (await Notebook.open(tmp_path, world())).close()
    processes = [start(tmp_path, EACH) for _ in range(WRITERS)]
    seqs: list[int] = []
    for process in processes:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        seqs += [int(line) for line in output.split()]
    assert sorted(seqs) == list(range(2, 2 + WRITERS * EACH))
    notebook = await Notebook.open(tmp_path, world())
    assert await notebook.verify() == {notebook.who.log: 1 + WRITERS * EACH}
    await notebook.close()


async def test_a_full_disk_is_told_and_nothing_is_acknowledged(notebook: Notebook) -> None:
    before = await notebook.summary()
    await notebook._writer.run(
        lambda connection: connection.execute("PRAGMA max_page_count = 1").fetchone()
    )
    with pytest.raises(StoreError, match="full"):
        await notebook.append(
            [
                draft("contact.added", subject_id(n), name="x", notes="y" * 20_000, source="typed")
                for n in range(40)
            ]
        )
    assert await notebook.summary() == before
    await notebook.verify()
