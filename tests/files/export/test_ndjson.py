"""The notebook's own format: bit for bit out and in, and no damage goes unnoticed."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.events.chain import Head, body_hash, genesis, next_head
from infoview_sync.files.export.ndjson import Event, notebook_lines
from infoview_sync.files.own import Damaged, RunsOfFile, check, looks_own
from infoview_sync.files.refusal import EmptyFile, FileRefused
from infoview_sync.log import store
from infoview_sync.log.store import Body, Erased
from tests.notebooks import make_notebook
from tests.replica import NOTEBOOK, Replica
from tests.segments import runs_of

NAME = "notebook.ndjson"


def exported(replica: Replica) -> bytes:
    events = [
        Event(log, number, hash_, body)
        for log, head in sorted(replica.heads.items())
        for number, (body, hash_) in enumerate(
            store.bodies_after(replica.connection, log=log, after=0, until=head.seq), start=1
        )
    ]
    return b"".join(notebook_lines(NOTEBOOK, replica.heads, events))


def replica_of(logs: dict[str, list[Body]]) -> Replica:
    replica = Replica()
    replica.deliver([run for log, bodies in logs.items() for run in runs_of(NOTEBOOK, log, bodies)])
    return replica


def hostile_logs(seed: int, events: int) -> dict[str, list[Body]]:
    """Plausible events, unreadable ones, erased ones."""
    rng = random.Random(seed)
    logs: dict[str, list[Body]] = {}
    for log, bodies in make_notebook(seed, events=events).items():
        logs[log] = [
            Erased(body_hash(body)) if rng.random() < 0.1
            else rng.randbytes(40).replace(b"\n", b" ").replace(b"!", b"?") if rng.random() < 0.1
            else body
            for body in bodies
        ]  # fmt: skip
    return logs


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), events=st.integers(4, 80))
def test_what_goes_out_comes_back_bit_for_bit(seed: int, events: int) -> None:
    logs = hostile_logs(seed, events)
    with replica_of(logs) as one, Replica() as other:
        raw = exported(one)
        file = io.BytesIO(raw)
        runs = RunsOfFile(file, check(file, file_name=NAME), file_name=NAME)
        other.deliver(runs)
        assert other.heads == one.heads
        assert other.digest == one.digest
        assert {log: other.bodies(log) for log in logs} == logs
        assert exported(other) == raw


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 50), place=st.integers(0), bit=st.integers(0, 7))
def test_any_flipped_bit_is_found(seed: int, place: int, bit: int) -> None:
    with replica_of(hostile_logs(seed, 20)) as replica:
        raw = bytearray(exported(replica))
    raw[place % len(raw)] ^= 1 << bit
    with pytest.raises(FileRefused) as refused:
        check(io.BytesIO(bytes(raw)), file_name=NAME)
    assert refused.value.line is not None


def lines() -> list[bytes]:
    with replica_of(hostile_logs(3, 40)) as replica:
        return exported(replica).splitlines(keepends=True)


def swapped(all_: list[bytes], one: int, other: int) -> list[bytes]:
    out = list(all_)
    out[one], out[other] = out[other], out[one]
    return out


def edited(old: bytes, new: bytes) -> Callable[[list[bytes]], bytes]:
    def edit(all_: list[bytes]) -> bytes:
        assert old in b"".join(all_)
        return b"".join(all_).replace(old, new, 1)

    return edit


DAMAGE: dict[str, Callable[[list[bytes]], bytes]] = {
    "empty": lambda _: b"",
    "one line feed": lambda _: b"\n",
    "binary junk": lambda _: bytes(range(256)) * 40,
    "zeros": lambda _: bytes(5000),
    "no header": lambda all_: b"".join(all_[1:]),
    "header twice": lambda all_: b"".join([all_[0], *all_]),
    "header only": lambda all_: all_[0],
    "half a header": lambda all_: all_[0][:70],
    "header without its line end": lambda all_: all_[0][:-1],
    "newer version": edited(b'"version":1', b'"version":2'),
    "version as text": edited(b'"version":1', b'"version":"1"'),
    "another format": edited(b"infoview notebook", b"other"),
    "another notebook": edited(NOTEBOOK.encode(), b"1" * 16),
    "no notebook id": edited(NOTEBOOK.encode(), b"me"),
    "fewer events in the header": edited(b'"events":40', b'"events":39'),
    "a line missing": lambda all_: b"".join(all_[:5] + all_[6:]),
    "the first line missing": lambda all_: b"".join(all_[:1] + all_[2:]),
    "the last line missing": lambda all_: b"".join(all_[:-1]),
    "the last line twice": lambda all_: b"".join([*all_, all_[-1]]),
    "a line twice": lambda all_: b"".join(all_[:5] + all_[4:]),
    "two lines swapped": lambda all_: b"".join(swapped(all_, 4, 5)),
    "first and last swapped": lambda all_: b"".join(swapped(all_, 1, -1)),
    "half of it": lambda all_: b"".join(all_)[: len(b"".join(all_)) // 2],
    "half a last line": lambda all_: b"".join(all_)[:-20],
    "no last line end": lambda all_: b"".join(all_)[:-1],
    "a blank line": lambda all_: b"".join([*all_[:4], b"\n", *all_[4:]]),
    "a blank line at the end": lambda all_: b"".join([*all_, b"\n"]),
    "something behind the end": lambda all_: b"".join([*all_, b"end"]),
    "line ends of Windows": lambda all_: b"".join(all_).replace(b"\n", b"\r\n"),
    "one line end of Windows": edited(b"}\n{", b"}\r\n{"),
    "a byte order mark": lambda all_: b"\xef\xbb\xbf" + b"".join(all_),
    "UTF-16": lambda all_: b"".join(all_).decode("utf-8", "replace").encode("utf-16"),
    "pretty-printed": lambda all_: b"".join(all_).replace(b'","', b'", "'),
    "a space in a body": edited(b'"data":{', b'"data": {'),
    "an endless line": lambda all_: all_[0] + b"x" * 2_000_000,
    "an array": lambda _: b"[]\n",
    "deep nesting": lambda _: b"[" * 100_000 + b"\n",
    "words of another event": edited(b'"subject":"', b'"subject":"0'),
    "an erased event's hash changed": edited(b'"erased":"', b'"erased":"00'),
    "broken base64": edited(b'"base64":"', b'"base64":"='),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=str)
def test_a_damaged_file_is_refused_by_line_and_remedy(damage: str) -> None:
    raw = DAMAGE[damage](lines())
    with pytest.raises(FileRefused) as refused:
        check(io.BytesIO(raw), file_name=NAME)
    told = str(refused.value)
    assert told.startswith(NAME)
    assert refused.value.remedy
    assert isinstance(refused.value, EmptyFile) or refused.value.line is not None


def test_the_line_at_fault_is_named() -> None:
    all_ = lines()
    worded = [number for number, line in enumerate(all_) if b'"salt":"' in line]
    for number in (worded[0], worded[-1]):
        changed = list(all_)
        changed[number] = changed[number].replace(b'"salt":"', b'"salt":"x', 1)
        with pytest.raises(Damaged, match=rf"line {number + 1}: .*hash does not add up"):
            check(io.BytesIO(b"".join(changed)), file_name=NAME)


def test_a_file_that_changes_after_it_was_checked_is_refused() -> None:
    all_ = lines()
    file = io.BytesIO(b"".join(all_))
    checked = check(file, file_name=NAME)
    other = io.BytesIO(b"".join([*all_[:-1], all_[-1][:-3] + b"  }\n"]))
    with pytest.raises(Damaged):
        list(RunsOfFile(other, checked, file_name=NAME))


def test_a_body_that_no_segment_could_carry_is_refused() -> None:
    for body in (b"a\nb", b"!" + b"0" * 64, b"x" * 300_000):
        log = "fedcba9876543210"
        head = next_head(genesis(notebook=NOTEBOOK, log=log), body_hash(body))
        raw = b"".join(
            notebook_lines(NOTEBOOK, {log: Head(1, head.hash)}, [Event(log, 1, head.hash, body)])
        )
        with pytest.raises(Damaged, match="line 2: no event can have such a body"):
            check(io.BytesIO(raw), file_name=NAME)


def test_it_is_known_by_its_beginning_or_name() -> None:
    head = lines()[0]
    assert looks_own(head, file_name="renamed.txt")
    assert looks_own(b"", file_name="Notebook.NDJSON")
    assert not looks_own(b"First Name,Last Name", file_name="Connections.csv")
