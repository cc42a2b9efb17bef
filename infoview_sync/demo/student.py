"""What the student does, week by week: pure chance from a seed, in the order of a real practice.

It writes no text of its own: words are in material.json. Every kind of event occurs, and so do the
usual lapses: unanswered requests, interviews without five questions, thank-yous that came late or
never, things logged days afterwards.
"""

from __future__ import annotations

from typing import Any

from infoview_sync.demo.life import DAY, HOUR, MINUTE, Said
from infoview_sync.demo.talks import Talks

WEEK = 7 * DAY
WEEKS = 104
IMPORTED = 260
"""People from a LinkedIn file; with referrals and chance acquaintances some 350 in the end."""


class Student(Talks):
    """`live()` tells all that happened; appointments may lie ahead of it."""

    def live(self) -> list[Said]:
        start = self._midnight - WEEKS * WEEK
        self._begin(start + 9 * HOUR)
        for week in range(WEEKS):
            self._week(start + week * WEEK, week)
        self._lately()
        return sorted((each for each in self.said if each.at <= self._now), key=lambda s: s.at)

    def _begin(self, at: int) -> None:
        for number in range(IMPORTED):
            self._person(at + number * 10, "linkedin")
        self._say(
            at + HOUR,
            "import.completed",
            self._new(),
            {
                "source": "linkedin",
                "file_name": "Connections.csv",
                "file_hash": "0" * 64,
                "added": IMPORTED,
                "updated": 0,
                "skipped": 2,
            },
            device="laptop",
        )
        settings = {"my_name": self._material["student"], "about_me": "I study media writing"}
        for name, value in settings.items():
            self._say(at + HOUR, "setting.changed", self._notebook, {"name": name, "value": value})
        for activity, number in (("interviews", 1), ("sends", 2)):
            self._say(
                at + 2 * DAY,
                "goal.set",
                self._notebook,
                {"activity": activity, "per_week": number},
            )

    def _week(self, monday: int, number: int) -> None:
        rng = self._rng
        holidays = number % 52 in (10, 11, 36, 37)
        for _ in range(0 if holidays else rng.choice((1, 1, 2, 2, 3))):
            self._ask(monday + rng.randrange(0, 5) * DAY + rng.randrange(8, 18) * HOUR)
        for _ in range(min(len(self._met), rng.randrange(0, 6))):
            self._keep_up(monday + rng.randrange(0, 6) * DAY + 12 * HOUR)
        if number % 4 == 3:
            self._say(
                monday + 6 * DAY + 20 * HOUR,
                "journal.written",
                self._new(),
                {"text": self._pick("journals")},
            )
        if number % 13 == 5:
            contact = self._person(
                monday + 2 * DAY,
                "typed",
                met_through=self._pick("tags"),
                notes="Met at the press evening",
            )
            self._say(
                monday + 3 * DAY,
                "contact.classified",
                contact,
                {
                    "attitude": rng.choice(("booster", "obligate", "curmudgeon")),
                },
            )

    def _ask(self, at: int, contact: str | None = None, referrer: str | None = None) -> None:
        rng = self._rng
        if contact is None:
            if not self._unasked:
                self._person(at - DAY, "typed")
            contact = self._unasked.pop(rng.randrange(len(self._unasked)))
        elif contact in self._unasked:
            self._unasked.remove(contact)
        data: dict[str, Any] = {
            "contact": contact, "channel": rng.choice(("email", "email", "linkedin")),
            "asked_minutes": 20,
        }  # fmt: skip
        if referrer:
            data["referrer"] = referrer
        thread = self._say(at, "outreach.sent", self._new(), data)
        chance = rng.random() * (0.75 if referrer else 1)
        if chance < 0.05:
            self._say(
                at + HOUR, "reply.received", thread, {"disposition": "deferred", "automatic": True}
            )
        answer = at + rng.randrange(4 * HOUR, 6 * DAY)
        if chance < 0.55:
            self._accept(answer, contact, thread)
        elif chance < 0.7:
            self._say(
                answer,
                "reply.received",
                thread,
                {"disposition": rng.choice(("declined", "deferred"))},
            )
        elif chance < 0.75:
            self._say(answer, "reply.received", thread, {"disposition": "redirected"})
            self._refer(answer, contact, None)
        else:
            self._silence(at, contact, thread)

    def _silence(self, at: int, contact: str, thread: str) -> None:
        """One follow-up, mostly; then an answer, or the thread is closed."""
        again = at + 9 * DAY
        if self._rng.random() < 0.8:
            self._say(again, "outreach.followed_up", thread, {"n": 1})
            if self._rng.random() < 0.3:
                self._accept(again + 2 * DAY, contact, thread)
            elif self._rng.random() < 0.8:
                self._say(again + 15 * DAY, "outreach.closed", thread, {"reason": "no answer"})

    def _keep_up(self, at: int) -> None:
        rng = self._rng
        contact = rng.choice(self._met[-50:])
        self._say(
            at,
            "touch.logged",
            self._new(),
            {
                "contact": contact,
                "direction": rng.choice(("sent", "received", "both")),
                "channel": rng.choice(("email", "phone", "linkedin", "in_person")),
                "text": self._pick("touches"),
            },
        )
        if rng.random() < 0.12:
            self._say(
                at + HOUR,
                "help.given",
                self._new(),
                {"contact": contact, "text": self._pick("helps")},
            )

    def _lately(self) -> None:
        """What a look at today should show."""
        self._relationships()
        self._thoughts()
        self._to_come()

    def _relationships(self) -> None:
        """Mentors, cadences of one's own, pauses, people put away."""
        now, rng = self._now, self._rng
        for number, contact in enumerate(self._met[:2]):
            begun = now - (400 - 120 * number) * DAY
            mentorship = self._say(begun, "mentorship.proposed", self._new(), {"contact": contact})
            self._say(begun + DAY, "mentorship.started", mentorship)
            for session in range(1, 8):
                self._say(
                    begun + session * 35 * DAY,
                    "mentorship.session_held",
                    mentorship,
                    {"minutes": 40},
                )
        for contact, days in zip(self._met[2:6], (30, 60, 120, 180), strict=False):
            self._say(now - 200 * DAY, "cadence.set", contact, {"every_days": days})
        if len(self._met) > 8:
            self._say(
                now - 50 * DAY,
                "cadence.paused",
                self._met[6],
                {"until": self._moment(now + 40 * DAY)},
            )
            self._say(now - 60 * DAY, "cadence.stopped", self._met[7])
        for contact in self._unasked[:4]:
            self._say(now - 30 * DAY, "contact.archived", contact, device="laptop")
        for contact in self._met[8:-40]:
            if rng.random() < 0.5:
                self._say(now - rng.randrange(30, 90) * DAY, "cadence.stopped", contact)

        for known in self._met[10:12]:
            # Typed in again: two to be merged.
            twice = {name: self._cards[known][name] for name in ("name", "emails")}
            self._say(now - 8 * DAY, "contact.added", self._new(), twice | {"source": "typed"})

    def _thoughts(self) -> None:
        """Reminders, and insights that contradict others."""
        now = self._now
        for number, text in enumerate(self._material["reminders"]):
            self._say(
                now - 3 * DAY,
                "reminder.scheduled",
                self._new(),
                {
                    "text": text,
                    "contact": self._met[-1 - number],
                    "due_at": self._moment(now + (number - 1) * DAY),
                },
            )
        for theme, place, text in self._material["contradictions"]:
            said = self._insights.get(self._material["insights"][theme][place])
            if said:
                other = self._say(
                    now - 20 * DAY,
                    "insight.captured",
                    self._new(),
                    {"contact": self._met[-3], "theme": theme, "text": text},
                )
                self._say(
                    now - 19 * DAY,
                    "insight.linked",
                    other,
                    {"other": said[0], "relation": "contradicts"},
                )

    def _to_come(self) -> None:
        """One talk tomorrow that is prepared, one the day after that is not, one just held."""
        now = self._now
        for days, hour, count in ((1, 10, 5), (2, 15, 2)):
            contact = self._unasked.pop()
            start = self._midnight + days * DAY + hour * HOUR
            interview = self._schedule(now - 4 * DAY, contact, start)
            for rank, (category, text) in enumerate(self._questions[:count]):
                self._say(
                    now - 20 * HOUR,
                    "question.prepared",
                    self._new(),
                    {"interview": interview, "category": category, "text": text, "rank": rank + 1},
                )
        contact = self._unasked.pop()
        start = now - 3 * HOUR
        interview = self._schedule(now - 5 * DAY, contact, start)
        end = start + 26 * MINUTE
        self._say(start, "interview.started", interview, device="phone")
        self._say(
            end,
            "interview.completed",
            interview,
            {"ended_at": self._moment(end), "actual_minutes": 26},
            device="phone",
        )
        self._learn(end + 5 * MINUTE, interview)
