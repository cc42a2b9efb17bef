"""A relay as a store: its routes, by httpx (docs/relay.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import httpx
import msgspec
from msgspec import Meta

from infoview_sync.errors import NOT_JSON, ForeignNotebook, SyncError
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.stores.names import Place, named
from infoview_sync.stores.store import ITEM_BYTES_MAX, READ_AT_ONCE, Found, Listing
from infoview_sync.sync.answers import ask
from infoview_sync.sync.refusals import check_answer

_BYTES = {"content-type": "application/octet-stream"}
_JSON = {"content-type": "application/json"}
LISTING_BYTES_MAX = 8 * 1024 * 1024
"""Twenty thousand items, at some 140 bytes each, fit three times."""


class _Item(msgspec.Struct):
    shelf: str
    name: str
    size: Annotated[int, Meta(ge=0, le=ITEM_BYTES_MAX)]


class _Listing(msgspec.Struct):
    notebook: Id | None
    found: list[_Item]


class _Hello(msgspec.Struct):
    relay: int


async def is_relay(client: httpx.AsyncClient) -> bool:
    """Whether a relay answers there, and not another device. Raises: Unreachable."""
    answer = await ask(client, client.build_request("GET", "/relay"), LISTING_BYTES_MAX)
    try:
        return answer.status == httpx.codes.OK and (
            msgspec.json.decode(answer.body, type=_Hello).relay >= 1
        )
    except NOT_JSON:
        return False


async def notebook_at(client: httpx.AsyncClient) -> str | None:
    """The notebook that lies there under the client's token, if any does. Raises: SyncError."""
    return (await _listing(client)).notebook


class RelayStore:
    """The room of one notebook. `client` carries the relay's address and the token."""

    def __init__(self, client: httpx.AsyncClient, notebook: str) -> None:
        self._client = client
        self._notebook = notebook

    @property
    def address(self) -> str:
        return str(self._client.base_url)

    async def look(self) -> Listing:
        listing = await _listing(self._client)
        if listing.notebook not in (None, self._notebook):
            raise ForeignNotebook(
                f"{self.address} keeps notebook {listing.notebook} under this token, this one is"
                f" {self._notebook}"
            )
        # What was laid down is never changed there, so there is nothing to tell by a stamp.
        found = [
            Found(place, each.size, "")
            for each in listing.found
            if named(place := Place(each.shelf, each.name)) is not None
        ]
        return Listing(found, len(listing.found) - len(found))

    async def read(self, places: Sequence[Place]) -> list[bytes | None]:
        if not places:
            return []
        raw = await self._ask(
            "POST", "read", msgspec.json.encode({"places": [list(each) for each in places]}), _JSON
        )
        read: list[bytes | None] = []
        at = 0
        for _ in places:
            length = int.from_bytes(raw[at : at + 4], "big")
            read.append(raw[at + 4 : at + 3 + length] if length else None)
            at += 4 + max(length - 1, 0)
        if at != len(raw):
            raise SyncError(f"{self.address} sends something else than was asked for")
        return read

    async def put(self, place: Place, raw: bytes) -> None:
        await self._ask("PUT", _path(place), raw, _BYTES)

    async def remove(self, place: Place) -> None:
        await self._ask("DELETE", _path(place), b"", {})

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        request = self._client.build_request(
            method, f"/store/{self._notebook}/{path}", content=body, headers=headers
        )
        return await _answer(self._client, request, READ_AT_ONCE * (ITEM_BYTES_MAX + 4))


def _path(place: Place) -> str:
    """Raises: ValueError if it is not a name of ours, which needs no escaping."""
    if named(place) is None:
        raise ValueError(f"{place} is not a name of a store")
    return str(place)


async def _listing(client: httpx.AsyncClient) -> _Listing:
    raw = await _answer(client, client.build_request("GET", "/store"), LISTING_BYTES_MAX)
    try:
        return msgspec.json.decode(raw, type=_Listing)
    except NOT_JSON as error:
        raise SyncError(f"{client.base_url} answers like no relay: {error}") from error


async def _answer(client: httpx.AsyncClient, request: httpx.Request, bytes_max: int) -> bytes:
    """Raises: SyncError and its kinds."""
    answer = await ask(client, request, bytes_max)
    check_answer(answer.status, answer.body)
    return answer.body
