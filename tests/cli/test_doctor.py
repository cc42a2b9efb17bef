"""`infoview doctor`: what is well is called ok, what is not comes with what to do about it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from infoview_sync.clock import TICKS_PER_MS
from infoview_sync.devices.last_times import NAME, last_times, note_backup, note_synced
from infoview_sync.keys.derivation import recovery_keys
from infoview_sync.keys.texts import to_text
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server import certificate_files
from infoview_sync.settings import DATABASE_NAME
from tests.cli.processes import infoview
from tests.world import draft, world

NOW = datetime.now(UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    kept = tmp_path / "home"
    infoview(kept, "add", "Ada Novak")
    return kept


def findings(home: Path, code: int = 0) -> dict[str, list[Any]]:
    """By their names, since some may be there more than once."""
    said = infoview(home, "doctor", "--json")
    assert said.returncode == code, said.stdout + said.stderr
    by_name: dict[str, list[Any]] = {}
    for each in json.loads(said.stdout):
        assert set(each) == {"name", "state", "told", "remedy"}
        assert (each["state"] == "ok") == (each["remedy"] == ""), each
        by_name.setdefault(each["name"], []).append(each)
    return by_name


def write(home: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(home / DATABASE_NAME)) as connection, connection:
        connection.execute(statement, values)


def test_a_new_notebook_is_sound_and_told_what_would_make_it_safe(home: Path) -> None:
    found = findings(home)
    states = {name: [each["state"] for each in several] for name, several in found.items()}
    assert states == {
        "file": ["ok"], "chain": ["ok"], "views": ["ok"], "clocks": ["ok"],
        "phrase": ["attention"], "backup": ["attention"], "sync": ["attention"], "modes": ["ok"],
        "disk": ["ok"], "certificate": ["ok"], "server": ["ok"], "versions": ["ok"],
    }  # fmt: skip
    assert "infoview recovery new" in found["phrase"][0]["remedy"]
    assert sqlite3.sqlite_version in found["versions"][0]["told"]
    said = infoview(home, "doctor")
    assert (said.returncode, said.stderr) == (0, "")
    assert "ok         chain: every chain is whole: 2 events in 1 log" in said.stdout


def test_a_changed_event_is_damage(home: Path) -> None:
    write(home, "UPDATE event SET body = replace(body, 'Ada', 'Eva') WHERE seq = 2")
    (chain,) = findings(home, code=3)["chain"]
    assert chain["state"] == "damaged"
    assert "event 2 was changed" in chain["told"]
    assert "infoview sync" in chain["remedy"] or "sync it into a fresh home" in chain["remedy"]


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + bytes(4_000)])
def test_a_file_that_is_none_is_damage_and_the_rest_is_told_all_the_same(
    home: Path, content: bytes
) -> None:
    for path in home.glob(f"{DATABASE_NAME}*"):
        path.unlink()
    (home / DATABASE_NAME).write_bytes(content)
    (home / DATABASE_NAME).chmod(0o600)
    found = findings(home, code=3)
    assert [each["state"] for each in found["file"]] == ["damaged"]
    assert found["disk"][0]["state"] == "ok"


def test_a_page_that_is_overwritten_is_damage(home: Path) -> None:
    write(home, "PRAGMA wal_checkpoint(TRUNCATE)")
    path = home / DATABASE_NAME
    whole = bytearray(path.read_bytes())
    for at in range(8_192, len(whole) - 4_096, 4_096):
        whole[at : at + 64] = b"\xff" * 64
    path.write_bytes(whole)
    assert "damaged" in {each["state"] for each in findings(home, code=3)["file"]}


def test_another_format_is_told_and_nothing_is_migrated(home: Path) -> None:
    write(home, "PRAGMA user_version = 99")
    (found,) = findings(home)["format"]
    assert (found["state"], found["remedy"]) == ("attention", "upgrade InfoView")


def test_erased_words_that_are_still_in_the_file_are_told(home: Path) -> None:
    write(home, "INSERT INTO scrub (one) VALUES (1)")
    (found,) = findings(home)["forgetting"]
    assert (found["state"], "still in the file" in found["told"]) == ("attention", True)
    assert "free some disk space" in found["remedy"]
    infoview(home, "people")
    assert "forgetting" not in findings(home)


def test_what_others_can_read_is_named_with_its_remedy(home: Path) -> None:
    secret = home / "calendar.secret"
    secret.write_text("…")
    secret.chmod(0o644)
    (found,) = findings(home)["modes"]
    assert (found["state"], str(secret) in found["told"]) == ("attention", True)
    assert found["remedy"] == f"chmod go= '{secret}'"


def test_a_device_whose_clock_is_ahead_is_named(home: Path) -> None:
    future = int((NOW + timedelta(days=400)).timestamp() * 1000) * TICKS_PER_MS
    write(home, "UPDATE head SET hlc = ?", future)
    (found,) = findings(home)["clocks"]
    assert found["state"] == "attention"
    assert "in the future" in found["told"]


def test_the_certificate_is_told_with_its_names_and_its_end(home: Path) -> None:
    certificate_files.ready_credentials(
        home, name="laptop.local", addresses=[ip_address("192.168.1.20")], now=NOW
    )
    found = findings(home)
    assert "laptop.local" in found["authority"][0]["told"]
    ends = (NOW + timedelta(days=396)).year
    assert f"until {ends}-" in found["certificate"][0]["told"]
    assert "192.168.1.20" in found["certificate"][0]["told"]
    assert found["modes"][0]["state"] == "ok"


@pytest.mark.parametrize(("ago", "which"), [(3_400, "authority"), (400, "certificate")])
def test_a_certificate_or_authority_at_its_end_is_named(home: Path, ago: int, which: str) -> None:
    certificate_files.ready_credentials(
        home, name="laptop.local", addresses=[], now=NOW - timedelta(days=ago)
    )
    (found,) = findings(home)[which]
    assert (found["state"], "infoview up --lan" in found["remedy"]) == ("attention", True)


def test_a_damaged_certificate_is_named(home: Path) -> None:
    (home / "lan").mkdir(mode=0o700)
    (home / "lan" / "authority.pem").write_text("nothing")
    (home / "lan" / "authority.pem").chmod(0o600)
    (found,) = findings(home)["certificate"]
    assert found["state"] == "attention"


def test_a_backup_is_remembered_until_it_is_old(home: Path, tmp_path: Path) -> None:
    infoview(home, "recovery", "new", "--yes")
    assert infoview(home, "backup", str(tmp_path / "one.backup")).returncode == 0
    found = findings(home)
    assert (found["backup"][0]["state"], found["phrase"][0]["state"]) == ("ok", "ok")
    note_backup(home, now_ms=int((NOW - timedelta(days=60)).timestamp() * 1000))
    assert findings(home)["backup"][0]["state"] == "attention"


def test_what_waits_for_a_server_or_a_device_is_counted_and_dated(home: Path) -> None:
    at_ms = int(NOW.timestamp() * 1000)
    address = "https://laptop.local:4673"
    note_synced(home, address=address, own_events=2, now_ms=at_ms)
    write(
        home,
        "INSERT INTO access (token_hash, log, is_here, created_at, seen_at, events_known)"
        " VALUES (x'00', '0000000000000000', 0, 0, ?, 2)",
        at_ms,
    )
    assert [each["state"] for each in findings(home)["sync"]] == ["ok", "ok"]
    infoview(home, "add", "Boris Kim")
    device, server = findings(home)["sync"]
    assert "lacks 1 of 3 events" in device["told"]
    assert "1 event of this device waits since" in server["told"]
    assert server["remedy"] == f"`infoview sync {address}`"


@pytest.mark.parametrize("content", [b"", b"{", b'{"backup_ms": -1}', b"\xff"])
def test_a_note_that_cannot_be_read_is_no_note(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert last_times(tmp_path).backup_ms is None
    note_backup(tmp_path, now_ms=5)
    assert last_times(tmp_path).backup_ms == 5


def test_a_folder_with_a_space_in_its_name_is_quoted_for_the_shell(home: Path) -> None:
    note_synced(home, address="/media/My Drive", own_events=1, now_ms=1_800_000_000_000)
    remedies = [each["remedy"] for each in findings(home)["sync"]]
    assert "`infoview sync '/media/My Drive'`" in remedies


async def test_a_phrase_that_opens_no_shared_folder_is_told(tmp_path: Path) -> None:
    """One from before phrases signed where the notebook begins; sync itself says nothing of it."""
    keys = recovery_keys(bytes(32))
    notebook = await Notebook.open(tmp_path / "home", world())
    said = {
        "public_key": to_text(keys.signing_key), "agreement_key": to_text(keys.agreement_key),
    }  # fmt: skip
    await notebook.append([draft("recovery.set", notebook.who.notebook, **said)])
    await notebook.close()
    (phrase,) = (await asyncio.to_thread(findings, tmp_path / "home"))["phrase"]
    assert phrase["state"] == "attention"
    assert "no shared folder" in phrase["told"]
    assert "infoview recovery new" in phrase["remedy"]


def test_without_a_notebook_it_says_how_to_begin(tmp_path: Path) -> None:
    said = infoview(tmp_path / "none", "doctor")
    assert (said.returncode, said.stdout) == (1, "")
    assert "infoview up" in said.stderr
