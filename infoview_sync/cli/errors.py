"""The last door: any error becomes one red line and an exit code, never a traceback.

0 ok · 1 user error · 2 usage · 3 integrity problem found · 130 interrupted.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from rich.text import Text

from infoview_sync.cli.output import console, print_json, printable
from infoview_sync.cli.people import AmbiguousPerson
from infoview_sync.cli.usage import usage_message
from infoview_sync.errors import Corrupt, Fork, InfoViewError, NotebookMissing
from infoview_sync.settings import DATABASE_NAME, home_folder

USER_ERROR = 1
USAGE = 2
INTEGRITY = 3
ERROR_LOG_NAME = "infoview-errors.log"
BEGIN = (
    "`infoview import Connections.csv`, `infoview add NAME` or `infoview up` begins one;"
    " --home DIR chooses another folder"
)
FROM_ANOTHER_DEVICE = (
    "Another device that has synced still holds the events: sync it into a fresh home,"
    " infoview --home NEW sync URL"
)


class ViewsDiffer(InfoViewError):
    """The same events are shown in two ways: by two devices, or by the views and a fresh fold."""

    code = "views_differ"


def exit_code_of(error: Exception, arguments: Sequence[str]) -> int:
    """Tell the user, in the way that the arguments ask for, and return the exit code."""
    as_json = "--json" in arguments
    if isinstance(error, BrokenPipeError):
        # The reader (head, less) has seen enough; Python must not complain while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(error, typer.TyperException):
        return _usage(error, arguments, as_json=as_json)
    if isinstance(error, typer.Abort):
        return USER_ERROR
    if is_damage(error) and not isinstance(error, Corrupt):
        told: dict[str, Any] = {
            "code": Corrupt.code,
            "message": f"the notebook's database is damaged ({_root(error)}). Keep a copy of"
            f" {_home_in(arguments) / DATABASE_NAME}. "
            + ("" if "verify" in arguments else "`infoview verify` says how far it is whole. ")
            + FROM_ANOTHER_DEVICE,
        }
        code = INTEGRITY
    elif isinstance(error, NotebookMissing):
        told = {"code": error.code, "message": f"no notebook in {_home_in(arguments)}; {BEGIN}"}
        code = USER_ERROR
    elif isinstance(error, InfoViewError):
        told = {"code": error.code, "message": str(error), **error.fields()}
        if isinstance(error, AmbiguousPerson):
            told["candidates"] = [each._asdict() for each in error.candidates]
        code = INTEGRITY if isinstance(error, Corrupt | Fork | ViewsDiffer) else USER_ERROR
    elif isinstance(error, sqlite3.OperationalError | OSError):
        told = {"code": "disk", "message": f"the disk does not allow it: {error}"}
        code = USER_ERROR
    else:
        told = {"code": "unknown", "message": _unknown(error, arguments)}
        code = USER_ERROR
    tell(told, as_json=as_json)
    return code


def tell(told: dict[str, Any], *, as_json: bool) -> None:
    """One error: `error: message` in red on stderr, or as JSON on stdout."""
    if as_json:
        print_json({"error": told})
    else:
        console(stderr=True).print(Text(f"error: {printable(told['message'])}", "red"))


def is_damage(error: BaseException) -> bool:
    """True if SQLite finds its file, or JSON in it, malformed."""
    cause = _root(error)
    return isinstance(cause, sqlite3.DatabaseError) and (
        "malformed" in str(cause) or "not a database" in str(cause)
    )


def _root(error: BaseException) -> BaseException:
    return error if error.__cause__ is None else _root(error.__cause__)


def _usage(error: typer.TyperException, arguments: Sequence[str], *, as_json: bool) -> int:
    if type(error).__name__ == "NoArgsIsHelpError" and not as_json:
        sys.stderr.write(error.format_message().strip() + "\n")
        return error.exit_code
    tell({"code": "usage", "message": usage_message(error, arguments)}, as_json=as_json)
    return error.exit_code


def _home_in(arguments: Sequence[str]) -> Path:
    """The home that these arguments choose, read again because the error may be about them."""
    for place, argument in enumerate(arguments):
        if argument == "--home" and place + 1 < len(arguments):
            return home_folder(Path(arguments[place + 1]))
        if argument.startswith("--home="):
            return home_folder(Path(argument.removeprefix("--home=")))
    return home_folder()


def _unknown(error: Exception, arguments: Sequence[str]) -> str:
    log = _home_in(arguments) / ERROR_LOG_NAME
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()} infoview {type(error).__name__}\n")
            traceback.print_exception(error, file=file)
    except OSError:
        return f"something unforeseen went wrong ({type(error).__name__}); its log cannot be kept"
    return f"something unforeseen went wrong ({type(error).__name__}); the details are in {log}"
