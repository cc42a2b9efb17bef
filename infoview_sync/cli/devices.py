"""The devices of a notebook: list and rename them, let one in, cut one off."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from typing import Annotated

import typer

from infoview_sync.cli import words
from infoview_sync.cli.confirming import ask, confirm
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import presentable, print_json, say, table, warn
from infoview_sync.clock import DRIFT_FLAGGED_MS, wall_ms_of
from infoview_sync.devices import access, applicants
from infoview_sync.devices.applicants import Asking
from infoview_sync.devices.invitations import Sort
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import Ambiguous, NotFound, UsageError
from infoview_sync.events.author import Draft, event_data
from infoview_sync.locking import served_at
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.queries import Row
from infoview_sync.server.inviting import Inviting, Shown

LOOK_EVERY_S = 0.3

Device = Annotated[
    str, typer.Argument(metavar="DEVICE", help="Its name, or the beginning of its log's id.")
]


async def devices(notebook: Notebook, *, as_json: Json = False) -> None:
    """List the devices of this notebook: how far their logs go, and when they were here last."""
    tz = notebook.world.tz
    rows = await _rows(notebook)
    if as_json:
        print_json([presentable(row, tz) for row in rows])
        return
    table(
        ("Device", "Kind", "Log", "Events", "Last event", "Here last", ""),
        [
            (
                row["name"] or "?", row["form"] or "?", row["log"], f"{row['seq']:,}",
                words.moment(row["last_event_at"], tz),
                "" if row["seen_at"] is None else words.moment(row["seen_at"], tz),
                ", ".join(_notes(row)),
            )
            for row in rows
        ],
    )  # fmt: skip


async def rename(
    notebook: Notebook,
    device: Device,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called from now on.")],
    *,
    as_json: Json = False,
) -> None:
    """Call a device by another name, on all devices."""
    row = _chosen(await _rows(notebook), device)
    data = event_data("device.renamed", {"name": name})
    await notebook.append([Draft(subject=row["log"], data=data, occurred_at=notebook.now_local())])
    if as_json:
        print_json({"log": row["log"], "name": name})
    else:
        say(f"{row['name'] or row['log']} is called {name} now")


async def revoke(
    notebook: Notebook,
    device: Device,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before the device is cut off.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Cut a device off: it comes in no more, and nothing that it says later is taken."""
    rows = await _rows(notebook)
    row = _chosen(rows, device)
    if row["is_this"]:
        raise UsageError("a device cannot cut itself off: do it on another one")
    name = row["name"] or row["log"]
    let_in = [each for each in rows if each["approved_by"] == row["log"] and not each["revoked"]]
    confirm(
        f"Cut off {name}? Its access ends at once, and a new key seals what is said from now on."
        " What it already holds stays on it; nothing can call that back.",
        yes=yes, as_json=as_json,
    )  # fmt: skip
    epoch = await notebook.write(
        partial(revoke_device, log=row["log"], who=notebook.who, world=notebook.world)
    )
    await notebook.told()
    if as_json:
        print_json({"log": row["log"], "name": name, "last_seq": row["seq"], "epoch": epoch})
        return
    say(f"{name} is cut off; its {words.counted(row['seq'], 'event')} up to now are kept")
    for each in let_in:
        say(f"it had let in {each['name']}: cut that off too, if it is not yours", "yellow")


async def open_app(
    notebook: Notebook,
    *,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the link.")] = False,
    as_json: Json = False,
) -> None:
    """Make a link that opens the app in a browser of this computer, once."""
    shown = await _invited(notebook, "here")
    if as_json:
        print_json({"link": shown.link})
    else:
        say(shown.link)
    if not no_browser:
        import webbrowser  # noqa: PLC0415 - rarely needed

        webbrowser.open(shown.link)


