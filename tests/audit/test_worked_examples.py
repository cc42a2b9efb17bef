"""Every measure worked out by hand: what was said, and the number that comes out.

Unless a line says otherwise the window is May 2026, looked at from the end of that year in Berlin.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from infoview_sync.projections.measures import NONE
from tests.audit.by_hand import Said, audited, said, subject, talk, undone
from tests.audit.second_opinion import told_by_sql

SENT, DRAFTED, NUDGED = "outreach.sent", "outreach.drafted", "outreach.followed_up"
REPLY, THANKS, QUESTION = "reply.received", "thank_you.sent", "question.prepared"
NAMED, PURSUED, TOUCH = "referral.received", "referral.pursued", "touch.logged"
ADDED, MERGED, ADVICE = "contact.added", "contacts.merged", "advice.received"


class Example(NamedTuple):
    rule: str
    lines: list[Said]
    expected: Any
    first: str = "2026-05-01"
    last: str = "2026-05-31"
    now: str = "2026-12-31 12:00:00"
    tz: str = "Europe/Berlin"


REPLY_RATE = [
    Example("nothing sent", [], (0, 0, 0)),
    Example("a reply after exactly 14 days counts",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(REPLY, "t", "2026-05-15 10:00:00")],
            (1, 1, 0)),
    Example("a second later it does not",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(REPLY, "t", "2026-05-15 10:00:01")],
            (0, 1, 0)),
    Example("14 days are 336 hours, also when the clocks go forward on the way",
            [said(SENT, "t", "2026-03-20 10:00:00"), said(REPLY, "t", "2026-04-03 11:00:00")],
            (1, 1, 0), "2026-03-01", "2026-03-31"),
    Example("a request is judged from the moment that it is exactly 14 days old",
            [said(SENT, "t", "2026-05-01 10:00:00")], (0, 1, 0), now="2026-05-15 10:00:00"),
    Example("a second before it is pending, answered or not",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(REPLY, "t", "2026-05-02 10:00:00")],
            (0, 0, 1), now="2026-05-15 09:59:59"),
    Example("an automatic reply is none",
            [said(SENT, "t", "2026-05-01 10:00:00"),
             said(REPLY, "t", "2026-05-01 10:01:00", automatic=True)], (0, 1, 0)),
    Example("a follow-up adds no thread, and the first send is what counts",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(NUDGED, "t", "2026-05-10 10:00:00"),
             said(SENT, "t", "2026-05-11 10:00:00"), said(REPLY, "t", "2026-05-16 10:00:00")],
            (0, 1, 0)),
    Example("a draft was not sent", [said(DRAFTED, "t", "2026-05-01 10:00:00")], (0, 0, 0)),
    Example("a reply undone is none; redone it is one again",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(REPLY, "t", "2026-05-02 10:00:00"),
             undone(2, "2026-05-03 10:00:00"),
             said(SENT, "u", "2026-05-01 10:00:00"), said(REPLY, "u", "2026-05-02 10:00:00"),
             undone(5, "2026-05-03 10:00:00"), undone(5, "2026-05-04 10:00:00", restored=True)],
            (1, 2, 0)),
    Example("the window begins with its first midnight and ends before the last",
            [said(SENT, "a", "2026-04-30 23:59:59"), said(SENT, "b", "2026-05-01 00:00:00"),
             said(SENT, "c", "2026-05-31 23:59:59"), said(SENT, "d", "2026-06-01 00:00:00")],
            (0, 2, 0)),
    Example("midnight is that of the user's zone: 23:30 in New York is the next day in Berlin",
            [said(SENT, "t", "2026-04-30 23:30:00", tz="America/New_York")], (0, 1, 0)),
    Example("the day of the change of clocks has 23 hours in New York",
            [said(SENT, "a", "2026-03-08 00:00:00"), said(SENT, "b", "2026-03-08 23:59:59"),
             said(SENT, "c", "2026-03-09 00:00:00")],
            (0, 2, 0), "2026-03-08", "2026-03-08", tz="America/New_York"),
    Example("and 25 in autumn, its second 01:30 included",
            [said(SENT, "a", "2026-11-01T01:30:00-04:00"),
             said(SENT, "b", "2026-11-01T01:30:00-05:00"),
             said(SENT, "c", "2026-11-01T23:59:59-05:00")],
            (0, 3, 0), "2026-11-01", "2026-11-01", tz="America/New_York"),
]  # fmt: skip

REPLY_TO_INTERVIEW = [
    Example("no reply", [said(SENT, "t", "2026-05-01 10:00:00")], (0, 0, 0)),
    Example("exactly 60 days after the reply counts",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(REPLY, "t", "2026-05-02 10:00:00"),
             *talk("2026-07-01 10:00:00")], (1, 1, 0)),
    Example("a second later does not",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(REPLY, "t", "2026-05-02 10:00:00"),
             *talk("2026-07-01 10:00:01")], (0, 1, 0)),
    Example("nor does a talk before the reply, or with somebody else",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(REPLY, "t", "2026-05-02 10:00:00"),
             *talk("2026-05-02 09:59:59"),
             *talk("2026-05-09 10:00:00", name="b", contact="ben")], (0, 1, 0)),
    Example("59 days old is pending",
            [said(SENT, "t", "2026-05-01 10:00:00"), said(REPLY, "t", "2026-05-02 10:00:00"),
             *talk("2026-05-09 10:00:00")], (0, 0, 1), now="2026-06-30 10:00:00"),
    Example("the date of the reply decides, not that of the request",
            [said(SENT, "t", "2026-04-20 10:00:00"), said(REPLY, "t", "2026-05-02 10:00:00")],
            (0, 1, 0)),
    Example("a merged contact counts as the survivor",
            [said(ADDED, "ada", "2026-04-01 10:00:00"), said(ADDED, "ben", "2026-04-01 10:00:00"),
             said(SENT, "t", "2026-05-01 10:00:00", contact="ben"),
             said(REPLY, "t", "2026-05-02 10:00:00"), *talk("2026-05-09 10:00:00"),
             said(MERGED, "ada", "2026-05-20 10:00:00", merged=["ben"])], (1, 1, 0)),
]  # fmt: skip

THANKED = [
    Example("no interview", [], (0, 0, 0)),
    Example("exactly 24:00:00 is in time",
            [*talk("2026-05-04 10:00:00"), said(THANKS, "talk", "2026-05-05 10:00:00")], (1, 1, 0)),
    Example("24:00:01 is not",
            [*talk("2026-05-04 10:00:00"), said(THANKS, "talk", "2026-05-05 10:00:01")], (0, 1, 0)),
    Example("the first thank-you counts",
            [*talk("2026-05-04 10:00:00"), said(THANKS, "talk", "2026-05-09 10:00:00"),
             said(THANKS, "talk", "2026-05-04 11:00:00")], (1, 1, 0)),
    Example("one from before the end is no hit",
            [*talk("2026-05-04 10:00:00"), said(THANKS, "talk", "2026-05-04 09:59:59")], (0, 1, 0)),
    Example("over the night of 25 hours, 24 hours end an hour earlier by the clock",
            [*talk("2026-10-24 12:00:00"), said(THANKS, "talk", "2026-10-25 11:00:00"),
             *talk("2026-10-24 12:00:00", name="b"), said(THANKS, "b", "2026-10-25 11:00:01")],
            (1, 2, 0), "2026-10-24", "2026-10-25"),
    Example("over the night of 23 hours in New York, an hour later",
            [*talk("2026-03-07 12:00:00"), said(THANKS, "talk", "2026-03-08 13:00:00"),
             *talk("2026-03-07 12:00:00", name="b"), said(THANKS, "b", "2026-03-08 13:00:01")],
            (1, 2, 0), "2026-03-07", "2026-03-08", tz="America/New_York"),
    Example("less than 24 hours old is pending",
            [*talk("2026-05-04 10:00:00"), said(THANKS, "talk", "2026-05-04 11:00:00")],
            (0, 0, 1), now="2026-05-05 09:59:59"),
    Example("called off afterwards it was never held",
            [*talk("2026-05-04 10:00:00"),
             said("interview.cancelled", "talk", "2026-05-05 10:00:00")], (0, 0, 0)),
]  # fmt: skip

HOUR = 3_600_000
THANK_TIME = [
    Example("none sent", talk("2026-05-04 10:00:00"), (None, 0, 1)),
    Example("an odd n: the middle one",
            [*talk("2026-05-04 10:00:00", name="a"), said(THANKS, "a", "2026-05-04 11:00:00"),
             *talk("2026-05-04 10:00:00", name="b"), said(THANKS, "b", "2026-05-04 13:00:00"),
             *talk("2026-05-04 10:00:00", name="c"), said(THANKS, "c", "2026-05-09 10:00:00")],
            (3 * HOUR, 3, 0)),
    Example("an even n: the mean of the middle two, to half a second; the unsent are told apart",
            [*talk("2026-05-04 10:00:00", name="a"), said(THANKS, "a", "2026-05-04 10:00:10"),
             *talk("2026-05-04 10:00:00", name="b"), said(THANKS, "b", "2026-05-04 10:00:21"),
             *talk("2026-05-04 10:00:00", name="c")], (15_500, 2, 1)),
]  # fmt: skip

REFERRALS = [
    Example("none", [], (0, 0, 0, 0)),
    Example("each pair once; a name is the same whatever its case and spaces",
            [said(NAMED, "a", "2026-05-04 10:00:00", to="ben"),
             said(NAMED, "b", "2026-05-05 10:00:00", to="ben"),
             said(NAMED, "c", "2026-05-05 10:00:00", from_="cy", to="ben"),
             said(NAMED, "d", "2026-05-05 10:00:00", name_only="Eve Ray"),
             said(NAMED, "e", "2026-05-06 10:00:00", name_only=" eve RAY "),
             *talk("2026-05-04 10:00:00")], (3, 1, 0, 2)),
    Example("nobody refers to themselves, also once merged",
            [said(ADDED, "ada", "2026-04-01 10:00:00"), said(ADDED, "ben", "2026-04-01 10:00:00"),
             said(NAMED, "a", "2026-05-04 10:00:00", to="ben"),
             said(MERGED, "ada", "2026-05-20 10:00:00", merged=["ben"])], (0, 0, 0, 0)),
    Example("the yield: those interviewed after they were first named, at any time",
            [said(NAMED, "a", "2026-05-04 10:00:00", to="ben"),
             *talk("2026-08-01 10:00:00", name="b", contact="ben"),
             said(NAMED, "c", "2026-05-04 10:00:00", to="cy"),
             *talk("2026-05-04 09:59:59", name="d", contact="cy")], (2, 1, 1, 2)),
    Example("a name becomes a contact by pursuing it",
            [said(NAMED, "a", "2026-05-04 10:00:00", name_only="Ben"),
             said(PURSUED, "a", "2026-05-05 10:00:00", to="ben"),
             *talk("2026-05-09 10:00:00", name="b", contact="ben")], (1, 1, 1, 1)),
]  # fmt: skip


def chain(*people: tuple[str, int, str | None]) -> dict[str, tuple[int, str | None]]:
    return {subject(who): (depth, by and subject(by)) for who, depth, by in people}


CHAIN = [
    Example("nobody interviewed", [], (0, 0, 0, {})),
    Example("nobody named them", talk("2026-05-04 10:00:00"), (1, 0, 0, chain(("ada", 0, None)))),
    Example("ada named ben, ben was the referrer to cy",
            [said(NAMED, "a", "2026-04-01 10:00:00", to="ben"),
             said(SENT, "t", "2026-04-02 10:00:00", contact="cy", referrer="ben"),
             *talk("2026-05-04 10:00:00", contact="cy"),
             *talk("2026-05-04 10:00:00", name="b", contact="ben")],
            (2, 2, 3, chain(("cy", 2, "ben"), ("ben", 1, "ada")))),
    Example("the earliest referral wins",
            [said(NAMED, "a", "2026-04-02 10:00:00", to="ben"),
             said(NAMED, "b", "2026-04-01 10:00:00", from_="dan", to="ben"),
             *talk("2026-05-04 10:00:00", contact="ben")], (1, 1, 1, chain(("ben", 1, "dan")))),
    Example("a circle is cut at its latest edge: ada to ben to cy to ada begins with ada",
            [said(NAMED, "a", "2026-04-01 10:00:00", from_="ada", to="ben"),
             said(NAMED, "b", "2026-04-02 10:00:00", from_="ben", to="cy"),
             said(NAMED, "c", "2026-04-03 10:00:00", from_="cy", to="ada"),
             *talk("2026-05-04 10:00:00", name="x", contact="ada"),
             *talk("2026-05-04 10:00:00", name="y", contact="ben"),
             *talk("2026-05-04 10:00:00", name="z", contact="cy")],
            (3, 2, 3, chain(("ada", 0, None), ("ben", 1, "ada"), ("cy", 2, "ben")))),
    Example("a draft leads nowhere",
            [said(DRAFTED, "t", "2026-04-02 10:00:00", contact="ben"),
             *talk("2026-05-04 10:00:00", contact="ben")], (1, 0, 0, chain(("ben", 0, None)))),
]  # fmt: skip

MET = [said(ADDED, "ada", "2026-05-01 10:00:00"), *talk("2026-05-04 10:00:00")]
ASLEEP, AWAKE = (1, 1, 0, {subject("ada")}), (0, 1, 0, set())
DORMANT = [
    Example("nobody", [], (0, 0, 0, set())),
    Example("never in touch is told apart", [said(ADDED, "ada", "2026-05-01 10:00:00")],
            (0, 0, 1, set())),
    Example("exactly 90 days are not too long", MET, AWAKE, now="2026-08-02 10:00:00"),
    Example("a second more is", MET, ASLEEP, now="2026-08-02 10:00:01"),
    Example("what the user only sent is no two-way contact",
            [*MET, said(TOUCH, "x", "2026-07-20 10:00:00", direction="sent")], ASLEEP,
            now="2026-08-02 10:00:01"),
    Example("what came back is",
            [*MET, said(TOUCH, "x", "2026-07-20 10:00:00", direction="received")], AWAKE,
            now="2026-08-02 10:00:01"),
    Example("an automatic reply is none; a snooze neither",
            [*MET, said(SENT, "t", "2026-07-01 10:00:00"),
             said(REPLY, "t", "2026-07-01 10:01:00", automatic=True),
             said("reminder.snoozed", "ada", "2026-07-20 10:00:00", until="2026-09-01 10:00:00")],
            ASLEEP, now="2026-08-02 10:00:01"),
    Example("their own cadence, 7 days", [*MET, said("cadence.set", "ada", "2026-05-05 10:00:00",
            every_days=7)], ASLEEP, now="2026-05-11 10:00:01"),
    Example("a mentor's, 30 days",
            [*MET, said("mentorship.proposed", "m", "2026-05-05 10:00:00"),
             said("mentorship.started", "m", "2026-05-05 10:00:00")], ASLEEP,
            now="2026-06-03 10:00:01"),
    Example("paused until then: not a second before",
            [*MET, said("cadence.paused", "ada", "2026-05-05 10:00:00",
                        until="2026-10-01 10:00:00")], AWAKE, now="2026-10-01 09:59:59"),
    Example("but from then on",
            [*MET, said("cadence.paused", "ada", "2026-05-05 10:00:00",
                        until="2026-10-01 10:00:00")], ASLEEP, now="2026-10-01 10:00:00"),
    Example("stopped is never dormant",
            [*MET, said("cadence.stopped", "ada", "2026-05-05 10:00:00")], AWAKE),
    Example("the archived are left out",
            [*MET, said("contact.archived", "ada", "2026-05-05 10:00:00")], (0, 0, 0, set())),
]  # fmt: skip

MAY_4 = 1_777_881_600_000  # 2026-05-04 10:00:00 in Berlin, 08:00 UTC
INSIGHTS = [
    Example("none", [], {}),
    Example("by theme; two insights of one person are corroborated by one",
            [*talk("2026-05-04 09:00:00"),
             said("insight.captured", "a", "2026-05-04 10:00:00", interview="talk"),
             said("insight.captured", "b", "2026-05-04 10:00:05", contact="ada"),
             said("insight.captured", "c", "2026-05-04 10:00:09", contact="ben"),
             said("insight.captured", "d", "2026-05-04 10:00:00", theme="role"),
             said("insight.captured", "e", "2026-06-01 00:00:00")],
            {"culture": (3, 2, MAY_4, MAY_4 + 9000), "role": (1, 0, MAY_4, MAY_4)}),
]  # fmt: skip

WEEKS = [
    Example("none", [], {}),
    Example("one of each: sends, follow-ups, interviews, thanks, touches, referrals pursued",
            [said(SENT, "t", "2026-05-04 10:00:00"), said(NUDGED, "t", "2026-05-05 10:00:00"),
             said(NUDGED, "t", "2026-05-06 10:00:00"), *talk("2026-05-10 23:59:59"),
             said(THANKS, "talk", "2026-05-11 00:00:00"),
             said(TOUCH, "x", "2026-05-11 00:00:00", direction="sent"),
             said(NAMED, "r", "2026-05-11 09:00:00", to="ben"),
             said(PURSUED, "r", "2026-05-17 23:59:59")],
            {(2026, 19): (1, 2, 1, 0, 0, 0), (2026, 20): (0, 0, 0, 1, 1, 1)}),
    Example("Monday 28 December 2026 to Sunday 3 January 2027 is 2026-W53",
            [said(TOUCH, "a", "2026-12-27 23:59:59"), said(TOUCH, "b", "2026-12-28 00:00:00"),
             said(TOUCH, "c", "2027-01-03 23:59:59"), said(TOUCH, "d", "2027-01-04 00:00:00")],
            {(2026, 52): (0, 0, 0, 0, 1, 0), (2026, 53): (0, 0, 0, 0, 2, 0),
             (2027, 1): (0, 0, 0, 0, 1, 0)},
            "2026-12-01", "2027-01-31", "2027-02-01 12:00:00"),
    Example("29 December 2025 is in 2026-W01",
            [said(TOUCH, "a", "2025-12-28 12:00:00"), said(TOUCH, "b", "2025-12-29 12:00:00")],
            {(2025, 52): (0, 0, 0, 0, 1, 0), (2026, 1): (0, 0, 0, 0, 1, 0)},
            "2025-12-01", "2025-12-31"),
    Example("the week is that of the day where it happened: Sunday evening in New York",
            [said(TOUCH, "a", "2026-05-10 20:00:00", tz="America/New_York")],
            {(2026, 19): (0, 0, 0, 0, 1, 0)}),
]  # fmt: skip


def goal(activity: str, per_week: int, when: str = "2026-05-01 10:00:00") -> Said:
    return said("goal.set", "notebook", when, activity=activity, per_week=per_week)


# Mondays: 4, 11, 18 and 25 May. Looked at on Wednesday the 27th.
BUSY = [said(TOUCH, f"x{day}", f"2026-05-{day:02} 10:00:00") for day in (10, 11, 24)]
STREAK = [
    Example("nothing done", [], 0, now="2026-05-27 12:00:00"),
    Example("weeks of the 4th, 11th and 18th; this one, still empty, breaks nothing",
            [*BUSY], 3, now="2026-05-27 12:00:00"),
    Example("with this week, four",
            [*BUSY, said(TOUCH, "y", "2026-05-25 00:00:00")], 4, now="2026-05-27 12:00:00"),
    Example("last week empty: over", [*BUSY], 0, now="2026-06-01 00:00:00"),
    Example("on its last evening it still stands", [*BUSY], 3, now="2026-05-31 23:59:59"),
    Example("what is still to come does not count",
            [*BUSY, said(TOUCH, "y", "2026-05-27 12:00:01")], 3, now="2026-05-27 12:00:00"),
    Example("a goal of two a week that only the last week reached",
            [*BUSY, said(TOUCH, "y", "2026-05-20 10:00:00"), goal("touches", 2)], 1,
            now="2026-05-27 12:00:00"),
    Example("every goal must be reached",
            [*BUSY, goal("touches", 1), goal("sends", 1)], 0, now="2026-05-27 12:00:00"),
    Example("a goal of 0 is none; the latest word on it counts",
            [*BUSY, goal("sends", 3), goal("sends", 0, "2026-05-02 10:00:00")], 3,
            now="2026-05-27 12:00:00"),
]  # fmt: skip

ADVICE_LOOP = [
    Example("none", [], (0, 0, 0)),
    Example("reported back, at any time",
            [said(ADVICE, "a", "2026-05-04 10:00:00"),
             said("advice.reported_back", "a", "2026-12-01 10:00:00"),
             said(ADVICE, "b", "2026-05-04 10:00:00")], (1, 2, 0)),
    Example("exactly 90 days old is judged",
            [said(ADVICE, "a", "2026-05-04 10:00:00")], (0, 1, 0), now="2026-08-02 10:00:00"),
    Example("a second less is pending, also if it was reported back",
            [said(ADVICE, "a", "2026-05-04 10:00:00"),
             said("advice.reported_back", "a", "2026-05-05 10:00:00")], (0, 0, 1),
            now="2026-08-02 09:59:59"),
]  # fmt: skip


def questions(*moments: str) -> list[Said]:
    return [said(QUESTION, f"q{number}", when) for number, when in enumerate(moments)]


EARLY = ["2026-05-03 10:00:00"] * 4
PREPARED = [
    Example("no interview", [], (0, 0, 0, None)),
    Example("five before the start are enough",
            [*talk("2026-05-04 10:40:00", start="2026-05-04 10:00:00", actual=40),
             *questions(*EARLY, "2026-05-04 09:59:59")], (1, 1, 1, 600)),
    Example("one written at the very start comes too late",
            [*talk("2026-05-04 10:30:00", start="2026-05-04 10:00:00"),
             *questions(*EARLY, "2026-05-04 10:00:00")], (0, 1, 1, 0)),
    Example("unless the talk began later than planned",
            [*talk("2026-05-04 10:30:00", start="2026-05-04 10:00:00"),
             said("interview.started", "talk", "2026-05-04 10:05:00"),
             *questions(*EARLY, "2026-05-04 10:00:00")], (1, 1, 1, 0)),
    Example("a question removed is none",
            [*talk("2026-05-04 10:30:00", start="2026-05-04 10:00:00"),
             *questions(*EARLY, "2026-05-03 10:00:00"),
             said("question.removed", "q4", "2026-05-03 11:00:00")], (0, 1, 1, 0)),
    Example("how many is a setting",
            [*talk("2026-05-04 10:30:00", start="2026-05-04 10:00:00"), *questions(*EARLY),
             said("setting.changed", "notebook", "2026-05-01 10:00:00", name="questions_min",
                  value=4)], (1, 1, 1, 0)),
    Example("the median of an even n, one shorter than planned: −10 and +5 minutes",
            [*talk("2026-05-04 10:30:00", actual=20),
             *talk("2026-05-04 10:30:00", name="b", actual=35)], (0, 2, 2, -150)),
]  # fmt: skip

RECIPROCITY = [
    Example("nothing", [], (0, 0)),
    Example("two given, one piece of advice and two referrals received",
            [said("help.given", "h", "2026-05-01 00:00:00"),
             said("help.given", "k", "2026-05-31 23:59:59"),
             said("help.given", "m", "2026-06-01 00:00:00"),
             said(ADVICE, "a", "2026-05-04 10:00:00"),
             said(NAMED, "r", "2026-05-04 10:00:00", to="ben"),
             said(NAMED, "s", "2026-05-04 10:00:00", to="ben")], (2, 3)),
]  # fmt: skip

LATE = [
    Example("nothing", [], (0, 0)),
    Example("exactly 48 hours are not late, a second more is",
            [said(TOUCH, "a", "2026-05-04 10:00:00", recorded="2026-05-06 10:00:00"),
             said(TOUCH, "b", "2026-05-04 10:00:00", recorded="2026-05-06 10:00:01")], (1, 2)),
    Example("the machine's own entries, settings and goals are left out; a journal is not",
            [said("journal.written", "j", "2026-05-04 10:00:00"),
             said("import.completed", "k", "2026-05-04 10:00:00", recorded="2026-05-30 10:00:00"),
             said("setting.changed", "n", "2026-05-04 10:00:00", recorded="2026-05-30 10:00:00",
                  name="questions_min", value=4),
             said("goal.set", "n", "2026-05-04 10:00:00", recorded="2026-05-30 10:00:00",
                  activity="sends", per_week=1)], (0, 1)),
    Example("what was undone is out, and so is the undo",
            [said(TOUCH, "a", "2026-05-04 10:00:00", recorded="2026-05-30 10:00:00"),
             undone(1, "2026-05-30 11:00:00")], (0, 0)),
]  # fmt: skip

TABLE = {
    "reply_rate": REPLY_RATE,
    "reply_to_interview": REPLY_TO_INTERVIEW,
    "thanked": THANKED,
    "thank_time": THANK_TIME,
    "referrals": REFERRALS,
    "chain": CHAIN,
    "dormant": DORMANT,
    "insights": INSIGHTS,
    "weeks": WEEKS,
    "streak": STREAK,
    "advice": ADVICE_LOOP,
    "prepared": PREPARED,
    "reciprocity": RECIPROCITY,
    "late": LATE,
}


@pytest.mark.parametrize(
    ("measure", "example"),
    [
        pytest.param(measure, example, id=f"{measure}: {example.rule}")
        for measure, examples in TABLE.items()
        for example in examples
    ],
)
def test_a_measure_comes_out_as_worked_out_by_hand(measure: str, example: Example) -> None:
    found = audited(
        example.lines, first=example.first, last=example.last, now=example.now, tz=example.tz
    )
    assert told_by_sql(found)[measure] == example.expected


def test_nothing_to_divide_by_prints_a_dash_and_never_0_percent() -> None:
    found = audited([], first="2026-05-01", last="2026-05-31", now="2026-12-31 12:00:00")
    texts = [
        each.text
        for each in (
            *(found.reply_rate, found.reply_to_interview, found.thanked_in_time, found.thank_time),
            *(found.referrals, found.referral_yield, found.chain, found.dormant, found.advice),
            *(found.prepared, found.overrun, found.reciprocity, found.late),
        )
    ]
    assert texts == [NONE] * 13


def test_an_empty_week_between_two_full_ones_is_shown() -> None:
    lines = [said(TOUCH, "a", "2026-05-04 10:00:00"), said(TOUCH, "b", "2026-05-18 10:00:00")]
    found = audited(lines, first="2026-05-01", last="2026-05-24", now="2026-12-31 12:00:00")
    assert [(week.name, week.acts) for week in found.weeks] == [
        ("2026-W18", 0), ("2026-W19", 1), ("2026-W20", 0), ("2026-W21", 1)
    ]  # fmt: skip
