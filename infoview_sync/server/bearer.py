"""The token of a request, as RFC 6750 has it sent."""

from __future__ import annotations

from starlette.datastructures import Headers

TOKEN_CHARS_MAX = 512


def bearer_token(headers: Headers) -> str | None:
    """None without one, with more than one, or with one that is longer than any of ours."""
    credentials = headers.getlist("authorization")
    if len(credentials) != 1 or not credentials[0].startswith("Bearer "):
        return None
    token = credentials[0].removeprefix("Bearer ")
    return token if len(token) <= TOKEN_CHARS_MAX else None
