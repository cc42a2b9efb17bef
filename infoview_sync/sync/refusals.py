"""What a server that does not answer as hoped means: one typed error each."""

from __future__ import annotations

import httpx
import msgspec

from infoview_sync.errors import (
    NOT_JSON,
    BadSegment,
    Fork,
    Gap,
    Unauthorised,
    UnknownEpoch,
    Unreachable,
)


def no_answer(client: httpx.AsyncClient, error: httpx.HTTPError) -> Unreachable:
    """Why nothing came back, with the remedy if it is a laptop's private authority."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Unreachable(
            f"{client.base_url} shows a certificate that this computer does not trust; if it is"
            " another laptop of yours, docs/lan.md says how to trust it (SSL_CERT_FILE)"
        )
    return Unreachable(f"{client.base_url} does not answer: {error}")


def check_answer(status: int, content: bytes) -> None:
    """Raises: SyncError and its kinds, by what the server says of itself."""
    if status == httpx.codes.OK:
        return
    try:
        error = msgspec.json.decode(content, type=_WireErrors).error
    except NOT_JSON:
        raise Unreachable(f"the server answered {status}") from None
    if error.code == Fork.code:
        raise Fork(error.message, log=error.log, seq=error.seq)
    if error.code == Gap.code:
        raise Gap(error.message, log=error.log, seq=error.seq)
    if error.code == UnknownEpoch.code:
        raise UnknownEpoch(error.epoch)
    if error.code == BadSegment.code:
        raise BadSegment(error.message)
    kind = Unauthorised if error.code == Unauthorised.code else Unreachable
    raise kind(f"the server refuses: {error.message}")


class _WireError(msgspec.Struct):
    code: str
    message: str
    log: str = ""
    seq: int = 0
    epoch: int = 0


class _WireErrors(msgspec.Struct):
    error: _WireError
