"""What the app's list of devices needs: who comes in, inviting, deciding, cutting off."""

from __future__ import annotations

from functools import partial
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infoview_sync.devices import access, applicants
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import NotFound
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.keys.derivation import EpochKey
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.texts import to_text
from infoview_sync.keys.wrap import wrap_epoch
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.answers import refusal
from infoview_sync.server.bodies import JSON, read_json
from infoview_sync.server.changes import Changes
from infoview_sync.server.door import caller_of, is_from_here
from infoview_sync.server.inviting import Inviting

_NO_STORE = {"cache-control": "no-store"}


class _Invite(msgspec.Struct):
    sort: Literal["qr", "code"]


class _Decide(msgspec.Struct):
    session: str
    approve: bool


class _Revoke(msgspec.Struct):
    log: Id


class DeviceRoutes:
    """The routes over one notebook. `inviting` knows by which address others reach this server."""

    def __init__(self, notebook: Notebook, changes: Changes, inviting: Inviting) -> None:
        self._notebook = notebook
        self._changes = changes
        self._inviting = inviting

    def routes(self) -> list[Route]:
        return [
            Route("/sync/keys", self.keys, methods=["GET"]),
            Route("/devices/list", self.list, methods=["GET"]),
            Route("/devices/invite", self.invite, methods=["POST"]),
            Route("/devices/asking", self.asking, methods=["GET"]),
            Route("/devices/decide", self.decide, methods=["POST"]),
            Route("/devices/revoke", self.revoke, methods=["POST"]),
        ]

    async def keys(self, request: Request) -> Response:
        """Every epoch key, wrapped for whoever asks."""
        recipient = caller_of(request.scope).log
        keyring = await self._notebook.keyring()
        keys = (await self._notebook.read(roster.device_keys)).get(recipient)
        if keys is None:
            raise NotFound("this device's own log has not arrived here: sync first")
        wrapped = [
            wrap_epoch(
                EpochKey(number, key),
                notebook=self._notebook.who.notebook,
                recipient=recipient,
                agreement_key=keys.agreement_key,
                ephemeral_secret=self._notebook.world.random_bytes(KEY_BYTES),
                signing_seed=keyring.secrets.signing_seed,
            )
            for number, key in sorted(keyring.epochs.items())
        ]
        return _json({
            "keys": [
                {
                    "epoch": each.epoch,
                    "from": self._notebook.who.log,
                    "sealed": to_text(each.sealed),
                    "signature": to_text(each.signature),
                }
                for each in wrapped
            ]
        })  # fmt: skip

    async def list(self, _request: Request) -> Response:
        """When each device was here last, and how much it held then."""
        seen = await self._notebook.read(access.seen_devices)
        heads = await self._notebook.heads()
        return _json({
            "devices": [each._asdict() for each in seen],
            "events": sum(head.seq for head in heads.values()),
            "server": self._notebook.who.log,
        })  # fmt: skip

    async def invite(self, request: Request) -> Response:
        if not _is_local(request):
            return _only_here()
        sort = (await read_json(request, _Invite)).sort
        return _json(await self._inviting.invite(self._notebook, sort))

    async def asking(self, request: Request) -> Response:
        if not _is_local(request):
            return _only_here()
        found = await self._notebook.read(
            partial(applicants.open_applicants, now_ms=self._notebook.world.wall_ms())
        )
        return _json({
            "applicants": [
                {
                    "session": each.session,
                    "name": each.name,
                    "form": each.form,
                    "digits": each.digits,
                    "expires_at": each.expires_at,
                }
                for each in found
            ]
        })  # fmt: skip

    async def decide(self, request: Request) -> Response:
        if not _is_local(request):
            return _only_here()
        said = await read_json(request, _Decide)
        await self._notebook.write(
            partial(
                applicants.decide,
                session=said.session,
                approve=said.approve,
                now_ms=self._notebook.world.wall_ms(),
            )
        )
        return _json({"decided": True})

    async def revoke(self, request: Request) -> Response:
        said = await read_json(request, _Revoke)
        epoch = await self._notebook.write(
            partial(revoke_device, log=said.log, who=self._notebook.who, world=self._notebook.world)
        )
        # Streams of the device that was cut off end when they look; that is now.
        self._changes.tell()
        return _json({"epoch": epoch})


def _only_here() -> Response:
    return refusal(403, "forbidden", "only the browser on InfoView's own computer may do this")


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type=JSON, headers=_NO_STORE)


def _is_local(request: Request) -> bool:
    """A browser of this machine, and by the short way: its token must not let in from elsewhere."""
    return caller_of(request.scope).is_here and is_from_here(request.scope)
