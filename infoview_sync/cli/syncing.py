"""`infoview sync`: one round with a running `infoview up`, this machine's or another's.

The token never stands on the command line (other users see it in the process list, the shell keeps
it) nor in the address: it comes from a file or from standard input.
"""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from infoview_sync.cli import words
from infoview_sync.cli.errors import ViewsDiffer
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, progress_bar, say
from infoview_sync.cli.session import setting_of, with_notebook
from infoview_sync.errors import ForeignNotebook, UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME

if TYPE_CHECKING:
    import httpx

    from infoview_sync.sync.http import Round

TOKEN_CHARS_MAX = 512
TIMEOUT_S = 30.0
"""A peer folds a large push before it answers; a phone's radio may wake in between."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def sync(
    ctx: typer.Context,
    url: Annotated[
        str, typer.Argument(metavar="URL", help="The address that `infoview up` prints, up to #.")
    ] = "http://127.0.0.1:4663",
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file", metavar="FILE",
            help="The file that holds the token; else it is read from standard input.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Exchange with another device what each lacks, once; an empty home joins its notebook."""
    setting = setting_of(ctx)
    address = _address(url)
    token = _token(token_file)
    notebook_id = None
    if not (setting.home / DATABASE_NAME).exists():
        notebook_id = _ask_notebook_id(address, token)

    async def work(notebook: Notebook) -> Round:
        return await _round(notebook, address, token)

    try:
        done = with_notebook(setting, work, create=True, notebook_id=notebook_id)
    except ForeignNotebook as error:
        raise ForeignNotebook(
            f"{error}. To join that notebook, sync into an empty folder: infoview --home DIR sync"
        ) from error
    if done.agrees is False:
        raise ViewsDiffer(
            "both sides hold the same events and yet show them differently; nothing is lost."
            " Please report it with both outputs of `infoview digest --json`"
        )
    if as_json:
        print_json({
            "pulled": done.pulled, "pushed": done.pushed, "agrees": done.agrees,
            "joined": notebook_id is not None,
        })  # fmt: skip
        return
    joined = "joined the notebook; " if notebook_id is not None else ""
    agrees = (
        "both sides show the same"
        if done.agrees
        else "the two run different versions, so their views were not compared"
    )
    say(f"{joined}{words.counted(done.pulled, 'event')} in, {done.pushed:,} out; {agrees}")


async def _round(notebook: Notebook, address: str, token: str) -> Round:
    from infoview_sync.sync.http import sync_once  # noqa: PLC0415 - httpx costs 0.1 s of every start

    with progress_bar() as bar:
        task = bar.add_task("syncing", total=None)
        async with _client(address, token) as client:
            return await sync_once(
                notebook, client,
                lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip


def _ask_notebook_id(address: str, token: str) -> str:
    """Which notebook the other side keeps: asked before anything is made here."""
    import asyncio  # noqa: PLC0415 - only to join

    from infoview_sync.sync.http import fetch_heads  # noqa: PLC0415 - as above

    async def ask() -> str:
        async with _client(address, token) as client:
            return (await fetch_heads(client)).notebook

    return asyncio.run(ask())


def _client(address: str, token: str) -> httpx.AsyncClient:
    import httpx  # noqa: PLC0415 - as above

    # A proxy from the environment would be handed the token.
    return httpx.AsyncClient(
        base_url=address, headers={"authorization": f"Bearer {token}"}, timeout=TIMEOUT_S,
        trust_env=False, follow_redirects=False,
    )  # fmt: skip


def _address(url: str) -> str:
    """The checked address. Raises: UsageError, without repeating a token in it."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UsageError("that is not an address, such as http://127.0.0.1:4663") from None
    if parts.fragment or parts.query or parts.username or parts.password:
        raise UsageError(
            "leave the token out of the address (the shell remembers it): give only what stands"
            " before the #, and the token by --token-file or on standard input"
        )
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError("that is not an address, such as http://127.0.0.1:4663")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise UsageError(
            f"http to {host} would send the token and the notebook unprotected; use https,"
            " or a tunnel to 127.0.0.1"
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port is not None else "")


def _token(file: Path | None) -> str:
    """Raises: UsageError if it cannot be a token."""
    if file is not None:
        try:
            with file.open(encoding="utf-8") as stream:
                token = stream.read(TOKEN_CHARS_MAX + 2)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"the token cannot be read from {file}: {error}") from error
    elif sys.stdin.isatty():
        token = getpass("token (behind #token= in the address that `infoview up` prints): ")
    else:
        token = sys.stdin.readline(TOKEN_CHARS_MAX + 2)
    token = token.strip()
    if not token or len(token) > TOKEN_CHARS_MAX or not token.isascii() or not token.isprintable():
        raise UsageError(
            "a token is needed: --token-file FILE (the server's home has one, browser.token)"
        )
    return token
