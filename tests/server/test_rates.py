"""One device gone mad, or a stranger who guesses, is slowed down; nobody else is."""

from __future__ import annotations

import httpx

from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.rates import DEVICE, KEYS_MAX, PAIRING, REFUSED, Rate, Rates
from tests.authors import let_in

AT_ONCE = Rate(3, 0.5)


def test_a_bucket_empties_and_fills_again() -> None:
    now = 0.0
    rates = Rates(lambda: now)
    assert [rates.allows("a", AT_ONCE) for _ in range(5)] == [True, True, True, False, False]
    assert rates.allows("b", AT_ONCE), "another key has its own"
    now = 2.0
    assert [rates.allows("a", AT_ONCE) for _ in range(2)] == [True, False]
    now = 1_000.0
    assert [rates.allows("a", AT_ONCE) for _ in range(4)] == [True, True, True, False]


def test_no_more_is_remembered_than_was_said() -> None:
    rates = Rates(lambda: 0.0)
    for number in range(KEYS_MAX + 100):
        rates.allows(str(number), AT_ONCE)
    assert len(rates._buckets) == KEYS_MAX


async def test_who_has_no_token_is_slowed_down_and_who_has_one_is_not(
    client: httpx.AsyncClient,
) -> None:
    for _ in range(int(REFUSED.burst)):
        wrong = await client.get("/sync/heads", headers={"authorization": "Bearer x"})
        assert wrong.status_code == 401
    wrong = await client.get("/sync/heads", headers={"authorization": "Bearer x"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (429, "too_often")
    assert (await client.get("/sync/heads")).status_code == 200


async def test_asking_to_be_let_in_is_slowed_down(client: httpx.AsyncClient) -> None:
    statuses = [
        (await client.post("/pair/finish", json={"session": "x"})).status_code
        for _ in range(int(PAIRING.burst) + 1)
    ]
    assert statuses[-1] == 429
    assert 429 not in statuses[:-1]


async def test_one_device_does_not_use_up_another_s(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    # On a slow machine the bucket fills again meanwhile.
    for _ in range(4 * int(DEVICE.burst)):
        answer = await client.get("/devices/list")
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    await let_in(notebook, token="a-phone", log="f" * 16, is_here=False)
    other = await client.get("/devices/list", headers={"authorization": "Bearer a-phone"})
    assert other.status_code == 200
