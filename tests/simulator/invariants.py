"""What must hold, whatever happened (FAULTS C)."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple

from infoview_sync.errors import Corrupt
from infoview_sync.events.chain import body_hash
from infoview_sync.log import store
from infoview_sync.log.store import Body
from infoview_sync.projections import roster
from infoview_sync.projections.notebook import Summary
from tests.replica import Replica
from tests.segments import runs_of
from tests.simulator.device import Device
from tests.simulator.trace import Broken

END = 2**49


class State(NamedTuple):
    """All that must be the same on devices that hold the same."""

    summary: Summary
    chains: dict[str, list[bytes]]
    """The hash after each event, by log."""


async def state(device: Device) -> State:
    return State(await device.notebook.summary(), await device.notebook.read(_chains))


async def promises_are_kept(device: Device) -> None:
    """I2: what it told its user or another device is there, also after its process has ended."""
    bodies, chains = await device.notebook.read(_body_hashes), await device.notebook.read(_chains)
    for (log, seq), hash_ in device.promises.said.items():
        if bodies.get((log, seq)) != hash_:
            raise Broken("I2", f"{device.name} said that event {seq} of its log is kept")
    for log, head in device.promises.heads.items():
        chain = chains.get(log, [])
        if len(chain) < head.seq or chain[head.seq - 1] != head.hash:
            raise Broken("I2", f"{device.name} said that it holds {head.seq} events of {log}")


async def nothing_after_the_end(device: Device) -> None:
    """I12: of a log that was cut off, as this device knows, it holds no more than counts."""
    own_log = device.notebook.who.log
    too_long = await device.notebook.read(partial(roster.longer_than_revoked, own_log=own_log))
    if too_long:
        raise Broken("I12", f"{device.name} holds events after their device was cut off")


async def chains_verify(device: Device) -> None:
    """I3 and I9 for one device: each log is one chain without a gap."""
    try:
        await device.notebook.verify()
    except Corrupt as error:
        raise Broken("I3", f"{device.name}: {error}") from error


def conflicts(one: State, other: State) -> set[str]:
    """Logs of which the two hold different events of one number: forks."""
    return {
        log
        for log, chain in one.chains.items()
        for theirs in [other.chains.get(log, [])]
        if (shared := min(len(chain), len(theirs))) and chain[shared - 1] != theirs[shared - 1]
    }


def no_fork_but(expected: set[str], states: Sequence[State]) -> None:
    """I3: two copies of a log are prefixes of one chain, but for logs that were copied."""
    for one, other in combinations(states, 2):
        if (found := conflicts(one, other)) - expected:
            raise Broken("I3", f"logs forked that nobody copied: {sorted(found - expected)}")


def views_are_equal(states: Sequence[State]) -> None:
    """I1: equal heads, equal digests."""
    for one, other in combinations(states, 2):
        if one.summary.heads == other.summary.heads and one.summary != other.summary:
            raise Broken("I1", "two devices hold the same events and show them differently")


async def views_are_a_function_of_the_log(device: Device, rng: random.Random) -> None:
    """I5, I6: a rebuild shows the same, and so does whoever is given the logs in another order."""
    before = await device.notebook.summary()
    await device.notebook.rebuild()
    if await device.notebook.summary() != before:
        raise Broken("I6", f"{device.name} shows something else after a rebuild")
    logs = await device.notebook.read(_bodies)
    runs = [
        run
        for log, bodies in logs.items()
        for run in runs_of(device.notebook.who.notebook, log, bodies, most=rng.randrange(1, 9))
    ]
    rng.shuffle(runs)
    with Replica(device.notebook.who.notebook) as replica:
        replica.deliver(runs)
        if (replica.heads, replica.digest) != before:
            raise Broken("I5", f"another order than that of {device.name} shows something else")


def _chains(connection: sqlite3.Connection) -> dict[str, list[bytes]]:
    chains: dict[str, list[bytes]] = {}
    for log, hash_ in connection.execute("SELECT log, hash FROM event ORDER BY log, seq"):
        chains.setdefault(log, []).append(hash_)
    return chains


def _body_hashes(connection: sqlite3.Connection) -> dict[tuple[str, int], bytes]:
    return {
        (log, seq): hash_of_body if body is None else body_hash(body)
        for log, seq, body, hash_of_body in connection.execute(
            "SELECT log, seq, CAST(body AS BLOB), body_hash FROM event"
        )
    }


def _bodies(connection: sqlite3.Connection) -> dict[str, list[Body]]:
    return {
        log: [body for body, _ in store.bodies_after(connection, log=log, after=0, until=END)]
        for log in store.heads(connection)
    }
