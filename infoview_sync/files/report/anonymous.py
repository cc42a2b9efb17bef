"""The same audit with initials instead of names, for handing it to others."""

from __future__ import annotations

import re

from msgspec.structs import replace

from infoview_sync.projections.measures import Audit

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


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
        thank_times=[replace(each, name=initials(each.name)) for each in audit.thank_times],
    )


def initials(name: str | None) -> str:
    """`A. N.` of `Ada Novak`; `?` of a name without letters."""
    return " ".join(f"{word[0].upper()}." for word in _WORD.findall(name or "")) or "?"
