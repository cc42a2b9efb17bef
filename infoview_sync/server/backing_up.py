"""The backup over HTTP: `GET /files/backup` (docs/server.md), the file of `infoview backup`."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infoview_sync.devices.backing_up import write_backup
from infoview_sync.devices.last_times import note_backup
from infoview_sync.devices.recovery import must_have_recovery
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.exporting import EXPORTS_AT_ONCE, FOLDER_PREFIX, SentOnce, sweep

NAME = "notebook.backup"
_TYPE = "application/octet-stream"


class BackupRoute:
    """The route over one notebook."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._room = asyncio.Semaphore(EXPORTS_AT_ONCE)

    def routes(self) -> list[Route]:
        return [Route("/files/backup", self.backup, methods=["GET"])]

    async def backup(self, request: Request) -> Response:
        """Raises: UsageError if there is no recovery phrase to seal it to."""
        await must_have_recovery(self._notebook)
        if request.method == "HEAD":
            return Response(media_type=_TYPE)
        async with self._room:
            home = self._notebook.database.parent
            await asyncio.to_thread(sweep, home)
            folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX, dir=home))
            try:
                await write_backup(self._notebook, folder / NAME)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        note_backup(home, now_ms=self._notebook.world.wall_ms())
        return SentOnce(
            folder / NAME, media_type=_TYPE, filename=NAME, headers={"cache-control": "no-store"}
        )
