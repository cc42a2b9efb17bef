"""Makes notebooks out of a seed: logs of several devices, plausible and hostile alike.

Used by the property tests, the two-engine tests and the bench. Nothing here touches a database:
what comes out are the bodies of each log, as those devices would have authored them.
"""

from __future__ import annotations

import random
from typing import Any

from infoview_sync.clock import next_hlc
from infoview_sync.events.author import Draft, event_data, local_moment, write_body
from infoview_sync.ids import new_id

Bodies = list[bytes]

NOTEBOOK = "0123456789abcdef"
START_MS = 1_750_000_000_000
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC")
NAMES = ("Ada Novak", "Zoë Ångström", "陽子 鈴木", "Nguyễn Văn An", "محمد الفارسي", "O'Brien, Sam")
ORGS = ("Fieldnote, Inc.", "Ölmühle Verlag", "Tokyo Copy 株式会社", 'Sable "Night" Desk', "")
THEMES = ("role", "culture", "industry_demand", "career_path", "skills", "advice", "other")
SENTENCE = (
    "The desk meets at nine and bad news travels by corridor before it travels by mail",
    "Editors here keep a list of every correction and read it aloud on Fridays 🙂",
    "Nobody hires from the job board, they hire whoever wrote the good e-mail\nlast spring",
    'Write shorter; then "cut" again: 20% is never missed',
)


class Device:
    """One author: its log id, its own clock error, the events that it wrote."""

    def __init__(self, rng: random.Random, *, clock_error_ms: int = 0) -> None:
        self._rng = rng
        self.log = new_id(rng.randbytes)
        self.tz = rng.choice(ZONES)
        self.bodies: Bodies = []
        self._latest_hlc = 0
        self._clock_error_ms = clock_error_ms

    def say(self, type_: str, subject: str, at_ms: int, data: dict[str, Any]) -> tuple[str, int]:
        """Author one event; returns its (log, seq)."""
        wall_ms = max(0, at_ms + self._clock_error_ms)
        self._latest_hlc = next_hlc(wall_ms=wall_ms, latest_seen=self._latest_hlc)
        draft = Draft(
            subject=subject, data=event_data(type_, data), occurred_at=local_moment(at_ms, self.tz)
        )
        return self.keep(
            write_body(
                draft,
                hlc=self._latest_hlc,
                recorded_ms=wall_ms,
                tz=self.tz,
                random_bytes=self._rng.randbytes,
            )
        )

    def keep(self, body: bytes) -> tuple[str, int]:
        self.bodies.append(body)
        return self.log, len(self.bodies)

    def see(self, other: Device) -> None:
        self._latest_hlc = max(self._latest_hlc, other._latest_hlc)


def make_notebook(
    seed: int, *, events: int, devices: int = 3, hostile: bool = True
) -> dict[str, Bodies]:
    """Bodies by log: `events` of them over `devices` logs, the first of each a `device.added`."""
    rng = random.Random(seed)
    authors = [
        Device(rng, clock_error_ms=rng.choice((0, 0, -3_600_000, 86_400_000 * 400)))
        for _ in range(devices)
    ]
    for number, author in enumerate(authors):
        author.say(
            "device.added", author.log, START_MS, {"name": f"Device {number}", "form": "laptop"}
        )
    said: list[tuple[str, tuple[str, int]]] = []
    story = _Story(rng)
    at_ms = START_MS
    for _ in range(events - devices):
        at_ms += rng.randrange(60_000, 7_200_000)
        author = rng.choice(authors)
        if rng.random() < 0.3:
            author.see(rng.choice(authors))
        if hostile and rng.random() < 0.01:
            author.keep(_hostile(rng, author, story))
            continue
        type_, subject, data = story.next(said)
        said.append((subject, author.say(type_, subject, at_ms, data)))
    return {author.log: author.bodies for author in authors}


