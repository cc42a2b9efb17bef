"""The invariants of FAULTS C that the log and the projector must hold, whatever is delivered."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.events.author import Draft, event_data, write_body
from infoview_sync.log.database import open_writer
from infoview_sync.projections import projector
from infoview_sync.projections.replay import Cut, open_cut
from infoview_sync.projections.roster import ROSTER_TYPES
from infoview_sync.projections.write import accept
from tests.notebooks import make_notebook
from tests.replica import NOTEBOOK, Replica, shuffled_runs
from tests.segments import runs_in, runs_of, segments_of

EXAMPLES = 200
seeds = st.integers(0, 2**32)
sizes = st.integers(4, 80)
many = settings(max_examples=EXAMPLES, deadline=None)


@many
@given(seed=seeds, events=sizes)
def test_i1_i5_any_order_of_delivery_gives_the_same_views(seed: int, events: int) -> None:
    logs = make_notebook(seed, events=events)
    with Replica() as one, Replica() as other:
        one.deliver(shuffled_runs(random.Random(seed), logs))
        other.deliver(shuffled_runs(random.Random(seed + 1), logs))
        assert one.heads == other.heads
        assert one.rows() == other.rows()
        assert one.digest == other.digest
        assert one.words() == other.words()


@many
@given(seed=seeds, events=sizes)
def test_i4_delivering_again_changes_nothing(seed: int, events: int) -> None:
    logs = make_notebook(seed, events=events)
    rng = random.Random(seed)
    runs = shuffled_runs(rng, logs)
    with Replica() as replica:
        replica.deliver(runs)
        heads, digest, words = replica.heads, replica.digest, replica.words()
        replica.deliver(rng.sample(runs, len(runs)))
        assert (replica.heads, replica.digest, replica.words()) == (heads, digest, words)


@many
@given(seed=seeds, events=sizes)
def test_i6_folding_bit_by_bit_equals_a_rebuild(seed: int, events: int) -> None:
    with Replica() as replica:
        replica.deliver(shuffled_runs(random.Random(seed), make_notebook(seed, events=events)))
        rows, words, digest = replica.rows(), replica.words(), replica.digest
        found = replica.indexed("corridor")
        replica.rebuild()
        assert replica.rows() == rows
        assert replica.words() == words
        assert replica.digest == digest
        assert replica.indexed("corridor") == found
        replica.connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")


@settings(max_examples=EXAMPLES, deadline=None)
@given(seed=seeds, events=sizes)
def test_i7_a_cut_reads_the_same_after_later_syncs(
    tmp_path_factory: object, seed: int, events: int
) -> None:
    rng = random.Random(seed)
    logs = make_notebook(seed, events=events)
    seqs = {log: rng.randrange(0, len(bodies) + 1) for log, bodies in logs.items()}
    cut = Cut({log: seq for log, seq in seqs.items() if seq})
    database = Path(tmp_path_factory.mktemp("i7")) / "n"  # type: ignore[attr-defined]  # untyped by Hypothesis
    writer = open_writer(database)
    try:
        projector.open_session(writer)
        projector.rebuild(writer)
        early = {log: bodies[: seqs[log]] for log, bodies in logs.items()}
        _take(writer, early)
        present = projector.digest(writer)
        assert _digest_at(database, cut) == present
        _take(writer, logs)
        assert _digest_at(database, cut) == present
    finally:
        writer.close()
    assert _digest_at(database, cut) == present, "after a restart"


@many
@given(seed=seeds, events=sizes)
def test_i8_an_undone_event_leaves_no_trace_and_a_redo_brings_it_back(
    seed: int, events: int
) -> None:
    rng = random.Random(seed)
    logs: dict[str, list[bytes]] = make_notebook(seed, events=events, hostile=False)
    log = rng.choice(sorted(logs))
    seq = rng.randrange(2, len(logs[log]) + 1) if len(logs[log]) > 1 else 1
    subject, type_ = _about(logs[log][seq - 1])
    if type_.startswith("event.") or type_ in ROSTER_TYPES:
        return
    never = {**logs, log: [*logs[log][: seq - 1], b"never said", *logs[log][seq:]]}
    undone = _with(logs, log, "event.retracted", subject, seq)
    redone = _with(undone, log, "event.restored", subject, seq)
    bookkeeping = frozenset({"retracted"})
    decided = _already_decided(logs, log, seq)
    with Replica() as first, Replica() as second, Replica() as third, Replica() as fourth:
        for replica, said in ((first, logs), (second, never), (third, undone), (fourth, redone)):
            replica.deliver(shuffled_runs(rng, said))
        assert third.rows(without=bookkeeping) == second.rows(without=bookkeeping)
        assert third.bodies(log)[: len(logs[log])] == logs[log], "an undo deletes nothing"
        if not decided:
            assert fourth.rows() == first.rows()


@many
@given(seed=seeds, events=sizes)
def test_i10_every_body_leaves_as_it_came(seed: int, events: int) -> None:
    logs = make_notebook(seed, events=events)
    with Replica() as first, Replica() as second:
        first.deliver(shuffled_runs(random.Random(seed), logs))
        kept = {log: [b for b in first.bodies(log) if isinstance(b, bytes)] for log in logs}
        second.deliver(runs_in(segments_of(NOTEBOOK, kept)))
        for log, bodies in logs.items():
            assert second.bodies(log) == bodies
        assert second.heads == first.heads


def test_an_undo_that_names_another_subject_counts_for_nothing() -> None:
    logs = make_notebook(7, events=20, hostile=False)
    log = next(iter(logs))
    said = logs
    for seq in range(1, len(logs[log]) + 1):
        said = _with(said, log, "event.retracted", "zzzzzzzzzzzzzzzz", seq)
    with Replica() as plain, Replica() as meddled:
        plain.deliver(shuffled_runs(random.Random(1), logs))
        meddled.deliver(shuffled_runs(random.Random(2), said))
        bookkeeping = frozenset({"retracted"})
        assert meddled.rows(without=bookkeeping) == plain.rows(without=bookkeeping)
        meddled.rebuild()
        assert meddled.rows(without=bookkeeping) == plain.rows(without=bookkeeping)


def _take(writer: sqlite3.Connection, logs: dict[str, list[bytes]]) -> None:
    writer.execute("BEGIN IMMEDIATE")
    for log, bodies in logs.items():
        accept(writer, runs_of(NOTEBOOK, log, bodies), NOTEBOOK)
    writer.execute("COMMIT")


def _digest_at(database: Path, cut: Cut) -> str:
    connection = open_cut(database, cut)
    try:
        return projector.digest(connection)
    finally:
        connection.close()


def _about(body: bytes) -> tuple[str, str]:
    from infoview_sync.events.envelope import read_envelope

    envelope = read_envelope(body)
    assert envelope is not None
    return envelope.subject, envelope.type


def _already_decided(logs: dict[str, list[bytes]], log: str, seq: int) -> bool:
    """True if somebody undid or restored this event before the test does."""
    target = f'"data":{{"log":"{log}","seq":{seq}}}'.encode()
    return any(target in body for bodies in logs.values() for body in bodies)


def _with(
    logs: dict[str, list[bytes]], log: str, type_: str, subject: str, seq: int
) -> dict[str, list[bytes]]:
    """The same logs and one decision more about (log, seq), later than everything."""
    stamp = 7 * 10**15 + sum(len(bodies) for bodies in logs.values())
    body = write_body(
        Draft(
            subject=subject,
            data=event_data(type_, {"log": log, "seq": seq}),
            occurred_at="2026-06-01T00:00:00+00:00",
        ),
        hlc=stamp,
        recorded_ms=1_795_000_000_000,
        tz="UTC",
        random_bytes=bytes,
    )
    return {**logs, log: [*logs[log], body]}
