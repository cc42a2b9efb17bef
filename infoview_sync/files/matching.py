"""Decides for everybody in a file: new here, already known, or known with other facts.

Pure: it is given the known people and returns decisions; nothing is written.

Who is who, strongest evidence first. One known person answers to one found person only:
1. the same LinkedIn profile, which one person alone has;
2. the same e-mail (or web page, or phone) and the same name;
3. the same e-mail and one name in common, unless two different profiles speak against it
   (colleagues share an address; a person who marries keeps one of the names), or the known one
   has no name but the address;
4. the same name and organisation. For a row without profile and e-mail this is all there is. For
   others it counts only where the notebook has nothing to contradict it, and nobody else in the
   file or the notebook fits: so an older export without addresses and a newer one meet. Without
   an organisation, two phones that differ are two people: there are many of one given name.
When none is certain the person is added, with `resembles` naming who it might be: two entries can
be merged later, while two people mixed into one cannot be told apart again.

What changes for a known person: see `changes`. Several rows about one person: see `folding`.

Guarantee (tested): deciding again after the decisions were carried out changes nothing. A file of
which every person is known with all it says is therefore recognised first, as a whole
(`all_known`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from infoview_sync.files.all_known import all_known
from infoview_sync.files.changes import changes
from infoview_sync.files.folding import Group, fold
from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import share_a_name
from infoview_sync.files.known import (
    KnownIndex,
    KnownPerson,
    LastImport,
    addresses,
    is_nameless,
    name_and_org,
    phones,
    profiles,
)

MatchedBy = Literal["profile", "address", "name"]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """Not known: add this person."""

    line: int
    person: FoundPerson
    """With what later rows of the file say about the same person filled in."""
    resembles: tuple[str, ...] = ()
    """Ids of known people who might be the same, for the user to merge."""


class AlreadyKnown(msgspec.Struct, frozen=True, kw_only=True):
    """Known, and the file says nothing new."""

    line: int
    person_id: str
    matched_by: MatchedBy
    kept: tuple[str, ...] = ()
    """Fields where the user's own value was kept although the file says otherwise."""


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """Known, and the file says something new."""

    line: int
    person_id: str
    matched_by: MatchedBy
    fields: dict[str, str | tuple[str, ...]]
    """Only the fields that change, each with its whole new value."""
    kept: tuple[str, ...] = ()


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """The same person as an earlier row, whose decision covers what this row says too."""

    line: int
    first_line: int


Decision = Added | AlreadyKnown | Changed | Repeated


def decide(
    found: Sequence[FoundPerson],
    known: Sequence[KnownPerson],
    *,
    imported: Mapping[str, LastImport] | None = None,
    keeps_all: bool = False,
) -> tuple[Decision, ...]:
    """One decision for each found person, in their order.

    `imported` gives, by person id, what files last said (from the notebook's import events). It
    tells the user's own values from imported ones; without it every difference counts as news.
    `keeps_all` writes into the notes what a contact has no room for; see `changes`.
    """
    index = KnownIndex(known, imported or {})
    is_history_known = imported is not None
    groups = fold(found, keeps_all=keeps_all)
    ids = all_known(groups, index, is_history_known=is_history_known, keeps_all=keeps_all)
    if ids is not None:
        matches = {group.places[0]: _match(group, ids, index) for group in groups}
    else:
        groups, matches = _matched(groups, index)
    decision_by_place: dict[int, Decision] = {}
    for group in groups:
        first, *later = group.places
        line = found[first].line
        match = matches.get(first)
        if match is None:
            decision_by_place[first] = Added(
                line=line, person=group.person, resembles=index.resembling(group.person)
            )
        else:
            last = index.last_import(match.person_id)
            decision_by_place[first] = _known(
                group.person,
                index.person_by_id[match.person_id],
                last,
                match.by,
                is_history_known=is_history_known,
                keeps_all=keeps_all,
            )
        for place in later:
            decision_by_place[place] = Repeated(line=found[place].line, first_line=line)
    return tuple(decision_by_place[place] for place in range(len(found)))


