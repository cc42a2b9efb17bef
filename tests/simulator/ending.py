"""After the faults: whether the devices come together again, and what they hold then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from itertools import combinations, pairwise
from typing import Literal, NamedTuple, get_args

from infoview_sync.errors import Fork, UnknownEpoch
from infoview_sync.sync.exchange import SegmentReader, incoming, outgoing
from infoview_sync.sync.heads import Range
from infoview_sync.sync.http import Round
from tests.simulator import invariants
from tests.simulator.device import Device
from tests.simulator.invariants import State
from tests.simulator.network import delivered
from tests.simulator.story import Story, cut_off, forks_in
from tests.simulator.trace import Broken, shown, told
from tests.world import draft, subject_id

Shape = Literal["star", "line", "ring"]
Edge = tuple[Device, Device]
DELIVERED_AGAIN = 4


async def end(story: Story) -> None:
    """Raises: Broken."""
    story.network.is_calm = True
    story.network.apart = frozenset()
    for device in story.devices:
        device.skew_ms = 0
    group = await _come_together(story)
    gone = await cut_off(group)
    states = [await invariants.state(each) for each in story.devices]
    invariants.no_fork_but(story.copied, states)
    invariants.views_are_equal(states)
    for device in story.devices:
        await invariants.promises_are_kept(device)
        await invariants.chains_verify(device)
        await invariants.nothing_after_the_end(device)
    await invariants.views_are_a_function_of_the_log(story.rng.choice(story.devices), story.rng)
    await _again(story)
    for device in story.devices:
        if device.log in gone:
            await _cut_off_for_good(story, device, group)
    await _forks_are_told(story)


async def _come_together(story: Story) -> list[Device]:
    """I11: devices that hold one history have the same heads after 2 × diameter rounds.

    A device that goes on from an old copy of itself may only now write what others have otherwise;
    then those that are left begin anew.
    """
    for _ in range(len(story.devices)):
        group = await _one_history(story)
        edges, diameter = _laid_out(story, group)
        forked = await _rounds(story, edges, 2 * diameter)
        if not forked:
            break
        if made_up := forked - story.copied:
            raise Broken("I3", f"nobody copied {sorted(made_up)}, and yet forks are told")
    summaries = [await each.notebook.summary() for each in group]
    for device, summary in zip(group, summaries, strict=True):
        story.trace.say(f"end {device.name} {shown(summary)}")
    if any(summary.heads != summaries[0].heads for summary in summaries):
        raise Broken("I11", f"not the same heads after 2 × {diameter} rounds")
    return group


async def _one_history(story: Story) -> list[Device]:
    """As many devices as possible that are in, and of which no two forked."""
    gone = await cut_off(story.devices)
    left = [each for each in story.devices if each.log not in gone]
    here = [_Seen(each, await invariants.state(each)) for each in left]
    begun_by = {story.root} if story.root not in gone else await _ended_by(story)
    for size in range(len(here), 0, -1):
        for group in combinations(here, size):
            if _let_each_other_in(group, begun_by) and not any(
                one.device.log == other.device.log or invariants.conflicts(one.state, other.state)
                for one, other in combinations(group, 2)
            ):
                return [each.device for each in group]
    return []


class _Seen(NamedTuple):
    """A device and what it holds."""

    device: Device
    state: State


async def _ended_by(story: Story) -> set[str]:
    """Logs that cut off the one with which the notebook begins, and that this one had let in."""
    return {
        each.log
        for each in story.devices
        if each.log in story.revokers and each.let_in_by == story.root and await cut_off([each])
    }


def _let_each_other_in(group: Sequence[_Seen], begun_by: Collection[str]) -> bool:
    """Whether whoever let each of them in is among them, or else one that has met it.

    `begun_by`: logs that everybody lets in. If only a device let one in that was cut off before, or
    that went on as another branch, it stays out until it is let in anew (docs/security.md).
    """
    inside = {
        each.device.log
        for each in group
        if each.device.log in begun_by or each.device.let_in_by in begun_by
    }
    while True:
        met = {log for each in group if each.device.log in inside for log in each.state.chains}
        more = {
            each.device.log
            for each in group
            if each.device.let_in_by in inside or each.device.log in met
        }
        if more <= inside:
            return len(inside) == len(group)
        inside |= more


def _laid_out(story: Story, group: list[Device]) -> tuple[list[Edge], int]:
    """Who meets whom, in any order, and the diameter of that."""
    shape: Shape = story.rng.choice(get_args(Shape))
    ordered = story.rng.sample(group, len(group))
    edges: list[Edge] = list(pairwise(ordered))
    diameter = max(len(group) - 1, 0)
    if shape == "ring" and len(group) > 2:
        edges.append((ordered[-1], ordered[0]))
        diameter = len(group) // 2
    if shape == "star":
        edges = [(each, ordered[0]) for each in ordered[1:]]
        diameter = min(diameter, 2)
    story.trace.say(f"{shape} {[each.name for each in ordered]}")
    return story.rng.sample(edges, len(edges)), diameter


async def _rounds(story: Story, edges: list[Edge], rounds: int) -> set[str]:
    """So many rounds, or until one moves nothing; the logs whose forks ended them, if any did."""
    for number in range(rounds):
        is_quiet = True
        for client, server in edges:
            done = await story.meet(client, server)
            story.trace.say(f"round {number} {client.name}→{server.name} {told(done)}")
            if forked := forks_in(done):
                return forked
            if isinstance(done, Round) and done.agrees is False:
                raise Broken("I1", f"{client.name} and {server.name} show something else")
            is_quiet &= isinstance(done, Round) and done.pulled == done.pushed == 0
        if is_quiet:
            break
    return set()


async def _again(story: Story) -> None:
    """I4: what arrives a second time changes nothing."""
    pushes = story.network.pushes
    for server, request in story.rng.sample(pushes, min(DELIVERED_AGAIN, len(pushes))):
        await delivered(server, request)
        before = await invariants.state(server)
        await delivered(server, request)
        if await invariants.state(server) != before:
            raise Broken("I4", f"{server.name} shows something else after the same once more")


async def _cut_off_for_good(story: Story, lost: Device, group: list[Device]) -> None:
    """I12: nothing that the lost device says now gets in, neither by itself nor through others."""
    await lost.notebook.append([draft("contact.corrected", subject_id(1), org="After the end")])
    end = (await lost.notebook.heads())[lost.log].seq
    epochs_lost = (await lost.notebook.keyring()).epochs
    for device in group:
        before = await device.notebook.summary()
        epochs = (await device.notebook.keyring()).epochs
        if epochs.keys() <= epochs_lost.keys():
            raise Broken("I12", f"{lost.name} has every key of {device.name}")
        done = await story.meet(lost, device)
        story.trace.say(f"cut off {lost.name}→{device.name} {told(done)}")
        reader = SegmentReader(epochs)
        held = Range(lost.log, min(before.heads[lost.log].seq, end - 1), end)
        async for raw in outgoing(lost.notebook, [held]):
            # A copy of the device that went another way is a fork besides; and a key that nobody
            # seals with any more has not come to everybody.
            with suppress(Fork, UnknownEpoch):
                await incoming(device.notebook, list(reader.feed(raw)))
        if isinstance(done, Round) or (await device.notebook.summary()) != before:
            raise Broken("I12", f"{device.name} took what {lost.name} said after its end")


async def _forks_are_told(story: Story) -> None:
    """I3: of two branches of a log neither is taken for the other, and no other log waits."""
    for one, other in combinations(story.devices, 2):
        forked = invariants.conflicts(await invariants.state(one), await invariants.state(other))
        if not forked:
            continue
        done = await story.meet(one, other)
        story.trace.say(f"fork {one.name}→{other.name} {told(done)}")
        if isinstance(done, Round) and done.agrees:
            raise Broken("I3", f"{one.name} and {other.name} agree in spite of {sorted(forked)}")
        if await cut_off(story.devices):
            continue  # Then one of them may be no device that the other lets in.
        if not isinstance(done, Round) or forked - done.refused.keys():
            raise Broken("I3", f"a fork between {one.name} and {other.name} is not told")
        mine, theirs = await one.notebook.heads(), await other.notebook.heads()
        hindered = {log for log in mine | theirs if mine.get(log) != theirs.get(log)}
        if hindered - done.refused.keys():
            raise Broken("I3", f"a fork hinders {sorted(hindered - done.refused.keys())}")
