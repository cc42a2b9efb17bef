"""Who may come in: the checks that every request passes before any route sees it.

- Host must be one of the names we serve, exactly: a website that rebinds its name to 127.0.0.1
  is turned away (FAULTS A).
- Origin and Sec-Fetch-Site, where a browser sends them, must say "the app itself".
- Everything but the app's own files needs the bearer token; it is compared in constant time. The
  one exception is the calendar feed, whose address is a secret of its own (decision 6).
- Mutating routes take only their own content type, so that no HTML form can reach them.

There is no cookie and no CORS header anywhere. Decisions use `scope["path"]`, never a URL built
from the Host header (CVE-2026-48710).
"""

from __future__ import annotations

import hmac
import re
from hashlib import sha256
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infoview_sync.server.answers import refusal

OWN_ROUTES = ("/sync/", "/files/")
"""Everything below needs a token; all else is the app's static files and the calendar feed."""

_HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(?::[0-9]{1,5})?|\[[0-9a-f:]{2,39}\](?::[0-9]{1,5})?")

SECURITY_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"
        " img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self';"
        " font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types infoview"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Keys(NamedTuple):
    """`hosts`: the exact Host values served; `token_hash`: SHA-256 of the bearer token."""

    hosts: frozenset[str]
    token_hash: bytes


def hash_token(token: str) -> bytes:
    return sha256(token.encode()).digest()


class Door:
    """ASGI middleware; see the module's docstring for what it lets in."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self._app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                message["headers"] += [
                    (name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()
                ]
            await send(message)

        answer = self._refusal(scope)
        await (answer or self._app)(scope, receive, send_safely)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not _HOST.fullmatch(hosts[0]) or hosts[0] not in self._keys.hosts:
            return refusal(421, "wrong_host", "this server does not answer to that name")
        origins = headers.getlist("origin")
        if origins and origins != [f"http://{hosts[0]}"]:
            return refusal(403, "forbidden", "requests from other sites are not answered")
        needs_token = scope["path"].startswith(OWN_ROUTES)
        site = headers.get("sec-fetch-site")
        if needs_token and site not in (None, "same-origin"):
            return refusal(403, "forbidden", "requests from other sites are not answered")
        if needs_token and not self._knows(headers.getlist("authorization")):
            return refusal(
                401, "unauthorised", "a token is needed: open the address that `infoview up` prints"
            )
        return None

    def _knows(self, credentials: list[str]) -> bool:
        if len(credentials) != 1 or not credentials[0].startswith("Bearer "):
            return False
        return hmac.compare_digest(hash_token(credentials[0][7:]), self._keys.token_hash)
