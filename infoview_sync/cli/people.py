"""Finding the person that the user means: by id, by its beginning, or by words of the name."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from infoview_sync.cli.names import folded, has_words, words_of
from infoview_sync.errors import Ambiguous, NotFound, UsageError
from infoview_sync.ids import is_id
from infoview_sync.projections.notebook import Notebook

ID_SHOWN_CHARS = 6
"""30 bits: among ten thousand people two share it once in twenty notebooks; more can be typed."""
ID_PREFIX_CHARS_MIN = 4
CANDIDATES_MAX = 10
ALIKE_MAX = 3
ALIKE_MIN = 0.75
"""Of difflib's ratio: one letter in four may be wrong."""


class Someone(NamedTuple):
    """A contact, as far as a command needs to name them."""

    id: str
    name: str
    org: str

    def __str__(self) -> str:
        return f"{self.name} ({self.org})" if self.org else self.name


class AmbiguousPerson(Ambiguous):
    """Several people answer to that name; `candidates` are all of them."""

    def __init__(self, message: str, candidates: Sequence[Someone]) -> None:
        super().__init__(message)
        self.candidates = candidates


async def find_person(
    notebook: Notebook, said: Sequence[str], *, then: str | None = None
) -> Someone:
    """The one person meant. `then` is what the command takes after the person: without quotes, its
    first words were taken for more of the name.

    Raises: NotFound, AmbiguousPerson (it lists who answers).
    """
    wanted = " ".join(said).strip()
    everyone = [
        Someone(row["id"], row["name"], row["org"] or "")
        for row in await notebook.ask("people", archived=1)
    ]
    fitting = _fitting(everyone, wanted)
    if not fitting:
        raise NotFound(f"nobody answers to '{wanted}'{_advice(everyone, said, then)}")
    if len(fitting) > 1:
        fitting.sort(key=lambda each: (folded(each.name), each.id))
        shown = "; ".join(f"{each} {each.id[:ID_SHOWN_CHARS]}" for each in fitting[:CANDIDATES_MAX])
        more = len(fitting) - CANDIDATES_MAX
        raise AmbiguousPerson(
            f"{len(fitting)} people answer to '{wanted}': {shown}"
            + (f"; and {more} more" if more > 0 else "")
            + ". Say more of the name, or the id",
            fitting,
        )
    return fitting[0]


def _advice(everyone: list[Someone], said: Sequence[str], then: str | None) -> str:
    """What was probably meant, from the quotes that are missing to the letters that are wrong."""
    wanted = " ".join(said).strip()
    parts = wanted.split()
    for length in range(len(parts) - 1, 0, -1):
        if then is not None and _fitting(everyone, " ".join(parts[:length])):
            rest = " ".join([*parts[length:], then])
            return f'; quote what follows the name: {" ".join(parts[:length])} "{rest}"'
    alike = _alike(everyone, wanted)
    if alike:
        return f"; did you mean {' or '.join(alike)}?"
    return f'; `infoview people` lists everyone, `infoview add "{wanted}"` adds them'


def _alike(everyone: list[Someone], wanted: str) -> list[str]:
    """Names spelled almost so, as a whole or in one of their words."""
    names_by_key: dict[str, str] = {}
    for each in everyone:
        for key in (folded(each.name), *words_of(each.name)):
            names_by_key.setdefault(key, each.name)
    close = get_close_matches(folded(wanted), names_by_key, n=ALIKE_MAX, cutoff=ALIKE_MIN)
    return list(dict.fromkeys(names_by_key[key] for key in close))


def _fitting(everyone: list[Someone], wanted: str) -> list[Someone]:
    identifier = wanted.lower()
    if is_id(identifier):
        return [each for each in everyone if each.id == identifier]
    words = words_of(wanted)
    if not words:
        raise UsageError("say who: words of the name, or the id")
    named = [each for each in everyone if has_words(each.name, words)]
    if len(named) > 1:
        # Someone called exactly so is meant, unless it is how another one's full name begins:
        # of Ada, Ada Novak and Sam Leeson, `sam lee` is never Leeson, `ada` may be either.
        exact = [each for each in named if folded(each.name) == folded(wanted)]
        longer = [each for each in named if folded(each.name).startswith(f"{folded(wanted)} ")]
        return exact if len(exact) == 1 and not longer else named
    if not named and len(identifier) >= ID_PREFIX_CHARS_MIN:
        return [each for each in everyone if each.id.startswith(identifier)]
    return named
