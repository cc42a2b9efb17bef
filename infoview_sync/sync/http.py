"""The client's side over HTTP: one round with a server, by httpx."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import NamedTuple

import httpx

from infoview_sync.errors import Fork, LeftOut, SyncError, UnknownEpoch, Unreachable, Withheld
from infoview_sync.ids import id_from_bytes
from infoview_sync.log.store import LOGS_MAX
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.sql_files import sql_files
from infoview_sync.sync.answers import ask, asked, body_of
from infoview_sync.sync.epochs import Paired, keys_for
from infoview_sync.sync.exchange import SegmentReader, Taken, outgoing, own_heads, run_of, take
from infoview_sync.sync.header import header_of, size_of
from infoview_sync.sync.heads import (
    Range,
    WireHeads,
    check_notebook,
    decode_heads,
    forks,
    heads_of,
    waiting_in,
)
from infoview_sync.sync.refusals import check_answer
from infoview_sync.sync.segment import Segment
from infoview_sync.sync.session import Agree, Pull, arrived, events_in, next_step

PUSH_BYTES_MAX = 8 * 1024 * 1024
PUSH_LINES_BYTES_MAX = 128 * 1024 * 1024
"""What one push may inflate to: sixteen times its bytes; honest events inflate to four times."""
EVENTS_A_TRANSACTION = 131_072
"""Logs arrive one after another, so each transaction folds nearly every subject again: the fewer
the better. At some 350 bytes a body this holds 45 MB; an interrupted sync repeats that much."""
BYTES_A_TRANSACTION = 128 * 1024 * 1024
"""The same for events of any length."""
STEPS_MAX = 1_000
HEADS_BYTES_MAX = LOGS_MAX * 1_024
"""Of an answer: a head takes at most 117 bytes, why a log waits some 500."""
_SEGMENTS = "application/octet-stream"

Progress = Callable[[int, int], None]
"""Called with (events moved, events to move) as they are kept by the receiver."""


class Round(NamedTuple):
    """What one round did; `agrees` is None if the two sides run different SQL.

    `refused`: why some logs were not taken, here or there, by log.
    """

    pulled: int
    pushed: int
    agrees: bool | None
    refused: dict[str, LeftOut]


async def sync_once(
    notebook: Notebook,
    client: httpx.AsyncClient,
    progress: Progress | None = None,
    *,
    paired: Paired | None = None,
) -> Round:
    """One round: pull what we lack, push what they lack, compare digests.

    `client` carries the base URL and the token; `paired`: whose server that is, if known.
    Raises: SyncError and its kinds.
    """
    pulled = pushed = 0
    refused: dict[str, LeftOut] = {}
    waiting: dict[str, LeftOut] = {}
    forked: dict[str, LeftOut] = {}
    await notebook.stand_by()
    theirs = await _get_heads(client, with_digest=False)
    for _ in range(STEPS_MAX):
        check_notebook(notebook.who.notebook, theirs.notebook)
        mine = await notebook.heads()
        forked |= forks(mine, heads_of(theirs))
        step = next_step(
            mine,
            heads_of(theirs),
            refused=refused | forked,
            waiting=waiting | forked,
            holds_keys=await keys_for(theirs.epoch, notebook, client, paired),
        )
        if isinstance(step, Agree):
            left_out = refused | waiting | forked
            agrees = None if left_out else await _agrees(notebook, client)
            return Round(pulled, pushed, agrees, left_out)
        if isinstance(step, Pull):
            taken = await _pull(notebook, client, events_in(step.ranges), progress)
            pulled += taken.new
            forked |= {log: why for log, why in taken.refused.items() if isinstance(why, Fork)}
            if not taken.new and not taken.refused:
                raise Withheld(
                    f"{client.base_url} names events that it does not send; nothing is lost here"
                )
            if isinstance(taken.refused.get(notebook.who.log), Fork):
                # Signed by our own key, and not said here. Both pasts stay; what is said from now
                # on goes round.
                await notebook.go_on_in_own_log()
            # With nothing new, who was refused now would be refused for ever.
            refused = {} if taken.new else taken.refused
            theirs = await _get_heads(client, with_digest=False)
        else:
            before = heads_of(theirs)
            epoch = await _epoch_for(notebook, theirs, paired)
            theirs = await _push_readable(notebook, client, step.ranges, epoch, progress)
            has_grown = heads_of(theirs) != before
            waiting = {} if has_grown else waiting_in(theirs)
            forked |= {log: why for log, why in waiting.items() if isinstance(why, Fork)}
            if not has_grown and not waiting:
                raise Withheld(
                    f"{client.base_url} does not keep what it is sent; everything is kept here"
                )
            pushed += arrived(step.ranges, heads_of(theirs))
    raise SyncError("the other side keeps changing; try again")


async def _epoch_for(notebook: Notebook, theirs: WireHeads, paired: Paired | None) -> int | None:
    """Of the newest key there: one that was made here since opens nothing there, and only hearing
    of the device that was cut off makes the other side renew its own. None, for the newest key
    here, if the other side itself was cut off or is not known.
    """
    if paired is None or paired.log in await notebook.read(roster.cut_off):
        return None
    return theirs.epoch


async def _agrees(notebook: Notebook, client: httpx.AsyncClient) -> bool | None:
    theirs = await _get_heads(client, with_digest=True)
    mine = await notebook.summary()
    if heads_of(theirs) != mine.heads or theirs.projection != sql_files().hash:
        return None
    return theirs.digest == mine.digest


async def _get_heads(client: httpx.AsyncClient, *, with_digest: bool) -> WireHeads:
    parameters = {"digest": "1"} if with_digest else {}
    return await _heads_in(client, client.build_request("GET", "/sync/heads", params=parameters))


async def _heads_in(client: httpx.AsyncClient, request: httpx.Request) -> WireHeads:
    answer = await ask(client, request, HEADS_BYTES_MAX)
    check_answer(answer.status, answer.body)
    return decode_heads(answer.body)


async def _pull(
    notebook: Notebook, client: httpx.AsyncClient, total: int, progress: Progress | None
) -> Taken:
    reader = SegmentReader((await notebook.keyring()).epochs)
    waiting: list[Segment] = []
    events_waiting = bytes_waiting = taken = 0
    refused: dict[str, LeftOut] = {}
    request = client.build_request(
        "POST",
        "/sync/pull",
        content=await own_heads(notebook),
        headers={"content-type": "application/json"},
    )
    try:
        async with asked(client, request) as answer:
            if answer.status_code != httpx.codes.OK:
                check_answer(answer.status_code, await body_of(answer, HEADS_BYTES_MAX))
            async for chunk in answer.aiter_raw():
                for segment in reader.feed(chunk):
                    if segment.log in refused:
                        # Its beginning was left out; all of it comes with the next pull.
                        continue
                    waiting.append(segment)
                    events_waiting += len(segment.bodies)
                    bytes_waiting += segment.lines_bytes
                    if progress is not None:
                        progress(taken + events_waiting, total)
                    if (
                        events_waiting >= EVENTS_A_TRANSACTION
                        or bytes_waiting >= BYTES_A_TRANSACTION
                    ):
                        some = await _take(notebook, waiting)
                        taken, refused = taken + some.new, refused | some.refused
                        waiting, events_waiting, bytes_waiting = [], 0, 0
    except httpx.HTTPError as error:
        raise Unreachable(f"{client.base_url} stopped answering: {error}") from error
    reader.finish()
    some = await _take(notebook, waiting)
    return Taken(taken + some.new, refused | some.refused)


async def _take(notebook: Notebook, segments: Sequence[Segment]) -> Taken:
    for segment in segments:
        check_notebook(notebook.who.notebook, segment.notebook)
    return await take(notebook, [run_of(segment) for segment in segments])


async def _push_readable(
    notebook: Notebook, client: httpx.AsyncClient, ranges: list[Range], epoch: int | None,
    progress: Progress | None,
) -> WireHeads:  # fmt: skip
    """Push, sealed by this key; if it is not here, by the newest one that the other side has too.

    It wraps its newest for a log only once that has arrived there, and what was made here since
    opens nothing there. The first key of the notebook every device has.
    """
    epochs = (await notebook.keyring()).epochs
    older = [] if epoch is None or epoch in epochs else [each for each in epochs if each < epoch]
    for each in sorted(older, reverse=True):
        try:
            return await _push(notebook, client, ranges, each, progress)
        except UnknownEpoch:
            continue
    try:
        return await _push(notebook, client, ranges, epoch, progress)
    except UnknownEpoch as error:
        raise Unreachable(f"the server refuses: {error}") from error


async def _push(
    notebook: Notebook, client: httpx.AsyncClient, ranges: list[Range], epoch: int | None,
    progress: Progress | None,
) -> WireHeads:  # fmt: skip
    answered: WireHeads | None = None
    total, moved = events_in(ranges), 0
    waiting: set[str] = set()
    async for batch, events in _batches(notebook, ranges, epoch, waiting):
        request = client.build_request(
            "POST", "/sync/push", content=batch, headers={"content-type": _SEGMENTS}
        )
        answered = await _heads_in(client, request)
        waiting |= answered.waiting.keys()
        moved += events
        if progress is not None:
            progress(min(moved, total), total)
    if answered is None:
        raise SyncError("there was nothing to send")
    return answered


async def _batches(
    notebook: Notebook, ranges: list[Range], epoch: int | None, waiting: set[str]
) -> AsyncIterator[tuple[bytes, int]]:
    """Requests, and how many events each carries; the rest of a log that waits is left out."""
    batch, events, lines_bytes = bytearray(), 0, 0
    async for raw in outgoing(notebook, ranges, epoch=epoch):
        size = size_of(raw)
        inflated = 0 if size is None else size.lines_bytes
        if batch and (
            len(batch) + len(raw) > PUSH_BYTES_MAX or lines_bytes + inflated > PUSH_LINES_BYTES_MAX
        ):
            yield bytes(batch), events
            batch, events, lines_bytes = bytearray(), 0, 0
        header = header_of(raw)
        if id_from_bytes(header.log) in waiting:
            continue
        batch += raw
        lines_bytes += inflated
        events += header.event_count
    if batch:
        yield bytes(batch), events
