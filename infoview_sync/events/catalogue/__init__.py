"""The catalogue of event types, one file a chapter (DOMAIN §3)."""

from __future__ import annotations

from infoview_sync.events.catalogue import after, interview, outreach, people, rhythm, system
from infoview_sync.events.catalogue.fields import EventData

CHAPTERS = (people, outreach, interview, after, rhythm, system)

EVENT_TYPES: dict[str, type[EventData]] = {
    event.wire_type: event
    for chapter in CHAPTERS
    for event in vars(chapter).values()
    if isinstance(event, type) and issubclass(event, EventData) and event is not EventData
}
"""Struct by wire name, in the order of the catalogue."""
