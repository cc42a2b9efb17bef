"""Letting a device in over HTTP: once, in time, by who knows the secret, and after a yes."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from pathlib import Path

import httpx
import pytest

from infoview_sync.devices import applicants
from infoview_sync.devices.asking import Invited, ask_in, await_grant, read_invitation
from infoview_sync.devices.joining import NewDevice, joining_by, new_device
from infoview_sync.errors import NotAdmitted, NotFound, SyncError, Untrusted
from infoview_sync.keys.pairing import Applicant, invitation_of, secret_hash
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server import pairing
from infoview_sync.server.inviting import Inviting, Shown
from infoview_sync.sync.http import sync_once
from tests.attack.served import served
from tests.authors import let_in
from tests.conftest import PORT
from tests.world import Clock, draft, subject_id, world

INVITING = Inviting(here=f"http://127.0.0.1:{PORT}", outside=f"https://laptop.local:{PORT}")
GUESSES = 200


async def invited(notebook: Notebook, sort: str) -> tuple[Shown, Invited]:
    shown = await INVITING.invite(notebook, sort)  # type: ignore[arg-type]  # one of three words
    return shown, read_invitation(shown.link or shown.code)


def applicant_of(device: NewDevice, name: str = "Kim's phone") -> Applicant:
    return Applicant(device.log, device.secrets.public, name, "phone")


async def decided(notebook: Notebook, *, approve: bool) -> str:
    """What the person at the laptop sees and says."""
    now_ms = notebook.world.wall_ms()
    (asking,) = await notebook.read(partial(applicants.open_applicants, now_ms=now_ms))
    await notebook.write(
        partial(applicants.decide, session=asking.session, approve=approve, now_ms=now_ms)
    )
    return asking.digits


@pytest.mark.parametrize("sort", ["qr", "code"])
async def test_a_device_is_let_in_after_a_person_said_yes_and_syncs(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient, sort: str
) -> None:
    await notebook.append([draft("contact.added", subject_id(1), name="Ada", source="typed")])
    _, secret = await invited(notebook, sort)
    surroundings = world(name="phone")
    device = new_device(surroundings.random_bytes)
    asked = await ask_in(client, secret, applicant_of(device), surroundings.random_bytes)
    assert await decided(notebook, approve=True) == asked.revealed.agreed.digits
    grant = await await_grant(client, asked)
    phone = await Notebook.open(
        tmp_path / "phone", surroundings,
        joining=joining_by(grant, log=device.log, secrets=device.secrets),
    )  # fmt: skip
    client.headers["authorization"] = f"Bearer {grant.token}"
    done = await sync_once(phone, client)
    assert (done.pulled, done.pushed, done.agrees) == (2, 1, True)
    await phone.close()


async def test_without_a_yes_there_are_no_keys(
    notebook: Notebook, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairing, "HOLD_S", 0.0)
    _, secret = await invited(notebook, "qr")
    asked = await ask_in(client, secret, applicant_of(new_device(bytes)), world().random_bytes)
    answer = await client.post("/pair/finish", json={"session": asked.session})
    assert (answer.status_code, answer.json()) == (202, {"waiting": True})
    await decided(notebook, approve=False)
    with pytest.raises(NotAdmitted):
        await await_grant(client, asked)
    again = await client.post("/pair/finish", json={"session": asked.session})
    assert again.json()["error"]["code"] == "expired", "one session is answered once"


async def test_an_invitation_is_good_once(notebook: Notebook, client: httpx.AsyncClient) -> None:
    _, secret = await invited(notebook, "qr")
    first, second = new_device(world(1).random_bytes), new_device(world(2).random_bytes)
    await ask_in(client, secret, applicant_of(first), world(1).random_bytes)
    with pytest.raises(NotFound):
        await ask_in(client, secret, applicant_of(second), world(2).random_bytes)


async def test_an_invitation_ends(notebook: Notebook, client: httpx.AsyncClient) -> None:
    shown, secret = await invited(notebook, "code")
    clock = notebook.world.wall_ms
    assert isinstance(clock, Clock)
    clock.at_ms = shown.expires_at
    with pytest.raises(NotFound):
        await ask_in(client, secret, applicant_of(new_device(bytes)), world().random_bytes)


async def test_of_many_guesses_five_are_evaluated(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    """Guessing names: a name that is none costs every open code a try. From many addresses."""
    _, secret = await invited(notebook, "code")
    transport = client._transport
    assert isinstance(transport, httpx.ASGITransport)
    for number in range(GUESSES):
        transport.client = (f"192.168.7.{number}", 1)
        wrong = Invited(f"{number:08d}".encode(), None)
        with pytest.raises(NotFound):
            await ask_in(client, wrong, applicant_of(new_device(bytes)), world().random_bytes)
    with pytest.raises(NotFound):
        await ask_in(client, secret, applicant_of(new_device(bytes)), world().random_bytes)


async def test_a_wrong_proof_costs_a_try_and_five_of_them_the_invitation(
    notebook: Notebook, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has seen the name on the wire and does not know the secret."""
    _, secret = await invited(notebook, "qr")
    name = invitation_of(secret_hash(secret.secret))
    monkeypatch.setattr("infoview_sync.keys.pairing_device.invitation_of", lambda _hash: name)
    wrong = secret._replace(secret=bytes(16))
    for _ in range(5):
        with pytest.raises(Untrusted):
            await ask_in(client, wrong, applicant_of(new_device(bytes)), world().random_bytes)
    with pytest.raises(NotFound):
        await ask_in(client, secret, applicant_of(new_device(bytes)), world().random_bytes)


