"""The tables that both the present and the past show: people, interviews, what is due, the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from infoview_sync.cli import words
from infoview_sync.cli.moments import When, day_end_ms
from infoview_sync.cli.names import folded
from infoview_sync.cli.output import Row, table
from infoview_sync.cli.people import ID_SHOWN_CHARS
from infoview_sync.files.export.texts import entry_detail, entry_words
from infoview_sync.projections.replay import Axis

END_OF_DAY = " 23:59"
"""Of a day that something is due on: the day says it."""

_PHRASE = "since {since}; {late} {due} ({away})"
_PHRASES = {
    "thank_you": "talked {since}; {late} {due} ({away})",
    "prepare": "starts {starts} ({away})",
    "confirm": "starts {starts}",
    "hold": "starts {starts} ({away})",
    "time_up": 'since {since}; infoview done "{name}"',
    "follow_up": "asked {since}; no answer",
    "elsewhere": "asked {since}; no answer{other}",
    "close": "followed up {since}; no answer",
    "referral": "named {since}; write by {due} ({away})",
    "keep_in_touch": "last in touch {since}",
    "reminder": "{due} ({away})",
}


def sorted_people(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (folded(row["name"]), row["id"]))


def people_table(rows: Sequence[Row]) -> None:
    table(
        ("Name", "Organisation", "Title", "Stage", "Id"),
        [
            (
                row["name"], row["org"] or "", row["title"] or "", words.stage(row["stage"]),
                row["id"][:ID_SHOWN_CHARS],
            )
            for row in rows
        ],
    )  # fmt: skip


def interviews_table(rows: Sequence[Row], tz: str) -> None:
    table(
        ("Starts", "Who", "Status", "How", "Qs", "Ins.", "Thanked", "Id"),
        [
            (
                words.short_start(row, tz), row["name"] or "?",
                words.status(row["status"]), words.plain(row["mode"] or ""),
                str(row["questions"]), str(row["insights"]),
                words.short_day(row["thanked_at"], tz),
                row["id"][:ID_SHOWN_CHARS],
            )
            for row in rows
        ],
    )  # fmt: skip


def due_table(
    rows: Sequence[Row], *, now_ms: int, tz: str, why: bool = False, numbered: bool = False
) -> None:
    """`numbered` where `infoview snooze 3` can refer to a line; `why` adds the norms."""
    titles = ["What", "Who", "Since and until"]
    lines = [
        [
            due_title(row),
            f"{row['name']} ({row['org']})" if row["org"] else row["name"] or "",
            due_words(row, now_ms=now_ms, tz=tz),
        ]
        for row in rows
    ]
    if numbered:
        titles.insert(0, "#")
        for number, line in enumerate(lines, start=1):
            line.insert(0, str(number))
    if why:
        titles.append("Norm")
        for row, line in zip(rows, lines, strict=True):
            line.append(
                f"{words.amount(row['norm_value'], row['norm_unit'])} ({row['norm_source']})"
                if row["norm_value"] is not None else ""
            )  # fmt: skip
    table(titles, lines, ["red" if row["overdue"] else "" for row in rows])


def due_title(row: Row) -> str:
    """What is to be done."""
    rule = str(row["rule"])
    if rule == "prepare":
        return f"Prepare questions ({row['questions']} of {row['norm_value']})"
    return f"{row['todo']}: {row['text']}" if row["text"] else str(row["todo"])


def due_words(row: Row, *, now_ms: int, tz: str) -> str:
    """Since when and until when, as one phrase."""
    since = words.day(row["since_at"], tz)
    if row["rule"] == "talking":
        since = words.moment(row["since_at"], tz)
        if since.startswith(today := words.day(now_ms, tz)):
            since = since.removeprefix(today).strip()
        return f'since {since} · infoview done "{row["name"]}"'
    if row["rule"] == "keep_in_touch" and row["since_at"] is None:
        return "not in touch yet"
    due_ms = _due_ms(row, tz)
    return _PHRASES.get(row["rule"], _PHRASE).format(
        since=since,
        name=row["name"],
        due=words.moment(due_ms, tz).removesuffix(END_OF_DAY),
        away=words.apart(now_ms, due_ms, tz),
        late="overdue" if row["overdue"] else "due",
        starts=words.start(row, tz),
        other=f"; next there: {row['other_name']}" if row["other_name"] else "",
    )


def _due_ms(row: Row, tz: str) -> int:
    """Of a day, its end by the clocks of that day: the row's own is by today's."""
    if row["due_day"] is None:
        return int(row["due_at"])
    day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=row["due_day"])
    return day_end_ms(When(day, has_time=False), tz) - 1


def log_table(
    rows: Sequence[Row], name_by_subject: dict[str, str] | None = None, *, tz: str,
    axis: Axis = "occurred",
) -> None:  # fmt: skip
    """Events as lines, with the moment on the axis; with names, each says whose it is.

    What happened is told by the clocks there; when it was recorded by those here, as an event keeps
    the one offset only.
    """
    titles = ["Recorded" if axis == "recorded" else "Happened", "What", "Words", "Event"]
    lines = [
        [
            "—" if not row["type"]
            else words.short_moment(row["recorded_at"], tz) if axis == "recorded"
            else words.short_moment_at(row["occurred_at"], row["offset_min"]),
            entry_words(row) + (" (undone)" if row["retracted"] else ""),
            entry_detail(row, lambda local: words.agreed(local, None, tz)),
            words.event_name(row["log"], row["seq"]),
        ]
        for row in rows
    ]  # fmt: skip
    if name_by_subject is not None:
        titles.insert(2, "Who")
        for row, line in zip(rows, lines, strict=True):
            line.insert(2, name_by_subject.get(row["subject"], ""))
    table(titles, lines, ["dim" if row["retracted"] else "" for row in rows])
