"""Forgetting somebody: no byte of their words stays, on no device, and the chain still verifies."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infoview_sync.events.author import Draft
from infoview_sync.log import store
from infoview_sync.log.store import Body
from infoview_sync.projections.notebook import Notebook
from infoview_sync.projections.run import Run
from tests.world import canary, draft, subject_id, world

ADA, BO, THREAD, TALK, QUESTION, NOTE, INSIGHT, REFERRAL, ADVICE, LATER = (
    subject_id(n) for n in range(1, 11)
)


def said_about(contact: str, word: str) -> list[Draft]:
    """Something of every kind, each with the word in it."""
    about = {"contact": contact}
    return [
        draft("contact.added", contact, name=f"Ada {word}", notes=word, source="typed"),
        draft("contact.tagged", contact, tag=word[:50]),
        draft("outreach.sent", THREAD, **about, channel="email", text=word),
        draft("reply.received", THREAD, disposition="accepted", text=word),
        draft("interview.scheduled", TALK, **about, starts_at="2026-05-04T10:00:00+02:00",
              tz="Europe/Berlin", planned_minutes=30, mode="phone", place=word),
        draft("question.prepared", QUESTION, interview=TALK, category="role", text=word, rank=1),
        draft("question.asked", QUESTION, answer=word),
        draft("note.taken", NOTE, interview=TALK, text=word),
        draft("insight.captured", INSIGHT, interview=TALK, theme="role", text=word),
        draft("interview.completed", TALK, ended_at="2026-05-04T10:31:00+02:00",
              actual_minutes=31),
        draft("debrief.written", TALK, text=word),
        draft("referral.received", REFERRAL, **{"from": BO}, to=contact, name_only=word),
        draft("advice.received", ADVICE, **about, text=word),
    ]  # fmt: skip


ADA_AND_TWO_NAMESAKES = [
    draft("contact.added", ADA, name="Ada", source="typed"),
    draft("contact.added", BO, name="Bo", source="typed"),
    draft("contact.added", LATER, name="Bo", source="typed"),
]


async def forgotten(notebook: Notebook, contact: str, subjects: tuple[str, ...] = ()) -> None:
    await notebook.append([draft("contact.forgotten", contact, subjects=list(subjects))])


def holds(folder: Path, word: str) -> list[str]:
    """The files below the folder in which the word occurs."""
    needles = (word.encode(), word.encode("utf-16-le"))
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def run_of(log: str, events: list[tuple[Body, bytes]], notebook: Notebook) -> Run:
    from infoview_sync.events.chain import genesis

    return Run(log, genesis(notebook=notebook.who.notebook, log=log), [body for body, _ in events])


async def copy(source: Notebook, target: Notebook) -> None:
    """Send everything, as a sync from the start would."""
    heads = await source.heads()
    for log, head in heads.items():
        events = await source.read(
            lambda connection, log=log, end=head.seq: list(
                store.bodies_after(connection, log=log, after=0, until=end)
            )
        )
        await target.accept([run_of(log, events, target)])


async def joined(laptop: Notebook, folder: Path, name: str, number: int) -> Notebook:
    """Another device of the same notebook, still empty."""
    at = world(number, name=name)
    return await Notebook.open(folder / name, at, notebook_id=laptop.who.notebook)


async def laptop_and_phone(folder: Path) -> tuple[Notebook, Notebook]:
    laptop = await Notebook.open(folder / "laptop", world())
    return laptop, await joined(laptop, folder, "phone", 2)


async def test_no_byte_of_a_forgotten_person_stays(tmp_path: Path) -> None:
    word, other = canary(), canary()
    notebook = await Notebook.open(tmp_path, world())
    await notebook.append([draft("contact.added", BO, name=f"Bo {other}", source="typed")])
    await notebook.append(said_about(ADA, word))
    for number in range(40):
        await notebook.append([draft("contact.corrected", ADA, notes=f"{word} {number}")])
    assert holds(tmp_path, word)
    await forgotten(notebook, ADA)
    assert holds(tmp_path, word) == [], "while the notebook is open"
    assert sum((await notebook.verify()).values()) == 1 + 1 + 13 + 40 + 2, "the chain verifies"
    await notebook.close()
    assert holds(tmp_path, word) == []
    assert holds(tmp_path, other), "nobody else's words are touched"


async def test_nothing_of_them_is_shown_at_any_time(notebook: Notebook) -> None:
    word = canary()
    await notebook.append([draft("contact.added", BO, name="Bo", source="typed")])
    await notebook.append(said_about(ADA, word))
    await forgotten(notebook, ADA)
    people = await notebook.ask("people", archived=1)
    assert [row["name"] for row in people] == ["Bo"]
    assert await notebook.search(word) == []
    assert await notebook.ask("referrals", contact=None) == []
    entries = await notebook.ask(
        "entries", contact=None, type=None, since=None, until=None, recorded=1, limit=99
    )
    assert word not in str(entries)
    before = await notebook.summary()
    await notebook.rebuild()
    assert await notebook.summary() == before


async def test_what_another_phone_recorded_meanwhile_is_erased_too(tmp_path: Path) -> None:
    word = canary()
    laptop, phone = await laptop_and_phone(tmp_path)
    tablet = await joined(laptop, tmp_path, "tablet", 3)
    await laptop.append(said_about(ADA, word))
    await copy(laptop, phone)
    # Offline, the phone records an interview more, with a note; the laptop forgets the person.
    await phone.append([
        draft("interview.scheduled", LATER, contact=ADA, starts_at="2026-06-04T10:00:00+02:00",
              tz="Europe/Berlin", planned_minutes=30, mode="phone", place=word),
        draft("note.taken", subject_id(20), interview=LATER, text=word),
    ])  # fmt: skip
    await forgotten(laptop, ADA)
    await copy(phone, laptop)
    # The tablet learns from the phone before the phone knows; a later word about the interview
    # arrives when what it was about is erased already.
    await copy(phone, tablet)
    await phone.append([draft("debrief.written", LATER, text=word)])
    await copy(laptop, tablet)
    await copy(phone, tablet)
    await copy(laptop, phone)
    for _ in range(3):
        for source in (laptop, phone, tablet):
            for target in (laptop, phone, tablet):
                await copy(source, target)
    summaries = [await each.summary() for each in (laptop, phone, tablet)]
    assert summaries[0] == summaries[1] == summaries[2]
    for each in (laptop, phone, tablet):
        await each.verify()
        await each.close()
    assert holds(tmp_path, word) == []


async def test_an_interrupted_scrub_is_finished_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = canary()
    notebook = await Notebook.open(tmp_path, world())
    await notebook.append(said_about(ADA, word))
    monkeypatch.setattr("infoview_sync.projections.notebook.scrub", lambda _connection: False)
    await forgotten(notebook, ADA)
    await notebook.close()
    assert holds(tmp_path, word), "or this test shows nothing"
    monkeypatch.undo()
    await (await Notebook.open(tmp_path, world())).close()
    assert holds(tmp_path, word) == []


async def test_an_undo_brings_no_erased_word_back(notebook: Notebook) -> None:
    word = canary()
    await notebook.append(said_about(ADA, word))
    await forgotten(notebook, ADA)
    heads = await notebook.heads()
    log = notebook.who.log
    await notebook.append([draft("event.retracted", ADA, log=log, seq=heads[log].seq)])
    assert await notebook.ask("people", archived=1) == []


async def test_what_a_merge_copied_of_them_is_erased_though_it_was_undone(tmp_path: Path) -> None:
    word = canary()
    notebook = await Notebook.open(tmp_path, world())
    await notebook.append([
        draft("contact.added", ADA, name=f"Ada {word}", source="typed"),
        draft("contact.added", BO, name="Bo stays", source="typed"),
    ])  # fmt: skip
    (merged,) = await notebook.append(
        [draft("contacts.merged", BO, merged=[ADA], org=word, emails=[f"{word}@example.org"])]
    )
    await notebook.append([draft("event.retracted", BO, log=merged.log, seq=merged.seq)])
    await forgotten(notebook, ADA)
    assert holds(tmp_path, word) == []
    assert [row["name"] for row in await notebook.ask("people", archived=1)] == ["Bo stays"]
    await notebook.close()


async def test_a_merge_that_arrives_after_the_forgetting_brings_no_word_back(
    tmp_path: Path,
) -> None:
    word = canary()
    laptop, phone = await laptop_and_phone(tmp_path)
    await laptop.append([
        draft("contact.added", ADA, name=f"Ada {word}", source="typed"),
        draft("contact.added", BO, name="Bo", source="typed"),
    ])  # fmt: skip
    await copy(laptop, phone)
    await phone.append([draft("contacts.merged", BO, merged=[ADA], org=word)])
    await forgotten(laptop, ADA)
    for source, target in ((phone, laptop), (laptop, phone), (phone, laptop)):
        await copy(source, target)
    assert await laptop.summary() == await phone.summary()
    for each in (laptop, phone):
        await each.close()
    assert holds(tmp_path, word) == []


@pytest.mark.parametrize(
    ("type_", "link"),
    # Written to, and put on the list from the referral itself, as the app does.
    [("referral.pursued", {"to": BO}), ("referral.received", {"from": ADA, "to": BO})],
)
async def test_a_referral_stays_though_they_were_once_taken_for_the_one_it_names(
    tmp_path: Path, type_: str, link: dict[str, str]
) -> None:
    laptop, phone = await laptop_and_phone(tmp_path)
    await laptop.append([
        *ADA_AND_TWO_NAMESAKES,
        draft("referral.received", REFERRAL, **{"from": ADA}, name_only="Bo"),
    ])  # fmt: skip
    (taken_back,) = await laptop.append([draft(type_, REFERRAL, **link)])
    undo = draft("event.retracted", REFERRAL, log=taken_back.log, seq=taken_back.seq)
    await laptop.append([undo])
    await copy(laptop, phone)
    # Unlinked on the laptop, linked with somebody else on the phone: it is nobody's of theirs.
    await phone.append([draft("referral.pursued", REFERRAL, to=LATER)])
    belonging = [row["subject"] for row in await laptop.ask("belonging", contact=BO)]
    assert belonging == [BO]
    await forgotten(laptop, BO)
    for source, target in ((laptop, phone), (phone, laptop)):
        await copy(source, target)
    for each in (laptop, phone):
        (referral,) = await each.ask("referrals", contact=None)
        assert (referral["from"], referral["to"]) == (ADA, LATER)
        # Nothing says any longer that they were meant, and no redo brings it back.
        await each.append([draft("event.restored", REFERRAL, log=taken_back.log,
                                 seq=taken_back.seq)])  # fmt: skip
        (referral,) = await each.ask("referrals", contact=None)
        assert referral["to"] == LATER
        assert await each.read(_bodies_that_say(BO)) == []
        await each.close()


async def test_a_referral_stays_though_it_named_them_until_it_was_put_right(tmp_path: Path) -> None:
    laptop, phone = await laptop_and_phone(tmp_path)
    await laptop.append(ADA_AND_TWO_NAMESAKES)
    await copy(laptop, phone)
    # On the phone, whose words the laptop learns too late: linked at once, said a second time by
    # mistake, then put right.
    await phone.append([
        draft("referral.received", REFERRAL, **{"from": ADA}, to=BO),
        draft("referral.received", REFERRAL, **{"from": ADA}, to=BO),
        draft("referral.pursued", REFERRAL, to=LATER),
    ])  # fmt: skip
    await forgotten(laptop, BO)
    for source, target in ((laptop, phone), (phone, laptop)):
        await copy(source, target)
    for each in (laptop, phone):
        (referral,) = await each.ask("referrals", contact=None)
        assert (referral["from"], referral["to"]) == (ADA, LATER)
        assert len(await each.read(_bodies_that_say(BO))) == 1, "only who named somebody stays"
    assert await laptop.summary() == await phone.summary()
    for each in (laptop, phone):
        await each.close()


async def test_undoing_what_put_a_referral_right_erases_nothing(tmp_path: Path) -> None:
    """An undo is never for good (I8), though the first event named somebody forgotten since."""
    laptop, phone = await laptop_and_phone(tmp_path)
    await laptop.append([
        *ADA_AND_TWO_NAMESAKES,
        draft("referral.received", REFERRAL, **{"from": ADA}, to=BO),
    ])  # fmt: skip
    (put_right,) = await laptop.append([draft("referral.pursued", REFERRAL, to=LATER)])
    await forgotten(laptop, BO)
    name = {"log": put_right.log, "seq": put_right.seq}
    await laptop.append([draft("event.retracted", REFERRAL, **name)])
    await copy(laptop, phone)
    for each in (laptop, phone):
        (referral,) = await each.ask("referrals", contact=None)
        assert (referral["from"], referral["to_name"]) == (ADA, None)
    await laptop.append([draft("event.restored", REFERRAL, **name)])
    await copy(laptop, phone)
    for each in (laptop, phone):
        (referral,) = await each.ask("referrals", contact=None)
        assert (referral["from"], referral["to"]) == (ADA, LATER)
    await copy(phone, laptop)
    assert await laptop.summary() == await phone.summary()
    for each in (laptop, phone):
        await each.close()


def _bodies_that_say(contact: str) -> Callable[[sqlite3.Connection], list[Any]]:
    """The events beside the forgetting itself in whose data the id stands."""
    ask = "SELECT seq FROM event WHERE type <> 'contact.forgotten' AND instr(body ->> '$.data', ?)"
    return lambda connection: connection.execute(ask, (contact,)).fetchall()


@pytest.mark.parametrize("had_slipped", [False, True])
async def test_a_referral_that_a_phone_linked_with_them_meanwhile_is_erased_with_them(
    tmp_path: Path, had_slipped: bool
) -> None:
    """Also if it was first linked with somebody else, and that was undone."""
    word = canary()
    laptop, phone = await laptop_and_phone(tmp_path)
    await laptop.append([
        draft("contact.added", ADA, name="Ada", source="typed"),
        draft("contact.added", BO, name=f"Bo {word}", source="typed"),
        draft("contact.added", LATER, name="Bo", source="typed"),
        draft("referral.received", REFERRAL, **{"from": ADA}, name_only=word),
    ])  # fmt: skip
    await copy(laptop, phone)
    if had_slipped:
        (slip,) = await phone.append([draft("referral.pursued", REFERRAL, to=LATER)])
        await phone.append([draft("event.retracted", REFERRAL, log=slip.log, seq=slip.seq)])
    await phone.append([draft("referral.pursued", REFERRAL, to=BO)])
    await forgotten(laptop, BO)
    for source, target in ((phone, laptop), (laptop, phone), (phone, laptop)):
        await copy(source, target)
    assert await laptop.summary() == await phone.summary()
    for each in (laptop, phone):
        await each.close()
    assert holds(tmp_path, word) == []


async def test_what_only_a_talk_or_a_newer_version_tells_of_them_is_erased_too(
    tmp_path: Path,
) -> None:
    word, log = canary(), subject_id(77)
    notebook = await Notebook.open(tmp_path, world())
    await notebook.append(said_about(ADA, word))
    opportunity = {"kind": "job", "title": word, "source_interview": TALK}
    await notebook.append([draft("opportunity.surfaced", LATER, **opportunity)])
    unknown = (
        f'{{"hlc":1800000000000000,"type":"contact.warmed","subject":"{ADA}",'
        '"occurred_at":"2026-05-01T10:00:00+02:00","tz":"Europe/Berlin",'
        f'"recorded_at":"2026-05-01T10:00:00+02:00","salt":"","data":{{"why":"{word}"}}}}'
    ).encode()
    await notebook.accept([run_of(log, [(unknown, b"")], notebook)])
    assert await notebook.ask("opportunities", contact=None, open=0)
    await forgotten(notebook, ADA)
    assert holds(tmp_path, word) == []
    await notebook.close()


async def test_after_a_forgetting_nothing_written_reads_the_whole_log(notebook: Notebook) -> None:
    await notebook.append([draft("contact.added", ADA, name="Ada", source="typed")])
    await forgotten(notebook, ADA)
    note = draft("contact.corrected", BO, notes="x")
    before = await _work_of(notebook, note)
    await notebook.append([draft("contact.corrected", subject_id(n), notes="y")
                           for n in range(100, 3100)])  # fmt: skip
    assert await _work_of(notebook, note) < before + 100, "a look at every event takes over 1000"


async def _work_of(notebook: Notebook, said: Draft) -> int:
    """How many hundreds of SQLite's steps it takes to write this."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    def watch(connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(count, 100)

    await notebook._writer.run(watch)
    await notebook.append([said])
    await notebook._writer.run(lambda connection: connection.set_progress_handler(None, 0))
    return steps


async def test_devices_and_settings_cannot_be_forgotten(notebook: Notebook) -> None:
    nb = notebook.who.notebook
    await notebook.append([draft("setting.changed", nb, name="questions_min", value=3)])
    await forgotten(notebook, ADA, (nb, notebook.who.log))
    devices = await notebook.ask("devices")
    assert [row["name"] for row in devices] == ["laptop"]
    assert (await notebook.read(lambda c: c.execute("SELECT value FROM setting").fetchall())) == [
        ("3",)
    ]
