"""A file through the app is imported as on the command line; nonsense changes nothing."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from infoview_sync.files.export.asking import events
from infoview_sync.files.export.ndjson import notebook_lines
from infoview_sync.files.reading import read_path
from infoview_sync.files.taking.plan import knowledge_of, plan
from infoview_sync.files.taking.writing import write
from infoview_sync.log import store
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server import bodies, importing
from infoview_sync.sync.http import sync_once
from tests.attack.served import served, status_of
from tests.authors import TOKEN, joined
from tests.server.files import CONNECTIONS, OCTETS, result, sent, word
from tests.world import draft, subject_id, world

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # connections are left open

PREVIEW, IMPORT = "/files/preview", "/files/import"


async def exported(notebook: Notebook) -> bytes:
    heads = await notebook.heads()
    name = notebook.who.notebook
    return await notebook.read(
        lambda connection: (
            b"".join(
                notebook_lines(name, store.heads(connection), events(connection, notebook=name))
            )
            if heads
            else b""
        )
    )


async def facts(notebook: Notebook) -> list[tuple[object, ...]]:
    columns = ("name", "org", "title", "emails", "urls", "connected_on")
    people = await notebook.ask("people", archived=1)
    rows = [(await notebook.ask("contact", id=person["id"]))[0] for person in people]
    return [tuple(row[column] for column in columns) for row in rows]


async def test_a_preview_says_what_would_be_and_writes_nothing(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    before = await notebook.summary()
    said = await result(client, PREVIEW, CONNECTIONS)
    assert (said["kind"], said["source"], said["added"], said["changed"]) == (
        "people", "linkedin", 2, 0,
    )  # fmt: skip
    assert said["event"] is None
    assert [each["name"] for each in said["new"]] == ["Ada Novak", "Boris Kim"]
    assert said["new"][0]["detail"] == "Editor, Fieldnote, ada@example.org"
    (bad,) = said["refused"]
    assert (bad["line"], bad["field"], said["refused_count"]) == (4, "Company", 1)
    assert bad["reason"]
    assert bad["remedy"]
    assert await notebook.summary() == before


async def test_an_import_is_what_the_command_line_does(
    notebook: Notebook, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    said = await result(client, IMPORT, CONNECTIONS)
    (done,) = await notebook.ask("imports", limit=10)
    assert said["event"] == {"log": done["log"], "seq": done["seq"]}
    assert (done["file_name"], done["added"], done["skipped"]) == ("Connections.csv", 2, 1)
    file = tmp_path / "Connections.csv"
    file.write_text(CONNECTIONS)
    other = await Notebook.open(tmp_path / "other", world())
    reading = read_path(file)
    await write(other, plan(str(file), reading, await knowledge_of(other, reading), other.world))
    here, there = await facts(notebook), await facts(other)
    await other.close()
    assert here == there
    assert len(here) == 2


async def test_importing_again_adds_nothing(notebook: Notebook, client: httpx.AsyncClient) -> None:
    await result(client, IMPORT, CONNECTIONS)
    before = await notebook.summary()
    said = await result(client, IMPORT, CONNECTIONS)
    assert (said["added"], said["known"], said["event"]) == (0, 2, None)
    assert await notebook.summary() == before


async def test_who_may_be_somebody_known_is_named(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    known = {"name": "Ada Novak", "org": "Fieldnote", "source": "typed"}
    for number in (1, 2):
        await notebook.append([draft("contact.added", subject_id(number), **known)])
    said = await result(client, PREVIEW, CONNECTIONS)
    assert said["alike_count"] == 1
    assert {each["name"] for each in said["alike"][0]["resembles"]} == {"Ada Novak"}


async def test_a_table_is_read_by_the_columns_that_are_chosen(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    rows = "Who,Where they work,Reach them\nAda Novak,Fieldnote,ada@example.org\n"
    error = (await sent(client, PREVIEW, rows, "people.csv"))["error"]
    assert error["code"] == "file_no_header"
    assert error["table"]["titles"] == ["Who", "Where they work", "Reach them"]
    assert error["table"]["samples"] == [["Ada Novak", "Fieldnote", "ada@example.org"]]
    columns = [["name", "Who"], ["org", "Where they work"], ["email", "Reach them"]]
    said = await result(client, PREVIEW, rows, "people.csv", columns=columns)
    assert said["new"][0]["detail"] == "Fieldnote, ada@example.org"
    assert said["table"]["chosen"] == columns
    guessed = await result(client, PREVIEW, "Name,Shoe size\nAda Novak,38\n", "people.csv")
    assert guessed["table"]["chosen"] == [["name", "Name"]]
    assert guessed["table"]["titles"] == ["Name", "Shoe size"]


async def test_an_invitation_becomes_an_interview(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    lines = (
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:talk-1@example.org", "DTSTART:20260601T130000Z",
        "DTEND:20260601T133000Z", "SUMMARY:Talk", "ORGANIZER;CN=Ada Novak:mailto:ada@example.org",
        "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    said = await result(client, IMPORT, "\r\n".join(lines), "talk.ics")
    assert (said["kind"], said["added"], said["new"][0]["name"]) == ("calendar", 1, "Ada Novak")
    assert said["new"][0]["starts_at"].startswith("2026-06-01T")
    assert said["new"][0]["tz"] == "Europe/Berlin"
    assert len(await notebook.ask("interviews", contact=None, id=None, status=None)) == 1


async def test_an_address_in_the_settings_is_the_users_own(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    me = {"name": "my_email", "value": "me@example.org"}
    await notebook.append([draft("setting.changed", notebook.who.notebook, **me)])
    lines = (
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:talk-1@example.org", "DTSTART:20260601T130000Z",
        "ORGANIZER;CN=Ada Novak:mailto:ada@example.org", "ATTENDEE;CN=Me:mailto:me@example.org",
        "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    said = await result(client, PREVIEW, "\r\n".join(lines), "talk.ics")
    assert (said["new"][0]["name"], said["new"][0]["detail"]) == ("Ada Novak", "")


async def test_an_export_of_this_notebook_brings_back_what_is_missing(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    await result(client, IMPORT, CONNECTIONS)
    raw = await exported(notebook)
    said = await result(client, PREVIEW, raw, "notebook.ndjson")
    assert said == {"kind": "notebook", "events": 4, "new": 0}
    assert (await result(client, IMPORT, raw, "notebook.ndjson"))["new"] == 0


async def test_what_another_device_said_comes_by_a_file_and_goes_on_to_all_the_others(
    tmp_path: Path, notebook: Notebook, client: httpx.AsyncClient
) -> None:
    phone, tablet = [await joined(notebook, tmp_path / name, name=name) for name in ("a", "b")]
    for device in (phone, tablet):
        await sync_once(device, client)
    await tablet.append([draft("contact.added", subject_id(1), name="Ada", source="typed")])
    said = await result(client, IMPORT, await exported(tablet), "notebook.ndjson")
    assert said["new"] == 1
    for device in (phone, tablet, phone):
        done = await sync_once(device, client)
        assert (done.agrees, done.refused) == (True, {})
    heads = [await each.heads() for each in (notebook, phone, tablet)]
    for device in (phone, tablet):
        await device.close()
    assert heads[0] == heads[1] == heads[2]


async def test_an_export_of_another_notebook_is_refused(
    notebook: Notebook, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    other = await Notebook.open(tmp_path / "other", world(2))
    await other.append([draft("contact.added", subject_id(1), name="Ada", source="typed")])
    raw = await exported(other)
    await other.close()
    before = await notebook.summary()
    error = (await sent(client, IMPORT, raw, "notebook.ndjson"))["error"]
    assert error["code"] == "foreign_notebook"
    assert await notebook.summary() == before


HOSTILE: list[tuple[bytes, str, str]] = [
    (b"", "a.csv", "file_empty"),
    (b"PK\x03\x04" + bytes(100), "a.xlsx", "file_binary"),
    (b"\xff\xfe\x00\xd8" * 50, "a.csv", "file_encoding"),
    (bytes(1000), "a.csv", "file_binary"),
    (b"Name\n" + b'"' * 200_000, "a.csv", "file_no_people"),
    (b"Name,E-mail\n" + b"\x00,\x01\n" * 50, "a.csv", "file_no_people"),
    (b"{" * 500_000 + b"\n", "a.ndjson", "file_damaged"),
    (b'{"format":"infoview notebook","version":1,' + b"[" * 90_000 + b"\n", "a", "file_damaged"),
    (b"BEGIN:VCARD\n" * 5000, "a.vcf", "file_no_people"),
    (b"BEGIN:VCALENDAR\n" * 5000, "a.ics", "file_no_people"),
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("path", [PREVIEW, IMPORT])
async def test_nonsense_is_refused_by_name_and_changes_nothing(
    notebook: Notebook, client: httpx.AsyncClient, path: str, hostile: tuple[bytes, str, str]
) -> None:
    raw, name, code = hostile
    before = await notebook.summary()
    error = (await sent(client, path, raw, name))["error"]
    assert error["code"] == code
    assert error["message"]
    assert await notebook.summary() == before


WORDS: list[Any] = [
    None,
    "",
    "%",
    "%ff%fe",
    "{",
    quote("[" * 5000),
    quote(json.dumps({"name": ""})),
    quote(json.dumps({"name": "a" * 300})),
    quote(json.dumps({"name": "a.csv", "path": "/etc/passwd"})),
    quote(json.dumps({"name": "a.csv", "columns": [["shoe", "A"]]})),
    quote(json.dumps({"name": "a.csv", "columns": [["name", "A"], ["name", "B"]]})),
    quote(json.dumps({"name": "a.csv", "columns": [["email", "A"]] * 101})),
    quote(json.dumps({"name": "a.csv", "me": ["not an address"]})),
    "x" * 20_000,
]


@pytest.mark.parametrize("said", WORDS)
async def test_a_file_comes_with_a_word_that_can_be_read(
    notebook: Notebook, client: httpx.AsyncClient, said: str | None
) -> None:
    headers = OCTETS if said is None else OCTETS | {"infoview-file": said}
    answer = await client.post(IMPORT, content=CONNECTIONS, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "bad_word"
    assert await notebook.ask("people", archived=1) == []


async def test_a_file_name_is_only_ever_shown(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    await result(client, IMPORT, CONNECTIONS, "../../browser.token")
    (done,) = await notebook.ask("imports", limit=1)
    assert done["file_name"] == "../../browser.token"
    home = notebook.database.parent
    assert {path.name for path in home.parent.iterdir()} == {home.name}
    assert not (home / "browser.token").exists()


@pytest.mark.parametrize("path", [PREVIEW, IMPORT])
async def test_only_the_app_itself_may_send_files(
    notebook: Notebook, client: httpx.AsyncClient, path: str
) -> None:
    knocks = (
        ({"authorization": ""}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"host": "evil.example"}, 421),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
    )
    for wrong, status in knocks:
        answer = await client.post(path, content=CONNECTIONS, headers=word() | wrong)
        assert answer.status_code == status, wrong
    assert await notebook.ask("people", archived=1) == []


async def test_too_large_a_file_is_refused_while_it_comes(
    notebook: Notebook, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "FILE_BYTES_MAX", 2 * len(CONNECTIONS))
    answer = await client.post(IMPORT, content=CONNECTIONS * 10, headers=word())
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    assert (await result(client, IMPORT, CONNECTIONS))["added"] == 2, "room is left for the next"


async def test_an_upload_that_breaks_off_leaves_nothing_and_takes_no_room(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "STALL_S", 0.2)
    more = "".join(f"{name}: {value}\r\n" for name, value in word().items())
    raw = CONNECTIONS.encode()
    before = await notebook.summary()
    async with served(notebook) as server:
        head = server.head(f"POST {IMPORT}", more=f"{more}Content-Length: {len(raw)}\r\n")
        for _ in range(importing.FILES_AT_ONCE + 1):
            peer = await server.connect(head + raw[:50])
            peer.writer.close()
        stalled = await server.connect(head + raw[:50])
        assert await status_of(stalled) == 408
        assert await notebook.summary() == before
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as client:
            client.headers["authorization"] = f"Bearer {TOKEN}"
            assert (await result(client, IMPORT, CONNECTIONS))["added"] == 2


async def test_a_folder_that_takes_no_file_takes_no_room(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    home = notebook.database.parent
    away = home.with_name("away")
    home.rename(away)
    for _ in range(importing.FILES_AT_ONCE + 1):
        async with asyncio.timeout(60):
            with pytest.raises(FileNotFoundError):
                await client.post(PREVIEW, content=CONNECTIONS, headers=word())
    away.rename(home)
    assert (await result(client, IMPORT, CONNECTIONS))["added"] == 2


async def test_a_browser_that_goes_away_leaves_a_whole_import(notebook: Notebook) -> None:
    rows = "".join(f"Person {number},p{number}@example.org\n" for number in range(3000))
    raw = f"Name,E-mail\n{rows}".encode()
    more = "".join(f"{name}: {value}\r\n" for name, value in word("people.csv").items())
    async with served(notebook) as server:
        head = server.head(f"POST {IMPORT}", more=f"{more}Content-Length: {len(raw)}\r\n")
        peer = await server.connect(head + raw)
        assert await status_of(peer) == 200
        peer.writer.transport.abort()
        for _ in range(200):
            if done := await notebook.ask("imports", limit=1):
                break
            await asyncio.sleep(0.05)
    assert done[0]["added"] == 3000


async def test_two_imports_at_once_add_everybody_once(
    notebook: Notebook, client: httpx.AsyncClient
) -> None:
    both = await asyncio.gather(*(result(client, IMPORT, CONNECTIONS) for _ in range(2)))
    assert sorted(each["added"] for each in both) == [0, 2]
    assert len(await notebook.ask("people", archived=1)) == 2
