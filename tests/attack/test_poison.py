"""One message of one device must not stop all the others for good."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from infoview_sync.clock import HLC_RECEIVED_MAX, wall_ms_of
from infoview_sync.log.store import LOGS_MAX
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.sync_routes import HEADS_BYTES_MAX
from infoview_sync.sync.header import BODIES_BYTES_MAX
from infoview_sync.sync.heads import decode_heads
from infoview_sync.sync.lines import fitting
from tests.attack.knocks import HEADS, SEGMENTS, body, forged
from tests.authors import author_of
from tests.segments import opened_runs
from tests.world import draft, subject_id

LOG = "fedcba9876543210"
TEN_YEARS_MS = 10 * 365 * 86_400_000


@pytest.mark.parametrize("padding", [b"  ", b"\t\t", b" \r"])
async def test_an_erased_line_with_blanks_is_refused(
    notebook: Notebook, client: httpx.AsyncClient, padding: bytes
) -> None:
    """It was taken as a hash of 31 bytes, and nobody could pull from here again."""
    lines = b"!" + bytes(31).hex().encode() + padding + b"\n"
    raw = forged(await author_of(notebook, LOG), LOG, lines=lines, hashes=[bytes(31)])
    answer = await client.post("/sync/push", content=raw, headers=SEGMENTS)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_segment")
    assert LOG not in await notebook.heads()


@pytest.mark.parametrize("below", [0, 1, 512, 2**39])
async def test_a_stamp_at_the_bound_does_not_silence_this_device(
    notebook: Notebook, client: httpx.AsyncClient, below: int
) -> None:
    author = await author_of(notebook, LOG)
    raw = author.segment(LOG, [body(subject_id(1), hlc=HLC_RECEIVED_MAX - below)])
    answer = await client.post("/sync/push", content=raw, headers=SEGMENTS)
    assert answer.status_code == 200
    for number in (2, 3):
        await notebook.append(
            [draft("contact.added", subject_id(number), name="Zoë", source="typed")]
        )
    assert {row["name"] for row in await notebook.ask("people", archived=0)} == {"Ada", "Zoë"}
    await notebook.verify()


@pytest.mark.parametrize("error_ms", [-TEN_YEARS_MS, TEN_YEARS_MS])
async def test_a_clock_ten_years_off_keeps_the_order(
    notebook: Notebook, client: httpx.AsyncClient, error_ms: int
) -> None:
    wrong_ms = notebook.world.wall_ms() + error_ms
    author = await author_of(notebook, LOG)
    raw = author.segment(LOG, [body(subject_id(1), hlc=wrong_ms * 1024)])
    assert (await client.post("/sync/push", content=raw, headers=SEGMENTS)).status_code == 200
    await notebook.append([draft("contact.corrected", subject_id(1), name="Ada Novak")])
    [person] = await notebook.ask("people", archived=0)
    assert person["name"] == "Ada Novak", "what was said after seeing it comes after it"
    stamps = await notebook.read(
        lambda connection: connection.execute("SELECT min(hlc), max(hlc) FROM head").fetchone()
    )
    assert wall_ms_of(stamps[1]) >= max(wrong_ms, notebook.world.wall_ms() - 10_000)
    await notebook.verify()


async def test_more_logs_than_heads_can_name_are_refused(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    """More were taken, and then every other device refused these heads."""
    logs = [(subject_id(number), 2**49) for number in range(LOGS_MAX - 2)]
    for insert in (
        "INSERT INTO head (log, seq, hash, hlc) VALUES (?, ?, zeroblob(32), 0)",
        # As whoever sent them would have: nobody has to vouch for them.
        "INSERT INTO signed_head (log, seq, signature) VALUES (?, ?, zeroblob(64))",
    ):
        await notebook._writer.transact(
            lambda connection, insert=insert: connection.executemany(insert, logs)
        )
    author = await author_of(notebook, LOG, LOG[::-1])
    last, beyond = (author.segment(log, [body(subject_id(1))]) for log in (LOG, LOG[::-1]))
    assert (await client.post("/sync/push", content=last, headers=SEGMENTS)).status_code == 200
    answer = await client.post("/sync/push", content=beyond, headers=SEGMENTS)
    assert answer.status_code == 409, answer.text
    heads = (await client.get("/sync/heads")).content
    assert len(decode_heads(heads).heads) == LOGS_MAX
    assert len(heads) <= HEADS_BYTES_MAX, "what we say of ourselves, a peer may say to us"
    answer = await client.post("/sync/pull", content=heads, headers=HEADS)
    assert answer.status_code == 200


async def test_our_own_log_may_come_back_to_us_and_goes_on_from_there(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    """A backup was restored; a phone still holds what this log said after it (I3)."""
    who = notebook.who
    mine = (await notebook.heads())[who.log]
    author = await author_of(notebook)
    tail = author.segment(who.log, [body(subject_id(n)) for n in (1, 2)], after=mine)
    assert (await client.post("/sync/push", content=tail, headers=SEGMENTS)).status_code == 200
    [stored] = await notebook.append(
        [draft("contact.added", subject_id(3), name="Zoë", source="typed")]
    )
    assert stored.seq == mine.seq + 3
    assert (await notebook.verify())[who.log] == stored.seq


async def test_a_fork_of_our_own_log_changes_nothing(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    who = notebook.who
    mine = (await notebook.heads())[who.log]
    await notebook.append([draft("contact.added", subject_id(3), name="Zoë", source="typed")])
    before = await notebook.summary()
    author = await author_of(notebook)
    tail = author.segment(who.log, [body(subject_id(1))], after=mine)
    answer = await client.post("/sync/push", content=tail, headers=SEGMENTS)
    assert answer.json()["waiting"][who.log] | {"message": ""} == {
        "code": "fork", "message": "", "seq": mine.seq + 1,
    }  # fmt: skip
    assert await notebook.summary() == before
    await notebook.append([draft("contact.added", subject_id(4), name="Ada", source="typed")])
    await notebook.verify()


async def test_odd_lines_come_back_as_they_were(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    bodies = [b"", b"\x00a\x00", b"\xff\xfe", b'{"hlc":', b"[]", b" ", b"\r", body(subject_id(1))]
    author = await author_of(notebook, LOG)
    raw = author.segment(LOG, bodies)
    assert (await client.post("/sync/push", content=raw, headers=SEGMENTS)).status_code == 200
    message = b'{"protocol":1,"notebook":"%s","heads":{}}' % notebook.who.notebook.encode()
    answer = await client.post("/sync/pull", content=message, headers=HEADS)
    assert [
        list(run.bodies) for run in opened_runs(answer.content, author.epoch) if run.log == LOG
    ] == [bodies]


def test_no_more_is_read_for_a_segment_than_it_can_hold() -> None:
    """512 long events were read to send four: 128 MB for each pull."""
    read = 0

    def long_bodies() -> Iterator[bytes]:
        nonlocal read
        for _ in range(512):
            read += 1
            yield bytes(256 * 1024)

    assert len(fitting(long_bodies())) == BODIES_BYTES_MAX // (256 * 1024)
    assert read <= 5
