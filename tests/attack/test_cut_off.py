"""A device that is cut off while it speaks holds no place, and nothing of what it says is taken."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

import pytest

from infoview_sync.devices.revoking import revoke_device
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server import bodies
from infoview_sync.server.importing import FILES_AT_ONCE
from infoview_sync.server.sync_routes import PUSHES_AT_ONCE
from tests.attack.knocks import body
from tests.attack.served import Peer, Served, served, status_of
from tests.authors import TOKEN, author_of, let_in

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # connections are left open
BAD_TOKEN = "a-token-of-a-stolen-phone"
BAD_LOG = "bad0bad0bad0bad0"
LOG = "fedcba9876543210"
OF_BYTES = "Content-Type: application/octet-stream\r\n"
OF_A_FILE = f"{OF_BYTES}Infoview-File: %7B%22name%22:%22a.csv%22%7D\r\n"


@pytest.fixture
async def server(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    monkeypatch.setattr(bodies, "STALL_S", 60.0)
    await let_in(notebook, token=BAD_TOKEN, log=BAD_LOG, is_here=False)
    async with served(notebook) as running:
        yield running


async def begun(server: Served, path: str, more: str, said: bytes, *, size: int) -> Peer:
    """A request of the bad device that has said so much of its body."""
    head = server.head(f"POST {path}", more=f"{more}Content-Length: {size}\r\n")
    return await server.connect(head.replace(TOKEN.encode(), BAD_TOKEN.encode()) + said)


async def cut_off(notebook: Notebook) -> None:
    await notebook.write(
        partial(revoke_device, log=BAD_LOG, who=notebook.who, world=notebook.world)
    )


@pytest.mark.parametrize(
    ("path", "more", "places"),
    [
        ("/sync/push", OF_BYTES, PUSHES_AT_ONCE),
        ("/files/preview", OF_A_FILE, FILES_AT_ONCE),
    ],
)
async def test_who_was_cut_off_holds_no_place_by_going_on(
    notebook: Notebook, server: Served, path: str, more: str, places: int
) -> None:
    holding = [await begun(server, path, more, b"I", size=8_000_000) for _ in range(places)]
    assert await server.status() == 200, "the places are taken by now"
    await cut_off(notebook)
    head = server.head(f"POST {path}", more=f"{more}Content-Length: 4\r\n")
    good = await server.connect(head + b"IVSG")
    for each in holding:
        each.writer.write(b"V")
    assert await status_of(good) in (200, 422)


async def test_what_ends_after_the_cut_is_not_taken(notebook: Notebook, server: Served) -> None:
    author = await author_of(notebook, LOG)
    said = author.segment(LOG, [body("0123456789abcdef")])
    peer = await begun(server, "/sync/push", OF_BYTES, said[:-1], size=len(said))
    assert await server.status() == 200
    await cut_off(notebook)
    peer.writer.write(said[-1:])
    assert await status_of(peer) == 408
    assert LOG not in await notebook.heads()
