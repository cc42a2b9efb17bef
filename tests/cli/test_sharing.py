"""`infoview sync FOLDER` and `infoview watch FOLDER`: the real program, on a real folder."""

from __future__ import annotations

import json
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.processes import RUN_TIMEOUT_S, infoview, press_until_it_ends, up, watching
from tests.clones import clone
from tests.shared_folder import segments_in


class Two(NamedTuple):
    """Two devices of one notebook, and a folder that both reach."""

    laptop: Path
    desk: Path
    folder: Path


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> Two:
    place = tmp_path_factory.mktemp("paired")
    two = Two(place / "laptop", place / "desk", place / "shared")
    infoview(two.laptop, "add", "Ada Novak", "--org", "Fieldnote")
    with up(two.laptop) as served:
        assert infoview(two.desk, "sync", served.url, stdin=served.link).returncode == 0
    two.folder.mkdir()
    return two


@pytest.fixture
def two(paired: Two, tmp_path: Path) -> Two:
    """The same for each test, which may do with it what it likes."""
    two = Two(*(tmp_path / each.name for each in paired))
    clone(paired.laptop, two.laptop)
    clone(paired.desk, two.desk)
    two.folder.mkdir()
    return two


def synced(home: Path, folder: Path) -> Any:
    said = infoview(home, "sync", str(folder), "--json")
    assert (said.returncode, said.stderr) == (0, ""), said
    return json.loads(said.stdout)


def digest(home: Path) -> str:
    return infoview(home, "digest").stdout


def test_two_devices_meet_in_a_folder(two: Two) -> None:
    infoview(two.laptop, "edit", "ada", "--title", "Editor")
    infoview(two.desk, "edit", "ada", "--org", "Night Desk")
    said = infoview(two.laptop, "sync", str(two.folder))
    assert said.stdout.startswith("0 events in, 4 out\n"), said
    assert "no 24 words bring the notebook back from there yet" in said.stdout
    assert synced(two.desk, two.folder)["pulled"] == 1
    done = synced(two.laptop, two.folder)
    assert done == {
        "pulled": 1, "pushed": 0, "agrees": None, "joined": False, "refused": {}, "set_aside": [],
        "mended": 0, "sealed_anew": 0, "ignored": 0, "phrase_opens_it": False,
        "newest_of_others": done["newest_of_others"],
    }  # fmt: skip
    assert digest(two.laptop) == digest(two.desk)
    assert infoview(two.laptop, "watch", str(two.folder), "--once").stdout.startswith("0 events in")


def test_what_was_damaged_is_named_and_replaced(two: Two) -> None:
    synced(two.laptop, two.folder)
    ((name, path), *_rest) = segments_in(two.folder)
    path.write_bytes(path.read_bytes()[:-1])
    said = infoview(two.laptop, "sync", str(two.folder))
    assert said.returncode == 0
    assert "1 damaged file replaced" in said.stdout
    assert f"set aside {name.place}: it was damaged, or has not arrived whole yet" in said.stderr
    assert synced(two.laptop, two.folder)["set_aside"] == []


def test_a_fork_is_an_integrity_problem(two: Two) -> None:
    clone(two.desk, two.desk.parent / "clone")
    infoview(two.desk, "edit", "ada", "--title", "Editor")
    infoview(two.desk.parent / "clone", "edit", "ada", "--title", "Writer")
    synced(two.desk, two.folder)
    said = infoview(two.desk.parent / "clone", "sync", str(two.folder), "--json")
    assert said.returncode == 3
    assert [each["code"] for each in json.loads(said.stdout)["set_aside"]] == ["fork"]


@pytest.mark.parametrize("command", ["sync", "watch"])
def test_a_folder_that_is_not_there_is_not_made(two: Two, command: str) -> None:
    missing = two.folder / "missing"
    said = infoview(two.laptop, command, str(missing))
    assert (said.returncode, "plug in the disk" in said.stderr) == (1, True)
    assert not missing.exists()


