"""`python -m MODULE ...` in a process forked from one that has imported it all already.

Python takes longer to import what `infoview` needs than most commands take, and the tests that
drive a browser run hundreds of them. What a start of its own does is tested in tests/cli/.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import sys
from multiprocessing.connection import Connection
from threading import Timer

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(
    [
        "infoview_sync.cli.errors",
        "infoview_sync.cli.lan",
        "infoview_sync.cli.look",
        "infoview_sync.cli.serving",
        "infoview_sync.server.app",
        "infoview_sync.server.serve",
        "pydantic",
        "uvicorn.lifespan.on",
    ]
)


class Forked:
    """A running module; `stdout` is what it prints, as text. What it warns of, pytest shows."""

    def __init__(self, module: str, *arguments: str) -> None:
        printed, printing = _FORKING.Pipe(duplex=False)
        self._process = _FORKING.Process(
            target=_become, args=(module, arguments, dict(os.environ), printing), daemon=True
        )
        self._process.start()
        # The pipe ends with the module only if nobody else could still write.
        printing.close()
        with printed:
            self.stdout = os.fdopen(os.dup(printed.fileno()), encoding="utf-8")

    def send_signal(self, number: signal.Signals) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    def poll(self) -> int | None:
        """How it ended (negative: by that signal), or None: it runs."""
        return self._process.exitcode

    def wait(self, timeout_s: float) -> int:
        """How it ended; killed if it has not within this time."""
        self._process.join(timeout_s)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self.stdout.close()
        code = self._process.exitcode
        assert code is not None
        return code


def run(module: str, *arguments: str, timeout_s: float = 60) -> str:
    """What it prints; it must end well."""
    forked = Forked(module, *arguments)
    guard = Timer(timeout_s, forked.send_signal, [signal.SIGKILL])
    guard.start()
    printed = forked.stdout.read()
    code = forked.wait(timeout_s)
    guard.cancel()
    assert code == 0, (module, arguments, printed)
    return printed


def _become(
    module: str, arguments: tuple[str, ...], environment: dict[str, str], printing: Connection
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(printing.fileno(), 1)
    printing.close()
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
