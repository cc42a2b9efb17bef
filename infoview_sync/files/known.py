"""People the notebook knows, as far as files are compared with them, and how to look them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import email_key, name_key, phone_key, profile_key, url_key
from infoview_sync.files.remarks import other_names

# More guesses than this help nobody who has to choose.
RESEMBLING_MAX = 5

# An address that more people share (info@…, a newsroom's desk) tells nobody apart, and comparing
# all who share it with all who share it would take hours.
SHARED_MAX = 20

# A shorter number is an extension within some house.
PHONE_DIGITS_MIN = 6

# How many e-mails, phones or addresses one contact may have in the catalogue of events.
LIST_VALUES_MAX = 50

_Key = tuple[str, ...]


class LastImport(msgspec.Struct, frozen=True, kw_only=True):
    """What files last said about one known person; None or empty where they said nothing."""

    name: str | None = None
    org: str | None = None
    title: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    location: str | None = None
    connected_on: str | None = None
    notes: str | None = None
    tags: tuple[str, ...] = ()


class KnownPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One person as the notebook shows them now, the user's corrections included."""

    id: str
    name: str
    org: str | None = None
    title: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    location: str | None = None
    connected_on: str | None = None
    notes: str | None = None
    tags: tuple[str, ...] = ()


Person = FoundPerson | KnownPerson | LastImport


def profiles(person: Person) -> set[str]:
    """The keys of the person's own profile pages."""
    return {key for url in person.urls if (key := profile_key(url)) is not None}


def addresses(person: Person) -> set[str]:
    """Keys of e-mails and of web pages that are no profile: strong evidence only with a name.

    A page without a path is left out: it is an employer's home page more often than one's own.
    """
    pages = {url_key(url) for url in person.urls if profile_key(url) is None}
    return {email_key(email) for email in person.emails} | {key for key in pages if "/" in key}


def phones(person: Person) -> set[str]:
    """Keys of phones that are long enough to be one person's or household's."""
    keys = {phone_key(phone) for phone in person.phones}
    return {key for key in keys if len(key) >= PHONE_DIGITS_MIN}


def is_nameless(person: Person) -> bool:
    """It is called by its own e-mail or phone, because no file gave a name."""
    return person.name is not None and person.name in (*person.emails, *person.phones)


def name_and_org(person: Person) -> tuple[str, str]:
    """Weak evidence: two people may share both."""
    return name_key(person.name or ""), name_key(person.org or "")


class KnownIndex:
    """Known people by what identifies them; what they were imported with counts too.

    Imported addresses are asked second: a user who removes a wrong address from one person and
    gives it to another has decided whose it is.
    """

    def __init__(self, known: Sequence[KnownPerson], imported: Mapping[str, LastImport]) -> None:
        self.person_by_id = {person.id: person for person in known}
        self._imported = imported
        self._now: dict[_Key, list[KnownPerson]] = {}
        self._before: dict[_Key, list[KnownPerson]] = {}
        for person in known:
            last = imported.get(person.id)
            names = self.names(person)
            _enter(self._now, person, names, person)
            if last is not None:
                _enter(self._before, last, names, person)

    def last_import(self, person_id: str) -> LastImport | None:
        return self._imported.get(person_id)

    def profiles(self, known: KnownPerson) -> set[str]:
        """The person's profiles now and as imported."""
        last = self._imported.get(known.id)
        return profiles(known) | (profiles(last) if last is not None else set())

    def names(self, known: KnownPerson) -> tuple[str, ...]:
        """The person's name now, as imported and as other files gave it."""
        last = self._imported.get(known.id)
        imported = [last.name] if last is not None and last.name else []
        return (known.name, *imported, *other_names(known.notes))

    def with_profile(self, found: FoundPerson) -> list[KnownPerson]:
        """Known people with the same profile."""
        return self._any(("profile", key) for key in sorted(profiles(found)))

    def with_address_and_name(self, found: FoundPerson) -> list[KnownPerson]:
        """Known people with the same address or phone and the same name; first those who, like the
        found one, have a profile or have none, then those with the fewest addresses that the
        found one lacks (who has just these is meant rather than who has more).
        """
        name = name_key(found.name)
        keys = [("address", key, name) for key in sorted(addresses(found))]
        keys += [("phone", key, name) for key in sorted(phones(found))]
        alike = self._any(keys)
        has_profile = bool(profiles(found))

        own = addresses(found) | phones(found)

        def rank(known: KnownPerson) -> tuple[bool, int, bool]:
            more = len((addresses(known) | phones(known)) - own)
            is_elsewhere = name_key(known.org or "") != name_key(found.org or "")
            return bool(self.profiles(known)) != has_profile, more, is_elsewhere

        return sorted(alike, key=rank)

    def with_address(self, found: FoundPerson) -> list[KnownPerson]:
        """Known people with the same address, unless so many share it that it says nothing."""
        alike = self._any(("address", key) for key in sorted(addresses(found)))
        return alike if len(alike) <= SHARED_MAX else []

    def with_name_and_org(self, found: FoundPerson) -> list[KnownPerson]:
        """Known people of the same name and organisation, now or when they were imported.

        First those without profile or e-mail, because the others would be found by these; then
        those who were imported so, because an import stays true while the user corrects.
        """
        key = ("name and org", *name_and_org(found))
        alike = {one.id: one for one in (*self._now.get(key, ()), *self._before.get(key, ()))}

        def rank(known: KnownPerson) -> tuple[bool, bool]:
            last = self._imported.get(known.id)
            was_imported_so = last is not None and name_and_org(last) == key[1:]
            return bool(known.emails or self.profiles(known)), not was_imported_so

        return sorted(alike.values(), key=rank)

    def has_only_one_with_name_and_org(self, found: FoundPerson) -> bool:
        """Cheaper than to list them: a name can be shared by very many."""
        key = ("name and org", *name_and_org(found))
        now, before = self._now.get(key, []), self._before.get(key, [])
        return len(now) <= 1 and len(before) <= 1 and len({one.id for one in now + before}) == 1

    def resembling(self, found: FoundPerson) -> tuple[str, ...]:
        """Ids of people who might be the found one, at most RESEMBLING_MAX."""
        key = ("name and org", *name_and_org(found))
        namesakes = self._now.get(key, [])[:RESEMBLING_MAX]
        ids = dict.fromkeys(known.id for known in (*self.with_address(found), *namesakes))
        return tuple(ids)[:RESEMBLING_MAX]

    def _any(self, keys: Iterable[_Key]) -> list[KnownPerson]:
        fitting: dict[str, KnownPerson] = {}
        for key in keys:
            people = self._now.get(key) or self._before.get(key) or []
            fitting.update((known.id, known) for known in people[: SHARED_MAX + 1])
        return list(fitting.values())


def _enter(
    index: dict[_Key, list[KnownPerson]],
    values: KnownPerson | LastImport,
    names: Iterable[str],
    person: KnownPerson,
) -> None:
    keys: list[_Key] = [("name and org", *name_and_org(values))]
    keys += [("profile", key) for key in profiles(values)]
    for address in addresses(values):
        keys.append(("address", address))
        keys += [("address", address, name) for name in {name_key(name) for name in names}]
    for phone in phones(values):
        keys += [("phone", phone, name) for name in {name_key(name) for name in names}]
    for key in keys:
        index.setdefault(key, []).append(person)
