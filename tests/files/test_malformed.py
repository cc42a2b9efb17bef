"""Thirty malformed files of each kind and more: refused with place and remedy, nothing vanishes."""

from __future__ import annotations

import io

import pytest

from infoview_sync.files.found import Reading
from infoview_sync.files.reading import read_stream
from infoview_sync.files.refusal import FileRefused, NoPeople
from tests.files.malformed import KINDS, SUFFIX_BY_KIND, Case, malformed

CASES = [
    pytest.param(kind, case, id=f"{kind}: {name}")
    for kind in KINDS
    for name, case in malformed(kind).items()
]


def read_or_refusal(kind: str, data: bytes) -> Reading | FileRefused:
    name = f"a.{SUFFIX_BY_KIND.get(kind, 'csv')}"
    try:
        return read_stream(io.BytesIO(data), file_name=name, bytes_total=len(data))
    except FileRefused as refusal:
        return refusal


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_thirty_of_each_kind(kind: str) -> None:
    assert len(malformed(kind)) >= 30


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_it_is_refused_by_place_and_remedy_and_the_rest_is_kept(kind: str, case: Case) -> None:
    outcome = read_or_refusal(kind, case.data)
    if isinstance(outcome, FileRefused):
        assert str(outcome).startswith(f"a.{SUFFIX_BY_KIND.get(kind, 'csv')}")
        assert str(outcome).isprintable()
        assert outcome.remedy
        assert len(str(outcome)) < 1_000
        if isinstance(outcome, NoPeople) and case.records is not None:
            assert len(outcome.refused) == case.records
        return
    assert outcome.refused
    lines = case.data.count(b"\n") + 1
    for row in outcome.refused:
        assert 1 <= row.line <= lines
        assert row.reason.isprintable()
        assert row.remedy
    if case.records is not None:
        found = len(outcome.people) + len(outcome.meetings)
        assert found
        assert found + len(outcome.refused) == case.records
