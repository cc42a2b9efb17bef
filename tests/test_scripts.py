"""The scripts of CONTRIBUTING, where something that they need is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"


@pytest.mark.parametrize("command", [["check"], ["web", "npm", "ci"]])
def test_without_the_development_tools_one_line_says_how_to_get_them(
    tmp_path: Path, command: list[str]
) -> None:
    """As after `scripts/run`, whose .venv has a Python and none of them."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "web").mkdir()
    (tmp_path / ".venv/bin").mkdir(parents=True)
    python = tmp_path / ".venv/bin/python"
    python.write_text("#!/bin/sh\necho 'Traceback (most recent call last):' >&2\nexit 1\n")
    python.chmod(0o755)
    name, *arguments = command
    script = shutil.copy(SCRIPTS / name, tmp_path / "scripts")
    done = subprocess.run(
        [script, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"scripts/{name} needs .venv with the development tools: run scripts/setup dev once.\n"
    )
