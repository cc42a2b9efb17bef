"""`infoview relay`, and `infoview sync URL` with it: the real program, over real HTTP."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Infoview
from tests.cli.processes import INFOVIEW, RUN_TIMEOUT_S, environment, infoview, watching


@contextmanager
def relay_of(home: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with subprocess.Popen(
        [*INFOVIEW, "relay", "--port", "0"], env=environment(home), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[-1], process
        finally:
            process.kill()


def test_a_notebook_is_left_at_a_relay_and_comes_back_from_it(tmp_path: Path) -> None:
    laptop, new, home = (tmp_path / name for name in ("laptop", "new", "relay"))
    infoview(laptop, "add", "Ada Novak")
    words = json.loads(infoview(laptop, "recovery", "new", "--yes", "--json").stdout)["words"]
    token = json.loads(infoview(home, "relay", "add", "ours", "--json").stdout)["token"]
    with relay_of(home) as (url, process):
        said = infoview(laptop, "sync", url)
        assert (said.returncode, "a token is needed" in said.stderr) == (1, True), said
        said = infoview(laptop, "sync", url, stdin="wrong")
        assert (said.returncode, "does not know the token" in said.stderr) == (1, True), said
        said = infoview(laptop, "sync", url, stdin=token)
        assert (said.returncode, said.stderr) == (0, ""), said
        assert said.stdout.startswith("0 events in, 3 out\n")
        again = json.loads(infoview(laptop, "sync", url, "--json").stdout)
        assert (again["pushed"], again["phrase_opens_it"]) == (0, True), "the token is remembered"
        said = infoview(new, "sync", url)
        assert f"infoview restore --from {url}" in said.stderr
        said = infoview(new, "restore", "--from", url, stdin=f"{token}\n{' '.join(words)}\n")
        assert said.returncode == 0, said.stderr
        assert infoview(new, "sync", url).stdout.startswith("0 events in, 1 out")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=RUN_TIMEOUT_S)
        assert (process.returncode, err) == (0, "")
        assert "everything left here is kept" in out
    (row,) = json.loads(infoview(home, "relay", "list", "--json").stdout)
    assert (row["name"], row["items"] > 2, row["bytes_max"]) == ("ours", True, 200_000_000)
    assert (home / "relay.sqlite3").stat().st_mode & 0o777 == 0o600


def test_watching_a_relay_keeps_in_step_and_waits_while_it_is_away(tmp_path: Path) -> None:
    laptop, home = tmp_path / "laptop", tmp_path / "relay"
    infoview(laptop, "add", "Ada Novak")
    token = json.loads(infoview(home, "relay", "add", "ours", "--json").stdout)["token"]
    with relay_of(home) as (url, relay):
        said = infoview(laptop, "watch", url, "--once", stdin=token)
        assert said.stdout.startswith("0 events in, 2 out"), said
        with watching(laptop, url) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == "0 events in, 0 out\n"
            infoview(laptop, "add", "Boris Kim")
            assert process.stdout.readline().startswith("0 events in, 1 out")
            relay.kill()
            relay.wait()
            infoview(laptop, "add", "Chidi Obi")
            assert "does not answer" in (told := process.stderr.readline()), told
            assert told.endswith("; waiting for it\n")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=RUN_TIMEOUT_S)
            assert (process.returncode, err) == (0, "")
            assert out.endswith("stopped; everything recorded is kept\n")


def room(home: Path, name: str) -> str:
    """Its token."""
    token: str = json.loads(infoview(home, "relay", "add", name, "--json").stdout)["token"]
    return token


def test_a_new_room_is_given_everything_and_the_old_one_can_go(tmp_path: Path) -> None:
    laptop, desk, new, home = (tmp_path / name for name in ("laptop", "desk", "new", "relay"))
    infoview(laptop, "add", "Ada Novak")
    words = json.loads(infoview(laptop, "recovery", "new", "--yes", "--json").stdout)["words"]
    phrase = " ".join(words)
    one, two = room(home, "one"), room(home, "two")
    with relay_of(home) as (url, _):
        infoview(laptop, "sync", url, stdin=one)
        infoview(desk, "restore", "--from", url, stdin=f"{one}\n{phrase}\n")
        infoview(desk, "sync", url)
        infoview(laptop, "add", "Boris Kim")
        said = infoview(laptop, "sync", url, "--new-token", stdin="wrong")
        assert (said.returncode, "does not know the token" in said.stderr) == (1, True), said
        said = infoview(laptop, "sync", url)
        assert said.stdout.startswith("1 event in, 2 out\n"), "the token it had still counts"
        said = infoview(laptop, "sync", url, "--new-token", stdin=two)
        assert said.stdout.startswith("0 events in, 6 out\n"), "all of it"
        infoview(home, "relay", "remove", "one", "--yes")
        assert infoview(laptop, "sync", url).stdout.startswith("0 events in, 0 out\n")
        # Whom nobody told of the new room is asked, and keeps what opens it only.
        for wrong, told in (("", "a token is needed"), ("wrong", "does not know the token")):
            said = infoview(desk, "sync", url, stdin=wrong)
            assert "no longer takes the token that this notebook has" in said.stderr
            assert (said.returncode, told in said.stderr) == (1, True), said
        assert infoview(desk, "sync", url, stdin=two).stdout.startswith("2 events in, 0 out\n")
        assert infoview(desk, "sync", url).stdout.startswith("0 events in, 0 out\n")
        said = infoview(new, "restore", "--from", url, stdin=f"{two}\n{phrase}\n")
        assert (said.returncode, said.stderr) == (0, ""), said
        infoview(new, "sync", url)
    shown = [json.loads(infoview(each, "people", "--json").stdout) for each in (laptop, desk, new)]
    assert shown[0] == shown[1] == shown[2]


def test_watching_says_how_to_give_a_new_token_and_takes_it(tmp_path: Path) -> None:
    laptop, home = tmp_path / "laptop", tmp_path / "relay"
    infoview(laptop, "add", "Ada Novak")
    one, two = room(home, "one"), room(home, "two")
    with relay_of(home) as (url, _):
        infoview(laptop, "sync", url, stdin=one)
        with watching(laptop, url) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == "0 events in, 0 out\n"
            infoview(home, "relay", "remove", "one", "--yes")
            infoview(laptop, "add", "Boris Kim")
            told = process.stderr.readline()
            assert f"does not know the token; give the new one: infoview sync {url}" in told
            infoview(laptop, "sync", url, stdin=two)
            assert process.stdout.readline() == "0 events in, 0 out\n"
            infoview(laptop, "add", "Chidi Obi")
            assert process.stdout.readline() == "0 events in, 1 out\n"


def test_only_a_relay_has_a_token(run: Infoview, tmp_path: Path) -> None:
    said = run("sync", str(tmp_path), "--new-token")
    assert (said.code, "only a relay has a token" in said.err) == (1, True), said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add",), "say which"),
        (("remove",), "say which"),
        (("quota", "ours"), "infoview relay quota NAME --quota-mb N"),
        (("quota", "nobody", "--quota-mb", "5"), "no notebook here is called nobody"),
        (("list", "ours"), "say which"),
        (("remove", "nobody", "--yes"), "no notebook here is called nobody"),
        (("add", " "), "1 to 80 characters"),
        (("--behind", "http://relay.example.org"), "--behind needs it"),
    ],
)
def test_the_relay_says_what_it_needs(
    ok: Infoview, run: Infoview, arguments: tuple[str, ...], told: str
) -> None:
    ok("relay", "add", "somebody")
    said = run("relay", *arguments)
    assert (said.code, told in said.err) == (1, True), said


def test_rooms_are_made_listed_and_removed(ok: Infoview, run: Infoview) -> None:
    token = ok("relay", "add", "ours", "--quota-mb", "5").out.splitlines()[0]
    assert len(token) == 43
    assert "infoview relay quota NAME" in run("relay", "add", "ours").err
    said = ok("relay", "quota", "ours", "--quota-mb", "3").out
    assert said == "ours has room for 3,000,000 bytes now; 0 of them are used\n"
    assert ok("relay", "quota", "ours", "--quota-mb", "5", "--json").json == {
        "name": "ours", "bytes": 0, "bytes_max": 5_000_000,
    }  # fmt: skip
    assert ok("relay", "list").out.split()[-4:] == ["ours", "0", "0", "5,000,000"]
    assert "Say --yes" in run("relay", "remove", "ours").err
    assert ok("relay", "remove", "ours", "--yes", "--json").json == {
        "name": "ours", "removed": True,
    }  # fmt: skip
    assert ok("relay", "list", "--json").json == []


@pytest.mark.parametrize(
    "arguments", [("list",), ("quota", "ours", "--quota-mb", "5"), ("remove", "ours", "--yes")]
)
def test_where_no_relay_is_none_is_begun_by_asking(
    run: Infoview, home: Path, arguments: tuple[str, ...]
) -> None:
    said = run("relay", *arguments)
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        f"error: no relay in {home}; `infoview relay add NAME` begins one; --home DIR chooses"
        " another folder\n"
    )
    assert not home.exists()
