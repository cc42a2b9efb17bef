"""`--plain-http`: off unless asked for; then sealed things only, and never as from this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from infoview_sync.cli.errors import USER_ERROR
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.lan import LAN_PORT_AFTER
from tests.authors import TOKEN, let_in
from tests.cli.processes import infoview
from tests.server.lan import Network, reachable, served

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
    await let_in(notebook, is_here=True)
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


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/files/export/notebook.ndjson"), ("GET", "/files/backup"),
        ("POST", "/files/import"), ("POST", "/files/preview"), ("GET", "/calendar/x.ics"),
        ("POST", "/devices/revoke"),
    ],
)  # fmt: skip
async def test_what_is_not_sealed_by_itself_is_not_answered(
    plain: httpx.AsyncClient, method: str, path: str
) -> None:
    answer = await plain.request(method, path, headers=BEARER)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_encrypted")


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
