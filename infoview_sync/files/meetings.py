"""Decides for every meeting of a calendar file: new here, moved, called off, or known.

Pure: it is given what the notebook knows and returns decisions; nothing is written. Meetings are
known by their UID, and our own exports by `<interview id>@infoview`. A lower SEQUENCE than the one
known is an older word and ignored. What was held already stays held, and what the user moved by
hand stays so until the file itself says something new.

Guarantee (tested): deciding again after the decisions were carried out changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from infoview_sync.files.found import FoundMeeting, RefusedRow
from infoview_sync.files.invited import AddressBook, Partner, Undecided

OWN_UID_SUFFIX = "@infoview"

Unchanging = Literal[
    "the same", "an older version", "held already", "called off before",
    "called off, and not known here",
]  # fmt: skip


class KnownMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """One interview as the notebook shows it."""

    id: str
    contact: str
    status: str
    starts_local: str | None = None
    """Local time with its offset."""
    revisions: int = 0
    """How often it was moved or called off, or that was undone (export/calendar)."""
    calendar_uid: str | None = None
    invited_sequence: int = 0
    """The highest SEQUENCE that a file said, undone or not."""
    said_starts: str | None = None
    """When a file last said that it begins; None if no file did."""


class Scheduled(msgspec.Struct, frozen=True, kw_only=True):
    """Not known: a new interview."""

    line: int
    interview: str
    partner: Partner
    meeting: FoundMeeting
    starts_at: str
    tz: str


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """Known, and the file says another time or a newer version."""

    line: int
    interview: str
    sequence: int
    """What to record as the file's SEQUENCE; of our own UID without the changes counted here."""
    meeting: FoundMeeting
    starts_at: str
    tz: str


class CalledOff(msgspec.Struct, frozen=True, kw_only=True):
    """Known, and the file cancels it."""

    line: int
    interview: str
    by: Literal["me", "them"]


class Unchanged(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing to record."""

    line: int
    why: Unchanging


MeetingDecision = Scheduled | Moved | CalledOff | Unchanged


def decide_meetings(
    found: Sequence[FoundMeeting],
    known: Sequence[KnownMeeting],
    book: AddressBook,
    *,
    home_tz: str,
    fresh_id: Callable[[], str],
) -> tuple[tuple[MeetingDecision, ...], tuple[RefusedRow, ...]]:
    """One decision or refusal for each meeting, in the order in which they are to be recorded.

    `home_tz` is meant where the file names no zone; `fresh_id` makes the ids of new interviews.
    """
    known_by_uid = {f"{each.id}{OWN_UID_SUFFIX}": each for each in known}
    known_by_uid |= {each.calendar_uid: each for each in known if each.calendar_uid}
    decisions: list[MeetingDecision] = []
    refused: list[RefusedRow] = []
    latest = {(each.uid, each.sequence): each for each in found}
    # The versions of one meeting in one file count in their own order, not in the file's; of two
    # that call themselves the same version the later one in the file counts.
    for meeting in sorted(found, key=lambda each: each.sequence):
        if latest[meeting.uid, meeting.sequence] is not meeting:
            decisions.append(Unchanged(line=meeting.line, why="an older version"))
            continue
        starts_at, tz = _local(meeting, home_tz)
        before = known_by_uid.get(meeting.uid)
        decision: MeetingDecision
        try:
            if before is not None:
                decision = _of_known(meeting, before, book, starts_at=starts_at, tz=tz)
            elif meeting.is_cancelled:
                decision = Unchanged(line=meeting.line, why="called off, and not known here")
            else:
                partner = book.partner(meeting)
                decision = Scheduled(
                    line=meeting.line, interview=fresh_id(), partner=partner, meeting=meeting,
                    starts_at=starts_at, tz=tz,
                )  # fmt: skip
        except Undecided as undecided:
            refused.append(undecided.row(meeting.line))
            continue
        decisions.append(decision)
        if (after := _after(decision, before)) is not None:
            known_by_uid[meeting.uid] = after
    return tuple(decisions), tuple(sorted(refused, key=lambda row: row.line))


def _of_known(
    meeting: FoundMeeting, before: KnownMeeting, book: AddressBook, *, starts_at: str, tz: str
) -> Moved | CalledOff | Unchanged:
    """Raises: Undecided."""
    is_own = meeting.uid == f"{before.id}{OWN_UID_SUFFIX}"
    # Our own export counts our changes on top of what a file said (export/calendar).
    sequence = before.invited_sequence + (before.revisions if is_own else 0)
    said = before.said_starts or before.starts_local
    is_same_time = said is not None and _instant(said) == _instant(starts_at)
    is_newer = meeting.sequence > sequence
    why: Unchanging | None = None
    if meeting.sequence < sequence:
        why = "an older version"
    elif before.status not in ("scheduled", "cancelled"):
        why = "held already"
    elif before.status == "cancelled" and (meeting.is_cancelled or not is_newer):
        why = "called off before"
    elif not meeting.is_cancelled:
        book.still_with(meeting, before.contact)
        why = "the same" if is_same_time and not is_newer else None
    if why is not None:
        return Unchanged(line=meeting.line, why=why)
    if meeting.is_cancelled:
        return CalledOff(line=meeting.line, interview=before.id, by=book.who_calls_off(meeting))
    counted_here = before.revisions + 1 if is_own else 0
    return Moved(
        line=meeting.line, interview=before.id, meeting=meeting, starts_at=starts_at, tz=tz,
        sequence=max(0, meeting.sequence - counted_here),
    )  # fmt: skip


def _after(decision: MeetingDecision, before: KnownMeeting | None) -> KnownMeeting | None:
    """What is known once this is carried out."""
    match decision:
        case Scheduled():
            return KnownMeeting(
                id=decision.interview, contact=decision.partner.contact, status="scheduled",
                starts_local=decision.starts_at, said_starts=decision.starts_at,
                calendar_uid=decision.meeting.uid, invited_sequence=decision.meeting.sequence,
            )  # fmt: skip
        case Moved() if before is not None:
            return msgspec.structs.replace(
                before, status="scheduled", starts_local=decision.starts_at,
                said_starts=decision.starts_at, revisions=before.revisions + 1,
                invited_sequence=max(before.invited_sequence, decision.sequence),
            )  # fmt: skip
        case CalledOff() if before is not None:
            return msgspec.structs.replace(
                before, status="cancelled", revisions=before.revisions + 1
            )
        case _:
            return None


def _local(meeting: FoundMeeting, home_tz: str) -> tuple[str, str]:
    """The start as an event writes it, and the zone that is meant."""
    tz = meeting.tz or home_tz
    starts = meeting.starts
    zone = ZoneInfo(tz)
    local = starts.replace(tzinfo=zone) if starts.tzinfo is None else starts.astimezone(zone)
    return local.isoformat(timespec="seconds"), tz


def _instant(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
