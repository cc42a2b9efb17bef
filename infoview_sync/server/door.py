"""Who may come in: the checks that every request passes before any route sees it.

- Host must be one of the names that the listener serves, exactly: a website that rebinds its name
  to 127.0.0.1 is turned away (FAULTS A). A name that is served over HTTPS is not answered without.
- Origin and Sec-Fetch-Site, where a browser sends them, must say "the app itself".
- Everything but the app's own files and the pairing needs a device's token, on loopback too; only
  its hash is kept, and the row is looked up by it. One exception is the calendar feed, whose
  address is a secret of its own (decision 6).
- A device that is cut off while it still sends a request's body has sent it in vain.
- Without encryption (`--plain-http`), nothing is answered that is not sealed by itself; and a token
  that was handed out there, which others have heard, opens nothing anywhere else.
- Mutating routes take only their own content type, so that no HTML form can reach them.

There is no cookie and no CORS header anywhere. Decisions use `scope["path"]`, never a URL built
from the Host header (CVE-2026-48710).
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from ipaddress import ip_address
from typing import NamedTuple, Protocol

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infoview_sync.devices.access import Caller
from infoview_sync.server.answers import refusal, too_often, with_headers
from infoview_sync.server.bearer import bearer_token
from infoview_sync.server.rates import DEVICE, PAIRING, REFUSED, Rates

OWN_ROUTES = ("/sync/", "/files/", "/devices/")
"""Everything below needs a token; all else is pairing, the app's own files, the calendar feed."""
PAIRING_ROUTES = "/pair/"
NOT_IN_THE_OPEN = ("/files/", "/calendar/", "/devices/revoke")
"""What is not sealed by itself, or does what nobody could undo: a token that was overheard in plain
http (`--plain-http`, decision 19) must open none of it."""

_LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?")
_PASSED_ON = ("forwarded", "via", "x-real-ip")
_PASSED_ON_PREFIXES = ("x-forwarded-", "tailscale-")
_LISTENER_ORIGINS = "infoview.origins"
"""The key in the scope under which a listener says what it serves."""
_IN_THE_OPEN = "infoview.in_the_open"
"""The key under which it says that it does so without encryption, off this machine."""

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


class CallerOf(Protocol):
    def __call__(self, token: str, /, *, in_the_open: bool) -> Caller | None: ...


def nobody(_token: str, *, in_the_open: bool) -> None:
    """No token opens this door, however it comes."""
    del in_the_open


class Doors(NamedTuple):
    """`origins`: by each exact Host value served, the origin that its pages have.

    They are those of a listener that says none of its own (`as_served_at`).
    `caller`: whose token this is, or None; `in_the_open` says how it came.
    """

    origins: Mapping[str, str]
    caller: CallerOf


def caller_of(scope: Scope) -> Caller:
    """The device whose token a request carried; only routes that need one may ask."""
    caller = scope["state"]["caller"]
    if not isinstance(caller, Caller):
        raise TypeError("this route is open to everybody")
    return caller


def as_served_at(app: ASGIApp, origins: Mapping[str, str], *, in_the_open: bool = False) -> ASGIApp:
    """The app as one listener serves it: under these Host values and no others.

    `in_the_open`: without encryption, and to other machines.
    """
    said = {_LISTENER_ORIGINS: origins, _IN_THE_OPEN: in_the_open}

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, **said}, receive, send)

    return served


def is_in_the_open(scope: Scope) -> bool:
    """Whether the request came without encryption, from another machine."""
    return bool(scope.get(_IN_THE_OPEN))


def is_from_here(scope: Scope) -> bool:
    """Whether the request comes from this very machine and through no proxy.

    A proxy on this machine connects from loopback as well. It is known by the name that it was
    asked for, which is not one of loopback, and by the headers that proxies add.
    """
    client = scope.get("client")
    headers = Headers(scope=scope)
    is_passed_on = any(
        name in _PASSED_ON or name.startswith(_PASSED_ON_PREFIXES) for name in headers
    )
    is_asked_for_here = _LOOPBACK_HOST.fullmatch(headers.get("host", "")) is not None
    return client is not None and is_asked_for_here and not is_passed_on and _is_loopback(client[0])


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


class Door:
    """ASGI middleware; see the module's docstring for what it lets in."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors
        self._rates = Rates(time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        headers = dict(SECURITY_HEADERS)
        if is_in_the_open(scope):
            # Over plain http a browser ignores it, and complains at every page.
            del headers["cross-origin-opener-policy"]
        answer = self._refusal(scope)
        said = self._while_let_in(scope, receive)
        await (answer or self._app)(scope, said, with_headers(send, headers))

    def _while_let_in(self, scope: Scope, receive: Receive) -> Receive:
        """What a device says, until it is cut off: then, as if it had hung up.

        Its token is asked for again after each piece, so that nothing counts that ended later, and
        no place is held by going on for ever.
        """
        if "caller" not in scope.get("state", {}):
            return receive

        async def receive_more() -> Message:
            message = await receive()
            if message["type"] == "http.request" and self._caller(scope) is None:
                return {"type": "http.disconnect"}
            return message

        return receive_more

    def _caller(self, scope: Scope) -> Caller | None:
        """Whose token the request carries, if it opens the door now."""
        token = bearer_token(Headers(scope=scope))
        is_open = is_in_the_open(scope)
        return None if token is None else self._doors.caller(token, in_the_open=is_open)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        return self._wrong_site(scope, headers) or self._not_let_in(scope)

    def _wrong_site(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """Refuses what another name, or another site's page, asks."""
        hosts = headers.getlist("host")
        served = scope.get(_LISTENER_ORIGINS, self._doors.origins)
        own = served.get(hosts[0]) if len(hosts) == 1 else None
        if own is None or not own.startswith(f"{scope['scheme']}://"):
            return refusal(421, "wrong_host", "this server does not answer to that name")
        site = headers.get("sec-fetch-site")
        is_of_data = scope["path"].startswith((*OWN_ROUTES, PAIRING_ROUTES))
        if headers.getlist("origin") not in ([], [own]) or (
            is_of_data and site not in (None, "same-origin")
        ):
            return refusal(403, "forbidden", "requests from other sites are not answered")
        if scope["path"].startswith(NOT_IN_THE_OPEN) and is_in_the_open(scope):
            return refusal(403, "not_encrypted", "this is not answered without encryption")
        return None

    def _not_let_in(self, scope: Scope) -> ASGIApp | None:
        """Refuses who has no token where one is needed, and who asks too often."""
        address = (scope.get("client") or ("",))[0]
        if not scope["path"].startswith(OWN_ROUTES):
            is_pairing = scope["path"].startswith(PAIRING_ROUTES)
            is_often = is_pairing and not self._rates.allows(f"pair {address}", PAIRING)
            return too_often() if is_often else None
        caller = self._caller(scope)
        if caller is not None:
            scope.setdefault("state", {})["caller"] = caller
            return None if self._rates.allows(f"device {caller.log}", DEVICE) else too_often()
        if not self._rates.allows(f"refused {address}", REFUSED):
            return too_often()
        return refusal(
            401,
            "unauthorised",
            "this server does not know the device: pair it, or open a link of `infoview open`",
        )
