"""The same audit with initials instead of names and no theme of the user's own, to hand on."""

from __future__ import annotations

import re
import unicodedata

from msgspec.structs import replace

from infoview_sync.projections.measures import Audit

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_THEMES = ("role", "culture", "industry_demand", "career_path", "skills", "advice", "other")
"""Those of the catalogue (events/catalogue/fields.py); any other is free text, and may name."""


def anonymous(audit: Audit) -> Audit:
    """Everybody by their initials. (Ids stay: they are random and say nothing.)"""
    return replace(
        audit,
        chain=replace(
            audit.chain,
            people=[replace(each, name=initials(each.name)) for each in audit.chain.people],
        ),
        dormant=replace(
            audit.dormant,
            people=[replace(each, name=initials(each.name)) for each in audit.dormant.people],
        ),
        insights=[
            each if each.theme in _THEMES else replace(each, theme="other")
            for each in audit.insights
        ],
        thank_times=[replace(each, name=initials(each.name)) for each in audit.thank_times],
    )


def initials(name: str | None) -> str:
    """`A. N.` of `Ada Novak`; `?` of a name without letters."""
    return " ".join(f"{word[0].upper()}." for word in _WORD.findall(_bare(name or ""))) or "?"


def _bare(name: str) -> str:
    """Without the marks and joiners within a word, which would seem to end it."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(
        char for char in composed if not unicodedata.category(char).startswith(("M", "Cf"))
    )
