"""From a command to an open notebook: the one place that runs the event loop.

A command is written as `async def command(notebook, …options)`; `on_notebook` turns it into the
plain function that Typer calls, with the notebook of the chosen home opened and closed around it.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

import typer

from infoview_sync.cli.output import warn
from infoview_sync.log.keyring import Joining
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.projector import Progress
from infoview_sync.settings import DATABASE_NAME, World, home_folder, this_world

P = ParamSpec("P")
T = TypeVar("T")


class Setting(NamedTuple):
    """What the global options say; it travels as the context's object."""

    home: Path
    world: World


def setting_of(ctx: typer.Context, *, home: Path | None = None) -> Setting:
    """The setting of this run; `home` is a command's own `--home`, which wins."""
    chosen = home or ctx.find_root().params.get("home")
    return Setting(home_folder(chosen), this_world())


def with_notebook(
    setting: Setting,
    work: Callable[[Notebook], Awaitable[T]],
    *,
    create: bool,
    joining: Joining | None = None,
    notebook_id: str | None = None,
    introduce: bool = True,
) -> T:
    """Open the notebook, do the work, close it whatever happens."""

    async def opened() -> T:
        notebook = await Notebook.open(
            setting.home,
            setting.world,
            create=create,
            joining=joining,
            notebook_id=notebook_id,
            introduce=introduce,
            progress=_rebuilding(setting.home),
        )
        if notebook.goes_on_as_copy:
            warn(
                "this notebook is a copy; from here on it is a device of its own, and both may go"
                " on (`infoview devices` lists them)"
            )
        try:
            return await work(notebook)
        finally:
            # Ctrl-C cancels whatever is awaited next, which may be this: a connection that stays
            # open keeps its thread, and the process, alive.
            closing = asyncio.ensure_future(notebook.close())
            try:
                await asyncio.shield(closing)
            except asyncio.CancelledError:
                await closing
                raise

    return asyncio.run(opened())


def _rebuilding(home: Path) -> Progress | None:
    """Tells once that views are rebuilt, where somebody watches and there was something before."""
    if not (home / DATABASE_NAME).exists() or not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        if done == 1 and total > 1:
            warn("InfoView was upgraded: rebuilding the views, once …")

    return tell


def on_notebook(
    function: Callable[Concatenate[Notebook, P], Awaitable[None]], *, create: bool = False
) -> Callable[..., None]:
    """A Typer command of a function whose first parameter is the notebook.

    With `create`, the command begins a notebook where there is none.
    """

    @wraps(function)
    def command(ctx: typer.Context, *args: P.args, **given: P.kwargs) -> None:
        with_notebook(
            setting_of(ctx), lambda notebook: function(notebook, *args, **given), create=create
        )

    # Typer reads the signature: the notebook goes, the context comes.
    _, *own = inspect.signature(function, eval_str=True).parameters.values()
    context = inspect.Parameter(
        "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    parameters = [context, *(each.replace(kind=context.kind) for each in own)]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # for Typer
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command
