"""Who is who, and what an import may change."""

from __future__ import annotations

from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import name_key
from infoview_sync.files.known import KnownPerson, LastImport
from infoview_sync.files.matching import (
    Added,
    AlreadyKnown,
    Changed,
    Decision,
    Repeated,
    decide,
)
from infoview_sync.files.reading import read_path

ANN_URL = "https://www.linkedin.com/in/ann-lee"
BO_URL = "https://www.linkedin.com/in/bo-ray"


def found(name: str = "Ann Lee", *, line: int = 2, **values: object) -> FoundPerson:
    return msgspec.convert({"name": name, "line": line, **values}, FoundPerson)


def known(name: str = "Ann Lee", *, id: str = "ann", **values: object) -> KnownPerson:  # noqa: A002 - KnownPerson's
    return msgspec.convert({"id": id, "name": name, **values}, KnownPerson)


def one(
    person: FoundPerson, *people: KnownPerson, imported: dict[str, LastImport] | None = None
) -> Decision:
    (decision,) = decide([person], people, imported=imported)
    return decision


def test_a_profile_matches_in_any_spelling() -> None:
    decision = one(
        found(urls=("http://de.linkedin.com/in/Ann-Lee/?trk=x",)), known(urls=(ANN_URL,))
    )
    assert isinstance(decision, AlreadyKnown)
    assert (decision.person_id, decision.matched_by) == ("ann", "profile")


def test_the_profile_wins_over_the_address() -> None:
    people = [
        known(id="a", emails=("ann@example.org",)),
        known(id="b", urls=(ANN_URL,), name="Anne Lee"),
    ]
    decision = one(found(urls=(ANN_URL,), emails=("ann@example.org",)), *people)
    assert isinstance(decision, Changed)
    assert decision.person_id == "b"


def test_an_address_matches_whatever_its_letter_case() -> None:
    decision = one(found(emails=("ANN@Example.ORG",)), known(emails=("ann@example.org",)))
    assert isinstance(decision, AlreadyKnown)
    assert decision.matched_by == "address"


def test_a_new_position_is_the_only_field_reported() -> None:
    decision = one(
        found(urls=(ANN_URL,), org="Quill", title="Publisher"),
        known(urls=(ANN_URL,), org="Quill", title="Editor", emails=("ann@example.org",)),
    )
    assert isinstance(decision, Changed)
    assert decision.fields == {"title": "Publisher"}


def test_a_blank_cell_never_erases() -> None:
    decision = one(
        found(urls=(ANN_URL,)),
        known(urls=(ANN_URL,), org="Quill", title="Editor", emails=("ann@example.org",)),
    )
    assert isinstance(decision, AlreadyKnown)


def test_a_new_address_is_added_to_those_that_are_known() -> None:
    decision = one(
        found(urls=(ANN_URL,), emails=("ann@example.org",)),
        known(urls=(ANN_URL,), emails=("lee@example.org",)),
    )
    assert isinstance(decision, Changed)
    assert decision.fields == {"emails": ("lee@example.org", "ann@example.org")}


def test_a_correction_by_hand_is_not_undone_by_the_same_file() -> None:
    imported = {"ann": LastImport(name="Ann Lee", title="Editr", urls=(ANN_URL,), org="Quill")}
    mine = known("Dr. Ann Lee", title="Editor", urls=(ANN_URL,))
    same_file = found(urls=(ANN_URL,), title="Editr", org="Quill")
    decision = one(same_file, mine, imported=imported)
    assert isinstance(decision, AlreadyKnown)
    assert decision.kept == ("name", "org", "title")


def test_news_in_the_file_is_taken_even_over_a_correction() -> None:
    imported = {"ann": LastImport(name="Ann Lee", title="Editr", urls=(ANN_URL,))}
    decision = one(
        found(urls=(ANN_URL,), title="Publisher"),
        known(title="Editor", urls=(ANN_URL,)),
        imported=imported,
    )
    assert isinstance(decision, Changed)
    assert decision.fields == {"title": "Publisher"}


def test_what_was_entered_by_hand_is_only_completed() -> None:
    decision = one(
        found(urls=(ANN_URL,), org="Quill Ltd", title="Editor"),
        known("Ann B. Lee", urls=(ANN_URL,), org="Quill"),
        imported={},
    )
    assert isinstance(decision, Changed)
    assert decision.fields == {"title": "Editor"}
    assert decision.kept == ("name", "org")


def test_a_removed_address_does_not_come_back_and_still_identifies() -> None:
    imported = {"ann": LastImport(name="Ann Lee", emails=("old@example.org",))}
    decision = one(found(emails=("old@example.org",)), known(), imported=imported)
    assert isinstance(decision, AlreadyKnown)