def test_a_new_home_is_told_how_to_come_in(two: Two, tmp_path: Path) -> None:
    said = infoview(tmp_path / "new", "sync", str(two.folder))
    assert said.returncode == 1
    assert "infoview restore --from" in said.stderr
    assert "infoview sync URL" in said.stderr
    assert not (tmp_path / "new").exists()


def test_an_address_without_a_scheme_is_still_an_address(two: Two) -> None:
    said = infoview(two.laptop, "sync", "127.0.0.1:1", stdin="K3F9-7Q2X")
    assert (said.returncode, "http://127.0.0.1:1 does not answer" in said.stderr) == (1, True)


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + RUN_TIMEOUT_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_watching_keeps_two_devices_in_step_and_stops_cleanly(two: Two) -> None:
    with watching(two.laptop, str(two.folder)) as one, watching(two.desk, str(two.folder)) as other:
        infoview(two.laptop, "add", "Boris Kim")
        until(lambda: "Boris Kim" in infoview(two.desk, "people").stdout)
        shutil.rmtree(next(two.folder.iterdir()))
        infoview(two.desk, "add", "Chidi Obi")
        until(lambda: "Chidi Obi" in infoview(two.laptop, "people").stdout)
        for process, stop in ((one, signal.SIGINT), (other, signal.SIGTERM)):
            press_until_it_ends(process, stop)
            out, err = process.communicate(timeout=RUN_TIMEOUT_S)
            assert (process.returncode, err) == (0, ""), out
            assert out.endswith("stopped; everything recorded is kept\n")
    assert digest(two.laptop) == digest(two.desk)


def test_the_words_bring_the_notebook_back_from_the_folder(two: Two, tmp_path: Path) -> None:
    phrase = " ".join(
        json.loads(infoview(two.laptop, "recovery", "new", "--yes", "--json").stdout)["words"]
    )
    assert "24 words" not in infoview(two.laptop, "sync", str(two.folder)).stdout
    assert synced(two.laptop, two.folder)["phrase_opens_it"]
    assert synced(two.desk, two.folder)["phrase_opens_it"]
    new = tmp_path / "new"
    said = infoview(new, "restore", "--from", str(two.folder), stdin=phrase)
    assert (said.returncode, said.stderr) == (0, ""), said
    assert said.stdout.startswith("restored 4 events, the newest of ")
    assert "Ada Novak" in infoview(new, "people").stdout
    assert synced(new, two.folder)["pushed"] == 1
    assert synced(two.laptop, two.folder)["pushed"] == 1, "it vouches for whom the phrase let in"
    assert synced(new, two.folder)["pulled"] == 1
    assert digest(new) == digest(two.laptop)
    again = infoview(
        tmp_path / "other", "restore", "--from", str(two.folder), "--json", stdin=phrase
    )
    assert json.loads(again.stdout)["is_behind"] is False


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say from where"),
        (("FILE", "--from", "FOLDER"), "say from where"),
        (("--from", "FOLDER"), "there is no notebook in"),
        (("--from", "FOLDER/missing"), "plug in the disk"),
    ],
)
def test_a_restore_says_what_it_needs(
    two: Two, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    given = [each.replace("FOLDER", str(two.folder)) for each in arguments]
    said = infoview(tmp_path / "new", "restore", *given)
    assert (said.returncode, told in said.stderr) == (1, True), said


def test_watching_waits_while_the_folder_cannot_be_written(two: Two) -> None:
    synced(two.laptop, two.folder)
    (part,) = two.folder.iterdir()
    shutil.rmtree(part)
    part.touch()
    with watching(two.laptop, str(two.folder)) as process:
        assert process.stderr is not None
        assert "no folder; waiting for it" in process.stderr.readline()
        part.unlink()
        infoview(two.laptop, "add", "Boris Kim")
        until(lambda: len(segments_in(two.folder)) > 1)
