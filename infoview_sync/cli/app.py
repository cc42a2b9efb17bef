"""The command line in one view: every command, its group and an example that works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any, Literal, NamedTuple

import typer

from infoview_sync import __version__
from infoview_sync.cli.options import Home
from infoview_sync.cli.output import say
from infoview_sync.cli.session import on_notebook

HELP = "Record informational interviews offline, sync them, replay any past date."


class Command(NamedTuple):
    """One command as it is listed.

    `run` is a function of this package, imported when it is needed: every start would pay for all.
    `example` follows `infoview`. `notebook` says what `run` gets as its first parameter: the one
    that is kept, the one that it may begin if there is none, or nothing, since it opens its own.
    """

    name: str
    run: str
    example: str
    notebook: Literal["kept", "begun", "own"] = "kept"

    def load(self) -> Callable[..., None]:
        """The function that Typer calls."""
        module, function = self.run.split(".")
        run = getattr(import_module(f"infoview_sync.cli.{module}"), function)
        return run if self.notebook == "own" else on_notebook(run, create=self.notebook == "begun")


_COMMANDS_BY_GROUP: dict[str, tuple[Command, ...]] = {
    "Start": (
        Command("up", "serving.up", "up --port 8080 --no-browser", "own"),
        Command("import", "importing.import_files", "import ~/Downloads/Connections.csv", "own"),
    ),
    "Record": (
        Command("add", "contacts.add",
                'add "Ada Novak" --org Fieldnote --title Editor --email ada@example.org', "begun"),
        Command("edit", "contacts.edit", "edit ada --org 'Fieldnote, Inc.' --title ''"),
        Command("tag", "contacts.tag", "tag ada radio"),
        Command("untag", "contacts.untag", "untag ada radio"),
        Command("outreach", "outreach.outreach",
                "outreach ada --channel email --minutes 20 --at yesterday"),
        Command("follow-up", "outreach.follow_up", "follow-up ada"),
        Command("reply", "outreach.reply", "reply ada accepted"),
        Command("close", "outreach.close", 'close ada --reason "no answer"'),
        Command("schedule", "interviews.schedule",
                'schedule ada "fri 10:00" --mode phone --tz Europe/Berlin'),
        Command("prep", "preparing.prep",
                'prep ada "What takes longest and shows least?" --category role'),
        Command("start", "interviews.start", "start ada"),
        Command("note", "interviews.note", 'note ada "Meets her team at nine"'),
        Command("insight", "interviews.insight",
                'insight ada "Good pitches beat the job board" --theme career_path'),
        Command("done", "interviews.done", "done ada --minutes 25"),
        Command("debrief", "interviews.debrief", 'debrief ada "Ask about money next"'),
        Command("move", "changing.move", 'move ada "mon 14:00"'),
        Command("cancel", "changing.cancel", "cancel ada --by them"),
        Command("missed", "changing.missed", "missed ada --who them"),
        Command("consent", "changing.consent", "consent ada yes"),
        Command("thank", "interviews.thank", "thank ada --channel email"),
        Command("draft", "drafting.draft", "draft outreach ada --mail"),
        Command("refer", "contacts.refer", 'refer ada "Boris Kim" --org "Night Desk"'),
    ),
    "Keep": (
        Command("touch", "keeping.touch",
                'touch ada --direction received --channel phone --text "Sent me the guide"'),
        Command("cadence", "keeping.cadence", "cadence ada --every 60"),
        Command("remind", "keeping.remind",
                'remind "in 2 weeks" "Ask how the launch went" --person ada'),
        Command("mentor", "keeping.mentor", "mentor ada start"),
        Command("helped", "keeping.helped", 'helped ada "Proofread her talk"'),
        Command("advice", "learning.advice", 'advice ada "Write one piece a week"'),
        Command("acted", "learning.acted", 'acted ada --outcome "Two were printed"'),
        Command("reported", "learning.reported", "reported ada --channel email"),
        Command("opportunity", "learning.opportunity",
                'opportunity ada "Summer desk" --kind internship'),
        Command("ask-referral", "changing.ask_referral", "ask-referral ada"),
        Command("pursue", "changing.pursue", 'pursue "Boris Kim"'),
        Command("compare", "learning.compare", "compare k3f9 7q2x --contradicts"),
        Command("journal", "keeping.journal", 'journal "Braver than last month"'),
    ),
    "Tidy": (
        Command("archive", "upkeep.archive", "archive ada"),
        Command("unarchive", "upkeep.unarchive", "unarchive ada"),
        Command("classify", "upkeep.classify", "classify ada booster"),
        Command("duplicates", "upkeep.duplicates", "duplicates"),
        Command("merge", "upkeep.merge", "merge ada k3f9xx"),
        Command("unmerge", "upkeep.unmerge", "unmerge ada"),
        Command("forget", "upkeep.forget", "forget ada"),
        Command("settings", "preferring.settings", "settings thank_within_hours 12"),
        Command("goal", "preferring.goal", "goal interviews 2"),
    ),
    "Look": (
        Command("today", "due.today", "today --at friday"),
        Command("week", "due.week", "week --why"),
        Command("tick", "doing.tick", "tick ada --rule confirm"),
        Command("snooze", "doing.snooze", "snooze 2 'mon 9:00'"),
        Command("dismiss", "doing.dismiss", "dismiss ada --rule keep_in_touch"),
        Command("people", "look.people", "people fieldnote"),
        Command("person", "person.person", "person ada"),
        Command("interviews", "look.interviews", "interviews --json"),
        Command("insights", "insights.insights", "insights --theme culture"),
        Command("themes", "insights.themes", "themes --by-month --tag radio"),
        Command("network", "network.network", "network --dot"),
        Command("organisations", "network.organisations", "organisations"),
        Command("search", "look.search", "search job board"),
        Command("questions", "preparing.questions", "questions --category culture"),
        Command("coach", "coaching.coach_file", "coach letter.txt --person ada"),
    ),
    "History": (
        Command("log", "past.log", "log --person ada --since 'last mon'"),
        Command("undo", "undoing.undo", "undo k3f9:17"),
        Command("redo", "undoing.redo", "redo k3f9:17"),
        Command("show", "past.show", "show --at 2026-05-01 --axis recorded"),
        Command("diff", "differing.diff", "diff 'last mon' today --axis recorded"),
        Command("audit", "auditing.audit",
                "audit --from 2026-01-01 --to 2026-03-31 -o audit.html"),
    ),
    "Files": (
        Command("export", "exporting.export", "export --to notebook.ndjson"),
        Command("watch", "watching.watch", "watch ~/Inbox --inbox", "own"),
        Command("calendar", "calendar_feed.calendar", "calendar", "begun"),
    ),
    "Devices": (
        Command("sync", "syncing.sync", "sync https://laptop.local:4663", "own"),
        Command("relay", "relaying.relay", "relay add 'Ada and Bo' --quota-mb 500", "own"),
        Command("open", "devices.open_app", "open"),
        Command("pair", "devices.pair", "pair --code"),
        Command("devices", "devices.devices", "devices"),
        Command("rename", "devices.rename", 'rename phone "Kim\'s phone"'),
        Command("revoke", "devices.revoke", "revoke phone"),
        Command("recovery", "recovering.recovery", "recovery new"),
        Command("backup", "backing_up.backup", "backup ~/Backups/notebook.backup"),
        Command("restore", "restoring.bring_back", "restore ~/Backups/notebook.backup", "own"),
        Command("digest", "integrity.digest", "digest --json"),
        Command("verify", "integrity.verify", "verify"),
        Command("doctor", "doctor.doctor", "doctor", "own"),
    ),
}  # fmt: skip


def create_command(arguments: Sequence[str] = ()) -> Any:
    """The application as the command object that `main` runs.

    With `arguments` that name a command it has that one only; any other question, such as for help,
    for what may come next, or for something that is not there, wants to see them all.
    """
    app = typer.Typer(
        name="infoview", help=HELP, no_args_is_help=True, pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback()(_global_options)
    for group, commands in _wanted(arguments).items():
        for command in commands:
            app.command(
                command.name, epilog=f"Example: infoview {command.example}", rich_help_panel=group
            )(command.load())
    return typer.main.get_command(app)


def _wanted(arguments: Sequence[str]) -> dict[str, tuple[Command, ...]]:
    # `--home DIR` comes first, if at all (_home_first).
    first = arguments[2:3] if arguments[:1] == ["--home"] else arguments[:1]
    named = {
        group: tuple(each for each in commands if each.name in first)
        for group, commands in _COMMANDS_BY_GROUP.items()
    }
    return named if any(named.values()) else _COMMANDS_BY_GROUP


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
