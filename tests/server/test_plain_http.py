"""`--plain-http`: off unless asked for; then sealed things only, and never as from this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from infoview_sync.cli.errors import USER_ERROR
from infoview_sync.devices.asking import ask_in, await_grant
from infoview_sync.devices.joining import new_device
from infoview_sync.keys.grant import Grant
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.door import OWN_ROUTES
from infoview_sync.server.lan import LAN_PORT_AFTER
from tests.authors import TOKEN, let_in
from tests.cli.processes import infoview
from tests.server.lan import Network, reachable, served, trusting
from tests.server.test_door import routes
from tests.server.test_pairing import applicant_of, decided, invited
from tests.world import world

BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def network() -> Network:
    return Network()


def address_of(network: Network) -> str:
    return f"http://{network.home}:{network.port + 2 * LAN_PORT_AFTER}"


@pytest.fixture
async def plain(notebook: Notebook, network: Network) -> AsyncIterator[httpx.AsyncClient]:
    """The app without encryption; its token is one that may let others in, on this machine."""
    network.is_plain = True
    await let_in(notebook, is_here=True, in_the_open=True)
    async with served(notebook, notebook.database.parent, network) as running:
        assert address_of(network) in running.shown.plain
        assert running.shown.best == address_of(network)
        await reachable(str(network.addresses[0]), network.port + 2 * LAN_PORT_AFTER)
        async with httpx.AsyncClient(base_url=address_of(network)) as client:
            yield client


async def test_it_is_off_unless_it_is_asked_for(notebook: Notebook, network: Network) -> None:
    async with served(notebook, notebook.database.parent, network) as running:
        assert running.shown.plain == []
        with pytest.raises(httpx.ConnectError):
            async with httpx.AsyncClient() as client:
                await client.get(address_of(network))


async def test_the_app_and_the_sealed_routes_are_answered(plain: httpx.AsyncClient) -> None:
    assert (await plain.get("/")).status_code == 200
    assert (await plain.get("/sync/heads", headers=BEARER)).status_code == 200
    assert (await plain.get("/sync/heads")).status_code == 401


ANSWERED = (
    "/devices/list", "/sync/heads", "/sync/keys", "/sync/live", "/sync/pull", "/sync/push",
)  # fmt: skip
"""Of the routes that need a token, all that is answered in the open: each is sealed by itself, or
tells no more than names, lengths and counts. A new route belongs here only if it is like that."""


async def test_no_other_route_is_answered_with_a_token_in_the_open(
    notebook: Notebook, plain: httpx.AsyncClient
) -> None:
    for method, path in routes(notebook):
        if path.startswith((*OWN_ROUTES, "/calendar/")) and path not in ANSWERED:
            answer = await plain.request(method, path, headers=BEARER)
            assert answer.status_code == 403, (method, path)


async def test_a_token_that_was_overheard_opens_nothing_over_https_or_on_this_machine(
    notebook: Notebook, network: Network
) -> None:
    """There files and backup are answered; and one that was never said in the open stays closed."""
    network.is_plain = True
    home = notebook.database.parent
    await let_in(notebook, token="said-to-nobody")
    async with served(notebook, home, network) as running:
        await reachable(str(network.addresses[0]), network.port + 2 * LAN_PORT_AFTER)
        async with httpx.AsyncClient(base_url=address_of(network)) as phone:
            overheard = (await paired(notebook, phone)).token
        async with httpx.AsyncClient(verify=trusting(home)) as client:
            for origin, opening in (
                (address_of(network), overheard),
                (f"https://{network.home}:{network.port}", "said-to-nobody"),
                (f"http://127.0.0.1:{running.port}", "said-to-nobody"),
            ):
                for token in (overheard, "said-to-nobody"):
                    bearer = {"authorization": f"Bearer {token}"}
                    answer = await client.get(f"{origin}/sync/heads", headers=bearer)
                    assert answer.status_code == (200 if token == opening else 401), origin


async def paired(notebook: Notebook, client: httpx.AsyncClient) -> Grant:
    """What a device is given that is let in over this connection."""
    _, secret = await invited(notebook, "code")
    random_bytes = world(name="phone").random_bytes
    asked = await ask_in(client, secret, applicant_of(new_device(random_bytes)), random_bytes)
    await decided(notebook, approve=True)
    return await await_grant(client, asked)


@pytest.mark.parametrize("path", ["/devices/invite", "/devices/decide"])
async def test_nobody_is_let_in_from_there(plain: httpx.AsyncClient, path: str) -> None:
    answer = await plain.post(path, headers=BEARER, json={"sort": "qr"})
    assert answer.status_code == 403


async def test_only_its_own_names_are_answered(plain: httpx.AsyncClient, network: Network) -> None:
    for host in ("example.org", f"{network.home}:{network.port}", "127.0.0.1"):
        answer = await plain.get("/", headers={"host": host})
        assert answer.status_code == 421


def test_without_lan_it_means_nothing_and_is_refused(tmp_path: Path) -> None:
    said = infoview(tmp_path, "up", "--plain-http", "--no-browser")
    assert said.returncode == USER_ERROR
    assert "needs --lan" in said.stderr
    assert list(tmp_path.iterdir()) == []
