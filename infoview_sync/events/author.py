"""Writes the body of a new event: the one place where bytes are made from meaning."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from infoview_sync.errors import InvalidEvent
from infoview_sync.events.catalogue import EVENT_TYPES
from infoview_sync.events.catalogue.fields import EventData
from infoview_sync.events.envelope import BODY_BYTES_MAX, read_envelope
from infoview_sync.ids import RandomBytes

SALT_BYTES = 12
"""96 bits: an erased body cannot be guessed from its hash."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An event that is about to be said: what, about whom, and when it happened."""

    subject: str
    data: EventData
    occurred_at: str
    """Local time with offset, 25 characters."""


class _Body(msgspec.Struct, frozen=True, kw_only=True):
    hlc: int
    type: str
    subject: str
    occurred_at: str
    tz: str
    recorded_at: str
    salt: str
    data: EventData


def write_body(
    draft: Draft, *, hlc: int, recorded_ms: int, tz: str, random_bytes: RandomBytes
) -> bytes:
    """The body of `draft` as it will be kept for ever.

    Raises: InvalidEvent if the catalogue or the envelope's rules forbid it.
    """
    salt = base64.urlsafe_b64encode(random_bytes(SALT_BYTES)).decode()
    try:
        body = _encoder.encode(
            _Body(
                hlc=hlc,
                type=draft.data.wire_type,
                subject=draft.subject,
                occurred_at=draft.occurred_at,
                tz=tz,
                recorded_at=local_moment(recorded_ms, tz),
                salt=salt,
                data=draft.data,
            )
        )
    except UnicodeEncodeError as error:
        raise InvalidEvent(f"{draft.data.wire_type}: a text holds half a character") from error
    if len(body) > BODY_BYTES_MAX:
        raise InvalidEvent(
            f"{draft.data.wire_type}: {len(body):,} bytes; at most {BODY_BYTES_MAX:,} fit an event"
        )
    if read_envelope(body) is None:
        raise InvalidEvent(
            f"{draft.data.wire_type} about {draft.subject!r} at {draft.occurred_at!r} cannot be"
            " kept: check the date, the id and the text"
        )
    return body


def event_data(wire_type: str, fields: dict[str, Any]) -> EventData:
    """The checked `data` of an event. Raises: InvalidEvent naming the field."""
    struct = EVENT_TYPES.get(wire_type)
    if struct is None:
        raise InvalidEvent(f"there is no event type {wire_type!r}")
    try:
        return msgspec.convert(fields, struct)
    except msgspec.ValidationError as error:
        raise InvalidEvent(f"{wire_type}: {error}") from error


def local_moment(wall_ms: int, tz: str) -> str:
    """`2026-05-01T10:00:00+02:00` for an instant (ms since 1970) in a zone."""
    moment = datetime.fromtimestamp(wall_ms // 1000, ZoneInfo(tz))
    return moment.isoformat(timespec="seconds")


_encoder = msgspec.json.Encoder()
system_random: RandomBytes = secrets.token_bytes
