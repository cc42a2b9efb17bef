"""A real server process under attack: it answers, stays small, and tells its token to nobody."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infoview_sync.events.chain import body_hash
from infoview_sync.ids import new_id
from infoview_sync.log.store import Erased
from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.http import PUSH_LINES_BYTES_MAX
from tests.attack.knocks import HEADS, SEGMENTS, body, knock, resident_mb
from tests.attack.mutations import Mutator
from tests.authors import Author, author_at
from tests.cli.processes import Served, infoview, up
from tests.notebooks import make_notebook
from tests.segments import opened_runs
from tests.world import world

MESSAGES = 1_000
GROWTH_MB_MAX = 64
ANSWER_S_MAX = 1.0
KILLS = 4
PUSHED_AT_MOST = 2_000
"""Logs, twenty a push, until the server is killed."""
LINUX = sys.platform == "linux"


def client_of(server: Served) -> httpx.Client:
    return httpx.Client(
        base_url=server.url, headers={"authorization": f"Bearer {server.token}"}, timeout=30
    )


def port_of(server: Served) -> int:
    return int(server.url.rsplit(":", 1)[1])


def stopped(server: Served) -> str:
    """Stops it; what it has said on stderr."""
    server.process.send_signal(signal.SIGTERM)
    out, err = server.process.communicate(timeout=20)
    assert server.token not in out + err
    return err


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with up(tmp_path / "home") as running:
        yield running


def author_beside(server: Served, *vouched: str) -> Author:
    return asyncio.run(author_at(server.home, *vouched))


def test_a_thousand_nearly_right_messages_are_answered(server: Served) -> None:
    with client_of(server) as client:
        logs = make_notebook(5, events=150)
        author = author_beside(server, *logs)
        mutator = Mutator(author, logs, seed=5)
        before = client.get("/sync/heads").content
        started_mb = resident_mb(server.process.pid) if LINUX else 0.0
        for number in range(MESSAGES):
            if number % 2:
                answer = client.post("/sync/push", content=mutator.segment(), headers=SEGMENTS)
            else:
                answer = client.post("/sync/pull", content=mutator.heads(), headers=HEADS)
            assert answer.status_code < 500, (number, answer.text)
            assert answer.elapsed.total_seconds() < ANSWER_S_MAX, number
            assert answer.status_code == 200 or answer.json()["error"]["code"], number
        if LINUX:
            assert resident_mb(server.process.pid) - started_mb < GROWTH_MB_MAX
        taken = client.post("/sync/pull", content=before, headers=HEADS).content
    hashes = [
        each.hash_of_body if isinstance(each, Erased) else body_hash(each)
        for run in opened_runs(taken, author.epoch)
        for each in run.bodies
    ]
    assert hashes, "some were left whole"
    assert set(hashes) <= mutator.authored, "nothing was kept that nobody wrote"
    assert "Traceback" not in stopped(server)


@pytest.mark.skipif(not LINUX, reason="reads the memory of a process from /proc")
def test_what_inflates_a_thousandfold_takes_no_memory_and_blocks_nobody(server: Served) -> None:
    with client_of(server) as client, client_of(server) as other:
        log = new_id()
        one = author_beside(server, log).segment(log, [b"x" * 256 * 1024] * 4)
        inflated = 4 * (256 * 1024 + 1)
        fitting = PUSH_LINES_BYTES_MAX // inflated
        started_mb = resident_mb(server.process.pid)
        too_much = client.post("/sync/push", content=one * (fitting + 1), headers=SEGMENTS)
        assert (too_much.status_code, too_much.json()["error"]["code"]) == (413, "too_large")
        answers: list[int] = []
        push = threading.Thread(
            target=lambda: answers.append(
                client.post("/sync/push", content=one * fitting, headers=SEGMENTS).status_code
            )
        )
        push.start()
        slowest_s = most_mb = 0.0
        while push.is_alive():
            began = time.perf_counter()
            assert other.get("/sync/heads").status_code == 200
            slowest_s = max(slowest_s, time.perf_counter() - began)
            most_mb = max(most_mb, resident_mb(server.process.pid))
        push.join()
    assert answers == [200]
    assert slowest_s < ANSWER_S_MAX
    assert most_mb - started_mb < GROWTH_MB_MAX


STRANGE_TARGETS = [
    "/" + "a" * 300 + ".js",
    "/" + "a" * 20_000 + ".js",
    "/a%00.js",
    "/%ff.js",
    "/..%5capp.py",
    "/C:%5cx.js",
    "/%2e%2e%2fapp.py",
    "/assets/..%2f..%2fapp.py",
    "/assets/%00",
    "/assets/" + "a" * 300,
    "//sync/heads",
    "/sync%2fheads",
    "/%73ync/heads",
    "/sync/../sync/heads",
    "/SYNC/heads",
    "/sync/heads/",
    "/sync/heads;x",
    "http://evil.example/sync/heads",
    "sync/heads",
    "*",
    "?x",
]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "TRACE", "CONNECT", "QUERY"])
def test_no_address_or_method_reaches_data_or_an_error_of_ours(server: Served, method: str) -> None:
    host = f"Host: 127.0.0.1:{port_of(server)}\r\nConnection: close\r\n\r\n"
    for target in STRANGE_TARGETS:
        answer = knock(port_of(server), f"{method} {target} HTTP/1.1\r\n{host}".encode())
        status = int(answer.split()[1])
        assert status < 500, (target, answer)
        assert b'"notebook"' not in answer
        if status == 200:
            assert b"content-type: text/html" in answer, target
    assert "Traceback" not in stopped(server)


def test_lies_about_length_are_answered_and_not_logged_as_faults(server: Served) -> None:
    head = (
        f"POST /sync/push HTTP/1.1\r\nHost: 127.0.0.1:{port_of(server)}\r\n"
        f"Authorization: Bearer {server.token}\r\nContent-Type: application/octet-stream\r\n"
    )
    for lie in ("Content-Length: 200", "Transfer-Encoding: chunked"):
        knock(port_of(server), f"{head}{lie}\r\n\r\nc8\r\nIVSG".encode(), then_close=True)
    for lie in (
        "Content-Length: -1",
        "Content-Length: 4\r\nContent-Length: 5",
        "Transfer-Encoding: gzip, chunked",
        "Host: evil.example",
    ):
        answer = knock(port_of(server), f"{head}{lie}\r\n\r\nIVSG".encode())
        assert answer.startswith(b"HTTP/1.1 400"), lie
    assert "Traceback" not in stopped(server)


def test_nobody_else_may_read_what_it_writes(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with up(tmp_path / "home") as server, client_of(server) as client:
            log = new_id()
            raw = author_beside(server, log).segment(log, [body(log)])
            assert client.post("/sync/push", content=raw, headers=SEGMENTS).status_code == 200
            for path in (tmp_path / "home", *(tmp_path / "home").iterdir()):
                mode = stat.S_IMODE(path.stat().st_mode)
                assert mode == (0o700 if path.is_dir() else 0o600), path
    finally:
        os.umask(before)


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_acknowledged_into_a_file_that_is_gone(tmp_path: Path, replaced: bool) -> None:
    """SQLite goes on writing into a deleted file; the push was answered with 200 and lost (I2)."""
    with up(tmp_path / "home") as server, client_of(server) as client:
        log = new_id()
        raw = author_beside(server, log).segment(log, [body(log)])
        database = tmp_path / "home/notebook.sqlite3"
        kept = database.read_bytes()
        database.unlink()
        if replaced:
            (tmp_path / "spare").touch()  # so that the inode is not simply used again
            database.write_bytes(kept)
        answer = client.post("/sync/push", content=raw, headers=SEGMENTS)
        assert answer.status_code == 500
        error = answer.json()["error"]
        assert error["code"] == "store"
        assert str(tmp_path) not in error["message"]


def test_a_full_disk_is_told_and_reading_goes_on(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    with up(tmp_path / "home") as server, client_of(server) as client:
        large_log, small_log = new_id(), new_id()
        author = author_beside(server, large_log, small_log)
        heads = client.get("/sync/heads?digest=1").content
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (500_000, 500_000))
        text = random.Random(1).randbytes(100_000).hex()
        raw = author.segment(large_log, [body(new_id(), name=text)] * 3)
        answer = client.post("/sync/push", content=raw, headers=SEGMENTS)
        assert answer.json()["error"]["code"] == "store"
        assert client.get("/sync/heads?digest=1").content == heads
        small = author.segment(small_log, [body(new_id())])
        assert client.post("/sync/push", content=small, headers=SEGMENTS).status_code == 200


async def test_i2_what_a_push_was_told_survives_kill_9_beside_a_writing_shell(
    tmp_path: Path,
) -> None:
    rng = random.Random(9)
    told: set[str] = set()
    for number in range(KILLS):
        with up(tmp_path) as server, client_of(server) as client:
            waiting = [new_id(rng.randbytes) for _ in range(PUSHED_AT_MOST)]
            author = await author_at(server.home, *waiting)
            timer = threading.Timer(rng.uniform(0.02, 0.4), server.process.kill)
            shell = threading.Thread(target=infoview, args=(tmp_path, "add", f"Ada {number}"))
            shell.start()
            timer.start()
            try:
                while waiting:
                    logs = [waiting.pop() for _ in range(20)]
                    raw = b"".join(author.segment(log, [body(log)]) for log in logs)
                    answer = client.post("/sync/push", content=raw, headers=SEGMENTS)
                    assert answer.status_code == 200, answer.text
                    told |= set(logs)
            except httpx.HTTPError:
                pass
            timer.join()
            shell.join()
    opened = await Notebook.open(tmp_path, world())
    verified = await opened.verify()
    assert told
    assert told <= set(verified)
    names = {row["name"] for row in await opened.ask("people", archived=0)}
    assert {f"Ada {number}" for number in range(KILLS)} <= names
    await opened.close()


def test_a_token_is_in_no_file_and_a_link_neither(server: Served) -> None:
    with client_of(server) as client:
        client.get("/" + "a" * 300 + ".js")
        client.post("/sync/push", content=b"x", headers=SEGMENTS)
    secret = server.link.partition("=")[2].partition(".")[0]
    for path in server.home.iterdir():
        for word in (server.token, secret):
            assert word.encode() not in path.read_bytes(), path
    stopped(server)
