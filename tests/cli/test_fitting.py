"""Which thread or talk is meant where none is named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Infoview


@pytest.fixture
def ada(ok: Infoview) -> Infoview:
    """A notebook with one person."""
    ok("add", "Ada Novák", "--at", "2024-01-02 10:00")
    return ok


def threads(ok: Infoview) -> list[tuple[str, str]]:
    """When each was sent and what was answered, latest first."""
    found: Any = ok("person", "ada", "--json").json["outreach"]
    return [(row["sent_at"][:10], row["disposition"] or "") for row in found]


def test_an_answer_after_the_thread_was_closed_is_one_to_it(ada: Infoview) -> None:
    ada("outreach", "ada", "--at", "2022-01-10 9:00")
    ada("reply", "ada", "declined", "--at", "2022-01-11 9:00")
    ada("outreach", "ada", "--at", "2024-03-04 9:00")
    ada("close", "ada", "--reason", "no answer", "--at", "2024-03-25 9:00")
    said = ada("reply", "ada", "accepted", "--at", "2024-03-29")
    assert "the thread of Mon 4 Mar 2024" in said.out
    assert threads(ada) == [("2024-03-04", "accepted"), ("2022-01-10", "declined")]


def test_an_answer_is_to_a_thread_that_still_waits_before_one_that_was_closed(
    ada: Infoview,
) -> None:
    ada("outreach", "ada", "--at", "2024-03-04 9:00")
    ada("outreach", "ada", "--at", "2024-03-06 9:00", "--channel", "linkedin")
    ada("close", "ada", "--reason", "sent twice", "--at", "2024-03-06 9:05")
    ada("reply", "ada", "accepted", "--at", "2024-03-07 9:00")
    assert threads(ada) == [("2024-03-06", ""), ("2024-03-04", "accepted")]


def test_an_answer_of_back_then_is_to_what_had_been_sent_by_then(ada: Infoview) -> None:
    ada("outreach", "ada", "--at", "2022-01-10 15:00")
    ada("outreach", "ada", "--at", "2024-03-04 15:00")
    ada("reply", "ada", "declined", "--at", "2022-01-10")
    ada("reply", "ada", "accepted", "--at", "2024-03-04")
    assert threads(ada) == [("2024-03-04", "accepted"), ("2022-01-10", "declined")]
