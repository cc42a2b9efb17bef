"""Whatever is said about a person stands in their timeline, in words, and follows them in a merge.

Held for every type of the catalogue that makes something new and names somebody, so that a new one
cannot be forgotten in `belonging` (views.sql), `detail` (query/entries.sql) and fold/merge.sql.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import inspect as shapes

from infoview_sync.events.catalogue import EVENT_TYPES
from infoview_sync.projections import queries
from tests.story import Story
from tests.world import subject_id

AT = "2026-05-01T10:00:00+02:00"
ADA, ADA2, BO, TALK, NEW = (subject_id(n) for n in range(1, 6))
VALUE_BY_NAME: dict[str, Any] = {
    "contact": ADA, "from": ADA, "to": ADA, "interview": TALK, "source_interview": TALK,
    "starts_at": AT, "due_at": AT, "referrer": BO,
}  # fmt: skip
NAMING = {"contact", "from", "to", "interview", "source_interview"}


def fields_of(type_: str) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(EVENT_TYPES[type_])}


def needed(type_: str) -> set[str]:
    """The fields that always say whom it is about."""
    return {name for name, field in fields_of(type_).items() if name in NAMING and field.required}


ABOUT = [
    (type_, name)
    for type_, event in EVENT_TYPES.items()
    for name in fields_of(type_)
    if event.creates and name in NAMING
    # Where the person is always named, an interview is only where it was said.
    if name in ("contact", "from", "to") or needed(type_) <= {name}
]


def example(type_: str, by: str) -> dict[str, Any]:
    """All of its fields, but that one alone says who it is about; a giver who is needed is Bo."""
    words = {
        name: VALUE_BY_NAME.get(name) or value(shapes.type_info(field.type))
        for name, field in fields_of(type_).items()
        if name not in NAMING
    }
    return words | dict.fromkeys(needed(type_), BO) | {by: VALUE_BY_NAME[by]}


def value(shape: shapes.Type) -> str | int:
    if isinstance(shape, shapes.LiteralType):
        return str(shape.values[0])
    if isinstance(shape, shapes.BoolType):
        return True
    if isinstance(shape, shapes.IntType):
        return 20
    assert isinstance(shape, shapes.StrType), "say in VALUE_BY_NAME what such a field may hold"
    assert shape.pattern is None, "say in VALUE_BY_NAME what such a field may hold"
    return "x"


def belongs_to(story: Story) -> set[str]:
    rows = story.connection.execute("SELECT contact FROM belonging WHERE subject = ?", (NEW,))
    return {contact for (contact,) in rows} - {BO}


@pytest.mark.parametrize(("type_", "by"), ABOUT)
def test_it_is_in_their_timeline_and_follows_a_merge(type_: str, by: str) -> None:
    with Story() as story:
        for number, name in enumerate(("Ada", "Ada N.", "Bo"), start=1):
            story.say("contact.added", subject_id(number), AT, name=name, source="typed")
        story.say(
            "interview.scheduled", TALK, AT, contact=ADA, starts_at=AT, tz="Europe/Berlin",
            planned_minutes=30, mode="phone",
        )  # fmt: skip
        said = story.say(type_, NEW, AT, **example(type_, by))
        assert belongs_to(story) == {ADA}, "`belonging` (views.sql) does not find it"

        story.say("contacts.merged", ADA2, AT, merged=[ADA])
        assert belongs_to(story) == {ADA2}, "fold/merge.sql does not fold its kind anew"

        shown = {row["seq"]: row for row in queries.ask(
            story.connection, "entries", contact=ADA2, type=None, since=None, until=None,
            recorded=0, limit=100,
        )}  # fmt: skip
        has_words = not fields_of(type_).keys() <= NAMING
        assert (shown[said]["detail"] != "") == has_words, (
            "query/entries.sql shows none of its fields: call one `text` or `title`, or list it"
        )
