"""What can be taken away over HTTP: every form, whole, and nothing left beside the notebook."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import httpx
import pytest

from infoview_sync.files.own import check
from infoview_sync.files.taking.own import take_own
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.exporting import FOLDER_PREFIX, OFFERED
from tests.server.files import CONNECTIONS, result
from tests.world import world


async def taken(client: httpx.AsyncClient, name: str) -> bytes:
    answer = await client.get(f"/files/export/{name}")
    assert answer.status_code == 200, answer.text
    assert name in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    assert int(answer.headers["content-length"]) == len(answer.content)
    return answer.content


def left(notebook: Notebook) -> list[Path]:
    return list(notebook.database.parent.glob(f"{FOLDER_PREFIX}*"))


async def test_the_log_comes_back_bit_for_bit(
    notebook: Notebook, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    await result(client, "/files/import", CONNECTIONS)
    file = io.BytesIO(await taken(client, "notebook.ndjson"))
    checked = check(file, file_name="notebook.ndjson")
    other = await Notebook.open(
        tmp_path / "other", world(2), notebook_id=checked.notebook, introduce=False
    )
    await take_own(other, file, checked, file_name="notebook.ndjson")
    same = await other.summary() == await notebook.summary()
    await other.close()
    assert same


async def test_the_whole_is_one_zip_of_every_form(
    notebook: Notebook, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    await result(client, "/files/import", CONNECTIONS)
    with zipfile.ZipFile(io.BytesIO(await taken(client, "everything.zip"))) as whole:
        assert whole.testzip() is None
        names = set(whole.namelist())
        assert {"README.txt", "notebook.ndjson", "people.vcf", "tables/people.csv"} <= names
        assert any(name.startswith("pages/") for name in names)
        assert b"Ada Novak" in whole.read("tables/people.csv")
        (tmp_path / "copy.sqlite3").write_bytes(whole.read("notebook.sqlite3"))
    copy = sqlite3.connect(tmp_path / "copy.sqlite3")
    assert copy.execute("SELECT count(*) FROM contact").fetchone() == (2,)
    copy.close()
    assert left(notebook) == []


async def test_every_form_is_given_or_says_that_there_is_nothing(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    await result(client, "/files/import", CONNECTIONS)
    empty = {"interviews.ics", "network.dot"}
    for name in OFFERED:
        answer = await client.get(f"/files/export/{name}")
        assert answer.status_code == (404 if name in empty else 200), name
        if name in empty:
            assert answer.json()["error"]["code"] == "nothing"
    assert left(notebook) == []


@pytest.mark.parametrize("name", ["", "notebook.sqlite", "..%2fbrowser.token", "%00", "a" * 5000])
async def test_nothing_else_can_be_had(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(f"/files/export/{name}")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


async def test_without_the_token_nothing_is_given(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    for name in OFFERED:
        for wrong in ({"authorization": ""}, {"sec-fetch-site": "cross-site"}):
            answer = await client.get(f"/files/export/{name}", headers=wrong)
            assert answer.status_code in (401, 403)
    token_in_url = await client.get(
        "/files/export/notebook.ndjson?token=a-token-for-tests", headers={"authorization": ""}
    )
    assert token_in_url.status_code == 401


async def test_a_look_at_the_head_writes_nothing(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    answer = await client.head("/files/export/everything.zip")
    assert (answer.status_code, answer.content) == (200, b"")
