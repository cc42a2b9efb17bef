"""How another device is told where to come and by which secret: link, QR code, typed code."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import msgspec

from infoview_sync.devices.invitations import Sort, invite
from infoview_sync.keys.pairing import fingerprint
from infoview_sync.keys.texts import to_text
from infoview_sync.projections.notebook import Notebook


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An invitation as the app and the command line show it, once; nothing else keeps its secret.

    `modules`: the rows of the QR code, 1 is dark. `expires_at`: ms since 1970. `only_here`: another
    machine cannot reach the address, so the person must be told of `infoview up --lan`.
    """

    sort: Sort
    address: str
    expires_at: int
    link: str = ""
    code: str = ""
    modules: list[str] = []
    only_here: bool = False


class Inviting(NamedTuple):
    """`here`: the address on this machine; `outside`: as others reach it, or None if none can."""

    here: str
    outside: str | None

    async def invite(self, notebook: Notebook, sort: Sort) -> Shown:
        """A new invitation to this server."""
        address = self.here if sort == "here" else self.outside or self.here
        world = notebook.world
        only_here = sort != "here" and self.outside is None
        made, secret = await notebook.write(
            partial(invite, sort=sort, now_ms=world.wall_ms(), random_bytes=world.random_bytes)
        )
        if sort == "code":
            code = f"{secret[:4]}-{secret[4:]}".upper()
            return Shown(
                sort=sort, address=address, expires_at=made.expires_at, code=code,
                only_here=only_here,
            )  # fmt: skip
        public = (await notebook.keyring()).secrets.public.public_key
        key = "here" if sort == "here" else "pair"
        link = f"{address}/#{key}={secret}.{to_text(fingerprint(public))}"
        modules = _modules(link) if sort == "qr" else []
        return Shown(
            sort=sort, address=address, expires_at=made.expires_at, link=link, modules=modules,
            only_here=only_here,
        )  # fmt: skip


def _modules(link: str) -> list[str]:
    """The rows of the QR code, quiet zone included; 1 is dark."""
    import segno  # noqa: PLC0415 - only when a code is shown

    code = segno.make(link, error="m", micro=False)
    return ["".join("1" if cell else "0" for cell in row) for row in code.matrix_iter(border=4)]
