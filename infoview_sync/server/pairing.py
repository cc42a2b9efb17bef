"""Pairing over HTTP: begin, reveal, finish (docs/security.md). The only routes without a token.

What is said is judged in keys/pairing_server.py; who may be asked for, and for how long, in
devices/. Here are the sessions in between, which end with this process.
"""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from typing import NamedTuple

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infoview_sync.devices import applicants, invitations
from infoview_sync.devices.admitting import admit_device
from infoview_sync.devices.applicants import DECIDE_WITHIN_MS, Asking
from infoview_sync.devices.invitations import Invitation
from infoview_sync.errors import InputError, NotFound, Revoked, Untrusted
from infoview_sync.events.catalogue.system import DeviceAdded
from infoview_sync.ids import is_id, new_id
from infoview_sync.keys.grant import seal_grant
from infoview_sync.keys.pairing import PAIRING_NONCE_BYTES, Agreed, Applicant, Begin, Reveal
from infoview_sync.keys.pairing_server import Offering, Waiting, answer, check
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.texts import to_text
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.answers import refusal
from infoview_sync.server.bodies import JSON, read_json
from infoview_sync.server.door import is_from_here, is_in_the_open

SESSIONS_MAX = 16
"""Pairings under way at once; the oldest make room."""
SESSION_MS = 240_000
"""From the first word to the grant: an invitation's two minutes, and two to compare digits."""
HOLD_S = 20.0
"""How long a question for the decision is kept waiting; proxies end one of half a minute."""
LOOK_EVERY_S = 0.3
"""Another process may decide; this is how soon it is noticed."""
_NO_STORE = {"cache-control": "no-store"}


class _Session(NamedTuple):
    """`agreed`: None until the device has revealed itself."""

    invitation: Invitation
    waiting: Waiting
    ends_at: int
    applicant: Applicant | None = None
    agreed: Agreed | None = None


class _Finish(msgspec.Struct):
    session: str


