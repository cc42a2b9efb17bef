"""What the command line's tests share: `infoview` called in this process, on a fresh home."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from infoview_sync.cli import main


class Said(NamedTuple):
    """What one run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Infoview = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("INFOVIEW_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")
    return home


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Infoview:
    """Runs `infoview` with these arguments; it never raises and tells what was said."""

    def infoview(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Said(ended.value.code, captured.out, captured.err)

    return infoview


@pytest.fixture
def ok(run: Infoview) -> Infoview:
    """As `run`, and the command must succeed without a word on stderr."""

    def infoview(*arguments: str) -> Said:
        said = run(*arguments)
        assert (said.code, said.err) == (0, ""), said
        return said

    return infoview


@pytest.fixture
def linkedin_files() -> Path:
    return Path(__file__).parents[1] / "fixtures" / "linkedin"
