"""Who is let in, and how far: the rules of docs/security.md, on the store itself (I5, I12)."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import BadSegment, NotAdmitted, Revoked
from infoview_sync.events.author import Draft, event_data
from infoview_sync.events.chain import Head, genesis
from infoview_sync.keys.signing import sign_approval
from infoview_sync.log import store
from infoview_sync.log.keyring import Approval, Joining
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.run import SignedRun
from infoview_sync.projections.write import PASSES_MAX
from tests.authors import admit_all, joined
from tests.world import draft, subject_id, world


@pytest.fixture
async def phone(tmp_path: Path, notebook: Notebook) -> AsyncIterator[Notebook]:
    opened = await joined(notebook, tmp_path / "phone", name="phone")
    yield opened
    await opened.close()


async def test_devices_sent_in_the_worst_order_come_in_a_few_at_a_time(
    notebook: Notebook, tmp_path: Path
) -> None:
    chain = [await joined(notebook, tmp_path / "0", name="0")]
    for number in range(1, 2 * PASSES_MAX):
        chain.append(await joined(chain[-1], tmp_path / str(number), name=str(number)))
    sent = [run for device in reversed(chain) for run in await runs(device)]
    taken = [(await notebook.admit(sent)).new for _ in range(3)]
    assert taken == [PASSES_MAX, PASSES_MAX, 0]
    for device in chain:
        await device.close()


async def runs(author: Notebook, log: str | None = None, *, after: int = 0) -> list[SignedRun]:
    """The author's own log from there on, as one signed run; or another's, passed on as it came."""
    log = log or author.who.log
    keyring = await author.keyring()

    def read(connection: sqlite3.Connection) -> SignedRun:
        notebook = author.who.notebook
        start = store.head_at(connection, notebook=notebook, log=log, seq=after)
        assert start is not None
        rows = list(store.bodies_after(connection, log=log, after=after, until=10_000))
        head = Head(after + len(rows), rows[-1][1])
        if log == author.who.log:
            signature = keyring.sign(head)
        else:
            (signature,) = connection.execute(
                "SELECT signature FROM signed_head WHERE log = ? AND seq = ?", (log, head.seq)
            ).fetchone()
        return SignedRun(log, start, [body for body, _ in rows], head, signature)

    return [await author.read(read)]


async def say(author: Notebook, number: int) -> None:
    await author.append(
        [draft("contact.added", subject_id(number), name=f"P{number}", source="typed")]
    )


async def meet(*sides: Notebook) -> None:
    """Everybody tells everybody everything, until nothing is new."""
    for _ in range(3):
        for one in sides:
            for other in sides:
                if one is other:
                    continue
                heads = await one.heads()
                known = await other.heads()
                for log, head in heads.items():
                    have = known[log].seq if log in known else 0
                    if have < head.seq:
                        await other.admit(await runs(one, log, after=have))


async def revoke(by: Notebook, log: str) -> None:
    await by.write(partial(revoke_device, log=log, who=by.who, world=by.world))


async def test_a_device_that_was_let_in_is_taken(notebook: Notebook, phone: Notebook) -> None:
    await say(phone, 1)
    accepted = await admit_all(notebook, await runs(phone))
    assert (accepted.new, accepted.refused) == (2, {})
    await admit_all(phone, await runs(notebook))
    assert await phone.summary() == await notebook.summary()


async def test_a_stranger_is_not(tmp_path: Path, notebook: Notebook) -> None:
    stranger = await Notebook.open(
        tmp_path / "stranger", notebook.world._replace(device_name="stranger"),
        notebook_id=notebook.who.notebook,
    )  # fmt: skip
    accepted = await notebook.admit(await runs(stranger))
    assert accepted.new == 0
    assert set(accepted.refused) == {stranger.who.log}
    with pytest.raises(NotAdmitted):
        await admit_all(notebook, await runs(stranger))
    await stranger.close()


async def test_another_s_signature_is_no_signature(notebook: Notebook, phone: Notebook) -> None:
    (run,) = await runs(phone)
    for bad in (bytes(64), (await notebook.keyring()).sign(run.head)):
        with pytest.raises(BadSegment):
            await notebook.admit([run._replace(signature=bad)])
    assert phone.who.log not in await notebook.heads()


async def test_a_log_waits_for_whoever_let_it_in(
    tmp_path: Path, notebook: Notebook, phone: Notebook
) -> None:
    """The phone let a tablet in: whatever arrives first, the laptop ends with both (I5)."""
    tablet = await joined(phone, tmp_path / "tablet", name="tablet")
    told = [*await runs(phone), *await runs(tablet)]
    for number, order in enumerate(permutations(told)):
        third = await joined(notebook, tmp_path / f"third{number}", name=f"third{number}")
        await third.admit(await runs(notebook))
        assert (await admit_all(third, list(order))).new == 2
        await third.close()
    accepted = await notebook.admit([told[1]])
    assert (accepted.new, set(accepted.refused)) == (0, {tablet.who.log})
    await tablet.close()


async def test_i12_nothing_after_the_revocation_is_taken(
    notebook: Notebook, phone: Notebook
) -> None:
    await say(phone, 1)
    await notebook.admit(await runs(phone))
    await revoke(notebook, phone.who.log)
    await say(phone, 2)
    with pytest.raises(Revoked):
        await admit_all(notebook, await runs(phone, after=2))
    again = await notebook.admit(await runs(phone))
    assert again.new == 0
    assert {row["name"] for row in await notebook.ask("people", archived=0)} == {"P1"}


async def test_a_device_cut_off_before_its_log_came_stays_out(
    notebook: Notebook, phone: Notebook
) -> None:
    await notebook.write(
        lambda connection: connection.execute(
            "INSERT OR REPLACE INTO access (token_hash, log, is_here, created_at)"
            " VALUES (x'00', ?, 0, 0)",
            (phone.who.log,),
        )
    )
    await revoke(notebook, phone.who.log)
    with pytest.raises(Revoked):
        await admit_all(notebook, await runs(phone))


async def test_an_undo_lets_nobody_in_again(notebook: Notebook, phone: Notebook) -> None:
    await notebook.admit(await runs(phone))
    await revoke(notebook, phone.who.log)
    head = (await notebook.heads())[notebook.who.log]
    undo = event_data("event.retracted", {"log": notebook.who.log, "seq": head.seq})
    await notebook.append(
        [Draft(subject=phone.who.log, data=undo, occurred_at=notebook.now_local())]
    )
    await say(phone, 2)
    with pytest.raises(Revoked):
        await admit_all(notebook, await runs(phone, after=1))


async def test_who_held_more_when_it_heard_of_it_says_so_and_all_agree(
    tmp_path: Path, notebook: Notebook, phone: Notebook
) -> None:
    """The tablet took two more events of the phone before it heard that it was cut off."""
    tablet = await joined(notebook, tmp_path / "tablet", name="tablet")
    await meet(notebook, phone, tablet)
    await revoke(notebook, phone.who.log)
    await say(phone, 1)
    await say(phone, 2)
    await tablet.admit(await runs(phone, after=1))
    await meet(notebook, tablet)
    assert await notebook.summary() == await tablet.summary()
    assert (await notebook.heads())[phone.who.log].seq == 3
    await say(phone, 3)
    for side in (notebook, tablet):
        with pytest.raises(Revoked):
            await admit_all(side, await runs(phone, after=3))
    await tablet.close()


async def test_whom_a_device_let_in_stays_in_when_it_is_cut_off(
    tmp_path: Path, notebook: Notebook, phone: Notebook
) -> None:
    tablet = await joined(phone, tmp_path / "tablet", name="tablet")
    await meet(notebook, phone, tablet)
    await revoke(notebook, phone.who.log)
    late = await joined(notebook, tmp_path / "late", name="late")
    await meet(notebook, late, tablet)
    await say(tablet, 5)
    await meet(notebook, late, tablet)
    assert await notebook.summary() == await late.summary() == await tablet.summary()
    await late.close()
    await tablet.close()


async def test_whom_it_lets_in_after_that_stays_out(
    tmp_path: Path, notebook: Notebook, phone: Notebook
) -> None:
    await notebook.admit(await runs(phone))
    await revoke(notebook, phone.who.log)
    friend = await joined(phone, tmp_path / "friend", name="friend")
    accepted = await notebook.admit(await runs(friend))
    assert (accepted.new, set(accepted.refused)) == (0, {friend.who.log})
    await friend.close()


async def test_a_log_out_of_a_file_is_vouched_for_and_passed_on(
    tmp_path: Path, notebook: Notebook, phone: Notebook
) -> None:
    """Nobody signed what an export holds: whoever imports it stands for it."""
    from tests.notebooks import make_notebook
    from tests.segments import runs_of

    bodies = next(iter(make_notebook(3, events=40, hostile=False).values()))
    log = "fedcba9876543210"
    start = genesis(notebook=notebook.who.notebook, log=log)
    await notebook.accept(runs_of(notebook.who.notebook, log, bodies))
    assert start.seq == 0
    keyring = await notebook.keyring()
    head = (await notebook.heads())[log]
    run = SignedRun(log, start, bodies, head, keyring.sign_as(log, head))
    assert set((await phone.admit([*await runs(notebook), run])).refused) == {log}
    await notebook.stand_by()
    await admit_all(phone, [*await runs(notebook), run])
    assert (await phone.heads())[log] == head
    with pytest.raises(BadSegment):
        await phone.admit([run._replace(signature=bytes(64))])


async def test_all_that_one_device_writes_is_cut_off_together(
    tmp_path: Path, notebook: Notebook, phone: Notebook
) -> None:
    """A browser whose storage was set back goes on in a new log with the same keys."""
    own = await phone.keyring()
    log = "c0ff1nxed0000000"
    surroundings = world(name="phone", seed=2)
    approval = sign_approval(
        own.secrets.signing_seed,
        notebook=phone.who.notebook, log=log, keys=own.secrets.public,
    )  # fmt: skip
    joining = Joining(
        phone.who.notebook, log, own.secrets, own.root, Approval(phone.who.log, approval),
        own.epochs, phone.world.wall_ms() * 1024,
    )  # fmt: skip
    again = await Notebook.open(tmp_path / "again", surroundings, joining=joining)
    await admit_all(notebook, [*await runs(phone), *await runs(again)])
    await revoke(notebook, log)
    await say(again, 1)
    await say(phone, 2)
    for side in (again, phone):
        with pytest.raises(Revoked):
            await admit_all(notebook, await runs(side, after=1))
    await again.close()
