"""Undo and redo: nothing is ever deleted, each is one more event about another one.

Undo writes event.retracted, redo event.restored; the latest word on an event wins. To undo an
undo is to redo, and the other way round. What a device says of itself or of another stays, and so
does a forgetting. An import is undone and redone as a whole, after a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

import msgspec
import typer

from infoview_sync.cli import words
from infoview_sync.cli.asking import ask_own, names_by_subject
from infoview_sync.cli.confirming import Yes, confirm
from infoview_sync.cli.imported import COMPLETED, Import, counted, import_with
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import Row, print_json, say
from infoview_sync.errors import Ambiguous, NotFound, UsageError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.files.export.texts import event_words
from infoview_sync.projections.notebook import Notebook

_NAME = re.compile(r"([0-9a-hjkmnp-tv-z]{1,16}):([0-9]{1,15})", re.IGNORECASE)
_STAYS = ("device.added", "device.renamed", "device.revoked", "log.vouched", "recovery.set")
"""By these others know a device or a phrase; no undo changes that (fold/device.sql)."""

EventName = Annotated[
    str | None,
    typer.Argument(metavar="EVENT", help="Its name, such as k3f9:17; `infoview log` shows them."),
]


async def undo(
    notebook: Notebook, event: EventName = None, *, yes: Yes = False, as_json: Json = False
) -> None:
    """Take back the last thing recorded, if that was here, or the event named.

    Without a name undo and unmerge are passed over: redo brings back what they took.
    """
    if event is None:
        named = await _last(notebook)
        # Never reach into an import: one that was stopped goes as a whole too.
        whole = await import_with(notebook, named)
    else:
        named = await _named(notebook, event)
        whole = None
    if named["type"] == "event.retracted":
        await _restore(notebook, await _target(notebook, named), as_json=as_json)
        return
    if named["type"] == "event.restored":
        named = await _target(notebook, named)
    if named["type"] == COMPLETED:
        whole = await import_with(notebook, named)
    _check_undoable(named)
    if whole is None:
        told = f"undone: {await _told(notebook, named)}"
        await say_all(notebook, "event.retracted", [named], told=told, as_json=as_json)
        return
    confirm(f"take back {whole}{await _lost_with(notebook, whole)}?", yes=yes, as_json=as_json)
    told = f"undone: {whole}"
    await say_all(notebook, "event.retracted", whole.standing, told=told, as_json=as_json)


async def redo(notebook: Notebook, event: EventName = None, *, as_json: Json = False) -> None:
    """Bring back what was undone last here, or the event named."""
    if event is None:
        last = await ask_own(notebook, "redoable", log=notebook.who.log)
        if not last:
            raise UsageError("nothing that was undone here is left to bring back")
        await _restore_all(notebook, last[0], as_json=as_json)
        return
    named = await _named(notebook, event)
    if named["type"] == "event.retracted":
        named = await _target(notebook, named)
    await _restore(notebook, named, as_json=as_json)


async def _lost_with(notebook: Notebook, whole: Import) -> str:
    """What else would be out of sight: the talks with people who are taken back."""
    added = [each["subject"] for each in whole.standing if each["type"] == "contact.added"]
    listed = msgspec.json.encode(added).decode()
    met = (await notebook.ask("met_among", subjects=listed))[0]["met"]
    return f"; you have written to or talked with {met:,} of them" if met else ""


def _check_undoable(event: Row) -> None:
    """Raises: UsageError."""
    name = words.event_name(event["log"], event["seq"])
    if event["retracted"]:
        raise UsageError(f"{name} is undone already; `infoview redo {name}` brings it back")
    if event["type"] in _STAYS or not event["subject"]:
        raise UsageError(f"{name} ({event['type'] or 'unreadable'}) cannot be undone")
    if event["type"] == "contact.forgotten":
        raise UsageError(
            f"{name}, a forgetting, cannot be undone: the words are erased; `infoview log` names"
            " what was recorded before it"
        )


async def _restore(notebook: Notebook, event: Row, *, as_json: bool) -> None:
    """Bring back one event, or the import that it ends."""
    if not event["retracted"]:
        raise UsageError(f"{words.event_name(event['log'], event['seq'])} is not undone")
    if event["type"] == COMPLETED:
        (undone,) = await notebook.ask(
            "undo_of", subject=event["subject"], log=event["log"], seq=event["seq"]
        )
        await _restore_all(notebook, undone, as_json=as_json)
        return
    told = f"back again: {await _told(notebook, event)}"
    await say_all(notebook, "event.restored", [event], told=told, as_json=as_json)


async def _restore_all(notebook: Notebook, undone: Row, *, as_json: bool) -> None:
    """Bring back what one undo took back, which was everything of an import or one event."""
    events = await notebook.ask("undone_together", log=undone["log"], seq=undone["seq"])
    if len(events) == 1 and events[0]["type"] != COMPLETED:
        told = f"back again: {await _told(notebook, events[0])}"
    else:
        told = f"back again: the import, {counted(events)}"
    await say_all(notebook, "event.restored", events, told=told, as_json=as_json)


async def _told(notebook: Notebook, event: Row) -> str:
    who = await names_by_subject(notebook, {event["subject"]})
    whose = f", {who[event['subject']]}" if event["subject"] in who else ""
    return f"{event_words(event['type'])}{whose}"


async def say_all(
    notebook: Notebook, wire_type: str, events: Sequence[Row], *, told: str, as_json: bool
) -> None:
    """One event about each of these, all in one transaction; the last of them names the whole."""
    now = notebook.now_local()
    drafts = [
        Draft(
            subject=each["subject"], occurred_at=now,
            data=event_data(wire_type, {"log": each["log"], "seq": each["seq"]}),
        )
        for each in events
    ]  # fmt: skip
    stored = (await notebook.append(drafts))[-1]
    name = words.event_name(events[-1]["log"], events[-1]["seq"])
    if as_json:
        recorded = {
            "event": words.event_name(stored.log, stored.seq), "log": stored.log,
            "seq": stored.seq, "type": wire_type, "subject": stored.subject, "about": name,
        }  # fmt: skip
        print_json({"recorded": [recorded], "events": len(events), "message": told})
        return
    hint = (
        "bring back with: infoview redo"
        if wire_type == "event.retracted"
        else "undo with: infoview undo"
    )
    # A stopped import has no event that stands for it.
    is_named = len(events) == 1 or events[-1]["type"] == COMPLETED
    say(f"{told} · {name} · {hint} {name}" if is_named else f"{told} · {hint}")


async def _last(notebook: Notebook) -> Row:
    """The last thing recorded. Raises: UsageError if there is none, or another device said it."""
    found = await ask_own(notebook, "undoable")
    if not found:
        raise UsageError("nothing that was recorded is left to undo")
    last = await _event(notebook, found[0]["log"], found[0]["seq"])
    if last["log"] != notebook.who.log:
        _check_undoable(last)
        name = words.event_name(last["log"], last["seq"])
        raise UsageError(
            f'the last thing recorded is "{await _told(notebook, last)}" {name}, in'
            f" {found[0]['device'] or 'another device'}; infoview undo {name}"
        )
    return last


async def _named(notebook: Notebook, name: str) -> Row:
    """The event of this short name. Raises: UsageError, Ambiguous, NotFound."""
    match = _NAME.fullmatch(name.strip())
    if match is None:
        raise UsageError(f"'{name}' is not an event's name, such as k3f9:17; see `infoview log`")
    prefix, seq = match[1].lower(), int(match[2])
    logs = [log for log in await notebook.heads() if log.startswith(prefix)]
    if len(logs) > 1:
        raise Ambiguous(f"'{prefix}' begins several logs: {', '.join(logs)}; say more of it")
    if not logs:
        raise NotFound(f"no log begins with '{prefix}'; see `infoview devices`")
    return await _event(notebook, logs[0], seq)


async def _target(notebook: Notebook, undo_event: Row) -> Row:
    return await _event(notebook, str(undo_event["target_log"]), int(undo_event["target_seq"]))


async def _event(notebook: Notebook, log: str, seq: int) -> Row:
    found = await ask_own(notebook, "event", log=log, seq=seq)
    if not found:
        raise NotFound(f"there is no event {words.event_name(log, seq)} here")
    if found[0]["erased"]:
        raise UsageError(
            f"{words.event_name(log, seq)} was erased with a person who was forgotten;"
            " nothing brings it back"
        )
    return found[0]
