"""Undo and redo: nothing is ever deleted, each is one more event about another one.

Undo writes event.retracted, redo event.restored; the latest word on an event wins. To undo an
undo is to redo, and the other way round, so every event that can be named can be undone.
"""

from __future__ import annotations

import re
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.asking import ask_own, names_by_subject
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import Row, print_json, say
from infoview_sync.errors import Ambiguous, NotFound, UsageError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.projections.notebook import Notebook

_NAME = re.compile(r"([0-9a-hjkmnp-tv-z]{1,16}):([0-9]{1,15})", re.IGNORECASE)
_STAYS = ("device.added", "device.renamed", "device.revoked", "import.completed")

EventName = Annotated[
    str | None,
    typer.Argument(metavar="EVENT", help="Its name, such as k3f9:17; `infoview log` shows them."),
]


async def undo(notebook: Notebook, event: EventName = None, *, as_json: Json = False) -> None:
    """Take back the last thing recorded here, or the event named."""
    if event is None:
        last = await ask_own(notebook, "undoable", log=notebook.who.log)
        if not last:
            raise UsageError("nothing that was recorded here is left to undo")
        named = await _event(notebook, last[0]["log"], last[0]["seq"])
    else:
        named = await _named(notebook, event)
    if named["type"] == "event.retracted":
        await _restore(notebook, await _target(notebook, named), as_json=as_json)
    elif named["type"] == "event.restored":
        await _retract(notebook, await _target(notebook, named), as_json=as_json)
    else:
        await _retract(notebook, named, as_json=as_json)


async def redo(notebook: Notebook, event: EventName = None, *, as_json: Json = False) -> None:
    """Bring back what was undone last here, or the event named."""
    if event is None:
        last = await ask_own(notebook, "redoable", log=notebook.who.log)
        if not last:
            raise UsageError("nothing that was undone here is left to bring back")
        named = await _event(notebook, last[0]["log"], last[0]["seq"])
    else:
        named = await _named(notebook, event)
    if named["type"] == "event.retracted":
        named = await _target(notebook, named)
    await _restore(notebook, named, as_json=as_json)


async def _retract(notebook: Notebook, event: Row, *, as_json: bool) -> None:
    name = words.event_name(event["log"], event["seq"])
    if event["retracted"]:
        raise UsageError(f"{name} is undone already; `infoview redo {name}` brings it back")
    if event["type"] in _STAYS or not event["subject"]:
        raise UsageError(f"{name} ({event['type'] or 'unreadable'}) cannot be undone")
    if event["type"] == "contact.forgotten":
        raise UsageError(f"{name} cannot be undone: the words are erased")
    told = f"undone: {await _told(notebook, event)}"
    hint = "bring back with: infoview redo"
    await _say(notebook, "event.retracted", event, told=told, hint=hint, as_json=as_json)


async def _restore(notebook: Notebook, event: Row, *, as_json: bool) -> None:
    name = words.event_name(event["log"], event["seq"])
    if not event["retracted"]:
        raise UsageError(f"{name} is not undone")
    told = f"back again: {await _told(notebook, event)}"
    hint = "undo with: infoview undo"
    await _say(notebook, "event.restored", event, told=told, hint=hint, as_json=as_json)


async def _told(notebook: Notebook, event: Row) -> str:
    who = await names_by_subject(notebook, {event["subject"]})
    whose = f", {who[event['subject']]}" if event["subject"] in who else ""
    return f"{words.event_type(event['type'])}{whose}"


async def _say(
    notebook: Notebook, wire_type: str, about: Row, *, told: str, hint: str, as_json: bool
) -> None:
    data = event_data(wire_type, {"log": about["log"], "seq": about["seq"]})
    draft = Draft(subject=about["subject"], data=data, occurred_at=notebook.now_local())
    stored = (await notebook.append([draft]))[0]
    name = words.event_name(about["log"], about["seq"])
    if as_json:
        recorded = {
            "event": words.event_name(stored.log, stored.seq), "log": stored.log,
            "seq": stored.seq, "type": wire_type, "subject": about["subject"],
            "about": name,
        }  # fmt: skip
        print_json({"recorded": [recorded], "message": told})
    else:
        say(f"{told} · {name} · {hint} {name}")


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
    return found[0]
