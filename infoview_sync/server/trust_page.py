"""The one page that the local network gets without encryption: how to trust this laptop.

The app itself is not served here. Whoever controls the Wi-Fi could change its script on the way,
and the script holds the notebook's keys: over plain http even sealed segments protect nothing
(docs/decisions/0016). What this page offers is public: a certificate and instructions. That the
certificate was not exchanged on the way, the phone's own display of its fingerprint shows.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from infoview_sync.server.answers import on_unknown_error, refusal
from infoview_sync.server.app_files import APP_FOLDER
from infoview_sync.server.door import Door, Doors

FOLDER = Path(__file__).with_suffix("")
CERTIFICATE_PATH = "/infoview.crt"
CERTIFICATE_TYPE = "application/x-x509-ca-cert"
"""By this type iOS and Android take the file for an authority to be installed."""
_PROBE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_ASSETS = {
    "/trust.css": (FOLDER, "text/css"),
    "/trust.js": (FOLDER, "text/javascript"),
    "/icon.svg": (APP_FOLDER, "image/svg+xml"),
}
_NO_STORE = {"cache-control": "no-store"}


class Trusting(NamedTuple):
    """What the page says. `origins`: the HTTPS addresses, by name first. `authority`: its DER.

    `probe`: the path of a picture that loads over HTTPS once the authority is trusted.
    """

    origins: list[str]
    authority: bytes
    fingerprint: str
    probe: str


def create_trust_app(doors: Doors, trusting: Callable[[], Trusting]) -> Starlette:
    """Answers with the page, its three assets and the certificate, and with nothing else."""

    async def page(_request: Request) -> Response:
        now = trusting()
        csp = _policy(now)
        headers = {**_NO_STORE, "content-security-policy": csp}
        return Response(_page(now), media_type="text/html", headers=headers)

    async def certificate(_request: Request) -> Response:
        return Response(trusting().authority, media_type=CERTIFICATE_TYPE, headers=_NO_STORE)

    async def asset(request: Request) -> Response:
        path = request.scope["path"]
        folder, kind = _ASSETS[path]
        headers = {"cache-control": "no-cache"}
        return FileResponse(folder / path[1:], media_type=kind, headers=headers)

    return Starlette(
        routes=[
            Route("/", page, methods=["GET"]),
            Route(CERTIFICATE_PATH, certificate, methods=["GET"]),
            *(Route(path, asset, methods=["GET"]) for path in _ASSETS),
        ],
        middleware=[Middleware(Door, doors=doors)],
        exception_handlers={Exception: on_unknown_error, 404: _only_https, 405: _only_https},
    )


def probe_route(path: str) -> Route:
    """The picture that the page tries to load from the HTTPS side.

    It is another origin's, so it says of itself that others may show it. Its path is random, so
    that only who has read the page can ask; other websites cannot find out that InfoView is here.
    """

    async def picture(_request: Request) -> Response:
        headers = {**_NO_STORE, "cross-origin-resource-policy": "cross-origin"}
        return Response(_PROBE, media_type="image/svg+xml", headers=headers)

    return Route(path, picture, methods=["GET"])


def _page(trusting: Trusting) -> str:
    """The template with what is known now; all of it is escaped."""
    template = (FOLDER / "page.html").read_text(encoding="utf-8")
    links = "\n".join(_link(origin, trusting.probe) for origin in trusting.origins)
    pairs = trusting.fingerprint.split(":")
    rows = "\n".join(" ".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8))
    said = {"{{addresses}}": links, "{{fingerprint}}": html.escape(rows)}
    for mark, words in said.items():
        template = template.replace(mark, words)
    return template


def _link(origin: str, probe: str) -> str:
    checked = f' data-probe="{html.escape(origin + probe)}"' if _can_be_checked(origin) else ""
    state = ' <span class="state">not tried yet</span>' if checked else ""
    named = html.escape(origin)
    return f'<li><a href="{named}/"{checked}>{named}</a>{state}</li>'


def _can_be_checked(origin: str) -> bool:
    """No policy can name an IPv6 address (CSP 3, 2.3.1), and `https:` would admit every website."""
    return "[" not in origin


def _policy(trusting: Trusting) -> str:
    """Our usual policy, but for the one picture from the other side and without the app's needs."""
    pictures = " ".join(filter(_can_be_checked, trusting.origins))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self';"
        f" img-src 'self' {pictures}; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


async def _only_https(_request: Request, _error: Exception) -> Response:
    return refusal(404, "not_found", "without encryption there is only the page at / here")
