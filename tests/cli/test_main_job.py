"""The main job as a shell sees it: start, import, record, look back, verify.

Everything here runs the real program in processes of its own, on a fresh home.
"""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from infoview_sync.cli.importing import BATCH_EVENTS
from infoview_sync.settings import DATABASE_NAME
from tests.cli.processes import INFOVIEW, environment, infoview

FILES = Path(__file__).parents[1] / "fixtures" / "linkedin"
ROWS = 6_000
STARTED_WITHIN_S = 30


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def out(home: Path, *arguments: str) -> str:
    """What a command that must succeed prints."""
    done = infoview(home, *arguments)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def asked(home: Path, *arguments: str) -> Any:
    return json.loads(out(home, *arguments, "--json"))


def test_import_record_and_look_back(home: Path) -> None:
    """Steps 1, 2 and 6, as a person would type them."""
    assert "420 added" in out(home, "import", str(FILES / "Connections.csv"))
    assert "0 added · 0 changed · 420" in out(home, "import", str(FILES / "Connections.csv"))
    later = str(FILES / "Connections-a-month-later.csv")
    assert "0 added · 35 changed · 385" in out(home, "import", later)

    out(home, "add", "Zoë Ångström", "--org", "Fieldnote", "--at", "2024-04-01 9:00")
    out(home, "outreach", "zoe ang", "--at", "2024-04-02 9:00")
    out(home, "reply", "zoe ang", "accepted", "--at", "2024-04-07 17:30")
    out(home, "schedule", "zoe ang", "2024-04-30 10:00", "--at", "2024-04-08")
    out(home, "done", "zoe ang", "--ended", "2024-04-30 10:25")
    out(home, "insight", "zoe ang", "Bad news travels by corridor", "--theme", "culture",
        "--at", "2024-04-30 10:20")  # fmt: skip
    out(home, "thank", "zoe ang", "--at", "2024-05-02 9:00")
    assert "dormant" in out(home, "person", "zoe ang").splitlines()[0]
    (then,) = [
        each for each in asked(home, "show", "--at", "2024-05-03")["people"]
        if each["name"] == "Zoë Ångström"
    ]  # fmt: skip
    assert then["stage"] == "thanked"
    assert "Zoë Ångström" in out(home, "log", "--limit", "5")
    assert "corridor" in out(home, "search", "corridor")

    # What had happened by the end of 1 May: the talk, not yet the thanks.
    may = asked(home, "show", "--at", "2024-05-01")
    assert [row["name"] for row in may["people"]] == ["Zoë Ångström"]
    assert may["before"] == "2024-05-02T00:00:00+02:00"
    (interview,) = may["interviews"]
    assert (interview["status"], interview["thanked_at"]) == ("completed", None)
    assert [row["rule"] for row in may["due"]] == ["thank_you", "debrief"]
    assert may["due"][0]["overdue"] is False
    # By the end of 8 April: agreed, not yet held.
    (interview,) = asked(home, "show", "--at", "2024-04-08")["interviews"]
    assert (interview["status"], interview["insights"]) == ("scheduled", 0)
    # A backdated entry was not known then.
    known = asked(home, "show", "--at", "2024-05-01", "--axis", "recorded")
    assert (known["people"], known["interviews"], known["due"]) == ([], [], [])
    # Everything is known by now, on both axes.
    for axis in ("occurred", "recorded"):
        now = asked(home, "show", "--at", "tomorrow", "--axis", axis)
        assert len(now["people"]) == 421
        assert [row["status"] for row in now["interviews"]] == ["completed"]
    told = out(home, "show", "--at", "2024-05-01")
    assert told.startswith("THE PAST, as of the end of Wed 1 May 2024: what had happened by then")
    assert "Send the thank-you" in told
    assert "every chain is whole" in out(home, "verify")


def test_verify_names_the_log_and_the_event_of_one_flipped_bit(home: Path) -> None:
    """I9, on the bytes of the file."""
    for name in ("Ada Novak", "Boris Kim", "Zoe Lewis"):
        out(home, "add", name)
    log = asked(home, "digest")["heads"][0]["log"]
    database = home / DATABASE_NAME
    raw = bytearray(database.read_bytes())
    # The words of an event; the same name elsewhere in the file is a projection's.
    before = b'"data":{"name":"'
    place = raw.index(before + b"Boris Kim") + len(before)
    raw[place] ^= 0b0000_0100
    database.write_bytes(raw)

    said = infoview(home, "verify")
    assert said.returncode == 3
    assert said.stdout == ""
    assert said.stderr.startswith(f"error: event {log[:4]}:3 was changed. Keep a copy of ")
    assert "infoview --home NEW sync URL" in said.stderr
    assert "infoview verify" not in said.stderr
    wire = infoview(home, "verify", "--json")
    assert wire.returncode == 3
    told = json.loads(wire.stdout)["error"]
    assert (told["code"], told["log"], told["seq"]) == ("corrupt", log, 3)


