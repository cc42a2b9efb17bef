"""What the reader tests share: a file from text or bytes, read as a user's file is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from infoview_sync.events.author import event_data
from infoview_sync.files.found import FoundPerson, Reading
from infoview_sync.files.reading import read_stream

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"

Read = Callable[[str | bytes], Reading]


@pytest.fixture
def linkedin_files() -> Path:
    return Path(__file__).parents[1] / "fixtures" / "linkedin"


@pytest.fixture
def read() -> Read:
    """Reads a file's content; text is written as UTF-8."""

    def read_content(content: str | bytes) -> Reading:
        data = content.encode() if isinstance(content, str) else content
        return read_stream(io.BytesIO(data), file_name="Connections.csv", bytes_total=len(data))

    return read_content


@pytest.fixture
def read_rows(read: Read) -> Callable[[str], Reading]:
    """Reads rows under LinkedIn's header, which is line 1."""
    return lambda rows: read(HEADER + rows)


def recordable(person: FoundPerson) -> None:
    """The catalogue of events takes all that was read, and it can be written as UTF-8."""
    names = ("name", "org", "title", "emails", "phones", "urls", "location", "notes", "tags",
             "connected_on")  # fmt: skip
    fields = {name: value for name in names if (value := getattr(person, name))}
    msgspec.json.encode(event_data("contact.added", {**fields, "source": "test"}))
