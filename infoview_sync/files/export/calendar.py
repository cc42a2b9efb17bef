"""iCalendar (RFC 5545): the interviews for a calendar program, as a file or as a feed.

An interview keeps its UID for ever. SEQUENCE grows whenever it was moved or called off, or that was
undone, on top of what an imported invitation said, so calendars take the newest word. Times stand
in the interview's own zone, defined in the file; an hour that occurs twice in a night is written in
UTC. Nothing of what was said in a talk is in it: calendars are often shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vDuration

from infoview_sync.files.export.texts import without_steering
from infoview_sync.files.meetings import OWN_UID_SUFFIX
from infoview_sync.projections.queries import Row

PRODUCT = "-//InfoView Sync//EN"
MINUTES_IF_UNSAID = 30
FEED_REFRESH = timedelta(hours=6)
"""What calendar programs are asked for; Google takes 8 to 24 hours whatever is asked."""
_PLACES = {"in_person": "in person", "phone": "by phone", "video": "by video"}


def calendar(
    appointments: Sequence[Row], *, alarms: bool = False, refresh: timedelta | None = None
) -> bytes:
    """The file of these rows of sql/appointments.sql; those without a time are left out.

    `alarms` adds a reminder to confirm the day before; `refresh` asks subscribers to come back.
    """
    made = Calendar()
    made.add("VERSION", "2.0")
    made.add("PRODID", PRODUCT)
    made.add("CALSCALE", "GREGORIAN")
    made.add("METHOD", "PUBLISH")
    made.add("X-WR-CALNAME", "InfoView")
    if refresh is not None:
        made.add("REFRESH-INTERVAL", vDuration(refresh), parameters={"VALUE": "DURATION"})
        made.add("X-PUBLISHED-TTL", vDuration(refresh))
    starts = [_start(row) for row in appointments if row["starts_at"] is not None]
    for row in appointments:
        if row["starts_at"] is not None:
            made.add_component(_event(row, alarms=alarms))
    years = [each.year for each in starts]
    if years:
        # A zone's rules are spelled out from the year before the first to the year after the last.
        made.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    written: bytes = made.to_ical()
    return written


def _event(row: Row, *, alarms: bool) -> Event:
    start = _start(row)
    minutes = MINUTES_IF_UNSAID if row["planned_minutes"] is None else row["planned_minutes"]
    who = without_steering(row["name"] or "somebody")
    event = Event()
    event.add("UID", f"{row['id']}{OWN_UID_SUFFIX}")
    event.add("DTSTAMP", datetime.fromtimestamp(row["revised_at"] // 1000, UTC))
    event.add("SEQUENCE", row["sequence"])
    event.add("DTSTART", start)
    event.add("DURATION", timedelta(minutes=minutes))
    event.add("SUMMARY", f"Interview with {who}" + (
        f" ({without_steering(row['org'])})" if row["org"] else ""
    ))  # fmt: skip
    event.add("STATUS", "CANCELLED" if row["status"] == "cancelled" else "CONFIRMED")
    if row["place"]:
        event.add("LOCATION", without_steering(row["place"]))
    if row["mode"]:
        event.add("DESCRIPTION", f"Informational interview {_PLACES.get(row['mode'], row['mode'])}")
    if alarms and row["status"] == "scheduled":
        event.add_component(_confirming(who))
    return event


def _confirming(who: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", f"Confirm tomorrow's interview with {who}")
    alarm.add("TRIGGER", timedelta(days=-1))
    return alarm


def _start(row: Row) -> datetime:
    at_s = row["starts_at"] // 1000
    local = datetime.fromtimestamp(at_s, _zone(row["tz"]))
    # A local time that occurs twice means the first one in a calendar.
    return local if not local.fold else datetime.fromtimestamp(at_s, UTC)


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name and name != "UTC" else UTC
    except (KeyError, ValueError, OSError):
        return UTC
