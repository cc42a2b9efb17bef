"""A relay keeps what it is given for those who have the token, and can read none of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from infoview_sync.devices.recovery import set_recovery
from infoview_sync.devices.revoking import revoke_device
from infoview_sync.errors import ForeignNotebook, SyncError, Unreachable
from infoview_sync.projections.notebook import Notebook
from infoview_sync.relay import app as relay_app
from infoview_sync.relay import database
from infoview_sync.relay.app import create_relay
from infoview_sync.stores.relayed import RelayStore, is_relay, notebook_at
from infoview_sync.stores.restoring import restore_from
from tests.authors import joined
from tests.backups import SECRET, reopened
from tests.relays import HOST, RelayHere, by_relay, relay_at
from tests.shared_folder import met
from tests.stores.test_conformance import item
from tests.world import canary, world

NOTEBOOK = "0123456789abcdef"


@pytest.fixture
async def relay(tmp_path: Path) -> AsyncIterator[RelayHere]:
    async with relay_at(tmp_path / "relay.sqlite3") as opened:
        yield opened


async def test_two_devices_meet_by_a_relay_alone(
    notebook: Notebook, tmp_path: Path, relay: RelayHere
) -> None:
    client = await relay.room()
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    await met(notebook, 1, 600)
    await met(desk, 700)
    for _ in range(2):
        for device in (notebook, desk):
            await by_relay(device, client)
    assert await notebook.summary() == await desk.summary()
    assert (await by_relay(desk, client)).is_quiet
    await desk.close()


async def test_i13_no_word_is_in_the_relay_s_file(
    notebook: Notebook, tmp_path: Path, relay: RelayHere
) -> None:
    client = await relay.room()
    word = canary()
    await met(notebook, 1, name=word)
    await by_relay(notebook, client)
    names = ("relay.sqlite3", "relay.sqlite3-wal")
    files = [(tmp_path / name).read_bytes() for name in names]
    assert sum(b"IVSG" in raw for raw in files) >= 1
    assert not any(word.encode() in raw or b"token-ours" in raw for raw in files)


async def test_the_words_bring_the_notebook_back_from_a_relay(
    notebook: Notebook, tmp_path: Path, relay: RelayHere
) -> None:
    client = await relay.room()
    assert await notebook_at(client) is None
    await met(notebook, 1, 5)
    await set_recovery(notebook, SECRET)
    await by_relay(notebook, client)
    there = await notebook_at(client)
    assert there == notebook.who.notebook
    await restore_from(
        tmp_path / "new", world(name="new"), SECRET,
        store_of=lambda each: RelayStore(client, each), notebooks=[there],
    )  # fmt: skip
    new = await reopened(tmp_path / "new")
    for device in (new, notebook, new):
        await by_relay(device, client)
    assert await new.summary() == await notebook.summary()
    await new.close()


async def test_a_wiped_relay_takes_nothing_away_and_is_filled_again(
    notebook: Notebook, relay: RelayHere
) -> None:
    client = await relay.room()
    await met(notebook, 1, 5)
    before = await notebook.summary()
    await by_relay(notebook, client)
    await relay.rooms.transact(lambda connection: connection.execute("DELETE FROM item"))
    assert (await by_relay(notebook, client)).pushed == 6
    assert await notebook.summary() == before


async def test_a_room_made_after_a_device_was_cut_off_gives_all_to_who_comes_there_later(
    notebook: Notebook, tmp_path: Path, relay: RelayHere
) -> None:
    old, new = await relay.room("old"), await relay.room("new")
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    lost = await joined(notebook, tmp_path / "lost", name="lost")
    await met(lost, 1)
    for device in (notebook, desk, lost) * 2:
        await by_relay(device, old)
    await notebook.write(
        partial(revoke_device, log=lost.who.log, who=notebook.who, world=notebook.world)
    )
    await met(notebook, 2)
    for device in (notebook, desk):
        await by_relay(device, new)
    assert await notebook.summary() == await desk.summary()
    assert (await desk.keyring()).epochs == (await notebook.keyring()).epochs
    assert (await by_relay(notebook, new)).is_quiet
    for device in (desk, lost):
        await device.close()


async def test_bytes_changed_in_its_file_are_named_and_mended(
    notebook: Notebook, tmp_path: Path, relay: RelayHere
) -> None:
    client = await relay.room()
    await met(notebook, 1, 5)
    await by_relay(notebook, client)
    await relay.rooms.transact(
        lambda connection: connection.execute("UPDATE item SET raw = zeroblob(size)")
    )
    desk = await joined(notebook, tmp_path / "desk", name="desk")
    assert [each.code for each in (await by_relay(desk, client)).aside.values()] == ["bad_segment"]
    assert (await by_relay(notebook, client)).mended == 1
    await by_relay(desk, client)
    await by_relay(notebook, client)
    assert await notebook.summary() == await desk.summary()
    await desk.close()


async def test_a_room_is_one_notebook_s(
    notebook: Notebook, tmp_path: Path, relay: RelayHere
) -> None:
    client = await relay.room()
    other = await Notebook.open(tmp_path / "other", world(name="other"))
    await by_relay(notebook, client)
    with pytest.raises(ForeignNotebook):
        await by_relay(other, client)
    place, raw = item(1)
    with pytest.raises(Unreachable, match="another notebook"):
        await RelayStore(client, other.who.notebook).put(place, raw)
    await other.close()


async def test_a_full_room_says_so_and_nothing_else_is_lost(relay: RelayHere) -> None:
    client = await relay.room(bytes_max=100)
    store = RelayStore(client, NOTEBOOK)
    (one, raw), (two, more) = item(1, b"x" * 80), item(6, b"y" * 80)
    await store.put(one, raw)
    with pytest.raises(SyncError, match="no room for more"):
        await store.put(two, more)
    assert await store.read([one, two]) == [raw, None]
    await store.remove(one)
    await store.put(two, more)


async def test_a_full_room_is_made_larger_under_the_same_token_and_keeps_what_it_holds(
    relay: RelayHere,
) -> None:
    store = RelayStore(await relay.room(bytes_max=100), NOTEBOOK)
    (one, raw), (two, more), (three, most) = (item(at, b"x" * 80) for at in (1, 6, 11))
    await store.put(one, raw)
    held = await relay.rooms.transact(partial(database.set_quota, name="ours", bytes_max=200))
    assert held == (1, len(raw))
    await store.put(two, more)
    assert await store.read([one, two]) == [raw, more]
    await relay.rooms.transact(partial(database.set_quota, name="ours", bytes_max=100))
    with pytest.raises(SyncError, match="no room for more"):
        await store.put(three, most)
    assert await store.read([one, two]) == [raw, more], "a smaller room takes nothing away"


async def test_every_route_but_the_greeting_needs_the_token(relay: RelayHere) -> None:
    await relay.room()
    place, _ = item(1)
    routes = [
        (method, route.path.format(notebook=NOTEBOOK, shelf=place.shelf, name=place.name))
        for route in create_relay(relay.rooms, []).routes
        for method in sorted(getattr(route, "methods", None) or ())
        if method != "HEAD"
    ]
    assert len(routes) == 5
    for token in (None, "wrong", "token-our", "x" * 600):
        client = await relay.client(token)
        for method, path in routes:
            answer = await client.request(method, path)
            assert answer.status_code == (200 if path == "/relay" else 401)
            assert answer.headers["cache-control"] == "no-store"
    assert await is_relay(await relay.client(None))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example.org"}, 421),
        ({"origin": f"https://{HOST}"}, 403),
        ({"sec-fetch-site": "same-origin"}, 403),
        ({"cookie": "a=b"}, 403),
    ],
)
async def test_no_other_name_and_no_browser_is_answered(
    relay: RelayHere, headers: dict[str, str], status: int
) -> None:
    client = await relay.room()
    for path in ("/relay", "/store"):
        assert (await client.get(path, headers=headers)).status_code == status


async def test_what_is_not_as_it_should_be_is_refused_and_changes_nothing(
    relay: RelayHere,
) -> None:
    client = await relay.room()
    place, raw = item(1)
    base = f"/store/{NOTEBOOK}"
    octets = {"content-type": "application/octet-stream"}
    as_json = {"content-type": "application/json"}

    async def status(method: str, path: str, body: bytes, headers: dict[str, str]) -> int:
        return (await client.request(method, path, content=body, headers=headers)).status_code

    assert await status("PUT", f"{base}/{place}", raw, as_json) == 415
    assert await status("PUT", f"{base}/{place}", b"other bytes", octets) == 422
    assert await status("PUT", f"{base}/{place}", b"x" * 2_000_000, octets) == 413
    assert await status("PUT", f"{base}/keys/{place.name}", raw, octets) == 404
    assert await status("PUT", f"{base}/..%2f..%2fx/{place.name}", raw, octets) == 404
    assert await status("PUT", f"/store/no-notebook/{place}", raw, octets) == 404
    for body in (b"", b"[]", b'{"places":5}', b'{"places":' + b"[" * 5000, b"\xff"):
        assert await status("POST", f"{base}/read", body, as_json) == 400
    many = b'{"places":[' + b",".join([b'["keys","x"]'] * 33) + b"]}"
    assert await status("POST", f"{base}/read", many, as_json) == 400
    assert await status("GET", "/elsewhere", b"", {}) == 404
    assert (await client.get("/store")).json() == {"notebook": None, "found": []}


async def test_who_guesses_tokens_is_slowed_down(
    relay: RelayHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_app, "REFUSED", relay_app.REFUSED._replace(burst=3, per_s=0))
    client = await relay.client("wrong")
    answers = [(await client.get("/store")).status_code for _ in range(5)]
    assert answers == [401, 401, 401, 429, 429]


async def test_an_answer_that_is_no_relay_s_is_told() -> None:
    async def nonsense(scope: Scope, receive: Receive, send: Send) -> None:
        content = b"\0\0\0\5abc" if scope["method"] == "POST" else b"<html>"
        await Response(content)(scope, receive, send)

    transport = httpx.ASGITransport(nonsense)
    async with httpx.AsyncClient(transport=transport, base_url=f"https://{HOST}") as client:
        store = RelayStore(client, NOTEBOOK)
        assert not await is_relay(client)
        with pytest.raises(SyncError, match="answers like no relay"):
            await store.look()
        with pytest.raises(SyncError, match="something else than was asked for"):
            await store.read([item(1)[0], item(6)[0]])
