"""The five letters: what each is about, what it is filled from, and which events record it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from infoview_sync.cli import words
from infoview_sync.cli.coaching import Facts, facts_of
from infoview_sync.cli.entries import Entry
from infoview_sync.cli.fitting import needed_interview, open_thread, which
from infoview_sync.cli.interviews import MINUTES_MAX
from infoview_sync.cli.moments import zone_named
from infoview_sync.cli.named import naming, pursued_by_writing
from infoview_sync.cli.output import Row
from infoview_sync.cli.people import Someone
from infoview_sync.cli.recording import fresh_id, given
from infoview_sync.errors import NotFound
from infoview_sync.practice.coach import minutes_asked
from infoview_sync.practice.letters import Letter, LetterKind, draft
from infoview_sync.projections.notebook import Notebook

Told = Callable[[str, str], list[Entry]]
"""The events for a text and a channel."""
MINUTES_ASKED = 20
"""Of a request that says nothing else."""
_MODES = {"video": "by video", "phone": "by phone", "in_person": "in person"}


class Case(NamedTuple):
    """One letter to one person: its first draft and what recording it would say."""

    kind: LetterKind
    letter: Letter
    sent: Told
    drafted: Told | None = None
    """None: such a draft is not kept, only that it was sent."""
    saved: str | None = None
    """The text recorded as a draft and not sent yet."""
    interview: str | None = None
    follow_ups: int = 0
    referrer: str = ""
    hint: str = ""
    is_signed: bool = True
    """Whether the first draft ends with the user's name."""
    follows: tuple[Row, ...] = ()
    """What happened before it was sent."""


class Wanted(NamedTuple):
    """What the command line says beside the letter and the person."""

    near_ms: int
    minutes: int | None
    referrer: Someone | None
    sender: str | None
    interview: str | None


async def case_of(notebook: Notebook, kind: LetterKind, who: Someone, wanted: Wanted) -> Case:
    """Raises: UsageError if there is no thread or interview that such a letter could be about."""
    known = await facts_of(notebook, who)
    contact = (await notebook.ask("contact", id=who.id))[0]
    preferences = {row["about"]: row["text"] for row in known.get("preference", [])}
    facts = {
        "name": who.name,
        "org": contact["org"] or "",
        "title": contact["title"] or "",
        "met_through": contact["met_through"] or "",
        "about_me": preferences.get("about_me", ""),
        "my_name": wanted.sender or preferences.get("my_name", ""),
    }
    case = await _MAKERS[kind](notebook, who, wanted, known, facts)
    return case._replace(is_signed=facts["my_name"] != "")


async def _outreach(
    notebook: Notebook, who: Someone, wanted: Wanted, known: Facts, facts: dict[str, str]
) -> Case:
    referrer, hint = wanted.referrer, ""
    if referrer is None:
        for row in known.get("referrer", []):
            if row["allowed"]:
                referrer = Someone(row["about"], row["text"], "")
                break
            hint = f'{row["text"]} named them; if you may say so: --referrer "{row["text"]}"'
    pursued = await pursued_by_writing(notebook, who, wanted.referrer, at_ms=wanted.near_ms)
    threads = await notebook.ask("outreach", contact=who.id)
    waiting = next((each for each in threads if each["sent_at"] is None), None)
    subject = waiting["id"] if waiting else fresh_id(notebook)
    asked = wanted.minutes or MINUTES_ASKED
    facts |= {"minutes": str(asked), "referrer": referrer.name if referrer else ""}
    letter, saved = draft("outreach", facts), waiting["draft"] if waiting else None

    def drafted(text: str, channel: str) -> list[Entry]:
        fields = {"contact": who.id, "channel": channel, "text": text}
        return [Entry("outreach.drafted", subject, fields, f"drafted a request to {who}")]

    def sent(text: str, channel: str) -> list[Entry]:
        # What the user has put into their own words says itself how long it asks for.
        is_own = text != letter.body and (text != saved or wanted.minutes is None)
        minutes = minutes_asked(text) if is_own else asked
        if minutes is not None and minutes > MINUTES_MAX:
            minutes = None
        fields = given(referrer=referrer.id if referrer else None, asked_minutes=minutes) | {
            "contact": who.id, "channel": channel, "text": text,
        }  # fmt: skip
        length = "" if minutes is None else f" for {words.counted(minutes, 'minute')}"
        told = f"asked {who}{length} by {words.plain(channel)}"
        return [Entry("outreach.sent", subject, fields, told), *pursued]

    threads = await notebook.ask("outreach", contact=who.id)
    return Case(
        "outreach", letter, sent, drafted, saved=saved,
        referrer=facts["referrer"], hint="" if referrer else hint,
        follows=(*threads, *await naming(notebook, who, pursued)),
    )  # fmt: skip


async def _follow_up(
    notebook: Notebook, who: Someone, _: Wanted, __: Facts, facts: dict[str, str]
) -> Case:
    thread = await open_thread(notebook, who)
    facts |= {
        "sent_day": _day(_local(thread["sent_at"], notebook.world.tz)),
        "minutes": str(thread["asked_minutes"] or ""),
    }

    def sent(_text: str, channel: str) -> list[Entry]:
        number = thread["follow_ups"] + 1
        day = words.day(thread["sent_at"], notebook.world.tz)
        told = f"follow-up {number} to {who} in the thread of {day}"
        fields = {"n": number, "channel": channel}
        return [Entry("outreach.followed_up", thread["id"], fields, told)]

    return Case(
        "follow_up", draft("follow_up", facts), sent, follow_ups=thread["follow_ups"],
        follows=(thread,),
    )  # fmt: skip


