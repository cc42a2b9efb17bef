"""Several devices record, merge, undo and forget apart from each other, and meet in any order.

I1, I5 and I6 with forgetting: whoever holds the same heads shows the same, a rebuild changes
nothing, and no word of a forgotten person is left in any device's database.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.events.catalogue import EVENT_TYPES
from infoview_sync.events.chain import genesis
from infoview_sync.log import keyring, store
from infoview_sync.log.store import Identity, begin_notebook
from infoview_sync.projections.run import Run
from infoview_sync.projections.write import accept, append
from tests.replica import NOTEBOOK, Replica
from tests.world import Clock, draft, subject_id, world

PEOPLE = 6
ROUNDS_MAX = 12
"""Of everybody with everybody; what is found while meeting needs a few more to be told."""

KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("touch.logged", {"direction": "sent", "channel": "email"}),
    ("insight.captured", {"theme": "role"}),
    ("advice.received", {}),
    ("reminder.scheduled", {"due_at": "2026-06-01T09:00:00+02:00"}),
    ("help.given", {}),
    ("journal.written", {}),
    ("opportunity.surfaced", {"kind": "job", "title": "Night desk"}),
    ("mentorship.proposed", {}),
    ("referral.asked", {}),
)
"""What `_say_more` says about a contact; each has the person's word in it, if it has words."""
ABOUT_A_CONTACT = {type_ for type_, _ in KINDS} | {"interview.scheduled", "outreach.sent"}


def word_of(contact: str) -> str:
    return f"canary{int(contact)}x"


class Device(Replica):
    """A replica that writes a log of its own, so it says what else it had to erase."""

    def __init__(self, number: int, rng: random.Random, clock: Clock) -> None:
        super().__init__()
        self._rng = rng
        self._who = Identity(NOTEBOOK, f"{number:x}" * 16, f"device {number}")
        self._world = world(number, clock=clock)
        begin_notebook(self.connection, self._who)
        keyring.found(self.connection, self._who, bytes)
        self.said: list[tuple[str, int]] = []
        self._referral: tuple[str, str] | None = None

    def say(self, type_: str, subject: str, **data: Any) -> None:
        with self._transaction():
            stored = append(
                self.connection, [draft(type_, subject, **data)], self._who, self._world
            )
        self.said += [(event.subject, event.seq) for event in stored]

    def take_from(self, other: Device, *, all_of_it: bool) -> None:
        """Some or all of what the other holds, log by log in any order, in portions."""
        heads = list(other.heads.items())
        self._rng.shuffle(heads)
        for log, head in heads:
            here = self.heads.get(log)
            after = 0 if here is None else here.seq
            until = head.seq if all_of_it else self._rng.randint(0, head.seq)
            start = here or genesis(notebook=NOTEBOOK, log=log)
            while start.seq < until:
                most = min(until, start.seq + self._rng.randint(1, 9))
                rows = list(
                    store.bodies_after(other.connection, log=log, after=start.seq, until=most)
                )
                with self._transaction():
                    accept(
                        self.connection, [Run(log, start, [body for body, _ in rows])], NOTEBOOK,
                        speaker=(self._who, self._world),
                    )  # fmt: skip
                start = self.heads[log]
            assert after <= start.seq

    def act(self, number: int) -> set[str]:
        """Do one thing; returns whom it forgot."""
        rng = self._rng
        contact = subject_id(rng.randint(1, PEOPLE))
        shown = [row[0] for row in self.connection.execute("SELECT id FROM contact ORDER BY id")]
        word = word_of(contact)
        new = subject_id(100 + number)
        choice = rng.random()
        if choice < 0.2 or not shown:
            self.say("contact.added", contact, name=f"Ada {word}", source="typed",
                     emails=[f"{word}@example.org"])  # fmt: skip
        elif choice < 0.3:
            self.say("interview.scheduled", new, contact=contact, mode="phone", place=word,
                     starts_at="2026-05-04T10:00:00+02:00", tz="Europe/Berlin",
                     planned_minutes=30)  # fmt: skip
        elif choice < 0.5:
            self._say_more(contact, new, word)
        elif choice < 0.6:
            other = subject_id(rng.randint(1, PEOPLE))
            if self._referral is None or rng.random() < 0.5:
                named = {"to": other} if rng.random() < 0.5 else {"name_only": "Bo"}
                self.say("referral.received", new, **{"from": contact}, **named)
                self._referral = new, contact
            elif rng.random() < 0.5:
                self.say("referral.pursued", self._referral[0], to=other)
            else:
                referral, giver = self._referral
                self.say("referral.received", referral, **{"from": giver, "to": other})
        elif choice < 0.75:
            self._merge(shown)
        elif choice < 0.85 and self.said:
            subject, seq = rng.choice(self.said)
            type_ = rng.choice(("event.retracted", "event.retracted", "event.restored"))
            self.say(type_, subject, log=self._who.log, seq=seq)
        elif choice < 0.92:
            return self._forget(rng.choice(shown))
        return set()

    def _say_more(self, contact: str, new: str, word: str) -> None:
        talks = self.connection.execute(
            "SELECT subject FROM event"
            " WHERE type = 'interview.scheduled' AND body ->> '$.data.contact' = ? ORDER BY 1",
            (contact,),
        ).fetchall()
        if talks:
            self.say("note.taken", new, interview=self._rng.choice(talks)[0], text=word)
        else:
            other = subject_id(self._rng.randint(1, PEOPLE))
            type_, data = self._rng.choice(KINDS)
            words = {"text": word} if "text" in EVENT_TYPES[type_].__struct_fields__ else {}
            self.say(type_, new, contact=contact, **words, **data)
            self.say("outreach.sent", subject_id(100_000 + int(new)), contact=contact,
                     channel="email", text=word, referrer=other)  # fmt: skip

    def _merge(self, shown: list[str]) -> None:
        """As `infoview merge` would, between people who were never merged before."""
        known = {
            each
            for row in self.connection.execute("SELECT survivor, contact FROM merge")
            for each in row
        }
        free = [contact for contact in shown if contact not in known]
        if len(free) >= 2:
            keep, other = self._rng.sample(free, 2)
            emails = [f"{word_of(each)}@example.org" for each in (keep, other)]
            self.say("contacts.merged", keep, merged=[other], emails=emails)

    def _forget(self, contact: str) -> set[str]:
        belonging = [
            subject
            for (subject,) in self.connection.execute(
                "SELECT DISTINCT subject FROM belonging WHERE contact = ?", (contact,)
            )
        ]
        named = belonging if self._rng.random() < 0.7 else []
        self.say("contact.forgotten", contact, subjects=named)
        return {contact, *named} & {subject_id(n) for n in range(1, PEOPLE + 1)}

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def meet(rng: random.Random, devices: list[Device]) -> None:
    """Everybody with everybody, until nobody has anything new."""
    for _ in range(ROUNDS_MAX):
        if all(each.heads == devices[0].heads for each in devices):
            return
        pairs = [(a, b) for a in devices for b in devices if a is not b]
        rng.shuffle(pairs)
        for one, other in pairs:
            one.take_from(other, all_of_it=True)
    raise AssertionError("the devices never came to rest")


