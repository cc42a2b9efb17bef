"""What a reader lets through, the catalogue of events takes: one limit, said in two places."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from infoview_sync.events.catalogue.interview import InterviewScheduled, NoteTaken
from infoview_sync.events.catalogue.people import ContactAdded
from infoview_sync.files.cells import NAME_CHARS_MAX, NOTES_CHARS_MAX, TEXT_CHARS_MAX
from infoview_sync.files.details import TAG_CHARS_MAX
from infoview_sync.files.invitation import SEQUENCE_MAX
from infoview_sync.files.known import LIST_VALUES_MAX

ID = "0" * 16
MEETING = {
    "contact": ID, "starts_at": "2026-07-01T10:00:00+02:00", "tz": "Europe/Berlin",
    "planned_minutes": 30, "mode": "video",
}  # fmt: skip
PERSON = {"name": "Ada", "source": "csv"}


@pytest.mark.parametrize(
    ("struct", "fields", "name", "fits", "breaks"),
    [
        (ContactAdded, PERSON, "name", "x" * NAME_CHARS_MAX, "x" * (NAME_CHARS_MAX + 1)),
        (ContactAdded, PERSON, "org", "x" * TEXT_CHARS_MAX, "x" * (TEXT_CHARS_MAX + 1)),
        (ContactAdded, PERSON, "location", "x" * TEXT_CHARS_MAX, "x" * (TEXT_CHARS_MAX + 1)),
        (ContactAdded, PERSON, "notes", "x" * NOTES_CHARS_MAX, "x" * (NOTES_CHARS_MAX + 1)),
        (ContactAdded, PERSON, "tags", ["x" * TAG_CHARS_MAX], ["x" * (TAG_CHARS_MAX + 1)]),
        (ContactAdded, PERSON, "tags", ["x"] * LIST_VALUES_MAX, ["x"] * (LIST_VALUES_MAX + 1)),
        (ContactAdded, PERSON, "phones", ["x"] * LIST_VALUES_MAX, ["x"] * (LIST_VALUES_MAX + 1)),
        (InterviewScheduled, MEETING, "place", "x" * TEXT_CHARS_MAX, "x" * (TEXT_CHARS_MAX + 1)),
        (InterviewScheduled, MEETING, "calendar_uid", "x" * TEXT_CHARS_MAX,
         "x" * (TEXT_CHARS_MAX + 1)),
        (InterviewScheduled, MEETING, "calendar_sequence", SEQUENCE_MAX, SEQUENCE_MAX + 1),
        (NoteTaken, {"interview": ID}, "text", "x" * NOTES_CHARS_MAX, "x" * (NOTES_CHARS_MAX + 1)),
    ],
)  # fmt: skip
def test_the_limits_of_the_readers_are_those_of_the_events(
    struct: type, fields: dict[str, Any], name: str, fits: object, breaks: object
) -> None:
    msgspec.convert(fields | {name: fits}, struct)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(fields | {name: breaks}, struct)