class PairingRoutes:
    """The three routes, and the sessions of this process."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._sessions: dict[str, _Session] = {}

    def routes(self) -> list[Route]:
        return [
            Route("/pair/begin", self.begin, methods=["POST"]),
            Route("/pair/reveal", self.reveal, methods=["POST"]),
            Route("/pair/finish", self.finish, methods=["POST"]),
        ]

    async def begin(self, request: Request) -> Response:
        begin = await read_json(request, Begin)
        now_ms = self._now()
        try:
            invitation = await self._notebook.read(
                partial(invitations.find_invitation, name=begin.invitation, now_ms=now_ms)
            )
        except NotFound:
            await self._notebook.write(invitations.count_guess)
            raise
        if invitation.sort == "here" and not is_from_here(request.scope):
            return refusal(403, "forbidden", "this link opens only on the computer that made it")
        keyring = await self._notebook.keyring()
        random_bytes = self._notebook.world.random_bytes
        offering = Offering(
            session=new_id(random_bytes),
            ephemeral_secret=random_bytes(KEY_BYTES),
            nonce=random_bytes(PAIRING_NONCE_BYTES),
            log=keyring.who.log,
            signing_seed=keyring.secrets.signing_seed,
        )
        begun, waiting = answer(offering, begin)
        self._make_room(now_ms)
        self._sessions[begun.session] = _Session(invitation, waiting, now_ms + SESSION_MS)
        return _json(begun)

    async def reveal(self, request: Request) -> Response:
        reveal = await read_json(request, Reveal)
        session = self._session(reveal.session)
        if session is None or session.agreed is not None:
            return _expired()
        invitation = session.invitation
        _check_introduction(reveal)
        now_ms = self._now()
        await self._notebook.write(partial(_try, invitation=invitation, now_ms=now_ms))
        applicant, agreed = check(session.waiting, reveal, hash_of_secret=invitation.secret_hash)
        if applicant.log in await self._notebook.read(roster.cut_off):
            # Before the invitation is used up: it may ask again at once.
            raise Revoked("this device was cut off: it can be let in as a new one only")
        asking = Asking(
            session=reveal.session,
            invitation=invitation.name,
            log=applicant.log,
            name=applicant.name,
            form=applicant.form,
            digits=agreed.digits,
            decision="approved" if invitation.sort == "here" else "asking",
            expires_at=now_ms + DECIDE_WITHIN_MS,
        )
        is_first = await self._notebook.write(partial(_ask, asking=asking, now_ms=now_ms))
        if not is_first:
            return _expired()
        self._sessions[reveal.session] = session._replace(applicant=applicant, agreed=agreed)
        return _json({"waiting": True})

    async def finish(self, request: Request) -> Response:
        name = (await read_json(request, _Finish)).session
        session = self._session(name)
        if session is None or session.agreed is None or session.applicant is None:
            return _expired()
        decision = await self._decision(name)
        if decision == "asking":
            return _json({"waiting": True}, status=202)
        # Before anything is awaited: one session is granted once.
        self._sessions.pop(name, None)
        if decision is None:
            return _expired()
        if decision == "refused":
            return refusal(403, "refused", "the other device said no; nothing was shared")
        grant = await self._notebook.write(
            partial(
                admit_device,
                applicant=session.applicant,
                who=self._notebook.who,
                is_here=session.invitation.sort == "here",
                now_ms=self._now(),
                random_bytes=self._notebook.world.random_bytes,
                in_the_open=is_in_the_open(request.scope),
            )
        )
        return _json({"sealed": to_text(seal_grant(session.agreed.grant_key, grant))})

    async def _decision(self, session: str) -> applicants.Decision | None:
        """What a person has decided, waited for a while; `asking` if nothing yet."""
        deadline = asyncio.get_running_loop().time() + HOLD_S
        while True:
            decision = await self._notebook.read(
                lambda connection: applicants.decision_about(
                    connection, session, now_ms=self._now()
                )
            )
            if decision != "asking" or asyncio.get_running_loop().time() >= deadline:
                return decision
            await asyncio.sleep(LOOK_EVERY_S)

    def _session(self, name: str) -> _Session | None:
        session = self._sessions.get(name)
        return session if session is not None and session.ends_at > self._now() else None

    def _make_room(self, now_ms: int) -> None:
        late = [name for name, each in self._sessions.items() if each.ends_at <= now_ms]
        oldest = list(self._sessions)[: max(0, len(self._sessions) - SESSIONS_MAX + 1)]
        for name in {*late, *oldest}:
            del self._sessions[name]

    def _now(self) -> int:
        return self._notebook.world.wall_ms()


def _try(connection: sqlite3.Connection, invitation: Invitation, now_ms: int) -> None:
    """Count a try, if one is left: several devices may have begun before one reveals itself."""
    invitations.find_invitation(connection, invitation.name, now_ms=now_ms)
    invitations.count_try(connection, invitation.name)


def _ask(connection: sqlite3.Connection, asking: Asking, now_ms: int) -> bool:
    """Put the device before a person; False if another one was faster."""
    if not invitations.use_up(connection, asking.invitation):
        return False
    applicants.add_applicant(connection, asking, now_ms=now_ms)
    return True


def _check_introduction(reveal: Reveal) -> None:
    """Raises: Untrusted if it names no log, InputError if its name or form cannot be kept."""
    if not is_id(reveal.log):
        raise Untrusted("the device names no log")
    try:
        msgspec.convert({"name": reveal.name, "form": reveal.form}, DeviceAdded)
    except msgspec.ValidationError as error:
        raise InputError(f"the device's name or form cannot be kept: {error}") from error


def _expired() -> Response:
    return refusal(410, "expired", "this took too long; begin again on both devices")


def _json(value: object, *, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type=JSON, headers=_NO_STORE)