async def test_another_computer_than_the_one_with_the_code_is_noticed(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    _, secret = await invited(notebook, "qr")
    with pytest.raises(Untrusted, match="another computer"):
        await ask_in(
            client, secret._replace(server=bytes(16)), applicant_of(new_device(bytes)),
            world().random_bytes,
        )  # fmt: skip


@pytest.mark.parametrize("client_host", ["192.168.1.7", "10.0.0.3", "::ffff:192.168.1.7"])
async def test_a_link_of_this_machine_opens_nothing_elsewhere(
    notebook: Notebook, client: httpx.AsyncClient, client_host: str
) -> None:
    _, secret = await invited(notebook, "here")
    inner = client._transport
    assert isinstance(inner, httpx.ASGITransport)
    inner.client = (client_host, 1)
    with pytest.raises(SyncError, match="only on the computer that made it"):
        await ask_in(client, secret, applicant_of(new_device(bytes)), world().random_bytes)


async def test_only_this_machine_s_browser_lets_others_in(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    await let_in(notebook, token="a-phone", log="f" * 16, is_here=False)
    client.headers["authorization"] = "Bearer a-phone"
    for answer in (
        await client.post("/devices/invite", json={"sort": "qr"}),
        await client.get("/devices/asking"),
        await client.post("/devices/decide", json={"session": "x", "approve": True}),
    ):
        assert answer.status_code == 403
    assert (await client.get("/devices/list")).status_code == 200


@pytest.mark.parametrize("path", ["/pair/begin", "/pair/reveal", "/pair/finish"])
@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", ""])
async def test_no_form_reaches_the_pairing(client: httpx.AsyncClient, path: str, kind: str) -> None:
    answer = await client.post(path, content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415
    for site in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = await client.post(path, json={}, headers=site)
        assert answer.status_code == 403


async def test_i12_token_and_stream_of_a_device_that_is_cut_off_end_within_a_second(
    notebook: Notebook,
) -> None:
    async with served(notebook) as server:
        await let_in(notebook, token="a-phone", log="f" * 16, is_here=False)
        headers = {"authorization": "Bearer a-phone"}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as client:
            async with client.stream("GET", "/sync/live", headers=headers) as live:
                lines = live.aiter_lines()
                assert (await anext(lines)).startswith("event: heads")
                answer = await client.post(
                    "/devices/revoke", json={"log": "f" * 16},
                    headers={"authorization": "Bearer a-token-for-tests"},
                )  # fmt: skip
                assert answer.status_code == 200
                began = time.monotonic()
                async with asyncio.timeout(5):
                    async for _ in lines:
                        pass
                assert time.monotonic() - began < 1.0
            assert (await client.get("/sync/heads", headers=headers)).status_code == 401
