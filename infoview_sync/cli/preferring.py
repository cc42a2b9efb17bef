"""Norms, other settings and weekly goals: events like all else, so they sync and can be undone."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from infoview_sync.cli import words
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import print_json, say, table
from infoview_sync.cli.recording import moment_of, record
from infoview_sync.errors import NotFound, UsageError
from infoview_sync.files.identity import email_address
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.own_emails import MY_EMAIL, emails_in

OTHER_SETTINGS = {
    "my_name": "how you sign letters",
    "about_me": "who you are, in a sentence for letters",
    MY_EMAIL: "your addresses on invitations, so that the other one is taken",
}


class Activity(StrEnum):
    """What a weekly goal counts; the catalogue's own words."""

    sends = "sends"
    follow_ups = "follow_ups"
    interviews = "interviews"
    thanks = "thanks"
    touches = "touches"
    referrals_pursued = "referrals_pursued"


async def settings(
    notebook: Notebook,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which one.")] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help="What it is from now on.")
    ] = None,
    *,
    reset: Annotated[bool, typer.Option("--reset", help="Back to what it is by default.")] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """List the norms and other settings, or change one; on all devices."""
    rows = sorted(await notebook.ask("settings"), key=lambda row: row["by_default"] is None)
    known = {row["name"]: row for row in rows}
    if name is not None and name not in known and name not in OTHER_SETTINGS:
        raise NotFound(f"there is no setting '{name}'; `infoview settings` lists them")
    if name is not None and (value is not None or reset):
        norm = known.get(name)
        said = "" if reset else _checked(name, value or "", norm)
        told = f"{name.replace('_', ' ')}: {said if said != '' else 'as by default'}"
        await record(
            notebook, "setting.changed", notebook.who.notebook, {"name": name, "value": said},
            at=moment_of(notebook, None), told=told, as_json=as_json,
        )  # fmt: skip
        return
    shown = [row for row in rows if name is None or row["name"] == name]
    shown += [
        dict.fromkeys(("by_default", "least", "most")) | {
            "name": other, "value": "", "unit": "", "about": about, "source": "",
        }
        for other, about in OTHER_SETTINGS.items()
        if other not in known and name in (None, other)
    ]  # fmt: skip
    if as_json:
        print_json(shown)
        return
    table(
        ("Setting", "Value", "Default", "What it is for", "Source"),
        [
            (
                row["name"], words.amount(row["value"], row["unit"]),
                "" if row["by_default"] is None else str(row["by_default"]),
                row["about"] or OTHER_SETTINGS.get(row["name"], ""), row["source"],
            )
            for row in shown
        ],
    )  # fmt: skip


async def goal(
    notebook: Notebook,
    activity: Annotated[
        Activity | None, typer.Argument(help="What to count.", case_sensitive=False)
    ] = None,
    per_week: Annotated[
        int | None, typer.Argument(metavar="PER_WEEK", min=0, max=1000, help="0: no such goal.")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Set a weekly goal, or list them."""
    if activity is not None and per_week is not None:
        fields: dict[str, Any] = {"activity": activity.value, "per_week": per_week}
        await record(
            notebook, "goal.set", notebook.who.notebook, fields, at=moment_of(notebook, None),
            told=f"{words.amount(per_week, words.plain(activity.value))} a week", as_json=as_json,
        )  # fmt: skip
        return
    if activity is not None:
        raise UsageError(f"say how many a week: infoview goal {activity.value} 2")
    rows = await notebook.ask("goals")
    if as_json:
        print_json(rows)
    elif not rows:
        say("no goal yet; for example: infoview goal interviews 2")
    else:
        table(
            ("Goal", "A week"),
            [(words.plain(row["activity"]), str(row["per_week"])) for row in rows],
        )


def _checked(name: str, value: str, norm: dict[str, Any] | None) -> int | str:
    """The value as it is kept. Raises: UsageError naming the bounds."""
    for email in emails_in(value) if name == MY_EMAIL else ():
        if email_address(email) is None:
            raise UsageError(f"{MY_EMAIL} '{email}' is not an e-mail address")
    if norm is None or norm["by_default"] is None:
        return value
    if not value.isascii() or not value.isdigit():
        raise UsageError(f"{name} is a number of {norm['unit']}; '{value}' is none")
    number = int(value)
    if not norm["least"] <= number <= norm["most"]:
        raise UsageError(
            f"{name} is from {norm['least']} to {norm['most']} {norm['unit']}; {number} is not"
        )
    return number
