"""People the notebook knows, as far as files are compared with them, and how to look them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import email_key, name_key, profile_key, url_key

# More guesses than this help nobody who has to choose.
RESEMBLING_MAX = 5


class LastImport(msgspec.Struct, frozen=True, kw_only=True):
    """What files last said about one known person; None or empty where they said nothing."""

    name: str | None = None
    org: str | None = None
    title: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    location: str | None = None
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


def name_and_org(person: Person) -> tuple[str, str]:
    """Weak evidence: two people may share both."""
    return name_key(person.name or ""), name_key(person.org or "")


class KnownIndex:
    """Known people by what identifies them; what they were imported with counts too.

    Imported values are asked second: a user who removes a wrong address from one person and
    gives it to another has decided whose it is.
    """

    def __init__(self, known: Sequence[KnownPerson], imported: Mapping[str, LastImport]) -> None:
        self.person_by_id = {person.id: person for person in known}
        self._imported = imported
        self._now: dict[object, list[KnownPerson]] = {}
        self._before: dict[object, list[KnownPerson]] = {}
        for person in known:
            self._enter(self._now, person, person)
            if (last := imported.get(person.id)) is not None:
                self._enter(self._before, last, person)

    def with_profile(self, found: FoundPerson) -> list[KnownPerson]:
        """Known people with the same profile, those of the same name first."""
        fitting = self._any(profiles(found))
        return sorted(fitting, key=lambda known: not self.has_name(known, found))

    def with_address(self, found: FoundPerson) -> list[KnownPerson]:
        """Known people with the same e-mail or web page."""
        return self._any(addresses(found))

    def with_name_and_org(self, found: FoundPerson) -> list[KnownPerson]:
        """Known people of the same name and organisation, now or when they were imported.

        First those without profile or e-mail, because the others would be found by these; then
        those who were imported so, because an import stays true while the user corrects.
        """
        key = name_and_org(found)
        alike = {one.id: one for one in (*self._now.get(key, ()), *self._before.get(key, ()))}

        def rank(known: KnownPerson) -> tuple[bool, bool]:
            last = self._imported.get(known.id)
            was_imported_so = last is not None and name_and_org(last) == key
            return bool(known.emails or self.profiles(known)), not was_imported_so

        return sorted(alike.values(), key=rank)

    def resembling(self, found: FoundPerson) -> tuple[str, ...]:
        """Ids of people who might be the found one, at most RESEMBLING_MAX."""
        alike = self.with_address(found) + self.with_name_and_org(found)
        return tuple(dict.fromkeys(known.id for known in alike))[:RESEMBLING_MAX]

    def last_import(self, person_id: str) -> LastImport | None:
        return self._imported.get(person_id)

    def names(self, known: KnownPerson) -> tuple[str, ...]:
        """The person's name now and, if it differs, as imported."""
        last = self._imported.get(known.id)
        return (known.name, last.name) if last is not None and last.name else (known.name,)

    def has_name(self, known: KnownPerson, found: FoundPerson) -> bool:
        return name_key(found.name) in {name_key(name) for name in self.names(known)}

    def profiles(self, known: KnownPerson) -> set[str]:
        """The person's profiles now and as imported."""
        last = self._imported.get(known.id)
        return profiles(known) | (profiles(last) if last is not None else set())

    def _any(self, keys: Iterable[object]) -> list[KnownPerson]:
        fitting: dict[str, KnownPerson] = {}
        for key in sorted(keys, key=repr):
            for known in self._now.get(key) or self._before.get(key) or ():
                fitting[known.id] = known
        return list(fitting.values())

    @staticmethod
    def _enter(index: dict[object, list[KnownPerson]], values: Person, person: KnownPerson) -> None:
        for key in (*profiles(values), *addresses(values), name_and_org(values)):
            index.setdefault(key, []).append(person)
