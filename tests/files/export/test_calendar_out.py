"""Calendars that other programs accept: read back by icalendar, by `ical` and by our importer."""

from __future__ import annotations

import io
import warnings
from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from infoview_sync.files.export.asking import ask
from infoview_sync.files.export.calendar import FEED_REFRESH, calendar
from infoview_sync.files.reading import read_stream
from tests.story import LOG, Story
from tests.world import subject_id

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", None)


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def appointment(**fields: Any) -> dict[str, Any]:
    return {
        "id": "0123456789abcdef", "contact": "1123456789abcdef", "name": "Ada Novak",
        "org": "Fieldnote, Inc.", "status": "scheduled",
        "starts_at": ms("2026-10-25T10:00:00+01:00"), "tz": "Europe/Berlin",
        "planned_minutes": 30, "mode": "video", "place": "their office; 2nd floor",
        "sequence": 0, "revised_at": ms("2026-10-01T10:00:00+02:00"),
    } | fields  # fmt: skip


def starts_by_three_readers(raw: bytes) -> list[list[datetime]]:
    one = [
        event["DTSTART"].dt.astimezone(UTC)
        for event in icalendar.Calendar.from_ical(raw).walk("VEVENT")
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = IcsCalendarStream.calendar_from_ics(raw.decode())
    two = [event.dtstart.astimezone(UTC) for event in other.events]
    three = [
        each.starts.astimezone(UTC)
        for each in read_stream(io.BytesIO(raw), file_name="x.ics", bytes_total=len(raw)).meetings
    ]
    return [one, two, three]


@pytest.mark.parametrize("tz", ["Europe/Berlin", "America/New_York"])
@pytest.mark.parametrize(
    "at",
    [
        "2026-03-08T06:59:00+00:00", "2026-03-08T07:00:00+00:00", "2026-03-29T00:59:00+00:00",
        "2026-03-29T01:00:00+00:00", "2026-07-01T12:00:00+00:00", "2026-10-25T00:30:00+00:00",
        "2026-10-25T01:30:00+00:00", "2026-11-01T05:30:00+00:00", "2026-11-01T06:30:00+00:00",
        "2026-12-31T23:30:00+00:00", "1999-06-01T10:00:00+00:00", "2038-06-01T10:00:00+00:00",
    ],
)  # fmt: skip
def test_the_instant_survives_every_turn_of_the_clocks(tz: str, at: str) -> None:
    wanted = datetime.fromisoformat(at)
    raw = calendar([appointment(starts_at=ms(at), tz=tz)])
    assert starts_by_three_readers(raw) == [[wanted]] * 3


@settings(max_examples=60, deadline=None)
@given(
    at_s=st.integers(31_622_400, 5_680_000_000),  # from 1971-01-02: 1971 in every zone
    tz=st.sampled_from(ZONES),
    text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=120),
)  # fmt: skip
def test_any_text_and_time_come_back(at_s: int, tz: str | None, text: str) -> None:
    wanted = datetime.fromtimestamp(at_s, UTC)
    raw = calendar([appointment(starts_at=at_s * 1000, tz=tz, place=text)])
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    raw.decode()
    event = icalendar.Calendar.from_ical(raw).walk("VEVENT")[0]
    assert event["DTSTART"].dt.astimezone(UTC) == wanted
    assert len(icalendar.Calendar.from_ical(raw).walk("VEVENT")) == 1
    if tz in ("Europe/Berlin", "America/New_York") and wanted.year < 2037:
        assert starts_by_three_readers(raw) == [[wanted]] * 3


def test_the_zone_defined_in_the_file_gives_the_same_instant() -> None:
    """A reader that knows no zones has only the VTIMEZONE."""
    for tz in ("Europe/Berlin", "America/New_York"):
        for month in range(1, 13):
            at = f"2026-{month:02d}-15T12:00:00+00:00"
            made = icalendar.Calendar.from_ical(calendar([appointment(starts_at=ms(at), tz=tz)]))
            zone = made.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
            local = made.walk("VEVENT")[0]["DTSTART"].dt.replace(tzinfo=None)
            assert zone.utcoffset(local) == local - datetime.fromisoformat(at).replace(tzinfo=None)


