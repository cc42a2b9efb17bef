"""Opening the file: made for its owner only, migrated forward only, never guessed at."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from infoview_sync.errors import NewerFormat, NotebookMissing, StoreError
from infoview_sync.log.database import open_reader, open_writer
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME
from tests.world import world


def test_a_notebook_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    database = tmp_path / DATABASE_NAME
    open_writer(database).close()
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = database.read_bytes()
    with pytest.raises(NewerFormat, match="format 99"):
        open_writer(database)
    assert database.read_bytes() == before


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    database = tmp_path / DATABASE_NAME
    open_writer(database).close()
    before = database.read_bytes()
    open_writer(database).close()
    assert database.read_bytes() == before


async def test_only_the_owner_can_read_the_notebook(tmp_path: Path) -> None:
    home = tmp_path / "home"
    notebook = await Notebook.open(home, world())
    assert home.stat().st_mode & 0o077 == 0
    for file in home.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name
    await notebook.close()


def test_a_missing_notebook_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(NotebookMissing):
        open_reader(tmp_path / DATABASE_NAME)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_told_and_kept(tmp_path: Path) -> None:
    database = tmp_path / DATABASE_NAME
    database.write_bytes(b"no database " * 1000)
    with pytest.raises(StoreError):
        open_writer(database)
    assert database.read_bytes() == b"no database " * 1000


async def test_views_made_by_other_sql_are_rebuilt_at_opening(tmp_path: Path) -> None:
    notebook = await Notebook.open(tmp_path, world())
    digest = (await notebook.summary()).digest
    await notebook.close()
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    connection.execute("UPDATE projection SET sql_hash = 'of another version'")
    connection.execute("DELETE FROM device")
    connection.commit()
    connection.close()
    notebook = await Notebook.open(tmp_path, world())
    assert (await notebook.summary()).digest == digest
    await notebook.close()
