"""Which thread or interview a quick entry is about: the fitting one nearest in time.

Each function says which states fit, and what to record first if nothing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from infoview_sync.cli import words
from infoview_sync.cli.moments import When, day_end_ms, zone_named
from infoview_sync.cli.output import Row
from infoview_sync.cli.people import ID_SHOWN_CHARS, Someone
from infoview_sync.errors import Ambiguous, NotFound, UsageError
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import World

_NEXT_BY_STATUS = {
    "started": 'when it is over: infoview done "{0}"',
    "scheduled": 'if it was held: infoview done "{0}"',
    "completed": 'another one is made by: infoview schedule "{0}" WHEN',
    "cancelled": 'another one is made by: infoview schedule "{0}" WHEN',
    "missed": 'another one is made by: infoview schedule "{0}" WHEN',
}
"""What can be recorded about an interview in this state, said where something else was tried."""
BEGUN = ("started", "completed")
_EARLY_MS = 15 * 60_000
"""A talk may begin so long before its time."""


async def open_thread(notebook: Notebook, who: Someone) -> Row:
    """The latest thread that was sent, has no answer and is not closed."""
    threads = await _threads(notebook, who)
    for thread in threads:
        if _is_waiting(thread):
            return thread
    raise UsageError(
        f"every thread with {who.name} is answered or closed; `infoview outreach` begins one"
    )


def agreeing_thread(threads: Sequence[Row], talks: Sequence[Row]) -> Row | None:
    """The thread with a yes for which a time is to be agreed on: the last word was one, said or by
    agreeing to a talk that was called off, and no talk came of it or is to come.

    `threads` and `talks` are all of one person's, the threads latest first.
    """
    sent = [each for each in threads if each["sent_at"] is not None]
    off = [each["agreed_at"] for each in talks if each["status"] in ("cancelled", "missed")]
    last_reply = max((each["last_reply_at"] or 0 for each in sent), default=0)
    yes, thread = max(off, default=0), sent[0] if sent else None
    if thread is not None and yes < max(thread["sent_at"], last_reply):
        yes = last_reply
        accepted = (each for each in sent if each["disposition"] == "accepted")
        thread = next((each for each in accepted if each["last_reply_at"] == yes), None)
    if thread is None or (thread["closed_at"] or 0) >= yes:
        return None
    is_met = any(
        each["status"] in ("scheduled", *BEGUN)
        and max(each["agreed_at"], each["ended_at"] or each["starts_at"] or 0) >= thread["sent_at"]
        for each in talks
    )
    return None if is_met else thread


async def answered_thread(notebook: Notebook, who: Someone, when: When) -> Row:
    """The thread that an answer of then is to: the latest sent by then, answered or not.

    One that was closed is passed over only if an older one still waits: an answer may come late.
    """
    threads = await _threads(notebook, who)
    by_ms = day_end_ms(when, notebook.world.tz)
    sent = [each for each in threads if each["sent_at"] <= by_ms] or threads[-1:]
    if sent[0]["closed_at"] is None:
        return sent[0]
    return next((each for each in sent if _is_waiting(each)), sent[0])


async def interview_of(
    notebook: Notebook, who: Someone, *, statuses: Sequence[str], near_ms: int, chosen: str | None,
    said: When | None = None, is_needed: bool = False,
) -> Row | None:  # fmt: skip
    """The interview meant by `--interview`, else of those with one of the statuses the one that
    goes on, else the one nearest to `near_ms`; None if there is none.

    What was `said` then of a talk is of none that came later, and may be of a planned one too, once
    its time has come: its start or end may not be recorded yet. Unless one `is_needed`, only until
    the end of the next day: whoever tells something later may never have come.

    Raises: NotFound or Ambiguous if `chosen` names none or several of this person's interviews.
    """
    interviews = await notebook.ask("interviews", contact=who.id, id=None, status=None)
    if chosen is not None:
        fitting = [each for each in interviews if each["id"].startswith(chosen.lower())]
        if len(fitting) == 1:
            return fitting[0]
        shown = ", ".join(
            f"{each['id'][:ID_SHOWN_CHARS]} ({words.start(each, notebook.world.tz)},"
            f" {words.status(each['status'])})"
            for each in fitting or interviews
        )
        if fitting:
            raise Ambiguous(f"'{chosen}' begins several interviews' ids: {shown}")
        raise NotFound(f"{who.name} has no interview '{chosen}'; there are: {shown or 'none'}")
    if said is None:
        fitting = [each for each in interviews if each["status"] in statuses]
    else:
        fitting = _said_of(
            interviews, said, notebook.world,
            may_be_early="scheduled" in statuses, is_needed=is_needed,
        )  # fmt: skip

    def distance(each: Row) -> tuple[bool, int]:
        return each["status"] != "started", abs((each["starts_at"] or 0) - near_ms)

    return min(fitting, key=distance, default=None)


async def begun_interview(
    notebook: Notebook, who: Someone, *, said: When, chosen: str | None
) -> Row | None:
    """The one in which this person told something; None if they did so at another time."""
    return await interview_of(
        notebook, who, statuses=(*BEGUN, "scheduled"), near_ms=said.ms, chosen=chosen, said=said
    )


async def needed_interview(
    notebook: Notebook, who: Someone, *, statuses: Sequence[str], near_ms: int, chosen: str | None,
    said: When | None = None,
) -> Row:  # fmt: skip
    """As `interview_of`, and if none has begun, one to come. Raises: UsageError if none fits."""
    interview = await interview_of(
        notebook, who, statuses=statuses, near_ms=near_ms, chosen=chosen, said=said, is_needed=True,
    )  # fmt: skip
    for each in statuses, *((status,) for status in _NEXT_BY_STATUS):
        interview = interview or await interview_of(
            notebook, who, statuses=each, near_ms=near_ms, chosen=None
        )
    if interview is not None and interview["status"] in statuses:
        return interview
    if interview is not None:
        state = words.status(interview["status"]).replace("talking now", "under way")
        advice = _NEXT_BY_STATUS[interview["status"]].format(who.name)
        advice += "; --interview names another one" if said is not None else ""
        raise UsageError(
            f"{which(interview, notebook.world.tz)} with {who.name} is {state}; {advice}"
        )
    wanted = " or ".join(words.status(status) for status in statuses)
    raise UsageError(
        f"{who.name} has no interview that is {wanted};"
        f' `infoview schedule "{who.name}" WHEN` makes one'
    )


def agreement(interview: Row) -> Row:
    """What has become of it, without when it is planned for: it may be called off before that."""
    return {name: value for name, value in interview.items() if name != "starts_at"}


def which(interview: Row, tz: str) -> str:
    """How an interview is named in a sentence, to somebody in that zone."""
    return f"the interview of {words.start(interview, tz)}"


def _said_of(
    interviews: list[Row], said: When, world: World, *, may_be_early: bool, is_needed: bool
) -> list[Row]:
    """Those of which it can have been said then, as `interview_of` tells.

    One that is about to begin, if it `may_be_early`, comes after one that waits for its debrief.
    """
    zone = zone_named(world.tz)
    said_on = said.at.astimezone(zone).date()

    def is_recent(each: Row) -> bool:
        planned_end_ms = (each["starts_at"] or 0) + (each["planned_minutes"] or 0) * 60_000
        ended_ms = planned_end_ms if each["ended_at"] is None else each["ended_at"]
        return (said_on - datetime.fromtimestamp(ended_ms // 1000, zone).date()).days <= 1

    def may_be(each: Row) -> bool:
        if each["status"] == "scheduled":
            return is_needed or is_recent(each)
        return each["status"] in BEGUN

    by_ms = min(day_end_ms(said, world.tz), world.wall_ms())
    waits = any(
        each["status"] == "completed" and not each["debrief"] and is_recent(each)
        for each in interviews
        if _began_ms(each) <= by_ms
    )
    if may_be_early and not waits:
        by_ms += _EARLY_MS
    return [each for each in interviews if may_be(each) and _began_ms(each) <= by_ms]


def _began_ms(interview: Row) -> int:
    """The earliest that is known: one may begin, and even end, before the time agreed."""
    known = (interview[name] for name in ("starts_at", "started_at", "ended_at"))
    return min((ms for ms in known if ms is not None), default=0)


def _is_waiting(thread: Row) -> bool:
    return thread["replied_at"] is None and thread["closed_at"] is None


async def _threads(notebook: Notebook, who: Someone) -> list[Row]:
    threads = await notebook.ask("outreach", contact=who.id)
    sent = [thread for thread in threads if thread["sent_at"] is not None]
    if not sent:
        raise UsageError(
            f"no outreach to {who.name} is recorded;"
            f' `infoview outreach "{who.name}" --at WHEN` records it'
        )
    return sent
