"""The whole application in one view."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from infoview_sync.errors import InfoViewError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.answers import on_own_error, on_unknown_error, refusal
from infoview_sync.server.app_files import app_route, nothing_here
from infoview_sync.server.backing_up import BackupRoute
from infoview_sync.server.calendar import CalendarRoute, Feed
from infoview_sync.server.changes import Changes, watch_other_processes
from infoview_sync.server.devices import DeviceRoutes
from infoview_sync.server.door import Door, Doors
from infoview_sync.server.exporting import ExportRoute
from infoview_sync.server.importing import ImportRoutes
from infoview_sync.server.inviting import Inviting
from infoview_sync.server.pairing import PairingRoutes
from infoview_sync.server.sync_routes import SyncRoutes
from infoview_sync.settings import CALENDAR_SECRET_NAME


def create_app(
    notebook: Notebook, doors: Doors, inviting: Inviting, changes: Changes,
    feed: Feed | None = None, *, more: Sequence[Route] = (),
) -> Starlette:  # fmt: skip
    """The server of one notebook: pairing, sync, devices, files, calendar feed, the app itself.

    `more`: what a way of serving needs besides, with the notebook's words in none of it.
    """
    importing = ImportRoutes(notebook)
    syncing = SyncRoutes(notebook, changes)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        notebook.on_change(changes.tell)
        watcher = asyncio.create_task(watch_other_processes(notebook, changes))
        yield
        changes.close()
        await importing.close()
        await syncing.close()
        watcher.cancel()

    return Starlette(
        routes=[
            *PairingRoutes(notebook).routes(),
            *syncing.routes(),
            *DeviceRoutes(notebook, changes, inviting).routes(),
            *importing.routes(),
            *ExportRoute(notebook).routes(),
            *BackupRoute(notebook).routes(),
            *CalendarRoute(notebook.database.parent / CALENDAR_SECRET_NAME, feed).routes(),
            *more,
            app_route(),
        ],
        middleware=[Middleware(Door, doors=doors)],
        exception_handlers={
            InfoViewError: on_own_error,
            Exception: on_unknown_error,
            ClientDisconnect: _cut_off,
            404: _not_found,
            405: _not_found,
        },
        lifespan=lifespan,
    )


async def _not_found(_request: Request, _error: Exception) -> Response:
    return nothing_here()


async def _cut_off(_request: Request, _error: Exception) -> Response:
    """The body stopped coming: a phone out of reach, not a fault of ours, so not in the log."""
    return refusal(408, "cut_off", "the request ended before its body did; send it again")
