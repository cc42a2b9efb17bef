"""The notebook's own format: the event log as it is, line by line, to be read back bit for bit.

    {"format":"infoview notebook","version":1,"notebook":"…","events":2,"heads":{"<log>":{"seq":2,"hash":"…"}}}
    {"log":"…","seq":1,"hash":"…","body":{"hlc":…}}       the body's bytes exactly as authored
    {"log":"…","seq":2,"hash":"…","erased":"…"}           forgotten: only its hash is left
    {"log":"…","seq":3,"hash":"…","base64":"…"}           not readable as an event, kept all the same

Every line is JSON and ends with one line feed. Logs stand in the order of their ids, events in
the order of their numbers; `hash` is the chain's up to and including the event, so a reader can
name the very line that was damaged. There is no date in it: equal notebooks give equal files.
`files/own.py` reads it. A change of the format is a new version.
"""  # noqa: E501 - the header is one line

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from infoview_sync.events.chain import Heads
from infoview_sync.events.envelope import read_envelope
from infoview_sync.log.store import Body, Erased

FORMAT = "infoview notebook"
VERSION = 1


class HeadLine(msgspec.Struct, frozen=True):
    """Where a log ends; `hash` in hex."""

    seq: int
    hash: str


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line: `events` in all, and where each log ends."""

    format: str = FORMAT
    version: int = VERSION
    notebook: str
    events: int
    heads: dict[str, HeadLine]


class Event(NamedTuple):
    """One event on its way out; `hash` is the chain's."""

    log: str
    seq: int
    hash: bytes
    body: Body


def notebook_lines(notebook: str, heads: Heads, events: Iterable[Event]) -> Iterator[bytes]:
    """The file, line by line. `events` must be all that `heads` name, by log and number."""
    yield (
        _encoder.encode(
            Header(
                notebook=notebook,
                events=sum(head.seq for head in heads.values()),
                heads={
                    log: HeadLine(head.seq, head.hash.hex()) for log, head in sorted(heads.items())
                },
            )
        )
        + b"\n"
    )
    for event in events:
        yield event_line(event)


def event_line(event: Event) -> bytes:
    place = f'{{"log":"{event.log}","seq":{event.seq},"hash":"{event.hash.hex()}",'.encode()
    return place + _body(event.body) + b"}\n"


def _body(body: Body) -> bytes:
    if isinstance(body, Erased):
        return b'"erased":"' + body.hash_of_body.hex().encode() + b'"'
    if read_envelope(body) is None:
        return b'"base64":"' + base64.b64encode(body) + b'"'
    return b'"body":' + body


_encoder = msgspec.json.Encoder()
