"""The built app's own files: public, compressed at build, cached for as long as they hold.

The build (web/build/compressed.ts) puts `x.js.gz` beside `x.js` where that is smaller. Files below
`assets/` have their hash in their name, so a browser need never ask for them again; all others
are asked for each time, or an upgrade would not be noticed.
"""

from __future__ import annotations

import re
from mimetypes import guess_type
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from infoview_sync.server.answers import refusal
from infoview_sync.server.door import OWN_ROUTES

APP_FOLDER = Path(__file__).parent / "app"
"""The built web app: made by Vite, shipped in the wheel."""

_FILE_NAME = re.compile(r"(?P<hashed>assets/)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
"""One name in that folder or in `assets`. Anything else, a backslash or a drive letter above all,
is nothing."""


def app_route() -> Route:
    """Whatever no other route has taken."""
    return Route("/{path:path}", _app_file, methods=["GET"])


async def _app_file(request: Request) -> Response:
    """A file of the built app, or the app's page for any address without a dot."""
    path = request.path_params["path"]
    name = path if "." in path else "index.html"
    named = _FILE_NAME.fullmatch(name)
    file = APP_FOLDER / name
    if request.scope["path"].startswith(OWN_ROUTES) or named is None or not file.is_file():
        return nothing_here()
    headers = {
        "cache-control": "public, max-age=31536000, immutable" if named["hashed"] else "no-cache",
        "vary": "accept-encoding",
    }
    packed = file.with_name(f"{file.name}.gz")
    if _takes_gzip(request.headers.get("accept-encoding", "")) and packed.is_file():
        headers["content-encoding"] = "gzip"
        return FileResponse(packed, headers=headers, media_type=guess_type(name)[0])
    return FileResponse(file, headers=headers)


def nothing_here() -> Response:
    return refusal(404, "not_found", "there is nothing at this address")


def _takes_gzip(accepted: str) -> bool:
    """Whether `gzip` is listed; `gzip;q=0` says that it is not wanted."""
    return bool(re.search(r"(?:^|[,\s])gzip\s*(?:$|,|;\s*q=(?!0(?:\.0*)?\s*(?:$|,)))", accepted))