def test_an_address_given_to_somebody_else_identifies_that_person() -> None:
    imported = {"ann": LastImport(name="Ann Lee", urls=(ANN_URL,))}
    people = [known(id="ann"), known(id="other", urls=(ANN_URL,))]
    decision = one(found(urls=(ANN_URL,)), *people, imported=imported)
    assert isinstance(decision, AlreadyKnown)
    assert decision.person_id == "other"


def test_a_person_who_married_is_the_same_by_address() -> None:
    decision = one(
        found("Ann Ray", emails=("ann@example.org",)), known(emails=("ann@example.org",))
    )
    assert isinstance(decision, Changed)
    assert decision.fields == {"name": "Ann Ray"}


def test_colleagues_who_share_an_address_stay_two_people() -> None:
    rows = [
        found("Bo Ray", line=2, emails=("desk@example.org",)),
        found("Ann Lee", line=3, emails=("desk@example.org",)),
    ]
    first, second = decide(rows, [known(emails=("desk@example.org",))])
    assert isinstance(first, Added)
    assert first.resembles == ("ann",)
    assert isinstance(second, AlreadyKnown)


def test_one_known_person_answers_to_one_row_whatever_their_order() -> None:
    rows = [
        found("Ann Ray", line=2, emails=("desk@example.org",)),
        found("Ann Lee", line=3, emails=("desk@example.org",)),
    ]
    for order in (rows, rows[::-1]):
        decisions = {d.line: d for d in decide(order, [known(emails=("desk@example.org",))])}
        assert isinstance(decisions[2], Added)
        assert isinstance(decisions[3], AlreadyKnown)


def test_two_profiles_with_one_address_stay_two_people() -> None:
    rows = [
        found(line=2, urls=(ANN_URL,), emails=("ann@example.org",)),
        found(line=3, urls=(ANN_URL + "-2",), emails=("ann@example.org",)),
    ]
    assert [type(d) for d in decide(rows, [])] == [Added, Added]
    first, second = decide(rows, [known(urls=(ANN_URL,), emails=("ann@example.org",))])
    assert isinstance(first, AlreadyKnown)
    assert isinstance(second, Added)
    assert second.resembles == ("ann",)


def test_a_renamed_profile_is_found_by_address_and_name() -> None:
    decision = one(
        found(urls=(ANN_URL + "-phd",), emails=("ann@example.org",)),
        known(urls=(ANN_URL,), emails=("ann@example.org",)),
    )
    assert isinstance(decision, Changed)
    assert decision.fields == {"urls": (ANN_URL, ANN_URL + "-phd")}


def test_rows_of_two_profiles_that_the_user_merged_are_one_person() -> None:
    rows = [
        found(line=2, urls=(ANN_URL,), title="Editor"),
        found(line=3, urls=(ANN_URL + "-2",), title="Publisher"),
    ]
    first, second = decide(rows, [known(urls=(ANN_URL, ANN_URL + "-2"), title="Editor")])
    assert isinstance(first, AlreadyKnown)
    assert second == Repeated(line=3, first_line=2)


def test_repeated_rows_complete_the_first(linkedin_files: Path) -> None:
    rows = read_path(linkedin_files / "odd" / "duplicates.csv").people
    ann, bo, again, by_address = decide(rows, [])
    assert isinstance(ann, Added)
    assert (ann.person.org, ann.person.title) == ("Quill & Co.", "Editor")
    assert ann.person.emails == ("ann.lee@example.org", "ann@example.org")
    assert len(ann.person.urls) == 1
    assert isinstance(bo, Added)
    assert again == Repeated(line=4, first_line=2)
    assert by_address == Repeated(line=5, first_line=2)


def test_rows_without_any_address_match_by_name_and_organisation() -> None:
    assert isinstance(one(found(org="Quill"), known(org="QUILL")), AlreadyKnown | Changed)
    assert isinstance(one(found(org="Kestrel"), known(org="Quill")), Added)
    # After a correction the imported organisation still identifies.
    imported = {"ann": LastImport(name="Ann Lee", org="Quill")}
    assert isinstance(
        one(found(org="Quill"), known(org="Kestrel"), imported=imported), AlreadyKnown
    )


def test_an_older_file_without_profiles_and_a_newer_one_meet() -> None:
    decision = one(found(org="Quill", urls=(ANN_URL,)), known(org="Quill"))
    assert isinstance(decision, Changed)
    assert (decision.matched_by, decision.fields) == ("name", {"urls": (ANN_URL,)})


