"""The command line in one view: every command, its group and an example that works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

from infoview_sync import __version__
from infoview_sync.cli import (
    auditing,
    backing_up,
    calendar_feed,
    changing,
    coaching,
    contacts,
    devices,
    differing,
    doing,
    drafting,
    due,
    exporting,
    importing,
    insights,
    integrity,
    interviews,
    keeping,
    learning,
    look,
    network,
    outreach,
    past,
    person,
    preferring,
    preparing,
    recovering,
    serving,
    syncing,
    undoing,
    upkeep,
    watching,
)
from infoview_sync.cli.options import Home
from infoview_sync.cli.output import say
from infoview_sync.cli.session import on_notebook

HELP = "Record informational interviews offline, sync them, replay any past date."


class Command(NamedTuple):
    """One command as it is listed; `example` follows `infoview`."""

    name: str
    run: Callable[..., None]
    example: str


_COMMANDS_BY_GROUP: dict[str, tuple[Command, ...]] = {
    "Start": (
        Command("up", serving.up, "up --port 8080 --no-browser"),
        Command("import", importing.import_files, "import ~/Downloads/Connections.csv"),
    ),
    "Record": (
        Command("add", on_notebook(contacts.add, create=True),
                'add "Ada Novak" --org Fieldnote --title Editor --email ada@example.org'),
        Command("edit", on_notebook(contacts.edit), "edit ada --org 'Fieldnote, Inc.' --title ''"),
        Command("tag", on_notebook(contacts.tag), "tag ada radio"),
        Command("untag", on_notebook(contacts.untag), "untag ada radio"),
        Command("outreach", on_notebook(outreach.outreach),
                "outreach ada --channel email --minutes 20 --at yesterday"),
        Command("follow-up", on_notebook(outreach.follow_up), "follow-up ada"),
        Command("reply", on_notebook(outreach.reply), "reply ada accepted"),
        Command("close", on_notebook(outreach.close), 'close ada --reason "no answer"'),
        Command("schedule", on_notebook(interviews.schedule),
                'schedule ada "fri 10:00" --mode phone --tz Europe/Berlin'),
        Command("prep", on_notebook(preparing.prep),
                'prep ada "What takes longest and shows least?" --category role'),
        Command("start", on_notebook(interviews.start), "start ada"),
        Command("note", on_notebook(interviews.note), 'note ada "Meets her team at nine"'),
        Command("insight", on_notebook(interviews.insight),
                'insight ada "Good pitches beat the job board" --theme career_path'),
        Command("done", on_notebook(interviews.done), "done ada --minutes 25"),
        Command("debrief", on_notebook(interviews.debrief), 'debrief ada "Ask about money next"'),
        Command("move", on_notebook(changing.move), 'move ada "mon 14:00"'),
        Command("cancel", on_notebook(changing.cancel), "cancel ada --by them"),
        Command("missed", on_notebook(changing.missed), "missed ada --who them"),
        Command("consent", on_notebook(changing.consent), "consent ada yes"),
        Command("thank", on_notebook(interviews.thank), "thank ada --channel email"),
        Command("draft", on_notebook(drafting.draft), "draft outreach ada --mail"),
        Command("refer", on_notebook(contacts.refer), 'refer ada "Boris Kim" --org "Night Desk"'),
    ),
    "Keep": (
        Command("touch", on_notebook(keeping.touch),
                'touch ada --direction received --channel phone --text "Sent me the guide"'),
        Command("cadence", on_notebook(keeping.cadence), "cadence ada --every 60"),
        Command("remind", on_notebook(keeping.remind),
                'remind "in 2 weeks" "Ask how the launch went" --person ada'),
        Command("mentor", on_notebook(keeping.mentor), "mentor ada start"),
        Command("helped", on_notebook(keeping.helped), 'helped ada "Proofread her talk"'),
        Command("advice", on_notebook(learning.advice), 'advice ada "Write one piece a week"'),
        Command("acted", on_notebook(learning.acted), 'acted ada --outcome "Two were printed"'),
        Command("reported", on_notebook(learning.reported), "reported ada --channel email"),
        Command("opportunity", on_notebook(learning.opportunity),
                'opportunity ada "Summer desk" --kind internship'),
        Command("ask-referral", on_notebook(changing.ask_referral), "ask-referral ada"),
        Command("pursue", on_notebook(changing.pursue), 'pursue "Boris Kim"'),
        Command("compare", on_notebook(learning.compare), "compare k3f9 7q2x --contradicts"),
        Command("journal", on_notebook(keeping.journal), 'journal "Braver than last month"'),
    ),
    "Tidy": (
        Command("archive", on_notebook(upkeep.archive), "archive ada"),
        Command("unarchive", on_notebook(upkeep.unarchive), "unarchive ada"),
        Command("classify", on_notebook(upkeep.classify), "classify ada booster"),
        Command("duplicates", on_notebook(upkeep.duplicates), "duplicates"),
        Command("merge", on_notebook(upkeep.merge), "merge ada k3f9xx"),
        Command("unmerge", on_notebook(upkeep.unmerge), "unmerge ada"),
        Command("forget", on_notebook(upkeep.forget), "forget ada"),
        Command("settings", on_notebook(preferring.settings), "settings thank_within_hours 12"),
        Command("goal", on_notebook(preferring.goal), "goal interviews 2"),
    ),
    "Look": (
        Command("today", on_notebook(due.today), "today --at friday"),
        Command("week", on_notebook(due.week), "week --why"),
        Command("tick", on_notebook(doing.tick), "tick ada --rule confirm"),
        Command("snooze", on_notebook(doing.snooze), "snooze 2 'mon 9:00'"),
        Command("dismiss", on_notebook(doing.dismiss), "dismiss ada --rule keep_in_touch"),
        Command("people", on_notebook(look.people), "people fieldnote"),
        Command("person", on_notebook(person.person), "person ada"),
        Command("interviews", on_notebook(look.interviews), "interviews --json"),
        Command("insights", on_notebook(insights.insights), "insights --theme culture"),
        Command("themes", on_notebook(insights.themes), "themes --by-month --tag radio"),
        Command("network", on_notebook(network.network), "network --dot"),
        Command("organisations", on_notebook(network.organisations), "organisations"),
        Command("search", on_notebook(look.search), "search job board"),
        Command("questions", on_notebook(preparing.questions), "questions --category culture"),
        Command("coach", on_notebook(coaching.coach_file), "coach letter.txt --person ada"),
    ),
    "History": (
        Command("log", on_notebook(past.log), "log --person ada --since 'last mon'"),
        Command("undo", on_notebook(undoing.undo), "undo k3f9:17"),
        Command("redo", on_notebook(undoing.redo), "redo k3f9:17"),
        Command("show", on_notebook(past.show), "show --at 2026-05-01 --axis recorded"),
        Command("diff", on_notebook(differing.diff), "diff 'last mon' today --axis recorded"),
        Command("audit", on_notebook(auditing.audit),
                "audit --from 2026-01-01 --to 2026-03-31 -o audit.html"),
    ),
    "Files": (
        Command("export", on_notebook(exporting.export), "export --to notebook.ndjson"),
        Command("watch", watching.watch, "watch ~/Inbox --inbox"),
        Command("calendar", on_notebook(calendar_feed.calendar, create=True), "calendar"),
    ),
    "Devices": (
        Command("sync", syncing.sync, "sync https://laptop.local:4663"),
        Command("open", on_notebook(devices.open_app), "open"),
        Command("pair", on_notebook(devices.pair), "pair --code"),
        Command("devices", on_notebook(devices.devices), "devices"),
        Command("rename", on_notebook(devices.rename), 'rename phone "Kim\'s phone"'),
        Command("revoke", on_notebook(devices.revoke), "revoke phone"),
        Command("recovery", on_notebook(recovering.recovery), "recovery new"),
        Command("backup", on_notebook(backing_up.backup), "backup ~/Backups/notebook.backup"),
        Command("restore", backing_up.restore_file, "restore ~/Backups/notebook.backup"),
        Command("digest", on_notebook(integrity.digest), "digest --json"),
        Command("verify", on_notebook(integrity.verify), "verify"),
    ),
}  # fmt: skip


def create_app() -> typer.Typer:
    """The Typer application."""
    app = typer.Typer(
        name="infoview", help=HELP, no_args_is_help=True, pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback()(_global_options)
    for group, commands in _COMMANDS_BY_GROUP.items():
        for command in commands:
            app.command(
                command.name, epilog=f"Example: infoview {command.example}", rich_help_panel=group
            )(command.run)
    return app


def create_command() -> Any:
    """The application as the command object that `main` runs."""
    return typer.main.get_command(create_app())


def _show_version(asked: bool) -> None:
    if asked:
        say(f"infoview {__version__}")
        raise typer.Exit


def _global_options(
    home: Home = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version,
                           is_eager=True)
    ] = False,
) -> None:  # fmt: skip
    """Record informational interviews offline, sync them, replay any past date."""
