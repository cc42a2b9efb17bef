"""The phrase at a terminal, and a notebook out of it again: the real `infoview`."""

from __future__ import annotations

import json
import os
import pty
import random
import re
import select
import signal
import subprocess
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from infoview_sync.keys.phrase import phrase_of, word_list
from tests.cli.processes import INFOVIEW, RUN_TIMEOUT_S, environment, infoview, up
from tests.world import canary

FILE = "one.backup"


class Talk:
    """A terminal with `infoview` in it."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._mine, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [*INFOVIEW, *arguments], env=environment(home) | {"TERM": "dumb"},
            stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
        )  # fmt: skip
        os.close(theirs)
        self.heard = ""

    def until(self, pattern: str) -> re.Match[str]:
        """What matches in what was not looked at yet; all of it until then is taken off."""
        while (found := re.search(pattern, self.heard)) is None:
            readable, _, _ = select.select([self._mine], [], [], RUN_TIMEOUT_S)
            assert readable, f"{pattern!r} was not said, but {self.heard!r}"
            self.heard += os.read(self._mine, 4096).decode()
        self.heard = self.heard[found.end() :]
        return found

    def say(self, line: str) -> None:
        os.write(self._mine, f"{line}\n".encode())

    def end(self) -> int:
        """The exit code, and the rest in `heard`."""
        try:
            while chunk := os.read(self._mine, 4096):
                self.heard += chunk.decode()
        except OSError:  # Linux says so that the other side is closed.
            pass
        os.close(self._mine)
        return self.process.wait(timeout=RUN_TIMEOUT_S)


class Kept(NamedTuple):
    """A notebook with a phrase."""

    home: Path
    phrase: str


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    home = tmp_path / "laptop"
    infoview(home, "add", "Ada Novak")
    said = infoview(home, "recovery", "new", "--yes")
    assert said.returncode == 0, said.stderr
    return Kept(home, " ".join(words_in(said.stdout)))


def words_in(shown: str) -> list[str]:
    """The words by their numbers, from the four columns."""
    numbered = {int(n): word for n, word in re.findall(r"(\d+) ([a-z]+)", shown)}
    return [numbered[n] for n in range(1, 25)]


def test_at_a_terminal_the_phrase_is_shown_once_and_asked_back(tmp_path: Path) -> None:
    home = tmp_path / "laptop"
    infoview(home, "add", "Ada Novak")
    talk = Talk(home, "recovery", "new")
    phrase = words_in(talk.until(r"(?s).* 24 [a-z]+")[0])
    talk.until("press Enter: ")
    assert '"holds": false' in infoview(home, "recovery", "--json").stdout, "not before the check"
    talk.say("")
    talk.until(re.escape("\x1b[3J"))
    for number in range(3):
        place = int(talk.until(r"word (\d+): ")[1])
        if number == 1:
            talk.say("nonsense")
            talk.until("that is not it")
            talk.until(f"word {place}: ")
        talk.say(phrase[place - 1])
    assert talk.end() == 0
    assert "the recovery phrase holds" in talk.heard
    assert '"holds": true' in infoview(home, "recovery", "--json").stdout
    for path in home.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        assert not any(f"{one} {two}".encode() in raw for one, two in pairwise(phrase))


def test_words_that_were_not_written_down_do_not_hold(tmp_path: Path) -> None:
    home = tmp_path / "laptop"
    infoview(home, "add", "Ada Novak")
    talk = Talk(home, "recovery", "new")
    talk.until("press Enter: ")
    talk.say("")
    for _ in range(5):
        talk.until(r"word \d+: ")
        talk.say("nonsense")
    assert talk.end() == 1
    assert "nothing has" in talk.heard
    assert infoview(home, "recovery").stdout.startswith("there is no recovery phrase yet")


def test_without_a_terminal_yes_is_needed_and_says_what_it_means(tmp_path: Path) -> None:
    infoview(tmp_path, "add", "Ada Novak")
    said = infoview(tmp_path, "recovery", "new")
    assert (said.returncode, said.stdout) == (1, "")
    assert "--yes prints them without asking" in said.stderr


def test_a_second_phrase_replaces_the_first(kept: Kept, tmp_path: Path) -> None:
    said = infoview(kept.home, "recovery", "new", "--yes", "--json")
    assert '"replaced": true' in said.stdout
    infoview(kept.home, "backup", str(tmp_path / FILE))
    old = infoview(tmp_path / "new", "restore", str(tmp_path / FILE), stdin=kept.phrase)
    assert (old.returncode, "another recovery phrase" in old.stderr) == (1, True)


def test_the_words_bring_the_notebook_back(kept: Kept, tmp_path: Path) -> None:
    word = canary()
    infoview(kept.home, "add", word)
    said = infoview(kept.home, "backup", str(tmp_path / FILE))
    assert "read back and whole" in said.stdout, said.stderr
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert word.encode() not in (tmp_path / FILE).read_bytes()
    numbered = "\n".join(f"{n}. {each}" for n, each in enumerate(kept.phrase.split(), start=1))
    done = infoview(tmp_path / "new", "restore", str(tmp_path / FILE), stdin=numbered.upper())
    assert done.returncode == 0, done.stderr
    assert word in infoview(tmp_path / "new", "people").stdout
    for home in (kept.home, tmp_path / "new"):
        assert infoview(home, "verify").returncode == 0
    assert kept.phrase not in said.stdout + said.stderr + done.stdout + done.stderr


def test_at_a_terminal_a_wrong_word_is_named_and_asked_again(kept: Kept, tmp_path: Path) -> None:
    infoview(kept.home, "backup", str(tmp_path / FILE))
    first, *rest = kept.phrase.split()
    talk = Talk(tmp_path / "new", "restore", str(tmp_path / FILE))
    talk.until("in one line or several:")
    talk.say(f"{first}q")
    talk.say(" ".join(rest))
    talk.until(f"word 1, “{first}q”")
    talk.until(r"Once\s+more")  # wherever the line ends
    talk.say(" ".join([first, *rest[:11]]))
    talk.say(" ".join(rest[11:]))
    assert talk.end() == 0, talk.heard
    assert "restored" in talk.heard


def test_at_a_terminal_the_words_are_read_as_they_were_printed(kept: Kept, tmp_path: Path) -> None:
    infoview(kept.home, "backup", str(tmp_path / FILE))
    words = kept.phrase.split()
    talk = Talk(tmp_path / "new", "restore", str(tmp_path / FILE))
    talk.until("in one line or several:")
    for row in range(8):
        talk.say("  ".join(f"{place + 1:>2} {words[place]}" for place in range(row, 24, 8)))
    assert talk.end() == 0, talk.heard
    assert "restored" in talk.heard


def test_wrong_words_are_told_apart(kept: Kept, tmp_path: Path) -> None:
    infoview(kept.home, "backup", str(tmp_path / FILE))
    words = kept.phrase.split()
    other = next(each for each in word_list() if each != words[3])
    for phrase, told in (
        (" ".join(words[:23]), "has 24 words, here are 23"),
        (" ".join(["aple", *words[1:]]), "did you mean “able”?"),
        (" ".join([*words[:3], other, *words[4:]]), "do not belong together"),
        (" ".join(phrase_of(bytes(32))), "another recovery phrase"),
        ("", "here are 0"),
    ):
        said = infoview(tmp_path / "new", "restore", str(tmp_path / FILE), stdin=phrase)
        if told == "do not belong together" and said.returncode == 1:
            assert "do not belong" in said.stderr or "another recovery phrase" in said.stderr
            continue
        assert (said.returncode, told in said.stderr) == (1, True), said.stderr
    assert not (tmp_path / "new" / "notebook.sqlite3").exists()


def test_nothing_is_replaced_unless_asked(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("mine")
    assert "--force replaces it" in infoview(kept.home, "backup", str(tmp_path / FILE)).stderr
    assert (tmp_path / FILE).read_text() == "mine"
    assert infoview(kept.home, "backup", str(tmp_path / FILE), "--force").returncode == 0
    again = infoview(kept.home, "restore", str(tmp_path / FILE), stdin=kept.phrase)
    assert "there is a notebook in" in again.stderr


def test_without_a_phrase_a_backup_names_the_remedy(tmp_path: Path) -> None:
    infoview(tmp_path / "laptop", "add", "Ada Novak")
    said = infoview(tmp_path / "laptop", "backup", str(tmp_path / FILE))
    assert (said.returncode, "infoview recovery new" in said.stderr) == (1, True)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_backup_that_is_killed_while_writing_leaves_no_half_file(
    kept: Kept, tmp_path: Path, how: signal.Signals
) -> None:
    noise = random.Random(1)
    rows = "".join(f"P{n},Fieldnote,{noise.randbytes(4_000).hex()}\n" for n in range(1_000))
    (tmp_path / "people.csv").write_text("Name,Organisation,Notes\n" + rows)
    infoview(kept.home, "import", str(tmp_path / "people.csv"))
    folder = tmp_path / "backups"
    folder.mkdir()
    process = subprocess.Popen(
        [*INFOVIEW, "backup", str(folder / FILE)], env=environment(kept.home),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not any(path.stat().st_size for path in folder.iterdir()):
        assert process.poll() is None, "it ended before it wrote anything"
        time.sleep(0.005)
    process.send_signal(how)
    process.communicate(timeout=RUN_TIMEOUT_S)
    assert process.returncode in (-signal.SIGKILL, 130)
    assert not (folder / FILE).exists()
    if how is signal.SIGINT:
        assert list(folder.iterdir()) == []


def test_the_restored_notebook_syncs_with_an_old_device_both_ways(
    kept: Kept, tmp_path: Path
) -> None:
    """Its backup is older than the other side's newest key, and it is let in with its own log."""
    infoview(kept.home, "backup", str(tmp_path / FILE))
    with up(kept.home) as served:
        phone = tmp_path / "phone"
        infoview(phone, "sync", served.url, stdin=served.link)
        (log,) = (each for each in devices(phone) if each != devices(kept.home)[0])
        infoview(kept.home, "revoke", log, "--yes")
        new = tmp_path / "new"
        infoview(new, "restore", str(tmp_path / FILE), stdin=kept.phrase)
        infoview(new, "add", "Boris Kim")
        unasked = infoview(new, "sync", served.url)
        assert (unasked.returncode, "a code is needed" in unasked.stderr) == (1, True)
        said = infoview(new, "sync", served.url, stdin=served.new_link())
        assert said.returncode == 0, said.stderr
        assert "both sides show the same" in said.stdout
        infoview(new, "edit", "ada", "--title", "Editor")
        again = infoview(new, "sync", served.url)
        assert again.stdout.startswith("0 events in, 1 out"), again.stderr
    digests = {infoview(home, "digest").stdout for home in (kept.home, new)}
    assert len(digests) == 1
    assert "Boris Kim" in infoview(kept.home, "people").stdout


def devices(home: Path) -> list[str]:
    rows = json.loads(infoview(home, "devices", "--json").stdout)
    return [row["log"] for row in rows]
