"""The processor's time of a whole tree of processes: this one, its servers, its browsers."""

from __future__ import annotations

import os
import time
from pathlib import Path

PROC = Path("/proc")
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PARENT = 1
_TIMES = slice(11, 15)
"""Own and waited-for children's, user and system, counted after the name of the program, which may
hold spaces (proc(5))."""


def tree_seconds() -> float:
    """Seconds of this process and all that it started, also of those that it has waited for.

    Where the system does not tell (no /proc), the wall clock's.
    """
    if not (PROC / "self/stat").exists():
        return time.perf_counter()
    times: dict[int, tuple[int, int]] = {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(") ")[2].split()
        except OSError:
            continue  # It has ended meanwhile.
        times[int(path.parent.name)] = (int(fields[_PARENT]), sum(map(int, fields[_TIMES])))
    return (
        sum(ticks for process, (_, ticks) in times.items() if _is_ours(process, times))
        / _TICKS_A_SECOND
    )


def _is_ours(process: int, times: dict[int, tuple[int, int]]) -> bool:
    while process in times:
        if process == os.getpid():
            return True
        process = times[process][0]
    return False
