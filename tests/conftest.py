"""What tests share: a notebook in a temporary folder, and a server with a client beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.app import create_app
from infoview_sync.server.changes import Changes
from infoview_sync.server.serve import keys_for
from tests.world import world

TOKEN = "a-token-for-tests"
PORT = 4663


@pytest.fixture
async def notebook(tmp_path: Path) -> AsyncIterator[Notebook]:
    opened = await Notebook.open(tmp_path / "laptop", world())
    yield opened
    await opened.close()


@pytest.fixture
async def client(notebook: Notebook) -> AsyncIterator[httpx.AsyncClient]:
    """Speaks to the real app in this process, token included."""
    app = create_app(notebook, keys_for(PORT, TOKEN), Changes())
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url=f"http://127.0.0.1:{PORT}",
        headers={"authorization": f"Bearer {TOKEN}"},
    ) as opened:
        yield opened
