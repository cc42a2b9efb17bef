"""Who may come in: every route, enumerated, against every wrong knock (FAULTS A)."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from starlette.routing import Route

from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.door import OWN_ROUTES, SECURITY_HEADERS
from tests.authors import TOKEN
from tests.conftest import PORT, app_of

WRONG_HOSTS = [
    "",
    "evil.example",
    "127.0.0.1",
    f"127.0.0.1.:{PORT}",
    f"127.0.0.1:{PORT}0",
    "127.0.0.1:1",
    f"LOCALHOST:{PORT}",
    f"localhost.:{PORT}",
    f"[::2]:{PORT}",
    f"0.0.0.0:{PORT}",
    f"127.1:{PORT}",
    f"2130706433:{PORT}",
    f"127.0.0.1:{PORT}, evil.example",
    f"evil.example@127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}/",
    f"127.0.0.1:{PORT}#",
    "[::1",
    f"127.0.0.1:{PORT}\tx",
    f"xn--localhost:{PORT}",
    "a" * 5000,
]


def routes(notebook: Notebook) -> Iterator[tuple[str, str]]:
    with app_of(notebook) as app:
        for route in app.routes:
            if isinstance(route, Route):
                for method in route.methods or ():
                    yield method, route.path.replace("{path:path}", "")


async def test_only_the_app_s_own_files_are_public(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    for method, path in routes(notebook):
        answer = await client.request(method, path, headers={"authorization": ""})
        public = answer.status_code != 401
        assert public == (not path.startswith(OWN_ROUTES)), (method, path)


@pytest.mark.parametrize("host", WRONG_HOSTS)
async def test_a_host_that_is_not_ours_reaches_nothing(
    notebook: Notebook, client: httpx.AsyncClient, host: str
) -> None:
    for method, path in routes(notebook):
        answer = await client.request(method, path, headers={"host": host})
        assert answer.status_code == 421, (method, path)


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:1", ""]
)
async def test_another_site_reaches_nothing(
    notebook: Notebook, client: httpx.AsyncClient, origin: str
) -> None:
    for method, path in routes(notebook):
        answer = await client.request(method, path, headers={"origin": origin})
        assert answer.status_code == 403, (method, path)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
async def test_another_site_s_fetch_reaches_no_data(
    notebook: Notebook, client: httpx.AsyncClient, site: str
) -> None:
    for method, path in routes(notebook):
        if path.startswith(OWN_ROUTES):
            answer = await client.request(method, path, headers={"sec-fetch-site": site})
            assert answer.status_code == 403, (method, path)


@pytest.mark.parametrize(
    "credentials",
    ["", "Bearer", "Bearer ", f"bearer {TOKEN}", f"Bearer {TOKEN}x", f"Basic {TOKEN}"],
)
async def test_a_wrong_token_is_refused(client: httpx.AsyncClient, credentials: str) -> None:
    answer = await client.get("/sync/heads", headers={"authorization": credentials})
    assert answer.status_code == 401
    assert TOKEN not in answer.text


async def test_every_answer_carries_the_security_headers(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    asked = [("/", {}), ("/nothing.js", {}), ("/sync/heads", {}), ("/", {"host": "evil.example"})]
    for path, headers in asked:
        answer = await client.get(path, headers=headers)
        for name, value in SECURITY_HEADERS.items():
            assert answer.headers[name] == value, (path, name)
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert "set-cookie" not in answer.headers


async def test_errors_have_one_shape(client: httpx.AsyncClient) -> None:
    answers = [
        await client.get("/nothing.js"),
        await client.get("/sync/nothing"),
        await client.put("/sync/push"),
        await client.get("/sync/heads", headers={"authorization": ""}),
        await client.get("/sync/heads", headers={"host": "x"}),
        await client.post("/sync/pull", content=b"x", headers={"content-type": "text/plain"}),
        await client.post("/sync/pull", content=b"x", headers={"content-type": "application/json"}),
    ]
    for answer in answers:
        error = answer.json()["error"]
        assert {"code", "message"} <= set(error), answer.text


@pytest.mark.parametrize("path", ["/../pyproject.toml", "/..%2fapp.py", "/.hidden.js", "/a/b.js"])
async def test_no_file_outside_the_app_is_served(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404
