"""From a note that was dropped into the inbox to events: reads the notebook, writes nothing.

The id of what a note makes follows from the note's bytes, so the same note, dropped twice or taken
twice by two devices that watch one shared folder, is recorded once.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from infoview_sync.cli.asking import ask_own
from infoview_sync.cli.fitting import BEGUN, begun_interview, needed_interview
from infoview_sync.cli.moments import When
from infoview_sync.cli.people import Someone, find_person
from infoview_sync.cli.recording import given, moment_after, moment_of
from infoview_sync.errors import NotFound, UsageError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.files.note import Note
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row

_TYPES = {
    "note": "note", "interview_note": "note", "interview": "note", "insight": "insight",
    "journal": "journal", "touch": "touch", "advice": "advice", "debrief": "debrief",
    "thank_you": "thank_you", "thank_you_note": "thank_you", "thanks": "thank_you",
    "help": "help", "help_given": "help",
}  # fmt: skip
TYPES_SHOWN = "note, insight, journal, touch, advice, debrief, thank-you or help"
_YES, _NO = ("true", "yes", "1", "on"), ("false", "no", "0", "off")


class _Said(NamedTuple):
    """One event to be: its type, subject and fields, and the talk that it follows."""

    wire_type: str
    subject: str
    fields: dict[str, Any]
    talk: Row | None = None


class Noted(NamedTuple):
    """What a note says as events; none if they are recorded already."""

    drafts: list[Draft]
    told: str


async def noted(notebook: Notebook, note: Note) -> Noted:
    """Raises: UsageError (NotFound, Ambiguous, InvalidEvent) with what to change in the note."""
    kind = _kind(note)
    when = moment_of(notebook, note.said.get("date"))
    if not note.text and kind not in ("touch", "thank_you"):
        raise UsageError("the note has no words below its front matter; write them there")
    drafts: list[Draft] = []
    who, added = await _person(notebook, note, needed=kind != "journal")
    if added is not None:
        drafts.append(Draft(subject=added.subject, data=added.data, occurred_at=when.text))
    said = await _said(notebook, note, kind, who, when)
    data = event_data(said.wire_type, said.fields)
    if await _is_known(notebook, note, said, when):
        return Noted([], "recorded already")
    when = moment_after(notebook, when, said.talk)
    drafts.append(Draft(subject=said.subject, data=data, occurred_at=when.text))
    about = "" if who is None else f" about {who}"
    return Noted(drafts, f"{kind.replace('_', '-')}{about}")


def _kind(note: Note) -> str:
    said = note.said.get("type", "note")
    kind = _TYPES.get(said.lower().replace("-", "_").replace(" ", "_"))
    if kind is None:
        raise UsageError(f"there is no type '{said[:40]}'; write type: {TYPES_SHOWN}")
    return kind


async def _person(
    notebook: Notebook, note: Note, *, needed: bool
) -> tuple[Someone | None, Draft | None]:
    """Who it is about, and the event that adds them if the note wants that."""
    said = note.said.get("person")
    if said is None:
        if needed:
            raise UsageError("the note does not say whom it is about; write person: and their name")
        return None, None
    create = note.said.get("create", "no").lower()
    if create not in _YES + _NO:
        raise UsageError(f"'create: {create[:20]}' is neither true nor false; write create: true")
    try:
        return await find_person(notebook, [said]), None
    except NotFound as error:
        if create in _NO:
            raise NotFound(f"{error}; or write create: true in the note to add them") from error
    contact = note.id_for("contact")
    data = event_data("contact.added", {"name": said, "source": "inbox"})
    return Someone(contact, said, ""), Draft(subject=contact, data=data, occurred_at="")


async def _said(
    notebook: Notebook, note: Note, kind: str, who: Someone | None, when: When
) -> _Said:
    """Raises: UsageError, NotFound, Ambiguous."""
    if who is None or kind == "journal":
        contact = given(contact=None if who is None else who.id)
        return _Said("journal.written", note.id_for("note"), contact | {"text": note.text})
    if kind in ("note", "debrief", "thank_you"):
        return await _of_talk(notebook, note, kind, who, when)
    if kind in ("advice", "insight"):
        return await _learned(notebook, note, kind, who, when)
    if kind == "help":
        return _Said("help.given", note.id_for("note"), {"contact": who.id, "text": note.text})
    direction = note.said.get("direction", "both")
    if direction not in ("sent", "received", "both"):
        raise UsageError(f"'direction: {direction[:20]}' is not sent, received or both")
    fields = given(text=note.text or None, channel=note.said.get("channel", "other"))
    return _Said(
        "touch.logged", note.id_for("note"), fields | {"contact": who.id, "direction": direction}
    )


async def _of_talk(notebook: Notebook, note: Note, kind: str, who: Someone, when: When) -> _Said:
    """About one interview: the one named, else the nearest in time. Raises: UsageError."""
    statuses = {"note": (*BEGUN, "scheduled"), "debrief": BEGUN}.get(kind, ("completed",))
    talk = await needed_interview(
        notebook, who, statuses=statuses, near_ms=when.ms, chosen=note.said.get("interview"),
        said=when if kind != "thank_you" else None,
    )  # fmt: skip
    if kind == "note":
        fields = {"interview": talk["id"], "text": note.text}
        return _Said("note.taken", note.id_for("note"), fields, talk)
    if kind == "debrief":
        return _Said("debrief.written", talk["id"], {"text": note.text}, talk)
    if "date" not in note.said:
        raise UsageError("a thank-you needs to say when it was sent; write date: 2026-05-04 15:00")
    fields = given(text=note.text or None, channel=note.said.get("channel", "email"))
    return _Said("thank_you.sent", talk["id"], fields, talk)


async def _learned(notebook: Notebook, note: Note, kind: str, who: Someone, when: When) -> _Said:
    chosen = note.said.get("interview")
    talk = await begun_interview(notebook, who, said=when, chosen=chosen)
    interview = given(interview=talk["id"] if talk is not None else None)
    if kind == "advice":
        fields = interview | {"contact": who.id, "text": note.text}
        return _Said("advice.received", note.id_for("note"), fields, talk)
    theme = note.said.get("theme", "other").lower().replace(" ", "_")
    fields = (interview or {"contact": who.id}) | {"theme": theme, "text": note.text}
    return _Said("insight.captured", note.id_for("note"), fields, talk)


async def _is_known(notebook: Notebook, note: Note, said: _Said, when: When) -> bool:
    """True if this very note is recorded, at whatever time of the day if it says only that.

    Raises: UsageError if its words were erased.
    """
    dated = "date" in note.said
    (found,) = await ask_own(
        notebook, "noted", subject=said.subject, type=said.wire_type,
        is_own=said.subject == note.id_for("note"), text=said.fields.get("text"),
        at=when.ms if dated and when.has_time else None,
        day=when.at.date().isoformat() if dated and not when.has_time else None,
    )  # fmt: skip
    if found["erased"]:
        raise UsageError("these words were erased with a person who was forgotten")
    return bool(found["recorded"])
