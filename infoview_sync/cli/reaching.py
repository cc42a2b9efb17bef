"""Another computer by its address: which addresses are taken, and how one asks there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from infoview_sync.errors import UsageError

if TYPE_CHECKING:
    import httpx

TIMEOUT_S = 30.0
"""A peer folds a large push before it answers; a phone's radio may wake in between."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_IF_FOLDER = "; or, if a folder is meant, make it first"


def is_folder(said: str) -> bool:
    """`localhost:4663` is no folder, and a misspelt `./shared` is no address."""
    return "://" not in said and (said.startswith((".", "/", "~")) or Path(said).is_dir())


def client_of(address: str, token: str | None = None) -> httpx.AsyncClient:
    import httpx  # noqa: PLC0415 - httpx costs 0.1 s of every start

    # A proxy from the environment would be handed the token.
    return httpx.AsyncClient(
        base_url=address,
        headers={} if token is None else {"authorization": f"Bearer {token}"},
        timeout=TIMEOUT_S,
        trust_env=False,
        # SSL_CERT_FILE alone is read: it names a laptop's private authority (docs/lan.md).
        verify=httpx.create_ssl_context(),
        follow_redirects=False,
    )


def checked_address(url: str) -> str:
    """The checked address. Raises: UsageError, without repeating a token in it."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UsageError("that is not an address, such as http://127.0.0.1:4663") from None
    if parts.fragment or parts.query or parts.username or parts.password:
        raise UsageError(
            "leave the secret out of the address (the shell remembers it): give only what stands"
            " before the #; the rest is asked for, or read from standard input"
        )
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError("that is not an address, such as http://127.0.0.1:4663")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise UsageError(
            f"http to {host} would send the key to your notebook unprotected; use https,"
            " or a tunnel to 127.0.0.1" + ("" if set(url) & set(".:") else _IF_FOLDER)
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port is not None else "")
