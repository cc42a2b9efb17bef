"""The backup over HTTP: the same file, and nothing left beside the notebook."""

from __future__ import annotations

from pathlib import Path

import httpx

from infoview_sync.devices.recovery import set_recovery
from infoview_sync.devices.restoring import restore
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.exporting import FOLDER_PREFIX
from tests.world import draft, subject_id, world

SECRET = bytes(range(32))


async def test_without_a_phrase_it_names_the_remedy(client: httpx.AsyncClient) -> None:
    for answer in (await client.get("/files/backup"), await client.head("/files/backup")):
        assert answer.status_code == 400
    answer = await client.get("/files/backup")
    assert answer.json()["error"]["code"] == "usage"
    assert "infoview recovery new" in answer.json()["error"]["message"]


async def test_without_a_token_there_is_none(notebook: Notebook, client: httpx.AsyncClient) -> None:
    await set_recovery(notebook, SECRET)
    for headers in ({"authorization": ""}, {"authorization": "Bearer other"}):
        assert (await client.get("/files/backup", headers=headers)).status_code == 401


async def test_it_restores_the_notebook_and_leaves_nothing_behind(
    notebook: Notebook, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    await notebook.append([draft("contact.added", subject_id(1), name="Ada", source="typed")])
    await set_recovery(notebook, SECRET)
    answer = await client.get("/files/backup")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert "notebook.backup" in answer.headers["content-disposition"]
    assert int(answer.headers["content-length"]) == len(answer.content)
    file = tmp_path / "notebook.backup"
    file.write_bytes(answer.content)
    done = await restore(tmp_path / "new", world(name="new"), file, SECRET)
    assert done.manifest.events == 3
    assert list(notebook.database.parent.glob(f"{FOLDER_PREFIX}*")) == []
