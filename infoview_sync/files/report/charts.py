"""The pictures of the report as inline SVG: no script, no outside file, readable in grey.

Nothing is told by colour alone: what counts is filled, hatched or named. Every text goes through
`escaped`. Each picture says in a title what it shows; page.py puts the numbers in a table beside.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from html import escape
from unicodedata import east_asian_width

from infoview_sync.files.report import layout
from infoview_sync.files.report.words import day, harmless
from infoview_sync.projections.audit import EPOCH, day_number
from infoview_sync.projections.measures import Audit

WIDTH = 720
NAME_CHARS_MAX = 26
FUNNEL_STEPS = (
    ("added", "Added to the list"),
    ("written_to", "Written to"),
    ("replied", "Replied"),
    ("interviewed", "Interviewed"),
    ("thanked", "Thanked"),
    ("referred_on", "Named somebody"),
    ("referral_pursued", "Their referral pursued"),
)
TICKS = (
    (0.5, "½ h"), (1, "1 h"), (3, "3 h"), (8, "8 h"), (24, "24 h"), (72, "3 d"), (168, "7 d"),
    (336, "14 d"), (720, "30 d"),
)  # fmt: skip


def escaped(value: object) -> str:
    """Text for HTML and SVG alike."""
    return escape(harmless(str(value)))


def shortened(name: str | None) -> str:
    text = name or "?"
    return text if len(text) <= NAME_CHARS_MAX else text[: NAME_CHARS_MAX - 1] + "…"


def _wide(text: str) -> float:
    """About how wide a name is drawn; SVG cannot measure without a script."""
    return sum(13 if east_asian_width(char) in "WF" else 7.4 for char in text)


def svg(title: str, width: float, height: float, parts: Iterable[str], *, name: str) -> str:
    """One picture; `name` is its id, so that its title can be referred to."""
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escaped(title)}</title>{"".join(parts)}</svg>'
    )


def funnel(audit: Audit) -> str:
    most = max(*audit.funnel.values(), 1)
    left, row = 160, 30
    parts = []
    for place, (key, label) in enumerate(FUNNEL_STEPS):
        value, y = audit.funnel[key], place * row
        length = (WIDTH - left - 60) * value / most
        parts.append(
            f'<text x="{left - 10}" y="{y + 19}" class="end">{label}</text>'
            f'<rect x="{left}" y="{y + 4}" width="{max(length, 1):.1f}" height="{row - 8}"'
            f' class="bar"/><text x="{left + length + 8:.1f}" y="{y + 19}" class="strong">'
            f"{value}</text>"
        )
    told = ", ".join(f"{label.lower()} {audit.funnel[key]}" for key, label in FUNNEL_STEPS)
    return svg(
        f"People at each step: {told}.", WIDTH, row * len(FUNNEL_STEPS), parts, name="funnel"
    )


def not_drawn(audit: Audit) -> str:
    """What the calendar leaves out, as one more sentence; empty if it shows all."""
    first = day_number(audit.first)
    drawn = layout.drawn_from(first, day_number(audit.last))
    if drawn == first:
        return ""
    return f" Not drawn: the days before {day(EPOCH + timedelta(days=drawn))}."


def calendar(audit: Audit) -> str:
    cells = layout.calendar(audit.acts_by_day, day_number(audit.first), day_number(audit.last))
    bands = cells[-1].band + 1
    weeks = max(cell.week for cell in cells) + 1
    size = min(34.0, (WIDTH - 40) / weeks)
    tall = 7 * size + 26
    parts = []
    for band in range(bands):
        parts += [
            f'<text x="34" y="{band * tall + 18 + (weekday + 0.7) * size:.1f}" class="end small">'
            f"{name}</text>"
            for weekday, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
        ]
    named: set[tuple[int, int]] = set()
    for cell in cells:
        date = EPOCH + timedelta(days=cell.day)
        x, y = 40 + cell.week * size, cell.band * tall + 18 + cell.weekday * size
        if date.day <= 7 and (date.year, date.month) not in named:
            named.add((date.year, date.month))
            year = f" {date.year}" if date.month == 1 else ""
            parts.append(
                f'<text x="{x:.1f}" y="{cell.band * tall + 12:.1f}" class="small">'
                f"{date:%b}{year}</text>"
            )
        parts.append(
            f'<rect x="{x + 1:.1f}" y="{y + 1:.1f}" width="{size - 2:.1f}"'
            f' height="{size - 2:.1f}" rx="2" class="day shade{cell.shade}"/>'
        )
        if cell.acts and size >= 14:
            parts.append(
                f'<text x="{x + size / 2:.1f}" y="{y + size / 2 + 4:.1f}"'
                f' class="middle small on{cell.shade}">{cell.acts}</text>'
            )
    days = sum(cell.acts > 0 for cell in cells)
    acts = sum(cell.acts for cell in cells)
    title = f"Calendar: {acts} things done on {days} of {len(cells)} days; darker is more."
    return svg(title + not_drawn(audit), WIDTH, bands * tall, parts, name="calendar")


def thank_yous(audit: Audit) -> str:
    dots = layout.dots(audit.thank_times)
    column = (WIDTH - 40) / layout.DOT_COLUMNS
    radius = min(column / 2 - 0.5, 5)
    tall = max(70.0, (max((dot.height for dot in dots), default=0) + 2) * radius * 2.2)
    parts = [
        f'<line x1="20" x2="{WIDTH - 20}" y1="{tall}" y2="{tall}" class="axis"/>',
    ]
    limit_column = int(layout.along(24 * layout.HOUR_MS) * layout.DOT_COLUMNS)
    for hours, label in TICKS:
        x = 20 + layout.along(int(hours * layout.HOUR_MS)) * (WIDTH - 40)
        if hours == 24:
            x = 20 + limit_column * column
            parts.append(
                f'<line x1="{x:.1f}" x2="{x:.1f}" y1="14" y2="{tall}" class="limit"/>'
                f'<text x="{x - 6:.1f}" y="12" class="end small">in time</text>'
                f'<text x="{x + 6:.1f}" y="12" class="small">late</text>'
            )
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{tall}" y2="{tall + 5}" class="axis"/>'
            f'<text x="{x:.1f}" y="{tall + 18:.1f}" class="middle small">{label}</text>'
        )
    parts += [
        f'<circle cx="{20 + (dot.column + 0.5) * column:.1f}"'
        f' cy="{tall - (dot.height + 0.6) * radius * 2.2:.1f}" r="{radius:.1f}"'
        f' class="{"dot" if dot.in_time else "hollow"}"/>'
        for dot in dots
    ]
    in_time = sum(dot.in_time for dot in dots)
    early = sum(each.ms is not None and each.ms < 0 for each in audit.thank_times)
    title = (
        f"Time from the end of each interview to its thank-you: {in_time} within 24 hours (filled),"
        f" {len(dots) - in_time - early} later (hollow),"
        f"{f' {early} before the end (hollow),' if early else ''}"
        f" {len(audit.thank_times) - len(dots)} not sent."
    )
    return svg(title, WIDTH, tall + 24, parts, name="thanks")


def network(audit: Audit) -> str:
    """The referrals as a forest, from left to right; empty if nobody led to anybody."""
    forest = layout.tree(audit.chain.people)
    if not forest.nodes:
        return ""
    deepest = max(node.depth for node in forest.nodes)
    step, row = max(180.0, (WIDTH - 200) / max(deepest, 1)), 24
    wide = max(WIDTH, deepest * step + 200)
    lines, marks = [], []
    for node in forest.nodes:
        x, y = 10 + node.depth * step, 14 + node.row * row
        if node.parent is not None:
            above = forest.nodes[node.parent]
            bend = x - 26
            # The line leaves behind the name, not through it.
            px = min(10 + above.depth * step + 16 + _wide(shortened(above.person.name)), bend)
            py = 14 + above.row * row
            lines.append(f'<path d="M{px:.1f} {py:.1f}H{bend:.1f}V{y:.1f}H{x:.1f}" class="edge"/>')
        kind = "dot" if node.person.interviewed else "hollow"
        marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" class="{kind}"/>'
            f'<text x="{x + 10:.1f}" y="{y + 4:.1f}" class="name">'
            f"{escaped(shortened(node.person.name))}</text>"
        )
    led = sum(node.parent is not None for node in forest.nodes)
    title = (
        f"Who led to whom, from left to right: {len(forest.nodes)} people, {led} of them named by"
        " another. Filled: interviewed in this time."
    )
    return svg(title, wide, forest.rows * row + 8, [*lines, *marks], name="network")
