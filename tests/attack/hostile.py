"""A device that may write anything says every event of the catalogue, each text a payload.

Made from the catalogue by its types, so that a new event type is told the moment it exists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msgspec import inspect as shapes

from infoview_sync.events.author import local_moment
from infoview_sync.events.catalogue import EVENT_TYPES
from tests.attack.payloads import PAYLOADS
from tests.segments import segments_of
from tests.world import subject_id

KINDS = sorted({event.kind for event in EVENT_TYPES.values()})
STRANGE: tuple[Any, ...] = ({"__proto__": {"polluted": 1}}, ["<b>", {}], 7, True, None)
"""What is no text at all, where a text belongs."""
_KIND_BY_FIELD = {"from": "contact", "to": "contact", "source_interview": "interview"}


def hostile_segments(notebook: str, now_ms: int) -> bytes:
    """A log for each payload, so that a device is called by it too. All happened yesterday."""
    at_ms = now_ms - 86_400_000
    moment = local_moment(at_ms, "Europe/Berlin")
    return segments_of(
        notebook,
        {
            subject_of("device", number): list(_bodies(number, payload, moment, at_ms * 1024))
            for number, payload in enumerate((*PAYLOADS, *STRANGE))
        },
    )


def subject_of(kind: str, number: int) -> str:
    """One subject of each kind for each payload; a device's is its log."""
    return subject_id(50_000 + number * len(KINDS) + KINDS.index(kind))


def _bodies(number: int, payload: Any, moment: str, hlc: int) -> Iterator[bytes]:
    for count, (wire, event) in enumerate(EVENT_TYPES.items()):
        if wire in _UNMAKING:
            continue
        data = {
            field.encode_name: _value(field.encode_name, field.type, number, payload, moment)
            for field in shapes.type_info(event).fields  # type: ignore[attr-defined]  # a struct
        }
        if wire == "setting.changed":
            data = {"name": "my_name" if number % 2 else "about_me", "value": payload}
        yield (
            f'{{"hlc":{hlc + count:016d},"type":"{wire}",'
            f'"subject":"{subject_of(event.kind, number)}","occurred_at":"{moment}",'
            f'"tz":"Europe/Berlin","recorded_at":"{moment}","salt":"AAAAAAAAAAAAAAAA",'
            f'"data":{json.dumps(data)}}}'
        ).encode()


_UNMAKING = frozenset(
    {
        "contact.archived",
        "contact.forgotten",
        "contact.untagged",
        "contacts.merged",
        "event.retracted",
        "interview.cancelled",
        "interview.missed",
        "question.removed",
    }
)
"""They would hide what the others said."""


def _value(name: str, shape: shapes.Type, number: int, payload: Any, moment: str) -> Any:
    match shape:
        case shapes.StrType(pattern=pattern):
            kind = _KIND_BY_FIELD.get(name, name)
            if kind in KINDS:
                return subject_of(kind, number)
            # A moment that is none would only be left out.
            return moment if pattern and "T(" in pattern else payload
        case shapes.ListType() | shapes.VarTupleType():
            return [_value(name, shape.item_type, number, payload, moment)]
        case shapes.LiteralType():
            return payload if number % 2 else shape.values[0]
        case shapes.UnionType():
            return _value(name, shape.types[0], number, payload, moment)
        case shapes.IntType():
            return 30
        case shapes.BoolType():
            return True
        case _:
            return payload
