"""Every way of saying when, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_sync.cli.moments import EXAMPLES, day_end_ms, read_start, read_when
from infoview_sync.errors import UsageError
from infoview_sync.events.envelope import read_moment

BERLIN = "Europe/Berlin"
# A Wednesday afternoon in winter.
NOW = datetime.fromisoformat("2026-11-18T14:30:00+01:00")
NOW_MS = int(NOW.timestamp()) * 1000


def past(text: str) -> str:
    return read_when(text, now_ms=NOW_MS, tz=BERLIN, lean="past").text


def future(text: str) -> str:
    return read_when(text, now_ms=NOW_MS, tz=BERLIN, lean="future").text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("now", "2026-11-18T14:30:00+01:00"),
        ("today", "2026-11-18T14:30:00+01:00"),
        ("yesterday", "2026-11-17T12:00:00+01:00"),
        ("yesterday 3pm", "2026-11-17T15:00:00+01:00"),
        ("Yesterday at 3:15 PM", "2026-11-17T15:15:00+01:00"),
        ("today, 9:00", "2026-11-18T09:00:00+01:00"),
        ("9:00", "2026-11-18T09:00:00+01:00"),
        ("23:00", "2026-11-17T23:00:00+01:00"),
        ("mon", "2026-11-16T12:00:00+01:00"),
        ("wed", "2026-11-18T14:30:00+01:00"),
        ("wed 15:00", "2026-11-11T15:00:00+01:00"),
        ("wed 14:00", "2026-11-18T14:00:00+01:00"),
        ("last wed", "2026-11-11T12:00:00+01:00"),
        ("fri 10:00", "2026-11-13T10:00:00+01:00"),
        ("3 days ago", "2026-11-15T12:00:00+01:00"),
        ("3 months ago", "2026-08-18T12:00:00+02:00"),
        ("1 year ago", "2025-11-18T12:00:00+01:00"),
        ("1 week ago 8:00", "2026-11-11T08:00:00+01:00"),
        ("2 hours ago", "2026-11-18T12:30:00+01:00"),
        ("90 minutes ago", "2026-11-18T13:00:00+01:00"),
        ("5 may", "2026-05-05T12:00:00+02:00"),
        ("dec 24", "2025-12-24T12:00:00+01:00"),
        ("may 5 2024 noon", "2024-05-05T12:00:00+02:00"),
        ("2026-05-04 15:00", "2026-05-04T15:00:00+02:00"),
        ("2026-05-04T15:00:30", "2026-05-04T15:00:30+02:00"),
        ("2026-05-04T15:00:00+05:30", "2026-05-04T15:00:00+05:30"),
        ("2026-05-04T15:00Z", "2026-05-04T15:00:00+00:00"),
        ("2026-05-04", "2026-05-04T12:00:00+02:00"),
        ("2026-05-04 3pm", "2026-05-04T15:00:00+02:00"),
        ("yesterday 12am", "2026-11-17T00:00:00+01:00"),
        ("yesterday 12pm", "2026-11-17T12:00:00+01:00"),
    ],
)
def test_what_happened_lies_behind(text: str, moment: str) -> None:
    assert past(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tomorrow 3pm", "2026-11-19T15:00:00+01:00"),
        ("fri 10:00", "2026-11-20T10:00:00+01:00"),
        ("friday at noon", "2026-11-20T12:00:00+01:00"),
        ("wed 15:00", "2026-11-18T15:00:00+01:00"),
        ("wed 14:00", "2026-11-25T14:00:00+01:00"),
        ("next wed 14:00", "2026-11-25T14:00:00+01:00"),
        ("9:00", "2026-11-19T09:00:00+01:00"),
        ("in 2 weeks 10:00", "2026-12-02T10:00:00+01:00"),
        ("in 30 minutes", "2026-11-18T15:00:00+01:00"),
        ("5 may 10:00", "2027-05-05T10:00:00+02:00"),
    ],
)
def test_an_appointment_lies_ahead(text: str, moment: str) -> None:
    assert future(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "blursday", "may", "1530", "25:00", "13pm", "0am", "10:60", "2026-02-30",
        "2026-13-01", "31 jun", "tomorrow yesterday", "3pm 4pm", "next", "in days", "t",
        "2026-05-04 15:00 or so", "⁴ may", "x" * 1000, "'; DROP TABLE", "in 9999999999 days",
        "1850-01-01", "9999-12-31", "2026-05-04T15:00+99:00", "१ day ago 3",
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        past(text)
    assert EXAMPLES in str(refusal.value) or "the year" in str(refusal.value)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_that_an_event_can_hold_or_refused(text: str) -> None:
    try:
        moment = past(text)
    except UsageError:
        return
    assert read_moment(moment) is not None


def test_a_time_that_the_clocks_skip_is_refused_with_one_that_exists() -> None:
    with pytest.raises(UsageError, match=r"does not exist in Europe/Berlin.*03:30 does"):
        past("2026-03-29 02:30")


def test_a_time_that_the_clocks_show_twice_is_the_first() -> None:
    assert past("2026-10-25 02:30") == "2026-10-25T02:30:00+02:00"


def test_hours_are_counted_across_a_change_of_the_clocks() -> None:
    morning = int(datetime.fromisoformat("2026-03-29T08:00:00+02:00").timestamp()) * 1000
    when = read_when("8 hours ago", now_ms=morning, tz=BERLIN, lean="past")
    assert when.text == "2026-03-28T23:00:00+01:00"


@pytest.mark.parametrize(
    ("day", "end"),
    [("2026-03-29", "2026-03-30T00:00:00+02:00"), ("2026-10-25", "2026-10-26T00:00:00+01:00")],
)
def test_a_day_ends_at_midnight_as_the_clocks_keep_it(day: str, end: str) -> None:
    when = read_when(day, now_ms=NOW_MS, tz=BERLIN, lean="past")
    assert day_end_ms(when, BERLIN) == int(datetime.fromisoformat(end).timestamp()) * 1000


def test_an_unknown_zone_is_refused() -> None:
    for zone in ("Nowhere/Atall", "../etc/passwd", ""):
        with pytest.raises(UsageError, match="no time zone"):
            read_when("now", now_ms=NOW_MS, tz=zone, lean="past")


def test_a_month_ago_is_the_last_day_of_a_shorter_month() -> None:
    now_ms = int(datetime(2026, 3, 31, 12, tzinfo=UTC).timestamp()) * 1000
    when = read_when("1 month ago", now_ms=now_ms, tz="UTC", lean="past")
    assert when.text == "2026-02-28T12:00:00+00:00"


def test_words_beyond_what_is_read_are_refused_not_cut() -> None:
    with pytest.raises(UsageError, match="cannot read"):
        read_when("tomorrow" + " " * 60 + "junk", now_ms=0, tz="UTC", lean="future")


def test_an_appointment_is_for_a_minute() -> None:
    start = read_start("in 3 hours", now_ms=NOW_MS + 41_000, tz=BERLIN)
    assert start.text == "2026-11-18T17:30:00+01:00"


@pytest.mark.parametrize("said", ["15.12.2026 10:00", "12/15/2026 10:00", "15/12 10:00"])
def test_a_date_in_numbers_that_is_only_one_day_is_read(said: str) -> None:
    assert future(said) == "2026-12-15T10:00:00+01:00"
