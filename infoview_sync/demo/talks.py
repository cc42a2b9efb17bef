"""From a yes to the thank-you, and what a talk leads to: insights, referrals, advice, openings."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from infoview_sync.demo.life import DAY, HOUR, MINUTE, Life


class Talks(Life):
    """The student's interviews."""

    @abstractmethod
    def _ask(self, at: int, contact: str | None = None, referrer: str | None = None) -> None:
        """Write to somebody, who may have been named by a referrer."""

    def _accept(self, at: int, contact: str, thread: str) -> None:
        rng = self._rng
        self._say(at, "reply.received", thread, {"disposition": "accepted"})
        agreed = at + rng.randrange(1, 20) * HOUR
        start = self._day_of(agreed) + rng.randrange(3, 12) * DAY + rng.randrange(9, 17) * HOUR
        interview = self._schedule(agreed, contact, start)
        fate = rng.random()
        if fate < 0.05:
            self._say(start - 5 * HOUR, "interview.cancelled", interview, {"by": "them"})
            return
        if fate < 0.08:
            self._say(
                start + HOUR, "interview.missed", interview, {"who": rng.choice(("me", "them"))}
            )
            return
        if fate < 0.18:
            start += 2 * DAY
            self._say(
                agreed + DAY,
                "interview.rescheduled",
                interview,
                {"starts_at": self._moment(start), "tz": self._tz},
            )
        prepared = self._prepare(start, interview)
        if start > self._now:
            return
        self._hold(start, contact, interview, prepared)

    def _schedule(self, at: int, contact: str, start: int) -> str:
        rng = self._rng
        mode = rng.choice(("video", "video", "phone", "in_person"))
        data = {
            "contact": contact, "starts_at": self._moment(start), "tz": self._tz,
            "planned_minutes": rng.choice((20, 30, 30)), "mode": mode,
        }  # fmt: skip
        if mode == "in_person":
            data["place"] = f"{self._orgs[contact]}, front desk"
        return self._say(at, "interview.scheduled", self._new(), data)

    def _prepare(self, start: int, interview: str) -> list[str]:
        rng = self._rng
        count = rng.choice((3, 5, 5, 6, 7))
        chosen = rng.sample(self._questions, count)
        return [
            self._say(
                min(start, self._now) - 20 * HOUR + rank * MINUTE, "question.prepared",
                self._new(),
                {"interview": interview, "category": category, "text": text, "rank": rank + 1},
            )
            for rank, (category, text) in enumerate(chosen)
        ]  # fmt: skip

    def _hold(self, start: int, contact: str, interview: str, questions: list[str]) -> None:
        rng = self._rng
        minutes = rng.choice((18, 22, 25, 28, 30, 31, 35, 44))
        end = start + minutes * MINUTE
        self._say(start, "interview.started", interview, device="phone")
        for number, question in enumerate(questions[: rng.randrange(2, 7)]):
            self._say(
                start + (3 + 4 * number) * MINUTE,
                "question.asked",
                question,
                {"answer": self._pick("answers")} if rng.random() < 0.6 else {},
                device="phone",
            )
        for number in range(rng.randrange(1, 4)):
            self._say(
                start + (5 + 6 * number) * MINUTE,
                "note.taken",
                self._new(),
                {"interview": interview, "text": self._pick("notes")},
                device="phone",
            )
        self._say(
            end,
            "interview.completed",
            interview,
            {"ended_at": self._moment(end), "actual_minutes": minutes},
            device="phone",
        )
        for _ in range(rng.randrange(1, 4)):
            self._learn(end + rng.randrange(1, 90) * MINUTE, interview)
        if rng.random() < 0.75:
            self._say(
                end + rng.randrange(1, 9) * HOUR,
                "debrief.written",
                interview,
                {"text": self._pick("debriefs")},
            )
        self._thank(end, interview)
        self._met.append(contact)
        if rng.random() < 0.7:
            self._say(
                end - 2 * MINUTE,
                "referral.asked",
                self._new(),
                {"contact": contact, "interview": interview},
            )
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            self._refer(end, contact, interview)
        if rng.random() < 0.45:
            self._advise(end, contact, interview)
        if rng.random() < 0.12:
            self._opportunity(end, contact, interview)

    def _learn(self, at: int, interview: str) -> None:
        rng = self._rng
        theme = rng.choice(tuple(self._material["insights"]))
        data = {
            "interview": interview, "theme": theme,
            "text": rng.choice(self._material["insights"][theme]),
            "attribution": rng.choice(("on_record", "background", "private")),
            "confidence_percent": rng.choice((40, 60, 80, 90)),
        }  # fmt: skip
        insight = self._say(at, "insight.captured", self._new(), data)
        same = self._insights.setdefault(str(data["text"]), [])
        if same:
            self._say(
                at + MINUTE,
                "insight.linked",
                insight,
                {"other": same[-1], "relation": "corroborates"},
            )
        same.append(insight)

    def _thank(self, end: int, interview: str) -> None:
        rng = self._rng
        fate = rng.random()
        if fate < 0.08:
            return
        after = rng.randrange(1, 23) * HOUR if fate < 0.75 else rng.randrange(25, 150) * HOUR
        text = self._pick("thanks")
        self._say(
            end + after - 30 * MINUTE,
            "thank_you.drafted",
            interview,
            {"channel": "email", "text": text},
        )
        self._say(end + after, "thank_you.sent", interview, {"channel": "email", "text": text})

    def _refer(self, at: int, giver: str, interview: str | None) -> None:
        rng = self._rng
        data: dict[str, Any] = {
            "from": giver, "may_use_name": rng.random() < 0.8,
            "intro_by": "them" if rng.random() < 0.2 else "me",
        }  # fmt: skip
        if interview:
            data["interview"] = interview
        if rng.random() < 0.3:
            name = f"{self._pick('first_names')} {self._pick('last_names')}"
            referral = self._say(
                at,
                "referral.received",
                self._new(),
                data | {"name_only": name, "org": self._pick("organisations")},
            )
            self._let_go(at, referral)
            return
        named = self._person(at + MINUTE, "referral")
        self._unasked.remove(named)
        referral = self._say(
            at + 2 * MINUTE, "referral.received", self._new(), data | {"to": named}
        )
        if rng.random() < 0.75:
            pursued = at + rng.randrange(1, 9) * DAY
            self._say(pursued, "referral.pursued", referral, {"to": named})
            if pursued < self._now:
                self._ask(pursued + MINUTE, named, giver)
        else:
            self._let_go(at, referral)

    def _let_go(self, at: int, referral: str) -> None:
        if self._rng.random() < 0.8:
            reason = self._rng.choice(("left the field", "no time this term"))
            self._say(at + 6 * DAY, "referral.declined", referral, {"reason": reason})

    def _advise(self, at: int, contact: str, interview: str) -> None:
        rng = self._rng
        advice = self._say(
            at + 10 * MINUTE,
            "advice.received",
            self._new(),
            {"contact": contact, "interview": interview, "text": self._pick("advice")},
        )
        if rng.random() < 0.6:
            acted = at + rng.randrange(10, 70) * DAY
            self._say(acted, "advice.acted_on", advice, {"text": self._pick("outcomes")})
            if rng.random() < 0.7:
                self._say(acted + 3 * DAY, "advice.reported_back", advice, {"channel": "email"})

    def _opportunity(self, at: int, contact: str, interview: str) -> None:
        kind, title = self._pick("opportunities")
        found = self._say(
            at + HOUR,
            "opportunity.surfaced",
            self._new(),
            {"kind": kind, "title": title, "contact": contact, "source_interview": interview},
        )
        self._say(at + 5 * DAY, "opportunity.stage_changed", found, {"stage": "applied"})
        if self._rng.random() < 0.6:
            outcome = self._rng.choice(("they took somebody else", "I start in spring"))
            self._say(at + 30 * DAY, "opportunity.closed", found, {"outcome": outcome})
