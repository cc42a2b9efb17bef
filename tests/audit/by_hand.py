"""A notebook written line by line, for examples that are worked out by hand.

`said(type, about, when, …)` is one event; times are those of clocks in the example's zone. What a
type needs besides is filled in, so that a line shows only what matters.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from infoview_sync.events.author import Draft, event_data, local_moment, write_body
from infoview_sync.projections.audit import Window, audit
from infoview_sync.projections.measures import Audit
from tests.replica import NOTEBOOK, Replica
from tests.segments import runs_of

LOG = "1aptap1aptap1apt"
FILLED_IN: dict[str, dict[str, Any]] = {
    "contact.added": {"name": "Ada Novak", "source": "typed"},
    "outreach.drafted": {"contact": "ada", "channel": "email", "text": "x"},
    "outreach.sent": {"contact": "ada", "channel": "email"},
    "outreach.followed_up": {"n": 1},
    "reply.received": {"disposition": "accepted"},
    "interview.scheduled": {"contact": "ada", "tz": "UTC", "planned_minutes": 30, "mode": "phone"},
    "interview.completed": {"actual_minutes": 30},
    "interview.cancelled": {"by": "me"},
    "thank_you.sent": {"channel": "email"},
    "question.prepared": {"interview": "talk", "category": "role", "text": "?", "rank": 1},
    "insight.captured": {"theme": "culture", "text": "x"},
    "advice.received": {"contact": "ada", "text": "x"},
    "advice.reported_back": {"channel": "email"},
    "referral.received": {"from": "ada"},
    "help.given": {"contact": "ada", "text": "x"},
    "touch.logged": {"contact": "ada", "direction": "both", "channel": "text"},
    "mentorship.proposed": {"contact": "ada"},
    "journal.written": {"text": "x"},
    "import.completed": {
        "source": "linkedin", "file_hash": "0" * 64, "added": 1, "updated": 0, "skipped": 0,
    },
}  # fmt: skip
MOMENTS = {"ended_at", "starts_at", "until"}
NAMED = {"contact", "referrer", "from", "to", "interview"}


class Said(NamedTuple):
    type: str
    about: str
    when: str
    data: dict[str, Any]
    tz: str | None
    recorded: str | None


def said(
    type_: str, about: str, when: str, *, tz: str | None = None, recorded: str | None = None,
    **data: Any,
) -> Said:  # fmt: skip
    """`from_` is `from`; `recorded`, if it was not written down at once."""
    named = {key.rstrip("_"): value for key, value in data.items()}
    return Said(type_, about, when, named, tz, recorded)


def talk(
    end: str, *, name: str = "talk", contact: str = "ada", start: str | None = None,
    tz: str | None = None, actual: int = 30,
) -> list[Said]:  # fmt: skip
    """An interview that ended then."""
    return [
        said(
            "interview.scheduled",
            name,
            start or end,
            starts_at=start or end,
            contact=contact,
            tz=tz,
        ),
        said("interview.completed", name, end, ended_at=end, tz=tz, actual_minutes=actual),
    ]


def undone(number: int, when: str, *, restored: bool = False) -> Said:
    """An undo of the line with that number, counted from 1."""
    return said("event.restored" if restored else "event.retracted", "", when, line=number)


def subject(name: str) -> str:
    """An id that reads like the name: ada → ada0000000000000. (Ids hold no i, l, o or u.)"""
    return name.translate(str.maketrans("ilou", "11v0")).ljust(16, "0")


def audited(
    lines: list[Said], *, first: str, last: str, now: str, tz: str = "Europe/Berlin"
) -> Audit:
    """The audit from the first day to the last, looked at from `now`."""
    zone = ZoneInfo(tz)
    with Replica() as replica:
        bodies = [_body(number, line, lines, tz) for number, line in enumerate(lines)]
        replica.deliver(runs_of(NOTEBOOK, LOG, bodies))
        now_ms = int(datetime.fromisoformat(now).replace(tzinfo=zone).timestamp()) * 1000
        window = Window(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
        return audit(replica.connection, window, now_ms=now_ms, tz=tz)


def _body(number: int, line: Said, lines: list[Said], tz: str) -> bytes:
    """The numbers of the lines are the stamps' counters, so that they stand in this order."""
    zone = line.tz or tz
    data = FILLED_IN.get(line.type, {}) | line.data
    about = subject(line.about)
    if "line" in data:
        target = data.pop("line")
        about, data = subject(lines[target - 1].about), {"log": LOG, "seq": target}
    data = {key: _value(key, value, zone) for key, value in data.items()}
    recorded = _ms(line.recorded or line.when, zone)
    draft = Draft(
        subject=about,
        data=event_data(line.type, data),
        occurred_at=local_moment(_ms(line.when, zone), zone),
    )
    return write_body(
        draft, hlc=recorded * 1024 + number, recorded_ms=recorded, tz=zone, random_bytes=bytes
    )


def _value(key: str, value: Any, tz: str) -> Any:
    if key in MOMENTS:
        return local_moment(_ms(value, tz), tz)
    if key in NAMED:
        return subject(value)
    return [subject(each) for each in value] if key == "merged" else value


def _ms(when: str, tz: str) -> int:
    moment = datetime.fromisoformat(when)
    return (
        int((moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(tz))).timestamp()) * 1000
    )
