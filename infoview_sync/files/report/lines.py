"""The measures as lines to read: name, value, n, pending, change and one plain sentence."""

from __future__ import annotations

from typing import NamedTuple

from infoview_sync.projections.measures import NONE, Audit, Rate, decimal, duration, per_hundred


class Line(NamedTuple):
    """One number of the audit. `size` is what comparison uses: None where there is no value, or one
    that depends on the present and on no window (dormant contacts, the streak).
    """

    measure: int
    key: str
    name: str
    value: str
    n: int | None
    pending: int
    meaning: str
    unit: str
    size: int | None
    change: str = ""


def lines(audit: Audit, before: Audit | None = None) -> list[Line]:
    """Every measure in the order of docs/audit.md; with `before`, how it changed since."""
    now = _asking(audit) + _meeting(audit) + _learning(audit) + _habits(audit)
    if before is None:
        return now
    then = _asking(before) + _meeting(before) + _learning(before) + _habits(before)
    return [line._replace(change=_change(line, past)) for line, past in zip(now, then, strict=True)]


def cells(line: Line, *, compared: bool) -> list[str]:
    """The line as a row of a table: number, name, value, n, pending, maybe change, meaning."""
    return [
        str(line.measure),
        line.name,
        line.value,
        "" if line.n is None else f"{line.n:,}",
        f"{line.pending:,}" if line.pending else "",
        *([line.change] if compared else []),
        line.meaning,
    ]


def titles(*, compared: bool) -> list[str]:
    change = ["Change"] if compared else []
    return ["#", "Measure", "Value", "n", "Pending", *change, "In words"]


def counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _asking(audit: Audit) -> list[Line]:
    replied, met = audit.reply_rate, audit.reply_to_interview
    return [
        Line(
            1, "reply_rate", "Reply rate", replied.text, replied.n, replied.pending,
            f"{replied.hits} of {counted(replied.n, 'request')} answered by a person within 14 days"
            if replied.n else _nothing(audit, replied, "request was sent", "request", 14),
            "percent", _percent(replied.hits, replied.n),
        ),
        Line(
            2, "reply_to_interview", "Reply to interview", met.text, met.n, met.pending,
            f"{met.hits} of {counted(met.n, 'answer')} led to an interview within 60 days"
            if met.n else _nothing(audit, met, "request was answered", "answer", 60),
            "percent", _percent(met.hits, met.n),
        ),
    ]  # fmt: skip


def _meeting(audit: Audit) -> list[Line]:
    thanked, took, named = audit.thanked_in_time, audit.thank_time, audit.referrals
    found, chain, asleep = audit.referral_yield, audit.chain, audit.dormant
    return [
        Line(
            3, "thanked_in_time", "Thank-you within 24 h", thanked.text, thanked.n, thanked.pending,
            f"{thanked.hits} of {counted(thanked.n, 'interview')} thanked for within 24 hours"
            if thanked.n else _nothing(audit, thanked, "interview was held", "interview", 1),
            "percent", _percent(thanked.hits, thanked.n),
        ),
        Line(
            4, "thank_time", "Time to thank-you", took.text, took.n, 0,
            f"the median of {counted(took.n, 'thank-you', 'thank-yous')}; {took.unsent} not sent",
            "ms", took.ms,
        ),
        Line(
            5, "referrals", "Referrals per interview", named.text, named.n, 0,
            f"{counted(named.hits, 'referral')} from {counted(named.n, 'interview')}",
            "hundredths", _percent(named.hits, named.n),
        ),
        Line(
            5, "referral_yield", "Referred people interviewed", found.text, found.n, 0,
            f"{found.hits} of {counted(found.n, 'person', 'people')} named to you since interviewed"
            if found.n else "nobody was named to you",
            "percent", _percent(found.hits, found.n),
        ),
        Line(
            6, "chain", "Chain depth", chain.text, chain.n, 0,
            f"referrals that led to an interviewed person, on average; at most {chain.max}"
            if chain.n else "nobody was interviewed",
            "hundredths", _percent(chain.total, chain.n),
        ),
        Line(
            7, "dormant", "Dormant contacts", asleep.text, asleep.n, 0,
            f"{asleep.hits} of {counted(asleep.n, 'person', 'people')} once interviewed not in"
            f" touch for longer than agreed; {asleep.never_touched} on the list never in touch",
            "percent", None,
        ),
    ]  # fmt: skip


