"""The calendar feed: a secret address, read only, dead when revoked, in no log."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import icalendar
import pytest

from infoview_sync.cli.calendar_feed import feed_of
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.calendar import SHOWN_PATH
from infoview_sync.settings import CALENDAR_SECRET_NAME
from tests.authors import TOKEN
from tests.conftest import PORT, app_of
from tests.world import draft, subject_id

SECRET = "0123456789abcdef0123456789abcdef"
FEED = f"/calendar/{SECRET}.ics"


@asynccontextmanager
async def client_of(
    notebook: Notebook, feed: Callable[[], Awaitable[bytes]] | None
) -> AsyncIterator[httpx.AsyncClient]:
    with app_of(notebook, feed) as app:
        # As uvicorn does: what the app raises after it has answered is only logged.
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url=f"http://127.0.0.1:{PORT}"
        ) as opened:
            yield opened


@pytest.fixture
async def caller(notebook: Notebook) -> AsyncIterator[httpx.AsyncClient]:
    """A calendar program: it has no token."""
    await notebook.append([
        draft("contact.added", subject_id(1), name="Ada Novak", source="typed"),
        draft(
            "interview.scheduled", subject_id(2), contact=subject_id(1),
            starts_at="2026-10-25T10:00:00+01:00", tz="Europe/Berlin", planned_minutes=30,
            mode="video",
        ),
        draft("note.taken", subject_id(3), interview=subject_id(2), text="a private note"),
    ])  # fmt: skip
    (notebook.database.parent / CALENDAR_SECRET_NAME).write_text(SECRET, encoding="ascii")
    async with client_of(notebook, lambda: feed_of(notebook)) as opened:
        yield opened


async def test_whoever_has_the_address_gets_the_interviews(caller: httpx.AsyncClient) -> None:
    answer = await caller.get(FEED)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["UID"] == f"{subject_id(2)}@infoview"
    assert event["SUMMARY"] == "Interview with Ada Novak"
    assert b"private" not in answer.content
    assert b"REFRESH-INTERVAL" in answer.content


async def test_what_did_not_change_is_not_sent_again(
    caller: httpx.AsyncClient, notebook: Notebook
) -> None:
    etag = (await caller.get(FEED)).headers["etag"]
    again = await caller.get(FEED, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    await notebook.append([draft("interview.cancelled", subject_id(2), by="them")])
    changed = await caller.get(FEED, headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert b"STATUS:CANCELLED" in changed.content
    assert b"SEQUENCE:1" in changed.content


@pytest.mark.parametrize(
    "path",
    [
        f"/calendar/{SECRET}", f"/calendar/{SECRET}.ICS", f"/calendar/{SECRET[:-1]}.ics",
        f"/calendar/{SECRET}x.ics", f"/calendar/{SECRET.upper()}.ics", "/calendar/.ics",
        "/calendar/None.ics", "/calendar/%00.ics", "/calendar/%F0%9F.ics",
        f"/calendar/{'a' * 5000}.ics", f"/calendar/{TOKEN}.ics",
    ],
)  # fmt: skip
async def test_any_other_address_is_nothing(caller: httpx.AsyncClient, path: str) -> None:
    answer = await caller.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"
    assert SECRET not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_it_only_reads(caller: httpx.AsyncClient, method: str) -> None:
    assert (await caller.request(method, FEED)).status_code == 404


async def test_a_revoked_address_is_dead_at_once(
    caller: httpx.AsyncClient, notebook: Notebook
) -> None:
    file = notebook.database.parent / CALENDAR_SECRET_NAME
    other = SECRET[::-1]
    file.write_text(other, encoding="ascii")
    assert (await caller.get(FEED)).status_code == 404
    assert (await caller.get(f"/calendar/{other}.ics")).status_code == 200
    for broken in ("", "\n", "short", "é"):
        file.write_text(broken, encoding="utf-8")
        assert (await caller.get(f"/calendar/{broken.strip()}.ics")).status_code == 404
    file.unlink()
    assert (await caller.get(FEED)).status_code == 404
    assert (await caller.get("/calendar/None.ics")).status_code == 404


async def test_the_secret_opens_nothing_else(caller: httpx.AsyncClient) -> None:
    answer = await caller.get("/sync/heads", headers={"authorization": f"Bearer {SECRET}"})
    assert answer.status_code == 401


async def test_another_site_or_name_gets_nothing(caller: httpx.AsyncClient) -> None:
    assert (await caller.get(FEED, headers={"host": "evil.example"})).status_code == 421
    assert (await caller.get(FEED, headers={"origin": "http://evil.example"})).status_code == 403


async def test_no_log_shows_the_secret(
    notebook: Notebook, caplog: pytest.LogCaptureFixture
) -> None:
    (notebook.database.parent / CALENDAR_SECRET_NAME).write_text(SECRET, encoding="ascii")

    async def failing() -> bytes:
        raise RuntimeError("the calendar cannot be written")

    with caplog.at_level(logging.DEBUG):
        async with client_of(notebook, failing) as caller:
            answer = await caller.get(FEED)
    assert answer.status_code == 500
    logged = "\n".join(
        f"{record.getMessage()} {record.exc_text or ''}"
        for record in caplog.records
        if not record.name.startswith("httpx")
    )
    assert SHOWN_PATH in logged
    assert SECRET not in logged
