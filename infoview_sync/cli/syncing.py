"""`infoview sync`: one round with a running `infoview up`, this machine's or another's, or with a
shared folder.

No secret stands on the command line (other users see it in the process list, the shell keeps it):
the code or link that lets this device in is asked for, or comes from standard input.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from infoview_sync.cli import words
from infoview_sync.cli.confirming import confirm
from infoview_sync.cli.errors import INTEGRITY, ViewsDiffer
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, progress_bar, say, warn
from infoview_sync.cli.reaching import checked_address, client_of, is_folder
from infoview_sync.cli.relayed import sync_relay, sync_with_relay
from infoview_sync.cli.session import Setting, setting_of, with_notebook
from infoview_sync.cli.sharing import sync_folder
from infoview_sync.devices.joining import NewDevice, joining_by, new_device, take_keys
from infoview_sync.devices.last_times import note_synced
from infoview_sync.devices.peers import Peer, keep_peer, peer_at
from infoview_sync.devices.renewing import sealing_anew
from infoview_sync.errors import (
    CutOff,
    ForeignNotebook,
    Fork,
    NotAdmitted,
    Revoked,
    Unauthorised,
    UnknownSender,
    UsageError,
)
from infoview_sync.keys.grant import Grant
from infoview_sync.keys.pairing import Applicant
from infoview_sync.log.keyring import Joining
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME

if TYPE_CHECKING:
    from infoview_sync.sync.http import Round

INVITATION_CHARS_MAX = 600


def sync(
    ctx: typer.Context,
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL|FOLDER",
            help="The other's address, without what follows a #; or a folder that devices share.",
        ),
    ] = "http://127.0.0.1:4663",
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask whether the digits are the same.")
    ] = False,
    new_token: Annotated[
        bool,
        typer.Option("--new-token", help="Ask for a relay's token again: another room there."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Exchange with another device what each lacks, once; the first time, it must let this one in.

    Then the code that it shows (or the whole link) is asked for, or read from standard input.
    A folder (Syncthing, Dropbox, iCloud, a USB stick) or a relay needs nobody to be there at the
    same time; a relay's token is asked for once in the same way, and again if the relay no longer
    knows it.
    """
    setting = setting_of(ctx)
    if is_folder(url):
        if new_token:
            raise UsageError("only a relay has a token; a folder is shared by other means")
        sync_folder(setting, Path(url), as_json=as_json)
        return
    address = checked_address(url)
    if new_token:
        sync_relay(setting, address, new_token=True, as_json=as_json)
    elif not sync_with_relay(setting, address, as_json=as_json):
        _sync_with(address, setting, yes=yes, as_json=as_json)


def _sync_with(address: str, setting: Setting, *, yes: bool, as_json: bool) -> None:
    is_new = not (setting.home / DATABASE_NAME).exists()
    device = (
        new_device(setting.world.random_bytes)
        if is_new
        else with_notebook(setting, partial(_stranger_at, address), create=False)
    )
    exchange = partial(_exchange, address, setting, yes=yes)
    try:
        try:
            done = exchange(device)
        except CutOff as error:
            if is_new:
                raise
            warn(f"{error}; it is let in once more, as a new one, and nothing is lost")
            done = exchange(new_device(setting.world.random_bytes))
        except UnknownSender as error:
            if is_new:
                raise
            # It goes on as another device since it was cut off, or moved, and let in elsewhere.
            warn(f"{error}; whoever is at {address} now must let this device in once more")
            done = exchange(with_notebook(setting, _itself, create=False))
    except ForeignNotebook as error:
        raise ForeignNotebook(
            f"{error}. To join that notebook, sync into an empty folder: infoview --home DIR sync"
        ) from error
    if done.agrees is False:
        raise ViewsDiffer(
            "both sides hold the same events and yet show them differently; nothing is lost."
            " Please report it with both outputs of `infoview digest --json`"
        )
    _tell(done, joined=is_new, as_json=as_json)
    if any(isinstance(why, Fork) for why in done.refused.values()):
        raise typer.Exit(INTEGRITY)


def _exchange(address: str, setting: Setting, device: NewDevice | None, *, yes: bool) -> Round:
    """One round, after this `device` was let in there, if there is one to be let in.

    Raises: CutOff if the other side lets in no longer what this notebook is written as.
    """
    let_in = None if device is None else _let_in(address, device, setting, yes=yes)
    has_notebook = (setting.home / DATABASE_NAME).exists()

    async def work(notebook: Notebook) -> Round:
        if let_in is not None:
            if has_notebook:
                await _let_in_again(notebook, let_in.joining)
            await notebook.write(partial(keep_peer, peer=let_in.peer))
        known = await notebook.read(partial(peer_at, address=address))
        if known is None:
            raise UsageError(
                f"{address} does not know this device, which has a notebook of its own. To join the"
                " one there, sync into an empty folder: infoview --home DIR sync URL"
            )
        return await _round(notebook, known)

    joining = None if let_in is None or has_notebook else let_in.joining
    return with_notebook(setting, work, create=True, joining=joining)


