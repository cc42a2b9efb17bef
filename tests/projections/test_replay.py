"""The two axes of replay, told by hand: what had happened by then, what was known then."""

from __future__ import annotations

from datetime import datetime

from infoview_sync.projections import projector, queries
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.replay import Axis
from tests.world import START_MS, draft, subject_id

ADA, THREAD, TALK, BO, CY, REFERRAL = (subject_id(n) for n in range(1, 7))
# The world's clock begins on 28 May 2026: everything is recorded then, whenever it happened.
RECORDED = "2026-05-28T22:26:40+02:00"


def instant(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


async def people_at(notebook: Notebook, text: str, axis: Axis) -> list[str]:
    cut = await notebook.at(await notebook.cut(before_ms=instant(text), axis=axis))
    rows = await cut.run(queries.ask, "people", archived=1, now=0)
    await cut.close()
    return sorted(row["name"] for row in rows)


async def test_a_person_written_to_in_may_was_there_in_may(notebook: Notebook) -> None:
    await notebook.append([draft("contact.added", ADA, RECORDED, name="Ada", source="typed")])
    await notebook.append([draft("contact.added", BO, RECORDED, name="Bo", source="typed")])
    await notebook.append(
        [draft("outreach.sent", THREAD, "2026-05-10T09:00:00+02:00", contact=ADA, channel="email")]
    )
    assert await people_at(notebook, "2026-05-09T00:00:00+02:00", "occurred") == []
    assert await people_at(notebook, "2026-05-11T00:00:00+02:00", "occurred") == ["Ada"]
    assert await people_at(notebook, "2026-06-01T00:00:00+02:00", "occurred") == ["Ada", "Bo"]
    assert await people_at(notebook, "2026-05-11T00:00:00+02:00", "recorded") == []
    assert await people_at(notebook, "2026-06-01T00:00:00+02:00", "recorded") == ["Ada", "Bo"]


async def test_what_was_due_then_is_due_again(notebook: Notebook) -> None:
    await notebook.append(
        [
            draft("contact.added", ADA, "2026-04-01T09:00:00+02:00", name="Ada", source="typed"),
            draft(
                "interview.scheduled",
                TALK,
                "2026-04-20T09:00:00+02:00",
                contact=ADA,
                starts_at="2026-05-04T10:00:00+02:00",
                tz="Europe/Berlin",
                planned_minutes=30,
                mode="phone",
            ),
            draft(
                "interview.completed",
                TALK,
                "2026-05-04T10:31:00+02:00",
                ended_at="2026-05-04T10:31:00+02:00",
                actual_minutes=31,
            ),
            draft("thank_you.sent", TALK, "2026-05-05T08:00:00+02:00", channel="email"),
        ]
    )
    due = {}
    for day in ("2026-04-25", "2026-05-05", "2026-05-06"):
        at_ms = instant(f"{day}T00:00:00+02:00")
        cut = await notebook.at(await notebook.cut(before_ms=at_ms, axis="occurred"))
        rows = await cut.run(queries.agenda, now_ms=at_ms, offset_min=120)
        due[day] = [row["rule"] for row in rows]
        await cut.close()
    assert due == {
        "2026-04-25": ["prepare"],
        "2026-05-05": ["thank_you", "debrief"],
        "2026-05-06": ["debrief"],
    }


async def test_an_undo_counts_on_the_occurred_axis_whenever_it_was_made(
    notebook: Notebook,
) -> None:
    [added] = await notebook.append(
        [draft("contact.added", ADA, "2026-04-01T09:00:00+02:00", name="Ada", source="typed")]
    )
    before = "2026-05-01T00:00:00+02:00"
    assert await people_at(notebook, before, "occurred") == ["Ada"]
    await notebook.append([draft("event.retracted", ADA, RECORDED, log=added.log, seq=added.seq)])
    assert await people_at(notebook, before, "occurred") == []


async def test_i7_the_recorded_axis_ends_at_what_was_known(notebook: Notebook) -> None:
    await notebook.append([draft("contact.added", ADA, name="Ada", source="typed")])
    cut = await notebook.cut(before_ms=START_MS + 500_000, axis="recorded")
    digest = (await notebook.summary()).digest
    notebook.world.wall_ms.at_ms += 10_000_000  # type: ignore[attr-defined]  # the test's clock
    await notebook.append([draft("contact.corrected", ADA, org="Later")])
    past = await notebook.at(cut)
    assert await past.run(projector.digest) == digest
    await past.close()
    assert await notebook.cut(before_ms=START_MS + 500_000, axis="recorded") == cut


async def test_who_named_somebody_and_who_was_named_were_there_then(notebook: Notebook) -> None:
    friday = "2026-05-10T09:00:00+02:00"
    await notebook.append([draft("contact.added", ADA, RECORDED, name="Ada", source="typed")])
    await notebook.append([draft("contact.added", BO, RECORDED, name="Bo", source="typed")])
    await notebook.append([draft("contact.added", CY, RECORDED, name="Cy", source="typed")])
    await notebook.append([
        draft("referral.received", REFERRAL, friday, **{"from": ADA}, to=BO),
        draft("outreach.sent", THREAD, friday, contact=ADA, channel="email", referrer=CY),
    ])  # fmt: skip
    at_ms = instant("2026-05-11T00:00:00+02:00")
    cut = await notebook.at(await notebook.cut(before_ms=at_ms, axis="occurred"))
    (referral,) = await cut.run(queries.ask, "referrals", contact=None)
    network = await cut.run(queries.ask, "network", now=at_ms)
    due = await cut.run(queries.agenda, now_ms=at_ms, offset_min=120, days=3)
    await cut.close()
    assert (referral["from_name"], referral["to_name"]) == ("Ada", "Bo")
    assert [row["name"] for row in network] == ["Cy", "Ada", "Bo"]
    assert REFERRAL in {row["subject"] for row in due}
    everybody = ["Ada", "Bo", "Cy"]
    assert await people_at(notebook, "2026-05-11T00:00:00+02:00", "occurred") == everybody
    assert await people_at(notebook, "2026-05-10T00:00:00+02:00", "occurred") == []
