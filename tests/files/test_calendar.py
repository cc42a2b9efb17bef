"""Invitations: time zones and lengths, people and places, series, and what is refused."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from infoview_sync.files.found import FoundMeeting, Reading
from infoview_sync.files.reading import read_stream
from infoview_sync.files.refusal import FileRefused

ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def read(text: str | bytes) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return read_stream(io.BytesIO(data), file_name="a.ics", bytes_total=len(data))


def invitation(*lines: str, around: str = "", method: str = "REQUEST") -> str:
    inner = "\n".join(("UID:u1", *lines))
    return (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\n{around}"
        f"BEGIN:VEVENT\n{inner}\nEND:VEVENT\nEND:VCALENDAR\n"
    )


def one(*lines: str, around: str = "", method: str = "REQUEST") -> FoundMeeting:
    (meeting,) = read(invitation(*lines, around=around, method=method)).meetings
    return meeting


@pytest.mark.parametrize(
    ("start", "hours", "tz"),
    [
        ("DTSTART:20260701T100000Z", 10, None),
        ("DTSTART;TZID=Europe/Berlin:20260701T100000", 8, "Europe/Berlin"),
        ("DTSTART;TZID=Europe/Berlin:20261201T100000", 9, "Europe/Berlin"),
        ("DTSTART;TZID=/Europe/Berlin:20260701T100000", 8, "Europe/Berlin"),
        ("DTSTART;TZID=W. Europe Standard Time:20260701T100000", 8, "Europe/Berlin"),
        ("DTSTART;TZID=Odd:20260701T100000", 7, None),
        ("DTSTART;TZID=Odd:20261201T100000", 8, None),
    ],
)
def test_the_instant_is_right_in_every_kind_of_zone(start: str, hours: int, tz: str | None) -> None:
    zone = ZONE.format(name="Odd", summer="+0300", winter="+0200")
    meeting = one(start, around=zone)
    instant = meeting.starts.astimezone(UTC)
    assert (instant.hour, instant.minute, meeting.tz) == (hours, 0, tz)


def test_a_known_zone_keeps_its_name_though_the_file_defines_it() -> None:
    """As every calendar program writes it; the letters then say that zone's hour."""
    zone = ZONE.format(name="Europe/Berlin", summer="+0200", winter="+0100")
    meeting = one("DTSTART;TZID=Europe/Berlin:20260701T100000", around=zone)
    assert (meeting.starts.astimezone(UTC).hour, meeting.tz) == (8, "Europe/Berlin")


@pytest.mark.parametrize(
    ("summer", "tz"),
    [
        ("+0200", "Europe/Berlin"),
        ("+0300", None),  # Rules of its own under that name: the instant counts.
    ],
)
def test_outlook_s_name_of_a_zone_becomes_the_usual_one(summer: str, tz: str | None) -> None:
    name = "W. Europe Standard Time"
    zone = ZONE.format(name=name, summer=summer, winter="+0100")
    meeting = one(f"DTSTART;TZID={name}:20260701T100000", around=zone)
    assert (meeting.starts.astimezone(UTC).hour, meeting.tz) == (10 - int(summer[:3]), tz)


def test_a_zone_of_one_file_is_not_that_of_the_next() -> None:
    start = "DTSTART;TZID=Customized Time Zone:20260701T100000"
    for summer, hour in (("+0300", 7), ("+0500", 5)):
        zone = ZONE.format(name="Customized Time Zone", summer=summer, winter="+0100")
        assert one(start, around=zone).starts.astimezone(UTC).hour == hour
    with pytest.raises(FileRefused, match="neither in the file nor known"):
        one(start)


def test_two_files_read_at_once_keep_their_own_zones() -> None:
    """The server reads two at once, each in a thread."""
    begin = Barrier(2)

    def hours(offset: str) -> set[int]:
        zone = ZONE.format(name="Odd", summer=offset, winter=offset)
        event = "BEGIN:VEVENT\nUID:{}\nDTSTART;TZID=Odd:20260701T100000\nEND:VEVENT\n"
        text = zone + "".join(event.format(number) for number in range(300))
        begin.wait(timeout=60)
        found = read(f"BEGIN:VCALENDAR\nVERSION:2.0\n{text}END:VCALENDAR\n").meetings
        return {each.starts.astimezone(UTC).hour for each in found}

    with ThreadPoolExecutor() as threads:
        told = list(threads.map(hours, ("+0300", "-0500")))
    assert told == [{7}, {15}]


