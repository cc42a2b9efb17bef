"""Asking a server over HTTP to be let in: begin, reveal, finish (docs/security.md)."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import httpx
import msgspec

from infoview_sync.devices.invitations import CODE_CHARS
from infoview_sync.errors import (
    NOT_JSON,
    InputError,
    NotAdmitted,
    NotFound,
    Revoked,
    SyncError,
    Unreachable,
    Untrusted,
)
from infoview_sync.ids import ALPHABET, RandomBytes
from infoview_sync.keys.grant import Grant
from infoview_sync.keys.pairing import FINGERPRINT_BYTES, PAIRING_NONCE_BYTES, Applicant, Begun
from infoview_sync.keys.pairing_device import Asking, Revealed, begin, reveal, take_grant
from infoview_sync.keys.primitives import KEY_BYTES
from infoview_sync.keys.texts import from_text
from infoview_sync.sync.answers import Answer, ask

FINISHES_MAX = 30
"""Questions for the decision; the server holds each for up to 20 seconds."""
ANSWER_TIMEOUT_S = 40.0
ANSWER_BYTES_MAX = 2 * 1024 * 1024
"""What lets a device in holds every epoch key, some 100 bytes each."""

T = TypeVar("T")


class Invited(NamedTuple):
    """What a link or a typed code holds. `server`: None in a code, which names nobody."""

    secret: bytes
    server: bytes | None


class Asked(NamedTuple):
    """A device that has revealed itself; `revealed.agreed.digits` stand on both screens."""

    session: str
    revealed: Revealed


def read_invitation(text: str) -> Invited:
    """From a link, what stands behind its `#`, or a typed code in any case, with a dash or without.

    Raises: InputError.
    """
    said = text.strip()
    _, _, behind = said.partition("#")
    key, is_link, value = behind.partition("=")
    if is_link and key in ("pair", "here"):
        secret, _, server = value.partition(".")
        return Invited(from_text(secret), from_text(server, length=FINGERPRINT_BYTES))
    code = said.replace("-", "").replace(" ", "").lower()
    # What people write for what looks alike, as Crockford's alphabet has it.
    code = code.translate(str.maketrans("ilo", "110"))
    if len(code) != CODE_CHARS or not set(code) <= set(ALPHABET):
        raise InputError(
            "that is neither the code that the other computer shows (like K3F9-7Q2X) nor its link"
        )
    return Invited(code.encode(), None)


async def ask_in(
    client: httpx.AsyncClient, invited: Invited, applicant: Applicant, random_bytes: RandomBytes
) -> Asked:
    """Prove to know the invitation.

    Raises: SyncError and its kinds, NotFound, InputError; Revoked, and the invitation still holds,
    if this log was cut off there.
    """
    asking = Asking(
        invited.secret,
        random_bytes(KEY_BYTES),
        random_bytes(PAIRING_NONCE_BYTES),
        applicant,
        invited.server,
    )
    begun = await _post(client, "/pair/begin", begin(asking), Begun)
    message, revealed = reveal(asking, begun)
    await _post(client, "/pair/reveal", message, _Waiting)
    return Asked(begun.session, revealed)


async def await_grant(client: httpx.AsyncClient, asked: Asked) -> Grant:
    """What the device is let in with, once a person there has said yes.

    Raises: NotAdmitted if they said no, SyncError if it takes too long, Untrusted.
    """
    for _ in range(FINISHES_MAX):
        answer = await _post(client, "/pair/finish", {"session": asked.session}, _Finished)
        if answer.sealed is not None:
            return take_grant(asked.revealed, from_text(answer.sealed))
    raise SyncError("nobody said yes there; begin again")


async def _post(client: httpx.AsyncClient, path: str, message: object, shape: type[T]) -> T:
    request = client.build_request(
        "POST",
        path,
        content=msgspec.json.encode(message),
        headers={"content-type": "application/json"},
        timeout=ANSWER_TIMEOUT_S,
    )
    answer = await ask(client, request, ANSWER_BYTES_MAX)
    if answer.status not in (httpx.codes.OK, httpx.codes.ACCEPTED):
        _refuse(answer)
    try:
        return msgspec.json.decode(answer.body, type=shape)
    except NOT_JSON as error:
        raise SyncError(f"{client.base_url} answers like no InfoView: {error}") from error


def _refuse(answer: Answer) -> None:
    try:
        told = msgspec.json.decode(answer.body, type=_Errors).error
    except NOT_JSON:
        raise Unreachable(f"the server answered {answer.status}") from None
    kinds: dict[str, type[SyncError | NotFound]] = {
        "not_found": NotFound, "untrusted": Untrusted, "refused": NotAdmitted,
        "revoked": Revoked,
    }  # fmt: skip
    raise kinds.get(told.code, SyncError)(told.message)


class _Waiting(msgspec.Struct):
    waiting: bool


class _Finished(msgspec.Struct):
    sealed: str | None = None


class _Error(msgspec.Struct):
    code: str
    message: str


class _Errors(msgspec.Struct):
    error: _Error