def test_name_and_organisation_are_not_enough_when_two_fit() -> None:
    person = found(org="Quill", urls=(ANN_URL,))
    decision = one(person, known(id="a", org="Quill"), known(id="b", org="Quill"))
    assert isinstance(decision, Added)
    assert decision.resembles == ("a", "b")
    namesake = found(org="Quill", urls=(BO_URL,), line=3)
    assert {type(d) for d in decide([person, namesake], [known(org="Quill")])} == {Added}
    assert isinstance(one(person, known(org="Quill", urls=(BO_URL,))), Added)


NAMES = st.sampled_from(["Ann Lee", "Ann Ray", "ann lee", "Bo Ray", "佐藤 知実", "A"])
ORGS = st.none() | st.sampled_from(["Quill", "Kestrel"])
TITLES = st.none() | st.sampled_from(["Editor", "Publisher"])
EMAILS = st.lists(st.sampled_from(["a@example.org", "B@example.org", "b@example.org"]), max_size=1)
URLS = st.lists(
    st.sampled_from([ANN_URL, BO_URL, BO_URL.upper() + "/", "https://example.org/desk"]), max_size=1
)
ROWS = st.lists(st.tuples(NAMES, ORGS, TITLES, EMAILS, URLS), max_size=7).map(
    lambda rows: [
        found(name, line=place + 2, org=org, title=title, emails=emails, urls=urls)
        for place, (name, org, title, emails, urls) in enumerate(rows)
    ]
)


class Notebook:
    """Carries decisions out, as the command line does with events."""

    def __init__(self) -> None:
        self.people: dict[str, KnownPerson] = {}
        self.imported: dict[str, LastImport] = {}

    def take(self, rows: list[FoundPerson]) -> tuple[Decision, ...]:
        decisions = decide(rows, list(self.people.values()), imported=self.imported)
        for decision in decisions:
            if isinstance(decision, Added):
                facts = {f: getattr(decision.person, f) for f in LastImport.__struct_fields__}
                person_id = f"p{len(self.people)}"
                self.people[person_id] = KnownPerson(id=person_id, **facts)
                self.imported[person_id] = LastImport(**facts)
            elif isinstance(decision, Changed):
                who = decision.person_id
                self.people[who] = msgspec.structs.replace(self.people[who], **decision.fields)
                last = self.imported.get(who, LastImport())
                self.imported[who] = msgspec.structs.replace(last, **decision.fields)
        return decisions


@settings(max_examples=400, deadline=None)
@given(first=ROWS, second=ROWS, edits=st.lists(st.tuples(st.integers(0, 6), st.booleans(), ORGS)))
def test_importing_again_changes_nothing_even_after_corrections(
    first: list[FoundPerson],
    second: list[FoundPerson],
    edits: list[tuple[int, bool, str | None]],
) -> None:
    notebook = Notebook()
    notebook.take(first)
    notebook.take(second)
    assert all(isinstance(one, AlreadyKnown | Repeated) for one in notebook.take(second))
    for place, is_renamed, org in edits:
        if (person := notebook.people.get(f"p{place}")) is not None:
            # Not to a name in the file: the user would then say that this is the other person.
            name = f"Own Word {place}" if is_renamed else person.name
            notebook.people[person.id] = msgspec.structs.replace(
                person, name=name, title="Own title", org=org and f"Own {org}"
            )
    before = dict(notebook.people)
    notebook.take(second)
    assert notebook.people == before


@settings(max_examples=300, deadline=None)
@given(ROWS, ROWS)
def test_nothing_known_is_ever_lost(first: list[FoundPerson], second: list[FoundPerson]) -> None:
    notebook = Notebook()
    notebook.take(first)
    before = dict(notebook.people)
    decisions = notebook.take(second)
    assert [one.line for one in decisions] == [row.line for row in second]
    for person_id, person in before.items():
        after = notebook.people[person_id]
        assert set(person.emails) <= set(after.emails)
        assert set(person.urls) <= set(after.urls)
        assert after.org or not person.org
        assert after.title or not person.title
    for row in second:
        assert any(name_key(row.name) == name_key(p.name) for p in notebook.people.values()) or (
            row.urls or row.emails
        )


def test_nobody_takes_the_place_of_one_whose_organisation_the_user_took_out() -> None:
    notebook = Notebook()
    notebook.take([found(emails=("a@example.org",))])
    rows = [found(line=2), found(org="Quill", line=3)]
    notebook.take(rows)
    (quill,) = [person for person in notebook.people.values() if person.org == "Quill"]
    notebook.people[quill.id] = msgspec.structs.replace(quill, org=None)
    before = dict(notebook.people)
    notebook.take(rows)
    assert notebook.people == before
