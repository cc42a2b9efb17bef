"""A backup of a small notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_sync.devices.recovery import set_recovery
from infoview_sync.projections.notebook import Notebook
from tests.backups import SECRET, backed_up
from tests.world import draft, subject_id


@pytest.fixture
async def file(notebook: Notebook, tmp_path: Path) -> Path:
    """A backup of a notebook in which a little has happened."""
    await notebook.append([draft("contact.added", subject_id(1), name="Ada", source="typed")])
    await set_recovery(notebook, SECRET)
    await backed_up(notebook, tmp_path / "one.backup")
    return tmp_path / "one.backup"
