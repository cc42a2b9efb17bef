"""What is pushed is taken, but for who is not let in; or refused, and then nothing changes."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.http import PUSH_BYTES_MAX
from tests.authors import Author, author_of
from tests.notebooks import make_notebook
from tests.segments import runs_of

SEGMENTS = {"content-type": "application/octet-stream"}
LOG = "fedcba9876543210"
OTHER = "fedcba9876543211"


@pytest.fixture
async def author(notebook: Notebook) -> Author:
    return await author_of(notebook, LOG)


def segment(author: Author, seqs: tuple[int, int] = (0, 3), seed: int = 1) -> bytes:
    bodies = next(iter(make_notebook(seed, events=20, hostile=False).values()))
    first, last = seqs
    after = runs_of(author.notebook, LOG, bodies, most=1)[first].after
    return author.segment(LOG, bodies[first:last], after)


async def refused(
    notebook: Notebook, client: httpx.AsyncClient, content: bytes, **headers: str
) -> dict[str, Any]:
    before = await notebook.summary()
    answer = await client.post("/sync/push", content=content, headers={**SEGMENTS, **headers})
    assert 400 <= answer.status_code < 500, answer.text
    assert await notebook.summary() == before
    error: dict[str, Any] = answer.json()["error"]
    return {**error, "status": answer.status_code}


async def test_a_good_push_is_answered_with_the_new_heads(
    notebook: Notebook, client: httpx.AsyncClient, author: Author
) -> None:
    raw = segment(author)
    answer = await client.post("/sync/push", content=raw, headers=SEGMENTS)
    assert answer.status_code == 200
    assert answer.json()["heads"][LOG]["seq"] == 3
    again = await client.post("/sync/push", content=raw + raw, headers=SEGMENTS)
    assert again.json() == answer.json()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"IVSG" + bytes(200), bytes(126)])
async def test_nonsense_is_refused(
    notebook: Notebook, client: httpx.AsyncClient, content: bytes
) -> None:
    assert (await refused(notebook, client, content))["code"] == "bad_segment"


async def test_a_cut_off_push_leaves_nothing(
    notebook: Notebook, client: httpx.AsyncClient, author: Author
) -> None:
    raw = segment(author) + segment(author, (3, 6))
    for end in (1, 125, 126, len(raw) // 2, len(raw) - 1):
        assert (await refused(notebook, client, raw[:end]))["code"] == "bad_segment"


async def test_a_gap_names_where_to_go_on(
    notebook: Notebook, client: httpx.AsyncClient, author: Author
) -> None:
    error = await refused(notebook, client, segment(author, (2, 4)))
    assert (error["code"], error["log"], error["seq"], error["status"]) == ("gap", LOG, 1, 409)


async def test_another_past_of_the_same_log_is_a_fork(
    notebook: Notebook, client: httpx.AsyncClient, author: Author
) -> None:
    await client.post("/sync/push", content=segment(author), headers=SEGMENTS)
    before = await notebook.summary()
    answer = await client.post("/sync/push", content=segment(author, seed=2), headers=SEGMENTS)
    waiting = answer.json()["waiting"][LOG]
    assert (answer.status_code, waiting["code"], waiting["seq"]) == (200, "fork", 1)
    assert await notebook.summary() == before


async def test_a_fork_hinders_no_other_log(
    notebook: Notebook, client: httpx.AsyncClient, author: Author
) -> None:
    """A device gone bad that shows each of the others another past must not part those."""
    await client.post("/sync/push", content=segment(author), headers=SEGMENTS)
    bodies = next(iter(make_notebook(2, events=20, hostile=False).values()))
    author = await author_of(notebook, LOG, OTHER)
    content = segment(author, seed=2) + author.segment(OTHER, bodies[:3])
    answer = await client.post("/sync/push", content=content, headers=SEGMENTS)
    assert list(answer.json()["waiting"]) == [LOG]
    assert (await notebook.heads())[OTHER].seq == 3


async def test_one_bad_segment_among_good_ones_keeps_all_out(
    notebook: Notebook, client: httpx.AsyncClient, author: Author
) -> None:
    good = segment(author)
    bad = segment(author, (3, 6))
    assert (await refused(notebook, client, good + bad[:-1] + b"x"))["code"] == "bad_segment"


async def test_of_a_push_only_what_nobody_lets_in_is_left_out_and_named(
    notebook: Notebook, client: httpx.AsyncClient, author: Author
) -> None:
    stranger = "0" * 16
    bodies = next(iter(make_notebook(2, events=20, hostile=False).values()))
    content = author.segment(stranger, bodies[:3]) + segment(author)
    answer = await client.post("/sync/push", content=content, headers=SEGMENTS)
    assert answer.status_code == 200
    assert answer.json()["heads"][LOG]["seq"] == 3
    assert stranger not in answer.json()["heads"]
    assert answer.json()["waiting"][stranger]["code"] == "not_admitted"


async def test_another_notebook_is_refused(
    notebook: Notebook, client: httpx.AsyncClient, author: Author
) -> None:
    other = author._replace(notebook="0" * 16)
    assert (await refused(notebook, client, segment(other)))["code"] == "foreign_notebook"


async def test_too_large_a_push_is_refused(notebook: Notebook, client: httpx.AsyncClient) -> None:
    error = await refused(notebook, client, bytes(PUSH_BYTES_MAX + 1))
    assert (error["code"], error["status"]) == ("too_large", 413)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
async def test_a_form_cannot_reach_it(
    notebook: Notebook, client: httpx.AsyncClient, author: Author, kind: str
) -> None:
    raw = segment(author)
    error = await refused(notebook, client, raw, **{"content-type": kind})
    assert error["status"] == 415


@pytest.mark.parametrize(
    "heads",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"protocol":2,"notebook":"0123456789abcdef","heads":{}}',
        b'{"protocol":1,"notebook":"x","heads":{}}',
        b'{"protocol":1,"notebook":"0123456789abcdef","heads":{"x":{"seq":1,"hash":""}}}',
        b'{"protocol":1,"notebook":"0123456789abcdef","heads":' + b"[" * 5000,
    ],
)
async def test_bad_heads_are_refused(client: httpx.AsyncClient, heads: bytes) -> None:
    answer = await client.post(
        "/sync/pull", content=heads, headers={"content-type": "application/json"}
    )
    assert answer.status_code in {409, 422}
    assert answer.json()["error"]["code"] in {"bad_segment", "foreign_notebook"}
