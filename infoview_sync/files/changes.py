"""What a file says about a known person that is news.

- A blank cell never erases: exports leave out what people do not share.
- A value that the file already said at the last import is no news. If the notebook now shows
  another, the user corrected it since, and the correction stays.
- A value that the notebook has and no file ever gave is the user's own word, and stays.
- Otherwise the file's new value is taken; the old one stays in the history and can be brought
  back by undo.
- Notes grow line by line (see `remarks`). With `keeps_all`, a value for which there is no room
  because the user's own stays becomes a line of the notes, so that nothing the file names is lost.
- Lists (e-mails, phones, addresses, tags) only grow: nothing is removed, and what the user removed
  since the last import does not come back.
"""

from __future__ import annotations

import unicodedata

import msgspec

from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import email_key, name_key, phone_key, url_key
from infoview_sync.files.known import LIST_VALUES_MAX, KnownPerson, LastImport, is_nameless
from infoview_sync.files.remarks import LABEL_BY_FIELD, joined, news

_TEXTS = ("name", "org", "title", "location", "connected_on")
_KEY_BY_LIST = {"emails": email_key, "phones": phone_key, "urls": url_key, "tags": name_key}


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """The difference that one found person makes to a known one."""

    fields: dict[str, str | tuple[str, ...]]
    """Only what changes, each field with its whole new value (tags too: old and new ones)."""
    kept: tuple[str, ...] = ()
    """Fields where the user's own value was kept although the file says otherwise."""


def changes(
    found: FoundPerson, known: KnownPerson, last: LastImport | None, *, is_history_known: bool,
    keeps_all: bool = False,
) -> Changes:  # fmt: skip
    """What to write. `last` is None if no file named this person before.

    Without `is_history_known` nobody can tell the user's values from imported ones, and every
    difference counts as the file's news.
    """
    fields: dict[str, str | tuple[str, ...]] = {}
    kept: list[str] = []
    remarks = [found.notes] if found.notes else []
    for field in _TEXTS:
        new, now = getattr(found, field), getattr(known, field) or None
        before = (getattr(last, field) or None) if last is not None else None
        if new is None or _is_same(new, now) or (field == "name" and is_nameless(found)):
            continue
        if field == "name" and is_nameless(known):
            fields[field] = new
            continue
        is_users_own = is_history_known and now is not None and before is None
        if is_users_own or _is_same(new, before):
            kept.append(field)
            if keeps_all and before is None and field in LABEL_BY_FIELD:
                remarks.append(f"{LABEL_BY_FIELD[field]}: {new}")
        else:
            fields[field] = new
    new_remarks = news("\n".join(remarks), known=(known.notes, last.notes if last else None))
    if new_remarks and (notes := joined(known.notes, new_remarks)) is not None:
        fields["notes"] = notes
    elif new_remarks:
        kept.append("notes")
    for field, key in _KEY_BY_LIST.items():
        present = tuple(getattr(known, field))
        before_values = getattr(last, field) if last is not None else ()
        seen = {key(value) for value in (*present, *before_values)}
        more = {key(value): value for value in getattr(found, field) if key(value) not in seen}
        if more and len(present) < LIST_VALUES_MAX:
            fields[field] = (*present, *more.values())[:LIST_VALUES_MAX]
    return Changes(fields=fields, kept=tuple(kept))


def _is_same(new: str, old: str | None) -> bool:
    """Letter case counts: `sound editor` to `Sound Editor` is a change that one can see."""
    return old is not None and _plain(new) == _plain(old)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
