"""Files that are refused as a whole: which error, where, and that it helps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from infoview_sync.errors import InputError
from infoview_sync.files.reading import read_path
from infoview_sync.files.refusal import FileRefused

REFUSED = {
    "archive.zip": ("file_binary", None, "Unpack"),
    "blank.csv": ("file_empty", None, "Connections.csv"),
    "column-twice.csv": ("file_bad_header", 1, "Company"),
    "empty.csv": ("file_empty", None, "Connections.csv"),
    "every-row-refused.csv": ("file_no_people", 2, "31 Feb 2026"),
    "garbage.csv": ("file_binary", None, "not a text file"),
    "header-only.csv": ("file_no_people", 3, "no row under the header"),
    "messages.csv": ("file_wrong_kind", None, "Connections.csv from the same archive"),
    "no-header.csv": ("file_no_header", 1, "--map"),
    "picture.csv": ("file_binary", None, "not a text file"),
    "utf-16-cut.csv": ("file_encoding", 2, "byte 328"),
    "utf-16-unmarked.csv": ("file_binary", None, "UTF-16"),
    "windows-1252.csv": ("file_encoding", 3, "byte 166"),
}


def test_every_bad_fixture_is_listed(linkedin_files: Path) -> None:
    assert {path.name for path in (linkedin_files / "bad").iterdir()} == set(REFUSED)


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_its_name_its_place_and_a_remedy(
    linkedin_files: Path, name: str
) -> None:
    code, line, words = REFUSED[name]
    with pytest.raises(FileRefused) as refused:
        read_path(linkedin_files / "bad" / name)
    error = refused.value
    assert isinstance(error, InputError)
    assert (error.code, error.line) == (code, line)
    assert str(error).startswith(name)
    assert words in str(error)
    assert error.remedy
    assert error.fields()["file"] == name


def test_the_byte_named_is_the_first_that_is_not_utf_8(linkedin_files: Path) -> None:
    data = (linkedin_files / "bad" / "windows-1252.csv").read_bytes()
    assert data[:166].decode("utf-8").count("\n") == 2
    assert data[166] == 0xEB  # ë in Windows-1252


def test_private_messages_are_never_repeated(linkedin_files: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        read_path(linkedin_files / "bad" / "messages.csv")
    told = str(refused.value) + str(refused.value.fields())
    assert "SECRETWORD" not in told
    assert "Ann" not in told


def test_renaming_messages_does_not_let_them_in(linkedin_files: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "Connections.csv"
    renamed.write_bytes((linkedin_files / "bad" / "messages.csv").read_bytes())
    with pytest.raises(FileRefused) as refused:
        read_path(renamed)
    assert refused.value.code == "file_wrong_kind"


def test_what_is_not_a_readable_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path in (tmp_path / "missing.csv", tmp_path, pipe):
        with pytest.raises(FileRefused) as refused:
            read_path(path)
        assert refused.value.code == "file_unreadable"


def test_a_file_name_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\n.csv"
    path.write_bytes(b"")
    with pytest.raises(FileRefused) as refused:
        read_path(path)
    assert str(refused.value).isprintable()
