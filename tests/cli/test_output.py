"""What comes out: one JSON document, one error line, nothing that steers a terminal."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from infoview_sync.cli import output, words
from infoview_sync.cli.errors import ERROR_LOG_NAME
from infoview_sync.cli.output import presentable, printable
from infoview_sync.projections.notebook import Notebook
from tests.cli.conftest import Infoview
from tests.cli.processes import INFOVIEW, RUN_TIMEOUT_S, environment

READ_COMMANDS = [
    ["today"], ["today", "--at", "2026-02-02"], ["people"], ["people", "x"], ["person", "ada"],
    ["interviews"], ["insights"], ["search", "x"], ["log"], ["show", "--at", "yesterday"],
    ["verify"], ["digest"], ["devices"],
]  # fmt: skip


@pytest.mark.parametrize("command", READ_COMMANDS, ids=" ".join)
def test_a_read_command_prints_one_json_document(ok: Infoview, command: list[str]) -> None:
    ok("add", "Ada")
    json.loads(ok(*command, "--json").out)


@pytest.mark.parametrize("command", READ_COMMANDS, ids=" ".join)
def test_a_read_command_begins_no_notebook(run: Infoview, home: Path, command: list[str]) -> None:
    said = run(*command, "--json")
    assert (said.code, said.err) == (1, "")
    assert said.json["error"]["code"] == "no_notebook"
    assert not home.exists()


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["person"], ["reply", "ada", "maybe"], ["show"], ["--port", "1"],
     ["outreach", "ada", "--minutes", "many"], ["log", "--limit", "0"], ["up", "--port", "70000"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_exits_2_with_one_line(run: Infoview, arguments: list[str]) -> None:
    said = run(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: ")
    assert said.err.count("\n") == 1
    wire = run(*arguments, "--json")
    assert (wire.code, wire.json["error"]["code"]) == (2, "usage")


def test_help_and_version(run: Infoview) -> None:
    assert run("--help").code == 0
    assert run("person", "-h").code == 0
    assert run().code == 2
    assert run("--version").out.startswith("infoview 0.")


def test_an_unforeseen_error_is_one_line_and_its_details_are_in_a_file(
    run: Infoview, ok: Infoview, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ok("add", "Ada")

    async def broken(_: Notebook) -> None:
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setattr(Notebook, "heads", broken)
    said = run("verify")
    assert (said.code, said.out) == (1, "")
    assert "unforeseen went wrong (ZeroDivisionError)" in said.err
    assert "secret of the inside" not in said.err
    assert str(home / ERROR_LOG_NAME) in said.err
    assert "secret of the inside" in (home / ERROR_LOG_NAME).read_text()


def test_what_was_typed_elsewhere_cannot_steer_the_terminal(ok: Infoview) -> None:
    name = "Eve \x1b[31m[bold]red[/bold]\x1b]0;title\x07 \x9b2J\r\n\u202e"
    ok("add", name, "--notes", name, "--org", name)
    for command in (["people"], ["person", "eve"], ["log"], ["search", "eve"]):
        said = ok(*command).out
        assert not {char for char in said if not char.isprintable()} - {"\n"}
        assert "[bold]red[/bold]" in said


def test_the_home_option_chooses_the_notebook(ok: Infoview, tmp_path: Path) -> None:
    ok("--home", str(tmp_path / "other"), "add", "Ada")
    assert ok("--home", str(tmp_path / "other"), "people", "--json").json[0]["name"] == "Ada"
    assert (tmp_path / "other" / "notebook.sqlite3").exists()


def test_piped_rows_are_whole_and_one_a_line(ok: Infoview) -> None:
    for number in range(3):
        ok("add", f"Person {number} {'with a long name ' * 15}", "--org", "An organisation " * 15)
    lines = ok("people").out.splitlines()
    assert len(lines) == 5
    assert "\x1b" not in "".join(lines)


def test_printable_keeps_writing_and_drops_steering() -> None:
    assert printable("Zoë 陽子 🙂") == "Zoë 陽子 🙂"
    assert printable("a\nb\tc") == "a b c"
    assert printable("a\nb", keep_lines=True) == "a\nb"
    assert printable("\x1b[2J") == "\ufffd[2J"


def test_rows_become_plain_json_values() -> None:
    row = {"emails": '["a@example.org"]', "tags": "junk", "added_at": 0, "archived": 0, "rank": 3}
    assert presentable(row, "UTC") == {
        "emails": ["a@example.org"], "tags": [], "added_at": "1970-01-01T00:00:00+00:00",
        "archived": False, "rank": 3,
    }  # fmt: skip


@pytest.mark.parametrize("width", [80, 100, 120, 300])
def test_a_terminal_table_fits_and_breaks_no_word_that_fits(width: int) -> None:
    titles = ("Organisation", "Interviewed", "Last", "Words")
    rows = [("Second Draft Agency", "12", "2026-11-20 10:00", "a long remark about nothing " * 8)]
    widths, gap = output.fitting([titles, *rows], width)
    assert sum(widths) + gap * 3 <= width
    assert widths[0] >= len("Organisation")
    assert widths[1] >= len("Interviewed")
    assert widths[2] == len("2026-11-20 10:00")


def test_a_table_that_cannot_fit_still_shows_every_column() -> None:
    widths, gap = output.fitting([["Organisation"] * 20], 60)
    assert sum(widths) + gap * 19 <= 60
    assert min(widths) >= 1


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [(1, "days", "1 day"), (2, "days", "2 days"), ("1", "follow-ups", "1 follow-up"),
     ("monday", "", "monday"), (1, "interviews", "1 interview")],
)  # fmt: skip
def test_one_of_something_is_singular(number: object, unit: str, said: str) -> None:
    assert words.amount(number, unit) == said


def test_a_day_is_a_date_in_json(ok: Infoview) -> None:
    ok("add", "Ada")
    ok("outreach", "ada", "--at", "2026-01-02 10:00")
    days = {row["rule"]: row["due_day"] for row in ok("today", "--all", "--json").json}
    assert days["follow_up"] == "2026-01-13"


def test_a_file_of_another_encoding_is_written_whole(home: Path, ok: Infoview) -> None:
    """A pipe or a file is UTF-8, whatever the system's encoding; what somebody set is kept."""
    ok("add", "陽子 Ångström")
    unset = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    told = [_printed(home, more) for more in (unset, {"PYTHONIOENCODING": "cp1252"})]
    assert "陽子 Ångström" in told[0].decode()
    assert "?? Ångström" in told[1].decode("cp1252")
    assert len(told[0].splitlines()) == len(told[1].splitlines())


def _printed(home: Path, more: dict[str, str]) -> bytes:
    said = subprocess.run(
        [*INFOVIEW, "people"], env=environment(home) | more, capture_output=True,
        timeout=RUN_TIMEOUT_S, check=False,
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (0, b"")
    return said.stdout
