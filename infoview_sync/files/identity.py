"""Keys for telling whether two spellings mean the same address or the same name.

Keys are for comparison only: what the file wrote is what is kept and shown.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

# What one line of a contact may hold in the catalogue of events; a test compares them.
ADDRESS_CHARS_MAX = 500

_WITHOUT_SCHEME = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(/.*)?")
_EMAIL = re.compile(r"[^\s@<>\"(),;:]+@[^\s@<>\"(),;:]+")
_LINKEDIN = re.compile(r"([a-z]{1,3}\.)?linkedin\.com")


def web_address(text: str) -> str | None:
    """The address if a link to it is safe to show, else None.

    Only http and https: a `javascript:` address from a file would run in the page that shows it.
    An address without a scheme (`www.linkedin.com/in/ann`) gets https. User names in an address
    are refused, because they make one host look like another.
    """
    address = f"https://{text}" if _WITHOUT_SCHEME.fullmatch(text) else text
    if len(address) > ADDRESS_CHARS_MAX or not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
        is_safe = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return address if is_safe and "@" not in parts.netloc else None


def email_address(text: str) -> str | None:
    """The address if it has the shape of one, else None."""
    return text if len(text) <= ADDRESS_CHARS_MAX and _EMAIL.fullmatch(text) else None


def url_key(url: str) -> str:
    """Host and path, without what varies between spellings of one page.

    For LinkedIn the query goes too (tracking only) and letter case does not count; elsewhere the
    query stays, because `profile?id=1` and `profile?id=2` are two people.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return url
    path = unicodedata.normalize("NFC", unquote(parts.path)).rstrip("/")
    if _LINKEDIN.fullmatch(host):
        path = path.casefold()
        # A profile's sub-pages and languages (/in/ann/de, /in/ann/details) are the same person.
        if path.startswith("/in/"):
            path = "/".join(path.split("/")[:3])
        return f"linkedin.com{path}"
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


def profile_key(url: str) -> str | None:
    """The key of a LinkedIn profile, which one person alone has; None for any other page."""
    key = url_key(url)
    return key if re.match(r"linkedin\.com/(in|pub)/.", key) else None


def email_key(email: str) -> str:
    """Letter case does not count: no mail provider in use tells `Ann@` from `ann@`."""
    return unicodedata.normalize("NFC", email.strip()).casefold()


def phone_key(phone: str) -> str:
    """Its digits, in whatever script, with the plus sign if there is one; empty if none."""
    digits = "".join(
        str(digit) for char in phone if (digit := unicodedata.decimal(char, None)) is not None
    )
    return f"+{digits}" if digits and phone.strip().startswith("+") else digits


def name_key(name: str) -> str:
    """Equal for spellings that differ only in case, accents' encoding or white space."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def share_a_name(name: str, other: str) -> bool:
    """One of their names is the same: a person who married, or dropped a middle name."""
    words = {word for word in name_key(name).split() if len(word) > 1}
    return bool(words & set(name_key(other).split()))
