"""The audit as Markdown: for a mail, a wiki or a notebook of notes."""

from __future__ import annotations

import re

from infoview_sync.files.report.lines import cells, lines, titles
from infoview_sync.files.report.words import harmless, heading, notes, sleeper_words, theme_words
from infoview_sync.projections.measures import ACTIVITIES, Audit

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&]|^[-+]")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def markdown(audit: Audit, before: Audit | None = None, *, known: str = "") -> str:
    """The report. `known` says which past is shown, if it is not the present."""
    compared = before is not None
    rows = [cells(line, compared=compared) for line in lines(audit, before)]
    parts = ["# Networking audit", heading(audit, known), *notes(before)]
    parts.append(_table(titles(compared=compared), rows))
    if audit.insights:
        parts.append("## What was learned")
        parts.append(
            _table(
                ["Theme", "Insights", "People", "First", "Last"],
                [theme_words(theme, audit.tz) for theme in audit.insights],
            )
        )
    parts.append("## Week by week")
    parts.append(
        _table(
            ["Week", *(name.replace("_", " ") for name in ACTIVITIES)],
            [[w.name, *(str(getattr(w, name)) for name in ACTIVITIES)] for w in audit.weeks],
        )
    )
    if audit.dormant.people:
        parts.append("## Dormant contacts")
        parts.append(
            "\n".join(
                f"- {escaped(each.name or '?')}: {sleeper_words(each)}"
                for each in audit.dormant.people
            )
        )
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text that no Markdown reader takes for markup, and no terminal for orders; one line."""
    line = _SPECIAL.sub(r"\\\g<0>", harmless(" ".join(text.split())))
    return _NUMBERED.sub(r"\1\\\2", line)


def _table(titles: list[str], rows: list[list[str]]) -> str:
    shown = [titles, ["---"] * len(titles), *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in shown)
