"""The notebook as files over HTTP: `GET /files/export/NAME` (docs/server.md).

A file is written whole into a folder beside the notebook, sent, and removed. Each is one instant of
the notebook, read on a connection of its own, so that syncing goes on meanwhile.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from infoview_sync.files.export.jobs import Chosen, Form, NothingToExport, copy_database, write_form
from infoview_sync.files.export.whole import at_one_instant, write_all
from infoview_sync.log.database import open_reader
from infoview_sync.log.serial import Serial
from infoview_sync.projections import projector
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.answers import refusal

EXPORTS_AT_ONCE = 1
"""Each may take as much of the disk as the notebook twice."""
FOLDER_PREFIX = ".export-"
LEFT_AFTER_S = 3600.0
"""An older folder is what a killed process left behind."""

Job = Callable[[sqlite3.Connection, Path, Chosen], None]
"""Writes the path: one file."""


class Offered(NamedTuple):
    """One file that can be had."""

    media_type: str
    job: Job


def _tell(_done: int, _total: int) -> None:
    """How far the writing is tells nobody: the sending is what takes long."""


def _form(form: Form) -> Job:
    def job(connection: sqlite3.Connection, to: Path, chosen: Chosen) -> None:
        at_one_instant(connection, lambda: write_form(connection, form, to, chosen, _tell))

    return job


def _database(connection: sqlite3.Connection, to: Path, _chosen: Chosen) -> None:
    copy_database(connection, to, force=False)


def _zipped(write: Callable[[sqlite3.Connection, Path, Chosen], object]) -> Job:
    """One zip file of all that `write` puts into a folder."""

    def job(connection: sqlite3.Connection, to: Path, chosen: Chosen) -> None:
        folder = to.parent / "whole"
        folder.mkdir(mode=0o700)
        write(connection, folder, chosen)
        with ZipFile(to, "w", ZIP_DEFLATED) as zipped:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    zipped.write(path, path.relative_to(folder))

    return job


def _folder_of(form: Form) -> Job:
    return _zipped(
        lambda connection, folder, chosen: at_one_instant(
            connection, lambda: write_form(connection, form, folder, chosen, _tell)
        )
    )


OFFERED = {
    "notebook.ndjson": Offered("application/x-ndjson", _form(Form.ndjson)),
    "notebook.sqlite3": Offered("application/vnd.sqlite3", _database),
    "tables.zip": Offered("application/zip", _folder_of(Form.csv)),
    "people.vcf": Offered("text/vcard", _form(Form.vcf)),
    "interviews.ics": Offered("text/calendar", _form(Form.ics)),
    "pages.zip": Offered("application/zip", _folder_of(Form.md)),
    "network.dot": Offered("text/vnd.graphviz", _form(Form.dot)),
    "everything.zip": Offered(
        "application/zip",
        _zipped(lambda connection, folder, chosen: write_all(connection, folder, chosen, _tell)),
    ),
}


class ExportRoute:
    """The route over one notebook."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._room = asyncio.Semaphore(EXPORTS_AT_ONCE)

    def routes(self) -> list[Route]:
        return [Route("/files/export/{name}", self.export, methods=["GET"])]

    async def export(self, request: Request) -> Response:
        name = request.path_params["name"]
        offered = OFFERED.get(name)
        if offered is None:
            return refusal(404, "not_found", f"there are {', '.join(OFFERED)}")
        if request.method == "HEAD":
            return Response(media_type=offered.media_type)
        async with self._room:
            home = self._notebook.database.parent
            await asyncio.to_thread(sweep, home)
            folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX, dir=home))
            try:
                await self._write(offered.job, folder / name)
            except NothingToExport as error:
                shutil.rmtree(folder, ignore_errors=True)
                return refusal(404, "nothing", str(error))
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        return SentOnce(
            folder / name, media_type=offered.media_type, filename=name,
            headers={"cache-control": "no-store"},
        )  # fmt: skip

    async def _write(self, job: Job, to: Path) -> None:
        notebook = self._notebook
        chosen = Chosen(
            notebook=notebook.who.notebook, now_ms=notebook.world.wall_ms(),
            tz=ZoneInfo(notebook.world.tz),
        )  # fmt: skip
        reader = await Serial.open(lambda: open_reader(notebook.database))
        try:
            await reader.run(projector.open_session)
            await reader.run(job, to, chosen)
        finally:
            await reader.close()


class SentOnce(FileResponse):
    """A file that goes, with its folder, when it was sent or nobody takes it any more."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            shutil.rmtree(Path(self.path).parent, ignore_errors=True)


def sweep(home: Path) -> None:
    for folder in home.glob(f"{FOLDER_PREFIX}*"):
        if folder.is_dir() and time.time() - folder.stat().st_mtime > LEFT_AFTER_S:
            shutil.rmtree(folder, ignore_errors=True)
