"""Whether all is well on this machine: one line a finding, each with what to do."""

from __future__ import annotations

import typer
from rich.text import Text

from infoview_sync.cli import words
from infoview_sync.cli.errors import FROM_ANOTHER_DEVICE, INTEGRITY
from infoview_sync.cli.options import Json
from infoview_sync.cli.output import console, print_json, printable
from infoview_sync.cli.session import setting_of
from infoview_sync.devices.last_times import last_times
from infoview_sync.server.health import ATTENTION, DAMAGED, OK, Asked, Finding, notebook_findings
from infoview_sync.server.health_machine import machine_findings, now_utc
from infoview_sync.settings import DATABASE_NAME

_STYLES = {OK: "green", ATTENTION: "yellow", DAMAGED: "red"}


def doctor(ctx: typer.Context, as_json: Json = False) -> None:
    """Look over file, log, clocks, certificate, disk, backup and sync; exit 3 if damaged.

    Nothing is changed. Each finding is ok, or says what to do.
    """
    setting = setting_of(ctx)
    home, world = setting.home, setting.world
    now_ms = world.wall_ms()
    asked = Asked(
        database=home / DATABASE_NAME,
        now_ms=now_ms,
        last=last_times(home),
        moment=lambda at_ms: words.moment(at_ms, world.tz),
        remedy=f"Keep a copy of {home / DATABASE_NAME}. {FROM_ANOTHER_DEVICE}",
    )
    found = list(notebook_findings(asked))
    found += machine_findings(home, now=now_utc(now_ms), day=lambda at: f"{at:%Y-%m-%d}")
    if as_json:
        print_json([each._asdict() for each in found])
    else:
        for each in found:
            _tell(each)
    if any(each.state == DAMAGED for each in found):
        raise typer.Exit(INTEGRITY)


def _tell(finding: Finding) -> None:
    line = Text(f"{finding.state:<11}", _STYLES[finding.state])
    line.append(printable(f"{finding.name}: {finding.told}"), "default")
    if finding.remedy:
        line.append(printable(f"\n{'':<11}→ {finding.remedy}", keep_lines=True), "dim")
    console().print(line)
