"""Ctrl-C, however often it is pressed: the first ends the program, and nothing interrupts that."""

from __future__ import annotations

import signal
from types import FrameType


def stop_at_first_signal() -> None:
    """SIGINT, or a service manager's SIGTERM, raises KeyboardInterrupt once; then both are ignored.

    A second one would come between two steps of closing, and leave a thread that is waited for.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