def test_a_time_without_a_zone_is_left_to_the_users_clocks_and_told() -> None:
    reading = read(invitation("DTSTART:20260701T100000"))
    assert reading.meetings[0].starts == datetime(2026, 7, 1, 10)  # noqa: DTZ001 - floating
    assert "no time zone is given, so your own was taken, on line 4" in reading.notes


@pytest.mark.parametrize(
    ("length", "minutes"),
    [
        ("DTEND:20260701T104500Z", 45), ("DURATION:PT1H15M", 75), ("", 30),
        ("DTEND;TZID=Europe/Berlin:20260701T123000", 30), ("DURATION:P1D", 1440),
        ("DTEND:20260701T100000Z", 0),
    ],
)  # fmt: skip
def test_how_long_it_is(length: str, minutes: int) -> None:
    lines = ["DTSTART:20260701T100000Z", *([length] if length else [])]
    assert one(*lines).minutes == minutes


@pytest.mark.parametrize(
    ("lines", "mode", "place"),
    [
        (["LOCATION:Café Ink\\, Main St"], "in_person", "Café Ink, Main St"),
        (["LOCATION:https://zoom.us/j/1"], "video", "https://zoom.us/j/1"),
        (["LOCATION:+1 555 0100"], "phone", "+1 555 0100"),
        (["LOCATION:Phone"], "phone", "Phone"),
        (["X-GOOGLE-CONFERENCE:https://meet.google.com/a"], "video", "https://meet.google.com/a"),
        (["CONFERENCE;VALUE=URI:tel:+15550100"], "phone", "tel:+15550100"),
        ([], "video", None),
    ],
)
def test_where_and_how(lines: list[str], mode: str, place: str | None) -> None:
    meeting = one("DTSTART:20260701T100000Z", *lines)
    assert (meeting.mode, meeting.place) == (mode, place)


def test_who_is_invited() -> None:
    meeting = one(
        "DTSTART:20260701T100000Z", "ORGANIZER;CN=Ada Novak:MAILTO:ada@example.org",
        'ATTENDEE;CN="Kim, Boris";ROLE=REQ-PARTICIPANT:mailto:boris@example.org',
        "ATTENDEE:mailto:ADA@example.org", "ATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:r1@example.org",
        "ATTENDEE;CN=Carla:invalid:nomail",
    )  # fmt: skip
    told = [(each.name, each.email, each.is_organizer) for each in meeting.people]
    assert told == [
        ("Ada Novak", "ada@example.org", True), ("Kim, Boris", "boris@example.org", False),
        ("Carla", None, False),
    ]  # fmt: skip
    assert meeting.words == "Room: Room 1 <r1@example.org>"


def test_the_words_of_the_invitation_are_kept() -> None:
    meeting = one(
        "DTSTART:20260701T100000Z", "SUMMARY:Talk\\, with Ada", "DESCRIPTION:First\\nsecond",
        "LOCATION:Café", "URL:https://example.org/x", "CATEGORIES:Press,Radio", "COMMENT:Bring tea",
    )  # fmt: skip
    assert meeting.words == (
        "Talk, with Ada\nFirst\nsecond\nComment: Bring tea\nCategories: Press, Radio\n"
        "Link: https://example.org/x"
    )


@pytest.mark.parametrize(
    ("line", "method"), [("STATUS:CANCELLED", "REQUEST"), ("STATUS:CONFIRMED", "CANCEL")]
)
def test_called_off_by_status_or_method(line: str, method: str) -> None:
    assert one("DTSTART:20260701T100000Z", line, method=method).is_cancelled
    assert not one("DTSTART:20260701T100000Z", "STATUS:CONFIRMED").is_cancelled


