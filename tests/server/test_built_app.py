"""What the build must hold to, read off its files."""

from __future__ import annotations

import re
from pathlib import Path

import infoview_sync

ASSETS = Path(infoview_sync.__file__).parent / "server" / "app" / "assets"


def test_no_file_imports_the_worker_s_entry() -> None:
    """WebKit would run it twice: a second desk, with no notebook open, answers requests too."""
    files = {path.name: path.read_text() for path in ASSETS.glob("*.js")}
    entries = {
        name
        for text in files.values()
        for name in re.findall(r"new Worker\(.*?/assets/([\w-]+\.js)", text)
    }
    assert len(entries) == 1
    (entry,) = entries
    # Only the page's first script names it, to start it.
    assert [
        name for name, text in files.items() if entry in text and "new Worker(" not in text
    ] == []
