"""The whole application in one view."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from infoview_sync.errors import InfoViewError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.answers import on_own_error, on_unknown_error, refusal
from infoview_sync.server.calendar import CalendarRoute, Feed
from infoview_sync.server.changes import Changes, watch_other_processes
from infoview_sync.server.door import OWN_ROUTES, Door, Keys
from infoview_sync.server.exporting import ExportRoute
from infoview_sync.server.importing import ImportRoutes
from infoview_sync.server.sync_routes import SyncRoutes
from infoview_sync.settings import CALENDAR_SECRET_NAME

APP_FOLDER = Path(__file__).parent / "app"
"""The built web app: made by Vite, shipped in the wheel."""

_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
"""One name in that folder. Anything else, a backslash or a drive letter above all, is nothing."""


def create_app(
    notebook: Notebook, keys: Keys, changes: Changes, feed: Feed | None = None
) -> Starlette:
    """The server of one notebook: sync, files in and out, its calendar feed, the app itself."""
    importing = ImportRoutes(notebook)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        notebook.on_change(changes.tell)
        watcher = asyncio.create_task(watch_other_processes(notebook, changes))
        yield
        changes.close()
        await importing.close()
        watcher.cancel()

    return Starlette(
        routes=[
            *SyncRoutes(notebook, changes).routes(),
            *importing.routes(),
            *ExportRoute(notebook).routes(),
            *CalendarRoute(notebook.database.parent / CALENDAR_SECRET_NAME, feed).routes(),
            Mount("/assets", StaticFiles(directory=APP_FOLDER / "assets", check_dir=False)),
            Route("/{path:path}", app_file, methods=["GET"]),
        ],
        middleware=[Middleware(Door, keys=keys)],
        exception_handlers={
            InfoViewError: on_own_error,
            Exception: on_unknown_error,
            ClientDisconnect: _cut_off,
            404: _not_found,
            405: _not_found,
        },
        lifespan=lifespan,
    )


async def app_file(request: Request) -> Response:
    """A file at the root of the built app, or the app's page for any address without a dot."""
    path = request.path_params["path"]
    name = path if "." in path else "index.html"
    file = APP_FOLDER / name
    if (
        request.scope["path"].startswith(OWN_ROUTES)
        or _FILE_NAME.fullmatch(name) is None
        or not file.is_file()
    ):
        return await _not_found(request, LookupError())
    return FileResponse(file, headers={"cache-control": "no-cache"})


async def _not_found(_request: Request, _error: Exception) -> Response:
    return refusal(404, "not_found", "there is nothing at this address")


async def _cut_off(_request: Request, _error: Exception) -> Response:
    """The body stopped coming: a phone out of reach, not a fault of ours, so not in the log."""
    return refusal(408, "cut_off", "the request ended before its body did; send it again")
