"""The audit as one HTML file to hand in: no script, no outside file, for screen and A4 paper.

Everything that a person typed is escaped; a content policy in the page itself forbids all loading
and running. Each picture has its numbers in a table at the end, for reading aloud or checking.
"""

from __future__ import annotations

from importlib import resources

from infoview_sync.files.report import charts, layout
from infoview_sync.files.report.charts import escaped
from infoview_sync.files.report.lines import cells, counted, lines, titles
from infoview_sync.files.report.words import heading, notes, sleeper_words, theme_words
from infoview_sync.projections.audit import local_day
from infoview_sync.projections.measures import ACTIVITIES, NONE, Audit, duration

CELLS_OF_NUMBERS = ("n", "Pending", "Insights", "People", "Number", "Depth")


def page(audit: Audit, before: Audit | None = None, *, known: str = "") -> str:
    """The report as a whole document. `known` says which past is shown, if not the present."""
    style = resources.files("infoview_sync.files.report").joinpath("page.css").read_text("utf-8")
    said = "".join(f"<p>{escaped(note)}</p>" for note in notes(before))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Networking audit, {audit.first} to {audit.last}</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<header><h1>Networking audit</h1><p>{escaped(heading(audit, known))}</p></header>\n"
        f"{_summary(audit)}\n"
        f"<section><h2>The thirteen measures</h2>{_measures(audit, before)}"
        f'<div class="note">{said}</div></section>\n'
        f"{_pictures(audit)}\n{_lists(audit)}\n{_numbers(audit)}\n"
        "</main>\n<footer><p>Made by InfoView Sync from the writer’s own log. Every measure is"
        " defined in its documentation, docs/audit.md.</p></footer>\n</body>\n</html>\n"
    )


def _summary(audit: Audit) -> str:
    steps = audit.funnel
    tiles = (
        (steps["written_to"], "written to"),
        (steps["replied"], "replied"),
        (steps["interviewed"], "interviewed"),
        (audit.thank_time.text, "median time to a thank-you"),
        (counted(audit.streak, "week"), "streak"),
    )
    shown = "".join(
        f"<div><dt>{escaped(label)}</dt><dd>{escaped(value)}</dd></div>" for value, label in tiles
    )
    return f'<dl class="tiles">{shown}</dl>'


def _measures(audit: Audit, before: Audit | None) -> str:
    compared = before is not None
    rows = [cells(line, compared=compared) for line in lines(audit, before)]
    names = titles(compared=compared)
    return _table("The thirteen measures", names, rows, name="measures", heads=1)


def _pictures(audit: Audit) -> str:
    forest = layout.tree(audit.chain.people)
    unsent = sum(each.ms is None for each in audit.thank_times)
    figures = [
        _figure(
            "From the list to the conversation", charts.funnel(audit),
            "Different people at each step in this time. A step counts whoever took it now, also"
            " if the steps before it lie earlier.",
        ),
        _figure(
            "What was done, day by day", charts.calendar(audit),
            "Requests, follow-ups, interviews, thank-yous, other contact and referrals pursued."
            + charts.not_drawn(audit),
        ),
        _figure(
            "How soon the thank-yous went out",
            charts.thank_yous(audit) if audit.thank_times else "",
            f"One dot an interview; filled within 24 hours. Not sent: {unsent}.",
        ),
        _figure(
            "Who led to whom", charts.network(audit),
            "Filled: interviewed in this time; hollow: on the way to them."
            + (f" Not drawn: {counted(forest.alone, 'person', 'people')} interviewed whom nobody"
               " named." if forest.alone else "")
            + (f" Left out for space: {forest.left_out}." if forest.left_out else ""),
        ),
    ]  # fmt: skip
    return f"<section><h2>In pictures</h2>{''.join(figures)}</section>"


def _figure(title: str, picture: str, caption: str) -> str:
    shown = picture or "<p>Nothing to draw in this time.</p>"
    return (
        f"<figure><h3>{escaped(title)}</h3>{shown}"
        f"<figcaption>{escaped(caption)}</figcaption></figure>"
    )


def _lists(audit: Audit) -> str:
    parts = []
    if audit.insights:
        parts.append(
            "<section><h2>What was learned</h2>"
            + _table(
                "Insights by theme", ["Theme", "Insights", "People", "First", "Last"],
                [theme_words(theme, audit.tz) for theme in audit.insights], name="themes", heads=0,
            )
            + "</section>"
        )  # fmt: skip
    if audit.dormant.people:
        items = "".join(
            f"<li><bdi>{escaped(each.name or '?')}</bdi>: {escaped(sleeper_words(each))}</li>"
            for each in audit.dormant.people
        )
        parts.append(f"<section><h2>Worth a message</h2><ul>{items}</ul></section>")
    return "\n".join(parts)


def _numbers(audit: Audit) -> str:
    """The pictures once more, as tables."""
    steps = [[label, str(audit.funnel[key])] for key, label in charts.FUNNEL_STEPS]
    weeks = [[w.name, *(str(getattr(w, name)) for name in ACTIVITIES)] for w in audit.weeks]
    thanks = [
        [
            local_day(each.ended_at, audit.tz).isoformat(), each.name or "?",
            "not sent" if each.ms is None else duration(each.ms),
        ]
        for each in audit.thank_times
    ]  # fmt: skip
    names = {each.contact: each.name or "?" for each in audit.chain.people}
    chain = [
        [
            each.name or "?", names.get(each.parent or "", NONE), str(each.depth),
            "yes" if each.interviewed else "no",
        ]
        for each in audit.chain.people
    ]  # fmt: skip
    tables = [
        _table("From the list to the conversation", ["Step", "Number"], steps, name="steps"),
        _table("Week by week", ["Week", *(a.replace("_", " ") for a in ACTIVITIES)], weeks,
               name="weeks"),
        _table("Thank-yous", ["Interview", "With", "Sent after"], thanks, name="times", heads=1),
        _table("Who led to whom", ["Person", "Named by", "Depth", "Interviewed"], chain,
               name="chain"),
    ]  # fmt: skip
    return f"<section><h2>The numbers behind the pictures</h2>{''.join(tables)}</section>"


def _table(
    caption: str, names: list[str], rows: list[list[str]], *, name: str, heads: int = 0
) -> str:
    """`heads`: which column names the row."""
    if not rows:
        return ""
    numeric = {
        place
        for place, title in enumerate(names)
        if title in CELLS_OF_NUMBERS or all(row[place].isdecimal() for row in rows)
    }
    head = "".join(
        f'<th scope="col"{_class(place, numeric)}>{escaped(title)}</th>'
        for place, title in enumerate(names)
    )  # fmt: skip
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escaped(cell)}</th>' if place == heads
            else f"<td{_class(place, numeric)}>{escaped(cell)}</td>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )  # fmt: skip
    return (
        # A narrow screen scrolls the table, not the page; so the keyboard must reach it.
        f'<div class="wide" role="region" tabindex="0" aria-label="{escaped(caption)}">'
        f'<table class="{name}"><caption>{escaped(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _class(place: int, numeric: set[int]) -> str:
    return ' class="number"' if place in numeric else ""
