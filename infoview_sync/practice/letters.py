"""First drafts of letters, filled from what the notebook knows; the user's own mail sends them.

The texts are letters.json; how they are filled is told there. Mirrored by
web/shared/practice/letters.ts; tests/vectors/practice.json keeps both the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

import msgspec

from infoview_sync.practice.texts import trimmed

LetterKind = Literal["outreach", "follow_up", "confirmation", "thank_you", "report_back"]

MAILTO_CHARS_MAX = 2000
"""Windows hands a program 2,048 characters of a link at most; what is longer is cut or dropped."""
_ADDRESS_PART = r"[^\x00-\x20\x7f-\xa0,;:?&<>()\\\"@]+"
_ADDRESS = re.compile(f"{_ADDRESS_PART}@{_ADDRESS_PART}")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CLOSING = (".", "!", "?", "\u2026", "\u3002")


class Letter(NamedTuple):
    subject: str
    body: str

    def __str__(self) -> str:
        """As plain text to copy."""
        return f"Subject: {self.subject}\n\n{self.body}\n"


class Mail(NamedTuple):
    """A `mailto:` link; `is_whole` is False if the body did not fit and must be pasted."""

    href: str
    is_whole: bool


def draft(kind: LetterKind, facts: Mapping[str, str]) -> Letter:
    """The letter with these facts filled in; an unknown or blank fact is as good as none."""
    known = {name: kept for name, value in facts.items() if (kept := trimmed(value))}
    template = _templates()[kind]
    paragraphs = []
    for sentences in template["paragraphs"]:
        told = [text for each in sentences if (text := _first(_listed(each), known)) is not None]
        if told:
            paragraphs.append(" ".join(told))
    return Letter(_first(template["subject"], known) or "", "\n\n".join(paragraphs))


def mailto(address: str, subject: str, body: str) -> Mail | None:
    """A link that opens the letter in a mail program (RFC 6068); None if the address is none.

    Everything is percent-encoded, line breaks as CR LF (section 5), so that no text can add a
    header. A body that makes the link too long is left out.
    """
    if not _ADDRESS.fullmatch(address):
        return None
    local, _, domain = address.rpartition("@")
    href = f"mailto:{_encoded(local)}@{_encoded(domain)}?subject={_encoded(subject)}"
    whole = f"{href}&body={_encoded(body)}"
    is_whole = len(whole) <= MAILTO_CHARS_MAX
    return Mail(whole if is_whole else href, is_whole)


def _listed(sentence: str | Sequence[str]) -> Sequence[str]:
    return [sentence] if isinstance(sentence, str) else sentence


def _first(alternatives: Sequence[str], known: Mapping[str, str]) -> str | None:
    for text in alternatives:
        if all(name in known for name in _PLACEHOLDER.findall(text)):
            return _filled(text, known)
    return None


def _filled(text: str, known: Mapping[str, str]) -> str:
    """The sentence; where a fact closes a sentence itself, the template's full stop goes."""
    parts = _PLACEHOLDER.split(text)
    filled = ""
    for place, part in enumerate(parts):
        if place % 2:
            filled += known[part]
        elif place and part.startswith(".") and filled.endswith(_CLOSING):
            filled += part[1:]
        else:
            filled += part
    return filled


def _encoded(text: str) -> str:
    """As encodeURIComponent does, with line breaks as RFC 6068 asks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return quote(_LONE_SURROGATE.sub("\ufffd", lines), safe="!*'()")


@cache
def _templates() -> dict[str, Any]:
    raw = resources.files("infoview_sync.practice").joinpath("letters.json").read_bytes()
    templates: dict[str, Any] = msgspec.json.decode(raw)
    return templates
