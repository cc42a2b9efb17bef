"""What a new event type must not forget: names that the SQL finds, a fold, units, its own name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, ClassVar

import msgspec
import pytest
from msgspec import Meta
from msgspec import inspect as shapes

from infoview_sync.events import generate
from infoview_sync.events.catalogue import EVENT_TYPES, by_wire_name
from infoview_sync.events.catalogue.fields import UNSET, EventData, Id, Line, UnsetType
from infoview_sync.projections.sql_files import sql_files

RELEASED = json.loads(
    (Path(__file__).parents[1] / "vectors/event_types.json").read_text(encoding="utf-8")
)
FOUND_BY_FORGETTING = {"contact", "interview", "source_interview", "from", "to"}
NAMES_ELSEWHERE = {
    ("outreach.sent", "referrer"): "the thread is another's; of who named them it holds an id",
    ("contacts.merged", "merged"): "whom a merge copied is looked for by doomed.sql",
    ("contact.forgotten", "subjects"): "says itself what is forgotten, in ids only",
    ("insight.linked", "other"): "the insight whose subject it is belongs to somebody by itself",
    ("event.retracted", "log"): "a device's",
    ("event.restored", "log"): "a device's",
}
"""Ids under other names, each with the reason why forgetting need not follow it."""
NO_FOLD = {"import"}
"""An import has no row: query/imports.sql reads it from the log."""
NOT_OF_ANY_TYPE = {"confidence"}
"""Fields of old bodies, which upcast.sql renames."""


def fields_of(event: type[EventData]) -> dict[str, shapes.Type]:
    return {
        field.encode_name: shapes.type_info(field.type) for field in msgspec.structs.fields(event)
    }


def holds_ids(shape: shapes.Type) -> bool:
    if isinstance(shape, shapes.UnionType):
        return any(holds_ids(each) for each in shape.types)
    if isinstance(shape, shapes.ListType):
        return holds_ids(shape.item_type)
    return shape == shapes.type_info(Id)


def test_every_id_has_a_name_by_which_forgetting_finds_it_or_a_reason() -> None:
    ids = {
        (name, field)
        for name, event in EVENT_TYPES.items()
        for field, shape in fields_of(event).items()
        if holds_ids(shape) and field not in FOUND_BY_FORGETTING
    }
    assert ids == set(NAMES_ELSEWHERE), (
        f"call a field that names a person or a thing one of {sorted(FOUND_BY_FORGETTING)}, or add"
        " to NAMES_ELSEWHERE why forgetting need not follow it"
    )


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_the_fold_of_its_kind_reads_every_type(name: str) -> None:
    kind = EVENT_TYPES[name].kind
    fold = sql_files().text_by_name.get(f"fold/{kind}.sql", "")
    assert (f"'{name}'" in fold) != (kind in NO_FOLD), (
        f"say in projections/sql/fold/{kind}.sql what it means, or it changes no row"
    )


@pytest.mark.parametrize("name", sql_files().text_by_name)
def test_the_sql_reads_only_fields_that_some_event_has(name: str) -> None:
    known = {field for event in EVENT_TYPES.values() for field in fields_of(event)}
    read = set(re.findall(r"\$\.data\.(\w+)", sql_files().text_by_name[name]))
    assert read - known == (NOT_OF_ANY_TYPE if name == "upcast.sql" else set())


def test_a_released_type_stays_for_ever() -> None:
    gone = set(RELEASED) - set(EVENT_TYPES)
    assert not gone, "logs are kept for ever: leave the old name readable, and add a new one"
    added = set(EVENT_TYPES) - set(RELEASED)
    assert not added, "add it to tests/vectors/event_types.json, from which no name may go"


def chapter_with(*events: type[EventData]) -> ModuleType:
    made = ModuleType("a_chapter")
    for event in events:
        setattr(made, event.__name__, event)
    return made


def test_two_types_of_one_name_are_refused() -> None:
    class Gift(EventData, frozen=True, kw_only=True):
        wire_type: ClassVar = "gift.received"
        kind: ClassVar = "gift"

    class Present(EventData, frozen=True, kw_only=True):
        wire_type: ClassVar = "gift.received"
        kind: ClassVar = "gift"

    with pytest.raises(ValueError, match=r"gift\.received.*Gift.*Present"):
        by_wire_name([chapter_with(Gift), chapter_with(Present)])
    # What a chapter imports from another is no second type.
    assert by_wire_name([chapter_with(Gift), chapter_with(Gift)]) == {"gift.received": Gift}


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        (str, "max_length"),
        (list[Line], "max_length"),
        (Annotated[list[str], Meta(max_length=5)], "max_length"),
        (int, "ge and le"),
        (Annotated[int, Meta(ge=0)], "ge and le"),
        (int | Line, "ge and le"),
        (Annotated[str, Meta(pattern="^x$")], "_WORDS_BY_PATTERN"),
        (float, "catalogue/fields.py"),
        (dict[str, Line], "catalogue/fields.py"),
    ],
)
def test_a_field_that_the_docs_have_no_words_for_is_refused_by_name(
    value: Any, remedy: str
) -> None:
    made = msgspec.defstruct(
        "Gift", [("what", value | UnsetType, UNSET)], bases=(EventData,), kw_only=True,
        frozen=True, namespace={"wire_type": "gift.received", "kind": "gift"},
    )  # fmt: skip
    (said,) = generate.problems({"gift.received": made})
    assert said.startswith("gift.received: what: ")
    assert remedy in said


def test_nothing_in_the_catalogue_is_refused() -> None:
    assert generate.problems(EVENT_TYPES) == []
