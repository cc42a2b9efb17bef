"""Several rows of one file about the same person become one, named by the first row."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import email_key, name_key, phone_key, url_key
from infoview_sync.files.known import LIST_VALUES_MAX, addresses, name_and_org, profiles

_TEXTS = ("given", "surname", "org", "title", "location", "connected_on", "notes")
_KEY_BY_LIST = {"emails": email_key, "phones": phone_key, "urls": url_key, "tags": name_key}


class Group(msgspec.Struct):
    """The rows about one person. `places` count from 0 in the file's list of people."""

    person: FoundPerson
    """The first row, its blanks filled and its lists extended by the later ones."""
    places: list[int]
    evidence: list[tuple[str, ...]] = []
    """What the rows can be recognised by."""

    def take_in(self, other: Group) -> None:
        self.person = _joined(self.person, other.person)
        self.places += other.places
        self.evidence += other.evidence


def fold(found: Sequence[FoundPerson]) -> list[Group]:
    """One group a person, in the order of first rows.

    The same person: the same profile; or the same address and name, without two different
    profiles (one export lists nobody under two, so these are two people); or, where neither row
    has profile or address, the same name and organisation.
    """
    group_by_first_place: dict[int, Group] = {}
    group_by_evidence: dict[tuple[str, ...], Group] = {}
    for place, person in enumerate(found):
        row = Group(person=person, places=[place], evidence=_evidence(person))
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
    return keys or [("name and org", *name_and_org(person))]


def _are_two_people(group: Group, other: Group) -> bool:
    """Each has a profile, and none in common."""
    one, two = profiles(group.person), profiles(other.person)
    return bool(one and two and not one & two)


def _joined(first: FoundPerson, later: FoundPerson) -> FoundPerson:
    texts = {name: getattr(first, name) or getattr(later, name) for name in _TEXTS}
    lists: dict[str, tuple[str, ...]] = {}
    for name, key in _KEY_BY_LIST.items():
        value_by_key: dict[str, str] = {}
        for value in (*getattr(first, name), *getattr(later, name)):
            value_by_key.setdefault(key(value), value)
        lists[name] = tuple(value_by_key.values())[:LIST_VALUES_MAX]
    return msgspec.structs.replace(first, **texts, **lists)