class _Match(msgspec.Struct, frozen=True):
    person_id: str
    by: MatchedBy


_Candidates = Callable[[FoundPerson], list[KnownPerson]]


def _known(
    found: FoundPerson,
    known: KnownPerson,
    last: LastImport | None,
    by: MatchedBy,
    *,
    is_history_known: bool,
    keeps_all: bool,
) -> AlreadyKnown | Changed:
    news = changes(found, known, last, is_history_known=is_history_known, keeps_all=keeps_all)
    if not news.fields:
        return AlreadyKnown(line=found.line, person_id=known.id, matched_by=by, kept=news.kept)
    return Changed(
        line=found.line, person_id=known.id, matched_by=by, fields=news.fields, kept=news.kept
    )


def _match(group: Group, ids: Mapping[int, str], index: KnownIndex) -> _Match:
    """Who it is, of a file that is known as a whole."""
    person_id = ids[group.places[0]]
    found, known = group.person, index.person_by_id[person_id]
    if profiles(found) & index.profiles(known):
        return _Match(person_id, "profile")
    return _Match(person_id, "address" if addresses(found) & addresses(known) else "name")


def _matched(groups: list[Group], index: KnownIndex) -> tuple[list[Group], dict[int, _Match]]:
    """The groups, and the known person of each that has one, by the place of its first row.

    Two groups become one where the user has merged two profiles into one known person.
    """
    kept = list(groups)
    matches: dict[int, _Match] = {}
    group_by_known: dict[str, Group] = {}
    passes: tuple[tuple[MatchedBy, _Candidates], ...] = (
        ("profile", index.with_profile),
        ("address", index.with_address_and_name),
        ("address", lambda found: _same_address_one_name(found, index)),
        ("name", lambda found: _imported_so(found, index)),
        ("name", _same_name_and_org(groups, index)),
    )
    for by, candidates in passes:
        for group in list(kept):
            if group.places[0] in matches:
                continue
            fitting = candidates(group.person)
            free = next((one for one in fitting if one.id not in group_by_known), None)
            if free is not None:
                group_by_known[free.id] = group
                matches[group.places[0]] = _Match(free.id, by)
            elif fitting and by == "profile":
                group_by_known[fitting[0].id].take_in(group)
                kept.remove(group)
    return kept, matches


def _same_address_one_name(found: FoundPerson, index: KnownIndex) -> list[KnownPerson]:
    own = profiles(found)
    alike = [
        known
        for known in index.with_address(found)
        if (
            is_nameless(known) or any(share_a_name(found.name, name) for name in index.names(known))
        )
        and not (own and index.profiles(known))
    ]
    return alike if len(alike) == 1 and not is_nameless(found) else []


def _imported_so(found: FoundPerson, index: KnownIndex) -> list[KnownPerson]:
    """Of rows with nothing but name and organisation: who came with just such a row. They come
    first, so that nobody else of that name takes their place after the user corrected them.
    """
    if profiles(found) or found.emails:
        return []
    return [
        known
        for known in index.with_name_and_org(found)
        if not (known.emails or index.profiles(known) or _differ(found, known))
        and (last := index.last_import(known.id)) is not None
        and name_and_org(last) == name_and_org(found)
    ]


def _same_name_and_org(groups: Sequence[Group], index: KnownIndex) -> _Candidates:
    count_in_file = Counter(name_and_org(group.person) for group in groups)

    def candidates(found: FoundPerson) -> list[KnownPerson]:
        own = profiles(found)
        if not own and not found.emails:
            return [one for one in index.with_name_and_org(found) if not _differ(found, one)]
        is_only_one = count_in_file[name_and_org(found)] == 1
        if not (found.org and is_only_one and index.has_only_one_with_name_and_org(found)):
            return []
        (known,) = index.with_name_and_org(found)
        contradicts = (own and index.profiles(known)) or (found.emails and known.emails)
        return [] if contradicts else [known]

    return candidates


def _differ(found: FoundPerson, known: KnownPerson) -> bool:
    """Both have phones and none in common, and no organisation says that they are one."""
    one, two = phones(found), phones(known)
    return bool(one and two and not one & two and not found.org)
