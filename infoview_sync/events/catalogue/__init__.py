"""The catalogue of event types, one file a chapter (DOMAIN §3)."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from infoview_sync.events.catalogue import after, interview, outreach, people, rhythm, system
from infoview_sync.events.catalogue.fields import EventData


def by_wire_name(chapters: Iterable[ModuleType]) -> dict[str, type[EventData]]:
    """Struct by wire name, in the order of the chapters. Raises: ValueError if two share one."""
    found: dict[str, type[EventData]] = {}
    for chapter in chapters:
        for event in vars(chapter).values():
            if isinstance(event, type) and issubclass(event, EventData) and event is not EventData:
                other = found.setdefault(event.wire_type, event)
                if other is not event:
                    names = f"{other.__name__} and {event.__name__}"
                    raise ValueError(f"{event.wire_type} is the wire name of both {names}")
    return found


CHAPTERS = (people, outreach, interview, after, rhythm, system)
EVENT_TYPES = by_wire_name(CHAPTERS)
