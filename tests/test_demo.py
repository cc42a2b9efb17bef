"""The sample notebook: made from a seed, with something of everything."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from infoview_sync.demo.write import write_demo
from infoview_sync.events.catalogue import EVENT_TYPES
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import DATABASE_NAME
from tests.world import Clock, world

NOW = 1_795_000_000_000
NOT_SHOWN = {
    # Corrections, undo, devices and erasure are the user's to try.
    "contact.corrected", "contact.tagged", "contact.untagged", "contacts.merged",
    "contact.restored", "contact.forgotten", "question.edited", "question.removed",
    "recording_consent.recorded", "outreach.drafted", "mentorship.ended", "reminder.snoozed",
    "reminder.completed", "reminder.dismissed", "event.retracted", "event.restored",
    "device.renamed", "device.revoked", "log.vouched", "recovery.set",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo")
    assert write_demo(made, world(clock=Clock(NOW))) > 3000
    return made


async def test_the_same_seed_and_day_make_the_same_notebook(home: Path, tmp_path: Path) -> None:
    write_demo(tmp_path, world(7, clock=Clock(NOW)))
    summaries = []
    for each in (home, tmp_path):
        notebook = await Notebook.open(each, world())
        summaries.append(await notebook.summary())
        await notebook.verify()
        await notebook.close()
    assert summaries[0] == summaries[1]


def test_nearly_every_kind_of_event_occurs(home: Path) -> None:
    connection = sqlite3.connect(home / DATABASE_NAME)
    found = {type_ for (type_,) in connection.execute("SELECT DISTINCT type FROM event")}
    connection.close()
    assert set(EVENT_TYPES) - found == NOT_SHOWN, "let demo/ say it, or add it to NOT_SHOWN"


async def test_every_screen_has_something_to_show(home: Path) -> None:
    notebook = await Notebook.open(home, world(clock=Clock(NOW)))
    due = await notebook.agenda(now_ms=NOW, offset_min=60)
    assert {"thank_you", "prepare", "hold", "reminder", "keep_in_touch"} <= {r["rule"] for r in due}
    stages = {row["stage"] for row in await notebook.ask("people", archived=1)}
    assert len(stages) >= 15
    for name, parameters in (
        ("network", {}), ("organisations", {}), ("goals", {}), ("duplicates", {}),
        ("opportunities", {"contact": None, "open": 0}), ("advice", {"contact": None, "open": 0}),
        ("mentorships", {"contact": None}), ("journal", {"contact": None}),
    ):  # fmt: skip
        rows = await notebook.ask(name, **parameters)
        assert rows, name
    insights = await notebook.ask("insights", contact=None, interview=None, theme=None)
    assert max(row["people"] for row in insights) > 3
    assert any(row["contradicted_by"] != "[]" for row in insights)
    await notebook.close()


def test_all_of_it_is_in_the_past_but_appointments(home: Path) -> None:
    connection = sqlite3.connect(home / DATABASE_NAME)
    latest, stamped = connection.execute(
        "SELECT max(occurred_at), max(hlc) / 1024 FROM event"
    ).fetchone()
    connection.close()
    assert latest <= NOW + 2000
    assert stamped <= NOW + 2000


def test_an_interrupted_demo_is_made_anew(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_demo(tmp_path, world(clock=Clock(NOW)), progress=stop)
    assert not (tmp_path / DATABASE_NAME).exists(), "`up --demo` would take it for the sample"
    assert write_demo(tmp_path, world(clock=Clock(NOW))) > 3000
    assert [path.name for path in tmp_path.iterdir()] == [DATABASE_NAME]
