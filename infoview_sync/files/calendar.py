"""Reads invitations: the events of an iCalendar file, RFC 5545 (DOMAIN §7).

An event that is no appointment at a time of day, or that cannot be read, is refused with its line;
the others are kept. Of a series only the first meeting is taken, and said so. Who of the people is
the user, and which interview it is, is decided later (`meetings`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event, Timezone
from icalendar.prop import vBroken
from icalendar.timezone import tzp
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from infoview_sync.files.calendar_lines import EVENTS_MAX, Block, Cut, cut_calendar
from infoview_sync.files.cells import BadCell, shown
from infoview_sync.files.found import FoundMeeting, Reading, RefusedRow
from infoview_sync.files.invitation import invitation_of
from infoview_sync.files.linkedin_notes import some_lines
from infoview_sync.files.refusal import NoPeople, TooManyRows
from infoview_sync.files.source import Source

SOURCE = "ics"
SEND_AGAIN = "Save the invitation again from the calendar or the mail, as .ics"

# RFC 5546: words between the organizer and a guest, after which the appointment stands as before.
_PROPOSALS = {
    "COUNTER": "it only proposes another time",
    "DECLINECOUNTER": "it only declines another time that was proposed",
}

# Rules of real zones name a yearly day. Finer ones would take for ever to count through.
_ZONE_RULE_PARTS = frozenset(
    {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "UNTIL", "COUNT", "WKST", "INTERVAL"}
)
_RULE_VALUES_MAX = 8
_ONE_FILE = Lock()
"""The library keeps the zones it was told for the whole process: two files would share theirs."""
_RULE = re.compile(r"RRULE[^:]*:(.*)", re.IGNORECASE)


class _TolerantEvent(Event):
    """A property that cannot be read is listed in `errors` and the others are kept."""

    ignore_exceptions = True


def read_calendar(source: Source) -> Reading:
    """Every event in the file. Raises: FileRefused; NoPeople if there is none."""
    cut = cut_calendar(source, head=source.head(), file_name=source.file_name)
    if len(cut.events) > EVENTS_MAX:
        raise TooManyRows(
            f"it has more than {EVENTS_MAX:,} events",
            file_name=source.file_name,
            line=cut.events[-1].line,
            remedy="Export a shorter span of the calendar",
        )
    with _ONE_FILE:
        return _reading(source, cut)


def _reading(source: Source, cut: Cut) -> Reading:
    """Raises: NoPeople."""
    _tell_zones(cut.zones)
    meetings: list[FoundMeeting] = []
    refused = [
        RefusedRow(line=line, field=None, reason=reason, remedy=SEND_AGAIN)
        for line, reason in cut.stray
    ]
    series: list[int] = []
    exceptions: list[int] = []
    for block in cut.events:
        if block.value("RECURRENCE-ID"):
            exceptions.append(block.line)
            continue
        try:
            meetings.append(_meeting(block, cut.method))
        except BadCell as bad:
            refused.append(
                RefusedRow(
                    line=block.fault[0] if block.fault else block.line_of(bad.field),
                    field=bad.field or None, reason=bad.reason, remedy=bad.remedy,
                )
            )  # fmt: skip
        else:
            if block.value("RRULE") or block.value("RDATE"):
                series.append(block.line)
    if not meetings:
        raise _nothing(source.file_name, tuple(refused))
    return Reading(
        source=SOURCE,
        file_name=source.file_name,
        file_sha256=source.sha256(),
        meetings=tuple(meetings),
        refused=tuple(sorted(refused, key=lambda row: row.line)),
        notes=_notes(cut, series, exceptions, meetings),
    )


def _meeting(block: Block, method: str) -> FoundMeeting:
    """Raises: BadCell."""
    if method in _PROPOSALS:
        raise BadCell(
            _PROPOSALS[method], field="",
            remedy="Once a time is agreed, import that invitation, or use `infoview move`",
        )  # fmt: skip
    if block.fault is not None:
        raise BadCell(block.fault[1], field="", remedy=SEND_AGAIN)
    if not block.is_closed:
        raise BadCell("the event that begins here has no end", field="", remedy="Add END:VEVENT")
    if (number := block.unreadable_line()) is not None:
        block.fault = (number, "the line is no property with its parameters")
        raise BadCell(block.fault[1], field="", remedy=SEND_AGAIN)
    try:
        event = _TolerantEvent.from_ical(block.text())
    except Exception as error:  # a foreign parser on a foreign file
        raise BadCell("it is no well-formed event", field="", remedy=SEND_AGAIN) from error
    if not isinstance(event, Event):
        raise BadCell("it is no well-formed event", field="", remedy=SEND_AGAIN)
    starts, tz = _start(event)
    return invitation_of(
        event, line=block.line, starts=starts, tz=tz, minutes=_minutes(event, starts),
        is_cancelled=method == "CANCEL",
    )  # fmt: skip


def _start(event: Event) -> tuple[datetime, str | None]:
    """The start and the IANA name of its zone, if it has one. Raises: BadCell."""
    value = _moment(event, "DTSTART")
    if value is None:
        raise BadCell("it does not say when it begins", field="DTSTART", remedy=SEND_AGAIN)
    if not isinstance(value, datetime):
        raise BadCell(
            "it lasts all day, and an interview needs a time",
            field="DTSTART",
            remedy="Set the time in the calendar and save it again, or say it with `infoview"
            " schedule`",
        )
    named = str(event["DTSTART"].params.get("TZID", ""))
    if value.tzinfo is None and named:
        raise BadCell(
            f"its time zone '{shown(named[:40])}' is neither in the file nor known",
            field="DTSTART",
            remedy=SEND_AGAIN,
        )
    try:
        offset = value.utcoffset()
    except Exception as error:  # computed from the file's own rules
        raise BadCell(
            "its time zone cannot be computed", field="DTSTART", remedy=SEND_AGAIN
        ) from error
    if not 1970 < value.year < 2200 or (offset is not None and abs(offset) > timedelta(hours=14)):
        raise BadCell("its date cannot be kept", field="DTSTART", remedy=SEND_AGAIN)
    return value, _zone_of(value, named)


def _zone_of(value: datetime, named: str) -> str | None:
    """The IANA name of a moment's zone, if it has one; Outlook has names of its own for them."""
    key = getattr(value.tzinfo, "key", None)  # of a known name the known rules are taken
    if not isinstance(key, str):
        key = WINDOWS_TO_OLSON.get(named)
        if key is None or value.astimezone(ZoneInfo(key)).utcoffset() != value.utcoffset():
            return None
    return key if key != "UTC" else None


