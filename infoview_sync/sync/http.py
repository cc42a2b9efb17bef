"""The client's side over HTTP: one round with a server, by httpx."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from typing import Annotated, NamedTuple

import httpx
import msgspec
from msgspec import Meta

from infoview_sync.errors import (
    BadSegment,
    Fork,
    Gap,
    NotAdmitted,
    SyncError,
    Unreachable,
    Untrusted,
    Withheld,
)
from infoview_sync.events.catalogue.fields import Id
from infoview_sync.keys.derivation import EPOCH_MAX
from infoview_sync.keys.texts import from_text
from infoview_sync.keys.wrap import WrappedKey, unwrap_epoch
from infoview_sync.log.keyring import add_epoch
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.projections.write import Accepted
from infoview_sync.sync.exchange import SegmentReader, incoming, outgoing, own_heads
from infoview_sync.sync.header import size_of
from infoview_sync.sync.heads import (
    Range,
    WireHeads,
    check_notebook,
    decode_heads,
    heads_of,
)
from infoview_sync.sync.segment import Segment
from infoview_sync.sync.session import Agree, Pull, events_in, next_step

PUSH_BYTES_MAX = 8 * 1024 * 1024
PUSH_LINES_BYTES_MAX = 128 * 1024 * 1024
"""What one push may inflate to: sixteen times its bytes; honest events inflate to four times."""
EVENTS_A_TRANSACTION = 131_072
"""Logs arrive one after another, so each transaction folds nearly every subject again: the fewer
the better. At some 350 bytes a body this holds 45 MB; an interrupted sync repeats that much."""
BYTES_A_TRANSACTION = 128 * 1024 * 1024
"""The same for events of any length."""
STEPS_MAX = 1_000
_SEGMENTS = "application/octet-stream"

Progress = Callable[[int, int], None]
"""Called with (events moved, events to move) as they are kept by the receiver."""


class Round(NamedTuple):
    """What one round did; `agrees` is None if the two sides run different SQL.

    `refused`: why some logs of the other side were not taken, by log.
    """

    pulled: int
    pushed: int
    agrees: bool | None
    refused: dict[str, NotAdmitted]


async def sync_once(
    notebook: Notebook, client: httpx.AsyncClient, progress: Progress | None = None
) -> Round:
    """One round: pull what we lack, push what they lack, compare digests.

    `client` carries the base URL and the token. Raises: SyncError and its kinds.
    """
    pulled = pushed = 0
    refused: dict[str, NotAdmitted] = {}
    await notebook.stand_by()
    theirs = await _get_heads(client, with_digest=False)
    for _ in range(STEPS_MAX):
        check_notebook(notebook.who.notebook, theirs.notebook)
        if theirs.epoch > (await notebook.keyring()).current.number:
            await _fetch_keys(notebook, client)
        step = next_step(await notebook.heads(), heads_of(theirs), refused=refused)
        if isinstance(step, Agree):
            agrees = None if refused else await _agrees(notebook, client)
            return Round(pulled, pushed, agrees, refused)
        if isinstance(step, Pull):
            accepted = await _pull(notebook, client, events_in(step.ranges), progress)
            pulled += accepted.new
            if not accepted.new and not accepted.refused:
                raise Withheld(
                    f"{client.base_url} names events that it does not send; nothing is lost here"
                )
            # With nothing new, who was refused now would be refused for ever.
            refused = {} if accepted.new else accepted.refused
            theirs = await _get_heads(client, with_digest=False)
        else:
            before = heads_of(theirs)
            theirs = await _push(notebook, client, step.ranges, progress)
            if heads_of(theirs) == before:
                raise Withheld(
                    f"{client.base_url} does not keep what it is sent; everything is kept here"
                )
            pushed += events_in(step.ranges)
    raise SyncError("the other side keeps changing; try again")


def no_answer(client: httpx.AsyncClient, error: httpx.HTTPError) -> Unreachable:
    """Why nothing came back, with the remedy if it is a laptop's private authority."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Unreachable(
            f"{client.base_url} shows a certificate that this computer does not trust; if it is"
            " another laptop of yours, docs/lan.md says how to trust it (SSL_CERT_FILE)"
        )
    return Unreachable(f"{client.base_url} does not answer: {error}")


async def _fetch_keys(notebook: Notebook, client: httpx.AsyncClient) -> None:
    """Take the epoch keys that the other side wraps for this device.

    Raises: Untrusted if one is not signed by a device that was let in here.
    """
    try:
        answer = await client.get("/sync/keys")
    except httpx.HTTPError as error:
        raise no_answer(client, error) from error
    _check(answer.status_code, answer.content)
    try:
        told = msgspec.json.decode(answer.content, type=_WireKeys).keys
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadSegment(f"the other side's answer holds no keys: {error}") from error
    keyring = await notebook.keyring()
    known = await notebook.read(roster.device_keys)
    epochs = []
    for each in told:
        if each.epoch in keyring.epochs:
            continue
        if each.sender not in known:
            raise Untrusted(f"key {each.epoch} comes from {each.sender}, whom nobody here knows")
        wrapped = WrappedKey(
            each.epoch, notebook.who.log, from_text(each.sealed), from_text(each.signature)
        )
        epochs.append(
            unwrap_epoch(
                wrapped,
                notebook=notebook.who.notebook,
                agreement_secret=keyring.secrets.agreement_secret,
                sender=known[each.sender].public_key,
            )
        )

    def keep(connection: sqlite3.Connection) -> None:
        for epoch in epochs:
            add_epoch(connection, epoch)

    await notebook.write(keep)


