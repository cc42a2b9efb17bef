"""The real `infoview`, as a user's shell runs it."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from infoview_sync.devices.access import grant_access
from infoview_sync.settings import DATABASE_NAME
from tests.authors import CALLER, TOKEN

INFOVIEW = [sys.executable, "-m", "infoview_sync.cli"]
RUN_TIMEOUT_S = 60
_ADDRESS = re.compile(r"(http://127\.0\.0\.1:[0-9]+)/#here=\S+")


class Served(NamedTuple):
    """A running `infoview up`; `link` is the one that it printed, good for one browser."""

    process: subprocess.Popen[str]
    url: str
    link: str
    home: Path

    def new_link(self) -> str:
        """Another link, as a person at this machine makes one."""
        said = infoview(self.home, "open", "--no-browser", "--json")
        link: str = json.loads(said.stdout)["link"]
        return link

    @property
    def token(self) -> str:
        """Of some device that was let in."""
        with closing(sqlite3.connect(self.home / DATABASE_NAME)) as connection, connection:
            grant_access(connection, token=TOKEN, log=CALLER, is_here=True, now_ms=0)
        return TOKEN


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"INFOVIEW_HOME": str(home), "TZ": "Europe/Berlin", "COLUMNS": "80"}


def infoview(home: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*INFOVIEW, *arguments], env=environment(home), input=stdin, text=True,
        capture_output=True, timeout=RUN_TIMEOUT_S, check=False,
    )  # fmt: skip


def press_until_it_ends(
    process: subprocess.Popen[str], key: signal.Signals, within_s: float = RUN_TIMEOUT_S
) -> None:
    """Ctrl-C (or SIGTERM) a hundred times a second, as an impatient hand would."""
    deadline = time.monotonic() + within_s
    while process.poll() is None and time.monotonic() < deadline:
        process.send_signal(key)
        time.sleep(0.01)


@contextmanager
def up(home: Path, *arguments: str) -> Iterator[Served]:
    """Serves on a free port; killed at the end if the test has not stopped it."""
    process = subprocess.Popen(
        [*INFOVIEW, "up", "--home", str(home), "--port", "0", "--no-browser", *arguments],
        env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = _ADDRESS.search(process.stdout.readline())
        assert address is not None, process.communicate(timeout=RUN_TIMEOUT_S)
        yield Served(process, address[1], address[0], home)
    finally:
        process.kill()
        process.communicate(timeout=RUN_TIMEOUT_S)


@contextmanager
def watching(home: Path, place: str) -> Iterator[subprocess.Popen[str]]:
    """`infoview watch`, once it has begun; killed at the end if the test has not stopped it."""
    with subprocess.Popen(
        [*INFOVIEW, "watch", place], env=environment(home), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline().startswith("keeping in step with")
        try:
            yield process
        finally:
            process.kill()
