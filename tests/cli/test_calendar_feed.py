"""`infoview calendar`: one secret address, kept by its owner only, replaced on demand, served."""

from __future__ import annotations

import stat
from pathlib import Path

import httpx
import icalendar

from infoview_sync.settings import CALENDAR_SECRET_NAME
from tests.cli.conftest import Infoview
from tests.cli.processes import infoview, up


def test_the_address_stays_until_it_is_revoked(ok: Infoview, home: Path) -> None:
    first = ok("calendar", "--json").json
    assert first["new"] is True
    assert first["url"].startswith("http://127.0.0.1:4663/calendar/")
    file = home / CALENDAR_SECRET_NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text()) == 32
    assert ok("calendar", "--json").json == first | {"new": False}
    assert first["url"] in ok("calendar").out
    second = ok("calendar", "--revoke", "--json").json
    assert second["new"] is True
    assert second["url"] != first["url"]
    file.write_text("")
    assert ok("calendar", "--json").json["url"] not in (first["url"], second["url"])


def test_a_running_server_serves_it_and_drops_the_revoked_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    infoview(home, "add", "Ada Novak")
    infoview(home, "schedule", "ada", "2030-02-04 15:00")
    with up(home) as server, httpx.Client(trust_env=False) as client:
        url = infoview(home, "calendar").stdout.splitlines()[0]
        assert url.startswith(server.url)
        answer = client.get(url)
        assert answer.status_code == 200
        (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        assert event["DTSTART"].dt.isoformat() == "2030-02-04T15:00:00+01:00"
        infoview(home, "move", "ada", "2030-02-05 15:00")
        moved = client.get(url, headers={"if-none-match": answer.headers["etag"]})
        assert b"SEQUENCE:1" in moved.content
        new = infoview(home, "calendar", "--revoke").stdout.splitlines()[0]
        assert client.get(url).status_code == 404
        assert client.get(new).status_code == 200
        assert client.head(new).content == b""
        server.process.terminate()
        out, err = server.process.communicate(timeout=20)
        assert url.rpartition("/")[2] not in out + err
