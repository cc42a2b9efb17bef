"""The app's own calendar file (tests/vectors/calendar.json; vitest pins its bytes) means the same
to other programs as the exporter's: one appointment, whichever way it came."""

from __future__ import annotations

import io
import json
from datetime import UTC
from pathlib import Path
from typing import Any

import icalendar
import pytest

from infoview_sync.files.export.calendar import calendar
from infoview_sync.files.reading import read_stream

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vectors/calendar.json").read_text(encoding="utf-8")
)
SAME = ("UID", "SEQUENCE", "DURATION", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION")


def only_event(raw: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    return event


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_apps_file_and_the_exporters_mean_the_same(case: dict[str, Any]) -> None:
    raw = case["ics"].encode()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()
    theirs = only_event(calendar([case["row"] | {"contact": "", "revised_at": case["now"]}]))
    ours = only_event(raw)
    for name in SAME:
        assert ours.get(name) == theirs.get(name), name
    assert ours["DTSTART"].dt.astimezone(UTC) == theirs["DTSTART"].dt.astimezone(UTC)
    assert ours["DTSTAMP"].dt == theirs["DTSTAMP"].dt
    assert set(ours) == set(theirs), "nothing more and nothing less is told"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_our_own_importer_reads_the_apps_file(case: dict[str, Any]) -> None:
    raw = case["ics"].encode()
    (meeting,) = read_stream(
        io.BytesIO(raw), file_name="x.ics", bytes_total=len(raw)
    ).meetings  # fmt: skip
    assert meeting.uid == f"{case['row']['id']}@infoview"
    assert int(meeting.starts.timestamp() * 1000) == case["row"]["starts_at"]