def bodies_with(connection: sqlite3.Connection, word: str) -> list[tuple[str, int]]:
    return connection.execute(
        "SELECT log, seq FROM event WHERE instr(CAST(body AS BLOB), CAST(? AS BLOB))", (word,)
    ).fetchall()


def test_everything_that_can_be_about_a_contact_is_told_here() -> None:
    about = {
        event.kind
        for event in EVENT_TYPES.values()
        if event.creates and "contact" in event.__struct_fields__
    }
    assert {EVENT_TYPES[type_].kind for type_ in ABOUT_A_CONTACT} == about, "add it to KINDS"


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), acts=st.integers(5, 60))
def test_i1_i5_i6_whatever_is_forgotten_merged_and_undone_apart(seed: int, acts: int) -> None:
    rng = random.Random(seed)
    clock = Clock()
    with ExitStack() as stack:
        devices = [stack.enter_context(Device(n, rng, clock)) for n in (1, 2, 3)]
        gone: set[str] = set()
        for number in range(acts):
            device = rng.choice(devices)
            gone |= device.act(number)
            if rng.random() < 0.3:
                device.take_from(rng.choice([d for d in devices if d is not device]),
                                 all_of_it=rng.random() < 0.5)  # fmt: skip
        meet(rng, devices)
        first = devices[0]
        for each in devices:
            assert each.rows() == first.rows()
            assert each.words() == first.words()
            for contact in gone:
                assert bodies_with(each.connection, word_of(contact)) == []
                assert word_of(contact) not in str(each.rows())
            rows, words = each.rows(), each.words()
            each.rebuild()
            assert (each.rows(), each.words()) == (rows, words)
            dict(store.verify(each.connection, notebook=NOTEBOOK))
