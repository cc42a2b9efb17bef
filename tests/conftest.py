"""What tests share: a notebook in a temporary folder, and a server with a client beside it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.app import create_app
from infoview_sync.server.calendar import Feed
from infoview_sync.server.changes import Changes
from infoview_sync.server.inviting import Inviting
from infoview_sync.server.serve import loopback_origins, opened_doors
from tests.authors import TOKEN, let_in
from tests.world import world

PORT = 4663

# A shell has what it starts in the background ignore it, and all that is started here with it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda each: each.get_closest_marker("browser") is None)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A whole run takes a while: what fails is named at once, and why at the end."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        sys.stderr.write(f"\n{report.nodeid}: failed in {report.when}\n")


@pytest.fixture
async def notebook(tmp_path: Path) -> AsyncIterator[Notebook]:
    opened = await Notebook.open(tmp_path / "laptop", world())
    yield opened
    await opened.close()


@pytest.fixture
async def client(notebook: Notebook) -> AsyncIterator[httpx.AsyncClient]:
    """Speaks to the real app in this process, token included."""
    await let_in(notebook)
    with app_of(notebook) as app:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url=f"http://127.0.0.1:{PORT}",
            headers={"authorization": f"Bearer {TOKEN}"},
        ) as opened:
            yield opened


@contextmanager
def app_of(notebook: Notebook, feed: Feed | None = None) -> Iterator[Starlette]:
    """The server's app, as at PORT of loopback."""
    with opened_doors(notebook, loopback_origins(PORT)) as doors:
        inviting = Inviting(here=f"http://127.0.0.1:{PORT}", outside=None)
        yield create_app(notebook, doors, inviting, Changes(), feed)
