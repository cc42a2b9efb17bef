"""What every event type is built from: the base struct and the kinds of field.

A field that may be absent is `| UnsetType = UNSET`. In a fold, absent means "says nothing about
it" and an empty text or list means "is now empty": that is how a correction clears a field.
Lengths are in characters; limits keep one event far below the body's limit.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

__all__ = ["UNSET", "Channel", "Disposition", "EventData", "Theme", "UnsetType"]


class EventData(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `data` of one event. `wire_type` never changes; `kind` names what the subject is."""

    wire_type: ClassVar[str]
    kind: ClassVar[str]
    creates: ClassVar[bool] = False
    """True if the event's subject is new, False if it acts on an existing one."""


Id = Annotated[str, Meta(pattern="^[0-9a-hjkmnp-tv-z]{16}$")]
Name = Annotated[str, Meta(min_length=1, max_length=300)]
Line = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=20_000)]
Tag = Annotated[str, Meta(min_length=1, max_length=60)]
Lines = Annotated[list[Line], Meta(max_length=50)]
Tags = Annotated[list[Tag], Meta(max_length=50)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
Count = Annotated[int, Meta(ge=1, le=1_000_000)]
Days = Annotated[int, Meta(ge=1, le=3650)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Revision = Annotated[int, Meta(ge=0, le=1_000_000)]
"""How often a calendar entry was changed (RFC 5545, SEQUENCE)."""
MOMENT_PATTERN = r"^(19[7-9]\d|2\d{3})-\d\d-\d\dT\d\d:\d\d:\d\d[+-](0\d|1[0-4]):[0-5]\d$"
Moment = Annotated[str, Meta(pattern=MOMENT_PATTERN)]
"""Local time with its offset, `2026-05-01T10:00:00+02:00`."""
Zone = Annotated[str, Meta(max_length=64)]
"""An IANA time zone name, such as `Europe/Berlin`."""

Theme = Annotated[str, Meta(min_length=1, max_length=60)]
"""role, culture, industry_demand, career_path, skills, advice, other, or the user's own."""
Category = Annotated[str, Meta(min_length=1, max_length=60)]
"""A theme, or referrals, or the user's own."""
Mode = Literal["in_person", "phone", "video"]
Channel = Annotated[str, Meta(min_length=1, max_length=60)]
"""email, linkedin, phone, text, letter, in_person, video, or the user's own."""
Disposition = Literal["accepted", "declined", "deferred", "redirected"]
