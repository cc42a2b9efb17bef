"""`infoview calendar`: the address by which a calendar program subscribes to the interviews."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, say
from infoview_sync.files.export.saving import saved
from infoview_sync.locking import port_served
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import CALENDAR_SECRET_NAME


async def calendar(
    notebook: Notebook,
    *,
    revoke: Annotated[
        bool, typer.Option("--revoke", help="Make a new address; the old one is dead at once.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print the address of the calendar feed; whoever has it sees when you meet whom."""
    # Imported here: the server's libraries would slow down every other command.
    from infoview_sync.server.calendar import PATH, SECRET_BYTES, secret_in  # noqa: PLC0415 - start-up
    from infoview_sync.server.serve import DEFAULT_PORT, LOOPBACK  # noqa: PLC0415 - as above

    home = notebook.database.parent
    file = home / CALENDAR_SECRET_NAME
    secret = secret_in(file)
    is_new = secret is None or revoke
    if secret is None or revoke:
        secret = _keep(file, notebook.world.random_bytes(SECRET_BYTES).hex())
    port = port_served(home)
    url = f"http://{LOOPBACK}:{port or DEFAULT_PORT}{PATH}{secret}.ics"
    if as_json:
        print_json({"url": url, "new": is_new, "served": port is not None})
        return
    say(url)
    if revoke:
        say("the old address is dead; subscribe to this one", "dim")
    say(
        "subscribe to it with a calendar program on this machine; it answers while `infoview up`"
        + (" runs" if port is not None else " runs, which it does not now"),
        "dim",
    )
    say("it is a secret: whoever has it sees when you meet whom; --revoke replaces it", "dim")


def _keep(file: Path, secret: str) -> str:
    with saved(file, force=True) as draft:
        draft.write(secret.encode())
    return secret


async def feed_of(notebook: Notebook) -> bytes:
    """The calendar that subscribers get: all interviews, without alarms."""
    # Imported here: the library is slow to load, and most runs serve no feed.
    from infoview_sync.files.export.asking import ask  # noqa: PLC0415 - as above
    from infoview_sync.files.export.calendar import (  # noqa: PLC0415 - as above
        FEED_REFRESH,
        calendar,
    )

    return await notebook.read(
        lambda connection: calendar(ask(connection, "appointments").rows, refresh=FEED_REFRESH)
    )
