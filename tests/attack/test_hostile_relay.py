"""Somebody between two devices who can do anything with what passes, and holds no key.

All but withholding is found and named, and nothing that was not authored is ever taken (I3, I13).
"""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from infoview_sync.errors import (
    BadSegment,
    ForeignNotebook,
    Fork,
    Gap,
    SyncError,
    UnknownEpoch,
    Withheld,
)
from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.header import size_of
from infoview_sync.sync.http import sync_once
from tests.authors import joined
from tests.clones import clone as cloned
from tests.conftest import PORT, app_of
from tests.world import canary, draft, subject_id, world

TOKEN = "a-token-of-the-phone"
Tamper = Callable[[list[bytes]], list[bytes]]


class Relay(httpx.ASGITransport):
    """Passes everything on; `pull`, `push` and `heads` change what passes. `seen` is all of it."""

    pull: Tamper = staticmethod(lambda segments: segments)
    push: Tamper = staticmethod(lambda segments: segments)
    heads: Callable[[bytes], bytes] = staticmethod(lambda raw: raw)

    def __init__(self, app: object) -> None:
        super().__init__(app)  # type: ignore[arg-type]  # an ASGI application
        self.seen = bytearray()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        content = await request.aread()
        if path == "/sync/push":
            content = b"".join(self.push(cut(content)))
            kept = {k: v for k, v in request.headers.items() if k != "content-length"}
            request = httpx.Request("POST", request.url, headers=kept, content=content)
        answer = await super().handle_async_request(request)
        body = b"".join([chunk async for chunk in answer.aiter_raw()])
        self.seen += content + body
        if answer.status_code == 200 and path == "/sync/pull":
            body = b"".join(self.pull(cut(body)))
        if answer.status_code == 200 and path == "/sync/heads":
            body = self.heads(body)
        return httpx.Response(answer.status_code, stream=httpx.ByteStream(body))


def cut(raw: bytes) -> list[bytes]:
    segments, at = [], 0
    while (size := size_of(raw, at)) is not None:
        segments.append(raw[at : at + size.segment_bytes])
        at += size.segment_bytes
    return segments


@asynccontextmanager
async def between(
    tmp_path: Path, laptop: Notebook
) -> AsyncIterator[tuple[Notebook, Relay, httpx.AsyncClient]]:
    phone = await joined(laptop, tmp_path / "phone", name="phone", token=TOKEN)
    with app_of(laptop) as app:
        relay = Relay(app)
        async with httpx.AsyncClient(
            transport=relay,
            base_url=f"http://127.0.0.1:{PORT}",
            headers={"authorization": f"Bearer {TOKEN}"},
        ) as client:
            yield phone, relay, client
    await phone.close()


async def filled(laptop: Notebook, count: int = 1_200) -> None:
    await laptop.append(
        [
            draft("contact.added", subject_id(n), name=f"Person {n}", source="typed")
            for n in range(count)
        ]
    )


def flipped(segments: list[bytes]) -> list[bytes]:
    rng = random.Random(7)
    which = rng.randrange(len(segments))
    raw = bytearray(segments[which])
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    return [*segments[:which], bytes(raw), *segments[which + 1 :]]


def swapped_payloads(segments: list[bytes]) -> list[bytes]:
    first, second, *rest = segments
    return [first[:126] + second[126:], second[:126] + first[126:], *rest]


HOSTILE: list[tuple[str, Tamper, tuple[type[SyncError], ...]]] = [
    ("flip a bit", flipped, (BadSegment, UnknownEpoch)),
    ("drop one in the middle", lambda all_: [all_[0], *all_[2:]], (Gap,)),
    ("reorder", lambda all_: [all_[1], all_[0], *all_[2:]], (Gap,)),
    ("swap what is inside", swapped_payloads, (BadSegment,)),
    ("truncate", lambda all_: [*all_[:-1], all_[-1][:-1]], (BadSegment,)),
    ("send nothing", lambda _all: [], (Withheld,)),
    ("tear the signature off", lambda all_: [each[:-64] for each in all_], (BadSegment,)),
]


@pytest.mark.parametrize(
    ("tamper", "errors"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE]
)
async def test_what_a_relay_does_to_a_pull_is_named_and_then_mended(
    tmp_path: Path, notebook: Notebook, tamper: Tamper, errors: tuple[type[SyncError], ...]
) -> None:
    await filled(notebook)
    async with between(tmp_path, notebook) as (phone, relay, client):
        before = await phone.summary()
        relay.pull = tamper
        with pytest.raises(errors):
            await sync_once(phone, client)
        assert await phone.summary() == before
        relay.pull = Relay.pull
        assert (await sync_once(phone, client)).agrees
        assert await phone.summary() == await notebook.summary()