def test_moved_and_called_off_say_so() -> None:
    def only(**fields: Any) -> icalendar.Event:
        event = icalendar.Calendar.from_ical(calendar([appointment(**fields)])).walk("VEVENT")[0]
        assert isinstance(event, icalendar.Event)
        return event

    assert only()["UID"] == "0123456789abcdef@infoview"
    assert (only()["SEQUENCE"], only()["STATUS"]) == (0, "CONFIRMED")
    assert only(sequence=2)["SEQUENCE"] == 2
    assert only(status="cancelled", sequence=1)["STATUS"] == "CANCELLED"
    assert only(status="completed")["STATUS"] == "CONFIRMED"
    assert only(planned_minutes=None)["DURATION"].dt.total_seconds() == 1800
    assert "DTSTAMP" in only()


def test_no_undo_lowers_the_sequence() -> None:
    """A calendar that has seen a higher one would keep the old time for ever."""
    ada, talk = subject_id(1), subject_id(2)
    with Story() as story:

        def told() -> tuple[int, str, str, str]:
            raw = calendar(ask(story.connection, "appointments").rows)
            (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
            stamp, start = event["DTSTAMP"].dt, event["DTSTART"].dt
            return event["SEQUENCE"], f"{stamp:%m-%d}", f"{start:%m-%d %H:%M}", event["STATUS"]

        story.say("contact.added", ada, "2026-01-01T10:00:00+01:00", name="Ada", source="typed")
        story.say(
            "interview.scheduled", talk, "2026-05-01T10:00:00+02:00", contact=ada,
            starts_at="2026-05-20T10:00:00+02:00", tz="Europe/Berlin", planned_minutes=20,
            mode="video",
        )  # fmt: skip
        assert told() == (0, "05-01", "05-20 10:00", "CONFIRMED")
        moved = story.say(
            "interview.rescheduled", talk, "2026-05-02T10:00:00+02:00",
            starts_at="2026-05-21T15:00:00+02:00", tz="Europe/Berlin", calendar_sequence=3,
        )  # fmt: skip
        assert told() == (4, "05-02", "05-21 15:00", "CONFIRMED")
        story.undo(talk, moved)
        assert told() == (5, "06-01", "05-20 10:00", "CONFIRMED")
        story.say("event.restored", talk, "2026-06-02T10:00:00+02:00", log=LOG, seq=moved)
        assert told() == (6, "06-02", "05-21 15:00", "CONFIRMED")
        off = story.say("interview.cancelled", talk, "2026-06-03T10:00:00+02:00", by="them")
        assert told() == (7, "06-03", "05-21 15:00", "CANCELLED")
        story.undo(talk, off)
        assert told() == (8, "06-03", "05-21 15:00", "CONFIRMED")
        noted = story.say("debrief.written", talk, "2026-06-04T10:00:00+02:00", text="Went well")
        story.undo(talk, noted)
        assert told() == (8, "06-03", "05-21 15:00", "CONFIRMED")


def test_one_without_a_time_or_with_an_unknown_zone_breaks_nothing() -> None:
    rows = [
        appointment(starts_at=None), appointment(tz="Nowhere/At all"), appointment(tz="../../etc"),
    ]  # fmt: skip
    assert len(icalendar.Calendar.from_ical(calendar(rows)).walk("VEVENT")) == 2
    assert calendar([]).startswith(b"BEGIN:VCALENDAR")


def test_alarms_only_if_asked_and_only_ahead() -> None:
    assert b"VALARM" not in calendar([appointment()])
    assert b"TRIGGER:-P1D" in calendar([appointment()], alarms=True)
    assert b"VALARM" not in calendar([appointment(status="completed")], alarms=True)


def test_a_feed_says_how_often_to_come_back() -> None:
    raw = calendar([], refresh=FEED_REFRESH)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in raw
    assert b"X-PUBLISHED-TTL:PT6H" in raw
