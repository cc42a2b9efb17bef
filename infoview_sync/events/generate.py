"""Writes what other parts read of the catalogue: SQL, TypeScript and docs/events.md.

`python -m infoview_sync.events.generate` writes them; `--check` exits 1 if any is stale. A field
without words or without bounds is refused first, by its name.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import inspect as shapes

from infoview_sync.events.catalogue import CHAPTERS, EVENT_TYPES, fields, system
from infoview_sync.events.catalogue.fields import EventData

_WORDS_BY_PATTERN = {
    "^[0-9a-hjkmnp-tv-z]{16}$": "id",
    "^[0-9a-f]{64}$": "SHA-256, 64 hex digits",
    system.SETTING_PATTERN: "a name in snake_case",
    system.KEY_PATTERN: "32 bytes in base64url",
    system.SIGNATURE_PATTERN: "64 bytes in base64url",
    system.APPROVER_PATTERN: "a log's id, or `recovery`",
    fields.MOMENT_PATTERN: "local time with offset, like `2026-05-01T10:00:00+02:00`",
}
_COMMAND = ".venv/bin/python -m infoview_sync.events.generate"
ROOT = Path(__file__).resolve().parents[2]


def generated() -> dict[Path, str]:
    """Text by path of every generated file."""
    return {
        ROOT / "infoview_sync/projections/sql/kinds.gen.sql": _sql(),
        ROOT / "web/shared/events.gen.ts": _typescript(),
        ROOT / "docs/events.md": _markdown(),
    }


def problems(event_by_name: Mapping[str, type[EventData]]) -> list[str]:
    """What of the catalogue cannot be written down, one line a field, and what to do."""
    return [
        f"{name}: {field.encode_name}: {problem}"
        for name, event in event_by_name.items()
        for field in msgspec.structs.fields(event)
        if (problem := _problem(shapes.type_info(field.type))) is not None
    ]


def main(arguments: list[str]) -> int:
    refused = problems(EVENT_TYPES)
    if refused:
        print("\n".join(refused))  # noqa: T201 - a tool
        return 1
    stale = [path for path, text in generated().items() if _read(path) != text]
    if "--check" in arguments:
        for path in stale:
            print(f"stale: {path.relative_to(ROOT)} (run {_COMMAND})")  # noqa: T201 - a tool
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(generated()[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")  # noqa: T201 - a tool
    return 0


def _problem(shape: shapes.Type) -> str | None:  # noqa: PLR0911 - one line a shape
    if isinstance(shape, shapes.Metadata):
        return _problem(shape.type)
    if isinstance(shape, shapes.UnionType):
        return next(filter(None, map(_problem, shape.types)), None)
    if isinstance(shape, shapes.ListType):
        if shape.max_length is None:
            return "a list needs its bound, a max_length"
        return _problem(shape.item_type)
    if isinstance(shape, shapes.StrType):
        if shape.pattern is None:
            return "text needs its bound, a max_length" if shape.max_length is None else None
        is_worded = shape.pattern in _WORDS_BY_PATTERN
        return None if is_worded else "say its pattern in words, in _WORDS_BY_PATTERN"
    if isinstance(shape, shapes.IntType):
        return "an integer needs its bounds, ge and le" if None in (shape.ge, shape.le) else None
    if isinstance(shape, shapes.LiteralType | shapes.BoolType):
        return None
    return "such a value is not known here: take one of catalogue/fields.py"


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _sql() -> str:
    values = ",\n".join(f"  ('{name}', '{event.kind}')" for name, event in EVENT_TYPES.items())
    return (
        "-- Generated from the catalogue by infoview_sync.events.generate. Do not edit.\n"
        "-- Which kind of subject each event type is about; a type that is not here folds into\n"
        "-- nothing until an upgrade knows it.\n"
        "CREATE TEMP TABLE kind_of (type TEXT PRIMARY KEY, kind TEXT NOT NULL)"
        " STRICT, WITHOUT ROWID;\n\n"
        f"INSERT INTO kind_of (type, kind)\nVALUES\n{values};\n"
    )


def _typescript() -> str:
    lines = [
        "// Generated from the catalogue by infoview_sync.events.generate. Do not edit.",
        "",
        "/** The fields of each event type, by wire name. */",
        "export interface EventDataByType {",
    ]
    for name, event in EVENT_TYPES.items():
        lines.append(f"  /** {_summary(event)} */")
        lines.append(f'  readonly "{name}": {{')
        for field in msgspec.structs.fields(event):
            optional = "" if field.required else "?"
            kind = _typescript_type(shapes.type_info(field.type))
            lines.append(f"    readonly {field.encode_name}{optional}: {kind};")
        lines.append("  };")
    lines += ["}", "", "export type EventType = keyof EventDataByType;", ""]
    lines.append("/** Which kind of subject each event type is about. */")
    lines.append("export const KIND_BY_TYPE: { readonly [T in EventType]: string } = {")
    lines += [f'  "{name}": "{event.kind}",' for name, event in EVENT_TYPES.items()]
    lines += ["};", ""]
    return "\n".join(lines)


def _typescript_type(shape: shapes.Type) -> str:
    if isinstance(shape, shapes.Metadata):
        return _typescript_type(shape.type)
    if isinstance(shape, shapes.UnionType):
        return " | ".join(_typescript_type(each) for each in shape.types)
    if isinstance(shape, shapes.LiteralType):
        return " | ".join(f'"{value}"' for value in shape.values)
    if isinstance(shape, shapes.ListType):
        return f"readonly ({_typescript_type(shape.item_type)})[]"
    simple: dict[type[shapes.Type], str] = {
        shapes.StrType: "string",
        shapes.IntType: "number",
        shapes.BoolType: "boolean",
    }
    return simple[type(shape)]


def _markdown() -> str:
    lines = [
        "# Events",
        "",
        "Generated from the catalogue by `python -m infoview_sync.events.generate`. Do not edit.",
        "",
        "Every event also carries its envelope: `hlc`, `type`, `subject`, `occurred_at`, `tz`,",
        "`recorded_at` and `salt` (see [ARCHITECTURE](../ARCHITECTURE.md)). A field marked `?` may",
        "be absent, which says nothing about it; an empty text or list clears it.",
    ]
    for chapter in CHAPTERS:
        lines += ["", f"## {_first_line(chapter)}"]
        for event in EVENT_TYPES.values():
            if event.__module__ == chapter.__name__:
                about = "a new" if event.creates else "an existing"
                lines += ["", f"### `{event.wire_type}`", "", f"{_summary(event)}"]
                lines += ["", f"Subject: {about} {event.kind.replace('_', ' ')}."]
                listed = msgspec.structs.fields(event)
                if listed:
                    lines += ["", "| field | value |", "| --- | --- |"]
                for field in listed:
                    mark = "" if field.required else "?"
                    words = _words_of(shapes.type_info(field.type))
                    lines.append(f"| `{field.encode_name}`{mark} | {words} |")
    return "\n".join(lines) + "\n"


def _words_of(shape: shapes.Type) -> str:  # noqa: PLR0911 - one line a shape
    if isinstance(shape, shapes.Metadata):
        return _words_of(shape.type)
    if isinstance(shape, shapes.UnionType):
        return " or ".join(_words_of(each) for each in shape.types)
    if isinstance(shape, shapes.LiteralType):
        return " / ".join(f"`{value}`" for value in shape.values)
    if isinstance(shape, shapes.ListType):
        return f"up to {shape.max_length} × {_words_of(shape.item_type)}"
    if isinstance(shape, shapes.StrType):
        if shape.pattern is not None:
            return _WORDS_BY_PATTERN[shape.pattern]
        return f"text, {shape.min_length or 0}–{shape.max_length} characters"
    if isinstance(shape, shapes.IntType):
        return f"integer, {shape.ge}–{shape.le}"
    return "true or false"


def _summary(thing: type[EventData] | types.ModuleType) -> str:
    return " ".join((thing.__doc__ or "").split("\n\n")[0].split())


def _first_line(chapter: types.ModuleType) -> str:
    return (chapter.__doc__ or "").strip().splitlines()[0].rstrip(".")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
