"""One message of one device must not stop all the others for good."""

from __future__ import annotations

import httpx
import pytest

from infoview_sync.projections.notebook import Notebook
from tests.attack.knocks import SEGMENTS, forged

LOG = "fedcba9876543210"


@pytest.mark.parametrize("padding", [b"  ", b"\t\t", b" \r"])
async def test_an_erased_line_with_blanks_is_refused(
    notebook: Notebook, client: httpx.AsyncClient, padding: bytes
) -> None:
    """It was taken as a hash of 31 bytes, and nobody could pull from here again."""
    lines = b"!" + bytes(31).hex().encode() + padding + b"\n"
    raw = forged(notebook.who.notebook, LOG, lines=lines, hashes=[bytes(31)])
    answer = await client.post("/sync/push", content=raw, headers=SEGMENTS)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_segment")
    assert LOG not in await notebook.heads()
