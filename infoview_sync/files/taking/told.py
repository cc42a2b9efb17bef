"""What a file would change, or has changed, as the app shows it: counts, the first of each kind.

`infoview import --json` lists everything (cli/import_told); a page shows so much as one reads.
"""

from __future__ import annotations

from typing import Any

import msgspec

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.matching import Added, AlreadyKnown, Changed, Decision, Repeated
from infoview_sync.files.meetings import CalledOff, MeetingDecision, Moved, Scheduled, Unchanged
from infoview_sync.files.taking.plan import Outcome

SHOWN_MAX = 50
"""Of each kind; the counts say how many there are."""
REFUSED_SHOWN_MAX = 200
"""Bad rows are what one mends: more of them are shown."""
_CHARS_SHOWN = 120


def told(outcome: Outcome) -> dict[str, Any]:
    """What the app shows of one file that was read, or refused for its rows."""
    reading = outcome.reading
    items = [_item(outcome, each) for each in (*outcome.decisions, *outcome.meetings)]
    alike = [each for each in items if each is not None and each.get("resembles")]
    refused = outcome.refused
    return {
        "kind": "calendar" if outcome.is_calendar else "people",
        "source": reading.source if reading is not None else None,
        "event": outcome.event._asdict() if outcome.event is not None else None,
        "added": outcome.added,
        "changed": outcome.changed,
        "known": outcome.count(AlreadyKnown, Unchanged),
        "repeated": outcome.count(Repeated),
        "kept": sum(
            bool(each.kept) for each in outcome.decisions
            if isinstance(each, Changed | AlreadyKnown)
        ),
        "notes": list(reading.notes) if reading is not None else [],
        "new": [each for each in items if each is not None and each["what"] == "new"][:SHOWN_MAX],
        "news": [each for each in items if each is not None and each["what"] == "news"][:SHOWN_MAX],
        "alike": alike[:SHOWN_MAX],
        "alike_count": len(alike),
        "refused": [msgspec.structs.asdict(row) for row in refused[:REFUSED_SHOWN_MAX]],
        "refused_count": len(refused),
    }  # fmt: skip


def _item(outcome: Outcome, decision: Decision | MeetingDecision) -> dict[str, Any] | None:
    """One line of the list; None for what changes nothing."""
    match decision:
        case Added():
            return {
                "what": "new", "line": decision.line, "name": decision.person.name,
                "detail": _about(decision.person),
                "resembles": [
                    {"id": each, "name": outcome.name_of(each)} for each in decision.resembles
                ],
            }  # fmt: skip
        case Changed():
            news = "; ".join(f"{field}: {_short(said)}" for field, said in decision.fields.items())
            return {
                "what": "news", "line": decision.line, "name": outcome.name_of(decision.person_id),
                "detail": news,
            }  # fmt: skip
        case Scheduled():
            guessed = "the only guest" if decision.partner.is_guess else ""
            return {
                "what": "new", "line": decision.line, "name": decision.partner.name,
                "detail": guessed, "starts_at": decision.starts_at, "tz": decision.tz,
            }  # fmt: skip
        case Moved():
            return {
                "what": "news", "line": decision.line, "name": "moved", "detail": "",
                "starts_at": decision.starts_at, "tz": decision.tz,
            }  # fmt: skip
        case CalledOff():
            return {"what": "news", "line": decision.line, "name": "called off", "detail": ""}
        case _:
            return None


def _about(person: FoundPerson) -> str:
    parts = (person.title, person.org, *person.emails, *person.phones, person.location)
    return ", ".join(_short(part) for part in parts if part)


def _short(value: str | tuple[str, ...]) -> str:
    text = " / ".join((value if isinstance(value, str) else ", ".join(value)).split("\n"))
    return text if len(text) <= _CHARS_SHOWN else text[: _CHARS_SHOWN - 1] + "…"
