"""The command line: the only place that prints and exits (DESIGN §9)."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence

PROGRAM = "infoview"
INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 ok, 1 user error, 2 usage, 3 integrity problem found."""
    _take_any_text()
    given = _home_first(list(sys.argv[1:] if arguments is None else arguments))
    try:
        sys.exit(_run(given))
    except KeyboardInterrupt:
        # A second Ctrl-C while Python ends would replace the exit code by a signal.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(INTERRUPTED)


def _take_any_text() -> None:
    """A pipe or a file is UTF-8, and no name that an encoding lacks ends a command half-way.

    A terminal, and whoever sets PYTHONIOENCODING, keeps theirs, with `?` for what it lacks.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_kept = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if is_kept else "utf-8", errors="replace")


def _home_first(arguments: list[str]) -> list[str]:
    """`--home DIR` before the command, wherever it stands: it means the same everywhere."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    home: list[str] = []
    others: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word == "--home" and (folder := next(words, None)) is not None:
            home = [word, folder]
        elif word.startswith("--home="):
            home = [word]
        else:
            others.append(word)
    return [*home, *others, *arguments[end:]]


def _unreadable(arguments: list[str]) -> str | None:
    """The first argument whose bytes were no text: Python hands them over as lone surrogates,
    which neither an event nor a JSON document can hold.
    """
    return next((each for each in arguments if any("\ud800" <= c <= "\udfff" for c in each)), None)


def _run(arguments: list[str]) -> int:
    # Imported here, so that importing the package (as tests and tools do) stays cheap.
    from infoview_sync.cli.app import create_command  # noqa: PLC0415 - start-up time
    from infoview_sync.cli.errors import USAGE, exit_code_of, tell  # noqa: PLC0415 - as above

    if (foreign := _unreadable(arguments)) is not None:
        message = f"the argument {foreign!a} is not UTF-8 text; rename the file or retype it"
        tell({"code": "usage", "message": message}, as_json="--json" in arguments)
        return USAGE
    try:
        done = create_command(arguments).main(arguments, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001 - the last door: whatever comes, one line and a code
        return exit_code_of(error, arguments)
    return done if isinstance(done, int) else 0
