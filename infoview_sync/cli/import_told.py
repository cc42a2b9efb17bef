"""What an import tells: counts, a preview before a dry run, refused rows, and all of it as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from infoview_sync.cli import words
from infoview_sync.cli.errors import tell
from infoview_sync.cli.output import heading, say, table, warn
from infoview_sync.cli.people import ID_SHOWN_CHARS
from infoview_sync.files.found import FoundPerson
from infoview_sync.files.matching import Added, AlreadyKnown, Changed, Decision, Repeated
from infoview_sync.files.meetings import (
    CalledOff,
    MeetingDecision,
    Moved,
    Scheduled,
    Unchanged,
)
from infoview_sync.files.refusal import FileRefused
from infoview_sync.files.taking.plan import Outcome

SHOWN_ROWS_MAX = 50
"""More refused rows than this are counted; `--json` lists all."""
PREVIEW_MAX = 10
"""So many of each kind a dry run shows; `--json` lists all."""
_VALUE_SHOWN_CHARS = 60


def tell_outcome(outcome: Outcome, *, tz: str, dry_run: bool) -> None:
    if outcome.error is not None:
        tell({"message": _as_typed(outcome.file, outcome.error)}, as_json=False)
    else:
        heading(outcome.file + (" (dry run: nothing is written)" if dry_run else ""))
        for line in told_lines(outcome):
            say(f"  {line}")
        if dry_run:
            _tell_preview(outcome, tz)
    refused = outcome.refused
    if refused:
        table(
            ("Line", "Field", "Refused because", "What to do"),
            [
                (str(row.line), row.field or "", row.reason, row.remedy)
                for row in refused[:SHOWN_ROWS_MAX]
            ],
        )
    if len(refused) > SHOWN_ROWS_MAX:
        warn(f"and {len(refused) - SHOWN_ROWS_MAX:,} more refused rows; --json lists all")


def told_lines(outcome: Outcome) -> Iterator[str]:
    """How much was taken and how to take it back, then what may not be as expected."""
    yield _counts(outcome)
    if repeated := outcome.count(Repeated):
        yield f"{words.counted(repeated, 'row')} said again what an earlier row says"
    kept = sum(
        bool(each.kept) for each in outcome.decisions if isinstance(each, Changed | AlreadyKnown)
    )
    if kept:
        yield f"your own corrections were kept for {words.counted(kept, 'person', 'people')}"
    alike = [each for each in outcome.decisions if isinstance(each, Added) and each.resembles]
    for each in alike[:SHOWN_ROWS_MAX]:
        ids = ", ".join(identifier[:ID_SHOWN_CHARS] for identifier in each.resembles)
        yield f"line {each.line}: {each.person.name} may be someone known already: {ids}"
    yield from _about_meetings(outcome)
    yield from outcome.reading.notes if outcome.reading is not None else ()


def as_json(outcome: Outcome, *, dry_run: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": outcome.file,
        "event": words.event_name(*outcome.event) if outcome.event is not None else None,
        "source": outcome.reading.source if outcome.reading is not None else None,
        "added": outcome.added,
        "changed": outcome.changed,
        "known": outcome.count(AlreadyKnown, Unchanged),
        "repeated": outcome.count(Repeated),
        "refused": [msgspec.structs.asdict(row) for row in outcome.refused],
        "notes": list(outcome.reading.notes) if outcome.reading is not None else [],
    }
    if outcome.is_calendar:
        told |= {
            "scheduled": outcome.count(Scheduled), "rescheduled": outcome.count(Moved),
            "cancelled": outcome.count(CalledOff),
        }  # fmt: skip
    if dry_run:
        told["preview"] = [
            _decision_as_json(outcome, each) for each in (*outcome.decisions, *outcome.meetings)
        ]
    if outcome.error is not None:
        told["error"] = {
            "code": outcome.error.code, "message": str(outcome.error), **outcome.error.fields(),
        }  # fmt: skip
    return told


def _as_typed(file: str, error: FileRefused) -> str:
    """The refusal with the path that the user typed instead of the bare name."""
    name = Path(file).name
    message = str(error)
    return file + message.removeprefix(name) if message.startswith(name) else message


def _counts(outcome: Outcome) -> str:
    known = outcome.count(AlreadyKnown, Unchanged)
    if outcome.is_calendar:
        counts = (
            f"{words.counted(outcome.count(Scheduled), 'interview')} scheduled"
            f" · {outcome.count(Moved):,} rescheduled · {outcome.count(CalledOff):,} cancelled"
        )
    else:
        counts = f"{outcome.added:,} added · {outcome.changed:,} changed"
    undo = (
        "" if outcome.event is None
        else f" · undo with: infoview undo {words.event_name(*outcome.event)}"
    )  # fmt: skip
    return f"{counts} · {known:,} already known · {len(outcome.refused):,} refused{undo}"


def _about_meetings(outcome: Outcome) -> Iterator[str]:
    """What was done although the user may have expected otherwise."""
    for each in outcome.meetings[:SHOWN_ROWS_MAX]:
        if isinstance(each, Scheduled) and each.partner.is_guess:
            yield (
                f"line {each.line}: taken to be with {each.partner.name}, the only guest; if that"
                " is you, undo it and say so: infoview settings my_email ADDRESS"
            )
        elif isinstance(each, Unchanged) and each.why != "the same":
            yield f"line {each.line}: left as it is ({each.why})"


def _tell_preview(outcome: Outcome, tz: str) -> None:
    shown = {"+": 0, "~": 0}
    for each in (*outcome.decisions, *outcome.meetings):
        line = _previewed(outcome, each, tz)
        if line is None:
            continue
        shown[line[0]] += 1
        if shown[line[0]] <= PREVIEW_MAX:
            say(f"  {line}")
    more = sum(max(0, number - PREVIEW_MAX) for number in shown.values())
    if more:
        say(f"  and {more:,} more; --json lists all")


def _previewed(outcome: Outcome, decision: Decision | MeetingDecision, tz: str) -> str | None:
    """`+ Ada Novak, Editor, Fieldnote` for who is new, `~ …` for what changes."""
    match decision:
        case Added():
            return f"+ {_summary(decision.person)}"
        case Changed():
            changes = "; ".join(
                f"{field}: {_short(value)}" for field, value in decision.fields.items()
            )
            return f"~ {outcome.name_of(decision.person_id)}: {changes}"
        case Scheduled():
            starts = words.agreed(decision.starts_at, decision.tz, tz)
            return f"+ {starts} with {decision.partner.name}" + (
                " (new)" if decision.partner.added is not None else ""
            )
        case Moved():
            starts = words.agreed(decision.starts_at, decision.tz, tz)
            return f"~ moved to {starts}{_meeting_words(decision)}"
        case CalledOff():
            return f"~ called off by {decision.by} (line {decision.line})"
        case _:
            return None


def _meeting_words(decision: Moved) -> str:
    words_said = decision.meeting.words
    return f": {_short(words_said)}" if words_said else ""


def _summary(person: FoundPerson) -> str:
    parts = (person.name, person.title, person.org, *person.emails, *person.phones, person.location)
    lines = [_short(part) for part in parts if part]
    if person.tags:
        lines.append("tags " + ", ".join(person.tags))
    if person.notes:
        lines.append(f"notes: {_short(person.notes)}")
    return ", ".join(lines)


def _short(value: str | tuple[str, ...]) -> str:
    text = " / ".join((value if isinstance(value, str) else ", ".join(value)).split("\n"))
    return text if len(text) <= _VALUE_SHOWN_CHARS else text[: _VALUE_SHOWN_CHARS - 1] + "…"


def _decision_as_json(outcome: Outcome, decision: Decision | MeetingDecision) -> dict[str, Any]:
    told: dict[str, Any] = {"what": type(decision).__name__.lower()}
    told |= msgspec.to_builtins(decision, builtin_types=())
    if isinstance(decision, Changed | AlreadyKnown):
        told["name"] = outcome.name_of(decision.person_id)
    return told
