"""A letter on its way out of the program: to the editor, the clipboard, the mail program."""

from __future__ import annotations

import base64
import os
import shlex
import subprocess
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import TextIO

from infoview_sync.errors import UsageError
from infoview_sync.practice.letters import Letter

CLIPBOARD_BYTES_MAX = 74_000
"""Terminals take some 100 kB in one OSC 52 sequence, and base64 makes three bytes four."""
_SUBJECT = "Subject:"


def edited_by_user(letter: Letter) -> Letter:
    """The letter as $VISUAL or $EDITOR left it. Raises: UsageError if there is none or it fails."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError("no editor is known; set EDITOR, such as EDITOR=nano")
    with tempfile.TemporaryDirectory(prefix="infoview-") as folder:
        file = Path(folder) / "letter.txt"
        file.write_text(str(letter), encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603 - the user's own choice of a program
                [*shlex.split(editor), str(file)], check=False
            )
        except (OSError, ValueError) as error:
            raise UsageError(
                f"the editor {editor} does not start: {error}; set EDITOR to one that does, such as"
                " EDITOR=nano"
            ) from error
        if done.returncode != 0:
            raise UsageError(f"the editor {editor} failed, so nothing was recorded")
        return _read(file.read_text(encoding="utf-8", errors="replace"), letter)


def _read(text: str, before: Letter) -> Letter:
    """A letter whose subject line may be gone. Raises: UsageError if nothing is left."""
    subject, body = before.subject, text
    if text.startswith(_SUBJECT):
        first, _, body = text.partition("\n")
        subject = first.removeprefix(_SUBJECT).strip()
    if not body.strip():
        raise UsageError("the letter was emptied, so nothing was recorded")
    return Letter(subject, body.strip())


def clipboard_sequence(text: str) -> str:
    """What makes a terminal copy the text (OSC 52). Raises: UsageError if it is too long."""
    raw = text.encode("utf-8", "replace")
    if len(raw) > CLIPBOARD_BYTES_MAX:
        raise UsageError("the letter is too long for the terminal's clipboard")
    return f"\x1b]52;c;{base64.b64encode(raw).decode('ascii')}\x07"


def copying_terminal() -> TextIO:
    """What can be asked to copy. Raises: UsageError if there is no terminal."""
    terminal = next((each for each in (sys.stdout, sys.stderr) if each.isatty()), None)
    if terminal is None:
        raise UsageError("--copy needs a terminal; pipe the letter into your clipboard program")
    return terminal


def copy_to_clipboard(text: str, terminal: TextIO) -> None:
    """Ask the terminal to copy it. Raises: UsageError if it is too long."""
    terminal.write(clipboard_sequence(text))
    terminal.flush()


def open_link(href: str) -> bool:
    """Hand a link to the user's desktop; False if there is none, or nothing opens it."""
    has_desktop = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    try:
        return has_desktop and webbrowser.open(href)
    except webbrowser.Error:
        return False
