"""Files of several kinds one after another: everything they name is somewhere, and again is none.

The notebook here keeps what each kind of file last said apart, as the real one does.
"""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import email_key, name_key, phone_key
from infoview_sync.files.known import KnownPerson, LastImport
from infoview_sync.files.matching import Added, AlreadyKnown, Changed, Repeated, decide

NAMES = st.sampled_from(["Ann Lee", "Bo Ray", "Ann Ray", ""])
ROW = st.builds(
    FoundPerson,
    name=NAMES,
    org=st.sampled_from([None, "Quill", "Ink"]),
    title=st.sampled_from([None, "Editor", "Host"]),
    location=st.sampled_from([None, "Town"]),
    emails=st.lists(st.sampled_from(["a@example.org", "b@example.org"]), unique=True, max_size=2)
    .map(tuple),
    phones=st.lists(st.sampled_from(["+1 555 0100", "+1 555 0101"]), unique=True, max_size=2)
    .map(tuple),
    urls=st.lists(
        st.sampled_from(["https://www.linkedin.com/in/ann", "https://example.org/bo"]),
        unique=True, max_size=1,
    ).map(tuple),
    notes=st.sampled_from([None, "one", "one\ntwo", "Birthday: --0412", "three\n\nfour"]),
    tags=st.lists(st.sampled_from(["press", "radio"]), unique=True, max_size=2).map(tuple),
    line=st.just(0),
)  # fmt: skip


def _in_a_file(rows: list[FoundPerson]) -> list[FoundPerson]:
    """With their lines; who has no name is called by what there is, as the readers do."""
    called = [next(filter(None, (row.name, *row.emails, *row.phones, "Ann Lee"))) for row in rows]
    return [
        msgspec.structs.replace(row, line=line, name=name)
        for line, (row, name) in enumerate(zip(rows, called, strict=True), start=2)
    ]


ROWS = st.lists(ROW, min_size=1, max_size=6).map(_in_a_file)
FILE = st.tuples(st.sampled_from(["google", "vcard", "csv"]), ROWS)
FILES = st.lists(FILE, min_size=1, max_size=4)
# A second file of one kind replaces what the first said; history keeps that.
ONE_OF_EACH = st.lists(FILE, min_size=1, max_size=3, unique_by=lambda file: file[0])


class Notebook:
    """Carries out decisions, with what each source last said of whom."""

    def __init__(self) -> None:
        self.people: dict[str, KnownPerson] = {}
        self.imported: dict[str, dict[str, LastImport]] = {}

    def take(self, source: str, rows: list[FoundPerson]) -> bool:
        """True if the file said anything new."""
        imported = self.imported.setdefault(source, {})
        is_news = False
        for decision in decide(rows, list(self.people.values()), imported=imported, keeps_all=True):
            if isinstance(decision, Added):
                is_news = True
                facts = {f: getattr(decision.person, f) for f in LastImport.__struct_fields__}
                person_id = f"p{len(self.people)}"
                self.people[person_id] = KnownPerson(id=person_id, **facts)
                imported[person_id] = LastImport(**facts)
            elif isinstance(decision, Changed):
                is_news = True
                who = decision.person_id
                self.people[who] = msgspec.structs.replace(self.people[who], **decision.fields)
                said = {f: v for f, v in decision.fields.items() if f != "tags"}
                last = imported.get(who, LastImport())
                imported[who] = msgspec.structs.replace(last, **said)
            else:
                assert isinstance(decision, AlreadyKnown | Repeated)
        return is_news


@settings(max_examples=300, deadline=None)
@given(FILES)
def test_a_file_again_says_nothing_new(files: list[tuple[str, list[FoundPerson]]]) -> None:
    notebook = Notebook()
    for source, rows in files:
        notebook.take(source, rows)
    source, rows = files[-1]
    assert not notebook.take(source, rows)


@settings(max_examples=300, deadline=None)
@given(ONE_OF_EACH)
def test_nothing_that_a_file_names_is_lost(files: list[tuple[str, list[FoundPerson]]]) -> None:
    notebook = Notebook()
    for source, rows in files:
        notebook.take(source, rows)
    people = list(notebook.people.values())
    for _, rows in files:
        for row in rows:
            assert any(_holds(person, row) for person in people), (row, people)


def _holds(person: KnownPerson, row: FoundPerson) -> bool:
    """All that the row says is in this contact, in its field or in a line of its notes."""
    lines = str(person.notes).split("\n")
    own = {row.name} if row.name in (*row.emails, *row.phones) else set()

    def said(value: str | None, field: str | None, label: str) -> bool:
        return value is None or value == field or f"{label}: {value}" in lines or value in own

    return (
        said(row.name, person.name, "Also named")
        and said(row.org, person.org, "Organisation")
        and said(row.title, person.title, "Title")
        and said(row.location, person.location, "Address")
        and set(map(email_key, row.emails)) <= set(map(email_key, person.emails))
        and set(map(phone_key, row.phones)) <= set(map(phone_key, person.phones))
        and set(row.urls) <= set(person.urls)
        and set(map(name_key, row.tags)) <= set(map(name_key, person.tags))
        and all(line in lines for line in str(row.notes or "").split("\n") if line)
    )


def test_notes_that_one_contact_cannot_hold_stay_apart() -> None:
    rows = [
        FoundPerson(name="Ann Lee", emails=("a@example.org",), notes=letter * 19_000, line=line)
        for line, letter in enumerate("ab", start=2)
    ]
    notebook = Notebook()
    notebook.take("vcard", rows)
    assert sorted(str(person.notes)[0] for person in notebook.people.values()) == ["a", "b"]
    assert not notebook.take("vcard", rows)
