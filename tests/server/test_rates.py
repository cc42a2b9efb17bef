"""One device gone mad, or a stranger who guesses, is slowed down; nobody else is."""

from __future__ import annotations

import time

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
    answers = [
        await client.post("/pair/finish", json={"session": "x"})
        for _ in range(int(PAIRING.burst) + 1)
    ]
    # web/worker/pairing.ts has its own words for this code.
    assert answers[-1].json()["error"]["code"] == "too_often"
    assert [answer.status_code for answer in answers].index(429) == int(PAIRING.burst)


async def test_one_device_does_not_use_up_another_s(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    started = time.monotonic()
    allowed = 0
    while (await client.get("/devices/list")).status_code == 200:
        allowed += 1
        assert allowed < 4 * DEVICE.burst
    # Not sooner than it may, nor later: the bucket fills again meanwhile.
    filled = DEVICE.per_s * (time.monotonic() - started)
    assert DEVICE.burst <= allowed <= DEVICE.burst + filled + 1
    await let_in(notebook, token="a-phone", log="f" * 16, is_here=False)
    other = await client.get("/devices/list", headers={"authorization": "Bearer a-phone"})
    assert other.status_code == 200
