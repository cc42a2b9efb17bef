"""The question before something large is done."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from infoview_sync.errors import UsageError

Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Do not ask before an import is taken back.")
]

LINE_CHARS_MAX = 1_000
"""Longer than any answer that is asked for, 24 words included."""


def confirm(question: str, *, yes: bool, as_json: bool) -> None:
    """Return if the answer is yes. Raises: UsageError if it is no, or if nobody can be asked."""
    if yes:
        return
    if as_json or not sys.stdin.isatty():
        raise UsageError(f"{question} Say --yes to do it")
    if not ask(question):
        raise UsageError("nothing was done")


def ask(question: str) -> bool:
    """What the person at the terminal answers; a line from standard input if there is none."""
    with _interruptible():
        return typer.confirm(question, err=True)


def ask_line(question: str) -> str:
    """What is typed, which no shell and no line editor remembers; empty at the end of input."""
    with _interruptible():
        sys.stderr.write(question)
        sys.stderr.flush()
        return sys.stdin.readline(LINE_CHARS_MAX)


@contextmanager
def _interruptible() -> Iterator[None]:
    """The event loop's own handler would let Ctrl-C wait for the answer."""
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
