"""Several rows of one file about the same person become one, named by the first row.

With `keeps_all`, what a later row says otherwise becomes a line of the notes.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from infoview_sync.files.cells import NOTES_CHARS_MAX
from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import email_key, name_key, phone_key, url_key
from infoview_sync.files.known import LIST_VALUES_MAX, addresses, name_and_org, phones, profiles
from infoview_sync.files.remarks import LABEL_BY_FIELD, joined, news

_TEXTS = ("given", "surname", "org", "title", "location", "connected_on")
_KEY_BY_LIST = {"emails": email_key, "phones": phone_key, "urls": url_key, "tags": name_key}

# Room for what a later row says otherwise, each with its label.
_LABELLED_CHARS = 2_500


class Group(msgspec.Struct):
    """The rows about one person. `places` count from 0 in the file's list of people."""

    person: FoundPerson
    """The first row, its blanks filled and its lists extended by the later ones."""
    places: list[int]
    evidence: list[tuple[str, ...]] = []
    """What the rows can be recognised by."""
    keeps_all: bool = False

    def take_in(self, other: Group) -> None:
        self.person = _joined(self.person, other.person, keeps_all=self.keeps_all)
        self.places += other.places
        self.evidence += other.evidence


def fold(found: Sequence[FoundPerson], *, keeps_all: bool = False) -> list[Group]:
    """One group a person, in the order of first rows.

    The same person: the same profile; or the same address and name, without two different
    profiles (one export lists nobody under two, so these are two people); or the same phone and
    name; or, where neither row has profile, address or phone, the same name and organisation.
    """
    group_by_first_place: dict[int, Group] = {}
    group_by_evidence: dict[tuple[str, ...], Group] = {}
    for place, person in enumerate(found):
        row = Group(person=person, places=[place], evidence=_evidence(person), keeps_all=keeps_all)
        alike = {
            group.places[0]: group
            for key in row.evidence
            if (group := group_by_evidence.get(key)) is not None
        }
        group = row
        for _, other in sorted(alike.items()):
            if _are_two_people(group, other):
                continue
            first, later = sorted((group, other), key=lambda one: one.places[0])
            first.take_in(later)
            group_by_first_place.pop(later.places[0], None)
            group_by_evidence.update(dict.fromkeys(later.evidence, first))
            group = first
        group_by_first_place[group.places[0]] = group
        for key in row.evidence:
            group_by_evidence.setdefault(key, group)
    return [group_by_first_place[place] for place in sorted(group_by_first_place)]


def _evidence(person: FoundPerson) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [("profile", key) for key in profiles(person)]
    keys += [("address", key, name_key(person.name)) for key in addresses(person)]
    keys += [("phone", key, name_key(person.name)) for key in phones(person)]
    return keys or [("name and org", *name_and_org(person))]


def _are_two_people(group: Group, other: Group) -> bool:
    """Each has a profile, and none in common; or one contact cannot hold the notes of both."""
    one, two = profiles(group.person), profiles(other.person)
    notes_chars = len(group.person.notes or "") + len(other.person.notes or "")
    return bool(one and two and not one & two) or notes_chars > NOTES_CHARS_MAX - _LABELLED_CHARS


def _joined(first: FoundPerson, later: FoundPerson, *, keeps_all: bool) -> FoundPerson:
    texts = {name: getattr(first, name) or getattr(later, name) for name in _TEXTS}
    remarks = [later.notes] if later.notes else []
    if keeps_all:
        remarks += [
            f"{label}: {other}"
            for field, label in LABEL_BY_FIELD.items()
            if (other := getattr(later, field)) and other != (texts | {"name": first.name})[field]
        ]
    new = news("\n".join(remarks), known=(first.notes,))
    texts["notes"] = (joined(first.notes, new) if new else None) or first.notes
    lists: dict[str, tuple[str, ...]] = {}
    for name, key in _KEY_BY_LIST.items():
        value_by_key: dict[str, str] = {}
        for value in (*getattr(first, name), *getattr(later, name)):
            value_by_key.setdefault(key(value), value)
        lists[name] = tuple(value_by_key.values())[:LIST_VALUES_MAX]
    return msgspec.structs.replace(first, **texts, **lists)
