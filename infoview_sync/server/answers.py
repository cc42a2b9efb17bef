"""The one shape of an error on the wire: {"error": {"code", "message", …}}.

An error of ours says what it is; any other shows a reference only, and its details go to the log.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Send

from infoview_sync.errors import InfoViewError

_LOG = logging.getLogger(__name__)


def refusal(status: int, code: str, message: str, **fields: str | int) -> Response:
    body = msgspec.json.encode({"error": {"code": code, "message": message, **fields}})
    return Response(
        body, status, media_type="application/json", headers={"cache-control": "no-store"}
    )


def too_often() -> Response:
    return refusal(429, "too_often", "too many requests; wait a minute")


def with_headers(send: Send, headers: Mapping[str, str]) -> Send:
    """Adds these to every answer, but for what a route says otherwise of itself."""

    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = {name.lower() for name, _ in message.setdefault("headers", [])}
            message["headers"] += [
                (name.encode(), value.encode())
                for name, value in headers.items()
                if name.encode() not in said
            ]
        await send(message)

    return send_with


async def on_own_error(request: Request, error: Exception) -> Response:
    """For InfoViewError: its code, message and data."""
    if not isinstance(error, InfoViewError):
        return await on_unknown_error(request, error)
    return refusal(error.status, error.code, str(error), **error.fields())


async def on_unknown_error(request: Request, error: Exception) -> Response:
    """For anything else: a reference to look up in the log; no detail leaves this machine."""
    reference = secrets.token_hex(4)
    _LOG.error(
        "reference %s: %s %s", reference, request.method, request.scope["path"], exc_info=error
    )
    return refusal(500, "internal", f"something went wrong here; the log has it as {reference}")
