"""The rule of every row, told a second time in naive Python: the latest fact by (hlc, log) wins."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_sync.events.envelope import read_envelope
from tests.notebooks import make_notebook
from tests.replica import Replica, shuffled_runs

FIELDS = ("name", "org", "title", "location", "notes")
Fact = dict[str, Any]


def facts_of(logs: dict[str, list[bytes]]) -> list[Fact]:
    """Every readable event, oldest first by (hlc, log), the undone ones left out."""
    facts = []
    for log, bodies in logs.items():
        for seq, body in enumerate(bodies, start=1):
            envelope = read_envelope(body)
            if envelope is not None:
                data = json.loads(body)["data"]
                facts.append({**envelope._asdict(), "log": log, "seq": seq, "data": data})
    facts.sort(key=lambda fact: (fact["hlc"], fact["log"], fact["seq"]))
    verdicts: dict[tuple[str, str, int], str] = {}
    for fact in facts:
        if fact["type"] in {"event.retracted", "event.restored"}:
            target = (fact["subject"], fact["data"].get("log"), fact["data"].get("seq"))
            verdicts[target] = fact["type"]
    return [
        fact
        for fact in facts
        if verdicts.get((fact["subject"], fact["log"], fact["seq"])) != "event.retracted"
    ]


def survivors(facts: list[Fact]) -> dict[str, str]:
    """Whom each merged contact is shown as: the latest word on each, followed to its end.

    What was said about who is not on the list does not count.
    """
    link: dict[str, str] = {}
    added = {fact["subject"] for fact in facts if fact["type"] == "contact.added"}
    for fact in facts:
        if fact["type"] == "contacts.merged" and fact["subject"] in added:
            link |= dict.fromkeys(fact["data"]["merged"], fact["subject"])
    shown_as = {}
    for start in link:
        path = [start]
        while path[-1] in link and path.count(path[-1]) == 1:
            path.append(link[path[-1]])
        is_circle = path[-1] in link
        end = min(path[path.index(path[-1]) :]) if is_circle else path[-1]
        if end != start:
            shown_as[start] = end
    return shown_as


def contacts_of(facts: list[Fact]) -> dict[str, dict[str, Any]]:
    contacts: dict[str, dict[str, Any]] = {}
    added = set()
    for fact in facts:
        type_, data = fact["type"], fact["data"]
        row = contacts.setdefault(fact["subject"], {"archived": 0, "tags": set()})
        if type_ == "contact.added":
            added.add(fact["subject"])
        if type_ in {"contact.added", "contacts.merged"} and isinstance(data.get("tags"), list):
            row["tags"] |= set(data["tags"])
        if type_ in {"contact.added", "contact.corrected", "contacts.merged"}:
            row.update({f: data[f] for f in FIELDS if data.get(f) is not None})
        elif type_ in {"contact.archived", "contact.restored"}:
            row["archived"] = int(type_ == "contact.archived")
        elif type_ == "contact.tagged" and isinstance(data["tag"], str):
            row["tags"].add(data["tag"])
        elif type_ == "contact.untagged":
            row["tags"].discard(data["tag"])
    gone = survivors(facts)
    return {subject: row for subject, row in contacts.items() if subject in added - gone.keys()}


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32), events=st.integers(4, 120))
def test_each_field_shows_its_latest_fact(seed: int, events: int) -> None:
    logs = make_notebook(seed, events=events, hostile=False)
    expected = contacts_of(facts_of(logs))
    with Replica() as replica:
        replica.deliver(shuffled_runs(random.Random(seed), logs))
        found = {
            row[0]: dict(zip((*FIELDS, "archived"), row[1:], strict=True))
            for row in replica.connection.execute(
                "SELECT id, name, org, title, location, notes, archived FROM contact"
            )
        }
        tags = {
            contact: json.loads(said)
            for contact, said in replica.connection.execute("SELECT id, tags FROM contact")
        }
    assert found.keys() == expected.keys()
    for subject, row in expected.items():
        shown = {name: value for name, value in found[subject].items() if value is not None}
        assert shown == {name: value for name, value in row.items() if name != "tags"}
        assert tags[subject] == sorted(row["tags"], key=str.encode)