async def _confirmation(
    notebook: Notebook, who: Someone, wanted: Wanted, _: Facts, facts: dict[str, str]
) -> Case:
    meant = await needed_interview(
        notebook, who, statuses=("scheduled",), near_ms=wanted.near_ms, chosen=wanted.interview
    )
    start = datetime.fromisoformat(meant["starts_local"])
    facts |= {
        "day": _day(start),
        "time": f"{start:%H:%M}",
        "tz": "" if meant["tz"] == notebook.world.tz else meant["tz"] or "",
        "mode": _MODES.get(meant["mode"] or "", ""),
        "place": meant["place"] or "",
        "minutes": str(meant["planned_minutes"] or ""),
    }

    def sent(text: str, channel: str) -> list[Entry]:
        told = f"{which(meant, notebook.world.tz)} with {who} confirmed by {words.plain(channel)}"
        return [
            _touch(notebook, who, text, channel, told),
            Entry("reminder.completed", meant["id"], {"rule": "confirm"}),
        ]

    return Case("confirmation", draft("confirmation", facts), sent, interview=meant["id"])


async def _thank_you(
    notebook: Notebook, who: Someone, wanted: Wanted, known: Facts, facts: dict[str, str]
) -> Case:
    meant = await _to_thank(notebook, who, wanted)
    held = [
        {**row, "kind": kind}
        for kind, rows in known.items()
        for row in rows
        if row["interview"] == meant["id"]
    ]
    facts |= {
        kind: next((row["text"] for row in held if row["kind"] == kind), "")
        for kind in ("insight", "advice", "referred")
    }
    if meant["ended_at"] is not None:
        facts["day"] = _day(_local(meant["ended_at"], meant["tz"] or notebook.world.tz))

    def drafted(text: str, channel: str) -> list[Entry]:
        fields = {"channel": channel, "text": text}
        told = f"drafted the thank-you to {who} for {which(meant, notebook.world.tz)}"
        return [Entry("thank_you.drafted", meant["id"], fields, told)]

    def sent(text: str, channel: str) -> list[Entry]:
        fields = {"channel": channel, "text": text}
        told = f"thank-you to {who} for {which(meant, notebook.world.tz)} by {words.plain(channel)}"
        return [Entry("thank_you.sent", meant["id"], fields, told)]

    return Case(
        "thank_you", draft("thank_you", facts), sent, drafted,
        saved=meant["thank_you_draft"] if meant["thanked_at"] is None else None,
        interview=meant["id"], follows=(meant,),
    )  # fmt: skip


async def _to_thank(notebook: Notebook, who: Someone, wanted: Wanted) -> Row:
    """The interview held that is meant, else the nearest one that still waits for thanks."""
    meant = await needed_interview(
        notebook, who, statuses=("completed",), near_ms=wanted.near_ms, chosen=wanted.interview
    )
    if meant["thanked_at"] is not None and wanted.interview is None:
        for each in await notebook.ask("interviews", contact=who.id, id=None, status="completed"):
            if each["thanked_at"] is None:
                return each
    return meant


async def _report_back(
    notebook: Notebook, who: Someone, _: Wanted, known: Facts, facts: dict[str, str]
) -> Case:
    """About the advice that was acted on and not reported, first of all where it is known what came
    of it; else about the latest; else about an insight.
    """
    waiting = await notebook.ask("advice", contact=who.id, open=1)
    waiting.sort(key=lambda row: (row["acted_on_at"] is None, not row["outcome"]))
    about = next(iter(waiting or known.get("insight", [])), None)
    if about is None:
        raise NotFound(
            f"no advice of {who.name}'s waits for a report, and no insight of theirs is noted"
        )
    if waiting:
        facts |= {"advice": about["text"], "outcome": about["outcome"] or ""}
    else:
        facts["insight"] = about["text"]
    if about["interview"]:
        (talk,) = await notebook.ask("interviews", contact=None, id=about["interview"], status=None)
        if talk["ended_at"] is not None:
            facts["day"] = _day(_local(talk["ended_at"], talk["tz"] or notebook.world.tz))

    def sent(text: str, channel: str) -> list[Entry]:
        told = f"told {who} by {words.plain(channel)} what came of it"
        if not waiting:
            return [_touch(notebook, who, text, channel, told)]
        return [Entry("advice.reported_back", about["id"], {"channel": channel}, told)]

    return Case(
        "report_back", draft("report_back", facts), sent, interview=about["interview"],
        follows=tuple(waiting[:1]),
    )  # fmt: skip


_MAKERS = {
    "outreach": _outreach,
    "follow_up": _follow_up,
    "confirmation": _confirmation,
    "thank_you": _thank_you,
    "report_back": _report_back,
}


def _touch(notebook: Notebook, who: Someone, text: str, channel: str, told: str) -> Entry:
    fields = {"contact": who.id, "direction": "sent", "channel": channel, "text": text}
    return Entry("touch.logged", fresh_id(notebook), fields, told)


def _local(at_ms: int, tz: str) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, zone_named(tz))


def _day(local: datetime) -> str:
    return f"{local:%A}, {local.day} {local:%B}"
