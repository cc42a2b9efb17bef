"""The client's side over HTTP: one round with a server, by httpx."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

import httpx
import msgspec

from infoview_sync.errors import BadSegment, Fork, Gap, SyncError, Unreachable
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.sql_files import sql_files
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
    """What one round did; `agrees` is None if the two sides run different SQL."""

    pulled: int
    pushed: int
    agrees: bool | None


async def sync_once(
    notebook: Notebook, client: httpx.AsyncClient, progress: Progress | None = None
) -> Round:
    """One round: pull what we lack, push what they lack, compare digests.

    `client` carries the base URL and the token. Raises: SyncError and its kinds.
    """
    pulled = pushed = 0
    theirs = await _get_heads(client, with_digest=False)
    for _ in range(STEPS_MAX):
        check_notebook(notebook.who.notebook, theirs.notebook)
        step = next_step(await notebook.heads(), heads_of(theirs))
        if isinstance(step, Agree):
            return Round(pulled, pushed, await _agrees(notebook, client))
        if isinstance(step, Pull):
            pulled += await _pull(notebook, client, events_in(step.ranges), progress)
            theirs = await _get_heads(client, with_digest=False)
        else:
            theirs = await _push(notebook, client, step.ranges, progress)
            pushed += events_in(step.ranges)
    raise SyncError("the other side keeps changing; try again")


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
        raise Unreachable(f"{client.base_url} does not answer: {error}") from error
    _check(answer.status_code, answer.content)
    return decode_heads(answer.content)


async def _pull(
    notebook: Notebook, client: httpx.AsyncClient, total: int, progress: Progress | None
) -> int:
    reader = SegmentReader()
    waiting: list[Segment] = []
    events_waiting = bytes_waiting = taken = 0
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
                        taken += await incoming(notebook, waiting)
                        waiting, events_waiting, bytes_waiting = [], 0, 0
        finally:
            await answer.aclose()
    except httpx.HTTPError as error:
        raise Unreachable(f"{client.base_url} stopped answering: {error}") from error
    reader.finish()
    return taken + await incoming(notebook, waiting)


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
