"""The vectors that the app repeats are what the command says today."""

from __future__ import annotations

from tests.vectors.changes import FILE, vectors


def test_the_vectors_of_what_changed_are_current() -> None:
    stale = "python -m tests.vectors.changes writes it anew"
    assert FILE.read_text(encoding="utf-8") == vectors(), stale
