"""Two exports a month apart: what differs is computed here with nothing but the csv module."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.known import KnownPerson
from infoview_sync.files.matching import Added, AlreadyKnown, Changed, decide
from infoview_sync.files.reading import read_path

FIELD_BY_COLUMN = {"Email Address": "emails", "Company": "org", "Position": "title"}

Rows = dict[str, dict[str, str]]


@pytest.fixture
def rows_before(linkedin_files: Path) -> Rows:
    return _rows(linkedin_files / "Connections.csv")


@pytest.fixture
def rows_after(linkedin_files: Path) -> Rows:
    return _rows(linkedin_files / "Connections-a-month-later.csv")


def _rows(path: Path) -> Rows:
    """By URL. In both samples the header is the fourth line and the preamble has no quirks."""
    lines = path.read_text("utf-8-sig").splitlines()[3:]
    return {row["URL"]: row for row in csv.DictReader(lines)}


def known_of(person: FoundPerson) -> KnownPerson:
    return KnownPerson(
        id=person.urls[0].rsplit("/", 1)[1],
        name=person.name,
        org=person.org,
        title=person.title,
        emails=person.emails,
        urls=person.urls,
        connected_on=person.connected_on,
    )


def test_how_the_samples_differ(rows_before: Rows, rows_after: Rows) -> None:
    assert (len(rows_before), len(rows_after)) == (420, 420)
    assert not rows_after.keys() - rows_before.keys()
    assert not rows_before.keys() - rows_after.keys()
    changed = Counter(
        column
        for url, row in rows_after.items()
        for column in FIELD_BY_COLUMN
        if row[column] != rows_before[url][column]
    )
    assert changed == {"Email Address": 34, "Position": 3}


def test_importing_a_file_again_adds_nothing(linkedin_files: Path) -> None:
    people = read_path(linkedin_files / "Connections.csv").people
    decisions = decide(people, [known_of(person) for person in people])
    assert {type(decision) for decision in decisions} == {AlreadyKnown}


def test_a_month_later_only_what_changed_is_reported(
    linkedin_files: Path, rows_before: Rows, rows_after: Rows
) -> None:
    before = read_path(linkedin_files / "Connections.csv").people
    after = read_path(linkedin_files / "Connections-a-month-later.csv").people
    decisions = decide(after, [known_of(person) for person in before])
    assert not [one for one in decisions if isinstance(one, Added)]
    expected = {
        url.rsplit("/", 1)[1]: {
            field: (row[column],) if field == "emails" else row[column]
            for column, field in FIELD_BY_COLUMN.items()
            if row[column] != rows_before[url][column]
        }
        for url, row in rows_after.items()
    }
    got = {one.person_id: one.fields for one in decisions if isinstance(one, Changed)}
    assert got == {person_id: fields for person_id, fields in expected.items() if fields}
    assert len(got) == 35


def test_the_first_import_adds_everybody_once(linkedin_files: Path) -> None:
    people = read_path(linkedin_files / "Connections.csv").people
    assert Counter(type(decision) for decision in decide(people, [])) == {Added: 420}
