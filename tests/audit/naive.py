"""The thirteen measures told again: plain Python over the facts, from docs/audit.md.

No SQL and no table of ours: `facts` are the decoded events that count, oldest first by stamp.
Slow and wordy on purpose; it shares with the product only the words of the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Fact = dict[str, Any]
DAY = 24 * 3600 * 1000
SYSTEM = {
    "import.completed", "setting.changed", "event.retracted", "event.restored", "device.added",
    "device.renamed", "device.revoked",
}  # fmt: skip
PRACTICE_CHAPTERS = (
    "contact", "contacts", "outreach", "reply", "interview", "question", "note",
    "recording_consent", "insight", "debrief", "thank_you", "advice", "referral", "opportunity",
    "mentorship", "help", "cadence", "touch", "reminder", "journal",
)  # fmt: skip
ACTIVITIES = ("sends", "follow_ups", "interviews", "thanks", "touches", "referrals_pursued")


def first_instant(day: date, tz: str) -> int:
    """Found by trying: the first quarter of an hour that the clocks there put on that day."""
    zone = ZoneInfo(tz)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    while moment.astimezone(zone).date() < day:
        moment += timedelta(minutes=15)
    return int(moment.timestamp()) * 1000


def instant(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) * 1000


def median(values: Iterable[int]) -> int | None:
    ordered = sorted(values)
    if not ordered:
        return None
    if len(ordered) % 2:
        return ordered[len(ordered) // 2]
    twice = ordered[len(ordered) // 2 - 1] + ordered[len(ordered) // 2]
    assert twice % 2 == 0
    return twice // 2


class Naive:
    """Everything is worked out anew for each question."""

    def __init__(self, facts: list[Fact], *, first: int, until: int, now: int, today: date) -> None:
        self.facts = facts
        self.first, self.until, self.now, self.today = first, until, now, today
        self.by_subject: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            self.by_subject[fact["subject"]].append(fact)
        self._into = {
            merged: fact["subject"]
            for fact in facts
            if fact["type"] == "contacts.merged"
            and any(f["type"] == "contact.added" for f in self.by_subject[fact["subject"]])
            for merged in fact["data"]["merged"]
            if merged != fact["subject"]
        }

    # What things are.

    def person(self, contact: str | None) -> str | None:
        """The survivor; of a circle, the smallest id."""
        trail: list[str] = []
        at = contact
        while at is not None and at in self._into:
            if at in trail:
                return min(trail[trail.index(at) :])
            trail.append(at)
            at = self._into[at]
        return at

    def things(self, *born_by: str, needs: str) -> dict[str, list[Fact]]:
        return {
            subject: facts
            for subject, facts in self.by_subject.items()
            if any(f["type"] in born_by and f["data"].get(needs) is not None for f in facts)
        }

    def inside(self, at: int | None) -> bool:
        return at is not None and self.first <= at < self.until

    def threads(self) -> dict[str, dict[str, Any]]:
        found = {}
        for id_, facts in self.things("outreach.drafted", "outreach.sent", needs="contact").items():
            replies = [
                f["occurred_at"] for f in facts
                if f["type"] == "reply.received" and not f["data"].get("automatic")
            ]  # fmt: skip
            found[id_] = {
                "contact": self.person(
                    latest(facts, "contact", "outreach.drafted", "outreach.sent")
                ),
                "referrer": self.person(latest(facts, "referrer", "outreach.sent")),
                "sent": min(times(facts, "outreach.sent"), default=None),
                "sent_day": min(days(facts, "outreach.sent"), default=None),
                "replied": min(replies, default=None),
                "last_reply": max(replies, default=None),
                "follow_ups": [f for f in facts if f["type"] == "outreach.followed_up"],
            }
        return found

    def interviews(self) -> dict[str, dict[str, Any]]:
        states = {
            "interview.scheduled": "ahead", "interview.rescheduled": "ahead",
            "interview.completed": "completed", "interview.cancelled": "off",
            "interview.missed": "off",
        }  # fmt: skip
        found = {}
        for id_, facts in self.things("interview.scheduled", needs="contact").items():
            state = [states[f["type"]] for f in facts if f["type"] in states][-1]
            ended = latest(facts, "ended_at", "interview.completed")
            started = [f["occurred_at"] for f in facts if f["type"] == "interview.started"]
            starts = latest(facts, "starts_at", "interview.scheduled", "interview.rescheduled")
            found[id_] = {
                "contact": self.person(latest(facts, "contact", "interview.scheduled")),
                "ended": instant(ended) if ended and state == "completed" else None,
                "ended_day": date.fromisoformat(ended[:10]) if ended else None,
                "thanked": min(times(facts, "thank_you.sent"), default=None),
                "thanked_day": min(days(facts, "thank_you.sent"), default=None),
                "start": started[-1] if started else instant(starts),
                "planned": latest(
                    facts, "planned_minutes", "interview.scheduled", "interview.rescheduled"
                ),
                "actual": latest(facts, "actual_minutes", "interview.completed"),
            }
        return found

    def ended_inside(self) -> dict[str, dict[str, Any]]:
        return {k: v for k, v in self.interviews().items() if self.inside(v["ended"])}

    def referrals(self) -> dict[str, dict[str, Any]]:
        return {
            id_: {
                "from": self.person(latest(facts, "from", "referral.received")),
                "to": self.person(latest(facts, "to", "referral.received", "referral.pursued")),
                "name": latest(facts, "name_only", "referral.received"),
                "received": min(times(facts, "referral.received")),
                "pursued": min(times(facts, "referral.pursued"), default=None),
                "pursued_day": min(days(facts, "referral.pursued"), default=None),
            }
            for id_, facts in self.things("referral.received", needs="from").items()
        }

    def contacts(self) -> dict[str, list[Fact]]:
        return {
            id_: facts
            for id_, facts in self.things("contact.added", needs="name").items()
            if self.person(id_) == id_
            and latest_type(facts, "contact.archived", "contact.restored") != "contact.archived"
        }

    def advice(self) -> list[tuple[int, bool]]:
        return [
            (min(times(facts, "advice.received")), bool(times(facts, "advice.reported_back")))
            for facts in self.things("advice.received", needs="contact").values()
        ]

    # What they come to.

    def rate(self, cohort: Iterable[tuple[int, bool]], age: int) -> tuple[int, int, int]:
        """(hits, n, pending) of (when it began, whether it is a hit)."""
        judged = [(at + age <= self.now, hit) for at, hit in cohort]
        return (
            sum(mature and hit for mature, hit in judged),
            sum(mature for mature, _ in judged),
            sum(not mature for mature, _ in judged),
        )

    def reply_rate(self) -> tuple[int, int, int]:
        return self.rate(
            (
                (t["sent"], t["replied"] is not None and 0 <= t["replied"] - t["sent"] <= 14 * DAY)
                for t in self.threads().values()
                if self.inside(t["sent"])
            ),
            14 * DAY,
        )

    def reply_to_interview(self) -> tuple[int, int, int]:
        ends = [(i["contact"], i["ended"]) for i in self.interviews().values() if i["ended"]]
        return self.rate(
            (
                (
                    t["replied"],
                    any(c == t["contact"] and 0 <= e - t["replied"] <= 60 * DAY for c, e in ends),
                )
                for t in self.threads().values()
                if t["sent"] is not None and self.inside(t["replied"])
            ),
            60 * DAY,
        )

    def thanked(self) -> tuple[int, int, int]:
        return self.rate(
            (
                (i["ended"], i["thanked"] is not None and 0 <= i["thanked"] - i["ended"] <= DAY)
                for i in self.ended_inside().values()
            ),
            DAY,
        )

    def thank_time(self) -> tuple[int | None, int, int]:
        taken = [
            None if i["thanked"] is None else i["thanked"] - i["ended"]
            for i in self.ended_inside().values()
        ]
        sent = [each for each in taken if each is not None]
        return median(sent), len(sent), len(taken) - len(sent)

    def referral_measure(self) -> tuple[int, int, int, int]:
        pairs = set()
        first_named: dict[str, int] = {}
        for r in sorted(self.referrals().values(), key=lambda each: each["received"]):
            if not self.inside(r["received"]) or r["to"] == r["from"]:
                continue
            name = (r["name"] or "").strip(" ")
            if r["to"] is None and not name:
                continue
            key = r["to"] or "name:" + "".join(
                chr(ord(char) + 32) if "A" <= char <= "Z" else char for char in name
            )
            pairs.add((r["from"], key))
            first_named.setdefault(key, r["received"])
        done = [(i["contact"], i["ended"]) for i in self.interviews().values() if i["ended"]]
        reached = sum(
            any(contact == key and ended >= since for contact, ended in done)
            for key, since in first_named.items()
        )
        return len(pairs), len(self.ended_inside()), reached, len(first_named)

    def chain(self) -> tuple[int, int, int, dict[str, tuple[int, str | None]]]:
        edges = [
            (r["received"], id_, r["from"], r["to"])
            for id_, r in self.referrals().items()
            if r["to"] is not None
        ] + [
            (t["sent"], id_, t["referrer"], t["contact"])
            for id_, t in self.threads().items()
            if t["referrer"] is not None and t["sent"] is not None
        ]
        parents: dict[str, tuple[int, str, str]] = {}
        for at, id_, parent, child in sorted(edges, reverse=True):
            if parent != child:
                parents[child] = (at, id_, parent)
        for start in list(parents):
            trail = [start]
            while trail[-1] in parents:
                trail.append(parents[trail[-1]][2])
                if trail[-1] in trail[:-1]:
                    circle = trail[trail.index(trail[-1]) : -1]
                    del parents[max(circle, key=lambda child: parents[child][:2])]
                    break

        def depth(contact: str) -> int:
            return 1 + depth(parents[contact][2]) if contact in parents else 0

        met = {i["contact"] for i in self.ended_inside().values()}
        depths = [depth(contact) for contact in met]
        tree = {
            contact: (depth(contact), parents[contact][2] if contact in parents else None)
            for contact in met
        }
        return len(met), max(depths, default=0), sum(depths), tree

    def two_way(self) -> dict[str, int]:
        found: dict[str, int] = {}

        def meet(contact: str | None, at: int | None) -> None:
            if contact is not None and at is not None:
                found[contact] = max(at, found.get(contact, at))

        for interview in self.interviews().values():
            meet(interview["contact"], interview["ended"])
        for thread in self.threads().values():
            meet(thread["contact"], thread["last_reply"])
        for facts in self.things("touch.logged", needs="contact").values():
            if latest(facts, "direction", "touch.logged") != "sent":
                meet(
                    self.person(latest(facts, "contact", "touch.logged")),
                    min(times(facts, "touch.logged")),
                )
        for contact, facts in self.mentorships():
            for at in times(facts, "mentorship.session_held"):
                meet(contact, at)
        return found

    def mentorships(self) -> list[tuple[str | None, list[Fact]]]:
        return [
            (self.person(latest(facts, "contact", "mentorship.proposed")), facts)
            for facts in self.things("mentorship.proposed", needs="contact").values()
        ]

    def dormant(self) -> tuple[int, int, int, set[str]]:
        contacts, two_way = self.contacts(), self.two_way()
        done = {i["contact"] for i in self.interviews().values() if i["ended"] is not None}
        mentors = {
            contact
            for contact, facts in self.mentorships()
            if times(facts, "mentorship.started") and not times(facts, "mentorship.ended")
        }
        asleep = set()
        for contact in contacts.keys() & done:
            facts = [
                f for f in self.facts
                if f["type"].startswith("cadence.") and self.person(f["subject"]) == contact
            ]  # fmt: skip
            state = facts[-1] if facts else None
            every = latest(facts, "every_days", "cadence.set") or (30 if contact in mentors else 90)
            if state is not None and state["type"] == "cadence.stopped":
                continue
            if state is not None and state["type"] == "cadence.paused":
                until = state["data"].get("until")
                if until is None or self.now < instant(until):
                    continue
            if self.now - two_way[contact] > every * DAY:
                asleep.add(contact)
        never = sum(contact not in two_way for contact in contacts)
        return len(asleep), len(contacts.keys() & done), never, asleep

    def insights(self) -> dict[str, tuple[int, int, int, int]]:
        interviews = self.interviews()
        by_theme: dict[str, list[tuple[int, str | None]]] = defaultdict(list)
        for facts in self.by_subject.values():
            captured = times(facts, "insight.captured")
            if captured and self.inside(min(captured)):
                contact = self.person(latest(facts, "contact", "insight.captured"))
                interview = interviews.get(latest(facts, "interview", "insight.captured") or "")
                if contact is None and interview is not None:
                    contact = interview["contact"]
                theme = latest(facts, "theme", "insight.captured")
                by_theme[theme].append((min(captured), contact))
        return {
            theme: (
                len(found),
                len({contact for _, contact in found if contact is not None}),
                min(at for at, _ in found),
                max(at for at, _ in found),
            )
            for theme, found in by_theme.items()
        }

    def acts(self, counts: Callable[[int | None], bool]) -> list[tuple[str, date]]:
        found: list[tuple[str, int | None, date]] = []
        for thread in self.threads().values():
            found.append(("sends", thread["sent"], thread["sent_day"]))
            found += [("follow_ups", f["occurred_at"], day_of(f)) for f in thread["follow_ups"]]
        for interview in self.interviews().values():
            found.append(("interviews", interview["ended"], interview["ended_day"]))
            found.append(("thanks", interview["thanked"], interview["thanked_day"]))
        for facts in self.things("touch.logged", needs="contact").values():
            moments, local = times(facts, "touch.logged"), days(facts, "touch.logged")
            found.append(("touches", min(moments), min(local)))
        for referral in self.referrals().values():
            found.append(("referrals_pursued", referral["pursued"], referral["pursued_day"]))
        return [(activity, day) for activity, at, day in found if counts(at)]

    def weeks(self) -> dict[tuple[int, int], tuple[int, ...]]:
        tally: dict[tuple[int, int], dict[str, int]] = {}
        for activity, day in self.acts(self.inside):
            week = day.isocalendar()[:2]
            row = tally.setdefault((week[0], week[1]), dict.fromkeys(ACTIVITIES, 0))
            row[activity] += 1
        return {week: tuple(row[a] for a in ACTIVITIES) for week, row in tally.items()}

    def streak(self) -> int:
        goals: dict[str, int] = {}
        for fact in self.facts:
            if fact["type"] == "goal.set":
                goals[fact["data"]["activity"]] = fact["data"]["per_week"]
        wanted = {activity: number for activity, number in goals.items() if number > 0}
        done: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for activity, day in self.acts(lambda at: at is not None and at <= self.now):
            done[day - timedelta(days=day.weekday())][activity] += 1

        def qualifies(week: date) -> bool:
            held = done.get(week)
            return bool(held) and all(held[a] >= number for a, number in wanted.items())

        week = self.today - timedelta(days=self.today.weekday())
        if not qualifies(week):
            week -= timedelta(days=7)
        length = 0
        while qualifies(week):
            length += 1
            week -= timedelta(days=7)
        return length

    def advice_loop(self) -> tuple[int, int, int]:
        return self.rate((each for each in self.advice() if self.inside(each[0])), 90 * DAY)

    def prepared(self) -> tuple[int, int, int, int | None]:
        wanted = 5
        said = [
            f["data"]["value"] for f in self.facts
            if f["type"] == "setting.changed" and f["data"]["name"] == "questions_min"
        ]  # fmt: skip
        if said and isinstance(said[-1], int) and 0 <= said[-1] <= 50:
            wanted = said[-1]
        ready: dict[str, list[int]] = defaultdict(list)
        for facts in self.things("question.prepared", needs="interview").values():
            if not times(facts, "question.removed"):
                about = latest(facts, "interview", "question.prepared")
                ready[about].append(min(times(facts, "question.prepared")))
        cohort = self.ended_inside()
        hits = sum(sum(at < i["start"] for at in ready[id_]) >= wanted for id_, i in cohort.items())
        over = [
            (i["actual"] - i["planned"]) * 60
            for i in cohort.values()
            if i["actual"] is not None and i["planned"] is not None
        ]
        return hits, len(cohort), len(over), median(over)

    def reciprocity(self) -> tuple[int, int]:
        given = [
            min(times(facts, "help.given"))
            for facts in self.things("help.given", needs="contact").values()
        ]
        taken = [at for at, _ in self.advice()] + [r["received"] for r in self.referrals().values()]
        return sum(map(self.inside, given)), sum(map(self.inside, taken))

    def late(self) -> tuple[int, int]:
        counted = [
            fact["hlc"] // 1024 - fact["occurred_at"]
            for fact in self.facts
            if self.inside(fact["occurred_at"])
            and fact["type"] not in SYSTEM
            and fact["type"].split(".")[0] in PRACTICE_CHAPTERS
        ]
        return sum(delay > 2 * DAY for delay in counted), len(counted)


def times(facts: list[Fact], type_: str) -> list[int]:
    return [fact["occurred_at"] for fact in facts if fact["type"] == type_]


def day_of(fact: Fact) -> date:
    local = datetime.fromtimestamp(fact["occurred_at"] / 1000, UTC)
    return (local + timedelta(minutes=fact["offset_min"])).date()


def days(facts: list[Fact], type_: str) -> list[date]:
    return [day_of(fact) for fact in facts if fact["type"] == type_]


def latest(facts: list[Fact], field: str, *types: str) -> Any:
    said = [f["data"][field] for f in facts if f["type"] in types and field in f["data"]]
    return said[-1] if said else None


def latest_type(facts: list[Fact], *types: str) -> str | None:
    said = [fact["type"] for fact in facts if fact["type"] in types]
    return said[-1] if said else None
