"""For any people in any plain table, or in Google's, reading gives them back; no bytes crash."""

from __future__ import annotations

import csv
import io
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infoview_sync.files.found import Reading
from infoview_sync.files.reading import read_stream
from infoview_sync.files.refusal import FileRefused
from tests.files.conftest import recordable

Row = dict[str, str]


def tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40).map(tidy)
texts = texts.filter(lambda text: not any(map(unicodedata.combining, text)) and ":::" not in text)
cells = texts | st.sampled_from(['"', ",", ";", "a;b", "=1+1", "Name", "佐藤 花子", "x\ty"]).map(
    tidy
)
ROW = st.fixed_dictionaries(
    {
        "name": cells.filter(bool),
        "email": st.integers(0, 10**6).map("p{}@example.org".format) | st.just(""),
        "org": cells,
        "other": cells,
    }
)
HEADERS = {
    "csv": {"name": "Full name", "email": "E-mail", "org": "Company", "other": "Pet"},
    "google": {"name": "First Name", "email": "E-mail 1 - Value", "org": "Organization Name",
               "other": "Nickname"},
}  # fmt: skip


def read_or_refusal(data: bytes) -> Reading | FileRefused:
    try:
        return read_stream(io.BytesIO(data), file_name="a.csv", bytes_total=len(data))
    except FileRefused as refused:
        return refused


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(ROW, min_size=1, max_size=8),
    kind=st.sampled_from(sorted(HEADERS)),
    order=st.permutations(["name", "email", "org", "other"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    line_end=st.sampled_from(["\r\n", "\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_people_written_to_a_table_are_read_from_it(
    *, rows: list[Row], kind: str, order: list[str], delimiter: str, line_end: str, encoding: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow([HEADERS[kind][field] for field in order])
    writer.writerows([[row[field] for field in order] for row in rows])
    data = out.getvalue().encode(encoding)
    reading = read_stream(io.BytesIO(data), file_name="a.csv", bytes_total=len(data))
    assert reading.source == kind
    assert reading.refused == ()
    assert len(reading.people) == len(rows)
    for person, row in zip(reading.people, rows, strict=True):
        label = HEADERS[kind]["other"]
        assert person.name == row["name"]
        assert person.emails == ((row["email"],) if row["email"] else ())
        assert person.org == (row["org"] or None)
        assert person.notes == (f"{label}: {row['other']}" if row["other"] else None)


PIECES = st.sampled_from(
    [b'"', b",", b"\n", b"\r", b"\0", b"Ada", b" ::: ", b"\xff", b"\xc3", b";", b"\t", b"=", b"@",
     b"a@example.org", b"* myContacts", b"\xe2\x80\xa8"]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(
    start=st.sampled_from(
        [b"Name,E-mail\n", b"First Name,Last Name,Phonetic First Name,Labels\n", b"Nom;Courriel\r",
         b"E-mail 1 - Value,Address 1 - Street,Organization 1 - Name\n", b"Name\n", b""]
    ),
    rest=st.lists(PIECES | st.binary(max_size=8), max_size=40).map(b"".join),
)  # fmt: skip
def test_no_bytes_cause_anything_but_a_typed_error(start: bytes, rest: bytes) -> None:
    outcome = read_or_refusal(start + rest)
    if isinstance(outcome, FileRefused):
        assert outcome.remedy
        assert str(outcome).isprintable()
    else:
        assert outcome.people
        for person in outcome.people:
            recordable(person)
