"""A request's body, as it comes: no longer than allowed, and no slower than patience."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TypeVar

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from infoview_sync.errors import NOT_JSON, InputError
from infoview_sync.server.answers import refusal
from infoview_sync.server.connection import PORTION_BYTES, STALL_S

JSON = "application/json"
MESSAGE_BYTES_MAX = 16 * 1024
"""Of a message that is no segments, heads or file: a few keys and names."""
T = TypeVar("T")


class TooLarge(Exception):
    """The body is longer than allowed; what came so far is to be thrown away."""


async def chunks(request: Request, bytes_max: int) -> AsyncIterator[bytes]:
    """The body piece by piece.

    Raises: TooLarge as soon as it is; ClientDisconnect if it ends early, or if less than
    PORTION_BYTES come in STALL_S.
    """
    size = whole_portions = 0
    stream = request.stream()
    time = asyncio.get_running_loop().time
    deadline = time() + STALL_S
    while True:
        try:
            async with asyncio.timeout_at(deadline):
                chunk = await anext(stream, None)
        except TimeoutError as error:
            raise ClientDisconnect from error
        if chunk is None:
            return
        size += len(chunk)
        if size > bytes_max:
            raise TooLarge
        if size // PORTION_BYTES > whole_portions:
            whole_portions = size // PORTION_BYTES
            deadline = time() + STALL_S
        yield chunk


def wrong_type(expected: str) -> Response:
    return refusal(415, "wrong_type", f"this route takes {expected}")


def too_large(bytes_max: int) -> Response:
    return refusal(413, "too_large", f"at most {bytes_max:,} bytes a request")


async def read_json(request: Request, shape: type[T]) -> T:
    """The body as a message of this shape. Raises: InputError, ClientDisconnect."""
    if request.headers.get("content-type") != JSON:
        raise WrongType(f"this route takes {JSON}")
    try:
        raw = b"".join([chunk async for chunk in chunks(request, MESSAGE_BYTES_MAX)])
        return msgspec.json.decode(raw, type=shape)
    except TooLarge as error:
        raise TooLong(f"at most {MESSAGE_BYTES_MAX:,} bytes a request") from error
    except NOT_JSON as error:
        raise InputError(f"this message cannot be read: {error}") from error


class WrongType(InputError):
    """The body is of another content type, as an HTML form's would be."""

    code = "wrong_type"
    status = 415


class TooLong(InputError):
    """The body is longer than a message may be."""

    code = "too_large"
    status = 413
