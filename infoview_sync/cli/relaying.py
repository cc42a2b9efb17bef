"""`infoview relay`: run a place where devices leave what others lack, sealed; it holds no key."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from infoview_sync.cli.confirming import confirm
from infoview_sync.cli.options import Home, Json
from infoview_sync.cli.output import print_json, say, table
from infoview_sync.cli.session import Setting, setting_of
from infoview_sync.cli.stopping import stop_at_first_signal
from infoview_sync.errors import NotFound, UsageError
from infoview_sync.events.author import local_moment
from infoview_sync.relay import database

MEGABYTE = 1_000_000
QUOTA_MB = 200
TOKEN_BYTES = 32
NAME_CHARS_MAX = 80
T = TypeVar("T")


class Wish(StrEnum):
    """What is asked of the relay."""

    serve = "serve"
    add = "add"
    quota = "quota"
    list = "list"
    remove = "remove"


def relay(
    ctx: typer.Context,
    wish: Annotated[
        Wish,
        typer.Argument(
            metavar="serve|add|quota|list|remove",
            help="serve: run it; add NAME: room for one more notebook, and its token; quota NAME:"
            " another --quota-mb for it; list; remove NAME: with all that lies there.",
            case_sensitive=False,
        ),
    ] = Wish.serve,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="What you call the notebook.")
    ] = None,
    *,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Another port than 4665.")
    ] = None,
    behind: Annotated[
        str | None,
        typer.Option(
            "--behind", metavar="URL",
            help="The https address by which a proxy on this machine is asked for the relay.",
        ),
    ] = None,
    quota_mb: Annotated[
        int | None,
        typer.Option(
            "--quota-mb", min=1, max=1_000_000,
            help=f"Room, in megabytes; with add, {QUOTA_MB} if it is not said.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before removing.")] = False,
    as_json: Json = False,
    home: Home = None,
) -> None:  # fmt: skip
    """Keep what devices leave for each other, sealed, where all of them can reach it."""
    setting = setting_of(ctx, home=home)
    if (name is None) == (wish in (Wish.add, Wish.quota, Wish.remove)):
        raise UsageError("say which: infoview relay add NAME, relay quota NAME, relay remove NAME")
    match wish:
        case Wish.serve:
            if as_json:
                raise UsageError("serving has no end to print a document at")
            _serve(setting, port, behind)
        case Wish.add:
            _add(setting, name or "", (quota_mb or QUOTA_MB) * MEGABYTE, as_json=as_json)
        case Wish.quota:
            if quota_mb is None:
                raise UsageError("say how much: infoview relay quota NAME --quota-mb N")
            _set_quota(setting, name or "", quota_mb * MEGABYTE, as_json=as_json)
        case Wish.list:
            _list(setting, as_json=as_json)
        case Wish.remove:
            _expect_relay(setting)
            confirm(f"Remove {name} and all that it left here?", yes=yes, as_json=as_json)
            _with_rooms(setting, lambda rooms: database.remove_space(rooms, name or ""))
            if as_json:
                print_json({"name": name, "removed": True})
            else:
                say(f"removed {name}")


def _serve(setting: Setting, port: int | None, behind: str | None) -> None:
    # Imported here: the server's libraries would slow down the other wishes.
    from infoview_sync.relay.serve import DEFAULT_PORT, serve_relay  # noqa: PLC0415 - as above
    from infoview_sync.server.serve import bind, proxied_origins  # noqa: PLC0415 - as above

    proxied_origins(behind)  # An address that cannot be is refused before anything begins.
    listener = bind(DEFAULT_PORT if port is None else port)

    def ready() -> None:
        at = behind or f"http://127.0.0.1:{listener.getsockname()[1]}"
        say(f"the relay is at {at}")
        say("`infoview relay add NAME` makes room for a notebook. Ctrl-C stops", "dim")
        sys.stdout.flush()

    stop_at_first_signal()
    path = setting.home / database.DATABASE_NAME
    try:
        asyncio.run(serve_relay(path, listener, behind=behind, on_ready=ready))
    except KeyboardInterrupt:
        say("stopped; everything left here is kept", "dim")
    finally:
        listener.close()


def _add(setting: Setting, name: str, bytes_max: int, *, as_json: bool) -> None:
    if not name.strip() or len(name) > NAME_CHARS_MAX or not name.isprintable():
        raise UsageError(f"a name has 1 to {NAME_CHARS_MAX} characters")
    random_bytes, now_ms = setting.world.random_bytes, setting.world.wall_ms()
    token = urlsafe_b64encode(random_bytes(TOKEN_BYTES)).rstrip(b"=").decode()
    _with_rooms(
        setting,
        lambda rooms: database.add_space(
            rooms, name=name, token=token, bytes_max=bytes_max, now_ms=now_ms
        ),
    )
    if as_json:
        print_json({"name": name, "token": token, "bytes_max": bytes_max})
        return
    say(token)
    say(
        "This is the token, shown this once. Each of the notebook's devices asks for it at its"
        " first `infoview sync URL`; the 24 words need it too",
        "dim",
    )


def _set_quota(setting: Setting, name: str, bytes_max: int, *, as_json: bool) -> None:
    _expect_relay(setting)
    used = _with_rooms(
        setting, lambda rooms: database.set_quota(rooms, name=name, bytes_max=bytes_max)
    )
    if as_json:
        print_json({"name": name, "bytes": used.size, "bytes_max": bytes_max})
        return
    say(f"{name} has room for {bytes_max:,} bytes now; {used.size:,} of them are used")


def _list(setting: Setting, *, as_json: bool) -> None:
    _expect_relay(setting)
    rows = _with_rooms(setting, database.spaces)
    tz = setting.world.tz
    if as_json:
        print_json([
            {
                "name": space.name, "notebook": space.notebook, "items": used.items,
                "bytes": used.size, "bytes_max": space.bytes_max,
                "since": local_moment(space.created_at, tz),
            }
            for space, used in rows
        ])  # fmt: skip
        return
    table(
        ("Name", "Items", "Bytes", "Of"),
        [(s.name, f"{u.items:,}", f"{u.size:,}", f"{s.bytes_max:,}") for s, u in rows],
    )


def _expect_relay(setting: Setting) -> None:
    if not (setting.home / database.DATABASE_NAME).exists():
        raise NotFound(
            f"no relay in {setting.home}; `infoview relay add NAME` begins one; --home DIR chooses"
            " another folder"
        )


def _with_rooms(setting: Setting, work: Callable[[sqlite3.Connection], T]) -> T:
    with closing(database.open_relay(setting.home / database.DATABASE_NAME)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = work(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        return done
