"""Interview: the talk itself, its questions, notes and insights."""

from __future__ import annotations

from typing import ClassVar, Literal

from infoview_sync.events.catalogue.fields import (
    UNSET,
    Category,
    Count,
    EventData,
    Id,
    Line,
    Minutes,
    Mode,
    Moment,
    Percent,
    Revision,
    Text,
    Theme,
    UnsetType,
    Zone,
)


class InterviewScheduled(EventData, frozen=True, kw_only=True):
    """A time was agreed; `starts_at` is local time with its offset, `tz` the zone meant."""

    wire_type: ClassVar = "interview.scheduled"
    kind: ClassVar = "interview"
    creates: ClassVar = True

    contact: Id
    starts_at: Moment
    tz: Zone
    planned_minutes: Minutes
    mode: Mode
    place: Line | UnsetType = UNSET
    calendar_uid: Line | UnsetType = UNSET
    """The UID of the invitation that it came with, so that a later one is known as the same."""
    calendar_sequence: Revision | UnsetType = UNSET


class InterviewRescheduled(EventData, frozen=True, kw_only=True):
    """The time, the length or the place changed; absent fields stay."""

    wire_type: ClassVar = "interview.rescheduled"
    kind: ClassVar = "interview"

    starts_at: Moment
    tz: Zone
    planned_minutes: Minutes | UnsetType = UNSET
    mode: Mode | UnsetType = UNSET
    place: Line | UnsetType = UNSET
    calendar_sequence: Revision | UnsetType = UNSET


class InterviewCancelled(EventData, frozen=True, kw_only=True):
    """The interview was called off, and by whom."""

    wire_type: ClassVar = "interview.cancelled"
    kind: ClassVar = "interview"

    by: Literal["me", "them"]


class InterviewMissed(EventData, frozen=True, kw_only=True):
    """The time passed and somebody did not come."""

    wire_type: ClassVar = "interview.missed"
    kind: ClassVar = "interview"

    who: Literal["me", "them"]


class QuestionPrepared(EventData, frozen=True, kw_only=True):
    """A question for one interview; lower `rank` is asked first."""

    wire_type: ClassVar = "question.prepared"
    kind: ClassVar = "question"
    creates: ClassVar = True

    interview: Id
    category: Category
    text: Text
    rank: Count


class QuestionEdited(EventData, frozen=True, kw_only=True):
    """Wording, category or rank of a question changed; absent fields stay."""

    wire_type: ClassVar = "question.edited"
    kind: ClassVar = "question"

    category: Category | UnsetType = UNSET
    text: Text | UnsetType = UNSET
    rank: Count | UnsetType = UNSET


class QuestionRemoved(EventData, frozen=True, kw_only=True):
    """A question was taken off the list."""

    wire_type: ClassVar = "question.removed"
    kind: ClassVar = "question"


class QuestionAsked(EventData, frozen=True, kw_only=True):
    """A question was put, and maybe what was answered."""

    wire_type: ClassVar = "question.asked"
    kind: ClassVar = "question"

    answer: Text | UnsetType = UNSET


class InterviewStarted(EventData, frozen=True, kw_only=True):
    """The talk began, at the event's `occurred_at`."""

    wire_type: ClassVar = "interview.started"
    kind: ClassVar = "interview"


class NoteTaken(EventData, frozen=True, kw_only=True):
    """A note from one interview."""

    wire_type: ClassVar = "note.taken"
    kind: ClassVar = "note"
    creates: ClassVar = True

    interview: Id
    text: Text


class RecordingConsentRecorded(EventData, frozen=True, kw_only=True):
    """Whether the professional agreed to be recorded."""

    wire_type: ClassVar = "recording_consent.recorded"
    kind: ClassVar = "interview"

    given: bool


class InsightCaptured(EventData, frozen=True, kw_only=True):
    """One thing learned, from an interview or straight from a contact."""

    wire_type: ClassVar = "insight.captured"
    kind: ClassVar = "insight"
    creates: ClassVar = True

    interview: Id | UnsetType = UNSET
    contact: Id | UnsetType = UNSET
    theme: Theme
    text: Text
    confidence_percent: Percent | UnsetType = UNSET
    attribution: Literal["on_record", "background", "private"] = "private"


class InsightLinked(EventData, frozen=True, kw_only=True):
    """Another insight says the same, or the contrary; `unrelated` takes the link back."""

    wire_type: ClassVar = "insight.linked"
    kind: ClassVar = "insight"

    other: Id
    relation: Literal["corroborates", "contradicts", "unrelated"]


class InterviewCompleted(EventData, frozen=True, kw_only=True):
    """The talk ended; `actual_minutes` is how long it took."""

    wire_type: ClassVar = "interview.completed"
    kind: ClassVar = "interview"

    ended_at: Moment
    actual_minutes: Minutes


class DebriefWritten(EventData, frozen=True, kw_only=True):
    """Looking back on the day: what went well, what to ask next time."""

    wire_type: ClassVar = "debrief.written"
    kind: ClassVar = "interview"

    text: Text