class _Story:
    """What happens next in somebody's networking."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.contacts: list[str] = []
        self.threads: list[str] = []
        self.interviews: list[str] = []
        self.questions: list[str] = []
        self.kept_up: list[tuple[str, str]] = []

    def next(self, said: list[tuple[str, tuple[str, int]]]) -> tuple[str, str, dict[str, Any]]:
        rng = self._rng
        choice = rng.random()
        if not self.contacts or choice < 0.12:
            return "contact.added", self._new(self.contacts), self._contact()
        contact = self._recent(self.contacts)
        if rng.random() < 0.2:
            return self._kept_up(contact)
        if choice < 0.22:
            fields = rng.sample(("org", "title", "notes", "location"), rng.randrange(1, 3))
            return "contact.corrected", contact, {f: rng.choice((*ORGS, "Editor")) for f in fields}
        if choice < 0.26:
            type_ = rng.choice(("contact.tagged", "contact.untagged"))
            return type_, contact, {"tag": rng.choice(("radio", "books", "zoë"))}
        if choice < 0.28:
            return rng.choice(("contact.archived", "contact.restored")), contact, {}
        if not self.threads or choice < 0.36:
            return (
                "outreach.sent",
                self._new(self.threads),
                {
                    "contact": contact,
                    "channel": rng.choice(("email", "linkedin")),
                    "asked_minutes": 20,
                },
            )
        thread = self._recent(self.threads)
        if choice < 0.40:
            return "outreach.followed_up", thread, {"n": 1}
        if choice < 0.46:
            return (
                "reply.received",
                thread,
                {
                    "disposition": rng.choice(("accepted", "declined", "deferred", "redirected")),
                    "automatic": rng.random() < 0.2,
                },
            )
        if choice < 0.47:
            return "outreach.closed", thread, {"reason": "silence"}
        if not self.interviews or choice < 0.52:
            return (
                "interview.scheduled",
                self._new(self.interviews),
                {
                    "contact": contact,
                    "starts_at": self._moment(),
                    "tz": "Europe/Berlin",
                    "planned_minutes": 30,
                    "mode": rng.choice(("in_person", "phone", "video")),
                },
            )
        return self._at_interview(self._recent(self.interviews), contact, said)

    def _kept_up(self, contact: str) -> tuple[str, str, dict[str, Any]]:
        """What keeps a contact alive: touches, advice, reminders; now and then a merge."""
        rng = self._rng
        text = rng.choice(SENTENCE)
        about = {"contact": contact}
        new: tuple[tuple[str, dict[str, Any]], ...] = (
            ("touch.logged", {**about, "direction": rng.choice(("sent", "received", "both")),
                              "channel": "phone", "text": text}),
            ("advice.received", {**about, "text": text}),
            ("reminder.scheduled", {**about, "text": text, "due_at": self._moment()}),
            ("mentorship.proposed", about),
            ("help.given", {**about, "text": text}),
            ("journal.written", {"text": text}),
            ("opportunity.surfaced", {**about, "kind": "job", "title": text}),
            ("referral.asked", about),
        )  # fmt: skip
        later: dict[str, tuple[str, dict[str, Any]]] = {
            "advice.received": rng.choice(
                (("advice.acted_on", {"text": text}), ("advice.reported_back", {"channel": "text"}))
            ),
            "reminder.scheduled": rng.choice(
                (("reminder.snoozed", {"until": self._moment()}), ("reminder.completed", {}))
            ),
            "mentorship.proposed": rng.choice(
                (("mentorship.started", {}), ("mentorship.session_held", {"minutes": 30}),
                 ("mentorship.ended", {}))
            ),
            "opportunity.surfaced": ("opportunity.closed", {"outcome": text}),
        }  # fmt: skip
        choice = rng.random()
        if choice < 0.45 or not self.kept_up:
            type_, data = rng.choice(new)
            subject = new_id(rng.randbytes)
            if type_ in later:
                self.kept_up.append((type_, subject))
            return type_, subject, data
        if choice < 0.75:
            type_, subject = rng.choice(self.kept_up[-40:])
            return (later[type_][0], subject, later[type_][1])
        if choice < 0.85:
            merged = [other for other in rng.sample(self.contacts, 1) if other != contact]
            if merged:
                return (
                    "contacts.merged",
                    contact,
                    {"merged": merged, "emails": ["taken@example.org"], "tags": ["radio"]},
                )
        if choice < 0.92:
            return rng.choice(
                (("cadence.set", contact, {"every_days": rng.randrange(1, 99)}),
                 ("cadence.paused", contact, {"until": self._moment()}),
                 ("cadence.stopped", contact, {}),
                 ("contact.classified", contact, {"attitude": "booster"}))
            )  # fmt: skip
        return rng.choice(
            (("setting.changed", NOTEBOOK, {"name": "questions_min", "value": rng.randrange(9)}),
             ("goal.set", NOTEBOOK, {"activity": "interviews", "per_week": rng.randrange(4)}))
        )  # fmt: skip

    def _at_interview(
        self, interview: str, contact: str, said: list[tuple[str, tuple[str, int]]]
    ) -> tuple[str, str, dict[str, Any]]:
        rng = self._rng
        text = rng.choice(SENTENCE)
        choice = rng.random()
        if not self.questions or choice < 0.30:
            return (
                "question.prepared",
                self._new(self.questions),
                {
                    "interview": interview,
                    "category": rng.choice(THEMES),
                    "text": text,
                    "rank": rng.randrange(1, 9),
                },
            )
        question = self._recent(self.questions)
        if choice < 0.38:
            return "question.edited", question, {"rank": rng.randrange(1, 9)}
        if choice < 0.40:
            return "question.removed", question, {}
        if choice < 0.48:
            return "question.asked", question, {"answer": text}
        if choice < 0.56:
            return "note.taken", new_id(rng.randbytes), {"interview": interview, "text": text}
        if choice < 0.70:
            return (
                "insight.captured",
                new_id(rng.randbytes),
                {
                    "interview": interview,
                    "theme": rng.choice(THEMES),
                    "text": text,
                },
            )
        if choice < 0.78:
            return (
                "interview.completed",
                interview,
                {
                    "ended_at": self._moment(),
                    "actual_minutes": rng.randrange(10, 60),
                },
            )
        if choice < 0.82:
            return (
                "interview.rescheduled",
                interview,
                {
                    "starts_at": self._moment(),
                    "tz": "Europe/Berlin",
                },
            )
        if choice < 0.88:
            return "thank_you.sent", interview, {"channel": "email"}
        if choice < 0.91:
            return "debrief.written", interview, {"text": text}
        if choice < 0.94:
            return (
                "referral.received",
                new_id(rng.randbytes),
                {
                    "from": contact,
                    "name_only": rng.choice(NAMES),
                },
            )
        subject, (log, seq) = rng.choice(said)
        return (
            rng.choice(("event.retracted", "event.retracted", "event.restored")),
            subject,
            {
                "log": log,
                "seq": seq,
            },
        )

    def _contact(self) -> dict[str, Any]:
        rng = self._rng
        return {
            "name": rng.choice(NAMES),
            "org": rng.choice(ORGS),
            "title": "Editor",
            "emails": [f"p{rng.randrange(10**6)}@example.org"],
            "source": "typed",
            "tags": rng.sample(("radio", "books", "zoë"), rng.randrange(0, 3)),
            "notes": rng.choice(SENTENCE),
        }

    def _moment(self) -> str:
        at_ms = START_MS + self._rng.randrange(0, 40_000_000_000)
        return local_moment(at_ms, "Europe/Berlin")

    def _new(self, known: list[str]) -> str:
        known.append(new_id(self._rng.randbytes))
        return known[-1]

    def _recent(self, known: list[str]) -> str:
        return self._rng.choice(known[-40:])


def _hostile(rng: random.Random, author: Device, story: _Story) -> bytes:
    """A body that no honest version of today writes: unknown, unreadable or ill-typed."""
    hlc = 10**15 + rng.randrange(10**14, 7 * 10**15)
    subject = rng.choice(story.contacts) if story.contacts else new_id(rng.randbytes)
    data, type_ = rng.choice(
        (
            (
                '{"name":{"a":[1,2]},"org":false,"emails":"x","notes":["é",null]}',
                "contact.corrected",
            ),
            ('{"name":"","tags":{"a":1},"source":7,"org":123456789012345}', "contact.added"),
            ('{"tag":5}', "contact.tagged"),
            ('{"log":"x","seq":"y"}', "event.retracted"),
            (
                '{"contact":"' + subject + '","starts_at":"now","planned_minutes":"many"}',
                "interview.scheduled",
            ),
            ('{"ended_at":"2026-13-45T99:99:99+00:00"}', "interview.completed"),
            ('{"warmth":9,"nested":{"deep":[{}]}}', "contact.warmed"),
            ('{"name":1.5}', "contact.corrected"),
            ('{"name":"\\u0000"}', "contact.corrected"),
            ('{"name":"\\ud800"}', "contact.corrected"),
            ('{"rank":-3,"text":null}', "question.edited"),
            ('{"merged":[7,"' + subject + '",null,{"a":1}],"emails":{"b":2}}', "contacts.merged"),
            ('{"every_days":"often","until":"now"}', "cadence.set"),
            ('{"contact":5,"direction":{"a":1},"channel":[]}', "touch.logged"),
            ('{"contact":[],"text":{"a":1},"due_at":"now"}', "reminder.scheduled"),
            ('{"rule":{"a":1},"until":"2026-99-99T10:00:00+02:00"}', "reminder.snoozed"),
            ('{"name":"questions_min","value":{"a":1}}', "setting.changed"),
            ('{"activity":"interviews","per_week":"many"}', "goal.set"),
            ('{"contact":"' + subject + '","text":7}', "advice.received"),
        )
    )
    return (
        f'{{"hlc":{hlc},"type":"{type_}","subject":"{subject}",'
        f'"occurred_at":"2026-0{rng.randrange(1, 10)}-3{rng.randrange(0, 2)}T10:00:00+02:00",'
        f'"tz":"Europe/Berlin","recorded_at":"2026-05-01T10:00:00+02:00","salt":"",'
        f'"data":{data}}}'
    ).encode()
