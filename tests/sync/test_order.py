"""What is sent in many requests, when who lets a device in is sent after the device."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from infoview_sync.errors import Revoked
from infoview_sync.events.author import Draft
from infoview_sync.log.store import Body, bodies_after
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.run import Run
from infoview_sync.sync import http
from infoview_sync.sync.exchange import incoming, outgoing
from infoview_sync.sync.header import EVENTS_MAX
from infoview_sync.sync.heads import Range, sending_order
from infoview_sync.sync.http import PUSH_BYTES_MAX, sync_once
from tests.authors import FAR, joined
from tests.notebooks import make_notebook
from tests.segments import runs_of
from tests.world import START_MS, Clock, draft, subject_id, world

NOTE_BYTES = 15_000


@pytest.fixture
async def phone(notebook: Notebook, tmp_path: Path) -> AsyncIterator[Notebook]:
    opened = await joined(notebook, tmp_path / "phone", name="phone")
    yield opened
    await opened.close()


def noise(count: int, text_bytes: int = NOTE_BYTES) -> list[Draft]:
    """Notes that no compression makes smaller than `text_bytes` each."""
    rng = world(7).random_bytes
    texts = (base64.b64encode(rng(text_bytes)).decode() for _ in range(count))
    return [
        draft("note.taken", subject_id(number), interview=subject_id(1), text=text)
        for number, text in enumerate(texts)
    ]


async def test_a_log_larger_than_one_request_arrives_with_the_log_that_lets_it_in(
    tmp_path: Path, notebook: Notebook, phone: Notebook, client: httpx.AsyncClient
) -> None:
    # By the order of their ids, the tablet's log would be sent first, and alone.
    names = (f"tablet {number}" for number in range(100))
    for name in names:
        tablet = await joined(phone, tmp_path / name, name=name)
        if tablet.who.log < phone.who.log:
            break
        await tablet.close()
    await tablet.append(noise(PUSH_BYTES_MAX // NOTE_BYTES + 4))
    await sync_from(tablet, phone)
    await tablet.close()
    done = await sync_once(phone, client)
    assert (done.agrees, done.refused) == (True, {})
    assert await phone.summary() == await notebook.summary()


def _bodies(connection: sqlite3.Connection, log: str) -> list[Body]:
    return [body for body, _ in bodies_after(connection, log=log, after=0, until=FAR)]


async def sync_from(giver: Notebook, taker: Notebook) -> None:
    segments = http.SegmentReader((await taker.keyring()).epochs)
    ranges = [Range(giver.who.log, 0, (await giver.heads())[giver.who.log].seq)]
    async for raw in outgoing(giver, ranges):
        for segment in segments.feed(raw):
            await incoming(taker, [segment])


async def test_a_log_that_is_vouched_for_at_the_very_end_arrives_in_the_same_round(
    notebook: Notebook, phone: Notebook, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "PUSH_BYTES_MAX", 4_000)
    logs = make_notebook(3, events=200, hostile=False)
    for log, bodies in logs.items():
        runs = runs_of(notebook.who.notebook, log, bodies, most=20)
        await phone.accept([Run(log, run.after, run.bodies) for run in runs])
    done = await sync_once(phone, client)
    assert (done.agrees, done.refused) == (True, {})
    assert done.pushed == sum(head.seq for head in (await phone.heads()).values()) - 1
    assert await phone.summary() == await notebook.summary()


async def test_a_pull_in_many_transactions_takes_what_is_vouched_for_at_the_end(
    tmp_path: Path,
    notebook: Notebook,
    phone: Notebook,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The log's end and the word for it fall into one transaction, its beginning into another.
    monkeypatch.setattr(http, "EVENTS_A_TRANSACTION", EVENTS_MAX)
    earlier = world(name="earlier", clock=Clock(START_MS - 1_000_000_000))
    old = await Notebook.open(tmp_path / "old", earlier, notebook_id=notebook.who.notebook)
    await old.append(noise(EVENTS_MAX + 10, text_bytes=9))
    bodies = await old.read(partial(_bodies, log=old.who.log))
    await old.close()
    runs = runs_of(notebook.who.notebook, old.who.log, bodies)
    await notebook.accept([Run(old.who.log, run.after, run.bodies) for run in runs])
    await notebook.stand_by()
    done = await sync_once(phone, client)
    assert (done.agrees, done.refused) == (True, {})
    assert await phone.summary() == await notebook.summary()


async def test_what_a_device_says_after_it_was_cut_off_is_named_and_hinders_nobody(
    tmp_path: Path, notebook: Notebook, phone: Notebook, client: httpx.AsyncClient
) -> None:
    await sync_once(phone, client)
    await notebook.append([draft("device.revoked", phone.who.log, last_seq=1)])
    await phone.append([draft("contact.added", subject_id(1), name="Ada", source="typed")])
    done = await sync_once(phone, client)
    assert isinstance(done.refused[phone.who.log], Revoked)
    assert (done.agrees, done.pushed) == (None, 0)
    assert (await notebook.heads())[phone.who.log].seq == 1


def test_known_logs_are_sent_first_and_then_new_ones_the_oldest_first() -> None:
    new, newest, known = Range("b", 0, 5), Range("a", 0, 5), Range("c", 3, 5)
    stamps = {"a": 9, "b": 2, "c": 7}
    assert sending_order([newest, new, known], stamps) == [known, new, newest]
