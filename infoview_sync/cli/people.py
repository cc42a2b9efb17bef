"""Finding the person that the user means: by id, by its beginning, or by words of the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from infoview_sync.cli.names import folded, has_words, words_of
from infoview_sync.errors import Ambiguous, NotFound, UsageError
from infoview_sync.ids import is_id
from infoview_sync.projections.notebook import Notebook

ID_SHOWN_CHARS = 6
"""30 bits: among ten thousand people two share it once in twenty notebooks; more can be typed."""
ID_PREFIX_CHARS_MIN = 4
CANDIDATES_MAX = 10


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


async def find_person(notebook: Notebook, said: Sequence[str]) -> Someone:
    """The one person meant. Raises: NotFound, AmbiguousPerson (it lists who answers)."""
    wanted = " ".join(said).strip()
    everyone = [
        Someone(row["id"], row["name"], row["org"] or "")
        for row in await notebook.ask("people", archived=1)
    ]
    fitting = _fitting(everyone, wanted)
    if not fitting:
        raise NotFound(
            f"nobody answers to '{wanted}'; `infoview people` lists everyone,"
            f' `infoview add "{wanted}"` adds them'
        )
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


def _fitting(everyone: list[Someone], wanted: str) -> list[Someone]:
    identifier = wanted.lower()
    if is_id(identifier):
        return [each for each in everyone if each.id == identifier]
    words = words_of(wanted)
    if not words:
        raise UsageError("say who: words of the name, or the id")
    named = [each for each in everyone if has_words(each.name, words)]
    if len(named) > 1:
        # Someone called exactly so is meant, even if others' names begin so too.
        exact = [each for each in named if folded(each.name) == folded(wanted)]
        return exact if len(exact) == 1 else named
    if not named and len(identifier) >= ID_PREFIX_CHARS_MIN:
        return [each for each in everyone if each.id.startswith(identifier)]
    return named
