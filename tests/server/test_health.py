"""What `infoview doctor` finds while a server writes (the rest: tests/cli/test_doctor.py)."""

from __future__ import annotations

from infoview_sync.devices.last_times import LastTimes
from infoview_sync.projections.notebook import Notebook
from infoview_sync.server.health import OK, Asked, notebook_findings
from tests.world import START_MS, draft, subject_id


async def test_all_that_is_found_is_of_one_instant(notebook: Notebook) -> None:
    """Heads and chains read at two instants would not fit: a sound notebook, called damaged."""
    asked = Asked(notebook.database, START_MS, LastTimes(), str, "")
    found = notebook_findings(asked)
    assert next(found).name == "file"
    await notebook.append([draft("contact.added", subject_id(1), name="Ada", source="typed")])
    chain = next(found)
    assert (chain.state, chain.told) == (OK, "every chain is whole: 1 event in 1 log")
    assert all(each.state != "damaged" for each in found)
