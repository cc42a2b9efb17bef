"""The measures come out alike in Python's SQLite and in the browser's, which runs in Node here."""

from __future__ import annotations

import json
import random
import re
import subprocess
from pathlib import Path

from infoview_sync.projections.audit import day_number, day_start_ms, local_day
from infoview_sync.projections.sql_files import SESSION, sql_files
from tests.audit.second_opinion import Question, question
from tests.audit.stories import Story
from tests.replica import Replica, shuffled_runs

ROOT = Path(__file__).parents[2]
STORIES = 25
QUESTIONS = 4
OTHERS = {"query/funnel.sql", "query/thank_times.sql"}


def test_the_measures_come_out_alike_in_both_engines(tmp_path: Path) -> None:
    texts = sql_files().text_by_name
    queries = [
        {"text": text, "parameters": sorted(set(re.findall(r":([a-z]+)", _code(text))))}
        for name, text in texts.items()
        if name.startswith("query/measure_") or name in OTHERS
    ]
    assert len(queries) == 19
    notebooks, expected = [], []
    for seed in range(STORIES):
        story, rng = Story(seed, events=120), random.Random(seed)
        with Replica() as replica:
            replica.deliver(shuffled_runs(rng, story.logs))
            (tmp_path / f"{seed}.sqlite3").write_bytes(replica.connection.serialize())
            asked = [parameters(question(story, rng)) for _ in range(QUESTIONS)]
            notebooks.append({"file": f"{seed}.sqlite3", "questions": asked})
            expected.append([
                [
                    [list(row) for row in replica.connection.execute(str(query["text"]), values)]
                    for query in queries
                ]
                for values in asked
            ])  # fmt: skip
    session = [texts[name] for name in SESSION]
    document = {"session": session, "queries": queries, "notebooks": notebooks}
    (tmp_path / "asked.json").write_text(json.dumps(document), encoding="utf-8")
    done = subprocess.run(
        ["scripts/web", "node", str(Path(__file__).with_name("measures.mjs")), str(tmp_path),
         str(ROOT / "web")],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((tmp_path / "told.json").read_text(encoding="utf-8")) == expected


def parameters(asked: Question) -> dict[str, int]:
    return {
        "from": day_start_ms(asked.window.first, asked.tz),
        "until": day_start_ms(asked.window.until, asked.tz),
        "now": asked.now,
        "today": day_number(local_day(asked.now, asked.tz)),
    }


def _code(text: str) -> str:
    return re.sub(r"--.*", "", text)
