"""Rhythm: keeping in touch, reminders, goals and the journal."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from infoview_sync.events.catalogue.fields import (
    UNSET,
    Channel,
    Days,
    EventData,
    Id,
    Line,
    Moment,
    Text,
    UnsetType,
)


class CadenceSet(EventData, frozen=True, kw_only=True):
    """How often to keep in touch with a contact; it also ends a pause or a stop."""

    wire_type: ClassVar = "cadence.set"
    kind: ClassVar = "contact"

    every_days: Days


class CadencePaused(EventData, frozen=True, kw_only=True):
    """No reminders to keep in touch for a while, or until the cadence is set again."""

    wire_type: ClassVar = "cadence.paused"
    kind: ClassVar = "contact"

    until: Moment | UnsetType = UNSET


class CadenceStopped(EventData, frozen=True, kw_only=True):
    """This contact need not be kept in touch with."""

    wire_type: ClassVar = "cadence.stopped"
    kind: ClassVar = "contact"


class TouchLogged(EventData, frozen=True, kw_only=True):
    """Any other contact: a message, a call, a coffee; `both` if it went both ways."""

    wire_type: ClassVar = "touch.logged"
    kind: ClassVar = "touch"
    creates: ClassVar = True

    contact: Id
    direction: Literal["sent", "received", "both"]
    channel: Channel
    text: Text | UnsetType = UNSET


class ReminderScheduled(EventData, frozen=True, kw_only=True):
    """The user wants to be reminded of something, maybe about a contact."""

    wire_type: ClassVar = "reminder.scheduled"
    kind: ClassVar = "reminder"
    creates: ClassVar = True

    contact: Id | UnsetType = UNSET
    text: Text
    due_at: Moment


class ReminderSnoozed(EventData, frozen=True, kw_only=True):
    """A due item is hidden until then. Not a touch: nothing was done about it.

    The subject of this and the next two is what the item is about (a reminder, an interview, a
    thread …); `rule` says which rule of the agenda, and is absent for a reminder of the user's.
    """

    wire_type: ClassVar = "reminder.snoozed"
    kind: ClassVar = "reminder"

    rule: Line | UnsetType = UNSET
    until: Moment


class ReminderCompleted(EventData, frozen=True, kw_only=True):
    """A due item was done."""

    wire_type: ClassVar = "reminder.completed"
    kind: ClassVar = "reminder"

    rule: Line | UnsetType = UNSET


class ReminderDismissed(EventData, frozen=True, kw_only=True):
    """A due item will not be done."""

    wire_type: ClassVar = "reminder.dismissed"
    kind: ClassVar = "reminder"

    rule: Line | UnsetType = UNSET


class GoalSet(EventData, frozen=True, kw_only=True):
    """How much of one activity a week should hold; 0: no such goal. Subject: the notebook's id."""

    wire_type: ClassVar = "goal.set"
    kind: ClassVar = "goal"

    activity: Literal["sends", "follow_ups", "interviews", "thanks", "touches", "referrals_pursued"]
    per_week: Annotated[int, Meta(ge=0, le=1000)]


class JournalWritten(EventData, frozen=True, kw_only=True):
    """A thought of the user's own, maybe about a contact or an interview."""

    wire_type: ClassVar = "journal.written"
    kind: ClassVar = "journal"
    creates: ClassVar = True

    contact: Id | UnsetType = UNSET
    interview: Id | UnsetType = UNSET
    text: Text
