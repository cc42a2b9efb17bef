"""The app's reader of natural dates is held to this one's answers, which must be up to date."""

from __future__ import annotations

from tests.vectors.moments import FILE, vectors


def test_the_vectors_say_what_the_reader_answers() -> None:
    stale = "run python -m tests.vectors.moments and look at what changed"
    assert FILE.read_text(encoding="utf-8") == vectors(), stale
