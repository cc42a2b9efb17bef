"""One card's properties to one person: which property fills which field of a contact."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from infoview_sync.files.cells import BadCell, clean_line
from infoview_sync.files.details import Details
from infoview_sync.files.found import FoundPerson
from infoview_sync.files.vcard_lines import Property

_NAME_PARTS = ("Surname", "Given name", "Middle name", "Name prefix", "Name suffix")

# They say something about the file or its program, nothing about the person.
_NOT_ABOUT_THEM = frozenset(
    {
        "VERSION", "PRODID", "REV", "UID", "CLIENTPIDMAP", "PROFILE", "SOURCE", "MAILER", "CLASS",
        "X-ABUID", "X-ABSHOWAS", "X-ABADR", "X-ABLABEL", "X-MS-OL-DESIGN",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-ABORDER", "X-IMAGETYPE", "X-IMAGEHASH",
    }
)  # fmt: skip

_LABELS = {
    "BDAY": "Birthday", "X-ABRELATEDNAMES": "Related", "X-ABDATE": "Date", "TZ": "Time zone",
    "GEO": "Coordinates", "LANG": "Language", "IMPP": "Messenger", "FBURL": "Free/busy page",
    "CALURI": "Calendar page", "CALADRURI": "Calendar address", "X-MS-IMADDRESS": "Messenger",
    "X-SOCIALPROFILE": "Profile", "LABEL": "Address label", "X-MS-TEL": "Phone",
    "AGENT FN": "Agent", "AGENT TEL": "Agent's phone", "AGENT EMAIL": "Agent's e-mail",
}  # fmt: skip

_ESCAPED = re.compile(r'\\([\\,;:"nN])')
# The grammar of 2.1 escapes only these; a backslash and an n are two letters there.
_ESCAPED_IN_2_1 = re.compile(r"\\([\\,;:])")
_COMPONENT = re.compile(r"((?:[^\\;]|\\.|\\$)*)(?:;|$)", re.DOTALL)
_ITEM = re.compile(r"((?:[^\\,]|\\.|\\$)*)(?:,|$)", re.DOTALL)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")


def person_of(properties: Sequence[Property], *, line: int) -> FoundPerson:
    """Raises: BadCell whose field is the property at fault."""
    return _CardReader(properties).person(line)


class _CardReader:
    def __init__(self, properties: Sequence[Property]) -> None:
        self._properties = properties
        self._details = Details()
        version = next((each.value.strip() for each in properties if each.name == "VERSION"), "")
        self._escaped = _ESCAPED_IN_2_1 if version == "2.1" else _ESCAPED
        self._label_by_group = {
            each.group: self._plain(_APPLE_LABEL.sub(r"\1", each.value))
            for each in properties
            if each.name == "X-ABLABEL" and each.group
        }
        self._method_by_name: dict[str, Callable[[Property], None]] = {
            "NOTE": lambda each: self._details.note(self._plain(each.value), field="NOTE"),
            "TITLE": lambda each: self._details.title(self._plain(each.value), field="TITLE"),
            "EMAIL": lambda each: self._details.email(
                self._plain(each.value), field="EMAIL", kind=self._kind(each)
            ),
            "URL": lambda each: self._details.url(
                self._plain(each.value), field="URL", kind=self._kind(each)
            ),
            "TEL": self._phone,
            "ORG": self._org,
            "ADR": self._address,
            "CATEGORIES": self._tags,
        }

    def person(self, line: int) -> FoundPerson:
        kind = self._first("KIND") or self._first("X-ADDRESSBOOKSERVER-KIND")
        if kind.lower() == "group":
            raise BadCell(
                "the card is a group, not a person",
                field="KIND",
                remedy="Import the cards of its members; delete this one to be rid of the message",
            )
        self._name()
        # A preferred address comes first: it is the one that a contact keeps as its place.
        for each in sorted(self._properties, key=lambda one: not _is_preferred(one)):
            name = each.name.removeprefix("AGENT ")
            if name in _NOT_ABOUT_THEM or each.name in ("N", "FN") or each.is_binary:
                continue
            self._method_by_name.get(each.name, self._other)(each)
        return self._details.person(line=line, field="FN")

    def _name(self) -> None:
        """The first FN, else the parts of N; what of N (and other FNs) it does not hold is kept."""
        parts: dict[str, str] = {}
        for each in self._properties:
            if each.name == "N" and not parts:
                values = [self._plain(part) for part in _split(each.value, _COMPONENT)]
                parts = dict(zip(_NAME_PARTS, values, strict=False))
        surname, given, middle, prefix, suffix = (
            clean_line(parts.get(part, ""), field="N") for part in _NAME_PARTS
        )
        full = [clean_line(self._plain(each.value), field="FN") for each in self._properties
                if each.name == "FN"]  # fmt: skip
        said = [text for text in full if text]
        built = " ".join(part for part in (prefix, given, middle, surname, suffix) if part)
        self._details.name = said[0] if said else (built or None)
        self._details.given, self._details.surname = given, surname
        for part, text in parts.items():
            self._details.name_part(part, text, field="N")
        for other in said[1:]:
            self._details.name_part("Also named", other, field="FN")

    def _phone(self, each: Property) -> None:
        number = self._plain(each.value).strip()
        if number.lower().startswith("tel:"):
            number = re.sub(r";ext=", " ext. ", number[4:], flags=re.IGNORECASE)
        self._details.phone(number, field="TEL", kind=self._kind(each))

    def _org(self, each: Property) -> None:
        name, *units = (self._plain(part) for part in _split(each.value, _COMPONENT))
        self._details.org(name, field="ORG")
        for unit in units:
            self._details.line("Department", unit, field="ORG")

    def _address(self, each: Property) -> None:
        parts = (
            clean_line(self._plain(part), field="ADR") for part in _split(each.value, _COMPONENT)
        )
        whole = ", ".join(part for part in parts if part)
        self._details.location(whole, field="ADR", kind=self._kind(each))

    def _tags(self, each: Property) -> None:
        for part in _split(each.value, _ITEM):
            self._details.tag(self._plain(part), field="CATEGORIES")

    def _other(self, each: Property) -> None:
        """What has no field of its own, under the name that the user or the program gave it."""
        text = "; ".join(
            plain for part in _split(each.value, _COMPONENT) if (plain := self._plain(part).strip())
        )
        # Apple writes a day without a year as one of 1604, and says so beside it.
        if (year := "".join(each.parameters.get("X-APPLE-OMIT-YEAR", ()))) and text[:4] == year:
            text = "--" + text[4:].removeprefix("-")
        if each.name == "X-SOCIALPROFILE" and text.startswith(("http://", "https://")):
            self._details.url(text, field="URL", kind=self._kind(each))
            return
        usual = each.name.removeprefix("X-MS-").removeprefix("X-").replace("-", " ").capitalize()
        label = self._label_by_group.get(each.group) or _LABELS.get(each.name) or usual
        self._details.line(label, text, field=each.name)

    def _kind(self, each: Property) -> str:
        """Whose or what it is: `fax`, or the label that the user wrote."""
        return self._label_by_group.get(each.group) or each.types

    def _first(self, name: str) -> str:
        return next((each.value.strip() for each in self._properties if each.name == name), "")

    def _plain(self, text: str) -> str:
        return self._escaped.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _is_preferred(each: Property) -> bool:
    return "pref" in each.types.split(",") or each.parameters.get("PREF") == ("1",)


def _split(text: str, pattern: re.Pattern[str]) -> list[str]:
    """The parts between separators that have no backslash before them, still escaped."""
    parts = []
    place = 0
    while True:
        match = pattern.match(text, place)
        if match is None or match.end() == len(text):
            parts.append(match[1] if match else text[place:])
            if match is not None and match[1] != match[0]:
                parts.append("")
            return parts
        parts.append(match[1])
        place = match.end()
