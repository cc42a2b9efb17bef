"""What every store promises, whatever it is made of: one suite over all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from infoview_sync.stores.names import Place, SegmentName, mark_of, named
from infoview_sync.stores.relayed import RelayStore
from infoview_sync.stores.store import ITEM_BYTES_MAX, READ_AT_ONCE, SegmentStore
from tests.relays import relay_at
from tests.shared_folder import store_at
from tests.stores.test_names import LETTER, LOG, OPENER

NOTEBOOK = "0123456789abcdef"
OTHER = "fedcba9876543210"

Opens = Callable[[str], SegmentStore]
"""The store of a notebook, always at the same place."""


@asynccontextmanager
async def _folder(tmp_path: Path) -> AsyncIterator[Opens]:
    yield lambda notebook: store_at(tmp_path / "shared", notebook)


@asynccontextmanager
async def _relay(tmp_path: Path) -> AsyncIterator[Opens]:
    async with relay_at(tmp_path / "relay.sqlite3") as relay:
        clients = {notebook: await relay.room(notebook) for notebook in (NOTEBOOK, OTHER)}
        yield lambda notebook: RelayStore(clients[notebook], notebook)


STORES = {"folder": _folder, "relay": _relay}


@pytest.fixture(params=STORES)
async def opens(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opens]:
    async with STORES[request.param](tmp_path) as opened:
        yield opened


def item(number: int, raw: bytes = b"some sealed bytes") -> tuple[Place, bytes]:
    name = SegmentName(LOG, number, number + 4, 0, mark_of(raw))
    return name.place, raw


async def places(store: SegmentStore) -> set[Place]:
    return {found.place for found in (await store.look()).found}


async def test_a_store_in_which_nothing_was_laid_is_empty_and_no_error(opens: Opens) -> None:
    store = opens(NOTEBOOK)
    place, _ = item(1)
    assert await store.look() == ([], 0)
    assert await store.read([place]) == [None]
    await store.remove(place)


async def test_what_was_laid_down_is_listed_and_read_back_bit_for_bit(opens: Opens) -> None:
    store = opens(NOTEBOOK)
    every_byte = bytes(range(256)) * 5
    small = [each._replace(mark=mark_of(b"small")).place for each in (LETTER, OPENER)]
    laid = [item(1), item(6, b""), item(11, every_byte), *((place, b"small") for place in small)]
    for place, raw in laid:
        await store.put(place, raw)
    assert await places(store) == {place for place, _ in laid}
    assert {each.size for each in (await store.look()).found} >= {0, len(every_byte)}
    assert await store.read([place for place, _ in laid]) == [raw for _, raw in laid]
    again = opens(NOTEBOOK)
    assert await again.read([laid[2][0]]) == [every_byte]


async def test_the_longest_item_and_the_longest_question_have_room(opens: Opens) -> None:
    store = opens(NOTEBOOK)
    place, raw = item(1, b"x" * ITEM_BYTES_MAX)
    await store.put(place, raw)
    many = [item(10 * n)[0] for n in range(1, READ_AT_ONCE)]
    assert await store.read([*many, place]) == [None] * len(many) + [raw]


async def test_laying_down_twice_is_laying_down_once(opens: Opens) -> None:
    store = opens(NOTEBOOK)
    place, raw = item(1)
    await store.put(place, raw)
    before = await store.look()
    await store.put(place, raw)
    assert await store.look() == before


async def test_what_is_removed_is_gone_and_nothing_else_is(opens: Opens) -> None:
    store = opens(NOTEBOOK)
    (one, raw), (two, _) = item(1), item(6)
    await store.put(one, raw)
    await store.put(two, raw)
    await store.remove(one)
    await store.remove(one)
    assert await places(store) == {two}
    assert await store.read([one, two]) == [None, raw]


async def test_two_notebooks_do_not_see_each_other(opens: Opens) -> None:
    place, raw = item(1)
    await opens(NOTEBOOK).put(place, raw)
    assert await opens(OTHER).look() == ([], 0)
    assert await opens(OTHER).read([place]) == [None]


async def test_a_stamp_stays_while_nothing_changes(opens: Opens) -> None:
    store = opens(NOTEBOOK)
    (one, raw), (two, _) = item(1), item(6)
    await store.put(one, raw)
    before = (await store.look()).found[0]
    await store.put(two, raw)
    assert before in (await store.look()).found


@pytest.mark.parametrize(
    "place", [Place("keys", "../../x"), Place("..", item(1)[0].name), Place(LOG, ".hidden")]
)
async def test_no_other_name_is_ever_written(opens: Opens, place: Place) -> None:
    assert named(place) is None
    with pytest.raises(ValueError, match="not a name of a store"):
        await opens(NOTEBOOK).put(place, b"x")
