"""Two notebooks and the real routes between them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import httpx
import pytest

from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import ForeignNotebook, Fork, Unreachable, Untrusted
from infoview_sync.projections.notebook import Notebook
from infoview_sync.sync.epochs import Paired
from infoview_sync.sync.http import sync_once
from tests.authors import joined, let_in
from tests.backups import exchange
from tests.clones import clone
from tests.conftest import PORT, app_of
from tests.world import draft, subject_id, world

ADA = subject_id(1)


async def join(tmp_path: Path, notebook: Notebook, name: str = "phone") -> Notebook:
    return await joined(notebook, tmp_path / name, name=name)


async def test_both_sides_end_with_equal_heads_and_digest(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    await notebook.append([draft("contact.added", ADA, name="Ada", source="typed")])
    phone = await join(tmp_path, notebook)
    await phone.append([draft("contact.added", subject_id(2), name="Bo", source="typed")])
    done = await sync_once(phone, client)
    assert (done.pulled, done.pushed, done.agrees) == (2, 2, True)
    assert await phone.summary() == await notebook.summary()
    again = await sync_once(phone, client)
    assert (again.pulled, again.pushed, again.agrees) == (0, 0, True)
    await phone.close()


async def test_a_round_that_brings_nothing_but_an_erased_event_has_brought_something(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    """Found by the simulator (seed 238): such a round was told as one that withholds events."""
    await notebook.append([draft("contact.added", ADA, name="Ada", source="typed")])
    await notebook.append([draft("contact.forgotten", ADA, subjects=[ADA])])
    phone = await join(tmp_path, notebook)
    await sync_once(phone, client)
    woken: list[int] = []
    phone.on_change(lambda: woken.append(1))
    await notebook.append([draft("contact.corrected", ADA, org="Said too late")])
    done = await sync_once(phone, client)
    assert (done.pulled, done.agrees, woken) == (1, True, [1])
    await phone.close()


async def test_both_edits_of_one_person_are_kept_and_one_winner_shows_on_both_sides(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    await notebook.append([draft("contact.added", ADA, name="Ada", org="A", source="typed")])
    phone = await join(tmp_path, notebook)
    await sync_once(phone, client)
    await notebook.append([draft("contact.corrected", ADA, org="From laptop", title="Editor")])
    await phone.append([draft("contact.corrected", ADA, org="From phone", location="Oslo")])
    await sync_once(phone, client)
    rows = [(await side.ask("contact", id=ADA))[0] for side in (notebook, phone)]
    assert rows[0] == rows[1]
    assert (rows[0]["title"], rows[0]["location"]) == ("Editor", "Oslo")
    assert rows[0]["org"] in {"From laptop", "From phone"}
    entries = await phone.ask(
        "entries", contact=ADA, type=None, since=None, until=None, recorded=0, limit=10
    )
    assert len(entries) == 3
    await phone.close()


async def test_a_long_log_arrives_whole_across_every_segment_boundary(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    for earlier, total in enumerate((511, 512, 513, 1024, 1025)):
        have = (await notebook.heads())[notebook.who.log].seq
        await notebook.append(
            [
                draft("contact.added", subject_id(n), name=f"P{n}", source="typed")
                for n in range(have, total)
            ]
        )
        phone = await join(tmp_path, notebook, f"phone-{total}")
        assert (await sync_once(phone, client)).pulled == total + earlier, "each phone adds itself"
        assert (await sync_once(phone, client)).agrees
        await phone.close()


async def test_large_bodies_are_cut_into_segments_that_fit(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    await notebook.append(
        [
            draft("note.taken", subject_id(n), interview=ADA, text=chr(0x4E00 + n) * 20_000)
            for n in range(60)
        ]
    )
    phone = await join(tmp_path, notebook)
    assert (await sync_once(phone, client)).agrees
    await phone.close()


async def test_a_clone_is_found_out_as_a_fork(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    phone = await join(tmp_path, notebook)
    await phone.append([draft("contact.added", ADA, name="Ada", source="typed")])
    await sync_once(phone, client)
    await phone.close()
    clone(tmp_path / "phone", tmp_path / "copy")
    phone = await Notebook.open(tmp_path / "phone", world(2, name="phone"))
    copy = await Notebook.open(tmp_path / "copy", world(3, name="copy"))
    await phone.append([draft("contact.corrected", ADA, org="One")])
    await copy.append([draft("contact.corrected", ADA, org="Other")])
    await copy.append([draft("contact.corrected", ADA, org="Another")])
    await sync_once(phone, client)
    await notebook.append([draft("contact.added", subject_id(2), name="Bo", source="typed")])
    before = await notebook.summary()
    done = await sync_once(copy, client)
    assert (done.agrees, done.pulled, done.pushed) == (None, 1, 0), "the other logs go on"
    (why,) = done.refused.values()
    assert isinstance(why, Fork)
    assert (why.log, why.seq) == (phone.who.log, 3)
    assert await notebook.summary() == before
    await copy.close()
    await phone.close()


async def test_a_clone_that_meets_a_longer_past_of_its_own_log_goes_on_in_another(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    """FAULTS B: found on first contact, both branches kept, one continues in a new log."""
    phone = await join(tmp_path, notebook)
    await sync_once(phone, client)
    await phone.close()
    clone(tmp_path / "phone", tmp_path / "copy")
    phone = await Notebook.open(tmp_path / "phone", world(2, name="phone"))
    copy = await Notebook.open(tmp_path / "copy", world(3, name="copy"))
    await phone.append([draft("contact.added", ADA, name="Ada", source="typed")])
    await phone.append([draft("contact.corrected", ADA, org="One")])
    await copy.append([draft("contact.added", subject_id(2), name="Bo", source="typed")])
    await sync_once(phone, client)
    log = phone.who.log
    assert isinstance((await sync_once(copy, client)).refused[log], Fork)
    assert copy.who.log != log
    await copy.append([draft("contact.added", subject_id(3), name="Cleo", source="typed")])
    await sync_once(copy, client)
    names = [
        {row["name"] for row in await side.ask("people", archived=0)} for side in (notebook, copy)
    ]
    assert names == [{"Ada", "Cleo"}, {"Bo", "Cleo"}]
    for each in (phone, copy):
        await each.verify()
        await each.close()


async def test_a_device_that_was_let_in_before_the_key_changed_says_first_who_it_is(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    phone = await joined(notebook, tmp_path / "phone", name="phone", token="of-phone")
    lost = await join(tmp_path, notebook, "lost")
    await sync_once(lost, client)
    await lost.close()
    await notebook.write(
        partial(revoke_device, log=lost.who.log, who=notebook.who, world=notebook.world)
    )
    client.headers["authorization"] = "Bearer of-phone"
    done = await sync_once(phone, client)
    assert (done.agrees, done.refused) == (True, {})
    assert (await phone.keyring()).current == (await notebook.keyring()).current
    await phone.close()


async def test_two_that_each_made_a_key_before_they_met_still_come_together(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    """Found by the simulator (seed 211): neither has the other's newest key, and the server wraps
    none for a log that it has not met.
    """
    phone = await joined(notebook, tmp_path / "phone", name="phone", token="of-phone")
    for each in (notebook, phone):
        lost = await join(tmp_path, each, f"lost-{each.who.device_name}")
        await lost.close()
        await each.write(partial(revoke_device, log=lost.who.log, who=each.who, world=each.world))
    client.headers["authorization"] = "Bearer of-phone"
    paired = Paired(notebook.who.log, (await notebook.keyring()).secrets.public.public_key)
    done = await sync_once(phone, client, paired=paired)
    assert (done.agrees, done.refused) == (True, {})
    await phone.close()


async def test_the_new_key_may_come_from_the_server_that_let_this_device_in_and_from_no_other(
    tmp_path: Path, notebook: Notebook
) -> None:
    """That server is not where the notebook began, and the phone has met nobody else."""
    desk = await join(tmp_path, notebook, "desk")
    phone = await joined(desk, tmp_path / "phone", name="phone", token="of-phone")
    lost = await join(tmp_path, notebook, "lost")
    await exchange(lost, notebook)
    await exchange(desk, notebook)
    await lost.close()
    await desk.write(partial(revoke_device, log=lost.who.log, who=desk.who, world=desk.world))
    key = (await desk.keyring()).secrets.public.public_key
    with app_of(desk) as app:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url=f"http://127.0.0.1:{PORT}",
            headers={"authorization": "Bearer of-phone"},
        ) as client:
            with pytest.raises(Untrusted):
                await sync_once(phone, client)
            done = await sync_once(phone, client, paired=Paired(desk.who.log, key))
    assert (done.agrees, done.refused) == (True, {})
    await phone.close()
    await desk.close()


async def test_another_notebook_is_refused(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    stranger = await Notebook.open(tmp_path / "stranger", world(name="stranger"))
    before = await notebook.summary()
    with pytest.raises(ForeignNotebook):
        await sync_once(stranger, client)
    assert await notebook.summary() == before
    await stranger.close()


async def test_a_device_cut_off_on_a_second_laptop_is_cut_off_on_the_server_and_sync_goes_on(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    """The new key was made where the server cannot fetch it; the server makes one of its own."""
    desk = await join(tmp_path, notebook, "desk")
    lost = await join(tmp_path, notebook, "lost")
    paired = Paired(notebook.who.log, (await notebook.keyring()).secrets.public.public_key)
    for each in (lost, desk):
        await sync_once(each, client, paired=paired)
    for each in (desk, lost):
        await let_in(notebook, token=f"of-{each.who.device_name}", log=each.who.log)
    of_lost = {"authorization": "Bearer of-lost"}
    assert (await client.get("/files/export/log", headers=of_lost)).status_code != 401
    client.headers["authorization"] = "Bearer of-desk"
    await desk.write(partial(revoke_device, log=lost.who.log, who=desk.who, world=desk.world))
    await desk.append([draft("contact.added", ADA, name="Ada", source="typed")])
    for _ in range(2):
        await sync_once(desk, client, paired=paired)
        assert await desk.summary() == await notebook.summary()
    for path in ("/sync/heads", "/sync/live", "/sync/keys", "/files/export/log", "/files/backup"):
        assert (await client.get(path, headers=of_lost)).status_code == 401, path
    (known,) = (await lost.keyring()).epochs
    renewed = (await notebook.keyring()).current.number
    assert renewed > known, "I12: the server seals by a key that was never given to it"
    assert renewed in (await desk.keyring()).epochs
    for device in (desk, lost):
        await device.close()


async def test_a_server_that_was_cut_off_is_sent_nothing_by_a_key_that_it_has(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    desk = await join(tmp_path, notebook, "desk")
    paired = Paired(notebook.who.log, (await notebook.keyring()).secrets.public.public_key)
    await sync_once(desk, client, paired=paired)
    before = await notebook.heads()
    await desk.write(partial(revoke_device, log=notebook.who.log, who=desk.who, world=desk.world))
    with pytest.raises(Unreachable, match="sealed by key"):
        await sync_once(desk, client, paired=paired)
    assert await notebook.heads() == before
    await desk.close()
