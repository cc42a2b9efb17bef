"""What is wrong with the words of a command, told as one would tell a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer


def usage_message(error: typer.TyperException, arguments: Sequence[str]) -> str:
    """One line, with the command whose `--help` says more."""
    context = getattr(error, "ctx", None)
    parameter = getattr(error, "param", None)
    message = error.format_message().strip()
    if context is None:
        return message
    if parameter is not None and type(error).__name__ == "MissingParameter":
        lacking = _lacking(context, parameter, arguments)
        kind = "argument" if lacking.param_type_name == "argument" else "option"
        message = f"Missing {kind} {_shown(lacking)}."
    elif parameter is not None and (choices := choices_of(parameter)):
        message = f"{_shown(parameter)} can only be {', '.join(choices[:-1])} or {choices[-1]}."
    return f"{message} See `{context.command_path} --help`"


def choices_of(parameter: Any) -> list[str]:
    """The values that a parameter allows; none if it allows any."""
    allowed = parameter.type_descriptor.choices or ()
    return [str(getattr(each, "value", each)) for each in allowed]


def _shown(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or "|".join(choices_of(parameter)) or parameter.name.upper())


def _lacking(context: Any, parameter: Any, arguments: Sequence[str]) -> Any:
    """Which argument lacks. PERSON takes many words and the last word goes to what follows it, so
    that of `note ada` the parser says that PERSON is missing, and a reader that TEXT is.
    """
    if parameter.param_type_name != "argument" or parameter.nargs != -1:
        return parameter
    own = list(arguments)
    if context.info_name in own:
        own = own[own.index(context.info_name) + 1 :]
    values, _, _ = context.command.make_parser(context).parse_args(args=own)
    following = context.command.params[context.command.params.index(parameter) + 1 :]
    for each in following:
        if each.param_type_name == "argument" and isinstance(values.get(each.name), str):
            return each
    return parameter
