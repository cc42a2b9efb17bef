"""The referral graph in Graphviz's language."""

from __future__ import annotations

from collections.abc import Sequence

from infoview_sync.projections.queries import Row


def as_dot(rows: Sequence[Row]) -> str:
    """The graph of these rows of query/network; interviewed people are filled."""
    lines = ["digraph network {", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
    for number, row in enumerate(rows):
        node = row["contact"] or f"name{number}"
        label = "\n".join(part for part in (row["name"], row["org"]) if part)
        style = (
            ', style="rounded,filled", fillcolor="#dbe7f5"' if row["interviewed"]
            else ', style="rounded,dashed"' if row["name_only"] else ""
        )  # fmt: skip
        lines.append(f"  {_quoted(node)} [label={_quoted(label)}{style}];")
        if row["giver"]:
            lines.append(f"  {_quoted(row['giver'])} -> {_quoted(node)};")
    return "\n".join([*lines, "}"])


def _quoted(text: str) -> str:
    plain = "".join(char if char.isprintable() or char == "\n" else " " for char in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
