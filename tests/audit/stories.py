"""Random notebooks in which coincidences are common: times differ by exactly a limit or one second.

Every event is laid out with two moments, when it happened and when it was recorded; each device
then authors its own in the order of recording, and undoes some of what was said before.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from infoview_sync.clock import HLC_MIN
from infoview_sync.events.author import Draft, event_data, local_moment, write_body
from infoview_sync.ids import new_id

SECOND, HOUR, DAY = 1000, 3_600_000, 86_400_000
ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "UTC")
STEPS = (
    *(0, 0, HOUR, 23 * HOUR, DAY, DAY, DAY + SECOND, DAY - SECOND, 2 * DAY, 2 * DAY + SECOND),
    *(7 * DAY, 14 * DAY, 14 * DAY + SECOND, 30 * DAY, 60 * DAY, 60 * DAY + SECOND),
    *(90 * DAY, 90 * DAY + SECOND, -SECOND, -DAY, -7 * DAY),
)
LATE = (0, 0, 0, HOUR, 2 * DAY, 2 * DAY, 2 * DAY + SECOND, 30 * DAY)
MINUTES = (0, 20, 30, 30, 31, 60)
NAMES = ("Ada Novak", "ada novak", " Boris Kim ", "BORIS KIM", "Zoë", "ZOË", "   ")


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000


ANCHORS = (
    at("2026-03-29T01:00:00"),  # Berlin goes to summer time
    at("2026-10-25T00:59:59"),  # and back
    at("2026-11-01T06:00:00"),  # New York goes back
    at("2025-12-29T12:00:00"),  # the Monday of 2026-W01
    at("2026-12-28T12:00:00"),  # the Monday of 2026-W53
    at("2027-01-01T12:00:00"),  # still in 2026-W53
)
MIDNIGHTS = (date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1), date(2026, 12, 28))
KINDS = 30
WEIGHTS = (0.2, 1, 1, 1, 4)
"""How much of each kind of event: some stories are full of one, others hardly hold it."""
ANCHORS_OF_A_STORY = 2
STEPS_OF_A_STORY = 6
"""Few, so that much falls on one moment or exactly a limit apart."""


class Said(NamedTuple):
    """One event before it is authored; `recorded` orders it within its device."""

    recorded: int
    device: int
    at: int
    tz: str
    type: str
    subject: str
    data: dict[str, Any]


class Story:
    """`logs` are the bodies by log; `moments` and `meetings` the times that events fell on."""

    def __init__(self, seed: int, *, events: int, devices: int = 3) -> None:
        self.rng = random.Random(seed)
        self.devices = devices
        self.tz = self.rng.choice(ZONES)
        day = self.rng.choice(MIDNIGHTS)
        self.midnight = int(datetime.combine(day, time(), ZoneInfo(self.tz)).timestamp()) * 1000
        self.anchors = [
            self.midnight, *self.rng.sample(ANCHORS, ANCHORS_OF_A_STORY - 1)
        ]  # fmt: skip
        self.weights = self.rng.choices(WEIGHTS, k=KINDS)
        self.steps = [0, *self.rng.sample(STEPS, STEPS_OF_A_STORY)]
        self.last_by_subject: dict[str, int] = {}
        self.starts: dict[str, int] = {}
        self.ended: dict[str, int] = {}
        self.pauses: list[int] = []
        self.said: list[Said] = []
        self.contacts = self._ids(5)
        self.threads = self._ids(5)
        self.interviews = self._ids(5)
        self.questions = self._ids(6)
        self.referrals = self._ids(7)
        self.advice = self._ids(3)
        self.mentorships = self._ids(2)
        self.notebook = new_id(self.rng.randbytes)
        for contact in self.contacts[: self.rng.randrange(2, 6)]:
            self._say("contact.added", contact, name=self.rng.choice(NAMES), source="typed")
        if self.rng.random() < 0.6:
            self._say("setting.changed", self.notebook, name="questions_min", value=1)
        while len(self.said) < events:
            self._next()
        self.moments = sorted({each.at for each in self.said})
        self.meetings = [
            each.at for each in self.said if each.type in ("interview.completed", "touch.logged")
        ]
        self.logs = self._authored()

    def moment(self, about: str | None = None) -> int:
        """Mostly when something was said, of the same thing if `about` it, or a limit away."""
        rng = self.rng
        if about in self.last_by_subject and rng.random() < 0.8:
            return self.last_by_subject[about] + rng.choice(self.steps)
        near = [each.at for each in self.said[-8:]]
        start = rng.choice(near) if near and rng.random() < 0.5 else rng.choice(self.anchors)
        return start + rng.choice(self.steps)

    def _next(self) -> None:
        rng, pick = self.rng, self.rng.choice
        contact, other = pick(self.contacts), pick(self.contacts)
        thread, interview = pick(self.threads), pick(self.interviews)
        match rng.choices(range(KINDS), self.weights)[0]:
            case 0:
                self._say("contact.added", contact, name=pick(NAMES), source="typed")
            case 1:
                self._say(pick(("contact.archived", "contact.restored")), contact)
            case 2:
                self._say("contacts.merged", contact, merged=rng.sample(self.contacts, 1))
            case 3 | 4 | 5:
                fields = {"referrer": other} if rng.random() < 0.5 else {}
                self._say("outreach.sent", thread, contact=contact, channel="email", **fields)
            case 6:
                self._say("outreach.drafted", thread, contact=contact, channel="email", text="x")
            case 7:
                self._say("outreach.followed_up", thread, n=1)
            case 8 | 9 | 10:
                limit = pick((14 * DAY, 14 * DAY + SECOND, *self.steps))
                replied = self.last_by_subject.get(thread, self.moment()) + limit
                self._say(
                    "reply.received", thread, happened=replied, disposition="accepted",
                    automatic=rng.random() < 0.3,
                )  # fmt: skip
            case number if number < 20:
                self._at_interview(number, contact, interview)
            case 20:
                self._question(pick([*self.ended] or [interview]))
            case 21 | 22:
                named: dict[str, Any] = {}
                if rng.random() < 0.7:
                    named["to"] = other
                if rng.random() < 0.4:
                    named["name_only"] = pick(NAMES)
                self._say("referral.received", pick(self.referrals), **{"from": contact, **named})
            case 23:
                linked = {"to": other} if rng.random() < 0.5 else {}
                self._say("referral.pursued", pick(self.referrals), **linked)
            case 24:
                self._after(contact)
            case 25:
                about: dict[str, Any] = pick(
                    ({"interview": interview}, {"contact": contact}, {},
                     {"interview": interview, "contact": other})
                )  # fmt: skip
                theme = pick(("role", "culture"))
                self._say("insight.captured", self._id(), theme=theme, text="x", **about)
            case 26:
                direction = pick(("sent", "received", "both"))
                self._say(
                    "touch.logged", self._id(), contact=contact, direction=direction, channel="text"
                )
            case 27:
                self._cadence(contact)
            case 28:
                self._settle()
            case _:
                self._say("event.retracted", "")  # what, is decided when it is authored

    def _at_interview(self, number: int, contact: str, interview: str) -> None:
        pick = self.rng.choice
        match number:
            case 11 | 12:
                start = self.starts[interview] = self.moment(interview)
                self._say(
                    "interview.scheduled", interview, contact=contact,
                    starts_at=local_moment(start, pick(ZONES)), tz="UTC",
                    planned_minutes=pick(MINUTES), mode="phone",
                )  # fmt: skip
            case 13:
                start = self.starts[interview] = self.moment(interview)
                self._say("interview.started", interview, happened=start)
            case 14 | 15 | 16:
                zone = pick(ZONES)
                ended_at = pick((self.moment(interview), self.moment(interview), self.midnight))
                self.ended[interview] = ended_at
                self._say(
                    "interview.completed", interview, happened=ended_at, zone=zone,
                    ended_at=local_moment(ended_at, zone), actual_minutes=pick(MINUTES),
                )  # fmt: skip
            case 17:
                self._say("interview.cancelled", interview, by="me")
            case 18 | 19:
                late = pick((-SECOND, DAY, DAY + SECOND, DAY + SECOND, *self.steps[:4]))
                thanked = self.ended.get(interview, self.moment()) + late
                self._say("thank_you.sent", interview, happened=thanked, channel="email")

    def _question(self, interview: str) -> None:
        question = self.rng.choice(self.questions)
        # Twice as often at the very start: whoever compares wrongly errs there.
        ready = self.starts.get(interview, self.moment()) + self.rng.choice(
            (-SECOND, 0, 0, -DAY, HOUR)
        )
        self._say(
            "question.prepared", question, happened=ready, interview=interview, category="role",
            text="?", rank=1,
        )  # fmt: skip
        if self.rng.random() < 0.3:
            self._say("question.removed", question)

    def _after(self, contact: str) -> None:
        pick = self.rng.choice
        advice, mentorship = pick(self.advice), pick(self.mentorships)
        match self.rng.randrange(6):
            case 0 | 1:
                self._say("advice.received", advice, contact=contact, text="x")
            case 2:
                self._say("advice.reported_back", advice, channel="email")
            case 3:
                self._say("help.given", self._id(), contact=contact, text="x")
            case 4:
                self._say("mentorship.proposed", mentorship, contact=contact)
                self._say("mentorship.started", mentorship)
            case _:
                self._say(pick(("mentorship.session_held", "mentorship.ended")), mentorship)

    def _cadence(self, contact: str) -> None:
        match self.rng.randrange(4):
            case 0 | 1:
                self._say("cadence.set", contact, every_days=self.rng.choice((1, 7)))
            case 2:
                until = self.moment(contact)
                self.pauses.append(until)
                limit = {"until": local_moment(until, "UTC")} if self.rng.random() < 0.7 else {}
                self._say("cadence.paused", contact, **limit)
            case _:
                self._say("cadence.stopped", contact)

    def _settle(self) -> None:
        pick = self.rng.choice
        match self.rng.randrange(4):
            case 0:
                self._say(
                    "setting.changed", self.notebook, name="questions_min",
                    value=pick((0, 1, 1, 2, 51, "", "many")),
                )  # fmt: skip
            case 1:
                self._say(
                    "goal.set", pick((self.notebook, self.contacts[0])),
                    activity=pick(("sends", "interviews", "touches")), per_week=pick((0, 0, 1, 2)),
                )  # fmt: skip
            case 2:
                self._say("journal.written", self._id(), text="x")
            case _:
                self._say("device.renamed", self.notebook, name="x")

    def _say(
        self, type_: str, subject: str, *, happened: int | None = None, zone: str | None = None,
        **data: Any,
    ) -> None:  # fmt: skip
        about = data.get("interview", subject)
        at_ms = self.moment(about) if happened is None else happened
        self.last_by_subject[subject] = at_ms
        recorded = max(at_ms + self.rng.choice(LATE), HLC_MIN // 1024 + 1)
        device = self.rng.randrange(self.devices)
        tz = zone or self.rng.choice(ZONES)
        self.said.append(Said(recorded, device, at_ms, tz, type_, subject, data))

    def _authored(self) -> dict[str, list[bytes]]:
        logs: dict[str, list[bytes]] = {self._id(): [] for _ in range(self.devices)}
        named = list(logs)
        latest = dict.fromkeys(named, 0)
        undoable: list[tuple[str, str, int]] = []
        for said in sorted(self.said, key=lambda each: (each.recorded, each.device)):
            type_, subject, data = said.type, said.subject, said.data
            if type_ == "event.retracted":
                if not undoable:
                    continue
                subject, log, seq = self.rng.choice(undoable)
                data = {"log": log, "seq": seq}
                type_ = self.rng.choice((type_, type_, type_, "event.restored"))
            log = named[said.device]
            latest[log] = max(latest[log] + 1, said.recorded * 1024)
            draft = Draft(
                subject=subject, data=event_data(type_, data),
                occurred_at=local_moment(said.at, said.tz),
            )  # fmt: skip
            logs[log].append(
                write_body(
                    draft,
                    hlc=latest[log],
                    recorded_ms=said.recorded,
                    tz=said.tz,
                    random_bytes=self.rng.randbytes,
                )
            )
            undoable.append((subject, log, len(logs[log])))
        return {log: bodies for log, bodies in logs.items() if bodies}

    def _id(self) -> str:
        return new_id(self.rng.randbytes)

    def _ids(self, count: int) -> list[str]:
        return [self._id() for _ in range(count)]
