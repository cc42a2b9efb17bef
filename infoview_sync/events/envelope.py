"""The envelope: the exact bytes of one event, and what every reader must read from them.

A body is one JSON object in UTF-8 on one line, whose first keys stand in a fixed order:

    {"hlc":1795000000000000,"type":"contact.added","subject":"0123456789abcdef",
     "occurred_at":"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin",
     "recorded_at":"2026-05-01T10:03:00+02:00","salt":"…","data":{…}}      (no line break in it)

It is authored once and then stored, hashed and forwarded as those bytes; nothing re-encodes it,
so fields and types that this version does not know survive. `read_envelope` finds what orders and
routes an event. A body that breaks a rule below is *unreadable*: it keeps its place in the chain
and is relayed, but no projection sees it. Both languages decide this alike (tests/vectors).

Rules: at most `BODY_BYTES_MAX`; RFC 8259 JSON, no line feed, no lone surrogate, no U+0000
(C strings end there); `data` an object; nested at most `DEPTH_MAX`; numbers are integers of at
most 15 digits (floats print differently in two SQLite versions), the stamp aside; `hlc` within
the clock's bounds; `type` two snake_case words around a dot; `subject` an id; `occurred_at` a
real local date and time from 1970 on, with seconds and offset, 25 characters.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

import msgspec

from infoview_sync.clock import HLC_MIN, HLC_RECEIVED_MAX
from infoview_sync.errors import NOT_JSON

BODY_BYTES_MAX = 256 * 1024
DEPTH_MAX = 32
TYPE_CHARS_MAX = 64

_HEAD = re.compile(
    rb'\{"hlc":([0-9]{16}),"type":"([a-z][a-z_]*\.[a-z][a-z_]*)",'
    rb'"subject":"([0-9a-hjkmnp-tv-z]{16})",'
    rb'"occurred_at":"((?:19[7-9][0-9]|2[0-9]{3})-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])'
    rb'(?::[0-5][0-9]){2}[+-](?:0[0-9]|1[0-4]):[0-5][0-9])",'
)
_SUSPECT_NUMBER = re.compile(rb"[:\[,][ \t\r]*-?[0-9]+(?:[.eE]|(?<=[0-9]{16}))")
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Envelope(NamedTuple):
    """What orders and routes one event; `occurred_at` is ms since 1970, `offset_min` its zone."""

    hlc: int
    type: str
    subject: str
    occurred_at: int
    offset_min: int


def read_envelope(body: bytes) -> Envelope | None:
    """The envelope of a body, or None if the body is unreadable (see the rules above)."""
    head = _HEAD.match(body)
    if head is None or len(body) > BODY_BYTES_MAX or not _is_well_formed(body, head.end()):
        return None
    hlc, type_, occurred = int(head[1]), head[2], head[4].decode()
    if not HLC_MIN <= hlc <= HLC_RECEIVED_MAX or len(type_) > TYPE_CHARS_MAX:
        return None
    moment = read_moment(occurred)
    if moment is None:
        return None
    return Envelope(hlc, type_.decode(), head[3].decode(), moment[0], moment[1])


def read_moment(text: str) -> tuple[int, int] | None:
    """(ms since 1970, offset in minutes) of `2026-05-01T10:00:00+02:00`, or None."""
    try:
        moment = datetime.fromisoformat(text)
        elapsed = moment - _EPOCH
    except (ValueError, TypeError, OverflowError):
        return None
    offset = moment.utcoffset()
    if offset is None or len(text) != 25:
        return None
    ms = (elapsed.days * 86_400 + elapsed.seconds) * 1000
    return (ms, (offset.days * 86_400 + offset.seconds) // 60) if ms >= 0 else None


def _is_well_formed(body: bytes, head_end: int) -> bool:
    if b"\n" in body or (b"\\u0000" in body and _NUL.search(body)):
        return False
    try:
        value = _decoder.decode(body)
    except NOT_JSON:
        return False
    if not isinstance(value, dict) or not isinstance(value.get("data"), dict):
        return False
    if body.count(b"{") + body.count(b"[") > DEPTH_MAX and _depth(body) > DEPTH_MAX:
        return False
    if _SUSPECT_NUMBER.search(body, head_end) is None:
        return True
    return _SUSPECT_NUMBER.search(_STRING.sub(b'""', body[head_end - 1 :])) is None


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for byte in _STRING.sub(b"", body):
        if byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest


_decoder = msgspec.json.Decoder()
