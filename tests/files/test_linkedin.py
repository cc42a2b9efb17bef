"""Reading Connections.csv: the shapes it comes in, and what a single bad row costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from infoview_sync.events.catalogue.people import ContactAdded
from infoview_sync.files import linkedin
from infoview_sync.files.cells import CELL_CHARS_MAX
from infoview_sync.files.found import FoundPerson, Reading
from infoview_sync.files.lines import LINE_CHARS_MAX
from infoview_sync.files.reading import read_path
from infoview_sync.files.refusal import NoPeople, TooManyRows

Read = Callable[[str | bytes], Reading]
ReadRows = Callable[[str], Reading]

ANN = FoundPerson(
    name="Ann Lee",
    given="Ann",
    surname="Lee",
    org="Quill & Co.",
    title="Editor",
    emails=("ann.lee@example.org",),
    urls=("https://www.linkedin.com/in/ann-lee",),
    connected_on="2024-01-02",
    line=0,
)


def without_line(person: FoundPerson) -> FoundPerson:
    """The same on no line; notes hold only what one of these shapes adds."""
    facts = {field: getattr(person, field) for field in person.__struct_fields__}
    return FoundPerson(**{**facts, "line": 0, "notes": None})


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("reordered-with-no-break-spaces", 2),
        ("utf-16-le", 2),
        ("utf-16-be", 2),
        ("carriage-returns", 4),
        ("unbalanced-preamble", 6),
        ("preamble-of-six-lines", 8),
        ("blank-rows", 4),
        ("some-rows-refused", 4),
    ],
)
def test_a_person_is_the_same_in_every_shape_of_the_file(
    linkedin_files: Path, name: str, line: int
) -> None:
    first = read_path(linkedin_files / "odd" / f"{name}.csv").people[0]
    assert without_line(first) == ANN
    assert first.line == line


def test_the_sample_is_read_whole(linkedin_files: Path) -> None:
    reading = read_path(linkedin_files / "Connections.csv")
    assert (len(reading.people), reading.refused) == (420, ())
    assert reading.people[0].org == 'Sable "Night" Desk'
    assert reading.people[0].title == "Publisher, Books"
    assert reading.people[0].line == 5
    assert "Ölmühle Verlag" in {person.org for person in reading.people}
    (note,) = reading.notes
    assert note.startswith("the e-mail column is mostly blank (363 of 420): LinkedIn only exports")


def test_older_files_have_fewer_columns(linkedin_files: Path) -> None:
    ann, bo = read_path(linkedin_files / "odd" / "older-shape.csv").people
    assert ann.emails == ("ann.lee@example.org",)
    assert (ann.urls, ann.title, ann.connected_on) == ((), None, None)
    assert (bo.name, bo.emails) == ("Bo Ray", ())


def test_quoted_commas_quotes_and_line_breaks_stay_in_their_cell(linkedin_files: Path) -> None:
    ann, bo = read_path(linkedin_files / "odd" / "line-breaks-in-cells.csv").people
    assert (ann.org, ann.title) == ('Quill & "Co", Ltd', "Editor, Books")
    assert (ann.line, bo.line) == (2, 5)


def test_spreadsheets_may_write_semicolons(linkedin_files: Path) -> None:
    (ann,) = read_path(linkedin_files / "odd" / "semicolons.csv").people
    assert ann.org == "Quill; Co"


def test_a_column_that_somebody_added_is_kept_and_named_if_it_says_anything(
    linkedin_files: Path,
) -> None:
    reading = read_path(linkedin_files / "odd" / "reordered-with-no-break-spaces.csv")
    assert "columns kept in the notes: Pronouns" in reading.notes
    assert reading.people[0].notes == "Pronouns: she"
    # The month-later sample has a Twitter column in which every cell is blank.
    reading = read_path(linkedin_files / "Connections-a-month-later.csv")
    assert not any("kept in the notes" in note for note in reading.notes)


def test_columns_that_a_contact_has_a_field_for_fill_it(read: Read) -> None:
    header = "First Name,Last Name,Email Address,Company,Phone,City,Notes,Tags,Pet\n"
    (ann,) = read(
        f"{header}Ann,Lee,a@example.org,Quill,+1 555 0100,Town,Tea,press;radio,Cat\n"
    ).people
    assert (ann.phones, ann.location, ann.tags) == (("+1 555 0100",), "Town", ("press", "radio"))
    assert ann.notes == "Tea\n\nPet: Cat"


def test_names_are_joined_trimmed_and_composed(read_rows: ReadRows) -> None:
    reading = read_rows("  Zoe\u0308  Anna ,\u00a0Lee ,,,,,\n,Ray,,,,,\nCy,,,,,,\n")
    assert [(p.name, p.given, p.surname) for p in reading.people] == [
        ("Zoë Anna Lee", "Zoë Anna", "Lee"),
        ("Ray", None, "Ray"),
        ("Cy", "Cy", None),
    ]


def test_each_bad_row_is_refused_alone_with_line_field_and_remedy(linkedin_files: Path) -> None:
    reading = read_path(linkedin_files / "odd" / "some-rows-refused.csv")
    assert [person.name for person in reading.people] == ["Ann Lee", "Gus"]
    assert [(row.line, row.field) for row in reading.refused] == [
        (5, None),
        (6, "First Name"),
        (7, "First Name"),
        (8, None),
        (9, None),
        (10, "Connected On"),
    ]
    assert all(row.reason and row.remedy for row in reading.refused)


def test_a_date_that_does_not_exist_refuses_its_row(linkedin_files: Path) -> None:
    reading = read_path(linkedin_files / "odd" / "dates.csv")
    assert [person.connected_on for person in reading.people] == [
        "2024-01-02",
        "2024-01-02",
        "2022-02-07",
        "2026-08-21",
        "2025-12-01",
        "2024-02-29",
        "2023-09-09",
        None,
    ]
    assert [row.line for row in reading.refused] == list(range(10, 18))
    assert {row.field for row in reading.refused} == {"Connected On"}
    assert reading.refused[0].reason == "'31 Feb 2026': there is no such day"
    assert all("English" in row.remedy for row in reading.refused)
    assert any("read month first (M/D/Y): 2 read, 1 refused" in note for note in reading.notes)


def test_only_http_addresses_are_kept_and_the_person_stays(linkedin_files: Path) -> None:
    reading = read_path(linkedin_files / "odd" / "unsafe-addresses.csv")
    assert [url for person in reading.people for url in person.urls] == [
        "https://www.linkedin.com/in/ann-lee",
        "HTTPS://WWW.LINKEDIN.COM/in/bo",
    ]
    assert len(reading.people) == 7
    assert any("left out on lines 2, 4, 5, 6" in note for note in reading.notes)
    assert any("left out on line 9" in note for note in reading.notes)


def test_a_line_of_50_megabytes_costs_only_its_row(read_rows: ReadRows) -> None:
    reading = read_rows("Ann,Lee,,,,,\nBo," + "x" * 50_000_000 + ",,,,,\nCy,Ray,,,,,\n")
    assert [(p.name, p.line) for p in reading.people] == [("Ann Lee", 2), ("Cy Ray", 4)]
    (row,) = reading.refused
    assert row.line == 3
    assert f"{LINE_CHARS_MAX:,}" in row.reason


def test_a_cell_over_the_limit_costs_only_its_row(read_rows: ReadRows) -> None:
    # White space is collapsed, so that only the limit of the cell itself is met.
    longest = "x" + " " * (CELL_CHARS_MAX - 1)
    reading = read_rows(f"Ann,Lee,,,{longest},,\nBo,Ray,,,{longest} ,,\n")
    assert reading.people[0].org == "x"
    assert [(row.line, row.field) for row in reading.refused] == [(3, "Company")]


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x7f", "\x85", "\x9b"])
def test_control_characters_cost_only_their_row(read_rows: ReadRows, char: str) -> None:
    reading = read_rows(f"Ann,Lee,,,,,\nBo,R{char}ay,,,,,\n")
    assert [person.name for person in reading.people] == ["Ann Lee"]
    assert [(row.line, row.field) for row in reading.refused] == [(3, "Last Name")]
    assert char not in reading.refused[0].reason


def test_no_message_carries_control_characters_from_the_file(read: Read) -> None:
    header = "First Name,Last Name,Email Address,Company,Evil\x1b[2J\n"
    reading = read(header + "Ann,Lee,,,x\nBo,Ray,,,a\x07\n")
    texts = [*reading.notes, *(f"{row.field}{row.reason}" for row in reading.refused)]
    assert all(text.isprintable() for text in texts)
    assert len(reading.refused) == 1


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("{300},,,,,,", None),
        ("{150},{150},,,,,", "First Name"),
        (",{301},,,,,", "First Name"),
        ("Ann,,,,{500},{500},", None),
        ("Ann,,,,{501},,", "Company"),
        ("Ann,,,,,{501},", "Position"),
    ],
)
def test_no_more_is_taken_than_an_event_may_hold(
    read_rows: ReadRows, row: str, field: str | None
) -> None:
    row = re.sub(r"\{([0-9]+)\}", lambda match: "é" * int(match[1]), row)
    reading = read_rows(
        f"Bo,Ray,https://example.org/{'a' * 600},{'b' * 600}@example.org,,,\n{row}\n"
    )
    assert reading.people[0].urls == reading.people[0].emails == ()
    assert [refused.field for refused in reading.refused] == ([field] if field else [])
    for person in reading.people:
        facts = {name: getattr(person, name) for name in ("name", "org", "title", "emails", "urls")}
        named = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in facts.items()
            if value
        }
        msgspec.convert({**named, "source": "linkedin"}, ContactAdded)


def test_accents_without_end_cost_only_their_row(read_rows: ReadRows) -> None:
    reading = read_rows(f"A{chr(0x301) * 30},Lee,,,,,\nB{chr(0x301) * 31},Ray,,,,,\n")
    assert [person.line for person in reading.people] == [2]
    assert [(row.line, row.field) for row in reading.refused] == [(3, "First Name")]


def test_a_file_of_more_rows_than_the_limit_is_refused(
    read_rows: ReadRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linkedin, "ROWS_MAX", 3)
    assert len(read_rows("Ann,Lee,,,,,\n" * 3).people) == 3
    for rows in ("Ann,Lee,,,,,\n" * 4, "Ann,Lee,,,,,\n\n\n\n"):
        with pytest.raises(TooManyRows) as refused:
            read_rows(rows)
        assert refused.value.line == 5


def test_nobody_in_the_file_is_an_error_that_keeps_the_reasons(linkedin_files: Path) -> None:
    with pytest.raises(NoPeople) as refused:
        read_path(linkedin_files / "bad" / "every-row-refused.csv")
    assert [row.line for row in refused.value.refused] == [2, 3]
    assert "31 Feb 2026" in str(refused.value)