def _minutes(event: Event, starts: datetime) -> int:
    """How long it is planned for; half an hour if the file does not say. Raises: BadCell."""
    length = _moment(event, "DURATION", timedelta)
    end = _moment(event, "DTEND")
    if length is None and isinstance(end, datetime):
        if (end.tzinfo is None) != (starts.tzinfo is None):
            end = end.replace(tzinfo=starts.tzinfo)
        length = end - starts
    if length is None:
        return 30
    if not timedelta(0) <= length <= timedelta(days=1):
        raise BadCell(
            "it ends before it begins or lasts longer than a day",
            field="DTEND" if end is not None else "DURATION",
            remedy="Mend its end in the calendar and save it again",
        )
    return int(length.total_seconds()) // 60


def _moment(event: Event, name: str, kind: type | tuple[type, ...] = (date, datetime)) -> Any:
    """The value of a date or a duration, None if there is none. Raises: BadCell."""
    said = event.get(name)
    if said is None:
        return None
    value = None if isinstance(said, vBroken) else getattr(said, "dt", None)
    if not isinstance(value, kind):
        raise BadCell(
            "it is said twice" if isinstance(said, list) else "it cannot be read",
            field=name,
            remedy=SEND_AGAIN,
        )
    return value


def _tell_zones(blocks: list[Block]) -> None:
    """Tells the library the zones that this file defines, and forgets those of files before."""
    tzp.use_default()
    for block in blocks:
        if block.fault is None and block.is_closed and _is_yearly(block):
            try:
                Timezone.from_ical(block.text())
            except Exception:  # noqa: BLE001, S112 - then its events are refused, with the reason
                continue


def _is_yearly(block: Block) -> bool:
    for line in block.lines:
        if (rule := _RULE.fullmatch(line)) is not None:
            parts = dict(part.partition("=")[::2] for part in rule[1].upper().split(";"))
            is_usual = parts.get("FREQ") == "YEARLY" and parts.keys() <= _ZONE_RULE_PARTS
            if not is_usual or rule[1].count(",") > _RULE_VALUES_MAX:
                return False
    return True


def _notes(
    cut: Cut, series: list[int], exceptions: list[int], meetings: list[FoundMeeting]
) -> tuple[str, ...]:
    notes = []
    if series:
        notes.append(f"only the first meeting was taken of the series on {some_lines(series)}")
    if exceptions:
        notes.append(f"single meetings of a series were left out on {some_lines(exceptions)}")
    if floating := [each.line for each in meetings if each.starts.tzinfo is None]:
        notes.append(f"no time zone is given, so your own was taken, on {some_lines(floating)}")
    if not cut.is_whole:
        notes.append("the calendar has no end: the file may have been cut, and more be missing")
    if cut.left_out:
        kinds = ", ".join(f"{count} {shown(name[:20])}" for name, count in cut.left_out.items())
        notes.append(f"left out, because they are no events: {kinds}"[:300])
    return tuple(notes)


def _nothing(file_name: str, refused: tuple[RefusedRow, ...]) -> NoPeople:
    if not refused:
        return NoPeople(
            "there is no event in it that can be taken", file_name=file_name, remedy=SEND_AGAIN
        )
    first = refused[0]
    return NoPeople(
        f"every event was refused ({len(refused):,}); the first because {first.reason}",
        file_name=file_name,
        line=first.line,
        remedy=first.remedy,
        refused=refused,
    )
