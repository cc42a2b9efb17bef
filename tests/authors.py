"""Devices as tests need them: one that may come in, and one whose word counts whatever it says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from infoview_sync.devices.access import grant_access
from infoview_sync.devices.admitting import admit_device
from infoview_sync.devices.joining import joining_by
from infoview_sync.events.author import Draft, event_data
from infoview_sync.events.chain import Head, genesis
from infoview_sync.ids import new_id
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.keys.pairing import Applicant
from infoview_sync.keys.primitives import NONCE_BYTES
from infoview_sync.keys.signing import sign_head
from infoview_sync.log.keyring import new_secrets
from infoview_sync.log.store import Body
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.run import SignedRun
from infoview_sync.projections.write import Accepted
from infoview_sync.settings import World
from infoview_sync.sync.segment import seal_segment
from tests.world import world

TOKEN = "a-token-for-tests"
CALLER = "ca11erca11erca00"
FAR = 10_000_000


class Author(NamedTuple):
    """Signs heads of any log with `signing_seed` and seals under `epoch`."""

    notebook: str
    signing_seed: bytes
    epoch: EpochKey

    def sign(self, log: str, head: Head) -> bytes:
        return sign_head(self.signing_seed, head, notebook=self.notebook, log=log)

    def segment(self, log: str, bodies: Sequence[Body], after: Head | None = None) -> bytes:
        """The sealed bytes; the same every time, since the nonce is."""
        return seal_segment(
            notebook=self.notebook,
            log=log,
            after=after or genesis(notebook=self.notebook, log=log),
            bodies=bodies,
            epoch=self.epoch,
            nonce=bytes(NONCE_BYTES),
            sign=partial(self.sign, log),
        )


async def author_of(notebook: Notebook, *vouched: str) -> Author:
    """Somebody who speaks for these logs: the notebook itself vouches for them and signs."""
    now = notebook.now_local()
    drafts = [
        Draft(subject=log, data=event_data("log.vouched", {"last_seq": FAR}), occurred_at=now)
        for log in vouched
    ]
    if drafts:
        await notebook.append(drafts)
    keyring = await notebook.keyring()
    return Author(notebook.who.notebook, keyring.secrets.signing_seed, keyring.current)


async def author_at(home: Path, *vouched: str) -> Author:
    """The same beside a server process that serves this home."""
    notebook = await Notebook.open(home, world(name="beside"))
    try:
        return await author_of(notebook, *vouched)
    finally:
        await notebook.close()


async def let_in(
    notebook: Notebook, *, token: str = TOKEN, log: str = CALLER, is_here: bool = True,
    in_the_open: bool = False,
) -> None:  # fmt: skip
    """This token opens the notebook's server from now on."""
    await notebook.write(
        partial(
            grant_access,
            token=token,
            log=log,
            is_here=is_here,
            in_the_open=in_the_open,
            now_ms=notebook.world.wall_ms(),
        )
    )


async def admit_all(notebook: Notebook, runs: Sequence[SignedRun]) -> Accepted:
    """Take these runs. Raises: NotAdmitted, Revoked if one of them is left out."""
    accepted = await notebook.admit(runs)
    for why in accepted.refused.values():
        raise why
    return accepted


async def joined(
    notebook: Notebook, home: Path, *, name: str, token: str | None = None,
    surroundings: World | None = None,
) -> Notebook:  # fmt: skip
    """A second device of this notebook, let in as pairing does it."""
    surroundings = surroundings or world(name=name)
    secrets = new_secrets(surroundings.random_bytes)
    applicant = Applicant(new_id(surroundings.random_bytes), secrets.public, name, "laptop")
    grant = await notebook.write(
        partial(
            admit_device,
            applicant=applicant,
            who=notebook.who,
            is_here=False,
            now_ms=notebook.world.wall_ms(),
            random_bytes=surroundings.random_bytes,
        )
    )
    if token is not None:
        await let_in(notebook, token=token, log=applicant.log, is_here=False)
    return await Notebook.open(
        home, surroundings, joining=joining_by(grant, log=applicant.log, secrets=secrets)
    )
