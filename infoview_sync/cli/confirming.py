"""The question before something large is done."""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from infoview_sync.errors import UsageError

Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Do not ask before an import is taken back.")
]


def confirm(question: str, *, yes: bool, as_json: bool) -> None:
    """Return if the answer is yes. Raises: UsageError if it is no, or if nobody can be asked."""
    if yes:
        return
    if as_json or not sys.stdin.isatty():
        raise UsageError(f"{question} Say --yes to do it")
    # The event loop's own handler would let Ctrl-C wait for the answer.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        is_wanted = typer.confirm(question, err=True)
    finally:
        signal.signal(signal.SIGINT, handler)
    if not is_wanted:
        raise UsageError("nothing was done")
