"""The app's own files: what is compressed, what is cached, and that nothing else is served."""

from __future__ import annotations

import gzip

import httpx
import pytest

from infoview_sync.server.app_files import APP_FOLDER


def script() -> str:
    return next(path.name for path in sorted((APP_FOLDER / "assets").glob("*.js")))


@pytest.mark.parametrize("encodings", ["gzip", "br, gzip;q=0.5", "deflate,gzip, br"])
async def test_a_file_comes_as_small_as_the_browser_can_take_it(
    client: httpx.AsyncClient, encodings: str
) -> None:
    whole = (APP_FOLDER / "assets" / script()).read_bytes()
    async with client.stream(
        "GET", f"/assets/{script()}", headers={"accept-encoding": encodings}
    ) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "accept-encoding"
    assert gzip.decompress(raw) == whole
    assert len(raw) < len(whole) / 2


@pytest.mark.parametrize(
    "encodings", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000, br", "xgzip"]
)
async def test_who_cannot_unpack_gets_the_file_itself(
    client: httpx.AsyncClient, encodings: str
) -> None:
    answer = await client.get(f"/assets/{script()}", headers={"accept-encoding": encodings})
    assert "content-encoding" not in answer.headers
    assert answer.content == (APP_FOLDER / "assets" / script()).read_bytes()


async def test_only_names_with_a_hash_are_kept_without_asking(client: httpx.AsyncClient) -> None:
    hashed = await client.get(f"/assets/{script()}")
    assert "immutable" in hashed.headers["cache-control"]
    for path in ("/", "/people/somebody", "/sw.js", "/manifest.webmanifest", "/icon.svg"):
        answer = await client.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache"), path
    manifest = await client.get("/manifest.webmanifest")
    assert manifest.headers["content-type"] == "application/manifest+json"


@pytest.mark.parametrize("path", ["/assets/x.js", "/assets/../app_files.py", "/assets/a/b.js"])
async def test_no_other_file_is_served(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404
