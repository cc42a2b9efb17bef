"""What one calendar event says, beside its time: who, where, how and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from icalendar import Event

from infoview_sync.files.cells import (
    NAME_CHARS_MAX,
    NOTES_CHARS_MAX,
    TEXT_CHARS_MAX,
    BadCell,
    clean_line,
    clean_text,
)
from infoview_sync.files.found import FoundMeeting, Invited
from infoview_sync.files.identity import email_address, email_key

# RFC 5545 sets no bound; this is the greatest that the catalogue of events keeps.
SEQUENCE_MAX = 1_000_000
INVITED_MAX = 200

_VIDEO = re.compile(
    r"zoom\.us|meet\.google|teams\.(microsoft|live)|webex|whereby|jitsi|skype|gotomeeting"
    r"|bluejeans|https?://|video",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\btel:|\b(phone|telephone|call|telefon|anruf|téléphone)\b|^\+?[\d ()/.-]{6,}$",
    re.IGNORECASE,
)
_LINKS = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", "URL")
_WORDS = (("COMMENT", "Comment"), ("CONTACT", "Contact"), ("CATEGORIES", "Categories"))


def invitation_of(
    event: Event, *, line: int, starts: datetime, tz: str | None, minutes: int, is_cancelled: bool
) -> FoundMeeting:
    """Raises: BadCell whose field is the property at fault."""
    uid = _text(event, "UID")
    if not uid or len(uid) > TEXT_CHARS_MAX:
        raise BadCell(
            "it has no UID by which a later version could be known"
            if not uid
            else f"its UID has more than {TEXT_CHARS_MAX:,} characters",
            field="UID",
            remedy="Save the invitation again from the calendar, or use `infoview schedule`",
        )
    place = _text(event, "LOCATION")
    links = [text for name in _LINKS if (text := _text(event, name))]
    rooms: list[Invited] = []
    people: list[Invited] = []
    for each, is_room in _invited(event):
        (rooms if is_room else people).append(each)
    where = place or (links[0] if links else None)
    return FoundMeeting(
        uid=uid,
        sequence=_sequence(event),
        starts=starts,
        tz=tz,
        minutes=minutes,
        mode=_mode(place, links),
        place=where if where is None or len(where) <= TEXT_CHARS_MAX else None,
        is_cancelled=is_cancelled or (_text(event, "STATUS") or "").upper() == "CANCELLED",
        people=tuple(people),
        words=_words(event, place=place, links=links, rooms=rooms),
        line=line,
    )


def _sequence(event: Event) -> int:
    said = event.get("SEQUENCE", 0)
    if not isinstance(said, int) or not 0 <= said <= SEQUENCE_MAX:
        raise BadCell(
            f"it is no number from 0 to {SEQUENCE_MAX:,}",
            field="SEQUENCE",
            remedy="Save the invitation again from the calendar",
        )
    return int(said)


def _mode(place: str | None, links: list[str]) -> Literal["in_person", "phone", "video"]:
    """A link means video, a number a call, any other place a meeting in person."""
    if place and _PHONE.search(place) and "http" not in place:
        return "phone"
    if place and not _VIDEO.search(place):
        return "in_person"
    return "phone" if not place and any(link.startswith("tel:") for link in links) else "video"


def _invited(event: Event) -> Iterator[tuple[Invited, bool]]:
    """Organizer first, nobody twice; whether it is a room or another resource."""
    found: dict[str, tuple[Invited, bool]] = {}
    organizers, attendees = _all(event, "ORGANIZER"), _all(event, "ATTENDEE")
    if len(attendees) > INVITED_MAX:
        raise BadCell(
            f"more than {INVITED_MAX} people are invited",
            field="ATTENDEE",
            remedy="It is hardly an interview; leave it out, or use `infoview schedule`",
        )
    for value, is_organizer in [(each, True) for each in organizers] + [
        (each, False) for each in attendees
    ]:
        parameters = getattr(value, "params", {})
        address = clean_line(re.sub(r"(?i)^mailto:", "", str(value).strip()), field="ATTENDEE")
        email = email_address(address or "") or None
        name = clean_line(str(parameters.get("CN", "")), field="ATTENDEE") or (
            None if email else address
        )
        key = email_key(email) if email else f"name {name}"
        if not (email or name):
            continue
        kind = str(parameters.get("CUTYPE", "")).upper()
        said = Invited(
            name=(name or "")[:NAME_CHARS_MAX] or None, email=email, is_organizer=is_organizer,
            is_declined=str(parameters.get("PARTSTAT", "")).upper() == "DECLINED",
        )  # fmt: skip
        first, is_room = found.setdefault(key, (said, kind in ("ROOM", "RESOURCE")))
        # The organizer's own answer stands on a second line, among the guests.
        if said.is_declined and not first.is_declined:
            found[key] = (msgspec.structs.replace(first, is_declined=True), is_room)
    yield from found.values()


def _words(
    event: Event, *, place: str | None, links: list[str], rooms: list[Invited]
) -> str | None:
    """The invitation's own words: title, text, links and rooms that are not its place."""
    said = [_long(event, "SUMMARY"), _long(event, "DESCRIPTION")]
    said += [f"{label}: {text}" for name, label in _WORDS for text in [_long(event, name)] if text]
    said += [f"Link: {link}" for link in links if place or link != links[0]]
    said += [f"Room: {room}" for room in rooms]
    if place and len(place) > TEXT_CHARS_MAX:
        said.append(f"Place: {place}")
    words = "\n".join(text for text in said if text)
    if len(words) > NOTES_CHARS_MAX:
        raise BadCell(
            f"its words have {len(words):,} characters, more than {NOTES_CHARS_MAX:,}",
            field="DESCRIPTION",
            remedy="Shorten the invitation's text",
        )
    return words or None


def _all(event: Event, name: str) -> list[Any]:
    said = event.get(name)
    return said if isinstance(said, list) else [] if said is None else [said]


def _text(event: Event, name: str) -> str | None:
    """The first value on one line."""
    said = _all(event, name)
    return clean_line(str(said[0]), field=name) if said else None


def _long(event: Event, name: str) -> str | None:
    """All values, with their line breaks."""
    texts = []
    for value in _all(event, name):
        categories = getattr(value, "cats", None)
        plain = ", ".join(map(str, categories)) if categories is not None else str(value)
        if text := clean_text(plain, field=name):
            texts.append(text)
    return "\n".join(texts) or None
