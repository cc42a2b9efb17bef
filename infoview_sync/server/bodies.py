"""A request's body, as it comes: no longer than allowed, and no pause longer than patience."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from infoview_sync.server.answers import refusal

STALL_S = 20.0
"""How long a request's body may pause; a phone in a tunnel comes back and sends again."""


class TooLarge(Exception):
    """The body is longer than allowed; what came so far is to be thrown away."""


async def chunks(request: Request, bytes_max: int) -> AsyncIterator[bytes]:
    """The body piece by piece.

    Raises: TooLarge as soon as it is; ClientDisconnect if it ends early or pauses for more than
    STALL_S.
    """
    size = 0
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(STALL_S):
                chunk = await anext(stream, None)
        except TimeoutError as error:
            raise ClientDisconnect from error
        if chunk is None:
            return
        size += len(chunk)
        if size > bytes_max:
            raise TooLarge
        yield chunk


def wrong_type(expected: str) -> Response:
    return refusal(415, "wrong_type", f"this route takes {expected}")


def too_large(bytes_max: int) -> Response:
    return refusal(413, "too_large", f"at most {bytes_max:,} bytes a request")
