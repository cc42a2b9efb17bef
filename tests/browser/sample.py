"""A small notebook in which every screen has something to show. Fictional people."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from infoview_sync.events.author import Draft, event_data, local_moment
from infoview_sync.ids import new_id
from infoview_sync.projections.notebook import Notebook
from infoview_sync.settings import this_world

DAY_MS = 86_400_000
ZONE = "Europe/Berlin"
PEOPLE = (
    ("Ines Duarte", "Tidewater Public Broadcasting", "Senior Producer"),
    ("Kenji Watanabe", "Tokyo Copy 株式会社", "UX Writer"),
    ("Zoë Ångström", "Fieldnote, Inc.", "Data Journalist"),
    ("Tomasz Wilk", "Kestrel Podcasts", "Managing Editor"),
    ("ليلى حداد", "Maison Lettre", "Features Editor"),
    ("Ruth Okafor", "Paper & Pine Press", "Publisher, Books"),
    ("Marisol Vega", "The Harbour Ledger", "Fact-checker"),
    ("Sam O'Brien", "Freelance", "Copywriter"),
)
QUESTIONS = (
    ("role", "Which hour of last week best shows what your job is?"),
    ("culture", "How did the last bad news travel?"),
    ("industry_demand", "Which skill became scarce in two years?"),
    ("career_path", "Which turn looked wrong and proved useful?"),
    ("referrals", "Who sees this differently from you?"),
)


class Sample:
    """Says events so many days ago; `ids` names what later events are about."""

    def __init__(self, now_ms: int) -> None:
        self.now_ms = now_ms
        self.drafts: list[Draft] = []

    def moment(self, days_ago: float) -> str:
        return local_moment(int(self.now_ms - days_ago * DAY_MS), ZONE)

    def say(self, type_: str, subject: str, days_ago: float, **data: Any) -> str:
        named = {key.rstrip("_"): value for key, value in data.items()}
        self.drafts.append(
            Draft(subject=subject, data=event_data(type_, named), occurred_at=self.moment(days_ago))
        )
        return subject

    def interview(self, contact: str, days_ago: float, *, questions: int, mode: str) -> str:
        interview = self.say(
            "interview.scheduled",
            new_id(),
            max(days_ago, 0) + 3,
            contact=contact,
            starts_at=self.moment(days_ago),
            tz=ZONE,
            planned_minutes=30,
            mode=mode,
            place="Café Fenster" if mode == "in_person" else "",
        )
        for rank, (category, text) in enumerate(QUESTIONS[:questions], start=1):
            self.say(
                "question.prepared",
                new_id(),
                max(days_ago, 0) + 1,
                interview=interview,
                category=category,
                text=text,
                rank=rank,
            )
        return interview

    def outreach(self, contact: str, days_ago: float, answer: str | None) -> str:
        thread = self.say(
            "outreach.sent", new_id(), days_ago, contact=contact, channel="email", asked_minutes=20
        )
        if answer is not None:
            self.say("reply.received", thread, days_ago - 1, disposition=answer)
        return thread

    def hold(self, interview: str, days_ago: float) -> None:
        ended = self.moment(days_ago)
        self.say("interview.completed", interview, days_ago, ended_at=ended, actual_minutes=34)


def tell(now_ms: int) -> list[Draft]:
    sample = Sample(now_ms)
    ids = [
        sample.say(
            "contact.added",
            new_id(),
            90 - number * 4,
            name=name,
            org=org,
            title=title,
            source="typed",
            emails=[f"person-{number}@example.org"],
            tags=["media"],
        )
        for number, (name, org, title) in enumerate(PEOPLE)
    ]
    ines, kenji, zoe, tomasz, laila, ruth, marisol, _ = ids
    for contact, days_ago, answer in (
        (ines, 20, "accepted"),
        (kenji, 12, "accepted"),
        (zoe, 9, "accepted"),
        (laila, 30, "accepted"),
    ):
        sample.outreach(contact, days_ago, answer)
    sample.outreach(tomasz, 15, None)
    sample.outreach(marisol, 2, None)
    held = sample.interview(laila, 24, questions=5, mode="video")
    sample.hold(held, 24)
    sample.say("thank_you.sent", held, 23.5, channel="email")
    recent = sample.interview(ines, 0.3, questions=5, mode="in_person")
    sample.hold(recent, 0.3)
    for theme, text, interview in (
        ("culture", "Bad news travels by corridor before it travels by mail.", recent),
        ("role", "The job is mostly deciding what not to broadcast.", recent),
        ("skills", "Write shorter; then cut again. Nobody ever misses the last fifth.", held),
    ):
        sample.say("insight.captured", new_id(), 0.25, interview=interview, theme=theme, text=text)
    sample.say("note.taken", new_id(), 0.3, interview=recent, text="Asked me about the radio show.")
    sample.say("referral.received", new_id(), 0.2, from_=ines, to=ruth, may_use_name=True)
    sample.interview(kenji, -1.1, questions=2, mode="video")
    sample.interview(zoe, -2.2, questions=5, mode="phone")
    return sample.drafts


async def fill(home: Path) -> None:
    world = this_world()._replace(tz=ZONE, device_name="Laptop")
    notebook = await Notebook.open(home, world)
    await notebook.append(tell(world.wall_ms()))
    await notebook.close()


if __name__ == "__main__":
    asyncio.run(fill(Path(sys.argv[1])))
