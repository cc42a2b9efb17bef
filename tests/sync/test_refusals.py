"""Whatever a server answers is an error that says so, also what is nested beyond all measure."""

from __future__ import annotations

import httpx
import pytest
from starlette.responses import Response

from infoview_sync.errors import BadSegment, Fork, SyncError, Unreachable
from infoview_sync.keys.derivation import EPOCH_MAX
from infoview_sync.projections.notebook import Notebook
from infoview_sync.stores.relayed import is_relay, notebook_at
from infoview_sync.sync.epochs import keys_for
from infoview_sync.sync.refusals import check_answer

DEEP = b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
NO_JSON = [b"", b"\xff", b"<html>", b"[]", DEEP]


def answering(content: bytes) -> httpx.AsyncClient:
    """A client of a server that says nothing else."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(Response(content)), base_url="http://127.0.0.1:4663"
    )


@pytest.mark.parametrize("content", NO_JSON, ids=range(len(NO_JSON)))
async def test_an_answer_that_is_none_is_told(notebook: Notebook, content: bytes) -> None:
    with pytest.raises(Unreachable, match="answered 500"):
        check_answer(500, content)
    async with answering(content) as client:
        assert not await is_relay(client)
        with pytest.raises(SyncError, match="like no relay"):
            await notebook_at(client)
        with pytest.raises(BadSegment, match="holds no keys"):
            await keys_for(EPOCH_MAX, notebook, client, None)


def test_a_fork_is_told_with_its_place() -> None:
    with pytest.raises(Fork) as caught:
        check_answer(409, b'{"error":{"code":"fork","message":"two","log":"l","seq":7}}')
    assert (caught.value.log, caught.value.seq) == ("l", 7)
