"""`infoview up`: serve the notebook to this machine's browser until Ctrl-C."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.calendar_feed import feed_of
from infoview_sync.cli.options import Home
from infoview_sync.cli.output import progress_bar, say
from infoview_sync.cli.session import Setting, setting_of, with_notebook
from infoview_sync.cli.stopping import stop_at_first_signal
from infoview_sync.errors import UsageError
from infoview_sync.locking import ServedAt, being_served, port_served
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME

ASK_TIMEOUT_S = 1.0


def up(
    ctx: typer.Context,
    *,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=0, max=65535, help="Another port than 4663; 0 takes any free one."
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address.")
    ] = False,
    demo: Annotated[
        bool,
        typer.Option("--demo", help="A sample notebook, in a folder and at a port of its own."),
    ] = False,
    lan: Annotated[
        bool,
        typer.Option("--lan", help="Serve phones in the local network too, over HTTPS."),
    ] = False,
    no_announce: Annotated[
        bool,
        typer.Option("--no-announce", help="With --lan: do not tell this computer's name there."),
    ] = False,
    plain_http: Annotated[
        bool,
        typer.Option(
            "--plain-http",
            help="With --lan: also without encryption. Anybody in that network can then take over"
            " the app and read the notebook.",
        ),
    ] = False,
    behind: Annotated[
        str | None,
        typer.Option(
            "--behind",
            metavar="URL",
            help="The https address by which a proxy on this machine is asked for the app.",
        ),
    ] = None,
    home: Home = None,
) -> None:
    """Serve the app on this machine and open it; Ctrl-C stops."""
    # Imported here: the server's libraries would slow down every other command.
    from infoview_sync.cli.lan import tell_lan  # noqa: PLC0415 - as below
    from infoview_sync.server.lan import LAN_PORT_AFTER, LanSetting  # noqa: PLC0415 - as below
    from infoview_sync.server.serve import (  # noqa: PLC0415 - only `up` needs uvicorn
        DEFAULT_PORT,
        LOOPBACK,
        bind,
        proxied_origins,
        serve,
    )

    _check_choices(lan=lan, plain_http=plain_http)
    proxied_origins(behind)  # An address that cannot be is refused before anything begins.

    setting = setting_of(ctx, home=home)
    usual_port = DEFAULT_PORT
    if demo:
        # Another port is another place for the browser: it keeps the two notebooks apart.
        setting, usual_port = _demo(setting), DEFAULT_PORT + 1
    try:
        listener = bind(usual_port if port is None else port)
    except UsageError as error:
        if port is not None:
            if port_served(setting.home) != port:
                raise
            raise UsageError(f"port {port} is taken by {_ours(setting.home)}") from error
        holder = _who_has(usual_port, setting.home)
        raise UsageError(
            f"port {usual_port} is taken by {holder}; or choose another one with --port N"
            " (the browser keeps a copy of the notebook for each port)"
        ) from error

    async def work(notebook: Notebook) -> None:
        port = listener.getsockname()[1]
        network = LanSetting(
            setting.home, port + LAN_PORT_AFTER, tell_lan,
            is_announced=not no_announce, is_plain=plain_http,
        )  # fmt: skip
        with ExitStack() as served:

            def is_served(outside: str | None) -> None:
                at = ServedAt(port, f"http://{LOOPBACK}:{port}", outside)
                served.enter_context(being_served(setting.home, at))

            await serve(
                notebook, listener, ready, feed=lambda: feed_of(notebook),
                lan=network if lan else None, behind=behind, is_served=is_served,
            )  # fmt: skip

    def ready(address: str) -> None:
        say(f"InfoView is at {address}")
        say("This link opens one browser, once; `infoview open` makes another. Ctrl-C stops", "dim")
        sys.stdout.flush()
        if not no_browser and _has_display():
            # Some browsers return only when they are closed.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    stop_at_first_signal()
    try:
        with_notebook(setting, work, create=True)
    except KeyboardInterrupt:
        say("stopped; everything recorded is kept", "dim")
    finally:
        listener.close()


def _check_choices(*, lan: bool, plain_http: bool) -> None:
    """Raises: UsageError if they do not go together."""
    if plain_http and not lan:
        raise UsageError("--plain-http says how the local network is served: it needs --lan")


def _demo(setting: Setting) -> Setting:
    """The setting of the sample notebook, which is made at its first use."""
    from infoview_sync.demo.write import DEMO_FOLDER, write_demo  # noqa: PLC0415 - rarely needed

    setting = setting._replace(home=setting.home / DEMO_FOLDER)
    if not (setting.home / DATABASE_NAME).exists():
        with progress_bar() as bar:
            task = bar.add_task("making two years of a student's networking", total=None)
            events = write_demo(
                setting.home, setting.world,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip
        say(f"a sample notebook of {words.counted(events, 'event')} is in {setting.home}")
    say(f"the sample is apart from your own; look around: infoview --home {setting.home} today")
    return setting


def _ours(home: Path) -> str:
    return f"InfoView, which serves {home} already: use its window, or stop it with Ctrl-C there"


def _who_has(port: int, home: Path) -> str:
    """Who answers there, as far as can be told without showing them the token."""
    if port_served(home) == port:
        return _ours(home)
    import httpx  # noqa: PLC0415 - only when the port is taken

    try:
        with httpx.Client(timeout=ASK_TIMEOUT_S, trust_env=False) as client:
            answer = client.get(f"http://127.0.0.1:{port}/sync/heads").text
    except (httpx.HTTPError, ValueError):
        answer = ""
    if '"unauthorised"' in answer:
        return "InfoView, which serves another notebook: stop it with Ctrl-C there"
    return "another program: stop that one"


def _has_display() -> bool:
    """On a Unix without a display, webbrowser would open a text browser in this very terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
