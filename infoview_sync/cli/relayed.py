"""A relay from the command line of a device: one round, and who is asked for its token, once.

It is asked for again when the relay no longer knows it, and kept only after a good round.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from getpass import getpass

from infoview_sync.cli.output import progress_bar, warn
from infoview_sync.cli.reaching import client_of
from infoview_sync.cli.session import Setting, with_notebook
from infoview_sync.cli.sharing import note_round, tell_round
from infoview_sync.devices.peers import keep_relay, peer_at, relay_token
from infoview_sync.errors import Unauthorised, UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME
from infoview_sync.stores.round import Round, Rounds

TOKEN_CHARS_MAX = 200


def sync_with_relay(
    setting: Setting, address: str, *, new_token: bool = False, as_json: bool
) -> bool:
    """One round if a relay is there, told; whether one is, and not another device.

    With `new_token`, the token is asked for though the notebook has one.
    """
    is_peer, token = _known_at(setting, address)
    if is_peer or (token is None and not asyncio.run(is_relay_at(address))):
        return False
    if not (setting.home / DATABASE_NAME).exists():
        raise UsageError(
            f"there is no notebook in {setting.home} yet. With the 24 words, bring yours back:"
            f" infoview restore --from {address}. With another device of yours, let this one in"
            " first: infoview sync URL"
        )
    done = None
    if token is not None and not new_token:
        try:
            done = with_notebook(setting, partial(_round, address, token), create=False)
        except Unauthorised:
            warn(f"{address} no longer takes the token that this notebook has for it")
    if done is None:
        done = with_notebook(setting, partial(_round, address, ask_token()), create=False)
    tell_round(done, setting.world.tz, as_json=as_json)
    return True


def sync_relay(setting: Setting, address: str, *, new_token: bool = False, as_json: bool) -> None:
    """As `sync_with_relay`. Raises: UsageError if another device is there."""
    if not sync_with_relay(setting, address, new_token=new_token, as_json=as_json):
        raise UsageError(
            f"{address} is another device, not a relay; to exchange with it once:"
            f" infoview sync {address}"
        )


def require_token(setting: Setting, address: str) -> None:
    """Ask for the token of a relay, and try it in a first round, if this notebook has none.

    Raises: UsageError if another device is there; SyncError.
    """
    _, token = _known_at(setting, address)
    if token is None:
        sync_relay(setting, address, as_json=False)


async def is_relay_at(address: str) -> bool:
    from infoview_sync.stores.relayed import is_relay  # noqa: PLC0415 - httpx costs every start

    async with client_of(address) as client:
        return await is_relay(client)


def ask_token() -> str:
    """The relay's token, which no shell and no process list gets to see. Raises: UsageError."""
    if sys.stdin.isatty():
        text = getpass("token of your notebook on this relay (`infoview relay add` there): ")
    else:
        text = sys.stdin.readline(TOKEN_CHARS_MAX + 1)
    if not text.strip() or len(text) > TOKEN_CHARS_MAX or not text.strip().isascii():
        raise UsageError("a token is needed: ask whoever runs the relay (`infoview relay add`)")
    return text.strip()


async def remember_relay(address: str, token: str, notebook: Notebook) -> None:
    """So that the token is not asked for again."""
    await notebook.write(partial(keep_relay, address=address, token=token))


def _known_at(setting: Setting, address: str) -> tuple[bool, str | None]:
    if not (setting.home / DATABASE_NAME).exists():
        return False, None
    return with_notebook(setting, partial(_known, address), create=False)


async def _known(address: str, notebook: Notebook) -> tuple[bool, str | None]:
    """Whether another device is known to be there, and the token if a relay is."""
    peer = await notebook.read(partial(peer_at, address=address))
    return peer is not None, await notebook.read(partial(relay_token, address=address))


async def _round(address: str, token: str, notebook: Notebook) -> Round:
    from infoview_sync.stores.relayed import RelayStore  # noqa: PLC0415 - as above

    with progress_bar() as bar:
        task = bar.add_task("syncing", total=None)
        async with client_of(address, token) as client:
            store = RelayStore(client, notebook.who.notebook)
            done = await Rounds(notebook, store).round(
                lambda done, total: bar.update(task, completed=done, total=total)
            )
    await remember_relay(address, token, notebook)
    await note_round(notebook, address)
    return done
