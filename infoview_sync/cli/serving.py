"""`infoview up`: serve the notebook to this machine's browser until Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import threading
import webbrowser
from typing import Annotated

import typer

from infoview_sync.cli.options import Home
from infoview_sync.cli.output import say
from infoview_sync.cli.session import setting_of, with_notebook
from infoview_sync.errors import UsageError
from infoview_sync.projections.notebook import Notebook

ASK_TIMEOUT_S = 1.0


def up(
    ctx: typer.Context,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=0, max=65535, help="Another port than 4663; 0 takes any free one."
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address.")
    ] = False,
    home: Home = None,
) -> None:
    """Serve the app on this machine and open it; Ctrl-C stops."""
    # Imported here: the server's libraries would slow down every other command.
    from infoview_sync.server.serve import (  # noqa: PLC0415
        DEFAULT_PORT,
        bind,
        browser_token,
        serve,
    )

    setting = setting_of(ctx, home=home)
    try:
        listener = bind(DEFAULT_PORT if port is None else port)
    except UsageError as error:
        if port is not None:
            raise
        raise UsageError(
            f"port {DEFAULT_PORT} is taken by {_who_has(DEFAULT_PORT)}; or choose another one with"
            " --port N (the browser keeps a copy of the notebook for each port)"
        ) from error

    async def work(notebook: Notebook) -> None:
        await serve(notebook, listener, browser_token(setting.home), ready)

    def ready(address: str) -> None:
        say(f"InfoView is at {address}")
        say("Ctrl-C stops", "dim")
        sys.stdout.flush()
        if not no_browser and _has_display():
            # Some browsers return only when they are closed.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    # Stopped by a service manager, it closes the notebook as it does after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with_notebook(setting, work, create=True)
    except KeyboardInterrupt:
        say("stopped; everything recorded is kept", "dim")
    finally:
        listener.close()


def _who_has(port: int) -> str:
    """Who answers there, as far as can be told without showing them the token."""
    import httpx  # noqa: PLC0415 - only when the port is taken

    try:
        with httpx.Client(timeout=ASK_TIMEOUT_S, trust_env=False) as client:
            answer = client.get(f"http://127.0.0.1:{port}/sync/heads").text
    except (httpx.HTTPError, ValueError):
        answer = ""
    if '"unauthorised"' in answer:
        return "InfoView, which runs already: use its window, or stop it with Ctrl-C there"
    return "another program: stop that one"


def _has_display() -> bool:
    """On a Unix without a display, webbrowser would open a text browser in this very terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