def test_who_declined_is_known_also_on_the_organizers_second_line() -> None:
    meeting = one(
        "DTSTART:20260701T100000Z", "ORGANIZER;CN=Ada:mailto:ada@example.org",
        "ATTENDEE;CN=Boris;PARTSTAT=ACCEPTED:mailto:boris@example.org",
        "ATTENDEE;CN=Chi;PARTSTAT=declined:mailto:chi@example.org",
        "ATTENDEE;CN=Ada;PARTSTAT=DECLINED:MAILTO:ada@example.org",
    )  # fmt: skip
    assert [(each.name, each.is_declined) for each in meeting.people] == [
        ("Ada", True), ("Boris", False), ("Chi", True),
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["COUNTER", "DECLINECOUNTER"])
def test_a_proposed_time_is_no_appointment(method: str) -> None:
    with pytest.raises(FileRefused, match="propos") as refused:
        read(invitation("DTSTART:20260701T100000Z", method=method))
    assert "infoview move" in str(refused.value)
    assert one("DTSTART:20260701T100000Z", method="REPLY").uid == "u1"


def test_of_a_series_the_first_meeting_is_taken_and_said_so() -> None:
    later = invitation("DTSTART:20260708T110000Z", "RECURRENCE-ID:20260708T100000Z")
    series = invitation("DTSTART:20260701T100000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    whole = series.replace("END:VCALENDAR\n", "") + later[later.index("BEGIN:VEVENT") :]
    reading = read(whole)
    (meeting,) = reading.meetings
    assert meeting.starts.day == 1
    assert "only the first meeting was taken of the series on line 4" in reading.notes
    assert "single meetings of a series were left out on line 9" in reading.notes


def test_all_day_is_refused_with_a_remedy() -> None:
    with pytest.raises(FileRefused) as refused:
        read(invitation("DTSTART;VALUE=DATE:20260701"))
    assert refused.value.line == 6
    assert "needs a time" in str(refused.value)
    assert "infoview schedule" in str(refused.value)


def test_alarms_tasks_and_other_things_do_not_disturb() -> None:
    alarm = (
        "BEGIN:VALARM\nTRIGGER:-PT5M\nDESCRIPTION:Alarm\nATTENDEE:mailto:x@example.org\nEND:VALARM"
    )
    task = "BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\n"
    reading = read(invitation("DTSTART:20260701T100000Z", "SUMMARY:Talk", alarm, around=task))
    (meeting,) = reading.meetings
    assert (meeting.words, meeting.people) == ("Talk", ())
    assert "left out, because they are no events: 1 VTODO" in reading.notes


def test_folds_may_cut_characters_and_line_ends_may_be_any() -> None:
    whole = "SUMMARY:Gespräch mit 佐藤".encode()
    for place in range(9, len(whole)):
        for end in (b"\r\n", b"\n", b"\r"):
            text = invitation("DTSTART:20260701T100000Z", "X").encode()
            data = text.replace(b"\nX\n", b"\n" + whole[:place] + b"\n " + whole[place:] + b"\n")
            (meeting,) = read(data.replace(b"\n", end)).meetings
            assert meeting.words == "Gespräch mit 佐藤"


def test_a_zone_that_would_count_seconds_for_ever_is_not_followed() -> None:
    zone = ZONE.format(name="Odd", summer="+0300", winter="+0200").replace("YEARLY", "SECONDLY")
    began = datetime.now(UTC)
    with pytest.raises(FileRefused, match="neither in the file nor known"):
        read(invitation("DTSTART;TZID=Odd:20260701T100000", around=zone))
    assert datetime.now(UTC) - began < timedelta(seconds=5)


def test_a_file_that_may_have_been_cut_says_so() -> None:
    text = invitation("DTSTART:20260701T100000Z").replace("END:VCALENDAR\n", "")
    assert any("may have been cut" in note for note in read(text).notes)


def test_only_the_bad_event_is_refused() -> None:
    good = invitation("DTSTART:20260701T100000Z")
    bad = invitation("DTSTART:tomorrow").replace("UID:u1", "UID:u2")
    whole = good.replace("END:VCALENDAR\n", "") + bad[bad.index("BEGIN:VEVENT") :]
    reading = read(whole)
    assert len(reading.meetings) == 1
    (row,) = reading.refused
    assert (row.line, row.field) == (10, "DTSTART")


def test_a_line_that_is_no_property_is_named() -> None:
    with pytest.raises(FileRefused) as refused:
        read(invitation("DTSTART:20260701T100000Z", 'ATTENDEE;CN="Ada ""N"" Novak":mailto:a@b.org'))
    assert refused.value.line == 7
