"""Gathers what one row or card says of a person, so that nothing which it names is lost.

A contact has one name, organisation, title and place, and lists of e-mails, phones and pages.
Whatever else a file says (a second title, a birthday, what a custom column holds, an address that
is no address) becomes a labelled line of the contact's notes: `Birthday: --04-12`.
"""

from __future__ import annotations

from infoview_sync.files.cells import (
    NAME_CHARS_MAX,
    NOTES_CHARS_MAX,
    TEXT_CHARS_MAX,
    BadCell,
    clean_line,
    clean_text,
    within,
)
from infoview_sync.files.found import FoundPerson
from infoview_sync.files.identity import (
    email_address,
    email_key,
    name_key,
    phone_key,
    url_key,
    web_address,
)
from infoview_sync.files.known import LIST_VALUES_MAX

# As long as a tag may be in the catalogue of events; a test compares them.
TAG_CHARS_MAX = 60

# Every address book sets these by itself; on a contact they would say nothing.
_SYSTEM_TAGS = frozenset({"mycontacts", "my contacts", "starred", "contacts"})

# Kinds of phone, e-mail and address that every program writes, wanted or not.
_BLAND_LABELS = frozenset(
    {
        "", "home", "work", "mobile", "cell", "main", "other", "voice", "internet", "pref", "msg",
        "text", "video", "personal", "postal", "parcel", "intl", "dom", "x-internet", "iphone",
    }
)  # fmt: skip


class Details:
    """Filled by a reader property by property; `person` gives the whole. `field` names the column
    or property for messages.

    Raises: BadCell from every method, for a text that makes the whole row doubtful.
    """

    def __init__(self) -> None:
        self.name: str | None = None
        self.given: str | None = None
        self.surname: str | None = None
        self._org: str | None = None
        self._title: str | None = None
        self._location: str | None = None
        self._emails: dict[str, str] = {}
        self._phones: dict[str, str] = {}
        self._urls: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._texts: list[str] = []
        self._lines: dict[str, None] = {}

    def note(self, text: str, *, field: str) -> None:
        """Free words about the person."""
        if (clean := clean_text(text, field=field)) is not None and clean not in self._texts:
            self._texts.append(clean)

    def line(self, label: str, text: str, *, field: str) -> None:
        """A fact without a field of its own: a labelled line of the notes."""
        if (clean := clean_text(text, field=field)) is not None:
            self._lines[f"{label}: {clean}"] = None

    def org(self, text: str, *, field: str) -> None:
        self._org = self._first(self._org, "Organisation", text, field)

    def title(self, text: str, *, field: str, label: str = "Title") -> None:
        self._title = self._first(self._title, label, text, field)

    def location(self, text: str, *, field: str, kind: str = "") -> None:
        clean = clean_line(text, field=field)
        if clean is not None and (
            len(clean) > TEXT_CHARS_MAX or self._location not in (None, clean)
        ):
            self.line(_labelled("Address", kind), clean, field=field)
        elif clean is not None:
            self._location = clean

    def email(self, text: str, *, field: str, kind: str = "") -> None:
        clean = clean_line(text, field=field)
        if clean is not None and (email := email_address(clean.removeprefix("mailto:"))):
            self._add(self._emails, email_key(email), email, label="E-mail", kind=kind, field=field)
        elif clean is not None:
            self.line(_labelled("E-mail", kind), clean, field=field)

    def phone(self, text: str, *, field: str, kind: str = "") -> None:
        clean = clean_line(text, field=field)
        if clean is not None and (key := phone_key(clean)) and len(clean) <= TEXT_CHARS_MAX:
            self._add(self._phones, key, clean, label="Phone", kind=kind, field=field)
        elif clean is not None:
            self.line(_labelled("Phone", kind), clean, field=field)

    def url(self, text: str, *, field: str, kind: str = "") -> None:
        clean = clean_line(text, field=field)
        if clean is not None and (url := web_address(clean)):
            self._add(self._urls, url_key(url), url, label="Web page", kind=kind, field=field)
        elif clean is not None:
            self.line(_labelled("Web page", kind), clean, field=field)

    def tag(self, text: str, *, field: str) -> None:
        clean = clean_line(text.removeprefix("* "), field=field)
        if clean is None or clean.casefold() in _SYSTEM_TAGS:
            return
        if len(clean) > TAG_CHARS_MAX or len(self._tags) >= LIST_VALUES_MAX:
            self.line("Label", clean, field=field)
        else:
            self._tags.setdefault(name_key(clean), clean)

    def name_part(self, label: str, text: str, *, field: str) -> None:
        """A part of the name that goes to the notes unless the whole name holds it already."""
        clean = clean_line(text, field=field)
        if clean is not None and name_key(clean) not in name_key(self.name or ""):
            self.line(label, clean, field=field)

    def person(self, *, line: int, field: str) -> FoundPerson:
        """Whoever this is: without a name, by organisation, e-mail or phone, in this order."""
        name = self.name or next(
            iter((*([self._org] if self._org else ()), *self._emails.values(),
                  *self._phones.values())),
            None,
        )  # fmt: skip
        if not name:
            raise BadCell(
                "it names nobody: no name, organisation, e-mail or phone",
                field=field,
                remedy="Write a name, or leave it out",
            )
        within(name, chars_max=NAME_CHARS_MAX, field=field)
        labelled = ["\n".join(self._lines)] if self._lines else []
        notes = "\n\n".join(self._texts + labelled)
        if len(notes) > NOTES_CHARS_MAX:
            raise BadCell(
                f"its notes and all that has no field of its own have {len(notes):,} characters,"
                f" more than {NOTES_CHARS_MAX:,}",
                field=field,
                remedy="Shorten the notes",
            )
        return FoundPerson(
            name=name,
            given=self.given,
            surname=self.surname,
            org=self._org,
            title=self._title,
            emails=tuple(self._emails.values()),
            phones=tuple(self._phones.values()),
            urls=tuple(self._urls.values()),
            location=self._location,
            notes=notes or None,
            tags=tuple(self._tags.values()),
            line=line,
        )

    def _first(self, now: str | None, label: str, text: str, field: str) -> str | None:
        """The first value said keeps the field; others go to the notes."""
        clean = clean_line(text, field=field)
        if clean is None or clean == now:
            return now
        if now is not None:
            self.line(label, clean, field=field)
            return now
        return within(clean, chars_max=TEXT_CHARS_MAX, field=field)

    def _add(
        self, values: dict[str, str], key: str, value: str, *, label: str, kind: str, field: str
    ) -> None:
        if len(values) >= LIST_VALUES_MAX and key not in values:
            self.line(label, value, field=field)
            return
        values.setdefault(key, value)
        if (labelled := _labelled(label, kind)) != label:
            self.line(labelled, value, field=field)


def _labelled(label: str, kind: str) -> str:
    """`Phone (fax)`; what every program writes, such as `work`, is left out."""
    telling = [
        word
        for part in kind.split(",")
        if (word := " ".join(part.removeprefix("* ").split())).casefold() not in _BLAND_LABELS
    ]
    return f"{label} ({', '.join(telling)[:TAG_CHARS_MAX]})" if telling else label
