"""Several rows of one file about the same person become one, named by the first row."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import email_key, name_key, phone_key, url_key
from infoview_sync.files.known import addresses, name_and_org, profiles

_TEXTS = ("given", "surname", "org", "title", "location", "connected_on", "notes")
_KEY_BY_LIST = {"emails": email_key, "phones": phone_key, "urls": url_key, "tags": name_key}


class Group(msgspec.Struct):
    """The rows about one person. `places` count from 0 in the file's list of people."""

    person: FoundPerson
    """The first row, its blanks filled and its lists extended by the later ones."""
    places: list[int]

    def take_in(self, other: Group) -> None:
        self.person = _joined(self.person, other.person)
        self.places += other.places


def fold(found: Sequence[FoundPerson]) -> list[Group]:
    """One group a person, in the order of first rows.

    The same person: the same profile; or the same address and name, without two different
    profiles (one export lists nobody under two, so these are two people); or, where neither row
    has profile or address, the same name and organisation.
    """
    groups: list[Group] = []
    group_by_profile: dict[str, Group] = {}
    groups_by_address_and_name: dict[tuple[str, str], list[Group]] = {}
    group_by_name_and_org: dict[tuple[str, str], Group] = {}
    for place, person in enumerate(found):
        own_profiles = profiles(person)
        own_addresses = {(key, name_key(person.name)) for key in addresses(person)}
        alike = [group_by_profile[key] for key in own_profiles if key in group_by_profile]
        alike += [
            group
            for key in own_addresses
            for group in groups_by_address_and_name.get(key, ())
            if not own_profiles or not profiles(group.person)
        ]
        has_evidence = bool(own_profiles or own_addresses)
        if not has_evidence and name_and_org(person) in group_by_name_and_org:
            alike.append(group_by_name_and_org[name_and_org(person)])
        row = Group(person=person, places=[place])
        if alike:
            group = min(alike, key=lambda one: one.places[0])
            group.take_in(row)
        else:
            group = row
            groups.append(group)
        for key in own_profiles:
            group_by_profile.setdefault(key, group)
        for pair in own_addresses:
            same = groups_by_address_and_name.setdefault(pair, [])
            if group not in same:
                same.append(group)
        if not has_evidence:
            group_by_name_and_org.setdefault(name_and_org(person), group)
    return groups


def _joined(first: FoundPerson, later: FoundPerson) -> FoundPerson:
    texts = {name: getattr(first, name) or getattr(later, name) for name in _TEXTS}
    lists: dict[str, tuple[str, ...]] = {}
    for name, key in _KEY_BY_LIST.items():
        value_by_key: dict[str, str] = {}
        for value in (*getattr(first, name), *getattr(later, name)):
            value_by_key.setdefault(key(value), value)
        lists[name] = tuple(value_by_key.values())
    return msgspec.structs.replace(first, **texts, **lists)
