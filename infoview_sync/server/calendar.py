"""The calendar feed: `GET /calendar/<secret>.ics`, which a calendar program subscribes to.

The only route that gives data without a bearer token, because calendar programs can send none
(docs/decisions/0006): its address is the secret, 128 bits in a file of the home that `infoview
calendar` makes and replaces. It is read at each request, so a revoked one is dead at once. It only
reads; there is nothing but the interviews' times, places and names in it; and the secret is taken
out of the request before anything could write it to a log.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infoview_sync.server.answers import refusal

Feed = Callable[[], Awaitable[bytes]]
"""Writes the calendar; handed in, because this layer knows no file formats."""

SECRET_BYTES = 16
PATH = "/calendar/"
SHOWN_PATH = f"{PATH}…"
"""What a log may show of such a request's address."""
_SECRET = re.compile(r"[0-9a-f]{32}")
_HEADERS = {
    "cache-control": "no-store", "content-disposition": 'inline; filename="infoview.ics"',
}  # fmt: skip


def secret_in(file: Path) -> str | None:
    """The feed's secret, or None as long as there is no feed."""
    try:
        found = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    # An empty file is what a full disk once left of it: everybody knows that secret.
    return found if _SECRET.fullmatch(found) else None


class CalendarRoute:
    """The route over one notebook's feed; without `write` there is none."""

    def __init__(self, secret_file: Path, write: Feed | None) -> None:
        self._secret_file = secret_file
        self._write = write

    def routes(self) -> list[Route]:
        return [Route(f"{PATH}{{name}}", self.feed, methods=["GET"])]

    async def feed(self, request: Request) -> Response:
        name = request.path_params.pop("name")
        request.scope["path"] = SHOWN_PATH
        request.scope["raw_path"] = SHOWN_PATH.encode()
        if not self._is_known(name) or self._write is None:
            return refusal(404, "not_found", "there is nothing at this address")
        body = await self._write()
        etag = f'"{sha256(body).hexdigest()[:32]}"'
        headers = _HEADERS | {"etag": etag}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type="text/calendar", headers=headers)

    def _is_known(self, name: str) -> bool:
        """Compared by hash in constant time, whether there is a feed or not."""
        secret = secret_in(self._secret_file)
        wanted = sha256(f"{secret}.ics".encode()).digest()
        given = sha256(name.encode("utf-8", "replace")).digest()
        return hmac.compare_digest(given, wanted) and secret is not None
