"""An import that is interrupted, and taken again, says in the end all that the file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_sync.files.reading import read_path
from infoview_sync.files.source import Progress
from infoview_sync.files.taking.plan import Outcome, knowledge_of, plan
from infoview_sync.files.taking.writing import BATCH_EVENTS, write
from infoview_sync.projections.notebook import Notebook

EVENT = (
    "BEGIN:VEVENT\nUID:m{0}@example.org\nDTSTART:20261201T100000Z\nDESCRIPTION:Words {0}\n"
    "ATTENDEE;CN=Person {0}:mailto:p{0}@example.org\nEND:VEVENT\n"
)
MEETINGS = BATCH_EVENTS // 3 + 5
"""Each says three events: a person, an interview and a note. 500 is no multiple of three."""


async def taken(notebook: Notebook, path: Path, progress: Progress | None = None) -> Outcome:
    reading = read_path(path)
    knowledge = await knowledge_of(notebook, reading)
    return await write(
        notebook, plan(path.name, reading, knowledge, notebook.world), progress=progress
    )


async def test_no_invitation_loses_its_words(notebook: Notebook, tmp_path: Path) -> None:
    path = tmp_path / "all.ics"
    events = "".join(EVENT.format(number) for number in range(MEETINGS))
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await taken(notebook, path, stop)
    assert 0 < (await taken(notebook, path)).added < MEETINGS
    without = await notebook.read(
        lambda connection: connection.execute(
            "SELECT body ->> '$.data.calendar_uid' FROM event i WHERE type = 'interview.scheduled'"
            " AND NOT EXISTS (SELECT 1 FROM event n WHERE n.type = 'note.taken'"
            " AND n.body ->> '$.data.interview' = i.subject)"
        ).fetchall()
    )
    assert without == []