async def pair(
    notebook: Notebook,
    *,
    code: Annotated[
        bool, typer.Option("--code", help="A code to be typed, for a device without a camera.")
    ] = False,
) -> None:
    """Let another device in: show a QR code, compare six digits, approve."""
    shown = await _invited(notebook, "code" if code else "qr")
    if shown.only_here:
        warn(
            "only this computer is served, so no other device reaches this address: stop"
            " `infoview up` and start `infoview up --lan` (docs/lan.md has other ways)"
        )
    if code:
        say(f"On the other device, open {shown.address} and type")
        say(f"\n    {shown.code}\n", "bold")
    else:
        say("Scan this with the other device:\n")
        _draw(shown.modules)
        say(f"\nor open there: {shown.link}")
    say("It holds for two minutes. Ctrl-C ends it.", "dim")
    sys.stdout.flush()
    asking = await _await_applicant(notebook, shown.expires_at)
    digits = f"{asking.digits[:3]} {asking.digits[3:]}"
    say(f"\n{asking.name} ({asking.form}) asks to be let in. It must show {digits}")
    is_approved = ask("Does it show these digits, and is it yours?")
    now_ms = notebook.world.wall_ms()
    await notebook.write(
        partial(applicants.decide, session=asking.session, approve=is_approved, now_ms=now_ms)
    )
    if not is_approved:
        raise UsageError(f"{asking.name} was not let in; nothing was shared")
    say(f"{asking.name} is let in", "green")


async def _await_applicant(notebook: Notebook, until_ms: int) -> Asking:
    since = {each.session for each in await _open_applicants(notebook)}
    while notebook.world.wall_ms() < until_ms + applicants.DECIDE_WITHIN_MS:
        for each in await _open_applicants(notebook):
            if each.session not in since:
                return each
        await asyncio.sleep(LOOK_EVERY_S)
    raise UsageError("nobody asked to be let in; run `infoview pair` again")


async def _open_applicants(notebook: Notebook) -> list[Asking]:
    return await notebook.read(partial(applicants.open_applicants, now_ms=notebook.world.wall_ms()))


async def _invited(notebook: Notebook, sort: Sort) -> Shown:
    """A new invitation to the server that serves this home. Raises: UsageError if none does."""
    address = served_at(notebook.database.parent)
    if address is None:
        raise UsageError("nothing serves this notebook: run `infoview up` in another terminal")
    return await Inviting(here=address.here, outside=address.outside).invite(notebook, sort)


def _draw(rows: list[str]) -> None:
    """The code with two rows a line; dark on light whatever the terminal's colours are."""
    width = len(rows[0]) if rows else 0
    for top, bottom in zip(rows[::2], [*rows[1::2], "0" * width], strict=False):
        cells = "".join(
            {"00": "█", "01": "▀", "10": "▄", "11": " "}[pair]
            for pair in map("".join, zip(top, bottom, strict=True))
        )
        say(cells, "white on black")


async def _rows(notebook: Notebook) -> list[Row]:
    """Every device with what this server knows of it."""
    now_ms = notebook.world.wall_ms()
    seen = {each.log: each for each in await notebook.read(access.seen_devices)}
    total = sum(head.seq for head in (await notebook.heads()).values())
    rows = await notebook.ask("devices")
    for row in rows:
        known = seen.get(row["log"])
        row["last_event_at"] = wall_ms_of(row.pop("hlc"))
        row["is_this"] = row["log"] == notebook.who.log
        row["clock_is_ahead"] = row["last_event_at"] > now_ms + DRIFT_FLAGGED_MS
        row["seen_at"] = None if known is None else known.seen_at
        row["behind"] = (
            None if known is None or known.events_known is None else total - known.events_known
        )
    return rows


def _notes(row: Row) -> list[str]:
    behind = row["behind"] or 0
    return [
        note
        for note, applies in (
            ("this one", row["is_this"]), ("cut off", row["revoked"]),
            ("without keys", not row["has_keys"]), ("its clock is ahead", row["clock_is_ahead"]),
            (f"{behind:,} behind", behind > 0 and not row["revoked"]),
        )
        if applies
    ]  # fmt: skip


def _chosen(rows: list[Row], device: str) -> Row:
    """Raises: NotFound, Ambiguous."""
    wanted = device.casefold()
    found = [
        row
        for row in rows
        if row["log"].startswith(wanted) or (row["name"] or "").casefold() == wanted
    ] or [row for row in rows if wanted in (row["name"] or "").casefold()]
    if not found:
        raise NotFound(f"no device is called {device!r}; see `infoview devices`")
    if len(found) > 1:
        names = ", ".join(f"{row['name'] or '?'} ({row['log'][:6]})" for row in found)
        raise Ambiguous(f"{device!r} can be {names}: give the beginning of its log's id")
    return found[0]
