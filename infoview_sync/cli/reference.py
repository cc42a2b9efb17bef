"""Writes docs/commands.md from the commands themselves: `python -m infoview_sync.cli.reference`.

With `--check` it writes nothing and exits 1 if the file is stale; a test does the same.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from infoview_sync.cli.app import create_command
from infoview_sync.cli.moments import EXAMPLES

REFERENCE = Path(__file__).parents[2] / "docs" / "commands.md"

_OPENING = f"""# Commands

Generated from the commands by `python -m infoview_sync.cli.reference`. Do not edit.

- `--home DIR` chooses the notebook's folder and stands before or after the command. Else
  `INFOVIEW_HOME` counts, else the system's own folder for application data.
- `PERSON` is words of a name in any case and without accents (`ada nov` finds Ada Novák; quotes
  are not needed), or an id, or its beginning. If several people answer, they are listed.
- `WHEN` is, in your own time zone, such as
  {EXAMPLES},
  'now', '5 may noon', or ISO 8601 with its own offset. A weekday or a bare time means the last one
  for what happened and the next one for an appointment. A day alone means its noon, or later, where
  what it follows, such as the letter that was answered, was that afternoon.
- Every command but `up` and `pair` takes `--json` and then prints one JSON document; an error is
  `{{"error": {{"code", "message", …}}}}`.
- Exit codes: 0 ok, 1 the request cannot be done as asked, 2 wrong usage, 3 an integrity problem
  was found, 130 interrupted.
- Whatever is recorded can be taken back: each entry prints the name of its event for `undo`. An
  import is taken back as a whole; `undo` alone never reaches past what another device recorded.
- `infoview --install-completion` teaches the shell to complete commands, options and names.

"""


def reference() -> str:
    """The whole file's text."""
    command = create_command()
    parts = [_OPENING]
    parts.append(_table([each for each in command.params if each.name != "help"]))
    group = ""
    for name, each in command.commands.items():
        if each.rich_help_panel != group:
            group = each.rich_help_panel
            parts.append(f"\n## {group}\n")
        parts.append(_command(name, each))
    return "".join(parts)


def _command(name: str, command: Any) -> str:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    words = " ".join(
        f"[{_metavar(each)}]" if not each.required else _metavar(each) for each in arguments
    )
    example = str(command.epilog).removeprefix("Example: ")
    return (
        f"\n### `infoview {name}{' ' + words if words else ''}`\n\n{command.help}\n\n"
        f"```\n{example}\n```\n\n{_table(command.params)}"
    )


def _table(parameters: list[Any]) -> str:
    rows = ["| option | what it says |", "| --- | --- |"]
    for each in parameters:
        if each.param_type_name == "argument":
            told = f"`{_metavar(each)}`".replace("|", "\\|")
        else:
            value = "" if each.is_flag else f" {_metavar(each)}"
            told = f"`{', '.join(each.opts)}{value}`".replace("|", "\\|")
        needed = " Required." if each.required and each.param_type_name == "option" else ""
        default = each.default
        is_told = isinstance(default, str | int) and not isinstance(default, bool)
        rows.append(
            f"| {told} | {(each.help or _choices(each)).rstrip('.')}."
            f"{needed}{f' Default: {_plain(default)}.' if is_told else ''} |"
        )
    return "\n".join(rows) + "\n"


def _metavar(parameter: Any) -> str:
    if parameter.metavar:
        return str(parameter.metavar)
    return _choices(parameter) or parameter.name.upper().strip("_").replace("_", "-")


def _choices(parameter: Any) -> str:
    return "|".join(_plain(each) for each in parameter.type_descriptor.choices or ())


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value))


if __name__ == "__main__":
    text = reference()
    if "--check" not in sys.argv:
        REFERENCE.write_text(text, encoding="utf-8")
    elif REFERENCE.read_text(encoding="utf-8") != text:
        sys.exit("docs/commands.md is stale: run .venv/bin/python -m infoview_sync.cli.reference")