async def test_everything_twice_is_everything_once(tmp_path: Path, notebook: Notebook) -> None:
    await filled(notebook)
    async with between(tmp_path, notebook) as (phone, relay, client):
        relay.pull = relay.push = lambda segments: [each for each in segments for _ in range(2)]
        assert (await sync_once(phone, client)).agrees


async def test_an_old_answer_again_takes_nothing_away(tmp_path: Path, notebook: Notebook) -> None:
    """Rolled back: the relay shows yesterday's heads for ever. What is here stays, and is sent."""
    async with between(tmp_path, notebook) as (phone, relay, client):
        await sync_once(phone, client)
        yesterday = (await client.get("/sync/heads")).content
        await filled(notebook, 5)
        await sync_once(phone, client)
        before = await phone.summary()
        relay.heads = lambda _raw: yesterday
        done = await sync_once(phone, client)
        assert done.agrees is not True, "what it is said to hold is sent again, and not believed"
        assert await phone.summary() == before


async def test_heads_of_events_that_nobody_has_are_called_so(
    tmp_path: Path, notebook: Notebook
) -> None:
    async with between(tmp_path, notebook) as (phone, relay, client):

        def invent(raw: bytes) -> bytes:
            told = json.loads(raw)
            told["heads"]["9" * 16] = {"seq": 7, "hash": "ab" * 32}
            return json.dumps(told).encode()

        relay.heads = invent
        with pytest.raises(Withheld):
            await sync_once(phone, client)


async def test_another_notebook_is_not_mixed_in(tmp_path: Path, notebook: Notebook) -> None:
    other = await Notebook.open(tmp_path / "other", world(name="other"))
    await filled(other, 3)
    async with (
        between(tmp_path / "a", notebook) as (phone, relay, client),
        between(tmp_path / "b", other) as (stranger, foreign, elsewhere),
    ):
        await sync_once(stranger, elsewhere)
        first = bytes(foreign.seen[foreign.seen.index(b"IVSG") :])
        size = size_of(first)
        assert size is not None
        relay.pull = lambda _segments: [first[: size.segment_bytes]]
        with pytest.raises((BadSegment, ForeignNotebook)):
            await sync_once(phone, client)
        relay.pull = Relay.pull
        relay.heads = lambda raw: raw.replace(
            notebook.who.notebook.encode(), other.who.notebook.encode()
        )
        with pytest.raises(ForeignNotebook):
            await sync_once(phone, client)
    await other.close()


async def test_what_is_cut_and_sealed_anew_without_a_key_is_nothing(
    tmp_path: Path, notebook: Notebook
) -> None:
    """The plain suite is gone: a relay cannot simply leave the seal out."""
    await filled(notebook, 3)
    async with between(tmp_path, notebook) as (phone, relay, client):

        def unsealed(segments: list[bytes]) -> list[bytes]:
            return [each[:5] + b"\0" + bytes(4) + each[10:] for each in segments]

        relay.pull = unsealed
        with pytest.raises(BadSegment):
            await sync_once(phone, client)


async def test_i13_no_word_of_anybody_passes(tmp_path: Path, notebook: Notebook) -> None:
    words = [canary() for _ in range(3)]
    async with between(tmp_path, notebook) as (phone, relay, client):
        for number, word in enumerate(words):
            side = (notebook, phone)[number % 2]
            await side.append(
                [draft("contact.added", subject_id(number), name=word, source="typed")]
            )
        assert (await sync_once(phone, client)).agrees
        assert {row["name"] for row in await phone.ask("people", archived=0)} == set(words)
        for word in words:
            assert word.encode() not in relay.seen
        assert b"IVSG" in relay.seen


async def test_a_fork_by_a_device_gone_bad_is_named(tmp_path: Path, notebook: Notebook) -> None:
    """Two pasts of one log, both signed by its own key: a cloned phone (I3)."""
    async with between(tmp_path, notebook) as (phone, _relay, client):
        cloned(tmp_path / "phone", tmp_path / "clone")
        clone = await Notebook.open(tmp_path / "clone", world(name="phone", seed=2))
        for side, name in ((phone, "Ada"), (clone, "Bo")):
            await side.append([draft("contact.added", subject_id(1), name=name, source="typed")])
        await sync_once(phone, client)
        done = await sync_once(clone, client)
        assert {type(why) for why in done.refused.values()} == {Fork}
        await clone.close()
