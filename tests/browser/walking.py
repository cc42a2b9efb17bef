"""What of the app there is to walk, read from its sources: a walk that misses some of it fails."""

from __future__ import annotations

import re

from tests.browser.conftest import ROOT

PAGE = ROOT / "web/page"
_SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted(PAGE.rglob("*.tsx"))}
_DIALOG = re.compile(r"<(FormDialog|dialog)\s(.*?)(?:</h2>|</\1>)", re.DOTALL)
_FIELD = re.compile(
    r"<(?:TextField|AreaField|KeptArea|LetterField)\b[^<]*?\blabel=\"([^\"]+)\"", re.DOTALL
)


def screens() -> set[str]:
    return set(re.findall(r"readonly screen: \"(\w+)\"", (PAGE / "route.ts").read_text()))


def sections() -> set[str]:
    return set(re.findall(r"name: \"(\w+)\"", (PAGE / "settings/sections.ts").read_text()))


def dialogs() -> dict[str, re.Pattern[str]]:
    """The pattern of each dialog's title, by where it stands."""
    found = {}
    for path, text in _SOURCES.items():
        if path.name == "FormDialog.tsx":
            continue
        for match in _DIALOG.finditer(text):
            for title in _titles(match[1], match[2], text):
                found[f"{path.relative_to(PAGE)}: {title}"] = re.compile(
                    re.sub(r"\\\$\\\{.*?\\\}", ".*", re.escape(title))
                )
    return found


def _titles(tag: str, inside: str, source: str) -> list[str]:
    if tag == "dialog":
        heading = re.search(r"<h2[^>]*>\s*([^<{]+?)\s*$", inside)
        named = re.search(r"aria-label=\"([^\"]+)\"", inside)
        one = heading or named
        assert one is not None, f"a dialog without a name: {inside[:200]}"
        return [one[1]]
    told = re.match(r"[^<]*?\btitle=(?:\"([^\"]+)\"|\{(.*?)\}\s+action)", inside, re.DOTALL)
    assert told is not None, f"a dialog without a title: {inside[:200]}"
    if told[1]:
        return [told[1]]
    quoted = re.findall(r"[\"`]([^\"`]+)[\"`]", told[2])
    return quoted or re.findall(r"\btitle: \"([^\"]+)\"", source)


def labels() -> dict[str, str]:
    """Where each field of text with a fixed label stands, by its label."""
    return {
        label: str(path.relative_to(PAGE))
        for path, text in _SOURCES.items()
        for label in _FIELD.findall(text)
    }
