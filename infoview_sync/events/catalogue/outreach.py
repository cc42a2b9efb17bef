"""Outreach: a thread of messages that asks one contact for an interview."""

from __future__ import annotations

from typing import ClassVar

from infoview_sync.events.catalogue.fields import (
    UNSET,
    Channel,
    Count,
    Disposition,
    EventData,
    Id,
    Line,
    Minutes,
    Text,
    UnsetType,
)


class OutreachDrafted(EventData, frozen=True, kw_only=True):
    """A request was written, not sent."""

    wire_type: ClassVar = "outreach.drafted"
    kind: ClassVar = "outreach"
    creates: ClassVar = True

    contact: Id
    channel: Channel
    text: Text


class OutreachSent(EventData, frozen=True, kw_only=True):
    """A request for an interview was sent; `referrer` is the contact who named them."""

    wire_type: ClassVar = "outreach.sent"
    kind: ClassVar = "outreach"
    creates: ClassVar = True

    contact: Id
    channel: Channel
    asked_minutes: Minutes | UnsetType = UNSET
    referrer: Id | UnsetType = UNSET
    text: Text | UnsetType = UNSET


class OutreachFollowedUp(EventData, frozen=True, kw_only=True):
    """The n-th reminder in a thread; it never opens a new thread."""

    wire_type: ClassVar = "outreach.followed_up"
    kind: ClassVar = "outreach"

    n: Count
    channel: Channel | UnsetType = UNSET


class ReplyReceived(EventData, frozen=True, kw_only=True):
    """An answer came; an out-of-office message is `automatic` and counts as none."""

    wire_type: ClassVar = "reply.received"
    kind: ClassVar = "outreach"

    disposition: Disposition
    automatic: bool = False
    text: Text | UnsetType = UNSET


class OutreachClosed(EventData, frozen=True, kw_only=True):
    """The thread was given up, and why."""

    wire_type: ClassVar = "outreach.closed"
    kind: ClassVar = "outreach"

    reason: Line
