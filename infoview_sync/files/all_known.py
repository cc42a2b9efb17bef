"""Whether a whole file is known already: each of its people is somebody different in the notebook
who holds all that the file says of them.

This is what makes a second import of a file say nothing, however alike its people are: the usual
evidence, taken one person after another, could give one of two namesakes the other's place. The
pairing is found with augmenting paths, as in any maximum bipartite matching.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from infoview_sync.files.changes import changes
from infoview_sync.files.folding import Group
from infoview_sync.files.known import KnownIndex, KnownPerson, phones, profiles


def all_known(
    groups: Sequence[Group], index: KnownIndex, *, is_history_known: bool, keeps_all: bool
) -> dict[int, str] | None:
    """The known person's id for each group, by the place of its first row; None unless all are."""
    candidates: dict[int, list[str]] = {}
    for group in groups:
        holding = [
            known.id
            for known in _candidates(group, index)
            if not changes(
                group.person, known, index.last_import(known.id),
                is_history_known=is_history_known, keeps_all=keeps_all,
            ).fields
        ]  # fmt: skip
        if not holding:
            return None
        candidates[group.places[0]] = holding
    return _pairing(candidates)


def _candidates(group: Group, index: KnownIndex) -> list[KnownPerson]:
    found = group.person
    fitting = [*index.with_profile(found), *index.with_address_and_name(found),
               *index.with_address(found)]  # fmt: skip
    if not (profiles(found) or found.emails or phones(found)):
        fitting += index.with_name_and_org(found)
    return list({known.id: known for known in fitting}.values())


def _pairing(candidates: Mapping[int, Sequence[str]]) -> dict[int, str] | None:
    """A different id for each place; None if there are not enough."""
    id_by_place: dict[int, str] = {}
    place_by_id: dict[str, int] = {}
    for place in candidates:
        reached_from: dict[str, int] = {}
        waiting = deque([place])
        free: str | None = None
        while waiting and free is None:
            at = waiting.popleft()
            for each in candidates[at]:
                if each not in reached_from:
                    reached_from[each] = at
                    if each not in place_by_id:
                        free = each
                        break
                    waiting.append(place_by_id[each])
        if free is None:
            return None
        # Everybody on the way gives up their id and takes the next one.
        while free is not None:
            at = reached_from[free]
            before = id_by_place.get(at)
            id_by_place[at], place_by_id[free] = free, at
            free = before if at != place else None
    return id_by_place
