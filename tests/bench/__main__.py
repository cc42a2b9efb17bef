"""`scripts/bench [--events N] [--no-browser]`: prints the table, writes nothing."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import (
    append,
    browser,
    first_sync,
    questions,
    rebuild,
    screens,
    sealing,
    time_machine,
    whole_sync,
)
from tests.bench.material import make_home
from tests.bench.measure import Result


async def run(folder: Path, *, events: int, with_browser: bool) -> list[Result]:
    console = Console(stderr=True)
    console.print(f"making a notebook of {events:,} events")
    home = make_home(folder / "home", events=events)
    size = (home / "notebook.sqlite3").stat().st_size
    console.print(f"  {size / events:,.0f} bytes an event on disk, views and search included")
    results = []
    console.print("rebuild")
    results.append(await rebuild.measure(home))
    console.print("questions")
    results += await questions.measure(home)
    console.print("first sync")
    results.append(await first_sync.measure(folder, home, events=events))
    console.print("sealing")
    results += await sealing.measure(folder, events=events)
    console.print("whole first sync, sealed and plain")
    results += await whole_sync.measure(folder, home, events=events, with_browser=with_browser)
    if with_browser:
        console.print("browser start")
        results += await browser.measure(folder, home)
        console.print("screens")
        results += await screens.measure(folder, home)
        console.print("time machine")
        results += await time_machine.measure(home)
    console.print("append")
    results.append(await append.measure(folder, home))
    return results


def show(results: list[Result]) -> None:
    table = Table(title="ours against a raw baseline of the same run")
    for column in ("what", "baseline", "ours", "ratio", "goal", ""):
        table.add_column(column, justify="left" if column in {"what", "goal", ""} else "right")
    for each in results:
        table.add_row(
            each.name,
            _time(each.baseline_s),
            _time(each.ours_s),
            f"{each.ratio:.2f}×",
            each.goal,
            "reached" if each.reached else "not yet",
        )
    console = Console(width=120)
    console.print(table)
    for each in results:
        console.print(f"{each.name}: {each.detail}")


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--no-browser", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        show(
            asyncio.run(
                run(Path(folder), events=arguments.events, with_browser=not arguments.no_browser)
            )
        )


if __name__ == "__main__":
    main()