def _learning(audit: Audit) -> list[Line]:
    learned = sum(theme.count for theme in audit.insights)
    acts = sum(week.acts for week in audit.weeks)
    busy = sum(week.acts > 0 for week in audit.weeks)
    top = audit.insights[0] if audit.insights else None
    return [
        Line(
            8, "insights", "Insights", str(learned), learned, 0,
            f"in {counted(len(audit.insights), 'theme')}; most on {top.theme.replace('_', ' ')}"
            f" ({top.count}, from {counted(top.contacts, 'person', 'people')})"
            if top else "nothing was written down as learned",
            "count", learned,
        ),
        Line(
            9, "weeks", "Weekly activity", str(acts), acts, 0,
            f"{counted(acts, 'thing')} done in {busy} of {counted(len(audit.weeks), 'week')}",
            "count", acts,
        ),
        Line(
            9, "streak", "Streak", counted(audit.streak, "week"), None, 0,
            "in a row up to this or last week: every goal reached, or, without one, anything done",
            "count", None,
        ),
    ]  # fmt: skip


def _habits(audit: Audit) -> list[Line]:
    advice, ready, over = audit.advice, audit.prepared, audit.overrun
    give, late = audit.reciprocity, audit.late
    return [
        Line(
            10, "advice", "Advice reported back", advice.text, advice.n, advice.pending,
            f"{advice.hits} of {counted(advice.n, 'piece')} of advice reported back on"
            if advice.n else _nothing(audit, advice, "advice was received", "advice", 90),
            "percent", _percent(advice.hits, advice.n),
        ),
        Line(
            11, "prepared", "Prepared interviews", ready.text, ready.n, 0,
            f"{ready.hits} of {counted(ready.n, 'interview')} with enough questions ready"
            if ready.n else "no interview was held",
            "percent", _percent(ready.hits, ready.n),
        ),
        Line(
            11, "overrun", "Overrun", over.text, over.n, 0,
            f"actual less planned length, the median of {counted(over.n, 'interview')}",
            "ms", over.ms,
        ),
        Line(
            12, "reciprocity", "Reciprocity", give.text, give.n, 0,
            f"helped {counted(give.hits, 'time')}; received {counted(give.n, 'time')}"
            " (advice and referrals)",
            "hundredths", _percent(give.hits, give.n),
        ),
        Line(
            13, "late", "Logged late", late.text, late.n, 0,
            f"{late.hits} of {counted(late.n, 'entry', 'entries')} written down more than 48 hours"
            " afterwards",
            "percent", _percent(late.hits, late.n),
        ),
    ]  # fmt: skip


def _nothing(audit: Audit, rate: Rate, none: str, case: str, ripe_days: int) -> str:
    """Why there is no case yet; in a window as short as they ripen, there is none on any day."""
    if not rate.pending:
        return f"no {none}"
    age = "a day" if ripe_days == 1 else counted(ripe_days, "day")
    is_short = (audit.last - audit.first).days < ripe_days
    older = "; an earlier start shows older" if is_short else ""
    return f"no {case} of these days is {age} old yet{older}"


def _percent(hits: int, n: int) -> int | None:
    return per_hundred(hits, n) if n else None


def _change(line: Line, past: Line) -> str:
    """`+12 points`, `−0.25`, `+3 h 05 min`, `same`; a dash where either has no value."""
    if line.size is None or past.size is None:
        return NONE
    step = line.size - past.size
    if step == 0:
        return "same"
    sign, amount = ("+" if step > 0 else "−"), abs(step)
    match line.unit:
        case "percent":
            return f"{sign}{counted(amount, 'point')}"
        case "hundredths":
            return sign + decimal(amount)
        case "ms":
            return sign + duration(amount)
        case _:
            return f"{sign}{amount:,}"