async def fetch_heads(client: httpx.AsyncClient) -> WireHeads:
    """The other side's heads. Raises: SyncError and its kinds."""
    return await _get_heads(client, with_digest=False)


async def _agrees(notebook: Notebook, client: httpx.AsyncClient) -> bool | None:
    theirs = await _get_heads(client, with_digest=True)
    mine = await notebook.summary()
    if heads_of(theirs) != mine.heads or theirs.projection != sql_files().hash:
        return None
    return theirs.digest == mine.digest


async def _get_heads(client: httpx.AsyncClient, *, with_digest: bool) -> WireHeads:
    parameters = {"digest": "1"} if with_digest else {}
    try:
        answer = await client.get("/sync/heads", params=parameters)
    except httpx.HTTPError as error:
        raise no_answer(client, error) from error
    _check(answer.status_code, answer.content)
    return decode_heads(answer.content)


async def _pull(
    notebook: Notebook, client: httpx.AsyncClient, total: int, progress: Progress | None
) -> Accepted:
    reader = SegmentReader((await notebook.keyring()).epochs)
    waiting: list[Segment] = []
    events_waiting = bytes_waiting = taken = 0
    refused: dict[str, NotAdmitted] = {}
    request = client.build_request(
        "POST",
        "/sync/pull",
        content=await own_heads(notebook),
        headers={"content-type": "application/json"},
    )
    try:
        answer = await client.send(request, stream=True)
        try:
            if answer.status_code != httpx.codes.OK:
                _check(answer.status_code, await answer.aread())
            async for chunk in answer.aiter_raw():
                for segment in reader.feed(chunk):
                    waiting.append(segment)
                    events_waiting += len(segment.bodies)
                    bytes_waiting += segment.lines_bytes
                    if progress is not None:
                        progress(taken + events_waiting, total)
                    if (
                        events_waiting >= EVENTS_A_TRANSACTION
                        or bytes_waiting >= BYTES_A_TRANSACTION
                    ):
                        accepted = await incoming(notebook, waiting)
                        taken, refused = taken + accepted.new, refused | accepted.refused
                        waiting, events_waiting, bytes_waiting = [], 0, 0
        finally:
            await answer.aclose()
    except httpx.HTTPError as error:
        raise Unreachable(f"{client.base_url} stopped answering: {error}") from error
    reader.finish()
    accepted = await incoming(notebook, waiting)
    return Accepted(taken + accepted.new, refused | accepted.refused)


async def _push(
    notebook: Notebook, client: httpx.AsyncClient, ranges: list[Range], progress: Progress | None
) -> WireHeads:
    answered: WireHeads | None = None
    total, moved = events_in(ranges), 0
    async for batch, events in _batches(notebook, ranges):
        try:
            answer = await client.post(
                "/sync/push", content=batch, headers={"content-type": _SEGMENTS}
            )
        except httpx.HTTPError as error:
            raise Unreachable(f"{client.base_url} stopped answering: {error}") from error
        _check(answer.status_code, answer.content)
        answered = decode_heads(answer.content)
        moved += events
        if progress is not None:
            progress(min(moved, total), total)
    if answered is None:
        raise SyncError("there was nothing to send")
    return answered


async def _batches(notebook: Notebook, ranges: list[Range]) -> AsyncIterator[tuple[bytes, int]]:
    batch, events, lines_bytes = bytearray(), 0, 0
    async for raw in outgoing(notebook, ranges):
        size = size_of(raw)
        inflated = 0 if size is None else size.lines_bytes
        if batch and (
            len(batch) + len(raw) > PUSH_BYTES_MAX or lines_bytes + inflated > PUSH_LINES_BYTES_MAX
        ):
            yield bytes(batch), events
            batch, events, lines_bytes = bytearray(), 0, 0
        batch += raw
        lines_bytes += inflated
        events += int.from_bytes(raw[38:40], "big")
    if batch:
        yield bytes(batch), events


class _WireKey(msgspec.Struct):
    epoch: Annotated[int, Meta(ge=1, le=EPOCH_MAX)]
    sender: Id = msgspec.field(name="from")
    sealed: Annotated[str, Meta(max_length=200)] = ""
    signature: Annotated[str, Meta(max_length=200)] = ""


class _WireKeys(msgspec.Struct):
    keys: Annotated[list[_WireKey], Meta(max_length=10_000)]


class _WireError(msgspec.Struct):
    code: str
    message: str
    log: str = ""
    seq: int = 0


class _WireErrors(msgspec.Struct):
    error: _WireError


def _check(status: int, content: bytes) -> None:
    if status == httpx.codes.OK:
        return
    try:
        error = msgspec.json.decode(content, type=_WireErrors).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Unreachable(f"the server answered {status}") from None
    if error.code == Fork.code:
        raise Fork(error.message, log=error.log, seq=error.seq)
    if error.code == Gap.code:
        raise Gap(error.message, log=error.log, seq=error.seq)
    if error.code == BadSegment.code:
        raise BadSegment(error.message)
    raise Unreachable(f"the server refuses: {error.message}")
