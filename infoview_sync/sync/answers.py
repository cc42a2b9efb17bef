"""What another computer answers, before anything of it is believed: no longer than it may be.

Nothing packed is asked for and nothing is unpacked: half a megabyte can hold a thousand times that.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import httpx

from infoview_sync.errors import Unreachable
from infoview_sync.sync.refusals import no_answer


class Answer(NamedTuple):
    """A whole one."""

    status: int
    body: bytes


async def ask(client: httpx.AsyncClient, request: httpx.Request, bytes_max: int) -> Answer:
    """Raises: Unreachable, also if the answer is longer."""
    try:
        async with asked(client, request) as answer:
            return Answer(answer.status_code, await body_of(answer, bytes_max))
    except httpx.HTTPError as error:
        raise no_answer(client, error) from error


@asynccontextmanager
async def asked(client: httpx.AsyncClient, request: httpx.Request) -> AsyncIterator[httpx.Response]:
    """An answer whose body is yet to be read. Raises: httpx.HTTPError."""
    request.headers["accept-encoding"] = "identity"
    answer = await client.send(request, stream=True)
    try:
        yield answer
    finally:
        await answer.aclose()


async def body_of(answer: httpx.Response, bytes_max: int) -> bytes:
    """Raises: Unreachable if it is longer, httpx.HTTPError."""
    body = bytearray()
    async for chunk in answer.aiter_raw():
        body += chunk
        if len(body) > bytes_max:
            raise Unreachable(f"{answer.url} sends more than was asked for")
    return bytes(body)
