"""For any people in any shape of the file, reading gives them back; no bytes give a traceback."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from infoview_sync.files.found import FoundPerson, Reading
from infoview_sync.files.reading import read_stream
from infoview_sync.files.refusal import FileRefused

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40).map(tidy)
spicy = st.sampled_from(['Quill, "Ink" & Co', "O'Neil", '"', '""', ",", "=1+1", "Notes:", "佐藤"])
names = texts.filter(bool) | spicy.filter(bool)
cells = st.none() | texts.filter(bool) | spicy
slugs = st.text("abcdefghijklmnopqrstuvwxyz0123456789-%", min_size=1, max_size=20)
days = st.dates(date(2003, 5, 5), date(2099, 12, 31))


@st.composite
def people(draw: st.DrawFn) -> FoundPerson:
    given, surname = draw(st.tuples(names, cells) | st.tuples(st.none(), names))
    url = draw(st.none() | slugs.map("https://www.linkedin.com/in/{}".format))
    email = draw(st.none() | slugs.map("{}@example.org".format))
    day = draw(st.none() | days)
    return FoundPerson(
        name=" ".join(part for part in (given, surname) if part),
        given=given,
        surname=surname,
        org=draw(cells),
        title=draw(cells),
        emails=(email,) if email else (),
        urls=(url,) if url else (),
        connected_on=day.isoformat() if day else None,
        notes=draw(st.sampled_from([None, "Twitter: @somebody"])),
        line=0,
    )


def written_date(iso: str | None, style: int) -> str:
    if iso is None:
        return ""
    day = date.fromisoformat(iso)
    return [
        f"{day.day:02} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}-{MONTHS[day.month - 1]}-{day.year % 100:02}",
        f"{day.month}/{day.day}/{day.year % 100:02}",
        iso,
    ][style]


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, list[FoundPerson]]:
    """A file's bytes and its people with the lines on which they start."""
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    preamble = draw(
        st.sampled_from(
            [
                [],
                ["Notes:", '"Some addresses are missing, see settings."', ""],
                ["Notes:", '"An unbalanced quote, see', "", "", "", 'x"y"'],
            ]
        )
    )
    style = draw(st.integers(0, 3))
    columns: dict[str, Callable[[FoundPerson], str]] = {
        "First Name": lambda one: one.given or "",
        "Last Name": lambda one: one.surname or "",
        "URL": lambda one: "".join(one.urls),
        "Email Address": lambda one: "".join(one.emails),
        "Company": lambda one: one.org or "",
        "Position": lambda one: one.title or "",
        "Connected On": lambda one: written_date(one.connected_on, style),
        "Twitter": lambda one: (one.notes or "").removeprefix("Twitter: "),
    }
    order = draw(st.permutations(sorted(columns)))
    dialect = draw(st.sampled_from(["excel", "unix"]))
    text = "".join(line + line_end for line in preamble)
    expected = []

    def add(row: list[str]) -> None:
        nonlocal text
        out = io.StringIO()
        csv.writer(out, dialect, lineterminator=line_end).writerow(row)
        text += out.getvalue()

    add([title.replace(" ", draw(st.sampled_from([" ", "\u00a0"]))) for title in order])
    for one in draw(st.lists(people(), min_size=1, max_size=8)):
        if draw(st.booleans()):
            add([""] * len(order))
        line = text.count(line_end) + 1
        values = {f: getattr(one, f) for f in one.__struct_fields__}
        expected.append(FoundPerson(**{**values, "line": line}))
        add([columns[title](one) for title in order])
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return text.encode(encoding), expected


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(files())
def test_people_written_to_a_file_are_read_from_it(file: tuple[bytes, list[FoundPerson]]) -> None:
    data, expected = file
    reading = read_stream(io.BytesIO(data), file_name="Connections.csv", bytes_total=len(data))
    assert reading.refused == ()
    assert list(reading.people) == expected


def read_or_refusal(data: bytes) -> Reading | FileRefused:
    try:
        return read_stream(io.BytesIO(data), file_name="a.csv", bytes_total=len(data))
    except FileRefused as refused:
        return refused


HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CSV_LIKE = st.lists(
    st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b"Ann", b"31 Feb 2026", b"\xff", b"\xc3"]),
    max_size=60,
).map(b"".join)


@settings(max_examples=500, deadline=None)
@given(
    start=st.sampled_from([b"", HEADER, b"\xef\xbb\xbf" + HEADER, b"\xff\xfe", b"\xfe\xff", b"PK"]),
    rest=st.binary(max_size=400) | CSV_LIKE,
)
@example(start=b"\xff\xfe", rest=HEADER.decode().encode("utf-16-le") + b"\x00\xd8")
def test_no_bytes_cause_anything_but_a_typed_error(start: bytes, rest: bytes) -> None:
    data = start + rest
    outcome = read_or_refusal(data)
    if isinstance(outcome, FileRefused):
        assert outcome.remedy
        assert str(outcome).isprintable()
    else:
        assert outcome.people


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(st.lists(st.text('a",\n', max_size=6), min_size=1, max_size=8), max_size=12))
def test_no_row_vanishes(rows: list[list[str]]) -> None:
    """Every physical line with text in it is in a person, a refused row, or one's cells."""
    body = "\n".join(",".join(row) for row in rows) + "\nZoe,Last,,,,,\n"
    data = HEADER + body.encode()
    reading = read_stream(io.BytesIO(data), file_name="a.csv", bytes_total=len(data))
    starts = [one.line for one in reading.people] + [row.line for row in reading.refused]
    assert len(starts) == len(set(starts))
    assert reading.people[-1].name == "Zoe Last" or reading.refused
    if '"' not in body:
        with_text = {n for n, line in enumerate(body.split("\n"), start=2) if line.strip(", ")}
        assert set(starts) == with_text
