"""`infoview sync` against a real server process."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from infoview_sync.devices.revoking import revoke_device
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME
from tests.authors import joined
from tests.cli.processes import Served, infoview, press_until_it_ends, up
from tests.ports import free_port
from tests.world import world

STOP_WITHIN_S = 5


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    home = tmp_path / "laptop"
    infoview(home, "add", "Ada Novak", "--org", "Fieldnote")
    return home


@pytest.fixture
def served(laptop: Path) -> Iterator[Served]:
    with up(laptop) as served:
        yield served


Up = Callable[[Path], AbstractContextManager[Served]]


@pytest.fixture
def up_again() -> Up:
    """`up`, each time at the address where others met that home before."""
    port_by_home: dict[Path, str] = defaultdict(lambda: str(free_port()))
    return lambda home: up(home, "--port", port_by_home[home])


def digest(home: Path) -> Any:
    return json.loads(infoview(home, "digest", "--json").stdout)


def test_a_copied_folder_is_let_in_once_more_and_syncs(
    served: Served, laptop: Path, tmp_path: Path
) -> None:
    infoview(tmp_path / "other", "sync", served.url, stdin=served.link + "\n")
    shutil.copytree(tmp_path / "other", tmp_path / "copy")
    for name in ("copy", "other"):
        infoview(tmp_path / name, "add", f"Boris {name}")
    said = infoview(tmp_path / "copy", "sync", served.url)
    assert (said.returncode, "a code is needed to be let in" in said.stderr) == (1, True), said
    for name, link in (("copy", served.new_link() + "\n"), ("other", "")):
        said = infoview(tmp_path / name, "sync", served.url, stdin=link)
        assert (said.returncode, "both sides show the same" in said.stdout) == (0, True), said
    people = infoview(laptop, "people").stdout
    assert ("Boris copy" in people, "Boris other" in people) == (True, True), people


def cut_off(laptop: Path, other: Path) -> str:
    """Joined, cut off, and with something to say: the log that it wrote."""
    own = next(row["log"] for row in devices(other) if row["is_this"])
    infoview(laptop, "revoke", own, "--yes")
    infoview(other, "add", "Boris Kim")
    return str(own)


def devices(home: Path) -> Any:
    return json.loads(infoview(home, "devices", "--json").stdout)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_computer_that_was_cut_off_is_let_in_again_as_a_new_one_and_loses_nothing(
    served: Served, laptop: Path, tmp_path: Path, host: str
) -> None:
    other = tmp_path / "other"
    infoview(other, "sync", served.url, stdin=served.link + "\n")
    old = cut_off(laptop, other)
    url = served.url.replace("127.0.0.1", host)
    refused = infoview(other, "sync", url)
    assert (refused.returncode, "a code is needed to be let in" in refused.stderr) == (1, True)
    said = infoview(other, "sync", url, stdin=served.new_link() + "\n")
    assert (said.returncode, "both sides show the same" in said.stdout) == (0, True), said
    assert "Boris Kim" in infoview(laptop, "people").stdout
    assert digest(laptop) == digest(other)
    assert {row["log"]: row["revoked"] for row in devices(laptop)}[old]
    (own,) = (row["log"] for row in devices(other) if row["is_this"])
    assert own != old
    again = infoview(other, "sync", url)
    assert (again.returncode, "0 events in, 0 out" in again.stdout) == (0, True), again


def test_the_first_computer_of_a_notebook_is_let_in_again_too(laptop: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with up(laptop) as served:
        infoview(other, "sync", served.url, stdin=served.link + "\n")
    cut_off(other, laptop)
    with up(other) as served:
        said = infoview(laptop, "sync", served.url, stdin=served.link + "\n")
        assert (said.returncode, "both sides show the same" in said.stdout) == (0, True), said
    assert "Boris Kim" in infoview(other, "people").stdout


def test_a_copy_of_a_computer_that_was_cut_off_is_let_in_as_a_new_one(
    served: Served, laptop: Path, tmp_path: Path
) -> None:
    infoview(tmp_path / "other", "sync", served.url, stdin=served.link + "\n")
    cut_off(laptop, tmp_path / "other")
    shutil.copytree(tmp_path / "other", tmp_path / "copy")
    codes = f"{served.new_link()}\n{served.new_link()}\n"
    said = infoview(tmp_path / "copy", "sync", served.url, stdin=codes)
    assert (said.returncode, "both sides show the same" in said.stdout) == (0, True), said
    assert "Boris Kim" in infoview(laptop, "people").stdout


def let_in_one_by_the_other(up_again: Up, first: Path, second: Path, third: Path) -> None:
    """The first, too, hears of the third."""
    for home, guest in ((first, second), (second, third)):
        with up_again(home) as served:
            infoview(guest, "sync", served.url, stdin=served.link + "\n")
    with up_again(first) as served:
        assert infoview(second, "sync", served.url).returncode == 0


def test_who_joins_after_a_lost_computer_was_cut_off_hears_what_its_phone_said(
    laptop: Path, tmp_path: Path, up_again: Up
) -> None:
    """The phone, which the lost one let in, alone had heard the last that was said there."""
    lost, phone, new = (tmp_path / name for name in ("lost", "phone", "new"))
    let_in_one_by_the_other(up_again, laptop, lost, phone)
    (own,) = (row["log"] for row in devices(lost) if row["is_this"])
    infoview(lost, "add", "Boris Kim")
    with up_again(lost) as served:
        assert infoview(phone, "sync", served.url).returncode == 0
    infoview(laptop, "revoke", own, "--yes")
    with up_again(laptop) as served:
        said = infoview(phone, "sync", served.url, stdin=served.link + "\n")
        assert (said.returncode, "both sides show the same" in said.stdout) == (0, True), said
        said = infoview(new, "sync", served.url, stdin=served.new_link() + "\n")
        assert (said.returncode, "left out" in said.stderr) == (0, False), said
    people = infoview(new, "people").stdout
    assert ("Ada Novak" in people, "Boris Kim" in people) == (True, True), people
    assert digest(laptop) == digest(new)


def test_who_joins_after_a_computer_was_let_in_again_takes_what_waits_for_its_new_log(
    laptop: Path, tmp_path: Path, up_again: Up
) -> None:
    other, phone, new = (tmp_path / name for name in ("other", "phone", "new"))
    let_in_one_by_the_other(up_again, laptop, other, phone)
    cut_off(laptop, other)
    with up_again(laptop) as served:
        infoview(other, "sync", served.url, stdin=served.link + "\n")
        said = infoview(new, "sync", served.url, stdin=served.new_link() + "\n")
        assert (said.returncode, "left out" in said.stderr) == (0, False), said
    assert "Boris Kim" in infoview(new, "people").stdout
    assert digest(laptop) == digest(new)


def test_who_syncs_with_a_computer_that_was_let_in_again_is_asked_for_a_code_and_goes_on(
    laptop: Path, tmp_path: Path, up_again: Up
) -> None:
    desk, tablet = tmp_path / "desk", tmp_path / "tablet"
    with up_again(laptop) as served:
        for home, link in ((desk, served.link), (tablet, served.new_link())):
            infoview(home, "sync", served.url, stdin=link + "\n")
    infoview(tablet, "add", "Tessa Offline")
    (before,) = (row["log"] for row in devices(tablet) if row["is_this"])
    cut_off(desk, laptop)
    with up(desk) as served:
        infoview(laptop, "sync", served.url, stdin=served.link + "\n")
    with up_again(laptop) as served:
        asked = infoview(tablet, "sync", served.url)
        assert (asked.returncode, "a code is needed" in asked.stderr) == (1, True), asked
        said = infoview(tablet, "sync", served.url, stdin=served.new_link() + "\n")
        assert (said.returncode, "both sides show the same" in said.stdout) == (0, True), said
        again = infoview(tablet, "sync", served.url)
        assert (again.returncode, "0 events in, 0 out" in again.stdout) == (0, True), again
    people = infoview(laptop, "people").stdout
    assert ("Tessa Offline" in people, "Boris Kim" in people) == (True, True), people
    (after,) = (row["log"] for row in devices(tablet) if row["is_this"])
    assert after == before, "the tablet was never cut off"


def test_another_device_is_not_watched(laptop: Path, served: Served) -> None:
    said = infoview(laptop, "watch", served.url)
    assert (said.returncode, "is another device, not a relay" in said.stderr) == (1, True), said


def test_an_empty_home_joins_the_notebook_and_both_show_the_same(
    served: Served, laptop: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    said = infoview(other, "sync", served.url, stdin=served.link + "\n")
    assert said.returncode == 0, said.stderr
    assert "joined the notebook; 2 events in, 1 out; both sides show the" in said.stdout
    infoview(other, "edit", "ada", "--org", "Night Desk")
    infoview(laptop, "edit", "ada", "--title", "Editor")
    done = infoview(other, "sync", served.url, "--json")
    assert json.loads(done.stdout) == {
        "pulled": 1, "pushed": 1, "agrees": True, "joined": False, "refused": {},
    }  # fmt: skip
    assert digest(other) == digest(laptop)
    secret = served.link.partition("#")[2]
    assert secret not in said.stdout + said.stderr + done.stdout + done.stderr


def test_a_link_joins_once(served: Served, tmp_path: Path) -> None:
    assert infoview(tmp_path / "one", "sync", served.url, stdin=served.link).returncode == 0
    said = infoview(tmp_path / "two", "sync", served.url, stdin=served.link)
    assert (said.returncode, said.stdout) == (1, "")
    assert "used up or too old" in said.stderr
    assert not (tmp_path / "two").exists()


def test_a_wrong_code_joins_nothing(served: Served, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for code in ("wrong", "", "two words", "schlüssel", "x" * 5000, "K3F9-7Q2X", f"{served.link}x"):
        said = infoview(other, "sync", served.url, stdin=code)
        assert said.returncode == 1
        assert said.stderr.startswith("error: ")
        assert said.stderr.count("\n") == 1
    assert not other.exists()


def test_a_secret_in_the_address_is_refused_and_not_repeated(
    served: Served, tmp_path: Path
) -> None:
    said = infoview(tmp_path / "other", "sync", served.link)
    assert said.returncode == 1
    assert "leave the secret out of the address" in said.stderr
    assert served.link.partition("#")[2] not in said.stderr + said.stdout


@pytest.mark.parametrize("url", ["http://192.0.2.7:80", "ftp://127.0.0.1", "http://", "::::"])
def test_an_address_that_would_show_the_notebook_is_refused(url: str, tmp_path: Path) -> None:
    said = infoview(tmp_path / "other", "sync", url, stdin="K3F9-7Q2X")
    assert (said.returncode, said.stderr.count("\n")) == (1, 1)


def test_another_notebook_is_not_mixed_in(served: Served, tmp_path: Path) -> None:
    other = tmp_path / "other"
    infoview(other, "add", "Boris Kim")
    before = digest(other)
    said = infoview(other, "sync", served.url, stdin=served.link)
    assert said.returncode == 1
    assert "sync into an empty folder" in said.stderr
    assert digest(other) == before


def test_nobody_there_is_a_clear_message(tmp_path: Path) -> None:
    said = infoview(tmp_path / "other", "sync", "http://127.0.0.1:1", stdin="K3F9-7Q2X")
    assert said.returncode == 1
    assert "does not answer" in said.stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_server_answers_and_stops_cleanly(served: Served, stop: signal.Signals) -> None:
    headers = {"authorization": f"Bearer {served.token}"}
    assert httpx.get(f"{served.url}/sync/heads", headers=headers).status_code == 200
    assert httpx.get(f"{served.url}/sync/heads").status_code == 401
    # An open live stream must not hold the server up.
    with httpx.stream("GET", f"{served.url}/sync/live", headers=headers) as live:
        assert next(live.iter_text()).startswith("event: heads")
        served.process.send_signal(stop)
        out, err = served.process.communicate(timeout=STOP_WITHIN_S)
    assert (served.process.returncode, err) == (0, "")
    assert "stopped" in out


def test_a_taken_port_says_by_whom_and_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = infoview(tmp_path, "up", "--no-browser", "--port", port)
    assert said.returncode == 1
    assert f"port {port} is taken" in said.stderr
    assert "--port" in said.stderr


def test_a_port_taken_by_this_very_home_is_told_so(served: Served, laptop: Path) -> None:
    port = served.url.rpartition(":")[2]
    said = infoview(laptop, "up", "--no-browser", "--port", port)
    assert said.returncode == 1
    assert f"InfoView, which serves {laptop} already" in said.stderr
    served.process.kill()
    served.process.wait()
    assert infoview(laptop, "people").returncode == 0


def test_however_often_ctrl_c_is_pressed_the_exit_code_is_clean(served: Served) -> None:
    press_until_it_ends(served.process, signal.SIGINT, STOP_WITHIN_S)
    assert served.process.returncode == 0


async def test_a_key_newer_than_the_server_s_is_renewed_when_it_says_who_was_cut_off(
    served: Served, laptop: Path, tmp_path: Path
) -> None:
    """The lost device may have been given it, in a folder that both shared, before this was told
    here (I12).
    """
    other = tmp_path / "other"
    said = await asyncio.to_thread(infoview, other, "sync", served.url, stdin=served.link + "\n")
    assert said.returncode == 0, said.stderr
    with closing(sqlite3.connect(other / DATABASE_NAME)) as connection, connection:
        connection.execute("INSERT INTO epoch (number, key) VALUES (900000, ?)", (bytes(32),))
    beside = await Notebook.open(laptop, world(name="beside"))
    lost = await joined(beside, tmp_path / "lost", name="lost")
    await beside.write(partial(revoke_device, log=lost.who.log, who=beside.who, world=beside.world))
    for device in (beside, lost):
        await device.close()
    for _ in range(2):
        said = await asyncio.to_thread(infoview, other, "sync", served.url)
        assert said.returncode == 0, said.stderr
    with closing(sqlite3.connect(other / DATABASE_NAME)) as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM epoch")]
    assert len([number for number in numbers if number > 900_000]) == 1, numbers