def test_views_that_do_not_show_the_log_are_found_and_rebuilt(home: Path) -> None:
    out(home, "add", "Ada Novak")
    before = asked(home, "digest")
    connection = sqlite3.connect(home / DATABASE_NAME)
    connection.execute("UPDATE contact SET name = 'Adb Novak'")
    connection.commit()
    connection.close()
    said = infoview(home, "verify")
    assert said.returncode == 3
    assert said.stderr.startswith("repaired: every chain is whole, but the views did not show")
    assert said.stderr.count("\n") == 1
    assert asked(home, "digest") == before
    assert "every chain is whole" in out(home, "verify")


def test_a_page_that_sqlite_cannot_read_exits_3_and_says_how_far_it_is_whole(home: Path) -> None:
    infoview(home, "import", str(FILES / "Connections.csv"))
    (head,) = asked(home, "digest")["heads"]
    database = home / DATABASE_NAME
    with sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True) as connection:
        page_bytes = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    raw = bytearray(database.read_bytes())
    page = raw.rindex(b'"data":{"name":"') // page_bytes * page_bytes
    raw[page : page + 8] = b"\xff" * 8
    database.write_bytes(raw)
    said = infoview(home, "verify")
    assert said.returncode == 3
    assert said.stderr.count("\n") == 1
    seq = int(re.findall(rf"event {head['log'][:4]}:([0-9]+)", said.stderr)[0])
    assert 1 <= seq <= head["seq"]


def test_a_file_that_is_no_database_exits_3(home: Path) -> None:
    infoview(home, "add", "Ada")
    (home / DATABASE_NAME).write_bytes(b"this is not a database" * 1000)
    for command in (["verify"], ["people"], ["add", "Boris"]):
        said = infoview(home, *command)
        assert said.returncode == 3
        assert said.stderr.startswith("error: ")
        assert said.stderr.count("\n") == 1
        assert str(home / DATABASE_NAME) in said.stderr
        assert ("infoview verify" in said.stderr) != (command == ["verify"])


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_was_stopped_is_completed_by_importing_again(
    home: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    """I2 and I4: whole batches only, and nobody twice."""
    path = tmp_path / "Connections.csv"
    rows = "".join(
        f"Ann{n},Berg,https://www.linkedin.com/in/ann-{n},,Desk {n % 50},Editor,02 Jan 2024\n"
        for n in range(ROWS)
    )
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    path.write_text(header + rows)
    infoview(home, "add", "Somebody")
    process = subprocess.Popen(
        [*INFOVIEW, "import", str(path)], env=environment(home), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    _wait_for(home, events=2 + BATCH_EVENTS)
    process.send_signal(stop)
    _, err = process.communicate(timeout=STARTED_WITHIN_S)
    assert process.returncode == (-signal.SIGKILL if stop is signal.SIGKILL else 130)
    assert "Traceback" not in err
    if stop is signal.SIGINT:
        assert "importing again adds the rest" in err

    kept = asked(home, "digest")["heads"][0]["seq"] - 2
    assert kept % BATCH_EVENTS == 0
    assert 0 < kept < ROWS
    assert "every chain is whole" in out(home, "verify")
    assert f"{ROWS - kept:,} added" in out(home, "import", str(path))
    assert len(asked(home, "people")) == ROWS + 1
    assert asked(home, "digest")["heads"][0]["seq"] == 2 + ROWS + 1
    # Both halves are one import, and one undo takes it back.
    assert f"{ROWS:,} people added" in out(home, "undo", "--yes")
    assert [row["name"] for row in asked(home, "people")] == ["Somebody"]


def _wait_for(home: Path, *, events: int) -> None:
    """Until the log is so long, as another process sees it."""
    database = home / DATABASE_NAME
    deadline = time.monotonic() + STARTED_WITHIN_S
    while time.monotonic() < deadline:
        connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=1)
        try:
            if connection.execute("SELECT max(seq) FROM head").fetchone()[0] >= events:
                return
        finally:
            connection.close()
        time.sleep(0.002)
    pytest.fail("the import did not begin")


def test_bad_input_changes_nothing(home: Path) -> None:
    out(home, "add", "Ada")
    before = asked(home, "digest")
    paths = sorted((FILES / "bad").iterdir())
    said = infoview(home, "import", *map(str, paths))
    assert said.returncode == 1
    errors = said.stderr.splitlines()
    assert len(errors) == len(paths)
    for path, error in zip(paths, errors, strict=True):
        assert error.startswith(f"error: {path}")
    assert asked(home, "digest") == before