def _tell(done: Round, *, joined: bool, as_json: bool) -> None:
    if as_json:
        print_json({
            "pulled": done.pulled, "pushed": done.pushed, "agrees": done.agrees, "joined": joined,
            "refused": {log: str(error) for log, error in done.refused.items()},
        })  # fmt: skip
        return
    for reason in done.refused.values():
        warn(f"left out: {reason}")
    agrees = "both sides show the same" if done.agrees else "their views were not compared"
    exchanged = f"{words.counted(done.pulled, 'event')} in, {done.pushed:,} out; {agrees}"
    say(f"joined the notebook; {exchanged}" if joined else exchanged)


async def _stranger_at(address: str, notebook: Notebook) -> NewDevice | None:
    """This device, if the server there has not let it in and may: one that itself was let in.

    The first device of a notebook is left out as long as it is the only one: what is there is then
    another notebook's.
    """
    keyring = await notebook.keyring()
    known = await notebook.read(partial(peer_at, address=address))
    is_alone = keyring.approval is None and len(await notebook.ask("devices")) == 1
    return None if known is not None or is_alone else await _itself(notebook)


async def _itself(notebook: Notebook) -> NewDevice:
    """This device as it is, to be let in by one more."""
    return NewDevice(notebook.who.log, (await notebook.keyring()).secrets)


async def _let_in_again(notebook: Notebook, joining: Joining) -> None:
    """A device that has the notebook already; one that was cut off goes on in another log."""
    await notebook.write(partial(take_keys, joining=joining, who=notebook.who))
    if joining.log != notebook.who.log:
        await notebook.go_on_as(joining)


class _LetIn(NamedTuple):
    """By whom, and as what."""

    peer: Peer
    joining: Joining


def _let_in(address: str, device: NewDevice, setting: Setting, *, yes: bool) -> _LetIn:
    """Ask the other side to let this device in; a person there approves.

    One that was cut off there is let in as a new one: its log may never go on.
    """
    from infoview_sync.devices import asking  # noqa: PLC0415 - httpx costs 0.1 s of every start

    world = setting.world
    invited = asking.read_invitation(_invitation())

    async def ask_in(device: NewDevice) -> asking.Asked:
        applicant = Applicant(
            device.log, device.secrets.public, world.device_name, world.device_form
        )
        async with client_of(address) as client:
            return await asking.ask_in(client, invited, applicant, world.random_bytes)

    async def await_grant(asked: asking.Asked) -> Grant:
        async with client_of(address) as client:
            return await asking.await_grant(client, asked)

    try:
        asked = asyncio.run(ask_in(device))
    except Revoked:
        device = new_device(world.random_bytes)
        asked = asyncio.run(ask_in(device))
    digits = asked.revealed.agreed.digits
    say(f"Both sides must show {digits[:3]} {digits[3:]}; approve it on the other one")
    if invited.server is None:
        # A typed code names nobody: only the digits tell the right computer from a false one.
        confirm("Does the other computer show the same digits?", yes=yes, as_json=False)
    grant = asyncio.run(await_grant(asked))
    peer = Peer(address, grant.token, asked.revealed.server_log, asked.revealed.server_key)
    return _LetIn(peer, joining_by(grant, log=device.log, secrets=device.secrets))


async def _round(notebook: Notebook, peer: Peer) -> Round:
    from infoview_sync.sync.epochs import Paired  # noqa: PLC0415 - httpx costs 0.1 s of every start
    from infoview_sync.sync.http import sync_once  # noqa: PLC0415 - as above

    with progress_bar() as bar:
        task = bar.add_task("syncing", total=None)
        async with client_of(peer.address, peer.token) as client, sealing_anew(notebook):
            try:
                done = await sync_once(
                    notebook, client,
                    lambda done, total: bar.update(task, completed=done, total=total),
                    paired=Paired(peer.log, peer.public_key),
                )  # fmt: skip
            except Unauthorised as error:
                raise CutOff(f"{peer.address} does not let this device in any more") from error
    why = done.refused.get(notebook.who.log)
    if isinstance(why, NotAdmitted):
        raise CutOff(f"{peer.address} does not take what this device says: {why}") from why
    if why is not None:
        # Of others' logs one is told; that nothing said here arrives is a failure.
        raise why
    note_synced(
        notebook.database.parent,
        address=peer.address,
        own_events=(await notebook.heads())[notebook.who.log].seq,
        now_ms=notebook.world.wall_ms(),
    )
    return done


def _invitation() -> str:
    """What the other side shows. Raises: UsageError if there is nothing."""
    if sys.stdin.isatty():
        text = getpass("code or link that the other device shows (`infoview pair` there): ")
    else:
        text = sys.stdin.readline(INVITATION_CHARS_MAX + 1)
    if not text.strip() or len(text) > INVITATION_CHARS_MAX:
        raise UsageError(
            "a code is needed to be let in: run `infoview pair --code` on the other device"
        )
    return text
