"""What happens to the devices of one notebook, out of one seed, until the faults stop."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from infoview_sync.devices.renewing import sealing_anew
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import Fork, SyncError
from infoview_sync.events.author import Draft
from infoview_sync.events.catalogue.people import ContactAdded, ContactCorrected
from infoview_sync.events.chain import body_hash
from infoview_sync.projections import roster
from infoview_sync.sync.http import Round, sync_once
from tests.authors import joined, let_in
from tests.simulator import invariants
from tests.simulator.device import Device, Died, End
from tests.simulator.network import Network
from tests.simulator.trace import Broken, Trace, shown, told
from tests.simulator.words import PEOPLE, some_drafts
from tests.world import Clock, draft, subject_id

DEVICES_MAX = 5
STEPS = (12, 32)
ENDS_IN_STEP = 0.25
STATEMENTS = 70
"""A round or an append runs some 10 to 200; most crashes fall inside."""
MINUTE_MS = 60_000
YEAR_MS = 365 * 24 * 60 * MINUTE_MS
SKEWS_MS = (0, MINUTE_MS, -MINUTE_MS, -10 * YEAR_MS, 10 * YEAR_MS, 250 * YEAR_MS)
RARE = {
    "set back": 0.4, "clone": 0.4, "revoke": 0.7, "upgrade": 0.5, "forget": 0.3, "join": 0.5,
}  # fmt: skip
"""How often a story knows such a fault at all: stories that know few of them go further."""


def faults_known(rng: random.Random) -> set[str]:
    """Which rare faults a story knows: the first thing that its dice decide."""
    return {name for name, share in RARE.items() if rng.random() < share}


class Story:
    """`tell` it, then look at `devices`; `copied` are logs that may have two writers.

    `root`: the log that the notebook begins with; `revokers`: those that cut a device off.
    """

    def __init__(self, seed: int, place: Path, trace: Trace) -> None:
        self.rng = random.Random(seed)
        self.trace = trace
        self.network = Network(self.rng, trace)
        self.devices: list[Device] = []
        self.copied: set[str] = set()
        self.revokers: set[str] = set()
        self.root = ""
        self._seed = str(seed)
        self._place = place
        self._clock = Clock()
        self._knows = faults_known(self.rng)

    async def tell(self) -> None:
        self.devices.append(self._new("d0"))
        await self.devices[0].begin()
        await self.devices[0].show_key()
        self.root = self.devices[0].log
        people = [subject_id(number) for number in range(1, PEOPLE + 1)]
        await self._record(
            self.devices[0],
            [draft("contact.added", each, name="W", org="W", source="typed") for each in people],
        )
        for _ in range(self.rng.randrange(1, 4)):
            await self._join()
        steps: list[tuple[Callable[[], Awaitable[None]], int]] = [
            (self._say, 8), (self._meet, 9), (self._deliver, 2), (self._part, 1), (self._skew, 2),
        ]  # fmt: skip
        rare: dict[str, tuple[Callable[[], Awaitable[None]], int]] = {
            "set back": (self._set_back, 3), "clone": (self._clone, 2), "revoke": (self._revoke, 4),
            "upgrade": (self._upgrade, 1), "forget": (self._forget, 1), "join": (self._join, 1),
        }  # fmt: skip
        steps += [step for name, step in rare.items() if name in self._knows]
        for _ in range(self.rng.randrange(*STEPS)):
            (step,) = self.rng.choices([do for do, _ in steps], [weight for _, weight in steps])
            await step()

    async def close(self) -> None:
        for device in self.devices:
            await device.close()

    async def meet(self, client: Device, server: Device) -> Round | SyncError | None:
        """One round as `infoview sync` does it; None if a process ended meanwhile."""
        try:
            async with (
                self.network.between(client, server) as http,
                sealing_anew(client.notebook),
            ):
                done: Round | SyncError = await sync_once(
                    client.notebook, http, paired=server.paired
                )
        except Died:
            return None
        except SyncError as error:
            done = error
        if client.note_log():
            await self._pair(client)
        for each in (client, server):
            if not each.is_dead():
                each.promises.heads.update(await each.notebook.heads())
                await invariants.nothing_after_the_end(each)
        return done

    async def _say(self) -> None:
        device = self.rng.choice(self.devices)
        await self._maybe_end(device)
        await self._record(device, some_drafts(self.rng, device.promises, device.log))

    async def _meet(self) -> None:
        client, server = self.rng.sample(self.devices, 2)
        if not self.network.reaches(client, server):
            return
        await self._maybe_end(self.rng.choice((client, server)))
        self.trace.say(f"meet {client.name}→{server.name}")
        done = await self.meet(client, server)
        self.trace.say(f"      {told(done)}")
        if made_up := forks_in(done) - self.copied:
            raise Broken("I3", f"nobody copied {sorted(made_up)}, and yet forks are told")
        for each in (client, server):
            await self._begin_again(each)
            self.trace.say(f"      {each.name} {shown(await each.notebook.summary())}")

    async def _record(self, device: Device, drafts: list[Draft]) -> None:
        """Say it; what the user was told is kept, and seen, from now on."""
        stored = await device.notebook.append(drafts)
        is_heard = not device.is_dead()
        if is_heard:
            device.promises.said.update(
                {(event.log, event.seq): body_hash(event.body) for event in stored}
            )
        self.trace.say(f"say {device.name} {stored[-1].seq if is_heard else 'unheard'}")
        # Before anything else is asked: a process may end at the very moment of its answer.
        await self._begin_again(device)
        if is_heard:
            self.trace.say(f"      {shown(await device.notebook.summary())}")
            await self._seen(device, drafts)

    async def _seen(self, device: Device, drafts: list[Draft]) -> None:
        """What was said last is later than all that was seen here, whatever the clocks."""
        orgs = {
            each.subject: each.data.org
            for each in drafts
            if isinstance(each.data, ContactAdded | ContactCorrected)
        }
        for row in await device.notebook.ask("people", archived=1):
            if row["org"] != orgs.get(row["id"], row["org"]):
                raise Broken("order", f"{device.name} does not show what was just said there")

    async def _forget(self) -> None:
        device = self.rng.choice(self.devices)
        person = subject_id(self.rng.randrange(1, PEOPLE + 1))
        await self._maybe_end(device)
        await self._record(device, [draft("contact.forgotten", person, subjects=[person])])

    async def _deliver(self) -> None:
        await self.network.deliver_late()

    async def _part(self) -> None:
        """The network falls into two parts, or grows together again."""
        names = [each.name for each in self.devices]
        apart = self.rng.sample(names, self.rng.randrange(len(names)))
        self.network.apart = frozenset() if self.network.apart else frozenset(apart)
        self.trace.say(f"apart {sorted(self.network.apart)}")

    async def _skew(self) -> None:
        device = self.rng.choice(self.devices)
        device.skew_ms = self.rng.choice(SKEWS_MS)
        self.trace.say(f"skew {device.name} {device.skew_ms}")

    async def _set_back(self) -> None:
        """Somebody keeps a copy of a device's folder, or puts one back."""
        device = self.rng.choice(self.devices)
        copied = [each for each in self.devices if each.kept is not None]
        if copied and self.rng.random() < 0.5:
            device = self.rng.choice(copied)
            await self._go_back(device)
        else:
            await device.keep_copy()
            self.trace.say(f"copy {device.name}")

    async def _go_back(self, device: Device) -> None:
        assert device.kept is not None
        unnoticed = self.rng.random() < 0.6
        if unnoticed:
            self.copied.add(device.log)
        await device.set_back(device.kept, unnoticed=unnoticed)
        await self._pair(device)
        how = "unnoticed" if unnoticed else "as a copy"
        self.trace.say(f"set back {device.name} {how} {shown(await device.notebook.summary())}")
        await self._record(device, some_drafts(self.rng, device.promises, device.log))

    async def _clone(self) -> None:
        """A device's folder is copied to another machine, or the machine as a whole."""
        if len(self.devices) >= DEVICES_MAX:
            return
        device, unnoticed = self.rng.choice(self.devices), self.rng.random() < 0.6
        if unnoticed:
            self.copied.add(device.log)
        other = await device.clone(f"d{len(self.devices)}", unnoticed=unnoticed)
        self.devices.append(other)
        await self._pair(other)
        how = "unnoticed" if unnoticed else "as a copy"
        self.trace.say(f"clone {device.name} {how} as {other.name}")
        for each in (device, other):
            await self._record(each, some_drafts(self.rng, each.promises, each.log))

    async def _revoke(self) -> None:
        """One device cuts another off; nobody who is known to be cut off does so."""
        by, lost = self.rng.choice(self.devices), self.rng.choice(self.devices)
        gone = await cut_off(self.devices)
        heads = await by.notebook.heads()
        if gone or lost.log == by.log or lost.log not in heads:
            return
        await self._maybe_end(by)
        await by.notebook.write(
            partial(revoke_device, log=lost.log, who=by.notebook.who, world=by.notebook.world)
        )
        self.trace.say(f"revoke {lost.name} by {by.name}")
        await self._begin_again(by)
        if await cut_off([by]):
            self.revokers.add(by.log)

    async def _upgrade(self) -> None:
        """Its views are of other SQL files: made anew at the next start, whatever stood there."""
        device = self.rng.choice(self.devices)
        await device.notebook.write(
            lambda writer: (
                writer.execute("UPDATE projection SET sql_hash = 'of an older version'"),
                writer.execute("UPDATE contact SET org = 'as an older version saw it'"),
            )
        )
        await device.begin_again()
        self.trace.say(f"upgrade {device.name} {shown(await device.notebook.summary())}")

    async def _join(self) -> None:
        if len(self.devices) >= DEVICES_MAX:
            return
        by = self.rng.choice(self.devices)
        device = self._new(f"d{len(self.devices)}", by.log)
        await device.begin(
            await joined(by.notebook, device.home, name=device.name, surroundings=device.world())
        )
        self.devices.append(device)
        await self._pair(device)
        self.trace.say(f"join {device.name} by {by.name}")

    async def _pair(self, device: Device) -> None:
        """It opens the doors of all others that were not cut off, and they open its own."""
        gone = await cut_off(self.devices)
        await device.show_key()
        for each in self.devices:
            if each is not device and {each.log, device.log}.isdisjoint(gone):
                await _let_in_at(device, each)
                await _let_in_at(each, device)

    def _new(self, name: str, let_in_by: str | None = None) -> Device:
        return Device(name, self._place, self._seed, self._clock, let_in_by=let_in_by)

    async def _maybe_end(self, device: Device) -> None:
        if self.rng.random() < ENDS_IN_STEP:
            how: End = self.rng.choice(("kill", "power"))
            await device.will_end(how, after=self.rng.randrange(1, STATEMENTS))

    async def _begin_again(self, device: Device) -> None:
        how = await device.ended()
        if how is not None:
            self.trace.say(f"{how} {device.name} {shown(await device.notebook.summary())}")
            await invariants.promises_are_kept(device)


async def _let_in_at(client: Device, server: Device) -> None:
    token = f"of-{client.log}-at-{server.name}"
    await let_in(server.notebook, token=token, log=client.log, is_here=False)
    client.token_by_server[server.name] = token


async def cut_off(devices: list[Device]) -> set[str]:
    """Logs that any of these devices knows to be cut off."""
    return {log for each in devices for log in await each.notebook.read(roster.cut_off)}


def forks_in(done: Round | SyncError | None) -> set[str]:
    """Logs of which a round says that the two sides hold different pasts."""
    refused = done.refused if isinstance(done, Round) else {}
    return {log for log, why in refused.items() if isinstance(why, Fork)}
